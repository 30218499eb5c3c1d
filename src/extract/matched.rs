//! One layout of one edition of a table against the rows of a document. In: a layout and the grids. Out: the rows and
//! columns that go together, aligned in order, so that a mistyped, missing, additional or repeated line shifts no
//! neighbour, and what they gain. Does not know other layouts, nor values.

use super::align::{Gaps, align, out_of_order};
use super::alike::{ALIKE, Beside, CERTAIN, MARGIN, likenesses};
use super::columns::{ColumnMatch, column_match};
use super::figures::Figures;
use crate::form::{Axis, Layout, Table};
use crate::label::{Likeness, SAME};
use std::collections::{BTreeMap, BTreeSet};

/// A header that is nothing but some of the columns of a table may be part of it from this mean on.
const PART: Likeness = 350;
/// What a row must be more alike than to gain anything.
const UNLIKE: i64 = 300;
/// What it must be worth at the header it stands under.
const LEAST_WORTH: i64 = 350;
/// What a figure in it gains.
const STATED: i64 = 20;
/// No line gains more than this for each line across.
pub(super) const MOST_GAIN: i64 = SAME as i64 - UNLIKE + STATED;
/// The part of a table's cells that must be there for it to be that table.
const LEAST_COVERAGE: (usize, usize) = (1, 2);
/// The part that must be there where every label is one of the table's to the letter.
const CERTAIN_COVERAGE: (usize, usize) = (1, 3);

/// A table of the form found in the document.
#[derive(Debug)]
pub(super) struct Match<'f> {
    /// Index into [`Form::tables`].
    pub table: usize,
    /// The edition of it.
    pub spec: &'f Table,
    pub layout: &'f Layout,
    pub rows: Vec<RowMatch>,
    /// For each group and block: which slot each line across is in.
    pub columns: BTreeMap<(usize, usize), ColumnMatch>,
    /// Rows inside the table that are no line of the form.
    pub extra: Vec<(usize, usize)>,
    /// Whether rows stand in another order than in the form.
    pub moved: bool,
    /// Whether enough of its lines are there to be sure that it is this table.
    pub complete: bool,
    pub gain: i64,
}

/// A row of the document that is a line of the form.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowMatch {
    pub group: usize,
    pub row: usize,
    /// Index into [`Layout::down`].
    pub axis: usize,
    pub likeness: Likeness,
    pub doubtful: bool,
}

/// What may be the labels of a row under the header of one block.
struct Under {
    /// How much the header is like the block's.
    header: Likeness,
    /// The paths of labels that the row may have.
    paths: Vec<Vec<usize>>,
    /// Whether they are the row's own: what stands over all columns is not.
    own: bool,
}

