//! The tables of a document as rows with figures under headers. In: an outline. Out: rows told apart into
//! headers and figures, with the label path of every row and column. Does not know which table of a form
//! it is; only which words head columns in the form at hand.

use super::caption::Above;
use super::lexicon::{Lexicon, Printed};
use crate::document::{Cell, Table};
use crate::label::{Label, Likeness};
use crate::numeral::{NamedYear, Reading, Unit, read, year_alone};
use crate::place::{At, Place};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// A table with its squares, readings and labels.
#[derive(Debug)]
pub(super) struct Grid<'d> {
    pub table: &'d Table,
    /// Index into the outline's tables.
    pub index: usize,
    /// For every square, row by row: 1 + the index of the cell that covers it; 0 where none does.
    squares: Vec<u32>,
    /// What the cells hold, and after them the captions.
    cells: Vec<Content>,
    /// What stands above the table.
    pub above: Above<'d>,
    /// The text of small tables inside cells that hold nothing else, by the index of the cell.
    inner: HashMap<usize, String>,
}

/// What a cell holds.
#[derive(Debug)]
enum Content {
    /// Nothing, a dash or a figure.
    Value(Reading),
    /// Text, with the number of its normal form among the document's, and the year if it is nothing else.
    Text(usize, Option<NamedYear>),
}

/// Consecutive rows with figures, under one header.
#[derive(Debug)]
pub(super) struct Group {
    /// Index into the grids.
    pub grid: usize,
    /// The columns as the header tells them apart, left to right; empty where there is no header.
    pub slots: Vec<Slot>,
    /// The cells with labels that stand over all of its columns, outermost first.
    pub banner: Vec<usize>,
    /// The rows with figures; none where they come in the next table.
    pub rows: Vec<Row>,
}

/// A column under its header.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// First and last grid column.
    pub columns: (u32, u32),
    /// The cells with labels above it, outermost first.
    pub path: Vec<usize>,
    /// The numbers of those labels, but for cells that only say the year.
    pub labels: Vec<usize>,
    /// The years that cells above it say.
    pub years: Vec<NamedYear>,
}

/// A row with figures.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its number in the table, from 1.
    pub number: u32,
    /// The grid column of its first square that is no label, from 1.
    pub first_value: u32,
    /// Whether it holds at least one figure.
    pub stated: bool,
    /// How many cells stand right of its labels.
    pub values: usize,
    /// How many cells it has.
    pub cells: usize,
}

impl Row {
    /// Whether one is a line of a list (a label and a figure) and the other a row under a header: where tables
    /// were pasted into one, a new table begins there.
    fn is_unlike(&self, other: &Row) -> bool {
        // Words among the figures make no other kind of row.
        self.cells != other.cells
            && (self.values == 1) != (other.values == 1)
            && self.values.abs_diff(other.values) > 1
    }
}

/// Larger tables are no statutory tables; they are left alone.
const MOST_SQUARES: u64 = 200_000;

/// A cell beside the label of a row is no figure where it is this much like the label of another …
const ALIKE: Likeness = 500;
/// … or this much like that of a column.
const HEADS: Likeness = 800;

