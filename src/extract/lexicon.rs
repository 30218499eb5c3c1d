//! Labels of a document against labels of a form, each pair compared once. In: numbered labels. Out: how alike
//! two are. Does not know where they stand.

use crate::label::{Index, Label, Likeness, SAME};
use std::cell::Cell;
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
    known: Vec<Cell<u16>>,
}

const UNKNOWN: u16 = u16::MAX;
const EQUAL: u16 = SAME as u16;

impl Lexicon {
    /// For the `count` labels of a form, and those of a document. Most are the same to the letter: those are told
    /// at once.
    pub(super) fn new(form: &Index, count: usize, printed: &Printed) -> Self {
        let known = vec![Cell::new(UNKNOWN); count * printed.numbers.len()];
        let lexicon = Self { width: count, known };
        for (label, number) in &printed.numbers {
            for same in form.same(label) {
                lexicon.at(same, *number).inspect(|known| known.set(EQUAL));
            }
        }
        lexicon
    }

    fn at(&self, form: usize, printed: usize) -> Option<&Cell<u16>> {
        self.known.get(printed * self.width + form)
    }

    /// How alike a label of the form and one of the document are.
    pub(super) fn likeness(&self, form: Numbered, printed: Numbered) -> Likeness {
        let known = self.at(form.number, printed.number);
        match known.map(Cell::get) {
            Some(likeness) if likeness != UNKNOWN => likeness.into(),
            _ => {
                let likeness = form.label.likeness(printed.label);
                known.inspect(|known| known.set(u16::try_from(likeness).unwrap_or(UNKNOWN)));
                likeness
            }
        }
    }

    /// Whether they are the same to the letter.
    pub(super) fn is_same(&self, form: Numbered, printed: Numbered) -> bool {
        self.at(form.number, printed.number).is_some_and(|known| known.get() == EQUAL)
    }
}
