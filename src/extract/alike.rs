//! How much a label path of a document is like a line of a form. In: a line as it may be laid out, and the labels
//! that may be its. Out: a likeness. Does not know where they stand.

use super::lexicon::Lexicon;
use crate::form::Axis;
use crate::label::{Label, Likeness, SAME};

/// A row or column is taken for a line of the form from this likeness on.
pub(super) const ALIKE: Likeness = 500;
/// Below it a line can have a rival.
pub(super) const CERTAIN: Likeness = 800;
/// A rival this near makes a match doubtful.
pub(super) const MARGIN: Likeness = 60;

/// What the document prints where a line may be; a path is the numbers of its labels.
#[derive(Clone, Copy)]
pub(super) enum Beside<'a> {
    /// Nothing that it could be.
    Nothing,
    /// What is this much like it, whatever it says.
    Given(Likeness),
    /// One path of labels.
    Path(&'a [usize]),
    /// Labels, which may make any of these paths.
    Paths(&'a [Vec<usize>]),
}

impl Beside<'_> {
    fn is_same(self, axis: &Axis, lexicon: &Lexicon) -> bool {
        match self {
            Beside::Nothing => false,
            Beside::Given(likeness) => likeness == SAME,
            Beside::Path(path) => lexicon.is_line(axis, path),
            Beside::Paths(paths) => paths.iter().any(|path| lexicon.is_line(axis, path)),
        }
    }

    fn likeness(self, axis: &Axis, lexicon: &Lexicon) -> Likeness {
        match self {
            Beside::Nothing => 0,
            Beside::Given(likeness) => likeness,
            Beside::Path(path) => lexicon.line_likeness(axis, path),
            Beside::Paths(paths) => {
                paths.iter().map(|path| lexicon.line_likeness(axis, path)).max().unwrap_or(0)
            }
        }
    }
}

/// Adds to `all` how alike lines are to what may be the paths of the document for each. Where one is the same to the
/// letter, the others are no part of the choice, and not compared.
pub(super) fn likenesses<'a>(
    lines: &[Axis],
    printed: impl Fn(&Axis) -> Beside<'a>,
    lexicon: &Lexicon,
    all: &mut Vec<Likeness>,
) {
    let first = all.len();
    let mut exact = false;
    for axis in lines {
        let same = printed(axis).is_same(axis, lexicon);
        all.push(if same { SAME } else { 0 });
        exact |= same;
    }
    if !exact {
        for (axis, likeness) in lines.iter().zip(&mut all[first..]) {
            *likeness = printed(axis).likeness(axis, lexicon);
        }
    }
}

impl Lexicon<'_> {
    /// Whether a path of the document is a line to the letter: whether its likeness is [`SAME`].
    pub(super) fn is_line(&self, axis: &Axis, path: &[usize]) -> bool {
        let Some((&printed, others)) = path.split_last() else { return false };
        let is_own = self.same_as(printed);
        axis.wordings.iter().any(|wording| {
            let Some((&own, above)) = wording.split_last() else { return false };
            let found = |&label: &usize| others.iter().any(|&other| self.is_same(label, other));
            is_own(own) && above.iter().all(found)
                || may_be_joined(wording, path)
                    && !self.begin_unlike(wording, path)
                    && Label::are_same_joined(self.official_path(wording), self.printed_path(path))
                    && self.alike(wording, path) == SAME
        })
    }

    /// Whether a label of the document is, to the letter, one that stands over the line's own.
    pub(super) fn is_over(&self, axis: &Axis, printed: usize) -> bool {
        let mut above =
            axis.wordings.iter().filter_map(|wording| wording.split_last()).flat_map(|(_, above)| above);
        above.any(|&outer| self.is_same(outer, printed))
    }

    /// No more than this can a path of the document be like a line, whatever stands over its own label.
    pub(super) fn most_likeness(&self, axis: &Axis, path: &[usize]) -> Likeness {
        let Some(&printed) = path.last() else { return 0 };
        let most = |wording: &Vec<usize>| {
            let (&own, above) = wording.split_last()?;
            Some(match self.likeness(own, printed) {
                0 => 0,
                _ if may_be_joined(wording, path) => SAME,
                own if above.is_empty() => own,
                own => weighed(own, SAME),
            })
        };
        axis.wordings.iter().filter_map(most).max().unwrap_or(0)
    }

    /// How alike a path of the document is to a line, under the best of its wordings.
    fn line_likeness(&self, axis: &Axis, path: &[usize]) -> Likeness {
        let mut best = 0;
        for wording in &axis.wordings {
            best = best.max(self.alike(wording, path));
            if best == SAME {
                break;
            }
        }
        best
    }

    /// How alike two label paths are, the headers above each against its like wherever that stands; a label cut over several cells is put together again, and
    /// so is the form's where one label of the document may say it all.
    fn alike(&self, form: &[usize], document: &[usize]) -> Likeness {
        let (Some((&own, above)), Some((&printed, others))) = (form.split_last(), document.split_last())
        else {
            return 0;
        };
        let own_likeness = self.likeness(own, printed);
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
                |&label: &usize| others.iter().map(|&other| self.likeness(label, other)).max().unwrap_or(0);
            let sum: Likeness = above.iter().map(nearest).sum();
            sum / above.len().max(1) as u32
        };
        let parts = weighed(own_likeness, parents);
        if !(CUT..WHOLE).contains(&parts) || !may_be_joined(form, document) {
            return parts;
        }
        let (form, document) = (self.official_path(form), self.printed_path(document));
        parts.max(Label::joined(form).likeness(&Label::joined(document)))
    }

    fn begin_unlike(&self, form: &[usize], document: &[usize]) -> bool {
        match (form.first(), document.first()) {
            (Some(&a), Some(&b)) => self.official(a).begins_unlike(self.printed(b)),
            _ => false,
        }
    }

    fn official_path(&self, path: &[usize]) -> impl Iterator<Item = &Label> {
        path.iter().map(|&number| self.official(number))
    }

    fn printed_path(&self, path: &[usize]) -> impl Iterator<Item = &Label> {
        path.iter().map(|&number| self.printed(number))
    }
}

/// The line's own label counts three quarters, the headers above it one quarter.
fn weighed(own: Likeness, parents: Likeness) -> Likeness {
    (3 * own + parents) / 4
}

/// From here on a longer path may be the same label cut over several cells.
const CUT: Likeness = 300;
/// And from here on they are alike as they are.
const WHOLE: Likeness = 900;

/// Whether two paths may say the same cut into cells otherwise. The labels of a path may stand in one cell: those of
/// row and column in a list, those of two headers in a caption.
fn may_be_joined(form: &[usize], document: &[usize]) -> bool {
    document.len() > form.len() || document.len() == 1 && form.len() > 1
}
