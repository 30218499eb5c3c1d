//! Findings. In: a form and a report. Out: what holds, what fails, what was skipped, one finding a cause.
//! Does not know documents.

pub mod across;
mod cases;
mod causes;
mod equations;
mod gaps;
mod named;
mod reading;
mod values;
mod narrative;
mod wording;
mod zero;

pub use crate::form::Severity;
use crate::form::{Check, Form, Instance, Off, Rule};
use crate::locate::{Confidence, Slip};
use crate::message::Message;
use crate::place::Place;
use crate::report::Report;
pub use gaps::is_unlisted;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use values::TableValues;

/// What the checks of one report came to.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The verdict on the report's arithmetic.
    pub verdict: Verdict,
    /// How many there were of each.
    pub summary: Summary,
    /// One a cause, in document order: hard equations first.
    pub findings: Vec<Finding>,
    /// Each check that did not run, and why.
    pub skipped: Vec<Skipped>,
}

/// The verdict on a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// 勾稽相符: there are equations, and every one held.
    Agrees,
    /// 不符: at least one finding of severity `Error`.
    Disagrees,
    /// 未能全部核对: a table missing, equations skipped, no form. Never printed as agreeing.
    Incomplete,
}

/// Counts. `equations = held + failed + skipped` counts hard equations; the others count findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Hard equations of the editions found.
    pub equations: usize,
    /// Those that hold.
    pub held: usize,
    /// Those that fail.
    pub failed: usize,
    /// Those that could not be evaluated.
    pub skipped: usize,
    /// Findings that cannot be right.
    pub errors: usize,
    /// Findings to ask the submitter about.
    pub warnings: usize,
    /// Findings for the record.
    pub notes: usize,
}

/// One cause of trouble.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Stable across unrelated edits: first half what it is about, second half the values.
    pub fingerprint: String,
    /// The rule, or the first of the rules that failed.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// In the form's own words, never an id.
    pub message: Message,
    /// The table concerned.
    pub table: Option<String>,
    /// Every failed equation the cause accounts for; empty for findings of other kinds.
    pub equations: Vec<FailedEquation>,
    /// Best first; all that are equally good.
    pub explanations: Vec<Explanation>,
    /// The words of the report that the finding is about, for findings about text.
    pub quote: Option<String>,
    /// Where it is: the suspect cell, the total's cell, the heading, the sentence.
    pub place: Option<Place>,
    /// `true` where the cause lies in a cell that was matched doubtfully.
    pub doubtful: bool,
}

/// One instance of a rule that does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct FailedEquation {
    /// The rule's id.
    pub rule: String,
    /// The row's id, for a rule that runs over rows.
    pub row: Option<String>,
    /// The column's id, for a rule that runs over columns.
    pub column: Option<String>,
    /// The side with the total (for the balance: the left side).
    pub stated: Decimal,
    /// The other side.
    pub expected: Decimal,
    /// `stated - expected`.
    pub difference: Decimal,
    /// The rule's own sentence about it.
    pub message: Message,
}

/// Cells that, corrected together, make the equations hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// How sure.
    pub confidence: Confidence,
    /// How the slip came about, where it can be recognised.
    pub slip: Option<Slip>,
    /// The cells.
    pub cells: Vec<Suspect>,
}

/// A cell under suspicion.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspect {
    /// The value's id.
    pub id: String,
    /// Row and column in the form's own words: `（一）予以公开 / 总计`.
    pub label: String,
    /// What the cell states; `None` where blank.
    pub stated: Option<Decimal>,
    /// What would make the equations hold.
    pub suggested: Decimal,
    /// The cell's text.
    pub raw: String,
    /// The cell.
    pub place: Option<Place>,
}

/// A check that did not run.
#[derive(Debug, Clone, PartialEq)]
pub struct Skipped {
    /// The rule's id.
    pub rule: String,
    /// The row's or column's id, where one instance is meant.
    pub instance: Option<String>,
    /// Why.
    pub because: Message,
}

/// Checks a report against its form.
pub fn check(form: &Form, report: &Report) -> Checked {
    let mut summary = Summary::default();
    let (mut findings, mut skipped, mut tables) = (Vec::new(), Vec::new(), Vec::new());
    let required = required_tables(form, report);
    for &(table, found) in &required {
        summary.equations += cases::hard_equations(form, table);
        if !found {
            summary.skipped += cases::hard_equations(form, table);
            skipped.extend(unfound(form, table));
            continue;
        }
        let mut values = TableValues::new(form, report, table);
        let outcome = equations::evaluate(&mut values);
        summary.held += outcome.held;
        summary.failed += outcome.failed;
        summary.skipped += outcome.unevaluated;
        findings.extend(outcome.findings);
        skipped.extend(outcome.skipped);
        tables.push(values);
    }
    findings.extend(named::findings(form, report, &tables, &mut skipped));
    skipped.extend(gaps::gaps(form, &required, &tables, &skipped));
    for off in &form.off {
        let equations = hard_instances(&off.rule, &required);
        summary.equations += equations.len();
        summary.skipped += equations.len();
        skipped.extend(equations.iter().map(|instance| Skipped {
            instance: instance.row.clone().or_else(|| instance.column.clone()),
            ..Skipped::off(off)
        }));
        if equations.is_empty() {
            skipped.push(Skipped::off(off));
        }
    }
    for finding in &mut findings {
        grade(form, finding);
    }
    let whole = summary.equations > 0
        && summary.skipped == 0
        && required.iter().all(|&(_, found)| found)
        && tables.iter().all(|table| table.values.iter().all(Option::is_some));
    let verdict = if whole { Verdict::Agrees } else { Verdict::Incomplete };
    let mut checked = Checked { verdict, summary, findings: Vec::with_capacity(findings.len()), skipped };
    let mut taken = HashMap::new();
    for mut finding in findings {
        number(&mut finding, &mut taken);
        checked.findings.push(finding);
    }
    checked.settle();
    checked
}

