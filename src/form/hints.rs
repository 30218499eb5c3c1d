//! What the author of a sound form may have forgotten. In: a form. Out: a sentence each. Does not know what the
//! author means: none of it is a mistake.

use super::{Form, Kind, Named, Table};
use crate::message::Message;
use crate::numeral::Unit;

/// What is worth a second look, in form order.
pub fn hints(form: &Form) -> Vec<Message> {
    let mut hints = Vec::new();
    if form.titles.is_empty() {
        hints.push(Message::new("hint.no_title"));
    }
    if form.tables.is_empty() {
        hints.push(Message::new("hint.no_table"));
    }
    for table in &form.tables {
        hints.extend(money(table));
    }
    const USUAL: [Named; 4] =
        [Named::TableMissing, Named::ValueMissing, Named::ValueBlank, Named::ValueUnreadable];
    let absent: Vec<&str> =
        USUAL.into_iter().filter(|&named| form.rule_named(named).is_none()).map(Named::name).collect();
    if !form.tables.is_empty() && !absent.is_empty() {
        hints.push(
            Message::new("hint.usual_checks")
                .with("checks", super::words::listed(absent.iter().map(|&name| name.to_owned()))),
        );
    }
    hints
}

/// Columns and rows whose header names a unit of money, and which the form takes for counts.
fn money(table: &Table) -> impl Iterator<Item = Message> {
    let lines = table.blocks.iter().flat_map(|block| block.rows.iter().chain(&block.columns));
    let counts = lines.filter(|line| line.figures && !matches!(line.kind, Some(Kind::Amount | Kind::Change)));
    counts.filter(|line| line.path.iter().any(|label| Unit::in_header(label).is_some())).map(|line| {
        Message::new("hint.money")
            .with("id", line.id.as_str())
            .with("label", line.label())
            .with("written", format!("kinds = {{ {} = \"amount\" }}", line.id))
    })
}
