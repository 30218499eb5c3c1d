//! Tables folded by their columns. In: a match that lacks columns, and the rows of the document. Out: the match with the
//! parts that go on with it under the columns it lacks. Does not know values.

use super::align::{Gaps, align};
use super::alike::{ALIKE, Beside, likenesses};
use super::columns::{ColumnMatch, Placed, column_match};
use super::figures::Figures;
use super::matched::{Match, RowMatch};
use crate::form::Axis;
use crate::label::SAME;
use std::collections::BTreeSet;

/// Group and row.
type At = (usize, usize);

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
