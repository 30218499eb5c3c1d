//! The ways a table of a form can be laid out. In: an edition of a table. Out: what its lines down and across
//! say in each layout, and the cells where they cross. Does not know documents.

use super::lexicon::{Lexicon, Numbered};
use crate::form::{Block, Line, Table};
use crate::label::{Label, Likeness, SAME};

/// A table of a form as it may be printed.
#[derive(Debug)]
pub(super) struct Layout<'f> {
    /// The lines going down, top to bottom.
    pub down: Vec<Axis<'f>>,
    /// For each block, the lines going across, left to right.
    pub across: Vec<Vec<Axis<'f>>>,
    /// Whether it is the one the form prints.
    pub official: bool,
}

/// A line down or across.
#[derive(Debug)]
pub(super) struct Axis<'f> {
    /// Index of the block it belongs to.
    pub block: usize,
    /// Its part of the row, and its part of the column; at least one of them unless the line has no label.
    pub row: Option<&'f Line>,
    /// See `row`.
    pub column: Option<&'f Line>,
    /// Its label path in every wording.
    wordings: Vec<Vec<Numbered<'f>>>,
}

/// The ways of laying out, the official one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Rows down, columns across.
    Official,
    /// All cells in one row under a header of two levels.
    OneRow,
    /// Columns down, rows across.
    Turned,
    /// All cells in one column: a list.
    OneColumn,
}

impl Way {
    /// All of them.
    pub(super) const ALL: [Way; 4] = [Way::Official, Way::OneRow, Way::Turned, Way::OneColumn];
}

impl<'f> Layout<'f> {
    /// The table laid out in this way; `None` where a table of several blocks cannot be.
    pub(super) fn of(table: &'f Table, way: Way) -> Option<Self> {
        let stackable = matches!(way, Way::Official | Way::OneColumn);
        if !stackable && table.blocks.len() > 1 {
            return None;
        }
        let mut layout = Layout { down: Vec::new(), across: Vec::new(), official: way == Way::Official };
        for (number, block) in table.blocks.iter().enumerate() {
            let (down, across) = sides(number, block, way);
            layout.down.extend(down);
            layout.across.push(across);
        }
        Some(layout)
    }
}

impl Layout<'_> {
    /// How many lines go down a table in its official layout, times how many go across: in every other layout
    /// the two make no more.
    pub(super) fn extent(table: &Table) -> usize {
        let figures = |lines: &[Line]| lines.iter().filter(|line| line.figures).count();
        let down: usize = table.blocks.iter().map(|block| figures(&block.rows)).sum();
        down * table.blocks.iter().map(|block| figures(&block.columns)).max().unwrap_or(0)
    }
}

/// The lines of a block down and across.
fn sides(number: usize, block: &Block, way: Way) -> (Vec<Axis<'_>>, Vec<Axis<'_>>) {
    let rows = || block.rows.iter().filter(|line| line.figures);
    let columns = || block.columns.iter().filter(|line| line.figures);
    let row_axes = || rows().map(|row| Axis::new(number, Some(row), None)).collect();
    let column_axes = || columns().map(|column| Axis::new(number, None, Some(column))).collect();
    let crossed = || {
        let cells = rows().flat_map(|row| columns().map(move |column| (row, column)));
        cells.map(|(row, column)| Axis::new(number, Some(row), Some(column))).collect()
    };
    let bare = || vec![Axis::new(number, None, None)];
    match way {
        Way::Official => (row_axes(), column_axes()),
        Way::OneRow => (bare(), crossed()),
        Way::Turned => (column_axes(), row_axes()),
        Way::OneColumn => (crossed(), bare()),
    }
}

impl<'f> Axis<'f> {
    fn new(block: usize, row: Option<&'f Line>, column: Option<&'f Line>) -> Self {
        let wordings = match (row, column) {
            (Some(line), None) | (None, Some(line)) => numbered(line).collect(),
            (Some(line), Some(bare)) | (Some(bare), Some(line)) if bare.wordings.is_empty() => {
                numbered(line).collect()
            }
            (Some(row), Some(column)) => {
                let pairs =
                    numbered(row).flat_map(|r| numbered(column).map(move |c| [r.as_slice(), &c].concat()));
                pairs.collect()
            }
            (None, None) => Vec::new(),
        };
        Self { block, row, column, wordings }
    }

    /// Whether the line has no label of its own.
    pub(super) fn is_bare(&self) -> bool {
        self.wordings.is_empty()
    }

    /// Whether a path of the document is this line to the letter: whether its likeness is [`SAME`].
    pub(super) fn is_same(&self, path: &[Numbered], lexicon: &Lexicon) -> bool {
        let Some((printed, others)) = path.split_last() else { return false };
        self.wordings.iter().any(|wording| {
            let Some((own, above)) = wording.split_last() else { return false };
            let found = |label: &Numbered| others.iter().any(|other| lexicon.is_same(*label, *other));
            lexicon.is_same(*own, *printed) && above.iter().all(found)
                || may_be_joined(wording, path)
                    && !wording.iter().zip(path).take(1).any(|(a, b)| a.label.begins_unlike(b.label))
                    && Label::are_same_joined(labels(wording), labels(path))
                    && alike(wording, path, lexicon) == SAME
        })
    }

