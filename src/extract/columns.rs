//! Which columns of the document are which lines across. In: the header above a group of rows and the lines across
//! of a layout. Out: where each line across stands. Does not know rows or values.

use super::align::{Gaps, align, out_of_order};
use super::alike::{ALIKE, Beside, likenesses};
use super::figures::Figures;
use super::grid::{Grid, Slot};
use crate::form::Axis;
use crate::label::{Likeness, SAME};
use crate::numeral::{NamedYear, Reading};

/// What the columns are worth where no header names them but their number is right.
const UNNAMED: Likeness = 700;

/// A column before the first or behind the last one found is the line that is left from this likeness on.
const AT_AN_END: Likeness = 250;

/// So alike, on the average, are columns that make up a header of their own.
const NEAR: usize = 700;

/// How the lines across stand under a header.
#[derive(Debug, Clone)]
pub(super) struct ColumnMatch {
    /// For each line across: the grid columns and the likeness, where it was found.
    pub places: Vec<Option<Placed>>,
    /// The mean likeness over all lines across.
    pub likeness: Likeness,
    /// The header was that of an earlier part of the table, or there was none at all.
    pub inherited: bool,
}

/// A line across and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub columns: (u32, u32),
    pub likeness: Likeness,
    /// Index into the slots of the group whose header it was.
    pub slot: Option<(usize, usize)>,
    /// Found by elimination alone.
    pub doubtful: bool,
}

/// Aligns the header above a group with the lines across. Where it cannot be as much like them as `least`, what is
/// in common is not looked for.
pub(super) fn column_match(figures: &Figures, group: usize, across: &[Axis], least: Likeness) -> ColumnMatch {
    let own = &figures.groups[group].slots;
    let (source, slots) = if own.is_empty() { inherited(figures, group) } else { (group, own.as_slice()) };
    if let [axis] = across
        && axis.is_bare()
    {
        return last_column(figures, group);
    }
    // The header of another table, as it is nearly always.
    let needed = across.len() as u64 * u64::from(least);
    if !slots.is_empty() && most_alike(figures, slots, across, needed) < needed {
        return ColumnMatch { places: vec![None; across.len()], likeness: 0, inherited: source != group };
    }
    // Last year's columns beside this year's are no columns of the report.
    let other = |slot: &Slot| figures.is_of_other_year(slot);
    let aside = slots.iter().any(other) && !slots.iter().all(other);
    let width = across.len();
    let mut likeness: Vec<Likeness> = Vec::with_capacity(slots.len() * width);
    for slot in slots {
        let printed = if aside && other(slot) { Beside::Nothing } else { Beside::Path(&slot.labels) };
        likenesses(across, |_| printed, &figures.lexicon, &mut likeness);
    }
    let likeness = |i: usize| &likeness[i * width..(i + 1) * width];
    let certain: Vec<bool> = (0..slots.len()).map(|i| likeness(i).contains(&SAME)).collect();
    let gain = |i: usize, j: usize| {
        let likeness = likeness(i)[j];
        // A label that is a line to the letter is no slip of another.
        let possible = likeness == SAME || likeness >= ALIKE && !certain[i];
        possible.then_some(i64::from(likeness) - 300)
    };
    let aligned = align(slots.len(), across.len(), Gaps { first: 50, second: 100 }, gain);
    let mut places = vec![None; across.len()];
    let place = |i: usize, j: usize, doubtful: bool| Placed {
        columns: slots[i].columns,
        likeness: likeness(i)[j],
        slot: Some((source, i)),
        doubtful,
    };
    // Where one header fits several lines as well, their order tells them apart, but only if all of them are there.
    let tied = |i: usize, j: usize| (0..across.len()).any(|k| k != j && likeness(i)[k] == likeness(i)[j]);
    let partial = aligned.pairs.len() < across.len();
    for &(i, j) in &aligned.pairs {
        places[j] = Some(place(i, j, partial && tied(i, j)));
    }
    let unlabelled = |i: usize| slots[i].path.is_empty() || certain[i];
    for (i, j) in aligned.squeezed().into_iter().filter(|&(i, _)| !unlabelled(i)) {
        places[j] = Some(place(i, j, true));
    }
    let in_order: Vec<(usize, usize)> = aligned.pairs.iter().copied().chain(aligned.squeezed()).collect();
    let moved = out_of_order(&in_order, slots.len(), across.len(), |i, j| likeness(i)[j] == SAME);
    for &(i, j) in &moved {
        places[j] = Some(place(i, j, false));
    }
    // At the ends a column of another kind may follow: one that has something in common with the line that is left.
    for (i, j) in aligned.ends(slots.len(), across.len()) {
        let free = places[j].is_none() && moved.iter().all(|&(taken, _)| taken != i);
        if free && !unlabelled(i) && likeness(i)[j] >= AT_AN_END {
            places[j] = Some(place(i, j, true));
        }
    }
    let sum: u64 = places.iter().flatten().map(|placed: &Placed| u64::from(placed.likeness)).sum();
    let mean = Likeness::try_from(sum / across.len().max(1) as u64).unwrap_or(0);
    if slots.is_empty() {
        return by_number(figures, group, across);
    }
    ColumnMatch { places, likeness: mean, inherited: source != group }
}

