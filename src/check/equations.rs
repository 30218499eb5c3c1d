//! Equations and inequalities. In: a form's linear rules and the values of one table. Out: how many hold and
//! fail, one finding for each cause of failures, and what could not be evaluated. Does not know documents.

use super::cases::{Case, cases, equation_message, failed_equation, instance_key, skipped, term_values};
use super::causes::causes;
use super::values::TableValues;
use super::{Finding, Skipped, fingerprint};
use crate::message::Message;
use std::collections::HashSet;

/// What became of the linear rules of a table.
#[derive(Default)]
pub(super) struct Outcome {
    pub held: usize,
    pub failed: usize,
    pub unevaluated: usize,
    pub findings: Vec<Finding>,
    pub skipped: Vec<Skipped>,
}

/// Evaluates all linear rules of a table.
pub(super) fn evaluate(table: &mut TableValues) -> Outcome {
    let mut outcome = Outcome::default();
    let (hard, soft): (Vec<Case>, Vec<Case>) =
        cases(table.form, table.table).into_iter().partition(Case::is_hard);
    let mut evaluated = Vec::new();
    for case in hard {
        match (table.sum(&case.instance.left), table.sum(&case.instance.right)) {
            (Some(left), Some(right)) => evaluated.push((case, left, right)),
            _ => {
                outcome.unevaluated += 1;
                outcome.skipped.push(skipped(case, table.obstacle(case.instance)));
            }
        }
    }
    outcome.failed = evaluated.iter().filter(|(_, left, right)| left != right).count();
    outcome.held = evaluated.len() - outcome.failed;
    let mut suspicious = HashSet::new();
    table.agrees = outcome.failed == 0;
    if outcome.failed > 0 {
        let failing = evaluated.iter().filter(|(_, left, right)| left != right);
        let terms = failing.flat_map(|(case, ..)| case.instance.left.iter().chain(&case.instance.right));
        suspicious.extend(terms.map(|term| term.cell));
        outcome.findings = causes(table, &evaluated);
        table.doubted = doubted(table, &outcome.findings, &suspicious);
    }
    for case in soft {
        inequality(table, case, &suspicious, &mut outcome);
    }
    outcome
}

/// The cells that some explanation corrects; all that failed where there is none.
fn doubted(table: &TableValues, findings: &[Finding], suspicious: &HashSet<usize>) -> HashSet<usize> {
    if findings.iter().any(|finding| finding.explanations.is_empty()) {
        return suspicious.clone();
    }
    let suspects = findings.iter().flat_map(|finding| &finding.explanations).flat_map(|e| &e.cells);
    suspects.filter_map(|suspect| table.cell(&suspect.id)).collect()
}

/// An inequality, or an equation that only warns.
fn inequality(table: &TableValues, case: Case, suspicious: &HashSet<usize>, outcome: &mut Outcome) {
    let terms = || case.instance.left.iter().chain(&case.instance.right);
    let (Some(left), Some(right)) = (table.sum(&case.instance.left), table.sum(&case.instance.right)) else {
        outcome.skipped.push(skipped(case, table.obstacle(case.instance)));
        return;
    };
    // Blanks say nothing that could be compared, and figures already in doubt would be told twice.
    if let Some(blank) =
        terms().find(|term| table.values[term.cell].is_some_and(|value| value.value.is_none()))
    {
        let because = Message::new("finding.skipped_blank").with("cell", table.cell_words(blank.cell));
        outcome.skipped.push(skipped(case, because));
        return;
    }
    if terms().any(|term| suspicious.contains(&term.cell)) {
        outcome.skipped.push(skipped(case, Message::new("finding.skipped_in_doubt")));
        return;
    }
    if case.linear.relation.holds(left, right) {
        return;
    }
    let first = case.instance.left.first().and_then(|term| table.values[term.cell]);
    let doubtful = terms().any(|term| table.values[term.cell].is_some_and(|value| value.doubtful));
    outcome.findings.push(Finding {
        fingerprint: fingerprint(
            table.form,
            table.report,
            &instance_key(&case),
            &term_values(table, case.instance),
        ),
        rule: case.rule.id.clone(),
        severity: case.rule.severity,
        message: equation_message(table, case, left, right),
        table: Some(table.form.tables[table.table].id.clone()),
        equations: vec![failed_equation(table, case, left, right)],
        explanations: Vec::new(),
        quote: None,
        place: first.map(|value| value.place.clone()),
        doubtful,
    });
}
