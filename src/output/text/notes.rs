//! What was mended while a report was read, for those who ask for all. In: an audit and the words of its form. Out: a
//! line a note. Does not know findings: what is missing is told there.

use super::Manner;
use crate::audit::Audit;
use crate::message::{Message, has};
use crate::output::codes;
use crate::output::labels::{Axis, Words};
use crate::output::paint::Plain;
use crate::report::{Note, NoteKind};
use std::fmt::Write;

/// The notes of a report, each indented and ending in a line break.
pub fn notes(audit: &Audit, words: Words, manner: Manner) -> String {
    let told = |note: &&Note| !matches!(note.kind, NoteKind::Missing | NoteKind::NoForm);
    let mut text = String::new();
    for note in audit.report.notes.iter().filter(told) {
        let mut message = sentence(note, words);
        if let Some(place) = &note.place {
            message = Message::new("note.at").with("note", message).with("place", place.clone());
        }
        let mark = manner.paint.faint(manner.word("note.read"));
        let _ = writeln!(text, "  {mark}  {}", Plain(&manner.say(&message)));
    }
    text
}

fn sentence(note: &Note, words: Words) -> Message {
    let id = note.id.as_deref().unwrap_or_default();
    let printed = note.printed.clone().unwrap_or_default();
    let key = match note.kind {
        NoteKind::NotRead if has(&format!("reading.{id}")) => {
            return Message::new(&format!("reading.{id}")).with("detail", printed);
        }
        NoteKind::Repeated if id.is_empty() => "note.repeated_heading".to_owned(),
        NoteKind::Layout if id.contains('.') => "note.layout_row".to_owned(),
        kind => format!("note.{}", codes::NoteKind::from(kind).code()),
    };
    Message::new(&key).with("what", what(id, words)).with("printed", printed)
}

/// A table, a line or a cell in the form's own words.
fn what(id: &str, words: Words) -> Message {
    let (table, rest) = id.split_once('.').unwrap_or((id, ""));
    let name = words.table_name(table);
    if rest.is_empty() {
        return name;
    }
    let line = |axis, id| Some(words.label(table, axis, id)).filter(|label| *label != id);
    if let Some(label) = line(Axis::Row, rest).or_else(|| line(Axis::Column, rest)) {
        return Message::new("note.line").with("table", name).with("line", label);
    }
    match rest.rsplit_once('.') {
        Some((row, column)) => Message::new("note.cell")
            .with("table", name)
            .with("row", words.label(table, Axis::Row, row))
            .with("column", words.label(table, Axis::Column, column)),
        None => name,
    }
}