/// Aligns the rows of the document with one layout of one edition, unless it can gain no more than `least`.
pub(super) fn matched<'f>(
    table: usize,
    spec: &'f Table,
    layout: &'f Layout,
    figures: &Figures,
    taken: &BTreeSet<(usize, usize)>,
    least: Option<i64>,
) -> Option<Match<'f>> {
    let mut columns: BTreeMap<(usize, usize), ColumnMatch> = BTreeMap::new();
    for group in 0..figures.groups.len() {
        for (block, across) in layout.across.iter().enumerate() {
            let found = column_match(figures, group, across, PART);
            if found.likeness >= ALIKE || found.likeness >= PART && found.is_all_of(figures, group) {
                columns.insert((group, block), found);
            }
        }
    }
    if columns.is_empty() {
        return None;
    }
    let rows: Vec<(usize, usize)> = figures
        .rows
        .iter()
        .copied()
        .filter(|at| {
            !taken.contains(at)
                && layout.across.iter().enumerate().any(|(b, _)| columns.contains_key(&(at.0, b)))
        })
        .collect();
    let width = layout.across.iter().map(Vec::len).max().unwrap_or(1) as i64;
    // How alike every row is to every line, and what that is worth at the header it stands under.
    let lines = layout.down.len();
    if least.is_some_and(|least| MOST_GAIN * width * rows.len().min(lines) as i64 <= least) {
        return None;
    }
    let mut likeness: Vec<Likeness> = Vec::with_capacity(rows.len() * lines);
    let mut gains: Vec<Option<i64>> = Vec::with_capacity(rows.len() * lines);
    for (i, &at) in rows.iter().enumerate() {
        let blocks: Vec<Option<Under>> = (0..layout.across.len())
            .map(|block| {
                let under = columns.get(&(at.0, block))?;
                let first = under.first_column().unwrap_or(figures.row(at).first_value);
                let (paths, own) = figures.paths(at, first);
                Some(Under { header: under.likeness, paths, own })
            })
            .collect();
        let printed = |axis: &Axis| match &blocks[axis.block] {
            Some(under) if axis.is_bare() => Beside::Given(if under.own { ALIKE } else { SAME }),
            Some(under) => Beside::Paths(&under.paths),
            None => Beside::Nothing,
        };
        likenesses(&layout.down, printed, &figures.lexicon, &mut likeness);
        let row = &likeness[i * lines..];
        let number = figures.row(at).number;
        let states = |block: usize| {
            figures.row(at).stated
                && columns
                    .get(&(at.0, block))
                    .is_some_and(|under| under.is_stated(figures.grid(at.0), number))
        };
        let stated: Vec<i64> =
            (0..layout.across.len()).map(|block| if states(block) { STATED } else { 0 }).collect();
        let certain = row.contains(&SAME);
        gains.extend(row.iter().zip(&layout.down).map(|(&alike, axis)| {
            let header = blocks[axis.block].as_ref().map_or(0, |under| under.header);
            let worth = i64::from(alike) * i64::from(header) / i64::from(SAME);
            let possible = alike == SAME || alike >= ALIKE && !certain;
            // A part of the columns of a table of one line, whose row has a label of its own.
            let part = || {
                let under = columns.get(&(at.0, axis.block));
                axis.is_bare() && header >= ALIKE && under.is_some_and(|under| under.is_all_of(figures, at.0))
            };
            let worth = if worth < LEAST_WORTH && possible && part() { LEAST_WORTH } else { worth };
            (possible && worth >= LEAST_WORTH).then_some((worth - UNLIKE + stated[axis.block]) * width)
        }));
    }
    let likeness = |i: usize| &likeness[i * lines..(i + 1) * lines];
    let gaps = Gaps { first: 100 * width, second: 150 * width };
    let aligned = align(rows.len(), lines, gaps, |i, j| gains[i * lines + j]);
    let row_match = |i: usize, j: usize, doubtful: bool| RowMatch {
        group: rows[i].0,
        row: rows[i].1,
        axis: j,
        likeness: likeness(i)[j],
        doubtful,
    };
    let mut matched: Vec<RowMatch> =
        aligned.pairs.iter().map(|&(i, j)| row_match(i, j, is_doubtful(likeness(i), j))).collect();
    let squeezed: Vec<(usize, usize)> = aligned
        .squeezed()
        .into_iter()
        .filter(|&(i, j)| {
            let axis = &layout.down[j];
            let same_ordinal = || spec.row(axis).is_some_and(|line| figures.same_ordinal(rows[i], line));
            // A row's only label may be what the form prints over the line's own.
            let outer =
                || figures.only_label(rows[i]).is_some_and(|only| figures.lexicon.is_over(axis, only));
            likeness(i)[j] > 0 || same_ordinal() || outer()
        })
        .filter(|&(i, _)| !likeness(i).contains(&SAME))
        .filter(|&(i, j)| columns.contains_key(&(rows[i].0, layout.down[j].block)))
        .collect();
    matched.extend(squeezed.iter().map(|&(i, j)| row_match(i, j, true)));
    // Lines exchanged with their labels: only within the tables that the others stand in.
    let grids: BTreeSet<usize> = matched.iter().map(|row| figures.groups[row.group].grid).collect();
    let in_order: Vec<(usize, usize)> = aligned.pairs.iter().chain(&squeezed).copied().collect();
    let moved = out_of_order(&in_order, rows.len(), lines, |i, j| {
        likeness(i)[j] == SAME
            && gains[i * lines + j].is_some()
            && grids.contains(&figures.groups[rows[i].0].grid)
    });
    matched.extend(moved.iter().map(|&(i, j)| row_match(i, j, false)));
    matched.sort_by_key(|row| row.axis);
    let (part, whole) = LEAST_COVERAGE;
    let complete = matched.len() * whole >= layout.down.len() * part;
    // Fewer lines are this table only if each is one of its lines to the letter, under its own columns.
    let certain = || {
        let mut under =
            matched.iter().filter_map(|row| columns.get(&(row.group, layout.down[row.axis].block)));
        let (part, whole) = CERTAIN_COVERAGE;
        matched.iter().all(|row| row.likeness == SAME)
            && under.all(|under| under.likeness == SAME && under.places.len() > 1)
            && matched.len() * whole >= layout.down.len() * part
    };
    if matched.is_empty() || !complete && !certain() {
        return None;
    }
    let window = aligned.pairs.first()?.0..aligned.pairs.last()?.0;
    let paired: BTreeSet<usize> = in_order.iter().chain(&moved).map(|&(i, _)| i).collect();
    let extra = window.filter(|i| !paired.contains(i)).map(|i| rows[i]).collect();
    let gain = aligned.gain + moved.iter().filter_map(|&(i, j)| gains[i * lines + j]).sum::<i64>();
    Some(Match {
        table,
        spec,
        layout,
        rows: matched,
        columns,
        extra,
        moved: !moved.is_empty(),
        complete,
        gain,
    })
}

/// Whether another line is nearly as like as the one chosen.
fn is_doubtful(row: &[Likeness], chosen: usize) -> bool {
    let likeness = row[chosen];
    likeness < CERTAIN && row.iter().enumerate().any(|(j, &other)| j != chosen && other + MARGIN >= likeness)
}
