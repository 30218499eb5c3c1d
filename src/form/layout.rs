//! The ways a table of a form can be laid out. In: an edition of a table. Out: what its lines down and across
//! say in each layout, and the cells where they cross. Does not know documents.

use super::{Block, Line, Table};
use std::sync::OnceLock;

/// A table of a form as it may be printed.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The lines going down, top to bottom.
    pub down: Vec<Axis>,
    /// For each block, the lines going across, left to right.
    pub across: Vec<Vec<Axis>>,
    /// Whether it is the one the form prints.
    pub official: bool,
}

/// A line down or across.
#[derive(Debug, Clone)]
pub struct Axis {
    /// Index of the block it belongs to.
    pub block: usize,
    /// Its part of the row, as index into [`Block::rows`].
    pub row: Option<usize>,
    /// Its part of the column, as index into [`Block::columns`]; it has at least one of them unless it has no label.
    pub column: Option<usize>,
    /// Its label path in every wording, as numbers of the form's [`super::Vocabulary`].
    pub wordings: Vec<Vec<usize>>,
}

/// The ways of laying out, the official one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Rows down, columns across.
    Official,
    /// All cells in one row under a header of two levels.
    OneRow,
    /// Columns down, rows across.
    Turned,
    /// All cells in one column: a list.
    OneColumn,
}

impl Way {
    /// All of them.
    pub const ALL: [Way; 4] = [Way::Official, Way::OneRow, Way::Turned, Way::OneColumn];
}

/// The layouts of a table, each made when a document first asks for it.
#[derive(Debug, Clone, Default)]
pub struct Layouts([OnceLock<Option<Layout>>; Way::ALL.len()]);

impl Table {
    /// The table laid out in this way; `None` where a table of several blocks cannot be.
    pub fn layout(&self, way: Way) -> Option<&Layout> {
        self.layouts.0[way as usize].get_or_init(|| Layout::of(&self.blocks, way)).as_ref()
    }

    /// The row that a line of a layout is, or crosses.
    pub fn row(&self, axis: &Axis) -> Option<&Line> {
        self.blocks[axis.block].rows.get(axis.row?)
    }

    /// The column that a line of a layout is, or crosses.
    pub fn column(&self, axis: &Axis) -> Option<&Line> {
        self.blocks[axis.block].columns.get(axis.column?)
    }

    /// How many lines go down in the official layout, times how many go across: in every other layout the two
    /// make no more.
    pub fn extent(&self) -> usize {
        let figures = |lines: &[Line]| lines.iter().filter(|line| line.figures).count();
        let down: usize = self.blocks.iter().map(|block| figures(&block.rows)).sum();
        down * self.blocks.iter().map(|block| figures(&block.columns)).max().unwrap_or(0)
    }
}

impl Layout {
    fn of(blocks: &[Block], way: Way) -> Option<Self> {
        let stackable = matches!(way, Way::Official | Way::OneColumn);
        if !stackable && blocks.len() > 1 {
            return None;
        }
        let mut layout = Layout { down: Vec::new(), across: Vec::new(), official: way == Way::Official };
        for (number, block) in blocks.iter().enumerate() {
            let (down, across) = sides(number, block, way);
            layout.down.extend(down);
            layout.across.push(across);
        }
        Some(layout)
    }
}

/// The lines of a block down and across.
fn sides(number: usize, block: &Block, way: Way) -> (Vec<Axis>, Vec<Axis>) {
    let with_figures =
        |lines: &[Line]| -> Vec<usize> { (0..lines.len()).filter(|&i| lines[i].figures).collect() };
    let (rows, columns) = (with_figures(&block.rows), with_figures(&block.columns));
    let axis = |row, column| Axis::new(number, block, row, column);
    let row_axes = || rows.iter().map(|&row| axis(Some(row), None)).collect();
    let column_axes = || columns.iter().map(|&column| axis(None, Some(column))).collect();
    let crossed = || {
        let cells = rows.iter().flat_map(|&row| columns.iter().map(move |&column| (row, column)));
        cells.map(|(row, column)| axis(Some(row), Some(column))).collect()
    };
    let bare = || vec![axis(None, None)];
    match way {
        Way::Official => (row_axes(), column_axes()),
        Way::OneRow => (bare(), crossed()),
        Way::Turned => (column_axes(), row_axes()),
        Way::OneColumn => (crossed(), bare()),
    }
}

impl Axis {
    fn new(number: usize, block: &Block, row: Option<usize>, column: Option<usize>) -> Self {
        let lines = (row.map(|i| &block.rows[i]), column.map(|i| &block.columns[i]));
        let wordings = match lines {
            (Some(line), None) | (None, Some(line)) => line.numbers.clone(),
            (Some(line), Some(bare)) | (Some(bare), Some(line)) if bare.numbers.is_empty() => {
                line.numbers.clone()
            }
            (Some(row), Some(column)) => {
                let pairs = row.numbers.iter().flat_map(|r| column.numbers.iter().map(move |c| (r, c)));
                pairs.map(|(r, c)| [r.as_slice(), c].concat()).collect()
            }
            (None, None) => Vec::new(),
        };
        Self { block: number, row, column, wordings }
    }

    /// Whether the line has no label of its own.
    pub fn is_bare(&self) -> bool {
        self.wordings.is_empty()
    }
}
