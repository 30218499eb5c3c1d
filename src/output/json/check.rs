//! `gouji/check/1`. In: an audit. Out: the verdict, the findings and what was skipped, one JSON object.

use super::shared::{Form, Number, Object, Position, Source, TOOL};
use crate::audit::batch::Missing;
use crate::audit::{Audit, Outcome, decisions};
use crate::check as found;
use crate::message::Lang;
use crate::output::codes;
use schemars::JsonSchema;
use serde::Serialize;

const SCHEMA: &str = "gouji/check/1";

/// The object of a unit that has not submitted: there is no file.
pub fn missing(missing: &Missing, lang: Lang) -> Object<'_, Check<'_>> {
    let raised = usize::from(missing.decision.is_none());
    let one = |severity| if missing.finding.severity == severity { raised } else { 0 };
    let summary = Summary {
        errors: one(found::Severity::Error),
        warnings: one(found::Severity::Warning),
        notes: one(found::Severity::Note),
        decided: 1 - raised,
        ..Summary::default()
    };
    let finding = || finding(&missing.finding, None, lang);
    Object::Read(Check {
        schema: SCHEMA,
        tool: TOOL,
        source: None,
        form: None,
        organization: Some(&missing.unit),
        year: None,
        verdict: codes::Verdict::Incomplete,
        summary,
        findings: if missing.decision.is_none() { vec![finding()] } else { Vec::new() },
        decided: missing
            .decision
            .iter()
            .map(|decision| Decided { finding: finding(), decision: decision.into() })
            .collect(),
        skipped: Vec::new(),
    })
}

/// The object of one input.
pub fn object(outcome: &Outcome, lang: Lang) -> Object<'_, Check<'_>> {
    match &outcome.result {
        Ok(audit) => Object::Read(check(audit, lang)),
        Err(error) => Object::unread(SCHEMA, &outcome.path, error, lang),
    }
}

/// What the checks of one report came to.
#[derive(Serialize, JsonSchema)]
pub struct Check<'a> {
    /// The shape of this object, `gouji/check/1`.
    schema: &'static str,
    /// The program that wrote it.
    tool: &'static str,
    /// The file; null for a unit that has not submitted.
    source: Option<Source<'a>>,
    /// The form that was applied; null where none fits.
    form: Option<Form<'a>>,
    /// The reporting body, from the title; a unit that has not submitted, as the list has it.
    organization: Option<&'a str>,
    /// The year reported on, from the title.
    year: Option<i32>,
    /// The verdict.
    verdict: codes::Verdict,
    /// How many there were of each.
    summary: Summary,
    /// One a cause.
    findings: Vec<Finding<'a>>,
    /// Findings that were decided on before, and are not raised again.
    decided: Vec<Decided<'a>>,
    /// Each check that did not run.
    skipped: Vec<Skipped<'a>>,
}

/// Counts: `equations = held + failed + skipped` are the hard equations, the others findings.
#[derive(Default, Serialize, JsonSchema)]
struct Summary {
    /// Hard equations of the editions found.
    equations: usize,
    /// Those that hold.
    held: usize,
    /// Those that fail.
    failed: usize,
    /// Those that could not be evaluated.
    skipped: usize,
    /// Findings that cannot be right.
    errors: usize,
    /// Findings to ask the submitter about.
    warnings: usize,
    /// Findings for the record.
    notes: usize,
    /// Findings that were decided on before; they count nowhere else.
    decided: usize,
}

/// One cause of trouble.
#[derive(Serialize, JsonSchema)]
struct Finding<'a> {
    /// What it is about, a dash, and the values: stable as long as the report says the same.
    fingerprint: &'a str,
    /// The rule, or the first of the rules that failed; see `gouji explain`.
    rule: &'a str,
    /// How grave.
    severity: codes::Severity,
    /// For people, in the form's own words.
    message: String,
    /// The table concerned.
    table: Option<&'a str>,
    /// Every failed equation that the cause accounts for; empty for findings of other kinds.
    equations: Vec<Equation<'a>>,
    /// Best first; all that are equally good.
    explanations: Vec<Explanation<'a>>,
    /// The words of the report that the finding is about.
    quote: Option<&'a str>,
    /// Whether the cells concerned were matched beyond doubt.
    reading: Reading,
    /// What was decided when the values were others; null for a finding that was never decided on.
    changed_since: Option<Decision<'a>>,
}

/// A finding that was decided on before.
#[derive(Serialize, JsonSchema)]
struct Decided<'a> {
    /// The finding.
    #[serde(flatten)]
    finding: Finding<'a>,
    /// What was decided.
    decision: Decision<'a>,
}

/// What was decided about a finding.
#[derive(Serialize, JsonSchema)]
struct Decision<'a> {
    /// The decision, in the words of who made it.
    decision: &'a str,
    /// Who.
    by: Option<&'a str>,
    /// When, ISO 8601.
    date: Option<&'a str>,
    /// Why.
    reason: Option<&'a str>,
}

