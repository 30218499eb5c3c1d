//! Tables folded by their columns. In: a match that lacks columns, and the rows of the document. Out: the match with the
//! parts that go on with it under the columns it lacks. Does not know values.

use super::align::{Gaps, align};
use super::alike::{ALIKE, Beside, likenesses};
use super::columns::{ColumnMatch, Placed, column_match};
use super::figures::Figures;
use super::matched::{Match, RowMatch};
use crate::form::Axis;
use crate::label::SAME;
use std::collections::{BTreeMap, BTreeSet};

/// Group and row.
type At = (usize, usize);

/// The rest of a table whose columns were too many for the page: another table, or other rows of the same one, under a
/// header that is nothing but columns still missing, with the same labels beside its rows.
pub(super) fn unfold(found: &mut Match, figures: &Figures, taken: &BTreeSet<At>) {
    for block in 0..found.layout.across.len() {
        let across = &found.layout.across[block];
        while let Some((parts, rows)) = next_part(found, figures, taken, block) {
            for row in rows {
                let places = parts[&row.group].places.iter().flatten();
                let worth: i64 = places.map(|placed: &Placed| i64::from(placed.likeness)).sum();
                found.gain += i64::from(row.likeness) * worth / i64::from(SAME);
                found.rows.push(row);
            }
            found.columns.extend(parts.into_iter().map(|(group, under)| ((group, block), under)));
            if found.rows.len() > across.len() * found.layout.down.len() {
                break;
            }
        }
    }
}

/// Where the lines across stand, for each group of a part.
type Parts = BTreeMap<usize, ColumnMatch>;

/// The nearest grid with columns that a table lacks, where they stand under each of its headers, and its rows.
fn next_part(
    found: &Match,
    figures: &Figures,
    taken: &BTreeSet<At>,
    block: usize,
) -> Option<(Parts, Vec<RowMatch>)> {
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
    // Small tables inside cells, which have no header, do not count.
    let headed: BTreeSet<usize> = {
        let groups = figures.groups.iter().filter(|group| !group.slots.is_empty());
        groups.map(|group| group.grid).collect()
    };
    let between = |grid: usize| {
        let (from, to) = if grid < grids.0 { (grid, grids.0) } else { (grids.1, grid.max(grids.1)) };
        headed.range(from..to).count()
    };
    let mut nearest: Vec<usize> = (0..figures.groups.len())
        .filter(|group| !groups.contains(group) && between(figures.groups[*group].grid) <= across.len())
        .filter(|&group| !figures.groups[group].rows.is_empty() && !figures.groups[group].slots.is_empty())
        .collect();
    let main = own.first()?.group;
    nearest.sort_by_key(|&group| {
        let stated = figures.groups[group].rows.iter().any(|row| row.stated);
        (!stated, (group < main) != before, group.abs_diff(main))
    });
    let axes: Vec<Axis> = missing.iter().map(|&column| across[column].clone()).collect();
    let part = |group: usize| {
        let part = column_match(figures, group, &axes, 0);
        let mut places = vec![None; across.len()];
        for (&column, placed) in missing.iter().zip(&part.places) {
            places[column] = *placed;
        }
        let whole = part.is_all_of(figures, group);
        whole.then_some(ColumnMatch { places, likeness: part.likeness, inherited: true })
    };
    // Rows that only group others (三、本年度办理结果) part the lines of one grid, and so do those that cannot be read;
    // these have no header.
    let of_grid = |first: usize| -> Parts {
        let grid = figures.groups[first].grid;
        let mut parts = Parts::new();
        let mut above: Option<ColumnMatch> = None;
        for (group, own) in figures.groups.iter().enumerate().filter(|(_, own)| own.grid == grid) {
            if !own.slots.is_empty() {
                above = part(group).filter(|_| !groups.contains(&group));
            }
            if let Some(under) = &above {
                parts.insert(group, under.clone());
            }
        }
        parts
    };
    nearest.iter().find_map(|&group| {
        let parts = of_grid(group);
        let rows = part_rows(found, figures, taken, block, &parts)?;
        Some((parts, rows))
    })
}

/// The first and the last grid of groups.
fn span(groups: &BTreeSet<usize>, figures: &Figures) -> Option<(usize, usize)> {
    let grids = || groups.iter().map(|&group| figures.groups[group].grid);
    Some((grids().min()?, grids().max()?))
}

/// The rows of a part that go on with the lines of a table: the first that is free of a table of one line without a
/// label, else those that have the labels of two thirds of its lines.
fn part_rows(
    found: &Match,
    figures: &Figures,
    taken: &BTreeSet<At>,
    block: usize,
    parts: &Parts,
) -> Option<Vec<RowMatch>> {
    let down = &found.layout.down;
    let own: Vec<&RowMatch> = found.rows.iter().filter(|row| down[row.axis].block == block).collect();
    let rows = |&group: &usize| (0..figures.groups[group].rows.len()).map(move |row| (group, row));
    let free: Vec<At> = parts.keys().flat_map(rows).filter(|at| !taken.contains(at)).collect();
    if let [line] = down.as_slice()
        && line.is_bare()
    {
        let several = |&&(group, _): &&At| parts[&group].places.iter().flatten().count() > 1;
        let &(group, row) = free.first().filter(several)?;
        return Some(vec![RowMatch { group, row, ..**own.first()? }]);
    }
    let mut alike = Vec::with_capacity(free.len() * down.len());
    for &at in &free {
        let (paths, own) = figures.paths(at, parts[&at.0].first_column()?);
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
        group: free[i].0,
        row: free[i].1,
        axis,
        likeness: alike(i, axis),
        doubtful: false,
    };
    (!aligned.pairs.is_empty() && aligned.pairs.len() * 3 >= own.len() * 2)
        .then(|| aligned.pairs.iter().map(row).collect())
}
