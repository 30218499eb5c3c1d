//! Stories: the runs of paragraphs that count for themselves (the body, a cell, a text box), and the fields
//! open in each. In: paragraphs as they end. Out: their counts, and which text fields hide. Does not know
//! XML. ECMA-376-1 §17.16.18 (complex fields).

use super::numbering::Suffix;
use super::properties;
use crate::place::{At, Place};
use std::sync::Arc;

/// What a story stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The body.
    Body,
    /// A cell; its paragraphs become text.
    Cell,
    /// A text box.
    Box,
}

/// A story being read.
#[derive(Debug)]
pub struct Story {
    /// What it stands in.
    pub kind: Kind,
    /// Its place; `None` for the body.
    pub place: Option<Arc<Place>>,
    /// Paragraphs so far.
    pub paragraphs: u32,
    /// Tables so far.
    pub tables: u32,
    /// The text of a cell so far.
    pub text: String,
    /// Paragraphs of a cell so far.
    pub lines: u32,
    /// A paragraph whose mark is not shown, waiting for the next to join it.
    pub carry: Option<Open>,
    /// The fields open here; true once the result is reached.
    fields: Vec<(u32, bool)>,
    hiding: u32,
}

/// A paragraph being read.
#[derive(Debug, Default)]
pub struct Open {
    /// Where it goes among the blocks.
    pub slot: usize,
    /// Its text so far.
    pub text: String,
    /// Its properties.
    pub properties: properties::Paragraph,
    /// Whether its style hides its runs, once somebody has asked.
    pub hides: Option<bool>,
    /// Its number, where it had to be counted before the paragraph ended.
    pub early: Option<Early>,
}

/// A number counted before its paragraph has ended.
#[derive(Debug)]
pub struct Early {
    /// The number.
    pub number: String,
    /// What follows it.
    pub suffix: Suffix,
    /// Its position in the list of numbers.
    pub printed: usize,
}

impl Story {
    /// An empty story.
    pub fn new(kind: Kind, place: Option<Arc<Place>>) -> Self {
        Self {
            kind,
            place,
            paragraphs: 0,
            tables: 0,
            text: String::new(),
            lines: 0,
            carry: None,
            fields: Vec::new(),
            hiding: 0,
        }
    }

    /// A position in this story.
    pub fn at(&self, at: At) -> Place {
        Place { within: self.place.clone(), at }
    }

    /// Adds a paragraph to the text of a cell; the bytes that its number and what follows it take up.
    pub fn line(&mut self, number: &str, suffix: Suffix, text: &str) -> (usize, usize) {
        if self.lines > 0 {
            self.text.push('\n');
        }
        self.lines += 1;
        let from = self.text.len();
        self.text.push_str(number);
        if suffix != Suffix::Nothing && !number.is_empty() && !text.is_empty() {
            self.text.push(' ');
        }
        let to = self.text.len();
        self.text.push_str(text);
        (from, to)
    }

    /// Whether text that comes now is part of a field's instruction.
    pub fn in_instruction(&self) -> bool {
        self.hiding > 0
    }

    /// A field begins; `serial` numbers the fields of the document.
    pub fn begin_field(&mut self, serial: u32) {
        self.fields.push((serial, false));
        self.hiding += 1;
    }

    /// The result of the innermost field begins.
    pub fn separate_field(&mut self) {
        if let Some((_, shown @ false)) = self.fields.last_mut() {
            *shown = true;
            self.hiding -= 1;
        }
    }

    /// The innermost field ends.
    pub fn end_field(&mut self) {
        if let Some((_, false)) = self.fields.pop() {
            self.hiding -= 1;
        }
    }

    /// The fields that never came to a result or an end, and so would hide all that follows.
    pub fn unclosed(&self) -> impl Iterator<Item = u32> {
        self.fields.iter().filter(|(_, shown)| !shown).map(|(serial, _)| *serial)
    }
}