impl<'d> Grid<'d> {
    /// Lays a table out; `None` if it is empty, far too large, or
    /// there for other tables alone. `inside` are the tables in its cells.
    pub(super) fn new(
        table: &'d Table,
        index: usize,
        above: Above<'d>,
        inside: &[&'d Table],
        printed: &mut Printed,
    ) -> Option<Self> {
        let area = u64::from(table.rows) * u64::from(table.columns);
        if area == 0 || area > MOST_SQUARES {
            return None;
        }
        let width = table.columns as usize;
        let mut squares = vec![0u32; area as usize];
        for (cell, number) in table.cells.iter().zip(1u32..) {
            for row in cell.row..cell.row.saturating_add(cell.row_span).min(table.rows + 1) {
                let end = cell.column.saturating_add(cell.column_span).min(table.columns + 1);
                let start = (row as usize - 1) * width;
                squares[start + cell.column as usize - 1..start + end as usize - 1].fill(number);
            }
        }
        let inner = inner(table, inside);
        let own = table.cells.iter().enumerate().map(|(i, cell)| {
            let text = inner.get(&i).map_or(cell.text.as_str(), String::as_str);
            Content::of(text, printed)
        });
        let mut cells: Vec<Content> = own.collect();
        // What only lays out other tables holds no figure, not even a blank one.
        if !inside.is_empty()
            && inner.is_empty()
            && table.cells.iter().all(|cell| cell.text.trim().is_empty())
        {
            return None;
        }
        cells.extend(above.captions.iter().map(|&(text, _)| Content::label(text, printed)));
        Some(Self { table, index, squares, cells, above, inner })
    }

    /// The text of a cell, or of a caption.
    pub(super) fn text(&self, index: usize) -> &str {
        match self.table.cells.get(index) {
            Some(cell) => self.inner.get(&index).unwrap_or(&cell.text),
            None => self.caption(index).map_or("", |(text, _)| text),
        }
    }

    /// Where a cell or a caption stands.
    pub(super) fn place(&self, index: usize) -> Place {
        match (self.table.cells.get(index), self.caption(index)) {
            (Some(cell), _) => place_at(&self.table.place, cell.row, cell.column),
            (None, Some((_, place))) => place.clone(),
            (None, None) => self.table.place.clone(),
        }
    }

    fn caption(&self, index: usize) -> Option<(&'d str, &'d Place)> {
        self.above.captions.get(index.checked_sub(self.table.cells.len())?).copied()
    }

    /// The captions, as indices like those of cells, outermost first.
    pub(super) fn captions(&self) -> std::ops::Range<usize> {
        self.table.cells.len()..self.cells.len()
    }

    /// The year that a cell says and nothing else.
    pub(super) fn year(&self, index: usize) -> Option<NamedYear> {
        match &self.cells[index] {
            Content::Text(_, year) => *year,
            Content::Value(_) => None,
        }
    }

    /// Whether no cell covers any of these squares.
    pub(super) fn is_free(&self, row: u32, columns: (u32, u32)) -> bool {
        (columns.0..=columns.1).all(|column| self.at(row, column).is_none())
    }

    /// Index of the cell that covers a square (both from 1).
    pub(super) fn at(&self, row: u32, column: u32) -> Option<usize> {
        let square = (row as usize - 1) * self.table.columns as usize + column as usize - 1;
        (*self.squares.get(square)? as usize).checked_sub(1)
    }

    /// The cell of this index.
    pub(super) fn cell(&self, index: usize) -> &'d Cell {
        &self.table.cells[index]
    }

    /// What a cell reads as, unless it is text.
    pub(super) fn reading(&self, index: usize) -> Option<&Reading> {
        match &self.cells[index] {
            Content::Value(reading) => Some(reading),
            Content::Text(..) => None,
        }
    }

    /// The number of the label of a cell with text.
    pub(super) fn label(&self, index: usize) -> Option<usize> {
        match self.cells[index] {
            Content::Text(label, _) => Some(label),
            Content::Value(_) => None,
        }
    }

    /// The cells of a row, left to right, each once.
    fn row_cells(&self, row: u32) -> impl Iterator<Item = usize> {
        let mut last = None;
        let squares = (1..=self.table.columns).filter_map(move |column| self.at(row, column));
        squares.filter(move |&cell| last.replace(cell) != Some(cell))
    }

    /// Those that begin left of a column.
    fn left_of(&self, row: u32, column: u32) -> impl Iterator<Item = usize> {
        self.row_cells(row).take_while(move |&i| self.cell(i).column < column)
    }

    /// The labels of a row: its cells with text left of `first_value`, outermost first. A cell that only says
    /// the year labels no line.
    pub(super) fn row_path(&self, row: u32, first_value: u32) -> Vec<usize> {
        let names = |&i: &usize| matches!(self.cells[i], Content::Text(_, None));
        self.left_of(row, first_value).filter(names).collect()
    }

    /// The cell left of `first_value` that says the year.
    pub(super) fn row_year(&self, row: u32, first_value: u32) -> Option<usize> {
        self.left_of(row, first_value).filter(|&i| self.year(i).is_some()).last()
    }

    /// The numbers of the labels of cells with text.
    pub(super) fn labels(&self, path: &[usize]) -> Vec<usize> {
        path.iter().filter_map(|&i| self.label(i)).collect()
    }

