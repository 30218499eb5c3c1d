//! A reading in the form's own words. In: the cells of a reading and what they come to. Out: a message. Does not
//! know whether it fits.

use super::cells::{Cells, Part};
use crate::check::wording::{label_of, separator};
use crate::form::{Line, Table};
use crate::message::{Argument, Message, Text};
use crate::report::Status;
use rust_decimal::Decimal;
use std::sync::Arc;

/// More labels than this are named by the first and their number.
const NAMED: usize = 3;

/// What stands between readings.
pub(super) fn between() -> Arc<Text> {
    Arc::new(Text { zh: "；".to_owned(), en: "; ".to_owned() })
}

impl Cells<'_> {
    /// “（一）予以公开”行“总计”列填12.
    pub(super) fn reading_words(&self, reading: &[String], sum: Decimal) -> Option<Message> {
        let parts = self.parts(reading)?;
        let (minus, plus): (Vec<Part>, Vec<Part>) = parts.iter().partition(|part| part.minus);
        if let ([part], true) = (plus.as_slice(), minus.is_empty()) {
            let cell = part.table.cell_words(part.cell);
            let blank = part.table.values[part.cell]
                .is_none_or(|value| matches!(value.status, Status::Blank | Status::Dash));
            return Some(match blank {
                true => Message::new("narrative.cell_blank").with("cell", cell),
                false => Message::new("narrative.cell").with("cell", cell).with("sum", sum.normalize()),
            });
        }
        let cells = match plus.as_slice() {
            [part] => part.table.cell_words(part.cell),
            _ => cells(&plus)?,
        };
        let cells = match without(&plus, &minus) {
            Some(without) => Message::new("narrative.without").with("cells", cells).with("without", without),
            None => cells,
        };
        Some(Message::new("narrative.sum").with("cells", cells).with("sum", sum.normalize()))
    }
}

/// Several cells by their rows and columns.
fn cells(parts: &[Part]) -> Option<Message> {
    let table = parts.first()?.table;
    let spec = &table.form.tables[table.table];
    let rows = labels(spec, parts.iter().map(|part| part.table.cells[part.cell].0));
    let columns = labels(spec, parts.iter().map(|part| part.table.cells[part.cell].1));
    Some(Message::new("narrative.cells").with("rows", rows).with("columns", columns))
}

/// What is left out: the columns, or the rows where the columns are the same.
fn without(plus: &[Part], minus: &[Part]) -> Option<Argument> {
    let table = minus.first()?.table;
    let spec = &table.form.tables[table.table];
    let same = minus.iter().all(|part| plus.iter().any(|other| std::ptr::eq(column(other), column(part))));
    Some(match same {
        true => labels(spec, minus.iter().map(|part| part.table.cells[part.cell].0)),
        false => labels(spec, minus.iter().map(|part| column(part))),
    })
}

/// “新收”、“结转”; the header above them where they are all it has; the first and how many.
fn labels<'l>(spec: &Table, lines: impl Iterator<Item = &'l Line>) -> Argument {
    let mut distinct: Vec<&Line> = Vec::new();
    for line in lines {
        if !distinct.iter().any(|known| std::ptr::eq(*known, line)) {
            distinct.push(line);
        }
    }
    let quoted = |label: &str| Argument::Message(Message::new("narrative.label").with("label", label));
    if distinct.len() <= NAMED {
        let named = distinct.iter().map(|line| quoted(&label_of(spec, line))).collect();
        return Argument::List(named, separator());
    }
    let above = |line: &Line| line.path.len().checked_sub(2).map(|at| line.path[at].clone());
    let group =
        above(distinct[0]).filter(|group| distinct.iter().all(|line| above(line).as_ref() == Some(group)));
    match group {
        Some(group) => Argument::Message(Message::new("narrative.group").with("label", group.as_str())),
        None => Argument::Message(
            Message::new("narrative.and_others")
                .with("label", label_of(spec, distinct[0]))
                .with("n", distinct.len()),
        ),
    }
}

fn column<'a>(part: &Part<'a>) -> &'a Line {
    part.table.cells[part.cell].1
}
