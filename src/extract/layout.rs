//! The ways a table of a form can be laid out. In: an edition of a table. Out: what its lines down and across
//! say in each layout, and the cells where they cross. Does not know documents.

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
    wordings: Vec<Vec<&'f Label>>,
}

impl<'f> Layout<'f> {
    /// The layouts of a table, the official one first: rows down and columns across; all in one row; turned on
    /// its side; all in one column.
    pub(super) fn of(table: &'f Table) -> Vec<Self> {
        let blocks = || table.blocks.iter().enumerate();
        let lines = |lines: &'f [Line]| lines.iter().filter(|line| line.figures);
        let row = |block, line| Axis::new(block, Some(line), None);
        let column = |block, line| Axis::new(block, None, Some(line));
        let nothing = |block| vec![Axis::new(block, None, None)];
        let crossed = |block: usize, b: &'f Block| -> Vec<Axis<'f>> {
            let columns = move |r| lines(&b.columns).map(move |c| Axis::new(block, Some(r), Some(c)));
            lines(&b.rows).flat_map(columns).collect()
        };
        let rows: Vec<Vec<Axis>> =
            blocks().map(|(i, b)| lines(&b.rows).map(|l| row(i, l)).collect()).collect();
        let columns: Vec<Vec<Axis>> =
            blocks().map(|(i, b)| lines(&b.columns).map(|l| column(i, l)).collect()).collect();
        let down = |lines: Vec<Vec<Axis<'f>>>| lines.into_iter().flatten().collect();
        let mut layouts = vec![Layout {
            down: blocks().flat_map(|(i, b)| lines(&b.rows).map(move |l| row(i, l))).collect(),
            across: columns,
            official: true,
        }];
        if table.blocks.len() == 1 {
            layouts.push(Layout {
                down: nothing(0),
                across: blocks().map(|(i, b)| crossed(i, b)).collect(),
                official: false,
            });
            layouts.push(Layout {
                down: blocks().flat_map(|(i, b)| lines(&b.columns).map(move |l| column(i, l))).collect(),
                across: rows,
                official: false,
            });
        }
        layouts.push(Layout {
            down: down(blocks().map(|(i, b)| crossed(i, b)).collect()),
            across: blocks().map(|(i, _)| nothing(i)).collect(),
            official: false,
        });
        layouts
    }
}

impl<'f> Axis<'f> {
    fn new(block: usize, row: Option<&'f Line>, column: Option<&'f Line>) -> Self {
        let wordings = match (row, column) {
            (Some(line), None) | (None, Some(line)) => {
                line.wordings.iter().map(|w| w.iter().collect()).collect()
            }
            (Some(line), Some(bare)) | (Some(bare), Some(line)) if bare.wordings.is_empty() => {
                line.wordings.iter().map(|w| w.iter().collect()).collect()
            }
            (Some(row), Some(column)) => {
                let pairs = row.wordings.iter().flat_map(|r| column.wordings.iter().map(move |c| (r, c)));
                pairs.map(|(r, c)| r.iter().chain(c).collect()).collect()
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
    pub(super) fn likeness(&self, path: &[&Label]) -> Likeness {
        let mut best = 0;
        for wording in &self.wordings {
            best = best.max(alike(wording, path));
            if best == SAME {
                break;
            }
        }
        best
    }
}

/// From here on two paths may be the same label cut over several cells.
const CUT: Likeness = 300;
/// And from here on they are alike as they are.
const WHOLE: Likeness = 900;

/// How alike two label paths are. The line's own label counts three quarters, the headers above it, each
/// against its like wherever that stands, one quarter; a label cut over several cells is put together again.
fn alike(form: &[&Label], document: &[&Label]) -> Likeness {
    let (Some((own, above)), Some((printed, others))) = (form.split_last(), document.split_last()) else {
        return 0;
    };
    let own_likeness = own.likeness(printed);
    let parents = if above.is_empty() {
        own_likeness
    } else if others.is_empty() {
        SAME / 2
    } else {
        let nearest = |label: &&Label| others.iter().map(|other| label.likeness(other)).max().unwrap_or(0);
        let sum: Likeness = above.iter().map(nearest).sum();
        sum / above.len().max(1) as u32
    };
    let parts = (3 * own_likeness + parents) / 4;
    if !(CUT..WHOLE).contains(&parts) || document.len() < 2 {
        return parts;
    }
    let whole = |labels: &[&Label]| Label::joined(labels.iter().copied());
    parts.max(whole(form).likeness(&whole(document)))
}
