//! Tables that are not as the form has them. In: what was found of them, and the reader's notes. Out: findings.
//! Does not know what the figures are.

use super::Context;
use crate::check::Finding;
use crate::check::values::TableValues;
use crate::check::wording::{label_of, separator};
use crate::form::{Line, Severity, Table};
use crate::message::{Argument, Message};
use crate::report::{Note, NoteKind};

impl Context<'_> {
    pub(super) fn missing_tables(&self) -> Vec<Finding> {
        let missing = crate::check::required_tables(self.form, self.report)
            .into_iter()
            .filter(|&(_, found)| !found)
            .map(|(table, _)| &self.form.tables[table]);
        let heading = |table: &Table| {
            let section = self.form.sections.iter().find(|section| section.id == table.section);
            section.map(|section| section.heading.clone()).unwrap_or_default()
        };
        let place = |table: &Table| {
            let id = Some(table.section.as_str());
            self.report
                .sections
                .iter()
                .find(|section| section.id.as_deref() == id)
                .map(|section| section.place.clone())
        };
        missing
            .map(|table| {
                let message = self
                    .message()
                    .with("table", Message::of(table.name.clone()))
                    .with("heading", heading(table));
                self.finding(&table.id, &[], Some(table), message, place(table))
            })
            .collect()
    }

    /// One finding for all that a table lacks: whole rows and columns by their labels, then single cells.
    pub(super) fn missing_values(&self, table: &TableValues) -> Option<Finding> {
        let missing: Vec<usize> =
            (0..table.cells.len()).filter(|&cell| table.values[cell].is_none()).collect();
        if missing.is_empty() {
            return None;
        }
        let is_gone = |own: &dyn Fn(usize) -> bool| {
            (0..table.cells.len()).filter(|&c| own(c)).all(|c| table.values[c].is_none())
        };
        let spec = &self.form.tables[table.table];
        let mut words: Vec<Argument> = Vec::new();
        let mut seen: Vec<*const Line> = Vec::new();
        for &cell in &missing {
            let (row, column) = table.cells[cell];
            let (row_label, column_label) = table.labels(cell);
            let row_gone = is_gone(&|other| std::ptr::eq(table.cells[other].0, row));
            let column_gone = is_gone(&|other| std::ptr::eq(table.cells[other].1, column));
            let (line, word) = match (row_gone, column_gone) {
                (true, _) => (Some(row), Message::new("finding.row").with("row", row_label)),
                (false, true) => (Some(column), Message::new("finding.column").with("column", column_label)),
                _ => (None, Message::new("finding.cell").with("row", row_label).with("column", column_label)),
            };
            if line.is_none_or(|line| !seen.iter().any(|known| std::ptr::eq(*known, line))) {
                words.push(Argument::Message(word));
                seen.extend(line.map(std::ptr::from_ref));
            }
        }
        let message = self
            .message()
            .with("table", Message::of(spec.name.clone()))
            .with("count", missing.len())
            .with("cells", Argument::List(words, separator()));
        let found = self.report.tables.iter().find(|found| found.id == spec.id);
        let about: Vec<String> = missing.iter().map(|cell| cell.to_string()).collect();
        Some(self.finding(&spec.id, &about, Some(spec), message, found.map(|found| found.place.clone())))
    }

    /// Lines of a table that were matched doubtfully.
    pub(super) fn doubtful_labels(&self, table: &TableValues) -> Vec<Finding> {
        let spec = &self.form.tables[table.table];
        let lines = || spec.blocks.iter().flat_map(|block| block.rows.iter().chain(&block.columns));
        let doubtful = self.report.notes.iter().filter(|note| note.kind == NoteKind::Doubtful);
        doubtful
            .filter_map(|note| {
                let id = note.id.as_deref()?.strip_prefix(&spec.id)?.strip_prefix('.')?;
                let line = lines().find(|line| line.id == id)?;
                let printed = note.printed.clone().unwrap_or_default();
                let message = self
                    .message()
                    .with("table", Message::of(spec.name.clone()))
                    .with("line", label_of(spec, line))
                    .with("printed", Argument::quoted(&printed))
                    .with("place", note.place.clone()?);
                let about = format!("{}.{id}", spec.id);
                let finding = self.finding(&about, &[printed], Some(spec), message, note.place.clone());
                Some(Finding { doubtful: true, ..finding })
            })
            .collect()
    }

    /// Tables of an edition that is not the one for the report's year.
    pub(super) fn editions(&self) -> super::Ran {
        let year = self.report.year.ok_or_else(|| Message::new("finding.skipped_no_year"))?;
        let mut findings = Vec::new();
        for found in &self.report.tables {
            let Some(table) = self.form.table(&found.id, found.edition.as_deref()) else { continue };
            let right = self.form.tables.iter().find(|other| other.id == table.id && other.is_for(year));
            let (Some(edition), Some(right)) =
                (&table.edition, right.and_then(|table| table.edition.as_ref()))
            else {
                continue;
            };
            if edition != right {
                let message = self
                    .message()
                    .with("table", Message::of(table.name.clone()))
                    .with("edition", edition.as_str())
                    .with("expected", right.as_str())
                    .with("year", Argument::Text(year.to_string()));
                let place = Some(found.place.clone());
                findings.push(self.finding(
                    &table.id,
                    std::slice::from_ref(edition),
                    Some(table),
                    message,
                    place,
                ));
            }
        }
        Ok(findings)
    }

    /// One note for the labels of a table that were mended beyond doubt.
    pub(super) fn mended_labels(&self, table: &TableValues) -> Option<Finding> {
        let spec = &self.form.tables[table.table];
        let lines = || spec.blocks.iter().flat_map(|block| block.rows.iter().chain(&block.columns));
        let mut mended: Vec<(&str, Message, &Note)> = Vec::new();
        for note in self.report.notes.iter().filter(|note| note.kind == NoteKind::Relabelled) {
            let id = note.id.as_deref().and_then(|id| id.strip_prefix(&spec.id)?.strip_prefix('.'));
            let Some(line) = id.and_then(|id| lines().find(|line| line.id == id)) else { continue };
            let (Some(printed), Some(place)) = (note.printed.as_deref(), &note.place) else { continue };
            if mended.iter().any(|&(known, ..)| known == printed) {
                continue;
            }
            let words = Message::new("structure.mended_label")
                .with("printed", printed)
                .with("place", place.clone())
                .with("line", label_of(spec, line));
            mended.push((printed, words, note));
        }
        let first = mended.first()?.2.place.clone();
        let values: Vec<String> = mended.iter().map(|(printed, ..)| (*printed).to_owned()).collect();
        let count = mended.len();
        let labels = mended.into_iter().map(|(_, words, _)| Argument::Message(words)).collect();
        let message = Message::new("structure.mended")
            .with("table", Message::of(spec.name.clone()))
            .with("count", count)
            .with("labels", Argument::List(labels, separator()));
        let note = self.finding(&format!("mended {}", spec.id), &values, Some(spec), message, first);
        Some(Finding { severity: Severity::Note, ..note })
    }

    /// Rows of figures between the table's own that the form does not have.
    pub(super) fn extra_lines(&self, table: &TableValues) -> Vec<Finding> {
        let spec = &self.form.tables[table.table];
        let of = |note: &&Note| note.kind == NoteKind::Extra && note.id.as_deref() == Some(spec.id.as_str());
        let extra = self.report.notes.iter().filter(of);
        extra
            .filter_map(|note| {
                let place = note.place.clone()?;
                let printed = note.printed.as_deref().filter(|printed| !printed.is_empty())?;
                let message = self
                    .message()
                    .with("table", Message::of(spec.name.clone()))
                    .with("printed", printed)
                    .with("place", place.clone());
                let values = [super::plain::folded(printed)];
                Some(self.finding(&spec.id, &values, Some(spec), message, Some(place)))
            })
            .collect()
    }
}
