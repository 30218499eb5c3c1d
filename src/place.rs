//! Where in a document something stands. In: counts made by the reader. Out: a value that JSON, CSV and
//! messages print in their own ways. Does not know what stands there.

use std::fmt;
use std::sync::Arc;

/// A position, counted from 1. Paragraphs count over body paragraphs outside tables (empty ones
/// included), tables over body tables in reading order; inside a cell or a text box both counts start anew.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The cell or text box around this position; `None` in the body itself.
    pub within: Option<Arc<Place>>,
    /// The position among its siblings.
    pub at: At,
}

/// One step of a [`Place`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum At {
    /// The n-th paragraph outside tables.
    Paragraph(u32),
    /// The n-th table as a whole.
    Table(u32),
    /// A cell by its first square: table, row, grid column.
    Cell {
        /// Number of the table among its siblings.
        table: u32,
        /// Row of the cell's first square.
        row: u32,
        /// Grid column of the cell's first square.
        column: u32,
    },
    /// The n-th text box of the document; only ever the outside of something.
    TextBox(u32),
}

impl Place {
    /// A position in the body.
    pub fn body(at: At) -> Self {
        Self { within: None, at }
    }

    /// A position inside `outer`.
    pub fn inside(outer: &Arc<Place>, at: At) -> Self {
        Self { within: Some(Arc::clone(outer)), at }
    }

    /// Whether what stands at `inner` stands in a cell of the table at this position.
    pub fn holds(&self, inner: &Place) -> bool {
        inner.within.as_deref().is_some_and(|cell| {
            cell.within == self.within
                && matches!((cell.at, self.at), (At::Cell { table: a, .. }, At::Table(b)) if a == b)
        })
    }
}

/// The CSV form: `T2R4C4`, `P8`, `T1`, `B1`, outermost first, joined by `/`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(outer) = &self.within {
            write!(f, "{outer}/")?;
        }
        match self.at {
            At::Paragraph(n) => write!(f, "P{n}"),
            At::Table(n) => write!(f, "T{n}"),
            At::Cell { table, row, column } => write!(f, "T{table}R{row}C{column}"),
            At::TextBox(n) => write!(f, "B{n}"),
        }
    }
}
