//! `gouji/document/1`. In: a document as it was read. Out: its paragraphs and tables, one JSON object.

use super::shared::{Object, Position, Source};
use crate::audit::{Outcome, Reading};
use crate::document as read;
use crate::message::{Lang, Message, has};
use crate::output::codes;
use schemars::JsonSchema;
use serde::Serialize;

const SCHEMA: &str = "gouji/document/1";

/// The object of one input.
pub fn object(outcome: &Outcome<Reading>, lang: Lang) -> Object<'_, Document<'_>> {
    match &outcome.result {
        Ok(reading) => Object::Read(document(reading, lang)),
        Err(error) => Object::unread(SCHEMA, &outcome.path, error, lang),
    }
}

/// A document as gouji reads it.
#[derive(Serialize, JsonSchema)]
pub struct Document<'a> {
    /// The shape of this object, `gouji/document/1`.
    schema: &'static str,
    /// The file.
    source: Source<'a>,
    /// The paragraphs outside tables, in order.
    paragraphs: Vec<Paragraph<'a>>,
    /// The tables, in order; a nested one after the table that holds it.
    tables: Vec<Table<'a>>,
    /// What was there and could not be read, or was read in a way worth knowing.
    notes: Vec<Note<'a>>,
}

/// A paragraph outside tables.
#[derive(Serialize, JsonSchema)]
struct Paragraph<'a> {
    /// Where it stands.
    place: Position,
    /// The automatic number as printed.
    number: Option<&'a str>,
    /// The text without that number; breaks as `\n`.
    text: &'a str,
    /// The style's name.
    style: Option<&'a str>,
    /// The outline level from 1; null for body text.
    outline_level: Option<u8>,
}

/// A table resolved to a grid.
#[derive(Serialize, JsonSchema)]
struct Table<'a> {
    /// Where it stands.
    place: Position,
    /// What holds it.
    #[serde(rename = "where")]
    holder: codes::Holder,
    /// Number of rows.
    rows: u32,
    /// Number of grid columns.
    columns: u32,
    /// The cells, by row, then column; covered squares of a merge are not listed.
    cells: Vec<Cell<'a>>,
}

/// A cell with the squares it covers.
#[derive(Serialize, JsonSchema)]
struct Cell<'a> {
    /// First row, from 1.
    row: u32,
    /// First grid column, from 1.
    column: u32,
    /// Rows covered.
    row_span: u32,
    /// Grid columns covered.
    column_span: u32,
    /// Its paragraphs, a line each, with their printed numbers; without nested tables.
    text: &'a str,
}

/// Something about the reading.
#[derive(Serialize, JsonSchema)]
struct Note<'a> {
    /// What happened, a stable name.
    kind: &'a str,
    /// What it is about.
    detail: &'a str,
    /// For people.
    message: String,
    /// Where, when known.
    place: Option<Position>,
}

/// A reader's note in words.
pub fn note_in_words(note: &read::Note, lang: Lang) -> String {
    let key = format!("reading.{}", note.kind);
    if has(&key) {
        Message::new(&key).with("detail", note.detail.as_str()).render(lang)
    } else {
        format!("{}: {}", note.kind, note.detail)
    }
}

fn document(reading: &Reading, lang: Lang) -> Document<'_> {
    let mut document = Document {
        schema: SCHEMA,
        source: (&reading.source).into(),
        paragraphs: Vec::new(),
        tables: Vec::new(),
        notes: reading.document.notes.iter().map(|read| note(read, lang)).collect(),
    };
    for block in &reading.document.blocks {
        match block {
            read::Block::Paragraph(read) => document.paragraphs.push(paragraph(read)),
            read::Block::Table(read) => document.tables.push(table(read)),
        }
    }
    document
}

fn paragraph(read: &read::Paragraph) -> Paragraph<'_> {
    Paragraph {
        place: (&read.place).into(),
        number: Some(read.number.as_str()).filter(|number| !number.is_empty()),
        text: &read.text,
        style: read.style.as_deref(),
        outline_level: read.outline_level,
    }
}

fn table(read: &read::Table) -> Table<'_> {
    Table {
        place: (&read.place).into(),
        holder: read.holder.into(),
        rows: read.rows,
        columns: read.columns,
        cells: read.cells.iter().map(cell).collect(),
    }
}

fn note(read: &read::Note, lang: Lang) -> Note<'_> {
    Note {
        kind: read.kind,
        detail: &read.detail,
        message: note_in_words(read, lang),
        place: read.place.as_ref().map(Position::from),
    }
}

fn cell(read: &read::Cell) -> Cell<'_> {
    let read::Cell { row, column, row_span, column_span, text } = read;
    Cell { row: *row, column: *column, row_span: *row_span, column_span: *column_span, text }
}
