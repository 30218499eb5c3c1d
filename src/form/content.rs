//! What checks of a report's text look for. In: the data of a rule in a form file. Out: patterns, terms, dates,
//! proved sound. Does not know documents.
//!
//! Patterns are matched against text without white space and in half width (`,` `;` `:` `(` `)`; 。 and 、 as
//! they are), a paragraph at a time.

use super::narrative::Wording;
use crate::message::Text;
use std::sync::Arc;

/// The data of a rule that is not an equation; which of it a rule has, its check decides.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// What to look for in the text.
    pub texts: Vec<TextPattern>,
    /// Cells, as index into [`super::Form::tables`] and among the table's cells.
    pub cells: Vec<(usize, usize)>,
    /// Names of bodies that the rule is not for.
    pub unless: Vec<Wording>,
    /// The only sections the rule is about.
    pub sections: Vec<String>,
    /// Words of the form that are easily garbled.
    pub terms: Vec<Term>,
    /// Words that are easily written twice, each with the words in which it rightly follows itself.
    pub doubled: Vec<Term>,
    /// By when reports are published.
    pub deadlines: Vec<Deadline>,
}

/// A pattern and where it counts.
#[derive(Debug, Clone)]
pub struct TextPattern {
    /// The expression.
    pub pattern: Wording,
    /// The only sections it counts in (`preface` before the first heading); anywhere if empty.
    pub sections: Vec<String>,
    /// First and last year of report it counts for.
    pub years: (Option<i32>, Option<i32>),
    /// It does not count in a paragraph where this is found.
    pub unless: Option<Wording>,
    /// It does not count in a sentence where this is found.
    pub except: Option<Wording>,
    /// For years: the report's own year may be named in the same paragraph.
    pub beside: bool,
    /// For bodies: the name found must end as the reporting body's does.
    pub same_kind: bool,
    /// What is said instead of the message of the rule.
    pub message: Option<Arc<Text>>,
    /// For years: it counts only where the year named is this far from the report's, and the report's own year is
    /// not named in the paragraph (but see `beside`).
    pub only: Option<i32>,
    /// What belongs in its place.
    pub instead: Option<Arc<Text>>,
}

/// A word and what is like it without being a slip of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word.
    pub word: String,
    /// Other words.
    pub except: Vec<String>,
}

/// By when bodies of one kind publish, in the year after the one reported on.
#[derive(Debug, Clone)]
pub struct Deadline {
    /// Names of the bodies; the first that fits counts, none is every other body.
    pub bodies: Option<Wording>,
    /// Month and day.
    pub date: (u32, u32),
}

/// How the names of bodies are compared.
#[derive(Debug, Clone, Default)]
pub struct Bodies {
    /// What the name of a body looks like.
    pub name: Option<Wording>,
    /// What stands in for a name (本机关, 我局).
    pub pronoun: Option<Wording>,
    /// Endings that make no other body (人民政府办公室 after 临溪县); the longest first.
    pub endings: Vec<String>,
}

impl TextPattern {
    /// Whether it counts for a report on `year`.
    pub fn is_for(&self, year: Option<i32>) -> bool {
        let Some(year) = year else { return self.years == (None, None) };
        self.years.0.is_none_or(|first| first <= year) && self.years.1.is_none_or(|last| year <= last)
    }
}
