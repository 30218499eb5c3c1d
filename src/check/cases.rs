//! Rules in each of their rows and columns. In: a form's linear rules. Out: the cases of a table, what identifies
//! each, and the rule's own sentence about it. Does not know which of them fail.

use super::values::TableValues;
use super::wording::label_of;
use super::{FailedEquation, Skipped};
use crate::form::{Block, Check, Form, Instance, Line, Linear, Rule, Table};
use crate::message::{Argument, Message};
use rust_decimal::Decimal;

/// A rule in one of its rows or columns.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub rule: &'a Rule,
    pub linear: &'a Linear,
    pub instance: &'a Instance,
}

impl Case<'_> {
    pub(super) fn is_hard(&self) -> bool {
        self.rule.is_hard()
    }
}

/// Every linear rule in every row or column of one edition of a table.
pub(super) fn cases(form: &Form, table: usize) -> Vec<Case<'_>> {
    let linear = form.rules.iter().filter_map(|rule| match &rule.check {
        Check::Linear(linear) => Some((rule, linear)),
        Check::Across(_) | Check::Named(_) => None,
    });
    let instances = linear.flat_map(|(rule, linear)| {
        linear.instances.iter().filter(move |i| i.table == table).map(move |instance| Case {
            rule,
            linear,
            instance,
        })
    });
    instances.collect()
}

/// How many hard equations an edition of a table has.
pub(super) fn hard_equations(form: &Form, table: usize) -> usize {
    cases(form, table).iter().filter(|case| case.is_hard()).count()
}

pub(super) fn skipped(case: Case, because: Message) -> Skipped {
    let instance = case.instance.row.as_ref().or(case.instance.column.as_ref()).cloned();
    Skipped { rule: case.rule.id.clone(), instance, because }
}

pub(super) fn instance_key(case: &Case) -> String {
    let Instance { row, column, .. } = case.instance;
    format!("{} {} {}", case.rule.id, row.as_deref().unwrap_or("-"), column.as_deref().unwrap_or("-"))
}

pub(super) fn term_values(table: &TableValues, instance: &Instance) -> Vec<String> {
    let terms = instance.left.iter().chain(&instance.right);
    terms
        .map(|term| table.figure(term.cell).map(|figure| figure.normalize().to_string()).unwrap_or_default())
        .collect()
}

pub(super) fn failed_equation(
    table: &TableValues,
    case: Case,
    left: Decimal,
    right: Decimal,
) -> FailedEquation {
    FailedEquation {
        rule: case.rule.id.clone(),
        row: case.instance.row.clone(),
        column: case.instance.column.clone(),
        stated: left,
        expected: right,
        difference: left - right,
        message: equation_message(table, case, left, right),
    }
}

/// The rule's own sentence about one instance.
pub(super) fn equation_message(table: &TableValues, case: Case, left: Decimal, right: Decimal) -> Message {
    let spec = &table.form.tables[table.table];
    let first = case.instance.left.first().map(|term| table.labels(term.cell)).unwrap_or_default();
    // Along a row the total is a column, and the other way round.
    let along_row = case.instance.row.is_some();
    let total = if along_row { first.1 } else { first.0 };
    // A blank that stands for the whole side counts as 0, but nobody wrote it.
    let blank = match case.instance.left.as_slice() {
        [only] => table.values[only.cell].is_some_and(|value| value.value.is_none()),
        _ => false,
    };
    let stated = match blank {
        true => Argument::Message(Message::new("finding.zero_for_blank")),
        false => Argument::Number(left),
    };
    Message::of(case.rule.message.clone())
        .with("table", Message::of(spec.name.clone()))
        .with("row", line_words(spec, case.instance.row.as_deref(), |block| &block.rows))
        .with("column", line_words(spec, case.instance.column.as_deref(), |block| &block.columns))
        .with("first", total.as_str())
        .with("total", total)
        .with("stated", stated)
        .with("expected", right)
        .with("difference", Argument::Number((left - right).abs()))
}

/// A row or a column by its id, in the form's words.
pub(super) fn line_words(table: &Table, id: Option<&str>, lines: fn(&Block) -> &Vec<Line>) -> String {
    let line = id.and_then(|id| table.blocks.iter().flat_map(lines).find(|line| line.id == id));
    line.map(|line| label_of(table, line)).unwrap_or_default()
}
