//! The cell that holds the figure under a header. In: a grid, a row, and the grid columns the header covers.
//! Out: the cell and what it reads as. Does not know the form.

use super::grid::Grid;
use crate::document::Cell;
use crate::numeral::{Reading, read};
use std::borrow::Cow;

/// What stands under a header in one row.
pub(super) struct Under<'g> {
    /// The cell; the first, where digits were split over several.
    pub cell: &'g Cell,
    /// Its text, that of several cells joined by `|`.
    pub raw: Cow<'g, str>,
    /// What it reads as.
    pub reading: Reading,
    /// Whether the figure was put together from several cells.
    pub joined: bool,
}

impl<'g> Under<'g> {
    /// Finds it; `None` where only a label reaches in from the left, or nothing is there.
    pub(super) fn header(grid: &'g Grid, row: u32, columns: (u32, u32)) -> Option<Self> {
        let mut squares = (columns.0..=columns.1).filter_map(|column| grid.at(row, column));
        let first = squares.next()?;
        // Nearly always one cell is all there is under a header.
        if squares.all(|other| other == first) {
            return Self::cell(grid, first, columns);
        }
        let mut cells: Vec<usize> =
            (columns.0..=columns.1).filter_map(|column| grid.at(row, column)).collect();
        cells.dedup();
        let digits: Vec<&Cell> = cells
            .iter()
            .map(|&i| grid.cell(i))
            .filter(|cell| within(cell, columns) && !cell.text.trim().is_empty())
            .collect();
        if let [first, _, ..] = digits.as_slice()
            && digits.iter().all(|cell| is_digits(cell.text.trim()))
        {
            let text = |separator: &str| {
                digits.iter().map(|cell| cell.text.trim()).collect::<Vec<_>>().join(separator)
            };
            return Some(Self { cell: first, raw: text("|").into(), reading: read(&text("")), joined: true });
        }
        // The header may cover more or other grid columns than the figure below it: the cell that lies furthest
        // under it holds the figure, not a neighbour that reaches in.
        let under = |i: &usize| {
            let cell = grid.cell(*i);
            let shared = u64::from(shared(cell, columns));
            (shared * 1000 / u64::from(cell.column_span.max(1)), shared, std::cmp::Reverse(*i))
        };
        Self::cell(grid, cells.into_iter().max_by_key(under)?, columns)
    }

    fn cell(grid: &'g Grid, index: usize, columns: (u32, u32)) -> Option<Self> {
        let cell = grid.cell(index);
        let reading = grid.reading(index).cloned();
        if cell.column < columns.0 && reading.is_none() {
            return None;
        }
        Some(Self {
            cell,
            raw: grid.text(index).into(),
            reading: reading.unwrap_or(Reading::Text),
            joined: false,
        })
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn within(cell: &Cell, columns: (u32, u32)) -> bool {
    cell.column >= columns.0 && cell.column + cell.column_span - 1 <= columns.1
}

/// How many grid columns a cell shares with a header.
fn shared(cell: &Cell, columns: (u32, u32)) -> u32 {
    let end = (cell.column + cell.column_span - 1).min(columns.1);
    (end + 1).saturating_sub(cell.column.max(columns.0))
}
