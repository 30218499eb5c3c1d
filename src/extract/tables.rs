//! Which rows and columns of the document are which lines of the form's tables. In: a form and the grids of a
//! document. Out: for each table of the form its edition, layout, and the rows and columns that go together,
//! aligned in order, so that a mistyped, missing, additional or repeated line shifts no neighbour. Does not
//! know values.

use super::align::{Gaps, align, out_of_order};
use super::caption::Above;
use super::grid::{Grid, Group, Row, Slot, holds};
use super::layout::{Axis, Beside, Layout, Way, likenesses};
use super::lexicon::{Lexicon, Numbered, Printed};
use super::rivals;
use crate::document::{Holder, Table};
use crate::form::Form;
use crate::label::{Label, Likeness, SAME};
use crate::numeral::{NamedYear, leading_ordinal, named_year};
use crate::outline::Outline;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A row or column is taken for a line of the form from this likeness on.
const ALIKE: Likeness = 500;
/// Below it a line can have a rival.
const CERTAIN: Likeness = 800;
/// A rival this near makes a match doubtful.
const MARGIN: Likeness = 60;
/// What a row must be more alike than to gain anything.
const UNLIKE: i64 = 300;
/// What a figure in it gains.
const STATED: i64 = 20;
/// No line gains more than this for each line across.
const MOST_GAIN: i64 = SAME as i64 - UNLIKE + STATED;
/// What the columns are worth where no header names them but their number is right.
const UNNAMED: Likeness = 700;
/// The part of a table's cells that must be there for it to be that table.
const LEAST_COVERAGE: (usize, usize) = (1, 2);
/// The part that must be there where every label is one of the table's to the letter.
const CERTAIN_COVERAGE: (usize, usize) = (1, 3);

/// All rows with figures of a document.
pub(super) struct Figures<'d> {
    pub grids: Vec<Grid<'d>>,
    pub groups: Vec<Group>,
    /// Group and row in it, in reading order.
    pub rows: Vec<(usize, usize)>,
    /// For each group the nearest earlier one with a header over as many columns.
    headed: Vec<Option<usize>>,
    /// How alike their labels and the form's are.
    pub lexicon: Lexicon,
    /// The year of the report, where it is known.
    year: Option<i32>,
}

/// A table of the form found in the document.
#[derive(Debug)]
pub(super) struct Match<'f> {
    /// Index into [`Form::tables`].
    pub table: usize,
    pub layout: Layout<'f>,
    pub rows: Vec<RowMatch>,
    /// For each group and block: which slot each line across is in.
    pub columns: BTreeMap<(usize, usize), ColumnMatch>,
    /// Rows inside the table that are no line of the form.
    pub extra: Vec<(usize, usize)>,
    /// Whether rows stand in another order than in the form.
    pub moved: bool,
    /// Whether enough of its lines are there to be sure that it is this table.
    complete: bool,
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