/// No more than this can the likenesses of lines and columns add up to, each of which is in one pair at most; 0 where
/// that is less than `needed`.
fn most_alike(figures: &Figures, slots: &[Slot], across: &[Axis], needed: u64) -> u64 {
    let mut lines: Vec<Likeness> = vec![0; across.len()];
    let mut by_slot = 0;
    for (slot, left) in slots.iter().zip((0..slots.len() as u64).rev()) {
        let mut most = 0;
        for (axis, line) in across.iter().zip(&mut lines) {
            let likeness = figures.lexicon.most_likeness(axis, &slot.labels);
            most = most.max(likeness);
            *line = likeness.max(*line);
        }
        by_slot += u64::from(most);
        // As soon as the columns that are left cannot make up for it.
        if by_slot + left * u64::from(SAME) < needed {
            return 0;
        }
    }
    by_slot.min(lines.into_iter().map(u64::from).sum())
}

/// The header of the nearest earlier table of the same width: that of a table cut by a page break.
fn inherited<'a>(figures: &'a Figures, group: usize) -> (usize, &'a [Slot]) {
    figures.headed[group].map_or((group, &[]), |g| (g, figures.groups[g].slots.as_slice()))
}

/// Without any header the columns are taken by their number, if it is right. Where the header would have named the
/// rows as well nothing but the number speaks for them.
fn by_number(figures: &Figures, group: usize, across: &[Axis]) -> ColumnMatch {
    let count = across.len();
    let columns = value_columns(figures, group);
    let right = columns.len() == count;
    let doubtful = across.iter().all(|axis| axis.row.is_some() && axis.column.is_some());
    let place = |columns| Some(Placed { columns, likeness: UNNAMED, slot: None, doubtful });
    ColumnMatch {
        places: if right { columns.into_iter().map(place).collect() } else { vec![None; count] },
        likeness: if right { UNNAMED } else { 0 },
        inherited: true,
    }
}

/// For a list of labels and figures: the last column.
fn last_column(figures: &Figures, group: usize) -> ColumnMatch {
    let mut columns = value_columns(figures, group);
    // Of a column each year, that of the report; the years may stand over an earlier block of the table.
    if columns.len() > 1 {
        let grid = figures.grid(group);
        let top = figures.groups[group].rows.first().map_or(1, |row| row.number);
        let year = |&(first, _): &(u32, u32)| {
            (1..top).rev().filter_map(|row| grid.at(row, first)).find_map(|i| grid.year(i))
        };
        let years: Option<Vec<NamedYear>> = columns.iter().map(year).collect();
        if let Some(years) = years {
            let mut years = years.into_iter();
            columns.retain(|_| years.next().is_some_and(|year| !figures.is_other(year)));
        }
    }
    let [columns] = columns.as_slice() else {
        return ColumnMatch { places: vec![None], likeness: 0, inherited: false };
    };
    let placed = Placed { columns: *columns, likeness: UNNAMED, slot: None, doubtful: false };
    ColumnMatch { places: vec![Some(placed)], likeness: UNNAMED, inherited: false }
}

/// The cells with figures of the group's first row that states any, as grid columns.
fn value_columns(figures: &Figures, group: usize) -> Vec<(u32, u32)> {
    let grid = figures.grid(group);
    let rows = &figures.groups[group].rows;
    let Some(row) = rows.iter().find(|row| row.stated).or(rows.first()) else { return Vec::new() };
    let mut cells: Vec<usize> =
        (row.first_value..=grid.table.columns).filter_map(|column| grid.at(row.number, column)).collect();
    cells.dedup();
    let extent = |i: usize| (grid.cell(i).column, grid.cell(i).column + grid.cell(i).column_span - 1);
    cells.into_iter().map(extent).collect()
}

/// Whether a row states a figure in some columns.
fn is_stated(grid: &Grid, row: u32, columns: (u32, u32)) -> bool {
    (columns.0..=columns.1).any(|column| {
        let reading = grid.at(row, column).and_then(|cell| grid.reading(cell));
        matches!(reading, Some(Reading::Amount(_)))
    })
}

impl ColumnMatch {
    /// Whether a row states a figure in any of the columns.
    pub(super) fn is_stated(&self, grid: &Grid, row: u32) -> bool {
        self.places.iter().flatten().any(|placed| is_stated(grid, row, placed.columns))
    }

    /// Whether the header of a group has no other columns of figures than those found, and these are clearly like.
    pub(super) fn is_all_of(&self, figures: &Figures, group: usize) -> bool {
        let Some(first) = self.first_column() else { return false };
        let (own, grid) = (&figures.groups[group], figures.grid(group));
        let found: Vec<&Placed> =
            self.places.iter().flatten().filter(|placed| placed.slot.is_some()).collect();
        // A column of remarks, which holds no figure, is none of them.
        let holds_figures = |slot: &&Slot| {
            let is_found = found.iter().any(|placed| placed.columns == slot.columns);
            let mut rows = own.rows.iter();
            is_found || rows.any(|row| is_stated(grid, row.number, slot.columns))
        };
        let named = own.slots.iter().filter(|slot| slot.columns.0 >= first && !slot.path.is_empty());
        let named = named.filter(holds_figures).count();
        let sum: usize = found.iter().map(|placed| placed.likeness as usize).sum();
        found.len() == named && sum >= NEAR * named
    }

    /// The leftmost grid column that holds figures.
    pub(super) fn first_column(&self) -> Option<u32> {
        self.places.iter().flatten().map(|placed| placed.columns.0).min()
    }
}
