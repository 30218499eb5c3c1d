//! Tables as grids. In: rows of cells with their spans and merge marks, one after another. Out: a grid in
//! which every merged cell stands once, at its first square. Allocates by cells, never by squares. Does
//! not know XML or text. ECMA-376-1 §17.4: gridSpan (.17), hMerge (.22), vMerge (.84), gridBefore (.15).

use super::{Cell, Holder, Table};
use crate::place::Place;

/// Word draws at most 63 columns; more than this is a mistake or an attack.
const MOST_COLUMNS: i64 = 1024;
/// Grid columns up to this width (twips) are drawing inaccuracies, no columns.
const SLIVER: u64 = 20;

/// How a cell takes part in a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Merge {
    /// It does not.
    #[default]
    None,
    /// It is the first one.
    Restart,
    /// It belongs to the one above, or on the left.
    Continue,
}

/// What a cell says about its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Grid columns.
    pub span: u32,
    /// Merged with cells above or below.
    pub vertical: Merge,
    /// Merged with cells to the left or right.
    pub horizontal: Merge,
}

impl Default for Shape {
    fn default() -> Self {
        Self { span: 1, vertical: Merge::None, horizontal: Merge::None }
    }
}

/// A number of grid columns as written, kept within reason.
pub fn columns(value: i64) -> u32 {
    value.clamp(0, MOST_COLUMNS) as u32
}

/// A cell of the row above, by the squares it covers.
struct Owner {
    column: u32,
    cell: usize,
}

/// A table under construction.
pub struct Builder {
    /// Where the finished table goes among the blocks.
    pub slot: usize,
    /// Its place.
    pub place: Place,
    /// What holds it.
    pub holder: Holder,
    /// Twips from the left edge to each grid line, the edge itself included.
    lines: Vec<u64>,
    rows: u32,
    columns: u32,
    cells: Vec<Cell>,
    above: Vec<Owner>,
    row: Vec<(u32, Shape, String)>,
    cursor: u32,
}

impl Builder {
    /// An empty table.
    pub fn new(slot: usize, place: Place, holder: Holder) -> Self {
        Self {
            slot,
            place,
            holder,
            lines: vec![0],
            rows: 0,
            columns: 0,
            cells: Vec::new(),
            above: Vec::new(),
            row: Vec::new(),
            cursor: 0,
        }
    }

    /// The width in twips of one more grid column.
    pub fn grid_column(&mut self, width: i64) {
        let left = self.lines.last().copied().unwrap_or(0);
        self.lines.push(left.saturating_add(width.max(0) as u64));
    }

    /// Begins a row.
    pub fn start_row(&mut self) {
        self.cursor = 0;
        self.row.clear();
    }

    /// Leaves squares free, before the first cell or after the last.
    pub fn leave_free(&mut self, squares: u32) {
        self.cursor = self.cursor.max(self.cursor.saturating_add(squares).min(MOST_COLUMNS as u32));
    }

    /// Row and column, from 1, of the cell that comes next.
    pub fn position(&self) -> (u32, u32) {
        (self.rows + 1, self.cursor + 1)
    }

    /// Adds a cell to the row.
    pub fn cell(&mut self, shape: Shape, text: String) {
        // Every cell has a square of its own, however wide those before it claim to be.
        let span = shape.span.min((MOST_COLUMNS as u32).saturating_sub(self.cursor)).max(1);
        self.row.push((self.cursor, Shape { span, ..shape }, text));
        self.cursor = self.cursor.saturating_add(span);
    }

    /// Adds a cell to a row that is deleted: nothing of it is shown, but it may end a merge.
    pub fn deleted_cell(&mut self, shape: Shape) {
        self.cell(shape, String::new());
    }

    /// Ends a deleted row: what goes on below it goes on from above only where the row itself did.
    pub fn end_deleted_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        self.above.retain(|owner| {
            let cell = row.binary_search_by_key(&owner.column, |(column, ..)| *column);
            cell.is_ok_and(|at| row[at].1.vertical == Merge::Continue)
        });
    }

    /// Ends a row: joins what is merged. A row without a cell is none, nor is a hidden one without text.
    pub fn end_row(&mut self, hidden: bool) {
        if hidden && self.row.iter().all(|(.., text)| text.is_empty()) {
            self.row.clear();
        }
        if self.row.is_empty() {
            return;
        }
        self.columns = self.columns.max(self.cursor);
        self.rows += 1;
        let mut owners: Vec<Owner> = Vec::with_capacity(self.row.len());
        for (column, shape, text) in std::mem::take(&mut self.row) {
            if shape.horizontal == Merge::Continue
                && let Some(left) = owners.last()
            {
                let left = &mut self.cells[left.cell];
                if left.row == self.rows {
                    left.column_span = left.column_span.saturating_add(shape.span);
                }
                continue;
            }
            if shape.vertical == Merge::Continue
                && let Some(cell) = self.owner(column)
            {
                self.cells[cell].row_span = self.rows + 1 - self.cells[cell].row;
                owners.push(Owner { column, cell });
                continue;
            }
            owners.push(Owner { column, cell: self.cells.len() });
            self.cells.push(Cell {
                row: self.rows,
                column: column + 1,
                row_span: 1,
                column_span: shape.span,
                text,
            });
        }
        // Beyond the last column there are no squares to merge.
        owners.retain(|owner| i64::from(owner.column) < MOST_COLUMNS);
        self.above = owners;
    }

    /// The cell of the row above that begins at this column, or a sliver beside it.
    fn owner(&self, column: u32) -> Option<usize> {
        if let Ok(exact) = self.above.binary_search_by_key(&column, |owner| owner.column) {
            return Some(self.above[exact].cell);
        }
        let line = |column: u32| self.lines.get(column as usize).copied();
        let here = line(column)?;
        let near = self.above.partition_point(|owner| {
            line(owner.column).is_some_and(|left| left.saturating_add(SLIVER) < here)
        });
        let owner = self.above.get(near)?;
        (line(owner.column)?.abs_diff(here) <= SLIVER).then_some(owner.cell)
    }

    /// The finished table; `None` where it has no row left.
    pub fn finish(self) -> Option<Table> {
        (self.rows > 0).then_some(Table {
            place: self.place,
            holder: self.holder,
            rows: self.rows,
            columns: self.columns,
            cells: self.cells,
        })
    }
}
