//! What all JSON objects share: sources, places, numbers, errors. In: values of the layers below. Out: their
//! JSON shapes. Does not know whole objects.

use crate::audit;
use crate::error::Error;
use crate::message::Lang;
use crate::output::unread;
use crate::place::{At, Place};
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// An object for an input, read or not.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Object<'a, T> {
    /// The input was read.
    Read(T),
    /// The input could not be read.
    Unread(Unread<'a>),
}

/// An input that could not be read.
#[derive(Serialize, JsonSchema)]
pub struct Unread<'a> {
    /// The shape that the object would have had.
    schema: &'static str,
    /// The input.
    source: UnreadSource<'a>,
    /// Why it could not be read.
    error: Reason<'a>,
}

/// An input that could not be read.
#[derive(Serialize, JsonSchema)]
struct UnreadSource<'a> {
    /// The path as given or found; `-` for standard input.
    path: &'a str,
}

/// Why an input could not be read.
#[derive(Serialize, JsonSchema)]
struct Reason<'a> {
    /// The kind of obstacle, a stable name.
    kind: &'static str,
    /// The part of the package, where one is at fault.
    part: Option<&'a str>,
    /// What is wrong, for people.
    message: String,
    /// What to do next, for people.
    advice: String,
}

impl<'a, T> Object<'a, T> {
    /// The object of an input that could not be read.
    pub fn unread(schema: &'static str, path: &'a str, error: &'a Error, lang: Lang) -> Self {
        Object::Unread(Unread {
            schema,
            source: UnreadSource { path },
            error: Reason {
                kind: error.kind.code(),
                part: error.part.as_deref(),
                message: unread::reason(error).render(lang),
                advice: unread::advice(error).render(lang),
            },
        })
    }
}

/// The program that wrote the object.
pub const TOOL: &str = concat!("gouji ", env!("CARGO_PKG_VERSION"));

/// Where the bytes came from.
#[derive(Serialize, JsonSchema)]
pub struct Source<'a> {
    /// The path as given or found, `/` between its parts; `-` for standard input.
    path: &'a str,
    /// SHA-256 of the bytes, lower-case hex.
    sha256: &'a str,
    /// Length in bytes.
    bytes: u64,
    /// The program that saved the file, where it says so.
    application: Option<&'a str>,
    /// The program that converted the file to one that can be read: `LibreOffice`; not there for one read as
    /// it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    converted: Option<&'a str>,
}

impl<'a> From<&'a audit::Source> for Source<'a> {
    fn from(source: &'a audit::Source) -> Self {
        let audit::Source { path, sha256, bytes, application, converted } = source;
        Self { path, sha256, bytes: *bytes, application: application.as_deref(), converted: *converted }
    }
}

/// The form that was applied.
#[derive(Serialize, JsonSchema)]
pub struct Form<'a> {
    /// Its id.
    id: &'a str,
    /// Its version.
    version: &'a str,
}

impl<'a> From<&'a audit::ChosenForm> for Form<'a> {
    fn from(form: &'a audit::ChosenForm) -> Self {
        Self { id: &form.id, version: &form.version }
    }
}

/// An exact number, written with the digits stated.
pub struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        rust_decimal::serde::arbitrary_precision::serialize(&self.0, serializer)
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

/// A position, counted from 1: a paragraph of the body outside tables, a table, or a cell of a table by its
/// first square.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
pub struct Position {
    /// Number of the paragraph among those outside tables, empty ones included.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    /// Number of the table, in reading order.
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<u32>,
    /// Row of the cell's first square.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    /// Grid column of the cell's first square.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    /// Number of the text box around the position.
    #[serde(rename = "box", skip_serializing_if = "Option::is_none")]
    text_box: Option<u32>,
    /// The cell around the position.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    within: Option<Box<Position>>,
}

impl From<&Place> for Position {
    fn from(place: &Place) -> Self {
        let mut position =
            Position { paragraph: None, table: None, row: None, column: None, text_box: None, within: None };
        match place.at {
            At::Paragraph(n) => position.paragraph = Some(n),
            At::Table(n) => position.table = Some(n),
            At::Cell { table, row, column } => {
                (position.table, position.row, position.column) = (Some(table), Some(row), Some(column));
            }
            At::TextBox(n) => position.text_box = Some(n),
        }
        let mut outer = place.within.as_deref();
        if let Some(Place { within, at: At::TextBox(n) }) = outer
            && position.text_box.is_none()
        {
            position.text_box = Some(*n);
            outer = within.as_deref();
        }
        position.within = outer.map(|outer| Box::new(outer.into()));
        position
    }
}
