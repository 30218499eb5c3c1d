//! Rows that are a table's lines once more. In: a match and the rows of the document. Out: the match of the report's
//! own year, put together where it was folded, with the rows that repeat its lines. Does not know values.

use super::columns::{ColumnMatch, column_match};
use super::figures::Figures;
use super::tables::{Match, RowMatch, best};
use crate::form::Form;
use crate::label::Likeness;
use std::collections::BTreeSet;

/// A header may have a slip to be that of a missing column.
const NEAR: Likeness = 700;

/// Group and row.
type At = (usize, usize);

/// The rows that are said to be of another year.
pub(super) fn of_other_years(figures: &Figures) -> BTreeSet<At> {
    let other = |at: &At| figures.named_year(*at).is_some_and(|year| figures.is_other(year));
    figures.rows.iter().copied().filter(other).collect()
}

/// The best match of a table among the rows of the report's own year, unless those of other years are needed
/// to make it up: then a label is wrong, or the table goes on under another caption.
pub(super) fn of_the_year<'f>(
    form: &'f Form,
    id: &str,
    figures: &Figures,
    taken: &BTreeSet<At>,
    aside: &BTreeSet<At>,
) -> Option<Match<'f>> {
    let any = best(form, id, figures, taken)?;
    if any.rows.iter().all(|row| !aside.contains(&(row.group, row.row))) {
        return Some(any);
    }
    let taken: BTreeSet<At> = taken.union(aside).copied().collect();
    match best(form, id, figures, &taken) {
        Some(own) if own.gain * 10 >= any.gain * 9 => Some(own),
        _ => Some(any),
    }
}

/// The rest of a table of one line whose columns were too many for the page: the next table, or the next rows of
/// the same one, under headers that are nothing but the columns still missing.
pub(super) fn unfold(found: &mut Match, figures: &Figures, taken: &mut BTreeSet<At>) {
    let [line] = found.layout.down.as_slice() else { return };
    let (Some(first), true) = (found.rows.first().copied(), line.is_bare()) else { return };
    let block = line.block;
    let across = &found.layout.across[block];
    let near = |group: usize| {
        let (a, b) = (figures.groups[group].grid, figures.groups[first.group].grid);
        a.abs_diff(b) <= across.len()
    };
    for group in (0..figures.groups.len()).filter(|&group| group != first.group && near(group)) {
        let filled = |column: usize| {
            let under = |row: &RowMatch| found.columns.get(&(row.group, block));
            found.rows.iter().filter_map(under).any(|under: &ColumnMatch| under.places[column].is_some())
        };
        let Some(row) = (0..figures.groups[group].rows.len()).find(|&row| !taken.contains(&(group, row)))
        else {
            continue;
        };
        let mut under = column_match(figures, group, across, 0);
        let certain =
            under.places.iter().flatten().all(|placed| placed.likeness >= NEAR && placed.slot.is_some());
        let new = under.places.iter().enumerate().all(|(column, placed)| placed.is_none() || !filled(column));
        let count = under.places.iter().flatten().count();
        let slots = figures.groups[group].slots.iter().filter(|slot| !slot.path.is_empty()).count();
        if count > 1 && count == slots && certain && new {
            under.inherited = true;
            found.columns.insert((group, block), under);
            found.rows.push(RowMatch { group, row, ..first });
            taken.insert((group, row));
        }
    }
}

/// Adds the rows outside the table's own that are labelled as its lines to the letter, in the same grids, and
/// those with figures of any label under the same header.
pub(super) fn repeated_rows(found: &mut Match, figures: &Figures, taken: &BTreeSet<At>) {
    let grids: BTreeSet<usize> = found.rows.iter().map(|row| figures.groups[row.group].grid).collect();
    let groups: BTreeSet<usize> = found.rows.iter().map(|row| row.group).collect();
    let known: BTreeSet<At> = found.extra.iter().copied().collect();
    let repeats = |at: &At| {
        let grid = figures.grid(at.0);
        let path = grid.row_path(figures.row(*at).number, figures.row(*at).first_value);
        let labels = grid.labels(&path);
        let more = figures.row(*at).stated && groups.contains(&at.0);
        !labels.is_empty()
            && (more
                || found.rows.iter().map(|row| &found.layout.down[row.axis]).any(|line| {
                    found.columns.contains_key(&(at.0, line.block)) && figures.lexicon.is_line(line, &labels)
                }))
    };
    let free = figures.rows.iter().filter(|at| !taken.contains(at) && !known.contains(at));
    let again: Vec<At> =
        free.filter(|at| grids.contains(&figures.groups[at.0].grid) && repeats(at)).copied().collect();
    found.extra.extend(again);
    found.extra.sort_unstable();
}
