//! The labels of a form's tables, each once. In: the lines of the tables. Out: labels by number, and by what they
//! say. Does not know documents.

use super::{Line, Table};
use crate::label::{Index, Label, Likeness};
use std::collections::HashMap;

/// The different labels of a form's tables. Each needs to be compared only once with a label of a document.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    labels: Vec<Label>,
    index: Index,
    /// For each label, whether it is one of a row, and one of a column.
    of: Vec<Lines>,
}

/// The lines that a label is one of.
#[derive(Debug, Clone, Copy, Default)]
struct Lines {
    rows: bool,
    columns: bool,
}

impl Vocabulary {
    /// Collects the labels and gives the lines their numbers: equal labels have equal numbers.
    pub(super) fn of(tables: &mut [Table]) -> Self {
        let mut vocabulary = Self::default();
        let mut known: HashMap<Label, usize> = HashMap::new();
        for block in tables.iter_mut().flat_map(|table| &mut table.blocks) {
            for line in &mut block.rows {
                vocabulary.add(line, &mut known, |of| of.rows = true);
            }
            for line in &mut block.columns {
                vocabulary.add(line, &mut known, |of| of.columns = true);
            }
        }
        for (number, label) in vocabulary.labels.iter().enumerate() {
            vocabulary.index.add(label, number);
        }
        vocabulary
    }

    fn add(&mut self, line: &mut Line, known: &mut HashMap<Label, usize>, mark: impl Fn(&mut Lines)) {
        let mut number = |label: &Label| {
            let number = *known.entry(label.clone()).or_insert_with(|| {
                self.labels.push(label.clone());
                self.of.push(Lines::default());
                self.labels.len() - 1
            });
            mark(&mut self.of[number]);
            number
        };
        line.numbers =
            line.wordings.iter().map(|wording| wording.iter().map(&mut number).collect()).collect();
    }

    /// The labels, by number.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The numbers of the labels that are the same as `label`; some maybe twice.
    pub fn same<'v>(&'v self, label: &'v Label) -> impl Iterator<Item = usize> + 'v {
        self.index.same(label)
    }

    /// Whether a label is that of a row, or of what stands over rows, to the letter.
    pub fn is_row(&self, label: &Label) -> bool {
        self.same(label).any(|number| self.of[number].rows)
    }

    /// Whether a label is at least this much like that of a row.
    pub fn is_like_row(&self, label: &Label, least: Likeness) -> bool {
        self.is_like(label, least, |of| of.rows)
    }

    /// Whether a label is at least this much like that of a column.
    pub fn is_like_column(&self, label: &Label, least: Likeness) -> bool {
        self.is_like(label, least, |of| of.columns)
    }

    fn is_like(&self, label: &Label, least: Likeness, of: impl Fn(&Lines) -> bool) -> bool {
        self.same(label).any(|number| of(&self.of[number]))
            || self
                .labels
                .iter()
                .zip(&self.of)
                .any(|(own, lines)| of(lines) && own.likeness_from(label, least) >= least)
    }
}
