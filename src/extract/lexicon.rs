//! Labels of a document against labels of a form, each pair compared once. In: a form's vocabulary and the labels
//! that a document prints. Out: how alike two are, by their numbers. Does not know where they stand.

use crate::form::Vocabulary;
use crate::label::{ByDigest, Label, Likeness, SAME};
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

/// The different labels of a document, numbered.
#[derive(Debug, Default)]
pub(super) struct Printed {
    labels: Vec<Rc<Label>>,
    numbers: HashMap<Rc<Label>, usize, ByDigest>,
}

impl Printed {
    /// The number of a label: equal labels get equal numbers.
    pub(super) fn number(&mut self, label: Label) -> usize {
        if let Some(&number) = self.numbers.get(&label) {
            return number;
        }
        let (number, label) = (self.labels.len(), Rc::new(label));
        self.labels.push(Rc::clone(&label));
        self.numbers.insert(label, number);
        number
    }
}

/// What is known of how alike labels are.
#[derive(Debug)]
pub(super) struct Lexicon<'f> {
    pub form: &'f Vocabulary,
    printed: Vec<Rc<Label>>,
    /// A row for each label of the document; what is not compared yet is [`UNKNOWN`].
    known: Vec<Cell<u16>>,
}

const UNKNOWN: u16 = u16::MAX;
const EQUAL: u16 = SAME as u16;

impl<'f> Lexicon<'f> {
    /// For the labels of a form, and those of a document. Most are the same to the letter: those are told at once.
    pub(super) fn new(form: &'f Vocabulary, printed: Printed) -> Self {
        let known = vec![Cell::new(UNKNOWN); form.labels().len() * printed.labels.len()];
        let lexicon = Self { form, printed: printed.labels, known };
        for (number, label) in lexicon.printed.iter().enumerate() {
            for same in form.same(label) {
                lexicon.at(same, number).inspect(|known| known.set(EQUAL));
            }
        }
        lexicon
    }

    /// The document's label of this number.
    pub(super) fn printed(&self, number: usize) -> &Label {
        &self.printed[number]
    }

    /// The form's label of this number.
    pub(super) fn official(&self, number: usize) -> &'f Label {
        &self.form.labels()[number]
    }

    fn at(&self, form: usize, printed: usize) -> Option<&Cell<u16>> {
        self.known.get(printed * self.form.labels().len() + form)
    }

    /// Whether a label of the document is the same to the letter as those of the form, by their numbers.
    pub(super) fn same_as(&self, printed: usize) -> impl Fn(usize) -> bool {
        let width = self.form.labels().len();
        let known = self.known.get(printed * width..(printed + 1) * width).unwrap_or_default();
        |form| known.get(form).is_some_and(|known| known.get() == EQUAL)
    }

    /// How alike a label of the form and one of the document are.
    pub(super) fn likeness(&self, form: usize, printed: usize) -> Likeness {
        let known = self.at(form, printed);
        match known.map(Cell::get) {
            Some(likeness) if likeness != UNKNOWN => likeness.into(),
            _ => {
                let likeness = self.official(form).likeness(self.printed(printed));
                known.inspect(|known| known.set(u16::try_from(likeness).unwrap_or(UNKNOWN)));
                likeness
            }
        }
    }

    /// Whether they are the same to the letter.
    pub(super) fn is_same(&self, form: usize, printed: usize) -> bool {
        self.at(form, printed).is_some_and(|known| known.get() == EQUAL)
    }
}
