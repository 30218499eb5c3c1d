//! What only shows in a batch as a whole. In: outcomes in input order, each before it is printed. Out: findings
//! added to them, and at the end the units that have not submitted. Keeps a few bytes for each report, never the
//! report. Does not know output formats.

mod duplicate;
mod expected;
mod names;
mod units;
mod years;

pub use expected::Expected;
pub use units::units;

use super::decisions::{Decision, Decisions};
use super::input::Input;
use super::{Audit, Outcome};
use crate::check::{Finding, Skipped, identify};
use crate::form::{Form, Named, Rule};
use crate::message::{Argument, Message};
use duplicate::{Duplicates, Same};
use std::fmt::Write;
use std::sync::LazyLock;
use years::Years;

static RULES: LazyLock<Form> = LazyLock::new(|| {
    Form::parse(include_str!("rules.toml")).unwrap_or_else(|faults| panic!("batch/rules.toml: {faults:?}"))
});

/// The rules about a batch, as a form without sections and tables.
pub fn rules() -> &'static Form {
    &RULES
}

/// A unit on the list without a report in the batch.
#[derive(Debug, Clone)]
pub struct Missing {
    /// The unit, as the list has it.
    pub unit: String,
    /// What is said of it.
    pub finding: Finding,
    /// What was decided about that, if anything: then it is not raised again.
    pub decision: Option<Decision>,
    /// What was written about it that leaves it open.
    pub open: Option<Decision>,
}

impl Missing {
    /// Compares what is said with what was decided before.
    pub fn remember(&mut self, decisions: &mut Decisions) {
        let mut findings = vec![self.finding.clone()];
        let applied = decisions.apply(&mut findings);
        self.decision = applied.decided.into_iter().next().map(|decided| decided.decision);
        self.open = applied.open.into_iter().next().map(|open| open.decision);
        if let Some(finding) = findings.pop() {
            self.finding = finding;
        }
    }
}

/// A batch on its way: what it knows of the reports seen so far.
#[derive(Debug)]
pub struct Batch<'a> {
    /// The inputs, in the order in which they are seen.
    inputs: &'a [Input],
    /// How many have been seen.
    seen: usize,
    /// The rules about batches, some perhaps switched off.
    rules: &'a Form,
    years: Years,
    duplicates: Duplicates,
    expected: Option<Expected>,
}

impl<'a> Batch<'a> {
    /// A batch of these inputs, none seen yet, in which the units of a list are expected.
    pub fn new(inputs: &'a [Input], rules: &'a Form, expected: Option<Expected>) -> Self {
        let (years, duplicates) = (Years::default(), Duplicates::default());
        Self { inputs, seen: 0, rules, years, duplicates, expected }
    }

    /// The next input, in order.
    pub fn next(&self) -> Option<&'a Input> {
        self.inputs.get(self.seen)
    }

    /// The next outcome, in input order and before it is printed: findings may be added to it. `forms` are those that
    /// it was checked with.
    pub fn see(&mut self, forms: &[Form], outcome: &mut Outcome) {
        let index = self.seen;
        self.seen += 1;
        let Ok(audit) = &mut outcome.result else {
            if let Some(expected) = &mut self.expected {
                expected.unread(index);
            }
            return;
        };
        let concerned =
            |off: &&crate::form::Off| off.rule.is_named(Named::Duplicate) || self.expected.is_some();
        audit.checked.skipped.extend(self.rules.off.iter().filter(concerned).map(Skipped::off));
        self.years.see(forms, self.inputs, index, audit);
        self.duplicate(index, audit);
        self.expected(index, audit);
    }

    /// The units that have not submitted, in the order of the list.
    pub fn end(self) -> Vec<Missing> {
        let (Some(expected), Some(rule)) = (&self.expected, self.rules.rule_named(Named::NotSubmitted))
        else {
            return Vec::new();
        };
        let year = expected.year();
        expected
            .missing(self.inputs)
            .map(|(unit, hint)| {
                let message = worded(rule).with("unit", unit).with("hint", hint);
                let finding = found(rule, identify(Some(unit), year, &self.rules.id, &rule.id, &[]), message);
                Missing { unit: unit.to_owned(), finding, decision: None, open: None }
            })
            .collect()
    }

    fn duplicate(&mut self, index: usize, audit: &mut Audit) {
        let Some(rule) = self.rules.rule_named(Named::Duplicate) else { return };
        let Some((first, same)) = self.duplicates.see(index, audit) else { return };
        let report = &audit.report;
        let same = match same {
            Same::Bytes => Message::new("batch.same_bytes"),
            Same::Unit => Message::new("batch.same_unit")
                .with("unit", report.organization.as_deref().unwrap_or_default())
                .with("year", Argument::Text(report.year.map_or_else(String::new, |y| y.to_string()))),
        };
        let path = self.inputs.get(first).map(Input::name).unwrap_or_default();
        let message = worded(rule).with("path", path).with("same", same);
        let form = audit.form.as_ref().map_or("", |form| form.id.as_str());
        // Which of several reports of a unit it is, its figures say; of a report without any, its bytes.
        let mut about = rule.id.clone();
        for value in &report.values {
            if let Some(figure) = value.value {
                let _ = write!(about, " {}={}", value.id(), figure.normalize());
            }
        }
        if report.values.is_empty() {
            about += &audit.source.sha256;
        }
        let fingerprint = identify(report.organization.as_deref(), report.year, form, &about, &[]);
        audit.checked.add(found(rule, fingerprint, message));
    }

    fn expected(&mut self, index: usize, audit: &mut Audit) {
        let rule = self.rules.rule_named(Named::NotExpected);
        let Some(expected) = &mut self.expected else { return };
        let unexpected = expected.see(index, audit);
        let (Some(rule), Some(unexpected)) = (rule, unexpected) else { return };
        let Some((unit, hint)) = unexpected else {
            let because = Message::new("batch.no_name");
            audit.checked.skipped.push(Skipped { rule: rule.id.clone(), instance: None, because });
            return;
        };
        let report = &audit.report;
        let message = worded(rule).with("unit", unit.as_str()).with("hint", hint);
        let fingerprint = identify(Some(&unit), report.year, &self.rules.id, &rule.id, &[]);
        audit.checked.add(found(rule, fingerprint, message));
    }
}

fn worded(rule: &Rule) -> Message {
    Message::of(rule.message.clone())
}

/// A finding about a report as a whole.
fn found(rule: &Rule, fingerprint: String, message: Message) -> Finding {
    Finding {
        fingerprint,
        rule: rule.id.clone(),
        severity: rule.graded(rule.severity),
        message,
        table: None,
        equations: Vec::new(),
        explanations: Vec::new(),
        quote: None,
        place: None,
        doubtful: false,
    }
}
