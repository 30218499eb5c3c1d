//! A table of a form: its editions, blocks, rows and columns, and what its cells are called. Does not know rules, nor
//! how a document prints it.

use super::Layouts;
use crate::label::Label;
use crate::message::Text;
use crate::numeral::Unit;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// One edition of a table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Public id; the same for all its editions.
    pub id: String,
    /// The edition's name; `None` where the form has but one.
    pub edition: Option<String>,
    /// First and last year of report the edition is for.
    pub years: (Option<i32>, Option<i32>),
    /// The section it stands in.
    pub section: String,
    /// What messages call it.
    pub name: Arc<Text>,
    /// The blocks stacked in it; most tables have one.
    pub blocks: Vec<Block>,
    /// Index among [`Table::cells`] by value id.
    pub(super) by_id: HashMap<String, usize>,
    /// What the cells of each block are called, row by row, as values of any report share them.
    pub(super) ids: Vec<Vec<Arc<CellId>>>,
    /// The ways it can be laid out; see [`Table::layout`].
    pub layouts: Layouts,
}

/// What a cell of a table is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellId {
    /// The table's id.
    pub table: String,
    /// The row's id inside the table.
    pub row: String,
    /// The column's id inside the table.
    pub column: String,
}

/// Rows and columns that cross in every cell.
#[derive(Debug, Clone)]
pub struct Block {
    /// The full-width line above it.
    pub banner: Option<String>,
    /// Its rows.
    pub rows: Vec<Line>,
    /// Its columns.
    pub columns: Vec<Line>,
}

/// A row or a column.
#[derive(Debug, Clone)]
pub struct Line {
    /// Public id inside the table, e.g. `denied.state_secret`.
    pub id: String,
    /// The official label, from the outermost merged header to the line's own, ordinals included.
    pub path: Vec<String>,
    /// The label path and its other wordings, ready to be compared; the official one first. None where the line is
    /// the only one of its block and has no label.
    pub wordings: Vec<Vec<Label>>,
    /// The same labels by number: equal labels of a form have equal numbers, so that each needs to be compared
    /// with a label of a document only once.
    pub numbers: Vec<Vec<usize>>,
    /// Whether cells in it carry figures (a parent that only groups does not).
    pub figures: bool,
    /// Whether it is a total: left out of `*` and `**`.
    pub total: bool,
    /// What its figures are (columns; `None` where the crossing line decides).
    pub kind: Option<Kind>,
    /// The unit of money its figures are kept in.
    pub unit: Option<LineUnit>,
}

/// The unit of money of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineUnit {
    /// The unit values are kept in.
    pub unit: Unit,
    /// Whether the header leaves it to the cells: a figure without a unit of its own stays as printed.
    pub in_cell: bool,
}

/// What figures are possible in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, not negative.
    Count,
    /// A whole number of either sign.
    Change,
    /// An amount, not negative, with decimals.
    Amount,
}

impl Table {
    /// Whether this edition is the one for reports on `year`.
    pub fn is_for(&self, year: i32) -> bool {
        self.years.0.is_none_or(|first| first <= year) && self.years.1.is_none_or(|last| year <= last)
    }

    /// The cell of this value id (`table.row.column`), as index among [`Table::cells`].
    pub fn cell(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// What the cell of a block in which a row and a column cross is called.
    pub fn cell_id(&self, block: usize, row: usize, column: usize) -> &Arc<CellId> {
        &self.ids[block][row * self.blocks[block].columns.len() + column]
    }

    /// Its cells with figures, block by block, row by row.
    pub fn cells(&self) -> impl Iterator<Item = (&Line, &Line)> {
        self.blocks.iter().flat_map(|block| {
            block.rows.iter().filter(|row| row.figures).flat_map(move |row| {
                block.columns.iter().filter(|column| column.figures).map(move |column| (row, column))
            })
        })
    }
}

impl CellId {
    pub(super) fn of_block(table: &str, block: &Block) -> Vec<Arc<Self>> {
        let id = |row: &Line, column: &Line| {
            let (row, column) = (row.id.clone(), column.id.clone());
            Arc::new(Self { table: table.to_owned(), row, column })
        };
        block.rows.iter().flat_map(|row| block.columns.iter().map(move |column| id(row, column))).collect()
    }

    /// Whether it is where these lines of a table cross.
    pub fn is(&self, table: &str, row: &Line, column: &Line) -> bool {
        self.table == table && self.row == row.id && self.column == column.id
    }
}

/// `table.row.column`, the public id of a value.
impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.table, self.row, self.column)
    }
}

impl Line {
    /// The line's own label.
    pub fn label(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}