    /// The rows with figures, grouped under their headers.
    pub(super) fn groups(&self, grid: usize, lexicon: &Lexicon) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut header: Vec<u32> = Vec::new();
        for number in 1..=self.table.rows {
            let below_figures = header.is_empty() && !groups.is_empty();
            match self.figures(number, below_figures, lexicon) {
                None => header.push(number),
                Some(row) if !header.is_empty() && self.numbers_columns(&row, lexicon) => {}
                Some(row) => {
                    let other = groups
                        .last()
                        .and_then(|group| group.rows.last())
                        .is_some_and(|last| last.is_unlike(&row));
                    if !header.is_empty() || groups.is_empty() || other {
                        let (slots, mut banner) = self.headed(&header, groups.last(), other);
                        // A unit over all columns names none of the rows.
                        banner.retain(|&i| Unit::above_table(self.text(i)).is_none());
                        groups.push(Group { grid, slots, banner, rows: Vec::new() });
                        header.clear();
                    }
                    if let Some(group) = groups.last_mut() {
                        group.rows.push(row);
                    }
                }
            }
        }
        // A header whose rows of figures come in the next table.
        let slots = self.slots(&header);
        if slots.len() > 1 {
            groups.push(Group { grid, slots, banner: Vec::new(), rows: Vec::new() });
        }
        groups
    }

    /// The columns that header rows tell apart, and what stands over all of them. Rows of one label at the end of a
    /// header, or without any other, tell rows apart: the columns are those that the header above names, in the same
    /// table or in the one before, unless it is another table that begins there.
    fn headed(&self, header: &[u32], above: Option<&Group>, other: bool) -> (Vec<Slot>, Vec<usize>) {
        let end = header.iter().rposition(|&row| !self.is_whole(row)).map_or(0, |last| last + 1);
        let (columns, whole) = header.split_at(end);
        let slots = match above {
            Some(group) if columns.is_empty() && !whole.is_empty() && !other => group.slots.clone(),
            Some(_) if columns.is_empty() => self.slots(whole),
            _ => self.slots(columns),
        };
        let mut banner = banner(&slots);
        banner.extend(self.first_cells(whole));
        (slots, banner)
    }

    /// Whether one cell takes up a row.
    fn is_whole(&self, row: u32) -> bool {
        self.at(row, 1).is_some_and(|cell| self.cell(cell).column_span >= self.table.columns)
    }

    /// The first cells of rows, where they are labels.
    fn first_cells(&self, rows: &[u32]) -> Vec<usize> {
        rows.iter().filter_map(|&row| self.at(row, 1)).filter(|&cell| self.label(cell).is_some()).collect()
    }

    /// The row as one with figures: on its right side nothing but figures, dashes and blanks.
    fn figures(&self, number: u32, below_figures: bool, lexicon: &Lexicon) -> Option<Row> {
        let cells: Vec<usize> = self.row_cells(number).collect();
        let labels = cells.iter().rposition(|&i| self.label(i).is_some()).map_or(0, |last| last + 1);
        let values = &cells[labels..];
        let stated = values.iter().any(|&i| matches!(self.reading(i), Some(Reading::Amount(_))));
        if let Some(&first) = values.first() {
            let (first_value, values) = (self.cell(first).column, values.len());
            return Some(Row { number, first_value, stated, values, cells: cells.len() });
        }
        // Text up to the right edge heads columns, unless it stands among figures or beside the label of a row,
        // and heads none of the form's: then a cell for a figure holds words.
        let [first, others @ ..] = cells.as_slice() else { return None };
        if others.is_empty() {
            return None;
        }
        let label = |&i: &usize| self.label(i).map(|label| lexicon.printed(label));
        let among = below_figures || label(first).is_some_and(|label| lexicon.form.is_row(label));
        let is_line = |label: &Label| {
            lexicon.form.is_like_column(label, HEADS)
                || !below_figures && lexicon.form.is_like_row(label, ALIKE)
        };
        let unreadable = among && !others.iter().filter_map(label).any(is_line);
        let (first_value, cells) = (self.table.columns, cells.len());
        unreadable.then_some(Row { number, first_value, stated: false, values: 1, cells })
    }

    /// Whether a row under a header does nothing but number the columns: 甲, 1, 2, 3 …; a row with figures follows it.
    fn numbers_columns(&self, row: &Row, lexicon: &Lexicon) -> bool {
        const LEAST: usize = 3;
        let cells: Vec<usize> =
            self.row_cells(row.number).filter(|&i| self.cell(i).column >= row.first_value).collect();
        let number = |&i: &usize| match self.reading(i) {
            Some(Reading::Amount(amount)) => Some(amount.value),
            _ => None,
        };
        let is_next = |pair: &[usize]| matches!((number(&pair[0]), number(&pair[1])), (Some(own), Some(next)) if own + Decimal::ONE == next);
        let other = |i: usize| {
            let is_row = |label| lexicon.form.is_like_row(lexicon.printed(label), ALIKE);
            self.year(i).is_none() && !self.label(i).is_some_and(is_row)
        };
        cells.len() >= LEAST
            && cells.windows(2).all(is_next)
            && cells.first().and_then(number).is_some_and(|first| first >= Decimal::ONE)
            && row.number < self.table.rows
            && self.left_of(row.number, row.first_value).all(other)
            && self.figures(row.number + 1, true, lexicon).is_some_and(|next| next.values == row.values)
    }

    /// The columns that header rows tell apart.
    fn slots(&self, header: &[u32]) -> Vec<Slot> {
        let Some(&last) = header.last() else { return Vec::new() };
        let mut slots: Vec<Slot> = Vec::new();
        let mut before = None;
        for column in 1..=self.table.columns {
            let bottom = self.at(last, column);
            match slots.last_mut() {
                Some(slot) if before == Some(bottom) => slot.columns.1 = column,
                _ => slots.push(self.slot(header, column)),
            }
            before = Some(bottom);
        }
        slots
    }

    fn slot(&self, header: &[u32], column: u32) -> Slot {
        let path = self.column_path(header, column);
        let named = path.iter().filter(|&&i| self.year(i).is_none());
        let labels = named.filter_map(|&i| self.label(i)).collect();
        let years = path.iter().filter_map(|&i| self.year(i)).collect();
        Slot { columns: (column, column), path, labels, years }
    }

    fn column_path(&self, header: &[u32], column: u32) -> Vec<usize> {
        let mut cells: Vec<usize> = header.iter().filter_map(|&row| self.at(row, column)).collect();
        cells.dedup();
        cells.retain(|&i| self.label(i).is_some());
        cells
    }
}

