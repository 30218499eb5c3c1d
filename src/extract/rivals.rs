//! Rows that are a table's lines once more. In: a match and the rows of the document. Out: the match of the report's
//! own year, put together where it was folded, with the rows that repeat its lines. Does not know values.

use super::align::{Gaps, align};
use super::alike::{Beside, likenesses};
use super::columns::{ColumnMatch, Placed, column_match};
use super::figures::Figures;
use super::tables::{ALIKE, CERTAIN, MARGIN, Match, RowMatch, best};
use crate::form::{Axis, Form};
use crate::label::{Likeness, SAME};
use std::collections::BTreeSet;

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

/// The rest of a table whose columns were too many for the page: another table, or other rows of the same one, under a
/// header that is nothing but columns still missing, with the same labels beside its rows.
pub(super) fn unfold(found: &mut Match, figures: &Figures, taken: &BTreeSet<At>) {
    for block in 0..found.layout.across.len() {
        let across = &found.layout.across[block];
        while let Some((group, under, rows)) = next_part(found, figures, taken, block) {
            let places = under.places.iter().flatten();
            let worth: i64 = places.map(|placed: &Placed| i64::from(placed.likeness)).sum();
            for row in rows {
                found.gain += i64::from(row.likeness) * worth / i64::from(SAME);
                found.rows.push(row);
            }
            found.columns.insert((group, block), under);
            if found.rows.len() > across.len() * found.layout.down.len() {
                break;
            }
        }
    }
}

/// The nearest group with columns that a table lacks, where they stand, and its rows.
fn next_part(
    found: &Match,
    figures: &Figures,
    taken: &BTreeSet<At>,
    block: usize,
) -> Option<(usize, ColumnMatch, Vec<RowMatch>)> {
    let across = &found.layout.across[block];
    let own: Vec<&RowMatch> =
        found.rows.iter().filter(|row| found.layout.down[row.axis].block == block).collect();
    let groups: BTreeSet<usize> = own.iter().map(|row| row.group).collect();
    let under: Vec<&ColumnMatch> =
        groups.iter().filter_map(|&group| found.columns.get(&(group, block))).collect();
    let is_missing = |&column: &usize| under.iter().all(|under| under.places[column].is_none());
    let missing: Vec<usize> = (0..across.len()).filter(is_missing).collect();
    let (Some(&first), Some(grids)) = (missing.first(), span(&groups, figures)) else { return None };
    // The columns that come first stand before the others.
    let before = first == 0;
    let (start, end) = (grids.0.saturating_sub(across.len()), grids.1 + across.len());
    let mut nearest: Vec<usize> = (0..figures.groups.len())
        .filter(|group| !groups.contains(group) && (start..=end).contains(&figures.groups[*group].grid))
        .filter(|&group| !figures.groups[group].rows.is_empty() && !figures.groups[group].slots.is_empty())
        .collect();
    let main = own.first()?.group;
    nearest.sort_by_key(|&group| {
        let stated = figures.groups[group].rows.iter().any(|row| row.stated);
        (!stated, (group < main) != before, group.abs_diff(main))
    });
    let axes: Vec<Axis> = missing.iter().map(|&column| across[column].clone()).collect();
    nearest.into_iter().find_map(|group| {
        let part = column_match(figures, group, &axes, 0);
        if !part.is_all_of(figures, group) {
            return None;
        }
        let mut places = vec![None; across.len()];
        for (&column, placed) in missing.iter().zip(&part.places) {
            places[column] = *placed;
        }
        let rows = part_rows(found, figures, taken, block, group, &part)?;
        Some((group, ColumnMatch { places, likeness: part.likeness, inherited: true }, rows))
    })
}

/// The first and the last grid of groups.
fn span(groups: &BTreeSet<usize>, figures: &Figures) -> Option<(usize, usize)> {
    let grids = || groups.iter().map(|&group| figures.groups[group].grid);
    Some((grids().min()?, grids().max()?))
}

