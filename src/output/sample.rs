//! What of a form was found in a document, for the author of the form. In: the form, what was read with it, the
//! document. Out: a paragraph of text: title, sections, tables with their rows and columns, phrases; for each that was
//! not found, what the document has that is most like it. Does not know how it was read.

use super::labels::Axis;
use crate::audit::Reading;
use crate::check::check;
use crate::extract::extract;
use crate::form::{Form, Line, Table};
use crate::label::{Label, nearest};
use crate::message::{Argument, Lang, Message, place_in_words, template};
use crate::outline::{Outline, outline};
use crate::report::{NoteKind, Report, Titled};
use std::collections::BTreeSet;
use std::fmt::Write;

/// What was found of a form in one document.
pub fn found(form: &Form, reading: &Reading, lang: Lang) -> String {
    let outline = outline(&reading.document);
    let (fitting, report) = extract(std::slice::from_ref(form), &outline);
    let sample = Sample { form, report: &report, outline: &outline };
    let mut lines: Vec<(usize, Message)> = Vec::new();
    if fitting.is_none() {
        lines.push((1, Message::new("sample.no_fit")));
    }
    lines.push((1, sample.title()));
    sample.sections(&mut lines);
    for id in form.table_ids() {
        sample.table(id, &mut lines);
    }
    sample.phrases(&mut lines);
    let summary = check(form, &report).summary;
    if summary.equations > 0 {
        let message = Message::new("sample.equations").with("held", summary.held);
        lines.push((1, message.with("failed", summary.failed).with("skipped", summary.skipped)));
    }
    let mut text = format!("\n{}\n", reading.source.path);
    for (depth, line) in lines {
        let _ = writeln!(text, "{}{}", "  ".repeat(depth), line.render(lang));
    }
    text
}

struct Sample<'a> {
    form: &'a Form,
    report: &'a Report,
    outline: &'a Outline<'a>,
}

