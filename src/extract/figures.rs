//! All rows with figures of a document. In: an outline and a form. Out: its tables as grids, the rows with figures in
//! them, and what names each row. Does not know which table of the form they are.

use super::alike::CERTAIN;
use super::caption::Above;
use super::grid::{Grid, Group, Row, Slot};
use super::lexicon::{Lexicon, Printed};
use crate::document::{Holder, Table};
use crate::form::{Form, Line};
use crate::numeral::{NamedYear, Reading, leading_ordinal, named_year};
use crate::outline::Outline;
use std::collections::HashMap;

/// All rows with figures of a document.
pub(super) struct Figures<'f, 'd> {
    pub grids: Vec<Grid<'d>>,
    pub groups: Vec<Group>,
    /// Group and row in it, in reading order.
    pub rows: Vec<(usize, usize)>,
    /// For each group the nearest earlier one with a header over as many columns.
    pub headed: Vec<Option<usize>>,
    /// How alike their labels and the form's are.
    pub lexicon: Lexicon<'f>,
    /// The year of the report, where it is known.
    year: Option<i32>,
}

impl<'f, 'd> Figures<'f, 'd> {
    /// Lays out all tables of a document; `headings` are the lines of the form's own headings, `year` is that of
    /// the title.
    pub(super) fn of(form: &'f Form, outline: &Outline<'d>, headings: &[usize], year: Option<i32>) -> Self {
        let standing = outline.tables.iter().enumerate();
        let mut printed = Printed::default();
        let nested: Vec<&Table> =
            outline.tables.iter().map(|s| s.table).filter(|table| table.holder == Holder::Cell).collect();
        let inside = |table: &Table| -> Vec<&Table> {
            let holds = |inner: &&Table| table.place.holds(&inner.place);
            nested.iter().copied().filter(holds).collect()
        };
        let grids: Vec<Grid<'d>> = standing
            .filter_map(|(i, standing)| {
                let above = Above::table(outline, i, headings);
                Grid::new(standing.table, i, above, &inside(standing.table), &mut printed)
            })
            .collect();
        let lexicon = Lexicon::new(&form.vocabulary, printed);
        let groups: Vec<Group> =
            grids.iter().enumerate().flat_map(|(i, grid)| grid.groups(i, &lexicon)).collect();
        let rows = groups
            .iter()
            .enumerate()
            .flat_map(|(g, group)| (0..group.rows.len()).map(move |r| (g, r)))
            .collect();
        let mut nearest: HashMap<u32, usize> = HashMap::new();
        let mut headed = Vec::with_capacity(groups.len());
        // A header that waits for its rows goes with the next table alone.
        let mut waiting: Option<usize> = None;
        for (g, group) in groups.iter().enumerate() {
            let width = grids[group.grid].table.columns;
            let next = |&header: &usize| {
                let above = groups[header].grid;
                above + 1 == group.grid && grids[above].table.columns == width
            };
            headed.push(waiting.filter(next).or_else(|| nearest.get(&width).copied()));
            if group.rows.is_empty() {
                waiting = Some(g);
            } else if !group.slots.is_empty() {
                nearest.insert(width, g);
            }
        }
        Self { grids, groups, rows, headed, lexicon, year }
    }

    /// The year that a row is said to be of: by a cell beside it, by what stands over all columns, by a caption.
    pub(super) fn named_year(&self, at: (usize, usize)) -> Option<NamedYear> {
        self.year_label(at).and_then(|i| named_year(self.grid(at.0).text(i)))
    }

    /// The words that say so.
    pub(super) fn year_words(&self, at: (usize, usize)) -> Option<String> {
        self.year_label(at).map(|i| self.grid(at.0).text(i).to_owned())
    }

    fn year_label(&self, at: (usize, usize)) -> Option<usize> {
        let (group, row) = (&self.groups[at.0], self.row(at));
        let grid = self.grid(at.0);
        let beside = grid.row_year(row.number, row.first_value);
        let mut over = group.banner.iter().copied().chain(grid.captions()).rev();
        // 三、本年度办理结果 over its rows is the label of a line, and says nothing of the year.
        let is_line = |i: usize| {
            let label = grid.label(i).map(|label| self.lexicon.printed(label));
            label.is_some_and(|label| self.lexicon.form.is_like_row(label, CERTAIN))
        };
        beside.or_else(|| over.find(|&i| named_year(grid.text(i)).is_some() && !is_line(i)))
    }

    /// Whether a year is another than the report's.
    pub(super) fn is_other(&self, named: NamedYear) -> bool {
        match named {
            NamedYear::Of(year) => self.year.is_some_and(|own| own != year),
            NamedYear::Last => true,
            NamedYear::This => false,
        }
    }

    /// Whether a column stands under a year that is not the report's.
    pub(super) fn is_of_other_year(&self, slot: &Slot) -> bool {
        slot.years.iter().any(|&year| self.is_other(year))
    }

    /// The grid that a group stands in.
    pub(super) fn grid(&self, group: usize) -> &Grid<'d> {
        &self.grids[self.groups[group].grid]
    }

    /// Whether a row's label begins with the ordinal that the line has in the form.
    pub(super) fn same_ordinal(&self, at: (usize, usize), line: &Line) -> bool {
        let row = self.row(at);
        let path = self.path(at, row.first_value);
        let printed = path.last().and_then(|&i| leading_ordinal(self.grid(at.0).text(i)));
        let official = leading_ordinal(line.label());
        matches!((printed, official), (Some(a), Some(b)) if (a.style, a.value) == (b.style, b.value))
    }

    /// A row's only label.
    pub(super) fn only_label(&self, at: (usize, usize)) -> Option<usize> {
        let path = self.path(at, self.row(at).first_value);
        match self.grid(at.0).labels(&path).as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    pub(super) fn row(&self, at: (usize, usize)) -> &Row {
        &self.groups[at.0].rows[at.1]
    }

    /// Whether nothing but blank cells stands beside a row's labels.
    pub(super) fn is_blank(&self, at: (usize, usize)) -> bool {
        let (row, grid) = (self.row(at), self.grid(at.0));
        let mut cells =
            (row.first_value..=grid.table.columns).filter_map(|column| grid.at(row.number, column));
        cells.all(|cell| matches!(grid.reading(cell), Some(Reading::Blank)))
    }

    /// The cells that label a row, given the first column that holds its figures: those on its left, or, where
    /// there are none, what stands over all columns, or else over the table.
    pub(super) fn path(&self, at: (usize, usize), first_value: u32) -> Vec<usize> {
        let own = self.grid(at.0).row_path(self.row(at).number, first_value);
        if !own.is_empty() {
            own
        } else if self.groups[at.0].banner.is_empty() {
            self.grid(at.0).captions().collect()
        } else {
            self.groups[at.0].banner.clone()
        }
    }

    /// Every path of labels that a row may have, and whether it is its own: where no label is on its left, what stands
    /// over all columns, with the captions above the table as outer labels or without. Never empty.
    pub(super) fn paths(&self, at: (usize, usize), first_value: u32) -> (Vec<Vec<usize>>, bool) {
        let grid = self.grid(at.0);
        let own = grid.row_path(self.row(at).number, first_value);
        if !own.is_empty() {
            return (vec![grid.labels(&own)], true);
        }
        let over: Vec<usize> = grid.captions().chain(self.groups[at.0].banner.iter().copied()).collect();
        let paths = (0..=grid.captions().len()).map(|first| grid.labels(&over[first..]));
        (paths.collect(), false)
    }
}
