//! What a reader must find in a printed report.

use super::official::Edition;
use std::collections::BTreeMap;

/// Whether a figure is stated; the names are gouji's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// A number.
    Stated,
    /// White space.
    Blank,
    /// A mark for nothing.
    Dash,
    /// No number.
    Unreadable,
}

/// A figure as it must be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// A decimal in the column's unit; `None` unless stated.
    pub value: Option<String>,
    /// Whether it is stated.
    pub status: Status,
}

/// A figure with its id and the ink on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The value's id.
    pub id: String,
    /// What the cell says.
    pub raw: String,
    /// What it means.
    pub figure: Figure,
}

impl Printed {
    /// Digits that mean what they say.
    pub fn plain(id: &str, digits: &str) -> Self {
        let figure = Figure { value: Some(digits.to_owned()), status: Status::Stated };
        Self { id: id.to_owned(), raw: digits.to_owned(), figure }
    }

    /// The same figure in other ink.
    pub fn written(self, raw: impl Into<String>) -> Self {
        Self { raw: raw.into(), ..self }
    }

    /// Ink that states no figure.
    pub fn without_value(self, raw: impl Into<String>, status: Status) -> Self {
        Self { raw: raw.into(), figure: Figure { value: None, status }, ..self }
    }

    /// Whether the figure is a stated zero.
    pub fn is_zero(&self) -> bool {
        self.figure.value.as_deref() == Some("0")
    }
}

/// A heading with the text under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The form's id; `None` for a sub-heading.
    pub id: Option<String>,
    /// 1 or 2.
    pub level: u8,
    /// The heading without its ordinal.
    pub title: String,
}

/// What a reader must find.
#[derive(Debug, Clone)]
pub struct Expected {
    /// From the title.
    pub organization: Option<String>,
    /// From the title.
    pub year: Option<i32>,
    /// Who signs.
    pub signatory: Option<String>,
    /// When, ISO 8601.
    pub date: Option<String>,
    /// The edition of the table `disclosure`.
    pub disclosure: Edition,
    /// The edition of the table `applications`.
    pub applications: Edition,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// Every cell that the document has.
    pub values: BTreeMap<String, Figure>,
    /// What cells say that are there a second time with another figure. Nobody can tell which of the two is right:
    /// either may be read, and must be marked as doubtful.
    pub otherwise: BTreeMap<String, Figure>,
    /// The ids of the editions that the document does not have.
    pub missing: Vec<String>,
}
