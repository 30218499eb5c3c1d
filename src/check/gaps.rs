//! Why a report is not checked whole where no rule of its form speaks of it. In: the tables required and found. Out:
//! a reason for each table that lacks lines or is not there at all. Does not know equations.

use super::Skipped;
use super::values::TableValues;
use crate::form::{Form, Named};
use crate::message::Message;

/// The checks whose findings say what is not there; a form need not list them.
const PRESENCE: [Named; 2] = [Named::TableMissing, Named::ValueMissing];

/// Whether an id is of such a check, and the form does not list it.
pub fn is_unlisted(form: &Form, id: &str) -> bool {
    PRESENCE.iter().any(|&named| !lists(form, named) && named.name() == id)
}

/// What keeps the verdict open and is told by no rule and no equation.
pub(super) fn gaps(
    form: &Form,
    required: &[(usize, bool)],
    tables: &[TableValues],
    skipped: &[Skipped],
) -> Vec<Skipped> {
    let of =
        |named: Named, because: Message| Skipped { rule: named.name().to_owned(), instance: None, because };
    let is_told = |table: usize| {
        let rules = form.rules.iter().filter(|rule| rule.table.as_ref() == Some(&form.tables[table].id));
        rules.into_iter().any(|rule| skipped.iter().any(|skipped| skipped.rule == rule.id))
    };
    let mut gaps = Vec::new();
    if !lists(form, Named::TableMissing) {
        let missing = required.iter().filter(|&&(table, found)| !found && !is_told(table));
        gaps.extend(missing.map(|&(table, _)| {
            let name = Message::of(form.tables[table].name.clone());
            of(Named::TableMissing, Message::new("finding.gap_table").with("table", name))
        }));
    }
    if !lists(form, Named::ValueMissing) {
        for values in tables.iter().filter(|values| !is_told(values.table)) {
            let count = values.values.iter().filter(|value| value.is_none()).count();
            if count > 0 {
                let name = Message::of(form.tables[values.table].name.clone());
                let because = Message::new("finding.gap_values").with("table", name).with("count", count);
                gaps.push(of(Named::ValueMissing, because));
            }
        }
    }
    gaps
}

fn lists(form: &Form, named: Named) -> bool {
    form.rule_named(named).is_some() || form.off.iter().any(|off| off.rule.is_named(named))
}