    /// Whether a label of the document is, to the letter, one that stands over the line's own.
    pub(super) fn is_below(&self, printed: Numbered, lexicon: &Lexicon) -> bool {
        let mut above =
            self.wordings.iter().filter_map(|wording| wording.split_last()).flat_map(|(_, above)| above);
        above.any(|outer| lexicon.is_same(*outer, printed))
    }

    /// Whether a path of the document has anything in common with this line: without, its likeness is 0.
    pub(super) fn is_near(&self, path: &[Numbered], lexicon: &Lexicon) -> bool {
        let Some(printed) = path.last() else { return false };
        let mut own = self.wordings.iter().filter_map(|wording| wording.last());
        own.any(|own| lexicon.likeness(*own, *printed) > 0)
    }

    /// How alike a path of the document is to this line, under the best of its wordings.
    pub(super) fn likeness(&self, path: &[Numbered], lexicon: &Lexicon) -> Likeness {
        let mut best = 0;
        for wording in &self.wordings {
            best = best.max(alike(wording, path, lexicon));
            if best == SAME {
                break;
            }
        }
        best
    }
}

/// How alike lines are to what may be the paths of the document for each. Where one is the same to the letter, the
/// others are no part of the choice, and not compared.
pub(super) fn likenesses<'a>(
    lines: &[Axis],
    printed: impl Fn(&Axis) -> Beside<'a>,
    lexicon: &Lexicon,
) -> Vec<Likeness> {
    let same = |axis: &Axis| match printed(axis) {
        Beside::Nothing => false,
        Beside::Given(likeness) => likeness == SAME,
        Beside::Paths(paths) => paths.iter().any(|path| axis.is_same(path, lexicon)),
    };
    let exact: Vec<bool> = lines.iter().map(same).collect();
    if exact.contains(&true) {
        return exact.into_iter().map(|exact| if exact { SAME } else { 0 }).collect();
    }
    let likeness = |axis: &Axis| match printed(axis) {
        Beside::Nothing => 0,
        Beside::Given(likeness) => likeness,
        Beside::Paths(paths) => paths.iter().map(|path| axis.likeness(path, lexicon)).max().unwrap_or(0),
    };
    lines.iter().map(likeness).collect()
}

/// What the document prints where a line may be.
#[derive(Clone, Copy)]
pub(super) enum Beside<'a> {
    /// Nothing that it could be.
    Nothing,
    /// What is this much like it, whatever it says.
    Given(Likeness),
    /// Labels, which may make any of these paths.
    Paths(&'a [Vec<Numbered<'a>>]),
}

fn labels<'a>(path: &'a [Numbered]) -> impl Iterator<Item = &'a Label> {
    path.iter().map(|numbered| numbered.label)
}

/// A line's label paths in every wording.
fn numbered(line: &Line) -> impl Iterator<Item = Vec<Numbered<'_>>> {
    line.wordings.iter().zip(&line.numbers).map(|(labels, numbers)| {
        labels.iter().zip(numbers).map(|(label, &number)| Numbered { label, number }).collect()
    })
}

/// From here on a longer path may be the same label cut over several cells.
const CUT: Likeness = 300;
/// And from here on they are alike as they are.
const WHOLE: Likeness = 900;

/// How alike two label paths are. The line's own label counts three quarters, the headers above it, each
/// against its like wherever that stands, one quarter; a label cut over several cells is put together again, and
/// so is the form's where one label of the document may say it all.
fn alike(form: &[Numbered], document: &[Numbered], lexicon: &Lexicon) -> Likeness {
    let (Some((own, above)), Some((printed, others))) = (form.split_last(), document.split_last()) else {
        return 0;
    };
    let own_likeness = lexicon.likeness(*own, *printed);
    // The parents alone never make a line.
    if own_likeness == 0 {
        return 0;
    }
    let parents = if above.is_empty() {
        own_likeness
    } else if others.is_empty() {
        SAME / 2
    } else {
        let nearest =
            |label: &Numbered| others.iter().map(|other| lexicon.likeness(*label, *other)).max().unwrap_or(0);
        let sum: Likeness = above.iter().map(nearest).sum();
        sum / above.len().max(1) as u32
    };
    let parts = (3 * own_likeness + parents) / 4;
    if !(CUT..WHOLE).contains(&parts) || !may_be_joined(form, document) {
        return parts;
    }
    parts.max(Label::joined(labels(form)).likeness(&Label::joined(labels(document))))
}

/// Whether two paths may say the same cut into cells otherwise. The labels of a path may stand in one cell: those of
/// row and column in a list, those of two headers in a caption.
fn may_be_joined(form: &[Numbered], document: &[Numbered]) -> bool {
    document.len() > form.len() || document.len() == 1 && form.len() > 1
}
