//! `extract --format wide`: a line a report. The columns are fixed by the forms, whatever the reports hold.

use super::extract::identity;
use super::{Row, Style, header, write_rows};
use crate::audit::{Audit, Outcome};
use crate::form::{Form, Line};
use crate::output::Format;
use crate::output::labels::Labels;
use crate::output::unread;
use crate::report::{NoteKind, Status};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Write};

/// Reports side by side.
#[derive(Debug)]
pub struct Wide {
    style: Style,
    /// The column of each value id.
    columns: BTreeMap<String, usize>,
    header: Vec<String>,
}

const BEFORE: [&str; 4] = ["file", "organization", "year", "form"];
const AFTER: [&str; 3] = ["blank", "missing", "unreadable"];

impl Wide {
    /// Columns for the values of all editions of these forms, in form order.
    pub fn new(forms: &[Form], style: Style) -> Self {
        let (mut columns, mut header) = (BTreeMap::new(), Vec::new());
        for (table, row, column) in forms.iter().flat_map(Form::value_ids) {
            let id = format!("{}.{}.{}", table.id, row.id, column.id);
            if !columns.contains_key(&id) {
                columns.insert(id.clone(), header.len());
                header.push(match style.labels {
                    Labels::Id => id,
                    Labels::Zh => label(row, column),
                });
            }
        }
        tell_apart(&mut header, &columns);
        Self { style, columns, header }
    }

    fn width(&self) -> usize {
        BEFORE.len() + self.header.len() + AFTER.len()
    }
}

fn label(row: &Line, column: &Line) -> String {
    match (row.path.join("/"), column.path.join("/")) {
        (row, column) if row.is_empty() => column,
        (row, column) if column.is_empty() => row,
        (row, column) => format!("{row} / {column}"),
    }
}

/// Columns of the same words get their id behind them: a spreadsheet needs unique names.
fn tell_apart(header: &mut [String], columns: &BTreeMap<String, usize>) {
    let mut seen = HashMap::new();
    for title in header.iter() {
        *seen.entry(title.clone()).or_insert(0) += 1;
    }
    let repeated: HashSet<String> =
        seen.into_iter().filter(|(_, n)| *n > 1).map(|(title, _)| title).collect();
    for (id, &index) in columns {
        if repeated.contains(&header[index]) {
            header[index] = format!("{} [{id}]", header[index]);
        }
    }
}

impl Format<Audit> for Wide {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let Row(mut cells) = header(&BEFORE, self.style);
        cells.extend(self.header.iter().cloned());
        cells.extend(header(&AFTER, self.style).0);
        write_rows(out, [Row(cells)])
    }

    fn add(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let audit = match &outcome.result {
            Ok(audit) => audit,
            Err(error) => {
                let unread = self.style.kind("status", "unread");
                let reason = unread::reason(error).render(self.style.lang);
                let row = Row::default().text(&outcome.path).empty().empty();
                return write_rows(out, [row.text(format!("{unread}: {reason}")).up_to(self.width())]);
            }
        };
        let values = &audit.report.values;
        let mut cells = vec![String::new(); self.header.len()];
        for value in values {
            if let (Some(&column), Some(number)) = (self.columns.get(&value.id()), value.value) {
                cells[column] = number.to_string();
            }
        }
        let Row(mut row) = identity(audit).option(audit.form.as_ref().map(|form| &form.id));
        row.append(&mut cells);
        let Counts { blank, missing, unreadable } = Counts::of(audit);
        write_rows(out, [Row(row).count(blank).count(missing).count(unreadable)])
    }
}

/// Values that are not there, by reason.
pub(super) struct Counts {
    /// Cells that state nothing: blanks and dashes.
    pub blank: usize,
    /// Values of the editions found that the document has no cell for.
    pub missing: usize,
    /// Cells with something that is no number.
    pub unreadable: usize,
}

impl Counts {
    pub(super) fn of(audit: &Audit) -> Self {
        let values = &audit.report.values;
        let count = |wanted: &[Status]| values.iter().filter(|value| wanted.contains(&value.status)).count();
        // A note about a value has its id, `table.row.column`; one about a section or a table has no dot.
        let missing = audit.report.notes.iter().filter(|note| {
            note.kind == NoteKind::Missing && note.id.as_ref().is_some_and(|id| id.contains('.'))
        });
        Counts {
            blank: count(&[Status::Blank, Status::Dash]),
            missing: missing.count(),
            unreadable: count(&[Status::Unreadable]),
        }
    }
}
