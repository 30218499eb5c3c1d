//! Cells by their ids. In: the values of tables, a reading. Out: what it adds up to, and what stands in the way
//! of relying on it. Does not know statements.

use super::super::values::TableValues;
use crate::message::Message;
use crate::report::Status;
use rust_decimal::Decimal;

/// The cells of all tables that were found, by value id.
pub(super) struct Cells<'a> {
    tables: &'a [TableValues<'a>],
}

/// A cell of a reading.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub table: &'a TableValues<'a>,
    /// Index among the table's cells.
    pub cell: usize,
    /// Whether it is to be subtracted.
    pub minus: bool,
}

/// What a reading comes to.
pub(super) struct Sum {
    /// `None` where a cell is missing or unreadable.
    pub value: Option<Decimal>,
    /// Why a difference would prove nothing.
    pub obstacle: Option<Message>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(tables: &'a [TableValues<'a>]) -> Self {
        Self { tables }
    }

    /// The cells of a reading; `None` if a table is not there.
    pub(super) fn parts(&self, reading: &[String]) -> Option<Vec<Part<'a>>> {
        let part = |id: &String| {
            let (minus, id) = id.strip_prefix('-').map_or((false, id.as_str()), |id| (true, id));
            self.tables.iter().find_map(|table| Some(Part { table, cell: table.cell(id)?, minus }))
        };
        reading.iter().map(part).collect()
    }

    /// Whether a table of the form was found, by its index there.
    pub(super) fn has(&self, table: usize) -> bool {
        self.tables.iter().any(|found| found.table == table)
    }

    /// Adds up a reading; blanks and dashes are 0.
    pub(super) fn sum(&self, reading: &[String]) -> Sum {
        let Some(parts) = self.parts(reading) else {
            return Sum { value: None, obstacle: Some(Message::new("finding.skipped_no_table")) };
        };
        let value = parts.iter().try_fold(Decimal::ZERO, |sum, part| {
            let figure = part.table.figure(part.cell)?;
            if part.minus { sum.checked_sub(figure) } else { sum.checked_add(figure) }
        });
        Sum { value, obstacle: parts.iter().find_map(obstacle) }
    }
}

/// Why a cell cannot be held against the text.
fn obstacle(part: &Part) -> Option<Message> {
    let cell = || part.table.cell_words(part.cell);
    let Some(value) = part.table.values[part.cell] else {
        return Some(Message::new("finding.skipped_missing").with("cell", cell()));
    };
    if value.status == Status::Unreadable {
        Some(Message::new("finding.skipped_unreadable").with("cell", cell()))
    } else if value.doubtful {
        Some(Message::new("narrative.skipped_doubtful").with("cell", cell()))
    } else if part.table.doubted.contains(&part.cell) {
        Some(Message::new("finding.skipped_in_doubt"))
    } else {
        None
    }
}
