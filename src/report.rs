//! What one report does contain. In: nothing; [`crate::extract`] fills it. Out: plain values with their raw
//! text and place. Does not know forms.

use crate::form::{CellId, RateKind};
use crate::numeral::Unit;
use crate::place::Place;
use rust_decimal::Decimal;
use std::sync::Arc;

/// One report, as far as a form could be recognised in it.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The title as printed, its paragraphs joined.
    pub title: Option<String>,
    /// The reporting body named in the title; where it names none, the one that signs.
    pub organization: Option<String>,
    /// The year reported on, from the title; where it names none, from the period that the text states.
    pub year: Option<i32>,
    /// Whether the title itself names body and year.
    pub titled: Titled,
    /// Who signed, and when.
    pub signature: Signature,
    /// Everything outside tables, in order.
    pub sections: Vec<Section>,
    /// The same, a paragraph at a time, the title included; none where no form fits.
    pub passages: Vec<Passage>,
    /// The tables of the form that were found.
    pub tables: Vec<FoundTable>,
    /// The values of the editions found, in form order; only cells that the document has.
    pub values: Vec<Value>,
    /// Other reports in the same file, which were not read.
    pub others: Vec<OtherReport>,
    /// Counts stated in the text.
    pub statements: Vec<Statement>,
    /// Those listed as the parts of another.
    pub listings: Vec<Listing>,
    /// Growths and shares stated in the text, with the figures they rest on.
    pub rates: Vec<Rate>,
    /// What was mended, missing, extra: nothing is silent.
    pub notes: Vec<Note>,
}

/// What the title names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Titled {
    /// The body.
    pub organization: bool,
    /// The year.
    pub year: bool,
}

/// Another report in the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherReport {
    /// Its title; `None` where only its tables show that it is there.
    pub title: Option<String>,
    /// Its title's place, or that of its first table.
    pub place: Place,
}

/// The lines under the last section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature {
    /// The body that signs.
    pub organization: Option<String>,
    /// The date, ISO 8601 (`2025-01-20`).
    pub date: Option<String>,
    /// The line with the date, or with the body alone.
    pub place: Option<Place>,
}

/// A stretch of text under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The form's id; `preface` before the first heading; `None` for a heading the form does not name.
    pub id: Option<String>,
    /// 0 the preface, 1 the form's own sections, 2 every other numbered heading.
    pub level: u8,
    /// The ordinal as printed, with its punctuation.
    pub number: Option<String>,
    /// The heading without its ordinal.
    pub title: Option<String>,
    /// The text up to the next heading of any level; paragraphs joined by `\n`.
    pub text: String,
    /// The heading's place (the first paragraph's, for the preface).
    pub place: Place,
    /// How many tables stand under it, of whatever kind.
    pub tables: usize,
}

/// A paragraph outside tables that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its text as printed, without an automatic number.
    pub text: String,
    /// Where.
    pub place: Place,
    /// What it is.
    pub kind: PassageKind,
    /// Index into [`Report::sections`]; `None` for the title.
    pub section: Option<usize>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A line of the title.
    Title,
    /// A heading, with what runs on behind it.
    Heading,
    /// Text.
    Text,
}

/// A table of the form found in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTable {
    /// The form's id of the table.
    pub id: String,
    /// Its edition, where the form has several.
    pub edition: Option<String>,
    /// Where it begins (`At::Table`).
    pub place: Place,
}

/// One cell of a form's table, as the document fills it.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The table, row and column.
    pub cell: Arc<CellId>,
    /// The figure in the column's unit, with the digits stated; `None` unless `status` is `Stated`.
    pub value: Option<Decimal>,
    /// The unit the figure is in, where the form names one.
    pub unit: Option<Unit>,
    /// The cell's text.
    pub raw: String,
    /// Whether a figure is stated at all.
    pub status: Status,
    /// The cell.
    pub place: Place,
    /// Whether the cell was matched doubtfully: a rival label nearly as good, digits joined.
    pub doubtful: bool,
}

