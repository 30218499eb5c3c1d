//! JSON. In: outcomes. Out: one object an input, as a line (`jsonl`) or in a pretty array (`json`), and the
//! schemas of these objects. The shapes are structs of their own: they stay when the types behind change.

mod check;
mod document;
mod report;
mod schema;
mod shared;

use super::Format;
use crate::audit::batch::Missing;
use crate::audit::gather::Passed;
use crate::audit::{Audit, Outcome, Reading};
use crate::message::Lang;
use serde::Serialize;
use std::io::{self, Write};

pub use document::note_in_words;
pub use schema::{Subject, schema};

/// Lines, or an array for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One object a line.
    Lines,
    /// A pretty array.
    Array,
}

/// Objects of one of the shapes.
#[derive(Debug)]
pub struct Json<T> {
    layout: Layout,
    lang: Lang,
    any: bool,
    write: fn(&Outcome<T>, Lang, Layout) -> serde_json::Result<String>,
    missing: fn(&Missing, Lang, Layout) -> serde_json::Result<Option<String>>,
}

/// `gouji/report/1`.
pub fn report(layout: Layout, lang: Lang) -> Json<Audit> {
    let write = |outcome: &_, lang, layout| print(&report::object(outcome, lang), layout);
    Json { layout, lang, any: false, write, missing: |_, _, _| Ok(None) }
}

/// `gouji/check/1`.
pub fn check(layout: Layout, lang: Lang) -> Json<Audit> {
    let write = |outcome: &_, lang, layout| print(&check::object(outcome, lang), layout);
    let missing = |missing: &_, lang, layout| print(&check::missing(missing, lang), layout).map(Some);
    Json { layout, lang, any: false, write, missing }
}

/// `gouji/document/1`.
pub fn document(layout: Layout, lang: Lang) -> Json<Reading> {
    let write = |outcome: &_, lang, layout| print(&document::object(outcome, lang), layout);
    Json { layout, lang, any: false, write, missing: |_, _, _| Ok(None) }
}

fn print(object: &impl Serialize, layout: Layout) -> serde_json::Result<String> {
    match layout {
        Layout::Lines => serde_json::to_string(object),
        Layout::Array => serde_json::to_string_pretty(object),
    }
}

impl<T> Json<T> {
    fn put(&mut self, object: &str, out: &mut dyn Write) -> io::Result<()> {
        match self.layout {
            Layout::Lines => writeln!(out, "{object}")?,
            Layout::Array => {
                out.write_all(if self.any { b",\n" } else { b"[\n" })?;
                out.write_all(b"  ")?;
                // A line break inside a string is escaped: every one here is layout.
                out.write_all(object.replace('\n', "\n  ").as_bytes())?;
            }
        }
        self.any = true;
        Ok(())
    }
}

impl<T> Format<T> for Json<T> {
    fn add(&mut self, outcome: &Outcome<T>, out: &mut dyn Write) -> io::Result<()> {
        let object = (self.write)(outcome, self.lang, self.layout)?;
        self.put(&object, out)
    }

    fn missing(&mut self, missing: &[Missing], out: &mut dyn Write) -> io::Result<()> {
        for unit in missing {
            if let Some(object) = (self.missing)(unit, self.lang, self.layout)? {
                self.put(&object, out)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, _: &Passed, out: &mut dyn Write) -> io::Result<()> {
        match (self.layout, self.any) {
            (Layout::Lines, _) => Ok(()),
            (Layout::Array, true) => out.write_all(b"\n]\n"),
            (Layout::Array, false) => out.write_all(b"[]\n"),
        }
    }
}
