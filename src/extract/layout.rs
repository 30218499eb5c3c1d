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

    /// How alike a path of the document is to this line, under the best of its wordings.
    pub(super) fn likeness(&self, path: &[Numbered], lexicon: &Lexicon) -> Likeness {
        let mut best = 0;
        // The labels of a path may stand in one cell: those of row and column in a list, those of two headers in a
        // caption.
        let together = path.len() == 1;
        for wording in &self.wordings {
            best = best.max(alike(wording, path, together, lexicon));
            if best == SAME {
                break;
            }
        }
        best
    }
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
fn alike(form: &[Numbered], document: &[Numbered], together: bool, lexicon: &Lexicon) -> Likeness {
    let (Some((own, above)), Some((printed, others))) = (form.split_last(), document.split_last()) else {
        return 0;
    };
    let own_likeness = lexicon.likeness(*own, *printed);
    if own_likeness == 0 && others.is_empty() {
        return 0;
    }
    let parents = if above.is_empty() {
        own_likeness
    } else if others.is_empty() {
        SAME / 2
    } else if own_likeness == 0 {
        // The parents alone never make a line.
        0
    } else {
        let nearest =
            |label: &Numbered| others.iter().map(|other| lexicon.likeness(*label, *other)).max().unwrap_or(0);
        let sum: Likeness = above.iter().map(nearest).sum();
        sum / above.len().max(1) as u32
    };
    let parts = (3 * own_likeness + parents) / 4;
    if !(CUT..WHOLE).contains(&parts) || document.len() <= form.len() && !(together && form.len() > 1) {
        return parts;
    }
    let whole = |labels: &[Numbered]| Label::joined(labels.iter().map(|numbered| numbered.label));
    parts.max(whole(form).likeness(&whole(document)))
}
