//! The cells of a form's table, each with its value. In: values as they are read, in any order. Out: the values in form
//! order, and the cells without any. Does not know how values are read.

use crate::form::Table;
use crate::report::Value;

/// A cell of a form's table: its block, its row and its column in it.
pub(super) type Cell = (usize, usize, usize);

/// The cells of a table, those of lines without figures included.
pub(super) struct Filled<'f> {
    spec: &'f Table,
    /// For each block, what is in its cells, row by row.
    blocks: Vec<Vec<Option<Value>>>,
}

impl<'f> Filled<'f> {
    /// Of a table, as yet empty.
    pub(super) fn new(spec: &'f Table) -> Self {
        let blocks = spec.blocks.iter().map(|block| vec![None; block.rows.len() * block.columns.len()]);
        Self { spec, blocks: blocks.collect() }
    }

    /// What is in a cell.
    pub(super) fn at(&mut self, (block, row, column): Cell) -> &mut Option<Value> {
        &mut self.blocks[block][row * self.spec.blocks[block].columns.len() + column]
    }

    /// The cells for figures without value, in form order.
    pub(super) fn missing(&self) -> impl Iterator<Item = Cell> {
        self.spec.blocks.iter().zip(&self.blocks).enumerate().flat_map(|(number, (block, values))| {
            let width = block.columns.len();
            let empty = values.iter().enumerate().filter(|(_, value)| value.is_none());
            empty
                .map(move |(at, _)| (number, at / width, at % width))
                .filter(|&(_, row, column)| block.rows[row].figures && block.columns[column].figures)
        })
    }

    /// The values, in form order.
    pub(super) fn values(self) -> Vec<Value> {
        self.blocks.into_iter().flatten().flatten().collect()
    }
}