/// The cells that stand over every column.
fn banner(slots: &[Slot]) -> Vec<usize> {
    let [first, others @ ..] = slots else { return Vec::new() };
    let over_all = |cell: &&usize| !others.is_empty() && others.iter().all(|slot| slot.path.contains(cell));
    first.path.iter().filter(over_all).copied().collect()
}

impl Content {
    fn of(text: &str, printed: &mut Printed) -> Self {
        match read(text) {
            Reading::Text => Self::label(text, printed),
            reading => Self::Value(reading),
        }
    }

    fn label(text: &str, printed: &mut Printed) -> Self {
        /// No year takes more bytes than this.
        const YEAR: usize = 48;
        let year = if text.len() <= YEAR { year_alone(text) } else { None };
        Self::Text(printed.number(Label::new(text)), year)
    }
}

/// What small tables say that stand alone in a cell.
fn inner(table: &Table, inside: &[&Table]) -> HashMap<usize, String> {
    /// Larger ones are tables in their own right.
    const CELLS: usize = 4;
    let mut inner = HashMap::new();
    for small in inside.iter().filter(|small| small.cells.len() <= CELLS) {
        let Some(At::Cell { row, column, .. }) = small.place.within.as_deref().map(|place| place.at) else {
            continue;
        };
        let holder = table.cells.iter().position(|cell| (cell.row, cell.column) == (row, column));
        let texts: Vec<&str> =
            small.cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty()).collect();
        if let Some(holder) = holder.filter(|&i| table.cells[i].text.trim().is_empty() && !texts.is_empty()) {
            inner.insert(holder, texts.join("|"));
        }
    }
    inner
}

/// A cell of the table at this place.
pub(super) fn place_at(table: &Place, row: u32, column: u32) -> Place {
    let number = match table.at {
        At::Table(number) => number,
        _ => 0,
    };
    Place { within: table.within.clone(), at: At::Cell { table: number, row, column } }
}