/// How the lines across stand under a header.
#[derive(Debug, Clone)]
pub(super) struct ColumnMatch {
    /// For each line across: the grid columns and the likeness, where it was found.
    pub places: Vec<Option<Placed>>,
    /// The mean likeness over all lines across.
    likeness: Likeness,
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

impl<'d> Figures<'d> {
    /// Lays out all tables of a document; `headings` are the lines of the form's own headings, `year` is that of
    /// the title.
    pub(super) fn of(form: &Form, outline: &Outline<'d>, headings: &[usize], year: Option<i32>) -> Self {
        let vocabulary: Vec<&Label> = form
            .tables
            .iter()
            .flat_map(|table| &table.blocks)
            .flat_map(|block| &block.columns)
            .flat_map(|line| line.wordings.iter().flatten())
            .collect();
        let heads = |label: &Label| vocabulary.iter().any(|word| word.likeness(label) >= CERTAIN);
        let rows: HashSet<&Label> = form
            .tables
            .iter()
            .flat_map(|table| &table.blocks)
            .flat_map(|block| &block.rows)
            .flat_map(|line| line.wordings.iter().flatten())
            .collect();
        let names = |label: &Label| {
            if rows.contains(label) {
                SAME
            } else {
                rows.iter().map(|row| row.likeness(label)).max().unwrap_or(0)
            }
        };
        let standing = outline.tables.iter().enumerate();
        let mut printed = Printed::default();
        let nested: Vec<&Table> =
            outline.tables.iter().map(|s| s.table).filter(|table| table.holder == Holder::Cell).collect();
        let inside = |table: &Table| -> Vec<&Table> {
            let holds = |inner: &&Table| holds(&table.place, &inner.place);
            nested.iter().copied().filter(holds).collect()
        };
        let grids: Vec<Grid<'d>> = standing
            .filter_map(|(i, standing)| {
                let above = Above::table(outline, i, headings);
                Grid::new(standing.table, i, above, &inside(standing.table), &mut printed)
            })
            .collect();
        let groups: Vec<Group> =
            grids.iter().enumerate().flat_map(|(i, grid)| grid.groups(i, heads, names)).collect();
        let rows = groups
            .iter()
            .enumerate()
            .flat_map(|(g, group)| (0..group.rows.len()).map(move |r| (g, r)))
            .collect();
        let mut nearest: HashMap<u32, usize> = HashMap::new();
        let mut headed = Vec::with_capacity(groups.len());
        for (g, group) in groups.iter().enumerate() {
            let width = grids[group.grid].table.columns;
            headed.push(nearest.get(&width).copied());
            if !group.slots.is_empty() {
                nearest.insert(width, g);
            }
        }
        let lexicon = Lexicon::new(&form.labels, form.distinct_labels, &printed);
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
        beside.or_else(|| over.find(|&i| named_year(grid.text(i)).is_some()))
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
    fn is_of_other_year(&self, group: usize, slot: &Slot) -> bool {
        let grid = self.grid(group);
        slot.path.iter().filter_map(|&i| grid.year(i)).any(|year| self.is_other(year))
    }

    /// The grid that a group stands in.
    pub(super) fn grid(&self, group: usize) -> &Grid<'d> {
        &self.grids[self.groups[group].grid]
    }

    /// Whether a row's label begins with the ordinal that the line has in the form.
    fn same_ordinal(&self, at: (usize, usize), axis: &Axis) -> bool {
        let row = self.row(at);
        let path = self.path(at, row.first_value);
        let printed = path.last().and_then(|&i| leading_ordinal(self.grid(at.0).text(i)));
        let official = axis.row.and_then(|line| leading_ordinal(line.label()));
        matches!((printed, official), (Some(a), Some(b)) if (a.style, a.value) == (b.style, b.value))
    }

    /// Whether a row's only label is what the form prints over the line's own.
    fn is_outer(&self, at: (usize, usize), axis: &Axis) -> bool {
        let path = self.path(at, self.row(at).first_value);
        match self.grid(at.0).labels(&path).as_slice() {
            [only] => axis.is_below(*only, &self.lexicon),
            _ => false,
        }
    }

