//! `extract` in long form: a line a value, or a line a section.

use super::{Row, Style, header, write_rows};
use crate::audit::{Audit, Outcome};
use crate::form::Form;
use crate::message::Message;
use crate::numeral::Unit;
use crate::output::Format;
use crate::output::codes;
use crate::output::labels::{Axis, Labels, Words};
use crate::output::unread;
use std::io::{self, Write};

/// `--format csv`: a line a value.
#[derive(Debug)]
pub struct Long<'f> {
    /// The forms that were tried.
    pub forms: &'f [Form],
    /// Ids or words.
    pub style: Style,
}

const LONG: [&str; 13] = [
    "file",
    "organization",
    "year",
    "form",
    "id",
    "table",
    "row",
    "column",
    "value",
    "unit",
    "status",
    "raw",
    "place",
];
const SECTIONS: [&str; 10] =
    ["file", "organization", "year", "id", "level", "number", "title", "text", "characters", "place"];

impl Format<Audit> for Long<'_> {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write_rows(out, [header(&LONG, self.style)])
    }

    fn add(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let style = self.style;
        let audit = match &outcome.result {
            Ok(audit) => audit,
            Err(error) => {
                let row = unreadable(&outcome.path, error, style).up_to(LONG.len() - 3);
                return write_rows(out, [row.text(style.kind("status", "unread")).up_to(LONG.len())]);
            }
        };
        let words = Words::new(self.forms, audit);
        let name = |table: &str, axis, id: &'_ str| match style.labels {
            Labels::Id => id.to_owned(),
            Labels::Zh => words.path(table, axis, id),
        };
        let start = || identity(audit).option(audit.form.as_ref().map(|form| &form.id));
        if audit.report.values.is_empty() {
            let status = style.kind("status", if audit.form.is_some() { "no_values" } else { "no_form" });
            return write_rows(out, [start().up_to(LONG.len() - 3).text(status).up_to(LONG.len())]);
        }
        let rows = audit.report.values.iter().map(|value| {
            let cell = &value.cell;
            start()
                .text(value.id())
                .text(if style.labels == Labels::Zh { words.table(&cell.table) } else { &cell.table })
                .text(name(&cell.table, Axis::Row, &cell.row))
                .text(name(&cell.table, Axis::Column, &cell.column))
                .number(value.value)
                .option(value.unit.map(Unit::name))
                .text(style.kind("status", codes::Status::from(value.status).code()))
                .text(&value.raw)
                .text(value.place.to_string())
        });
        write_rows(out, rows)
    }
}

/// `--format sections`: a line a section, with its text.
#[derive(Debug)]
pub struct Sections {
    /// Ids or words.
    pub style: Style,
}

impl Format<Audit> for Sections {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write_rows(out, [header(&SECTIONS, self.style)])
    }

    fn add(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let audit = match &outcome.result {
            Ok(audit) => audit,
            Err(error) => {
                let row = unreadable(&outcome.path, error, self.style);
                return write_rows(out, [row.up_to(SECTIONS.len())]);
            }
        };
        if audit.report.sections.is_empty() {
            return write_rows(out, [identity(audit).up_to(SECTIONS.len())]);
        }
        let rows = audit.report.sections.iter().map(|section| {
            identity(audit)
                .option(section.id.as_ref())
                .count(section.level)
                .option(section.number.as_ref())
                .option(section.title.as_ref())
                .text(&section.text)
                .count(section.text.chars().filter(|c| !c.is_whitespace()).count())
                .text(section.place.to_string())
        });
        write_rows(out, rows)
    }
}

/// File, organization, year: the first cells of every line.
pub(super) fn identity(audit: &Audit) -> Row {
    let report = &audit.report;
    Row::default().text(&audit.source.path).option(report.organization.as_ref()).year(report.year)
}

/// The first cells of the line of a file that could not be read, the same in every CSV of `extract`: that it was not,
/// and why, stands in the fourth column, where others have their form or the id of a section.
pub(super) fn unreadable(path: &str, error: &crate::error::Error, style: Style) -> Row {
    let status = style.kind("status", "unread");
    let reason = unread::reason(error).render(style.lang);
    Row::default().text(path).empty().empty().text(format!("{status}: {reason}"))
}

/// A reason with what to do next.
pub(super) fn reason_and_advice(error: &crate::error::Error) -> Message {
    Message::new("unread.line").with("reason", unread::reason(error)).with("advice", unread::advice(error))
}