impl Sample<'_> {
    fn title(&self) -> Message {
        let Report { title, organization, year, titled, .. } = self.report;
        let first = self.outline.lines.iter().map(|line| line.text).find(|text| !text.is_empty());
        let year = year.map(|year| Argument::Text(year.to_string()));
        let unknown = || Argument::Message(Message::new("sample.unknown"));
        match title {
            Some(title) => {
                let key = match titled {
                    Titled { organization: true, year: true } => "sample.title",
                    _ => "sample.title_in_part",
                };
                Message::new(key)
                    .with("title", Argument::quoted(title))
                    .with("organization", organization.as_deref().map_or_else(unknown, Argument::from))
                    .with("year", year.unwrap_or_else(unknown))
            }
            None => {
                Message::new("sample.no_title").with("first", Argument::quoted(first.unwrap_or_default()))
            }
        }
    }

    fn sections(&self, lines: &mut Vec<(usize, Message)>) {
        let has = |id: &str| self.report.sections.iter().any(|found| found.id.as_deref() == Some(id));
        let all = &self.form.sections;
        let there = all.iter().filter(|section| has(&section.id)).count();
        lines.push((1, Message::new("sample.sections").with("count", all.len()).with("found", there)));
        let is_other = |text: &str| {
            let label = Label::new(text);
            all.iter().any(|section| section.wordings.iter().any(|own| own.is_same(&label)))
        };
        let mut printed = self.headings();
        printed.retain(|text| !is_other(text));
        for section in all.iter().filter(|section| !has(&section.id)) {
            let what = Message::new("sample.section").with("label", section.heading.as_str());
            lines.push((2, not_found(what, &section.heading, &printed)));
        }
    }

    /// The lines of the document that may be headings.
    fn headings(&self) -> Vec<&str> {
        const LONGEST: usize = 40;
        let texts = self.outline.lines.iter().map(|line| line.text);
        texts.filter(|text| !text.is_empty() && text.chars().count() <= LONGEST).collect()
    }

    /// The labels of the document's tables.
    fn labels(&self) -> Vec<&str> {
        let cells = self.outline.tables.iter().flat_map(|standing| &standing.table.cells);
        let texts: BTreeSet<&str> = cells.map(|cell| cell.text.trim()).collect();
        let is_label = |text: &&str| text.chars().any(char::is_alphabetic);
        texts.into_iter().filter(is_label).collect()
    }

    /// A table and what of it is not there. Of one that was not found, the labels that the document has all the same.
    fn table(&self, id: &str, lines: &mut Vec<(usize, Message)>) {
        let editions = || self.form.tables.iter().filter(|table| table.id == id);
        let found = self.report.tables.iter().find(|found| found.id == id);
        let edition = found.and_then(|found| self.form.table(id, found.edition.as_deref()));
        let Some(table) = edition.or_else(|| editions().next()) else { return };
        let values: Vec<_> = self.report.values.iter().filter(|value| value.cell.table == id).collect();
        let printed = self.labels();
        let is_printed = |line: &Line| printed.iter().any(|text| is_label_of(line, text));
        let all: Vec<(&Line, Axis, bool)> = figures(table)
            .map(|(line, kind)| {
                let has = values.iter().any(|value| {
                    if kind == Axis::Row { value.cell.row == line.id } else { value.cell.column == line.id }
                });
                (line, kind, if found.is_some() { has } else { is_printed(line) })
            })
            .collect();
        let there = all.iter().filter(|(.., there)| *there).count();
        let message = match found {
            Some(found) => Message::new("sample.table").with("place", place_in_words(&found.place)),
            None => Message::new("sample.no_table"),
        };
        let message = message.with("id", id).with("name", Message::of(table.name.clone()));
        let cells = table.cells().count();
        let message = message.with("count", all.len()).with("found", there);
        lines.push((1, message.with("cells", cells).with("values", values.len())));
        // A label that is another line's own is not the one that is looked for.
        let mut others = printed.clone();
        others.retain(|text| !figures(table).any(|(line, _)| is_label_of(line, text)));
        for (line, kind, there) in all {
            let label = line.path.join("/");
            if !there && !label.is_empty() {
                let key = if kind == Axis::Row { "sample.row" } else { "sample.column" };
                let what = Message::new(key).with("id", line.id.as_str()).with("label", label);
                lines.push((2, not_found(what, line.label(), &others)));
            }
        }
        self.mended(table, lines);
    }

    /// Labels that differ from the form's and were read all the same, and those that the form does not have.
    fn mended(&self, table: &Table, lines: &mut Vec<(usize, Message)>) {
        let mut seen: Vec<(NoteKind, &str)> = Vec::new();
        for note in &self.report.notes {
            let (Some(id), Some(printed)) = (note.id.as_deref(), note.printed.as_deref()) else { continue };
            let line = id.strip_prefix(table.id.as_str()).and_then(|id| id.strip_prefix('.'));
            let known = figures(table).find(|(known, _)| line == Some(known.id.as_str()));
            let message = match (note.kind, known) {
                (NoteKind::Relabelled | NoteKind::Doubtful, Some((known, _))) => {
                    Message::new("sample.relabelled")
                        .with("line", known.path.join("/"))
                        .with("id", known.id.as_str())
                }
                (NoteKind::Extra, _) if id == table.id => Message::new("sample.extra"),
                _ => continue,
            };
            if !printed.is_empty() && !seen.contains(&(note.kind, printed)) {
                seen.push((note.kind, printed));
                lines.push((2, message.with("printed", Argument::quoted(printed))));
            }
        }
    }

    fn phrases(&self, lines: &mut Vec<(usize, Message)>) {
        let phrases = || self.form.narrative.phrases.iter().filter(|phrase| !phrase.trap);
        let statements =
            |id: &str| self.report.statements.iter().filter(move |told| told.phrase == id).count();
        if phrases().next().is_none() {
            return;
        }
        let absent: Vec<Argument> = phrases()
            .filter(|phrase| statements(&phrase.id) == 0)
            .map(|phrase| Argument::from(phrase.id.as_str()))
            .collect();
        let count = phrases().count();
        let message = Message::new("sample.phrases").with("count", count).with("found", count - absent.len());
        lines.push((1, message));
        for told in &self.report.statements {
            let message = Message::new("sample.statement").with("id", told.phrase.as_str());
            lines.push((2, message.with("quote", Argument::quoted(&told.text)).with("value", told.value)));
        }
        if !absent.is_empty() {
            let ids = Argument::List(absent, template("coverage.separator"));
            lines.push((2, Message::new("sample.no_phrase").with("ids", ids)));
        }
    }
}

/// The rows and columns that carry figures, each once.
fn figures(table: &Table) -> impl Iterator<Item = (&Line, Axis)> {
    let rows = table.blocks.iter().flat_map(|block| block.rows.iter().map(|row| (row, Axis::Row)));
    let columns =
        table.blocks.iter().flat_map(|block| block.columns.iter().map(|column| (column, Axis::Column)));
    rows.chain(columns).filter(|(line, _)| line.figures)
}

fn is_label_of(line: &Line, text: &str) -> bool {
    let printed = Label::new(text);
    line.wordings.iter().any(|wording| wording.last().is_some_and(|own| own.is_same(&printed)))
}

/// Something of the form that the document lacks, with what is most like it there.
fn not_found(what: Message, label: &str, printed: &[&str]) -> Message {
    match nearest(label, printed.iter().copied()) {
        Some(nearest) => Message::new("sample.nearest").with("nearest", Argument::quoted(nearest)),
        None => Message::new("sample.none"),
    }
    .with("what", what)
}
