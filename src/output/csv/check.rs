//! `check` in CSV: a line a finding, or a line a file.

use super::extract::{identity, reason_and_advice};
use super::wide::Counts;
use super::{Row, Style, header, write_rows};
use crate::audit::batch::Missing;
use crate::audit::decisions::Decision;
use crate::audit::{Audit, Outcome};
use crate::check::{Finding, Suspect, Verdict};
use crate::form::Form;
use crate::output::Format;
use crate::output::codes;
use crate::output::labels::{Axis, Labels, Words};
use crate::output::unread;
use rust_decimal::Decimal;
use std::io::{self, Write};

/// `--format csv`: a line a finding.
#[derive(Debug)]
pub struct Findings<'f> {
    /// The forms that were tried.
    pub forms: &'f [Form],
    /// Ids or words.
    pub style: Style,
}

const FINDINGS: [&str; 22] = [
    "file",
    "organization",
    "year",
    "fingerprint",
    "rule",
    "severity",
    "table",
    "row",
    "column",
    "stated",
    "expected",
    "difference",
    "suspect",
    "suggested",
    "confidence",
    "message",
    "quote",
    "place",
    "decision",
    "by",
    "date",
    "reason",
];
const UNITS: [&str; 17] = [
    "file",
    "organization",
    "signature_organization",
    "year",
    "form",
    "editions",
    "verdict",
    "errors",
    "warnings",
    "notes",
    "held",
    "failed",
    "skipped",
    "blank",
    "missing",
    "read_status",
    "reason",
];

/// Between explanations that are equally good.
const OR: &str = " | ";
/// Between cells that are corrected together.
const AND: &str = " + ";

impl Format<Audit> for Findings<'_> {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write_rows(out, [header(&FINDINGS, self.style)])
    }

    fn add(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        match &outcome.result {
            Ok(audit) => {
                let words = Words::new(self.forms, audit);
                let start = || identity(audit);
                let open = |finding: &Finding| {
                    let open = audit.open.iter().find(|open| open.fingerprint == finding.fingerprint);
                    open.map(|open| &open.decision)
                };
                let raised = audit.checked.findings.iter().map(|finding| (finding, open(finding)));
                // Those decided on stay in the file, so that it can be the next file of decisions.
                let decided = audit.decided.iter().map(|decided| (&decided.finding, Some(&decided.decision)));
                let rows = raised.chain(decided);
                write_rows(out, rows.map(|(finding, made)| row(start(), finding, made, words, self.style)))
            }
            Err(error) => {
                let start =
                    Row::default().text(&outcome.path).up_to(4).text(format!("read.{}", error.kind.code()));
                let start = start.text(self.style.kind("status", "unread")).up_to(15);
                let message = reason_and_advice(error).render(self.style.lang);
                write_rows(out, [start.text(message).up_to(FINDINGS.len())])
            }
        }
    }

    fn missing(&mut self, missing: &[Missing], out: &mut dyn Write) -> io::Result<()> {
        let start = |unit: &Missing| Row::default().empty().text(&unit.unit).empty();
        let rows = missing.iter().map(|unit| {
            row(
                start(unit),
                &unit.finding,
                unit.decision.as_ref().or(unit.open.as_ref()),
                Words::none(),
                self.style,
            )
        });
        write_rows(out, rows)
    }
}

fn row(start: Row, finding: &Finding, made: Option<&Decision>, words: Words, style: Style) -> Row {
    let table = finding.table.as_deref().unwrap_or_default();
    let name = |axis, id| match style.labels {
        Labels::Id => String::from(id),
        Labels::Zh => words.path(table, axis, id),
    };
    // Row, column and figures are those of one equation, so that a line never mixes two cells.
    let first = finding.equations.first();
    let row = first.and_then(|equation| equation.row.as_deref());
    let column = first.and_then(|equation| equation.column.as_deref());
    let suspect = |suspect: &Suspect| match style.labels {
        Labels::Id => suspect.id.clone(),
        Labels::Zh => suspect.label.clone(),
    };
    let confidence = finding.explanations.first().map(|best| codes::Confidence::from(best.confidence).code());
    start
        .text(&finding.fingerprint)
        .text(&finding.rule)
        .text(style.kind("severity", codes::Severity::from(finding.severity).code()))
        .option(
            finding.table.as_deref().map(|id| if style.labels == Labels::Zh { words.table(id) } else { id }),
        )
        .option(row.map(|id| name(Axis::Row, id)))
        .option(column.map(|id| name(Axis::Column, id)))
        .number(first.map(|equation| equation.stated))
        .number(first.map(|equation| equation.expected))
        .number(first.map(|equation| equation.difference))
        .text(joined(finding, suspect))
        .suggested(finding)
        .option(confidence.map(|code| style.kind("confidence", code)))
        .text(finding.message.render(style.lang))
        .option(finding.quote.as_ref())
        .option(finding.place.as_ref().map(ToString::to_string))
        .option(made.map(|made| &made.decision))
        .option(made.map(|made| &made.by))
        .option(made.and_then(|made| made.date.as_ref()))
        .option(made.map(|made| &made.reason))
}

