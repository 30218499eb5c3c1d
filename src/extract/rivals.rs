//! Rows that are a table's lines once more. In: a match and the rows of the document. Out: the match with the rows that
//! repeat its lines. Does not know values.

use super::alike::{Beside, CERTAIN, MARGIN, likenesses};
use super::figures::Figures;
use super::matched::{Match, RowMatch};
use crate::label::Likeness;
use std::collections::BTreeSet;

/// Group and row.
type At = (usize, usize);

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
