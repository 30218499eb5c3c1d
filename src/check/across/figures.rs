//! The figures of a report that rules across years name. In: a report, or a line of text. Out: figures by table
//! and cell, and the line of text, which takes less room than anything else. Does not know rules' meaning.

use super::rules;
use crate::check::Checked;
use crate::form::Form;
use crate::report::{Report, Status};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

/// What one cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    Stated(Decimal),
    /// Nothing that could be compared.
    Blank,
    /// Something that is no figure.
    Unreadable,
    /// The document has no such cell.
    Missing,
    /// It was matched doubtfully.
    Doubtful,
    /// An equation within its report fails that it may be to blame for.
    Suspect,
}

impl Figure {
    /// The figure, or the message that says why there is none.
    pub(super) fn value(self) -> Result<Decimal, &'static str> {
        match self {
            Figure::Stated(value) => Ok(value),
            Figure::Blank => Err("finding.skipped_blank"),
            Figure::Unreadable => Err("finding.skipped_unreadable"),
            Figure::Missing => Err("finding.skipped_missing"),
            Figure::Doubtful => Err("finding.skipped_doubtful"),
            Figure::Suspect => Err("finding.skipped_suspect"),
        }
    }

    fn read(text: &str) -> Figure {
        match text {
            "-" => Figure::Blank,
            "?" => Figure::Unreadable,
            "~" => Figure::Doubtful,
            "!" => Figure::Suspect,
            _ => text.parse().map_or(Figure::Missing, Figure::Stated),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Figure::Stated(value) => write!(f, "{}", value.normalize()),
            Figure::Blank => f.write_str("-"),
            Figure::Unreadable => f.write_str("?"),
            Figure::Missing => f.write_str("x"),
            Figure::Doubtful => f.write_str("~"),
            Figure::Suspect => f.write_str("!"),
        }
    }
}

/// Figures by table (index into [`Form::tables`]) and cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Figures(BTreeMap<usize, BTreeMap<usize, Figure>>);

impl Figures {
    /// The figures of the tables found in a report.
    pub(super) fn of(form: &Form, report: &Report, checked: &Checked) -> Figures {
        let suspects: HashSet<&str> = checked
            .findings
            .iter()
            .flat_map(|finding| &finding.explanations)
            .flat_map(|explanation| explanation.cells.iter().map(|cell| cell.id.as_str()))
            .collect();
        let mut figures = Figures::default();
        for (index, table) in form.tables.iter().enumerate() {
            let found = |found: &&crate::report::FoundTable| found.id == table.id;
            if report.tables.iter().find(found).is_none_or(|found| found.edition != table.edition) {
                continue;
            }
            let cells: Vec<_> = table.cells().collect();
            let figure = |cell: usize| {
                let Some((row, column)) = cells.get(cell) else { return Figure::Missing };
                let mut values = report.values.iter();
                let own = values.find(|v| v.cell.is(&table.id, row, column));
                let Some(value) = own else { return Figure::Missing };
                match (value.status, value.value) {
                    _ if value.doubtful => Figure::Doubtful,
                    _ if suspects.contains(value.id().as_str()) => Figure::Suspect,
                    (Status::Stated, Some(figure)) => Figure::Stated(figure),
                    (Status::Blank | Status::Dash, _) => Figure::Blank,
                    (Status::Stated | Status::Unreadable, _) => Figure::Unreadable,
                }
            };
            let named = named(form, index);
            if !named.is_empty() {
                figures.0.insert(index, named.into_iter().map(|cell| (cell, figure(cell))).collect());
            }
        }
        figures
    }

    /// Figures from what `Display` writes.
    pub(super) fn read(text: &str) -> Figures {
        let number = |text: &str| text.parse::<usize>().ok();
        let tables = text.split_terminator(';').filter_map(|table| {
            let (index, cells) = table.split_once(':')?;
            let cell = |cell: &str| {
                let (at, figure) = cell.split_once('=')?;
                Some((number(at)?, Figure::read(figure)))
            };
            Some((number(index)?, cells.split(',').filter_map(cell).collect()))
        });
        Figures(tables.collect())
    }

    /// Whether the table, in this edition, is there.
    pub(super) fn has(&self, table: usize) -> bool {
        self.0.contains_key(&table)
    }

    pub(super) fn get(&self, table: usize, cell: usize) -> Figure {
        self.0.get(&table).and_then(|cells| cells.get(&cell)).copied().unwrap_or(Figure::Missing)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (table, cells) in &self.0 {
            write!(f, "{table}:")?;
            for (number, (cell, figure)) in cells.iter().enumerate() {
                write!(f, "{}{cell}={figure}", if number > 0 { "," } else { "" })?;
            }
            f.write_str(";")?;
        }
        Ok(())
    }
}

/// The cells of a table that rules across years name, in either year.
fn named(form: &Form, table: usize) -> BTreeSet<usize> {
    let pairs = rules(form).flat_map(|(_, across)| &across.instances);
    let instances = pairs.flat_map(|pair| [&pair.this, &pair.last]).filter(|i| i.table == table);
    instances.flat_map(|i| i.left.iter().chain(&i.right)).map(|term| term.cell).collect()
}