    pub(super) fn row(&self, at: (usize, usize)) -> &Row {
        &self.groups[at.0].rows[at.1]
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

    /// Every path that may label a row: where no label is on its left, what stands over all columns, with the
    /// captions above the table as outer labels or without. Never empty.
    fn paths(&self, at: (usize, usize), first_value: u32) -> Vec<Vec<usize>> {
        let own = self.grid(at.0).row_path(self.row(at).number, first_value);
        if !own.is_empty() {
            return vec![own];
        }
        let banner = &self.groups[at.0].banner;
        let captions: Vec<usize> = self.grid(at.0).captions().collect();
        let with = |first: usize| captions[first..].iter().chain(banner).copied().collect();
        (0..=captions.len()).map(with).collect()
    }
}

/// The tables of a form in a document.
pub(super) struct Tables<'f> {
    /// The best match of each, in form order.
    pub found: Vec<Match<'f>>,
    /// What else is a whole table of the form: a second report in the same file, a draft beside its final
    /// version.
    pub again: Vec<Match<'f>>,
}

/// Finds every table of the form, the best match first in case of dispute, and what is there twice.
pub(super) fn find<'f>(form: &'f Form, figures: &Figures) -> Tables<'f> {
    let ids = form.table_ids();
    let nobody = HashSet::new();
    let aside = rivals::of_other_years(figures);
    let best =
        |id: &str, taken: &HashSet<(usize, usize)>| rivals::of_the_year(form, id, figures, taken, &aside);
    let mut candidates: Vec<Match> = ids.iter().filter_map(|id| best(id, &nobody)).collect();
    candidates.sort_by_key(|candidate| (-candidate.gain, candidate.table));
    let mut taken: HashSet<(usize, usize)> = HashSet::new();
    let mut found: Vec<Match> = Vec::new();
    for candidate in candidates {
        let free = candidate.rows.iter().all(|row| !taken.contains(&(row.group, row.row)));
        let id = form.tables[candidate.table].id.as_str();
        let Some(chosen) = (if free { Some(candidate) } else { best(id, &taken) }) else {
            continue;
        };
        taken.extend(chosen.rows.iter().map(|row| (row.group, row.row)));
        found.push(chosen);
    }
    found.sort_by_key(|chosen| chosen.table);
    for chosen in &mut found {
        rivals::unfold(chosen, figures, &mut taken);
        rivals::repeated_rows(chosen, figures, &taken);
    }
    let again: Vec<Match> = found.iter().filter_map(|first| again(form, first, figures, &taken)).collect();
    // What is a whole table again is not told row by row.
    for second in &again {
        let rows: HashSet<(usize, usize)> = second.rows.iter().map(|row| (row.group, row.row)).collect();
        found.iter_mut().for_each(|first| first.extra.retain(|at| !rows.contains(at)));
    }
    Tables { found, again }
}

/// A second table of the same kind, if two thirds of its lines are there once more. Most documents have too
/// few rows left to be searched twice.
fn again<'f>(
    form: &'f Form,
    first: &Match,
    figures: &Figures,
    taken: &HashSet<(usize, usize)>,
) -> Option<Match<'f>> {
    let left = figures.rows.len() - taken.len();
    if left < first.rows.len().max(2) * 2 / 3 {
        return None;
    }
    let second = best(form, &form.tables[first.table].id, figures, taken)?;
    // Blank rows without a label beside or above them are nothing's copy.
    let says = |row: &RowMatch| {
        let under = second
            .columns
            .values()
            .any(|under| under.places.iter().flatten().any(|placed| placed.slot.is_some()));
        figures.row((row.group, row.row)).stated || under || !second.layout.down[row.axis].is_bare()
    };
    (second.gain * 3 >= first.gain * 2 && second.rows.iter().any(says)).then_some(second)
}

/// The best edition and layout of one table.
pub(super) fn best<'f>(
    form: &'f Form,
    id: &str,
    figures: &Figures,
    taken: &HashSet<(usize, usize)>,
) -> Option<Match<'f>> {
    let mut best: Option<Match> = None;
    for (table, spec) in form.tables.iter().enumerate().filter(|(_, table)| table.id == id) {
        // Not where even a perfect match would gain no more.
        let most = MOST_GAIN * i64::try_from(Layout::extent(spec)).unwrap_or(i64::MAX / MOST_GAIN);
        if best.as_ref().is_some_and(|best| best.gain >= most) {
            continue;
        }
        for way in Way::ALL {
            let Some(layout) = Layout::of(spec, way) else { continue };
            let Some(candidate) = matched(table, layout, figures, taken) else { continue };
            // A weak likeness is not enough for the official layout to be the one.
            let official = candidate.layout.official && candidate.complete && candidate.gain * 2 >= most;
            if best.as_ref().is_none_or(|best| candidate.gain > best.gain) {
                best = Some(candidate);
            }
            // The other layouts are for tables that do not follow the form.
            if official {
                break;
            }
        }
    }
    best
}

/// The label paths that a row may have.
type Paths<'g> = Vec<Vec<Numbered<'g>>>;

