//! The values of a table by the cells of its form. In: a form and a report. Out: what each cell counts as, and
//! what it is called. Does not know rules.

use super::Suspect;
use super::wording::{cell_of, label_of};
use crate::form::{Form, Instance, Line, Term};
use crate::message::Message;
use crate::report::{Report, Status, Value};
use rust_decimal::Decimal;
use std::collections::HashSet;

/// The values of one table of a report, by the position of their cells in the form.
pub(super) struct TableValues<'a> {
    pub form: &'a Form,
    pub report: &'a Report,
    /// Index into [`Form::tables`].
    pub table: usize,
    /// Row and column of every cell of the form.
    pub cells: Vec<(&'a Line, &'a Line)>,
    /// What the document has there.
    pub values: Vec<Option<&'a Value>>,
    /// Whether no hard equation failed; set once they are evaluated.
    pub agrees: bool,
    /// The cells that may be to blame for those that failed; set with `agrees`.
    pub doubted: HashSet<usize>,
}

impl<'a> TableValues<'a> {
    /// Puts the report's values where the form has their cells.
    pub(super) fn new(form: &'a Form, report: &'a Report, table: usize) -> Self {
        let spec = &form.tables[table];
        let mut stated = report.values.iter().filter(|value| value.cell.table == spec.id).peekable();
        let cells: Vec<(&Line, &Line)> = spec.cells().collect();
        // Both are in form order.
        let value = |(row, column): &(&Line, &Line)| {
            stated.next_if(|v| v.cell.row == row.id && v.cell.column == column.id)
        };
        let values = cells.iter().map(value).collect();
        Self { form, report, table, cells, values, agrees: true, doubted: HashSet::new() }
    }

    /// What a cell counts as: blanks and dashes are 0; `None` where it is missing or unreadable.
    pub(super) fn figure(&self, cell: usize) -> Option<Decimal> {
        let value = self.values[cell]?;
        match value.status {
            Status::Stated => value.value,
            Status::Blank | Status::Dash => Some(Decimal::ZERO),
            Status::Unreadable => None,
        }
    }

    pub(super) fn sum(&self, terms: &[Term]) -> Option<Decimal> {
        terms.iter().try_fold(Decimal::ZERO, |sum, term| {
            let figure = self.figure(term.cell)?;
            match term.coefficient {
                1 => sum.checked_add(figure),
                coefficient => sum.checked_add(figure.checked_mul(coefficient.into())?),
            }
        })
    }

    /// Why an instance cannot be evaluated.
    pub(super) fn obstacle(&self, instance: &Instance) -> Message {
        let terms = || instance.left.iter().chain(&instance.right);
        let at = |found: Option<&Term>| found.map(|term| self.cell_words(term.cell));
        let missing = at(terms().find(|term| self.values[term.cell].is_none()));
        if let Some(words) = missing {
            return Message::new("finding.skipped_missing").with("cell", words);
        }
        let unreadable = at(terms().find(|term| self.figure(term.cell).is_none()));
        match unreadable {
            Some(words) => Message::new("finding.skipped_unreadable").with("cell", words),
            None => Message::new("finding.skipped_overflow"),
        }
    }

    pub(super) fn cell_words(&self, cell: usize) -> Message {
        cell_of(&self.form.tables[self.table], cell)
    }

    /// The cell of a value id.
    pub(super) fn cell(&self, id: &str) -> Option<usize> {
        self.form.tables[self.table].cell(id)
    }

    /// The value id of a cell.
    pub(super) fn id(&self, cell: usize) -> String {
        let (row, column) = self.cells[cell];
        format!("{}.{}.{}", self.form.tables[self.table].id, row.id, column.id)
    }

    /// Row and column of a cell in the form's words.
    pub(super) fn labels(&self, cell: usize) -> (String, String) {
        let (row, column) = self.cells[cell];
        let spec = &self.form.tables[self.table];
        (label_of(spec, row), label_of(spec, column))
    }

    pub(super) fn suspect(&self, cell: usize, suggested: Decimal) -> Suspect {
        let (row_label, column_label) = self.labels(cell);
        let value = self.values[cell];
        Suspect {
            id: self.id(cell),
            label: match (row_label.as_str(), column_label.as_str()) {
                ("", label) | (label, "") => label.to_owned(),
                (row, column) => format!("{row} / {column}"),
            },
            stated: value.and_then(|value| value.value),
            suggested,
            raw: value.map(|value| value.raw.clone()).unwrap_or_default(),
            place: value.map(|value| value.place.clone()),
        }
    }
}