/// The rows of a group that go on with the lines of a table: the first that is free of a table of one line without a
/// label, else those that have the labels of two thirds of its lines.
fn part_rows(
    found: &Match,
    figures: &Figures,
    taken: &BTreeSet<At>,
    block: usize,
    group: usize,
    under: &ColumnMatch,
) -> Option<Vec<RowMatch>> {
    let down = &found.layout.down;
    let own: Vec<&RowMatch> = found.rows.iter().filter(|row| down[row.axis].block == block).collect();
    let free: Vec<At> = (0..figures.groups[group].rows.len())
        .map(|row| (group, row))
        .filter(|at| !taken.contains(at))
        .collect();
    let columns = under.places.iter().flatten().count();
    if let [line] = down.as_slice()
        && line.is_bare()
    {
        let &(group, row) = free.first().filter(|_| columns > 1)?;
        return Some(vec![RowMatch { group, row, ..**own.first()? }]);
    }
    let first = under.first_column()?;
    let mut alike = Vec::with_capacity(free.len() * down.len());
    for &at in &free {
        let (paths, own) = figures.paths(at, first);
        let printed =
            |axis: &Axis| if own && axis.block == block { Beside::Paths(&paths) } else { Beside::Nothing };
        likenesses(down, printed, &figures.lexicon, &mut alike);
    }
    let alike = |i: usize, j: usize| alike[i * down.len() + j];
    let aligned = align(free.len(), down.len(), Gaps { first: 100, second: 0 }, |i, j| {
        let is_own = own.iter().any(|row| row.axis == j);
        (is_own && alike(i, j) >= ALIKE).then(|| i64::from(alike(i, j)) - 300)
    });
    let row = |&(i, axis): &(usize, usize)| RowMatch {
        group,
        row: free[i].1,
        axis,
        likeness: alike(i, axis),
        doubtful: false,
    };
    (!aligned.pairs.is_empty() && aligned.pairs.len() * 3 >= own.len() * 2)
        .then(|| aligned.pairs.iter().map(row).collect())
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
    prefer_stated(found, figures);
}

/// Where a line was left blank, and is there again with figures, those are its.
fn prefer_stated(found: &mut Match, figures: &Figures) {
    for index in 0..found.extra.len() {
        let again = found.extra[index];
        let Some(own) = line_again(found, figures, again).copied() else { continue };
        if figures.row(again).stated
            && figures.is_blank((own.group, own.row))
            && let Some(row) = found.rows.iter_mut().find(|row| row.axis == own.axis)
        {
            (row.group, row.row) = again;
            found.extra[index] = (own.group, own.row);
        }
    }
}

/// The line of a table that a row outside it repeats: by its label to the letter, or, next to the line's own row, by
/// one that is clearly like it and like no other.
pub(super) fn line_again<'m>(found: &'m Match, figures: &Figures, again: At) -> Option<&'m RowMatch> {
    let row = figures.row(again);
    let grid = figures.grid(again.0);
    let labels = grid.labels(&figures.path(again, row.first_value));
    let down = |row: &RowMatch| &found.layout.down[row.axis];
    let is_line = |row: &&RowMatch| figures.lexicon.is_line(down(row), &labels);
    // Of a folded table the row under the same columns.
    let same_columns = found.rows.iter().filter(|row| row.group == again.0).find(is_line);
    let exact = same_columns.or_else(|| found.rows.iter().find(is_line));
    if exact.is_some() || grid.row_path(row.number, row.first_value).is_empty() {
        return exact;
    }
    let mut alike = Vec::with_capacity(found.layout.down.len());
    likenesses(&found.layout.down, |_| Beside::Path(&labels), &figures.lexicon, &mut alike);
    let (line, &best) = alike.iter().enumerate().max_by_key(|&(_, likeness)| *likeness)?;
    let is_rival = |(other, &likeness): (usize, &Likeness)| other != line && likeness + MARGIN >= best;
    if best < CERTAIN || alike.iter().enumerate().any(is_rival) {
        return None;
    }
    let neighbours = [
        found.rows.iter().filter(|row| (row.group, row.row) < again).max_by_key(|row| (row.group, row.row)),
        found.rows.iter().filter(|row| (row.group, row.row) > again).min_by_key(|row| (row.group, row.row)),
    ];
    neighbours.into_iter().flatten().find(|row| row.axis == line)
}