impl Row {
    /// The one figure suggested, or several as text.
    fn suggested(self, finding: &Finding) -> Self {
        match only_cell(finding) {
            Some(suspect) => self.number(Some(suspect.suggested)),
            None => self.text(joined(finding, |suspect| Decimal::to_string(&suspect.suggested))),
        }
    }
}

fn only_cell(finding: &Finding) -> Option<&Suspect> {
    match finding.explanations.as_slice() {
        [only] if only.cells.len() == 1 => only.cells.first(),
        _ => None,
    }
}

fn joined(finding: &Finding, cell: impl Fn(&Suspect) -> String) -> String {
    let one = |cells: &[Suspect]| cells.iter().map(&cell).collect::<Vec<_>>().join(AND);
    finding.explanations.iter().map(|explanation| one(&explanation.cells)).collect::<Vec<_>>().join(OR)
}

/// `--format units`: a line a file, clean ones too.
#[derive(Debug)]
pub struct Units {
    /// Ids or words.
    pub style: Style,
}

impl Format<Audit> for Units {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write_rows(out, [header(&UNITS, self.style)])
    }

    fn add(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let audit = match &outcome.result {
            Ok(audit) => audit,
            Err(error) => {
                let row = Row::default().text(&outcome.path).up_to(UNITS.len() - 2).text(error.kind.code());
                return write_rows(out, [row.text(reason_and_advice(error).render(self.style.lang))]);
            }
        };
        let report = &audit.report;
        let summary = &audit.checked.summary;
        let editions = report
            .tables
            .iter()
            .filter_map(|table| table.edition.as_ref().map(|edition| format!("{}={edition}", table.id)));
        let mut row = Row::default()
            .text(&audit.source.path)
            .option(report.organization.as_ref())
            .option(report.signature.organization.as_ref())
            .year(report.year)
            .option(audit.form.as_ref().map(|form| &form.id))
            .text(editions.collect::<Vec<_>>().join(" "))
            .text(self.style.kind("verdict", codes::Verdict::from(audit.checked.verdict).code()));
        let Counts { blank, missing, .. } = Counts::of(audit);
        for count in [
            summary.errors,
            summary.warnings,
            summary.notes,
            summary.held,
            summary.failed,
            summary.skipped,
            blank,
            missing,
        ] {
            row = row.count(count);
        }
        write_rows(out, [row.text(self.style.kind("status", "read")).text(skipped(audit, self.style))])
    }

    fn missing(&mut self, missing: &[Missing], out: &mut dyn Write) -> io::Result<()> {
        let row = |unit: &Missing| {
            let row = Row::default().empty().text(&unit.unit).up_to(UNITS.len() - 2);
            let row = row.text(self.style.kind("status", "not_submitted"));
            row.text(unit.finding.message.render(self.style.lang))
        };
        write_rows(out, missing.iter().map(row))
    }
}

/// Why not every equation could be checked: each reason once.
fn skipped(audit: &Audit, style: Style) -> String {
    let mut reasons: Vec<String> =
        unread::unchecked(audit).map(|why| why.render(style.lang)).into_iter().collect();
    let open = audit.checked.verdict == Verdict::Incomplete || audit.checked.summary.skipped > 0;
    let skipped: &[_] = if open { &audit.checked.skipped } else { &[] };
    for skipped in skipped {
        let reason = skipped.because.render(style.lang);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons.join("; ")
}