impl Value {
    /// `table.row.column`, the public id.
    pub fn id(&self) -> String {
        self.cell.to_string()
    }
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// A number.
    Stated,
    /// Nothing, white space of any kind.
    Blank,
    /// A mark for "nothing": / - — 无 不适用 N/A.
    Dash,
    /// Something that is no number; the raw text is kept.
    Unreadable,
}

/// A count stated in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The words, as printed.
    pub text: String,
    /// The number.
    pub value: Decimal,
    /// Where.
    pub place: Place,
    /// The readings it allows: each a list of value ids to add (`-id` to subtract).
    pub reads: Vec<Vec<String>>,
    /// The form's id of the phrase.
    pub phrase: String,
    /// Whether the number is rounded (约, 余, 以上): never compared exactly.
    pub approximate: bool,
    /// Whether it is a part of its readings, not the whole.
    pub part: bool,
    /// The words that narrow it to a part of what the tables cover.
    pub scope: Option<String>,
    /// The sentence it stands in, as printed.
    pub sentence: String,
}

/// Counts listed as the parts of another: 收到申请12件，其中网络申请8件，信函申请4件.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The form's id of the list.
    pub list: String,
    /// The words, as printed.
    pub text: String,
    /// Where.
    pub place: Place,
    /// Index of the whole in [`Report::statements`]; `None` where only the parts are stated.
    pub whole: Option<usize>,
    /// Indices of the parts, each a different one.
    pub parts: Vec<usize>,
    /// Whether the list claims to be complete.
    pub complete: bool,
    /// The sentence it begins in, as printed.
    pub sentence: String,
}

/// A growth, share or multiple stated in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// What is related to what.
    pub kind: RateKind,
    /// The words, as printed.
    pub text: String,
    /// Where.
    pub place: Place,
    /// In percent, or the factor, with the decimals printed.
    pub stated: Decimal,
    /// This year's figure, or the part.
    pub now: Decimal,
    /// What it is related to: last year's figure, or every count printed before it that may be the whole.
    pub bases: Vec<Decimal>,
    /// For a share, index of the part in [`Report::statements`].
    pub statement: Option<usize>,
    /// The sentence it begins in, as printed.
    pub sentence: String,
}

/// Something about the reading that is neither a value nor a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What happened.
    pub kind: NoteKind,
    /// The id concerned: a value, a row (`table.row`), a section, a form; the table, for a row of figures that is
    /// not of the form.
    pub id: Option<String>,
    /// What the document prints.
    pub printed: Option<String>,
    /// Where.
    pub place: Option<Place>,
}

impl Note {
    /// Whether something of the file was lost or left out, so that what was read may not be all of it.
    pub fn is_loss(&self) -> bool {
        const LOSSES: [&str; 4] = ["recovered_archive", "part_not_read", "sub_document", "import_not_read"];
        self.kind == NoteKind::NotRead && self.id.as_deref().is_some_and(|id| LOSSES.contains(&id))
    }
}

/// The kinds of note; public names in JSON, snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoteKind {
    /// A label differs from the form's and was matched all the same.
    Relabelled,
    /// The form has it, the document lacks it.
    Missing,
    /// The document has it, the form does not.
    Extra,
    /// A row or table printed again, with the same figures, with none, or with those of another year.
    Repeated,
    /// A row or table printed again with other figures; the first was read.
    Conflicting,
    /// A figure converted to the column's unit, or a unit not stated.
    Converted,
    /// The edition of a table is not the one of the report's year.
    Edition,
    /// A table cut, joined, turned or elsewhere than under its heading.
    Layout,
    /// A match that is not clearly better than its rival.
    Doubtful,
    /// Something the reader met and could not read (a picture, an embedded sheet).
    NotRead,
    /// No form fits; `id` names the nearest.
    NoForm,
}