/// Aligns the rows of the document with one layout of one edition.
fn matched<'f>(
    table: usize,
    layout: Layout<'f>,
    figures: &Figures,
    taken: &HashSet<(usize, usize)>,
) -> Option<Match<'f>> {
    let mut columns: BTreeMap<(usize, usize), ColumnMatch> = BTreeMap::new();
    for group in 0..figures.groups.len() {
        for (block, across) in layout.across.iter().enumerate() {
            let found = column_match(figures, group, across, ALIKE);
            if found.likeness >= ALIKE {
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
    let mut likeness: Vec<Vec<Likeness>> = Vec::with_capacity(rows.len());
    let mut gains: Vec<Option<i64>> = Vec::with_capacity(rows.len() * layout.down.len());
    for &at in &rows {
        let blocks: Vec<Option<(Likeness, Paths, bool)>> = (0..layout.across.len())
            .map(|block| {
                let under = columns.get(&(at.0, block))?;
                let first = under.first_column().unwrap_or(figures.row(at).first_value);
                let grid = figures.grid(at.0);
                // What stands over all columns is no label of the row itself.
                let own = !grid.row_path(figures.row(at).number, first).is_empty();
                let paths = figures.paths(at, first);
                Some((under.likeness, paths.iter().map(|path| grid.labels(path)).collect(), own))
            })
            .collect();
        let printed = |axis: &Axis| match &blocks[axis.block] {
            Some((_, _, own)) if axis.is_bare() => Beside::Given(if *own { ALIKE } else { SAME }),
            Some((_, paths, _)) => Beside::Paths(paths),
            None => Beside::Nothing,
        };
        let row = likenesses(&layout.down, printed, &figures.lexicon);
        let stated = if figures.row(at).stated { STATED } else { 0 };
        let certain = row.contains(&SAME);
        gains.extend(row.iter().zip(&layout.down).map(|(&alike, axis)| {
            let under = blocks[axis.block].as_ref().map_or(0, |(under, ..)| *under);
            let worth = i64::from(alike) * i64::from(under) / i64::from(SAME);
            let possible = alike == SAME || alike >= ALIKE && !certain;
            (possible && worth >= 350).then_some((worth - UNLIKE + stated) * width)
        }));
        likeness.push(row);
    }
    let gaps = Gaps { first: 100 * width, second: 150 * width };
    let lines = layout.down.len();
    let aligned = align(rows.len(), lines, gaps, |i, j| gains[i * lines + j]);
    let row_match = |i: usize, j: usize, doubtful: bool| RowMatch {
        group: rows[i].0,
        row: rows[i].1,
        axis: j,
        likeness: likeness[i][j],
        doubtful,
    };
    let mut matched: Vec<RowMatch> =
        aligned.pairs.iter().map(|&(i, j)| row_match(i, j, is_doubtful(&likeness[i], j))).collect();
    let squeezed: Vec<(usize, usize)> = aligned
        .squeezed()
        .into_iter()
        .filter(|&(i, j)| {
            let axis = &layout.down[j];
            likeness[i][j] > 0 || figures.same_ordinal(rows[i], axis) || figures.is_outer(rows[i], axis)
        })
        .filter(|&(i, _)| !likeness[i].contains(&SAME))
        .filter(|&(i, j)| columns.contains_key(&(rows[i].0, layout.down[j].block)))
        .collect();
    matched.extend(squeezed.iter().map(|&(i, j)| row_match(i, j, true)));
    // Lines exchanged with their labels: only within the tables that the others stand in.
    let grids: HashSet<usize> = matched.iter().map(|row| figures.groups[row.group].grid).collect();
    let in_order: Vec<(usize, usize)> = aligned.pairs.iter().chain(&squeezed).copied().collect();
    let moved = out_of_order(&in_order, rows.len(), lines, |i, j| {
        likeness[i][j] == SAME
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
    let paired: HashSet<usize> = in_order.iter().chain(&moved).map(|&(i, _)| i).collect();
    let extra = window.filter(|i| !paired.contains(i)).map(|i| rows[i]).collect();
    let gain = aligned.gain + moved.iter().filter_map(|&(i, j)| gains[i * lines + j]).sum::<i64>();
    Some(Match { table, layout, rows: matched, columns, extra, moved: !moved.is_empty(), complete, gain })
}

/// Whether a label can be a line of this likeness: one that is a line to the letter is no slip of another.
fn is_possible(all: &[Likeness], likeness: Likeness) -> bool {
    likeness == SAME || likeness >= ALIKE && !all.contains(&SAME)
}

/// Whether another line is nearly as like as the one chosen.
fn is_doubtful(row: &[Likeness], chosen: usize) -> bool {
    let likeness = row[chosen];
    likeness < CERTAIN && row.iter().enumerate().any(|(j, &other)| j != chosen && other + MARGIN >= likeness)
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
    // Last year's columns beside this year's are no columns of the report.
    let other = |slot: &Slot| figures.is_of_other_year(source, slot);
    let aside = slots.iter().any(other) && !slots.iter().all(other);
    let label = |slot: &Slot| figures.grid(source).labels_without_years(&slot.path);
    let paths: Vec<Vec<Numbered>> = slots.iter().map(label).collect();
    // The header of another table, as it is nearly always: too few lines have anything in common with it.
    let near = |axis: &&Axis| paths.iter().any(|path| axis.is_near(path, &figures.lexicon));
    let most = || across.iter().filter(near).count() * SAME as usize;
    if least > 0 && !slots.is_empty() && most() < across.len() * least as usize {
        return ColumnMatch { places: vec![None; across.len()], likeness: 0, inherited: source != group };
    }
    let likeness: Vec<Vec<Likeness>> = slots
        .iter()
        .zip(&paths)
        .map(|(slot, path)| {
            let paths = Beside::Paths(std::slice::from_ref(path));
            let printed = if aside && other(slot) { Beside::Nothing } else { paths };
            likenesses(across, |_| printed, &figures.lexicon)
        })
        .collect();
    let gain = |i: usize, j: usize| {
        is_possible(&likeness[i], likeness[i][j]).then_some(i64::from(likeness[i][j]) - 300)
    };
    let aligned = align(slots.len(), across.len(), Gaps { first: 50, second: 100 }, gain);
    let mut places = vec![None; across.len()];
    let place = |i: usize, j: usize, doubtful: bool| Placed {
        columns: slots[i].columns,
        likeness: likeness[i][j],
        slot: Some((source, i)),
        doubtful,
    };
    // Where one header fits several lines as well, their order tells them apart, but only if all of them are there.
    let tied = |i: usize, j: usize| (0..across.len()).any(|k| k != j && likeness[i][k] == likeness[i][j]);
    let partial = aligned.pairs.len() < across.len();
    for &(i, j) in &aligned.pairs {
        places[j] = Some(place(i, j, partial && tied(i, j)));
    }
    let unlabelled = |i: usize| slots[i].path.is_empty() || likeness[i].contains(&SAME);
    for (i, j) in aligned.squeezed().into_iter().filter(|&(i, _)| !unlabelled(i)) {
        places[j] = Some(place(i, j, true));
    }
    let in_order: Vec<(usize, usize)> = aligned.pairs.iter().copied().chain(aligned.squeezed()).collect();
    for (i, j) in out_of_order(&in_order, slots.len(), across.len(), |i, j| likeness[i][j] == SAME) {
        places[j] = Some(place(i, j, false));
    }
    let sum: u64 = places.iter().flatten().map(|placed: &Placed| u64::from(placed.likeness)).sum();
    let mean = Likeness::try_from(sum / across.len().max(1) as u64).unwrap_or(0);
    if slots.is_empty() {
        return by_number(figures, group, across);
    }
    ColumnMatch { places, likeness: mean, inherited: source != group }
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

impl ColumnMatch {
    /// The leftmost grid column that holds figures.
    pub(super) fn first_column(&self) -> Option<u32> {
        self.places.iter().flatten().map(|placed| placed.columns.0).min()
    }
}