impl<'a> From<&'a decisions::Decision> for Decision<'a> {
    fn from(made: &'a decisions::Decision) -> Self {
        let stated = |text: &'a str| Some(text).filter(|text| !text.is_empty());
        let decisions::Decision { decision, by, date, reason } = made;
        Self { decision, by: stated(by), date: date.as_deref(), reason: stated(reason) }
    }
}

/// How surely cells were matched.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Reading {
    /// Beyond doubt, mended labels included.
    Sure,
    /// A rival was nearly as good: look at `gouji document` first.
    Doubtful,
}

/// One instance of a rule that does not hold.
#[derive(Serialize, JsonSchema)]
struct Equation<'a> {
    /// The rule.
    rule: &'a str,
    /// The row's id inside the table, for a rule that runs over rows.
    row: Option<&'a str>,
    /// The column's id inside the table, for a rule that runs over columns.
    column: Option<&'a str>,
    /// The side with the total (for a balance: the left side).
    stated: Number,
    /// The other side.
    expected: Number,
    /// `stated - expected`.
    difference: Number,
}

/// Cells that, corrected together, make the equations hold.
#[derive(Serialize, JsonSchema)]
struct Explanation<'a> {
    /// How sure.
    confidence: codes::Confidence,
    /// How the slip came about, where that can be recognised.
    slip: Option<codes::Slip>,
    /// The cells.
    cells: Vec<Cell<'a>>,
}

/// A cell under suspicion.
#[derive(Serialize, JsonSchema)]
struct Cell<'a> {
    /// The value's id.
    id: &'a str,
    /// Row and column in the form's own words.
    label: &'a str,
    /// What the cell states; null where blank.
    stated: Option<Number>,
    /// What would make the equations hold.
    suggested: Number,
    /// The text of the cell.
    raw: &'a str,
    /// The cell.
    place: Option<Position>,
}

/// A check that did not run.
#[derive(Serialize, JsonSchema)]
struct Skipped<'a> {
    /// The rule.
    rule: &'a str,
    /// The row or column, where one instance is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<&'a str>,
    /// Why, for people.
    because: String,
}

fn check(audit: &Audit, lang: Lang) -> Check<'_> {
    let since = |found: &found::Finding| {
        audit.changed.iter().find(|c| c.fingerprint == found.fingerprint).map(|changed| &changed.decision)
    };
    let found::Summary { equations, held, failed, skipped, errors, warnings, notes } = audit.checked.summary;
    Check {
        schema: SCHEMA,
        tool: TOOL,
        source: Some((&audit.source).into()),
        form: audit.form.as_ref().map(Form::from),
        organization: audit.report.organization.as_deref(),
        year: audit.report.year,
        verdict: audit.checked.verdict.into(),
        summary: Summary {
            equations,
            held,
            failed,
            skipped,
            errors,
            warnings,
            notes,
            decided: audit.decided.len(),
        },
        findings: audit.checked.findings.iter().map(|found| finding(found, since(found), lang)).collect(),
        decided: audit
            .decided
            .iter()
            .map(|decided| Decided {
                finding: finding(&decided.finding, None, lang),
                decision: (&decided.decision).into(),
            })
            .collect(),
        skipped: audit.checked.skipped.iter().map(|skipped| skip(skipped, lang)).collect(),
    }
}

fn finding<'a>(found: &'a found::Finding, since: Option<&'a decisions::Decision>, lang: Lang) -> Finding<'a> {
    Finding {
        fingerprint: &found.fingerprint,
        rule: &found.rule,
        severity: found.severity.into(),
        message: found.message.render(lang),
        table: found.table.as_deref(),
        equations: found.equations.iter().map(equation).collect(),
        explanations: found.explanations.iter().map(explanation).collect(),
        quote: found.quote.as_deref(),
        reading: if found.doubtful { Reading::Doubtful } else { Reading::Sure },
        changed_since: since.map(Decision::from),
    }
}

fn equation(failed: &found::FailedEquation) -> Equation<'_> {
    Equation {
        rule: &failed.rule,
        row: failed.row.as_deref(),
        column: failed.column.as_deref(),
        stated: Number(failed.stated),
        expected: Number(failed.expected),
        difference: Number(failed.difference),
    }
}

fn explanation(explanation: &found::Explanation) -> Explanation<'_> {
    Explanation {
        confidence: explanation.confidence.into(),
        slip: explanation.slip.map(Into::into),
        cells: explanation.cells.iter().map(cell).collect(),
    }
}

fn skip(skipped: &found::Skipped, lang: Lang) -> Skipped<'_> {
    Skipped {
        rule: &skipped.rule,
        instance: skipped.instance.as_deref(),
        because: skipped.because.render(lang),
    }
}

fn cell(suspect: &found::Suspect) -> Cell<'_> {
    Cell {
        id: &suspect.id,
        label: &suspect.label,
        stated: suspect.stated.map(Number),
        suggested: Number(suspect.suggested),
        raw: &suspect.raw,
        place: suspect.place.as_ref().map(Position::from),
    }
}
