//! Single values that cannot be right, or are worth a word. In: the values of a table. Out: findings. Does not
//! know sections or text.

use super::Context;
use crate::check::Finding;
use crate::check::values::TableValues;
use crate::check::wording::{cell_of, separator};
use crate::check::zero;
use crate::form::{Kind, Named, Severity};
use crate::message::{Argument, Message};
use crate::report::Status;
use rust_decimal::Decimal;

impl Context<'_> {
    /// One note for the blanks of a table whose equations hold with them as 0.
    pub(super) fn not_stated(&self, table: &TableValues) -> Option<Finding> {
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

    /// A table of the rule that holds nothing but zeros.
    pub(super) fn all_zero(&self, table: &TableValues) -> Option<Finding> {
        let spec = &self.form.tables[table.table];
        if self.rule.table.as_ref().is_some_and(|id| *id != spec.id) || !zero::all_zero(table) {
            return None;
        }
        let message = self.message().with("table", Message::of(spec.name.clone()));
        let found = self.report.tables.iter().find(|found| found.id == spec.id);
        Some(self.finding(&spec.id, &[], Some(spec), message, found.map(|found| found.place.clone())))
    }

    /// Values that cannot be what they are.
    pub(super) fn values(&self, table: &TableValues, named: Named) -> Vec<Finding> {
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
                    .with("cell", table.cell_words(cell))
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

    /// Figures that are 0 for most bodies: one finding a table, and none for the bodies that are excepted.
    pub(super) fn zero_unless(&self, tables: &[TableValues]) -> super::Ran {
        let mut findings = Vec::new();
        for table in tables {
            let stated = self.positive(table);
            if stated.is_empty() {
                continue;
            }
            let organization = self
                .report
                .organization
                .as_deref()
                .ok_or_else(|| Message::new("structure.no_organization"))?;
            let excepted = |wording: &crate::form::Wording| {
                wording.regex().is_some_and(|regex| regex.is_match(&super::plain::folded(organization)))
            };
            if self.rule.content.unless.iter().any(excepted) {
                continue;
            }
            findings.extend(self.about_cells(table, &stated, "organization", organization));
        }
        Ok(findings)
    }

    /// The cells of the rule in this table that state more than 0.
    pub(super) fn positive(&self, table: &TableValues) -> Vec<(usize, Decimal)> {
        let cells = self.rule.content.cells.iter().filter(|&&(index, _)| index == table.table);
        cells
            .filter_map(|&(_, cell)| Some((cell, table.figure(cell)?.normalize())))
            .filter(|&(_, figure)| figure > Decimal::ZERO)
            .collect()
    }

    /// A finding about the figures that cells state, at the first of them; the sentence of the rule names one thing
    /// more, by the argument it has there. `None` without cells.
    pub(super) fn about_cells(
        &self,
        table: &TableValues,
        cells: &[(usize, Decimal)],
        argument: &'static str,
        named: &str,
    ) -> Option<Finding> {
        let &(first, _) = cells.first()?;
        let spec = &self.form.tables[table.table];
        let states = |&(cell, figure): &(usize, Decimal)| {
            let cell = cell_of(spec, cell);
            Argument::Message(Message::new("structure.cell_states").with("cell", cell).with("figure", figure))
        };
        let message = self
            .message()
            .with("table", Message::of(spec.name.clone()))
            .with("cells", Argument::List(cells.iter().map(states).collect(), separator()))
            .with(argument, named);
        let values: Vec<String> = cells.iter().map(|(_, figure)| figure.to_string()).collect();
        let place = table.values[first].map(|value| value.place.clone());
        Some(self.finding(&spec.id, &values, Some(spec), message, place))
    }
}
