//! A table as placed cells: cutting, stacking, turning are then arithmetic on positions. In: cells. Out:
//! cells. Does not know what they say.

use super::expected::Printed;

/// A table; its grid is covered without gaps by its cells, save where rows are ragged on the right.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The cells, in no particular order.
    pub cells: Vec<Cell>,
}

/// A cell by its first square, counted from 0.
#[derive(Debug, Clone)]
pub struct Cell {
    /// First row.
    pub row: usize,
    /// First grid column.
    pub column: usize,
    /// Rows covered.
    pub rows: usize,
    /// Grid columns covered.
    pub columns: usize,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// What it is for.
    pub use_: Use,
    /// What stands beside its text without being part of it.
    pub aside: Option<Aside>,
    /// The list that numbers its first paragraph.
    pub list: Option<u32>,
}

/// What a cell is for.
#[derive(Debug, Clone)]
pub enum Use {
    /// A label over columns.
    Header,
    /// A label beside rows.
    Label,
    /// The note or the full-width row of a block.
    Banner,
    /// A figure.
    Value(Printed),
    /// A figure that is there already, with another number.
    Again(Printed),
    /// Something that is not of the form.
    Extra,
}

/// Marks that are no part of a cell's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// The mark of a footnote.
    Footnote,
    /// An older figure, deleted with the changes tracked; the text itself is an insertion.
    Tracked,
    /// A hidden remark.
    Hidden,
    /// Nothing beside it, but a table around it.
    Nested,
}

/// What a merged label says below a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Below {
    /// The same again.
    Repeated,
    /// Nothing.
    Blank,
}

impl Cell {
    /// One square.
    pub fn new(row: usize, column: usize, text: &str, use_: Use) -> Self {
        let text = text.split('\n').map(str::to_owned).collect();
        Self { row, column, rows: 1, columns: 1, text, use_, aside: None, list: None }
    }

    /// The same over several squares.
    pub fn spanning(self, rows: usize, columns: usize) -> Self {
        Self { rows, columns, ..self }
    }
}

impl Table {
    /// Number of rows.
    pub fn height(&self) -> usize {
        self.cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0)
    }

    /// Number of grid columns.
    pub fn width(&self) -> usize {
        self.cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0)
    }

    /// Rows before the first figure.
    pub fn header_height(&self) -> usize {
        self.cells
            .iter()
            .filter(|cell| matches!(cell.use_, Use::Value(_)))
            .map(|cell| cell.row)
            .min()
            .unwrap_or_else(|| self.height())
    }

    /// The cell that covers a square.
    pub fn at(&self, row: usize, column: usize) -> Option<&Cell> {
        self.cells.iter().find(|cell| {
            (cell.row..cell.row + cell.rows).contains(&row)
                && (cell.column..cell.column + cell.columns).contains(&column)
        })
    }

    /// Puts `below` under this table, both widened to a common grid.
    pub fn stack(&mut self, below: &Table) {
        let (a, b) = (self.width().max(1), below.width().max(1));
        let common = a / gcd(a, b) * b;
        self.scale_columns(common / a);
        let mut below = below.clone();
        below.scale_columns(common / b);
        below.move_by(self.height(), 0);
        self.cells.append(&mut below.cells);
    }

    /// Gives every grid column the width of `by`.
    pub fn scale_columns(&mut self, by: usize) {
        for cell in &mut self.cells {
            cell.column *= by;
            cell.columns *= by;
        }
    }

    /// Moves every cell down and to the right.
    pub fn move_by(&mut self, rows: usize, columns: usize) {
        for cell in &mut self.cells {
            cell.row += rows;
            cell.column += columns;
        }
    }

    /// Rows for columns.
    pub fn turn(&mut self) {
        for cell in &mut self.cells {
            std::mem::swap(&mut cell.row, &mut cell.column);
            std::mem::swap(&mut cell.rows, &mut cell.columns);
            if matches!(cell.use_, Use::Header) {
                cell.use_ = Use::Label;
            }
        }
    }

    /// Ends every merge at the border above `row`.
    pub fn cut_merges(&mut self, row: usize, below: Below) {
        let mut lower = Vec::new();
        for cell in &mut self.cells {
            if cell.row < row && row < cell.row + cell.rows {
                let mut rest = cell.clone();
                rest.rows = cell.row + cell.rows - row;
                rest.row = row;
                cell.rows = row - cell.row;
                if below == Below::Blank {
                    rest.text = vec![String::new()];
                }
                lower.push(rest);
            }
        }
        self.cells.append(&mut lower);
    }

    /// Two tables from one.
    pub fn cut(mut self, row: usize, below: Below) -> (Table, Table) {
        self.cut_merges(row, below);
        let (upper, mut lower): (Vec<Cell>, Vec<Cell>) =
            self.cells.into_iter().partition(|cell| cell.row < row);
        for cell in &mut lower {
            cell.row -= row;
        }
        (Table { cells: upper }, Table { cells: lower })
    }

    /// Its first `rows` rows.
    pub fn head(&self, rows: usize) -> Table {
        Table { cells: self.cells.iter().filter(|cell| cell.row < rows).cloned().collect() }
    }

    /// Opens an empty row above `row`; cells across it grow.
    pub fn open_row(&mut self, row: usize) {
        for cell in &mut self.cells {
            if cell.row >= row {
                cell.row += 1;
            } else if row < cell.row + cell.rows {
                cell.rows += 1;
            }
        }
    }

    /// Prints a row of single-height cells a second time, under itself.
    pub fn repeat_row(&mut self, row: usize) {
        let copies: Vec<Cell> =
            self.cells.iter().filter(|cell| cell.row == row && cell.rows == 1).cloned().collect();
        for cell in &mut self.cells {
            if cell.row == row && cell.rows > 1 {
                cell.rows += 1;
            } else if cell.row > row {
                cell.row += 1;
            } else if row < cell.row + cell.rows && cell.row < row {
                cell.rows += 1;
            }
        }
        self.cells.extend(copies.into_iter().map(|cell| Cell { row: row + 1, ..cell }));
    }

    /// Takes a row out.
    pub fn remove_row(&mut self, row: usize) {
        self.cells.retain(|cell| !(cell.row == row && cell.rows == 1));
        for cell in &mut self.cells {
            if cell.row > row {
                cell.row -= 1;
            } else if row < cell.row + cell.rows {
                cell.rows -= 1;
            }
        }
    }

    /// Takes a grid column out.
    pub fn remove_column(&mut self, column: usize) {
        self.cells.retain(|cell| !(cell.column == column && cell.columns == 1));
        for cell in &mut self.cells {
            if cell.column > column {
                cell.column -= 1;
            } else if column < cell.column + cell.columns {
                cell.columns -= 1;
            }
        }
    }

    /// The figures that are there a second time.
    pub fn repeated(&self) -> impl Iterator<Item = &Printed> {
        self.cells.iter().filter_map(|cell| match &cell.use_ {
            Use::Again(printed) => Some(printed),
            _ => None,
        })
    }

    /// The figures in it.
    pub fn values(&self) -> impl Iterator<Item = &Printed> {
        self.cells.iter().filter_map(|cell| match &cell.use_ {
            Use::Value(printed) => Some(printed),
            _ => None,
        })
    }
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