impl Checked {
    /// One finding more, found outside the report itself (in another one, in the whole batch).
    pub fn add(&mut self, mut finding: Finding) {
        let own = finding.fingerprint.clone();
        let is_taken = |fingerprint: &str| self.findings.iter().any(|known| known.fingerprint == fingerprint);
        let free = (0..).map(|again| numbered(&own, again)).find(|fingerprint| !is_taken(fingerprint));
        finding.fingerprint = free.unwrap_or(own);
        self.findings.push(finding);
        self.settle();
    }

    /// Puts findings in order and counts them; a report with an error disagrees.
    pub fn settle(&mut self) {
        // Stable: within a severity, document order as found.
        self.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let count = |severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        self.summary.errors = count(Severity::Error);
        self.summary.warnings = count(Severity::Warning);
        self.summary.notes = count(Severity::Note);
        if self.summary.errors > 0 || self.summary.failed > 0 {
            self.verdict = Verdict::Disagrees;
        }
    }
}

impl Skipped {
    /// A rule that the user has switched off.
    pub fn off(off: &Off) -> Self {
        Self { rule: off.rule.id.clone(), instance: None, because: off.because.clone() }
    }
}

/// Gives a finding the severity that the user wants its rule to have.
fn grade(form: &Form, finding: &mut Finding) {
    if let Some(rule) = form.rules.iter().find(|rule| rule.id == finding.rule) {
        let severity = rule.graded(finding.severity);
        finding.severity = if finding.doubtful { severity.min(Severity::Warning) } else { severity };
    }
}

/// The equations that must hold of one rule, in the tables required.
fn hard_instances<'r>(rule: &'r Rule, required: &[(usize, bool)]) -> Vec<&'r Instance> {
    match &rule.check {
        Check::Linear(linear) if rule.is_hard() => {
            let counts = |instance: &&Instance| required.iter().any(|&(table, _)| table == instance.table);
            linear.instances.iter().filter(counts).collect()
        }
        _ => Vec::new(),
    }
}

/// What can be said of a document that no form fits: nothing was checked.
pub fn without_form() -> Checked {
    Checked {
        verdict: Verdict::Incomplete,
        summary: Summary::default(),
        findings: Vec::new(),
        skipped: Vec::new(),
    }
}

/// The edition of each table that counts (index into [`Form::tables`]): the one found, or else the one for the
/// report's year; and whether it was found.
fn required_tables(form: &Form, report: &Report) -> Vec<(usize, bool)> {
    let mut required: Vec<(usize, bool)> = Vec::new();
    for (i, table) in form.tables.iter().enumerate() {
        if required.iter().any(|&(other, _)| form.tables[other].id == table.id) {
            continue;
        }
        let editions = || form.tables.iter().enumerate().filter(|(_, other)| other.id == table.id);
        let found = report.tables.iter().find(|found| found.id == table.id);
        let edition = found.and_then(|found| editions().find(|(_, other)| other.edition == found.edition));
        let due = || editions().find(|(_, other)| report.year.is_some_and(|year| other.is_for(year)));
        let chosen = edition.or_else(due).map_or(i, |(chosen, _)| chosen);
        required.push((chosen, found.is_some()));
    }
    required
}

/// The rules that could not run because their table is not there, each once.
fn unfound(form: &Form, table: usize) -> Vec<Skipped> {
    let mut rules: Vec<&str> = cases::cases(form, table).iter().map(|case| case.rule.id.as_str()).collect();
    rules.dedup();
    let because = Message::new("finding.skipped_no_table");
    rules
        .into_iter()
        .map(|rule| Skipped { rule: rule.to_owned(), instance: None, because: because.clone() })
        .collect()
}

/// A letter and two hashes: what a finding is about, and the values it rests on. The path has no part in it.
fn fingerprint(form: &Form, report: &Report, about: &str, values: &[String]) -> String {
    identify(report.organization.as_deref(), report.year, &form.id, about, values)
}

/// A fingerprint: a letter, a hash of what the finding is about, a dash, a hash of the values it rests on. It can
/// look like no number and no date to a spreadsheet.
pub fn identify(
    organization: Option<&str>,
    year: Option<i32>,
    form: &str,
    about: &str,
    values: &[String],
) -> String {
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    let first = hash(&[organization.unwrap_or_default(), &year, form, about]);
    let second = hash(&values.iter().map(String::as_str).collect::<Vec<_>>());
    format!("f{first}-{second}")
}

/// Numbers a finding that is equal to one before it, so that a decision about one is none about the other.
fn number(finding: &mut Finding, taken: &mut HashMap<String, usize>) {
    let again = taken.entry(finding.fingerprint.clone()).or_insert(0);
    finding.fingerprint = numbered(&finding.fingerprint, *again);
    *again += 1;
}

/// The fingerprint of the finding that is equal to so many before it: another first half.
fn numbered(fingerprint: &str, again: usize) -> String {
    match fingerprint.split_once('-') {
        Some((first, second)) if again > 0 => format!("f{}-{second}", hash(&[first, &again.to_string()])),
        _ => fingerprint.to_owned(),
    }
}

/// Twelve hex digits of SHA-256 over fields, each ended by a byte that occurs in none.
fn hash(fields: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update(field.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
