//! `gouji/report/1`. In: an audit. Out: everything that the report contains, one JSON object.

use super::shared::{Form, Number, Object, Position, Source, TOOL};
use crate::audit::{Audit, Outcome};
use crate::message::Lang;
use crate::numeral::Unit;
use crate::output::codes;
use crate::report as read;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

const SCHEMA: &str = "gouji/report/1";

/// The object of one input.
pub fn object(outcome: &Outcome, lang: Lang) -> Object<'_, Report<'_>> {
    match &outcome.result {
        Ok(audit) => Object::Read(audit.into()),
        Err(error) => Object::unread(SCHEMA, &outcome.path, error, lang),
    }
}

/// What one report contains.
#[derive(Serialize, JsonSchema)]
pub struct Report<'a> {
    /// The shape of this object, `gouji/report/1`.
    schema: &'static str,
    /// The program that wrote it.
    tool: &'static str,
    /// The file.
    source: Source<'a>,
    /// The form that was applied; null where none fits.
    form: Option<Form<'a>>,
    /// The edition found of each table that has more than one.
    editions: BTreeMap<&'a str, &'a str>,
    /// The title as printed.
    title: Option<&'a str>,
    /// The reporting body, from the title.
    organization: Option<&'a str>,
    /// The year reported on, from the title.
    year: Option<i32>,
    /// Who signed, and when.
    signature: Signature<'a>,
    /// Everything outside tables, in order.
    sections: Vec<Section<'a>>,
    /// The cells of the form's tables that the document has, by value id (`table.row.column`).
    #[serde(serialize_with = "in_form_order")]
    #[schemars(with = "BTreeMap<String, Value<'_>>")]
    values: Vec<(String, Value<'a>)>,
    /// Counts stated in the text.
    statements: Vec<Statement<'a>>,
    /// What was mended, missing or extra.
    notes: Vec<Note<'a>>,
}

/// The lines under the last section.
#[derive(Serialize, JsonSchema)]
struct Signature<'a> {
    /// The body that signs.
    organization: Option<&'a str>,
    /// The date, ISO 8601.
    date: Option<&'a str>,
}

/// A stretch of text under one heading.
#[derive(Serialize, JsonSchema)]
struct Section<'a> {
    /// The form's id; `preface` before the first heading; null for a heading that the form does not name.
    id: Option<&'a str>,
    /// 0 the preface, 1 the form's own sections, 2 any other numbered heading.
    level: u8,
    /// The ordinal as printed, with its punctuation.
    number: Option<&'a str>,
    /// The heading without its ordinal.
    title: Option<&'a str>,
    /// The text up to the next heading; a line a paragraph.
    text: &'a str,
    /// Where it begins.
    place: Position,
}

/// One cell.
#[derive(Serialize, JsonSchema)]
struct Value<'a> {
    /// The figure with the digits stated, in the column's unit; null where none is stated.
    value: Option<Number>,
    /// The text of the cell.
    raw: &'a str,
    /// Whether a figure is stated.
    status: codes::Status,
    /// The unit of the figure, where the form names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    /// The cell.
    place: Position,
}

/// A count stated in the text.
#[derive(Serialize, JsonSchema)]
struct Statement<'a> {
    /// The words, as printed.
    text: &'a str,
    /// The number.
    value: Number,
    /// Where.
    place: Position,
    /// The readings it allows: each a list of value ids to add (`-id` to subtract); empty where no cell holds it.
    reads: &'a [Vec<String>],
}

/// Something about the reading that is neither a value nor a finding.
#[derive(Serialize, JsonSchema)]
struct Note<'a> {
    /// What happened.
    kind: codes::NoteKind,
    /// The id concerned.
    id: Option<&'a str>,
    /// What the document prints.
    printed: Option<&'a str>,
    /// Where.
    place: Option<Position>,
}

fn in_form_order<S: Serializer>(values: &[(String, Value)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(values.iter().map(|(id, value)| (id, value)))
}

impl<'a> From<&'a Audit> for Report<'a> {
    fn from(audit: &'a Audit) -> Self {
        let read = &audit.report;
        let edition = |table: &'a read::FoundTable| Some((table.id.as_str(), table.edition.as_deref()?));
        Report {
            schema: SCHEMA,
            tool: TOOL,
            source: (&audit.source).into(),
            form: audit.form.as_ref().map(Form::from),
            editions: read.tables.iter().filter_map(edition).collect(),
            title: read.title.as_deref(),
            organization: read.organization.as_deref(),
            year: read.year,
            signature: Signature {
                organization: read.signature.organization.as_deref(),
                date: read.signature.date.as_deref(),
            },
            sections: read.sections.iter().map(Section::from).collect(),
            values: read.values.iter().map(|value| (value.id(), value.into())).collect(),
            statements: read.statements.iter().map(Statement::from).collect(),
            notes: read.notes.iter().map(Note::from).collect(),
        }
    }
}

impl<'a> From<&'a read::Section> for Section<'a> {
    fn from(section: &'a read::Section) -> Self {
        Section {
            id: section.id.as_deref(),
            level: section.level,
            number: section.number.as_deref(),
            title: section.title.as_deref(),
            text: &section.text,
            place: (&section.place).into(),
        }
    }
}

impl<'a> From<&'a read::Value> for Value<'a> {
    fn from(value: &'a read::Value) -> Self {
        Value {
            value: value.value.map(Number),
            raw: &value.raw,
            status: value.status.into(),
            unit: value.unit.map(Unit::name),
            place: (&value.place).into(),
        }
    }
}

impl<'a> From<&'a read::Statement> for Statement<'a> {
    fn from(statement: &'a read::Statement) -> Self {
        Statement {
            text: &statement.text,
            value: Number(statement.value),
            place: (&statement.place).into(),
            // A part of a value is no reading of it.
            reads: if statement.part { &[] } else { &statement.reads },
        }
    }
}

impl<'a> From<&'a read::Note> for Note<'a> {
    fn from(note: &'a read::Note) -> Self {
        Note {
            kind: note.kind.into(),
            id: note.id.as_deref(),
            printed: note.printed.as_deref(),
            place: note.place.as_ref().map(Position::from),
        }
    }
}
