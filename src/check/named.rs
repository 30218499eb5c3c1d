//! Checks that are not equations. In: a form's named rules and a report. Out: findings. Does not know documents.

use super::narrative::Text;
use super::values::TableValues;
use super::wording::{label_of, separator};
use super::{Finding, Skipped, fingerprint};
use crate::form::{Check, Form, Kind, Line, Named, Rule, Severity, Table};
use crate::message::{Argument, Message};
use crate::place::Place;
use crate::report::{NoteKind, Report, Status};
use rust_decimal::Decimal;

/// Runs every named rule of a form.
pub(super) fn findings(
    form: &Form,
    report: &Report,
    tables: &[TableValues],
    skipped: &mut Vec<Skipped>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let text = Text::new(form, report, tables);
    for rule in &form.rules {
        let Check::Named(named) = &rule.check else { continue };
        let context = Context { form, report, rule };
        match named {
            // Blanks that break equations are found with the equations.
            Named::ValueBlank => {
                findings.extend(
                    tables.iter().filter(|table| table.agrees).filter_map(|table| context.not_stated(table)),
                );
            }
            Named::ValueUnreadable | Named::ValueFraction | Named::ValueNegative => {
                findings.extend(tables.iter().flat_map(|table| context.values(table, *named)));
            }
            Named::TableMissing => findings.extend(context.missing_tables()),
            Named::ValueMissing => {
                findings.extend(tables.iter().filter_map(|table| context.missing_values(table)))
            }
            Named::Label => findings.extend(tables.iter().flat_map(|table| context.doubtful_labels(table))),
            Named::SeveralReports => findings.extend(context.several_reports()),
            Named::Repeated => findings.extend(context.repeated()),
            Named::TableYear => findings.extend(context.table_years()),
            Named::Title => findings.extend(context.title()),
            Named::SectionMissing => findings.extend(context.missing_sections()),
            // One report alone does not show these: the batch checks them.
            Named::Duplicate | Named::NotSubmitted | Named::NotExpected => {}
            Named::NarrativeCount
            | Named::NarrativeAllHandled
            | Named::NarrativeSum
            | Named::NarrativeGrowth
            | Named::NarrativeTwice => findings.extend(text.findings(rule, *named, skipped)),
            Named::Edition => match report.year {
                Some(year) => findings.extend(context.editions(year)),
                None => skipped.push(Skipped {
                    rule: rule.id.clone(),
                    instance: None,
                    because: Message::new("finding.skipped_no_year"),
                }),
            },
        }
    }
    findings
}

pub(super) struct Context<'a> {
    pub form: &'a Form,
    pub report: &'a Report,
    rule: &'a Rule,
}

impl Context<'_> {
    pub(super) fn finding(
        &self,
        about: &str,
        values: &[String],
        table: Option<&Table>,
        message: Message,
        place: Option<Place>,
    ) -> Finding {
        Finding {
            fingerprint: fingerprint(self.form, self.report, &format!("{} {about}", self.rule.id), values),
            rule: self.rule.id.clone(),
            severity: self.rule.severity,
            message,
            table: table.map(|table| table.id.clone()),
            equations: Vec::new(),
            explanations: Vec::new(),
            quote: None,
            place,
            doubtful: false,
        }
    }

    pub(super) fn message(&self) -> Message {
        Message::of(self.rule.message.clone())
    }

    /// One note for the blanks of a table whose equations hold with them as 0.
    fn not_stated(&self, table: &TableValues) -> Option<Finding> {
        let blank = table
            .values
            .iter()
            .flatten()
            .filter(|value| matches!(value.status, Status::Blank | Status::Dash));
        let (count, first) = (blank.clone().count(), blank.clone().next()?);
        let spec = &self.form.tables[table.table];
        let message = Message::new("finding.not_stated")
            .with("table", Message::of(spec.name.clone()))
            .with("count", count);
        let place = Some(first.place.clone());
        let note = self.finding(&spec.id, &[count.to_string()], Some(spec), message, place);
        Some(Finding { severity: Severity::Note, ..note })
    }

    /// Values that cannot be what they are.
    fn values(&self, table: &TableValues, named: Named) -> Vec<Finding> {
        let spec = &self.form.tables[table.table];
        let mut findings = Vec::new();
        for (cell, value) in table.values.iter().enumerate() {
            let Some(value) = value else { continue };
            let (row, column) = table.cells[cell];
            let kind = column.kind.or(row.kind).unwrap_or(Kind::Count);
            let wrong = match (named, value.value) {
                (Named::ValueUnreadable, _) => value.status == Status::Unreadable,
                (Named::ValueFraction, Some(figure)) => kind != Kind::Amount && !figure.fract().is_zero(),
                (Named::ValueNegative, Some(figure)) => kind != Kind::Change && figure < Decimal::ZERO,
                _ => false,
            };
            if wrong {
                let (row, column) = table.labels(cell);
                let raw = value.raw.replace('\n', " ");
                let message = self
                    .message()
                    .with("table", Message::of(spec.name.clone()))
                    .with("row", row)
                    .with("column", column)
                    .with("raw", Argument::quoted(&raw));
                let mut finding =
                    self.finding(&value.id(), &[raw], Some(spec), message, Some(value.place.clone()));
                if value.doubtful {
                    finding.doubtful = true;
                    finding.severity = finding.severity.min(Severity::Warning);
                    finding.message = Message::new("finding.doubtful").with("finding", finding.message);
                }
                findings.push(finding);
            }
        }
        findings
    }

    fn missing_tables(&self) -> Vec<Finding> {
        let missing = super::required_tables(self.form, self.report)
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
    fn missing_values(&self, table: &TableValues) -> Option<Finding> {
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
    fn doubtful_labels(&self, table: &TableValues) -> Vec<Finding> {
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

    /// Each report in the file but the first, which alone was read.
    fn several_reports(&self) -> Vec<Finding> {
        let unnamed = || Message::new("finding.untitled");
        let others = self.report.others.iter();
        others
            .map(|other| {
                let title =
                    other.title.as_deref().map_or_else(|| Argument::Message(unnamed()), Argument::from);
                let message = self.message().with("title", title).with("place", other.place.clone());
                let about = other.title.clone().unwrap_or_default();
                self.finding(&about, &[], None, message, Some(other.place.clone()))
            })
            .collect()
    }

    fn missing_sections(&self) -> Vec<Finding> {
        let missing = self.form.sections.iter().filter(|section| {
            self.report.sections.iter().all(|found| found.id.as_deref() != Some(section.id.as_str()))
        });
        missing
            .map(|section| {
                let message = self.message().with("heading", section.heading.as_str());
                self.finding(&section.id, &[], None, message, None)
            })
            .collect()
    }

    /// Tables of an edition that is not the one for the report's year.
    fn editions(&self, year: i32) -> Vec<Finding> {
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
        findings
    }
}
