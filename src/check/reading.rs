//! What the reading of a document left open. In: a form's rules and a report. Out: findings about lines and tables that
//! are there more than once, tables of another year, and a title that was not recognised. Does not know documents.

use super::Finding;
use super::named::Context;
use super::wording::label_of;
use crate::form::{Line, Table};
use crate::message::Message;
use crate::numeral::{fold_width, is_blank};
use crate::report::{Note, NoteKind};

impl Context<'_> {
    /// Lines and tables printed again with other figures.
    pub(super) fn repeated(&self) -> Vec<Finding> {
        let notes = self.report.notes.iter().filter(|note| note.kind == NoteKind::Conflicting);
        let finding = |note: &Note| {
            let (table, line) = self.named(note)?;
            let what = match line {
                Some(line) => Message::new("finding.row_of_table").with("row", label_of(table, line)),
                None => Message::new("finding.whole_table"),
            };
            let place = note.place.clone()?;
            let message = self
                .message()
                .with("table", Message::of(table.name.clone()))
                .with("line", what)
                .with("place", place.clone());
            let id = note.id.as_deref()?;
            let finding = self.finding(id, &self.figures(id), Some(table), message, Some(place));
            Some(Finding { doubtful: true, ..finding })
        };
        notes.filter_map(finding).collect()
    }

    /// Tables that are said to be of another year, where none of the report's own was found.
    pub(super) fn table_years(&self) -> Vec<Finding> {
        let notes = self.report.notes.iter().filter(|note| note.kind == NoteKind::Doubtful);
        let finding = |note: &Note| {
            let (table, None) = self.named(note)? else { return None };
            let printed = note.printed.clone().unwrap_or_default();
            let message = self
                .message()
                .with("table", Message::of(table.name.clone()))
                .with("printed", printed.as_str())
                .with("place", note.place.clone()?);
            let finding = self.finding(&table.id, &[printed], Some(table), message, note.place.clone());
            Some(Finding { doubtful: true, ..finding })
        };
        notes.filter_map(finding).collect()
    }

    /// A report whose title was not recognised or lacks the year, or the body where nobody signs either; with what was
    /// taken from elsewhere.
    pub(super) fn title(&self) -> Option<Finding> {
        let (report, titled) = (self.report, self.report.titled);
        if report.title.is_some() && titled.year && report.organization.is_some() {
            return None;
        }
        let title = if report.title.is_some() { "finding.title_incomplete" } else { "finding.title_unknown" };
        let of = |key: &str| Message::new(&format!("finding.{key}"));
        let organization = match report.organization.as_deref() {
            Some(name) if titled.organization => of("organization_from_title").with("organization", name),
            Some(name) => of("organization_from_signature").with("organization", name),
            None => of("organization_unknown"),
        };
        let year = match report.year.map(|year| year.to_string()) {
            Some(year) if titled.year => of("year_from_title").with("year", year),
            Some(year) => of("year_from_text").with("year", year),
            None => of("year_unknown"),
        };
        let message = self
            .message()
            .with("title", Message::new(title))
            .with("organization", organization)
            .with("year", year);
        let quote = report.title.clone();
        let year = report.year.map(|year| year.to_string());
        let read = [report.title.as_deref(), report.organization.as_deref(), year.as_deref()];
        let printed = read.map(|read| folded(read.unwrap_or_default()));
        Some(Finding { quote, ..self.finding("", &printed, None, message, None) })
    }

    /// What the cells of a table, row or column hold, by their ids.
    fn figures(&self, id: &str) -> Vec<String> {
        let (table, line) = id.split_once('.').unwrap_or((id, ""));
        let (row, column) = (format!("{id}."), format!(".{line}"));
        let is_there = |value: &str| {
            let inside = value.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'));
            inside && (line.is_empty() || value.starts_with(&row) || value.ends_with(&column))
        };
        let cells = self.report.values.iter().map(|value| (value.id(), value));
        let own = cells.filter(|(id, _)| is_there(id));
        own.map(|(id, value)| format!("{id}={}", folded(&value.raw))).collect()
    }

    /// The table of a note, and its line where the note is about one.
    fn named(&self, note: &Note) -> Option<(&Table, Option<&Line>)> {
        let id = note.id.as_deref()?;
        let (table, line) = id.split_once('.').map_or((id, None), |(table, line)| (table, Some(line)));
        let found = self.report.tables.iter().find(|found| found.id == table)?;
        let table = self.form.table(&found.id, found.edition.as_deref())?;
        let Some(line) = line else { return Some((table, None)) };
        let mut lines = table.blocks.iter().flat_map(|block| block.rows.iter().chain(&block.columns));
        Some((table, Some(lines.find(|known| known.id == line)?)))
    }
}

/// Text as fingerprints take it.
fn folded(text: &str) -> String {
    text.chars().filter(|&c| !is_blank(c)).map(fold_width).collect()
}
