//! `extract --format wide`: a line a report. The columns are those of the forms that the reports are on, whatever
//! the reports hold. With several forms to choose from that is known at the end only: until then the lines
//! wait in a temporary file, not in memory.

use super::extract::{identity, unreadable};
use super::{Row, Style, header, write_rows};
use crate::audit::gather::Passed;
use crate::audit::{Audit, Outcome};
use crate::form::{Form, Line};
use crate::output::Format;
use crate::output::labels::Labels;
use crate::report::{NoteKind, Status};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};

/// Reports side by side.
#[derive(Debug)]
pub struct Wide {
    style: Style,
    /// The column of each value id.
    columns: BTreeMap<String, usize>,
    header: Vec<String>,
    /// For each column, the forms that have it.
    owners: Vec<Vec<String>>,
    /// The forms that reports were on.
    met: BTreeSet<String>,
    /// Whether the columns depend on which forms are met.
    several: bool,
    /// Lines that wait for the header.
    waiting: Option<BufWriter<File>>,
}

const BEFORE: [&str; 4] = ["file", "organization", "year", "form"];
const AFTER: [&str; 3] = ["blank", "missing", "unreadable"];

impl Wide {
    /// Columns for the values of all editions of these forms, in form order.
    pub fn new(forms: &[Form], style: Style) -> Self {
        let (mut columns, mut header, mut owners) = (BTreeMap::new(), Vec::new(), Vec::<Vec<String>>::new());
        for form in forms {
            for (table, row, column) in form.value_ids() {
                let id = format!("{}.{}.{}", table.id, row.id, column.id);
                if let Some(&known) = columns.get(&id) {
                    let owners: &mut Vec<String> = &mut owners[known];
                    owners.push(form.id.clone());
                    continue;
                }
                columns.insert(id.clone(), header.len());
                owners.push(vec![form.id.clone()]);
                header.push(match style.labels {
                    Labels::Id => id,
                    Labels::Zh => label(row, column),
                });
            }
        }
        tell_apart(&mut header, &columns);
        let several = forms.len() > 1;
        Self { style, columns, header, owners, met: BTreeSet::new(), several, waiting: None }
    }

    /// A line now, or later if the header is not known yet.
    fn line(&mut self, row: Row, out: &mut dyn Write) -> io::Result<()> {
        match &mut self.waiting {
            Some(waiting) => write_rows(waiting, [row]),
            None => write_rows(out, [row]),
        }
    }

    /// The header with the columns in `kept`.
    fn header(&self, kept: impl Fn(usize) -> bool) -> Row {
        let Row(mut cells) = header(&BEFORE, self.style);
        let titles = self.header.iter().enumerate().filter(|&(column, _)| kept(column));
        cells.extend(titles.map(|(_, title)| title.clone()));
        cells.extend(header(&AFTER, self.style).0);
        Row(cells)
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
        if self.several {
            self.waiting = Some(BufWriter::new(tempfile::tempfile()?));
            return Ok(());
        }
        write_rows(out, [self.header(|_| true)])
    }

    fn end(&mut self, _: &Passed, out: &mut dyn Write) -> io::Result<()> {
        let Some(waiting) = self.waiting.take() else { return Ok(()) };
        let kept = |column: usize| self.owners[column].iter().any(|form| self.met.contains(form));
        write_rows(out, [self.header(kept)])?;
        let mut file = waiting.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        for record in ::csv::ReaderBuilder::new().has_headers(false).from_reader(file).records() {
            let record = record.map_err(super::io_error)?;
            let (first, last) = (BEFORE.len(), BEFORE.len() + self.header.len());
            let cells = record.iter().enumerate();
            let cells = cells.filter(|&(i, _)| !(first..last).contains(&i) || kept(i - first));
            write_rows(out, [Row(cells.map(|(_, cell)| cell.to_owned()).collect())])?;
        }
        Ok(())
    }

    fn add(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let audit = match &outcome.result {
            Ok(audit) => audit,
            Err(error) => {
                let row = unreadable(&outcome.path, error, self.style).up_to(self.width());
                return self.line(row, out);
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
        self.met.extend(audit.form.as_ref().map(|form| form.id.clone()));
        self.line(Row(row).count(blank).count(missing).count(unreadable), out)
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
