//! Labels of a document against labels of a form, each pair compared once. In: numbered labels. Out: how alike
//! two are. Does not know where they stand.

use crate::label::{Label, Likeness};
use std::cell::RefCell;
use std::collections::HashMap;

/// A label with its number among the different labels of its form or document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbered<'a> {
    pub label: &'a Label,
    pub number: usize,
}

/// Numbers the labels of a document: equal labels get equal numbers.
#[derive(Debug, Default)]
pub(super) struct Printed {
    numbers: HashMap<Label, usize>,
}

impl Printed {
    /// The number of a label.
    pub(super) fn number(&mut self, label: &Label) -> usize {
        if let Some(&number) = self.numbers.get(label) {
            return number;
        }
        let number = self.numbers.len();
        self.numbers.insert(label.clone(), number);
        number
    }
}

/// What is known of how alike labels are.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Number of different labels of the form.
    width: usize,
    /// A row for each label of the document; what is not compared yet is [`UNKNOWN`].
    known: RefCell<Vec<Likeness>>,
}

const UNKNOWN: Likeness = Likeness::MAX;

impl Lexicon {
    /// For the labels of a form and of a document.
    pub(super) fn new(distinct_labels: usize, printed: &Printed) -> Self {
        Self {
            width: distinct_labels,
            known: RefCell::new(vec![UNKNOWN; distinct_labels * printed.numbers.len()]),
        }
    }

    /// How alike a label of the form and one of the document are.
    pub(super) fn likeness(&self, form: Numbered, printed: Numbered) -> Likeness {
        let at = printed.number * self.width + form.number;
        let mut known = self.known.borrow_mut();
        match known.get_mut(at) {
            Some(known) if *known != UNKNOWN => *known,
            Some(unknown) => {
                *unknown = form.label.likeness(printed.label);
                *unknown
            }
            None => form.label.likeness(printed.label),
        }
    }
}
