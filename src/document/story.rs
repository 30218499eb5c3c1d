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
    /// The fields open here.
    fields: Vec<Field>,
    hiding: u32,
}

/// A field being read.
#[derive(Debug)]
struct Field {
    /// Its number among the fields of the document.
    serial: u32,
    /// Its instruction so far, up to a length.
    instruction: String,
    /// What it shows where it has no result: the choice in a form field.
    choice: Option<String>,
    /// Where its result begins in the text of the paragraph, once it is reached.
    result: Option<usize>,
}

/// What a field without a result leaves to be shown.
pub enum Unsaid {
    /// Whatever its instruction means.
    Instruction(String),
    /// The choice in a form field.
    Choice(String),
}

/// No instruction is kept beyond this.
const MOST_INSTRUCTION: usize = 1000;

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
    pub fn line(&mut self, number: &str, suffix: Suffix, text: String) -> (usize, usize) {
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
        match to {
            0 => self.text = text,
            _ => self.text.push_str(&text),
        }
        (from, to)
    }

    /// Whether text that comes now is part of a field's instruction.
    pub fn in_instruction(&self) -> bool {
        self.hiding > 0
    }

    /// A field begins; `serial` numbers the fields of the document.
    pub fn begin_field(&mut self, serial: u32) {
        self.fields.push(Field { serial, instruction: String::new(), choice: None, result: None });
        self.hiding += 1;
    }

    /// Part of the instruction of the innermost field.
    pub fn instruct(&mut self, text: &str) {
        if let Some(Field { instruction, result: None, .. }) = self.fields.last_mut()
            && instruction.len() + text.len() <= MOST_INSTRUCTION
        {
            instruction.push_str(text);
        }
    }

    /// The result of the innermost field begins, after so many bytes of the paragraph.
    pub fn separate_field(&mut self, at: usize) {
        if let Some(Field { result: result @ None, .. }) = self.fields.last_mut() {
            *result = Some(at);
            self.hiding -= 1;
        }
    }

    /// What the innermost field shows if it has no result.
    pub fn show_in_field(&mut self, choice: String) {
        if let Some(field) = self.fields.last_mut() {
            field.choice = Some(choice);
        }
    }

    /// The innermost field ends, after so many bytes of the paragraph; what is left to show, where it has no
    /// result.
    pub fn end_field(&mut self, at: usize) -> Option<Unsaid> {
        let field = self.fields.pop()?;
        if field.result.is_none() {
            self.hiding -= 1;
        }
        let unsaid = match field.choice {
            Some(choice) => Unsaid::Choice(choice),
            None => Unsaid::Instruction(field.instruction),
        };
        (field.result.unwrap_or(at) == at).then_some(unsaid)
    }

    /// The fields that never came to a result or an end, and so would hide all that follows.
    pub fn unclosed(&self) -> impl Iterator<Item = u32> {
        self.fields.iter().filter(|field| field.result.is_none()).map(|field| field.serial)
    }
}
