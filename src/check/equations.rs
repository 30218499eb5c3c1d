//! Equations and inequalities. In: a form's linear rules and the values of one table. Out: how many hold and
//! fail, one finding for each cause of failures, and what could not be evaluated. Does not know documents.

use super::narrative::{Witness, witnesses};
use super::wording::{Wording, label_of};
use super::{Explanation, FailedEquation, Finding, Skipped, Suspect, fingerprint};
use crate::form::{Check, Form, Instance, Kind, Line, Linear, Relation, Rule, Severity, Term};
use crate::locate::{self, Cause, Cell, Correction, Equation, Slip, System};
use crate::message::{Argument, Message};
use crate::report::{Report, Status, Value};
use rust_decimal::Decimal;
use std::collections::HashSet;

/// The values of one table of a report, by the position of their cells in the form.
pub(super) struct TableValues<'a> {
    pub form: &'a Form,
    pub report: &'a Report,
    /// Index into [`Form::tables`].
    pub table: usize,
    /// Row and column of every cell of the form.
    pub cells: Vec<(&'a Line, &'a Line)>,
    /// What the document has there.
    pub values: Vec<Option<&'a Value>>,
    /// Whether no hard equation failed; set by [`evaluate`].
    pub agrees: bool,
    /// The cells that may be to blame for those that failed; set by [`evaluate`].
    pub doubted: HashSet<usize>,
}

/// What became of the linear rules of a table.
#[derive(Default)]
pub(super) struct Outcome {
    pub held: usize,
    pub failed: usize,
    pub unevaluated: usize,
    pub findings: Vec<Finding>,
    pub skipped: Vec<Skipped>,
}

impl<'a> TableValues<'a> {
    /// Puts the report's values where the form has their cells.
    pub(super) fn new(form: &'a Form, report: &'a Report, table: usize) -> Self {
        let spec = &form.tables[table];
        let mut stated = report.values.iter().filter(|value| value.table == spec.id).peekable();
        let cells: Vec<(&Line, &Line)> = spec.cells().collect();
        // Both are in form order.
        let value =
            |(row, column): &(&Line, &Line)| stated.next_if(|v| v.row == row.id && v.column == column.id);
        let values = cells.iter().map(value).collect();
        Self { form, report, table, cells, values, agrees: true, doubted: HashSet::new() }
    }

    /// What a cell counts as: blanks and dashes are 0; `None` where it is missing or unreadable.
    pub(super) fn figure(&self, cell: usize) -> Option<Decimal> {
        let value = self.values[cell]?;
        match value.status {
            Status::Stated => value.value,
            Status::Blank | Status::Dash => Some(Decimal::ZERO),
            Status::Unreadable => None,
        }
    }

    fn sum(&self, terms: &[Term]) -> Option<Decimal> {
        terms.iter().try_fold(Decimal::ZERO, |sum, term| {
            sum.checked_add(self.figure(term.cell)?.checked_mul(term.coefficient.into())?)
        })
    }

    /// Why an instance cannot be evaluated.
    fn obstacle(&self, instance: &Instance) -> Message {
        let terms = || instance.left.iter().chain(&instance.right);
        let at = |found: Option<&Term>| found.map(|term| self.cell_words(term.cell));
        let missing = at(terms().find(|term| self.values[term.cell].is_none()));
        if let Some(words) = missing {
            return Message::new("finding.skipped_missing").with("cell", words);
        }
        let unreadable = at(terms().find(|term| self.figure(term.cell).is_none()));
        match unreadable {
            Some(words) => Message::new("finding.skipped_unreadable").with("cell", words),
            None => Message::new("finding.skipped_overflow"),
        }
    }

    pub(super) fn cell_words(&self, cell: usize) -> Message {
        let (row, column) = self.labels(cell);
        match (row.as_str(), column.as_str()) {
            ("", label) | (label, "") => Message::new("finding.cell_of_one").with("label", label),
            (row, column) => Message::new("finding.cell").with("row", row).with("column", column),
        }
    }

    /// The value id of a cell.
    pub(super) fn id(&self, cell: usize) -> String {
        let (row, column) = self.cells[cell];
        format!("{}.{}.{}", self.form.tables[self.table].id, row.id, column.id)
    }

    /// Row and column of a cell in the form's words.
    pub(super) fn labels(&self, cell: usize) -> (String, String) {
        let (row, column) = self.cells[cell];
        let spec = &self.form.tables[self.table];
        (label_of(spec, row), label_of(spec, column))
    }

    fn suspect(&self, cell: usize, suggested: Decimal) -> Suspect {
        let (row_label, column_label) = self.labels(cell);
        let value = self.values[cell];
        Suspect {
            id: self.id(cell),
            label: match (row_label.as_str(), column_label.as_str()) {
                ("", label) | (label, "") => label.to_owned(),
                (row, column) => format!("{row} / {column}"),
            },
            stated: value.and_then(|value| value.value),
            suggested,
            raw: value.map(|value| value.raw.clone()).unwrap_or_default(),
            place: value.map(|value| value.place.clone()),
        }
    }
}

/// A rule in one of its rows or columns.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub rule: &'a Rule,
    pub linear: &'a Linear,
    pub instance: &'a Instance,
}

impl Case<'_> {
    fn is_hard(&self) -> bool {
        self.rule.severity == Severity::Error && self.linear.relation == Relation::Equal
    }
}

/// Every linear rule in every row or column of one edition of a table.
pub(super) fn cases(form: &Form, table: usize) -> Vec<Case<'_>> {
    let linear = form.rules.iter().filter_map(|rule| match &rule.check {
        Check::Linear(linear) => Some((rule, linear)),
        Check::Named(_) => None,
    });
    let instances = linear.flat_map(|(rule, linear)| {
        linear.instances.iter().filter(move |i| i.table == table).map(move |instance| Case {
            rule,
            linear,
            instance,
        })
    });
    instances.collect()
}

/// How many hard equations an edition of a table has.
pub(super) fn hard_equations(form: &Form, table: usize) -> usize {
    cases(form, table).iter().filter(|case| case.is_hard()).count()
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
    let ids: HashSet<&str> = suspects.map(|suspect| suspect.id.as_str()).collect();
    (0..table.cells.len()).filter(|&cell| ids.contains(table.id(cell).as_str())).collect()
}

fn skipped(case: Case, because: Message) -> Skipped {
    let instance = case.instance.row.as_ref().or(case.instance.column.as_ref()).cloned();
    Skipped { rule: case.rule.id.clone(), instance, because }
}

/// One finding for each cause of the failures among the hard equations.
fn causes(table: &TableValues, evaluated: &[(Case, Decimal, Decimal)]) -> Vec<Finding> {
    // The system has a cell for every cell that can be evaluated; `known` leads back to the form's.
    let known: Vec<usize> = (0..table.cells.len()).filter(|&cell| table.figure(cell).is_some()).collect();
    let mut position = vec![0; table.cells.len()];
    known.iter().enumerate().for_each(|(i, &cell)| position[cell] = i);
    let totals: HashSet<usize> = evaluated
        .iter()
        .filter_map(|(case, ..)| match case.instance.left.as_slice() {
            [total] => Some(total.cell),
            _ => None,
        })
        .collect();
    let system = System {
        cells: known.iter().map(|&cell| system_cell(table, cell, totals.contains(&cell))).collect(),
        equations: evaluated
            .iter()
            .map(|(case, ..)| {
                let left = case.instance.left.iter().map(|term| (position[term.cell], term.coefficient));
                let right = case.instance.right.iter().map(|term| (position[term.cell], -term.coefficient));
                Equation { terms: left.chain(right).collect() }
            })
            .collect(),
    };
    let witnesses = witnesses(table);
    let stated: Vec<Correction> = witnesses
        .iter()
        .filter(|witness| known.contains(&witness.cell))
        .map(|witness| Correction { cell: position[witness.cell], suggested: witness.suggested })
        .collect();
    let located = locate::locate_with(&system, &stated);
    located.causes.iter().map(|cause| finding(table, evaluated, &known, cause, &witnesses)).collect()
}

/// The statement of the text that says what the best explanation says.
fn corroboration<'w>(cause: &Cause, known: &[usize], witnesses: &'w [Witness]) -> Option<&'w Witness> {
    let corrections = &cause.explanations.first()?.corrections;
    witnesses.iter().find(|witness| {
        corrections.iter().any(|c| known[c.cell] == witness.cell && c.suggested == witness.suggested)
    })
}

fn system_cell(table: &TableValues, cell: usize, total: bool) -> Cell {
    let (row, column) = table.cells[cell];
    let blocks = &table.form.tables[table.table].blocks;
    let within = |lines: &[Line], line: &Line| lines.iter().position(|other| std::ptr::eq(other, line));
    let rows = blocks.iter().find_map(|block| within(&block.rows, row));
    let columns = blocks.iter().find_map(|block| within(&block.columns, column));
    let kind = column.kind.or(row.kind).unwrap_or(Kind::Count);
    Cell {
        value: table.values[cell].and_then(|value| value.value),
        row: rows.unwrap_or_default(),
        column: columns.unwrap_or_default(),
        total,
        integral: kind != Kind::Amount,
        signed: kind == Kind::Change,
    }
}

fn finding(
    table: &TableValues,
    evaluated: &[(Case, Decimal, Decimal)],
    known: &[usize],
    cause: &Cause,
    witnesses: &[Witness],
) -> Finding {
    let witness = corroboration(cause, known, witnesses);
    let failed: Vec<&(Case, Decimal, Decimal)> = cause.equations.iter().map(|&i| &evaluated[i]).collect();
    let explanations: Vec<Explanation> = cause
        .explanations
        .iter()
        .map(|explanation| Explanation {
            confidence: explanation.confidence,
            slip: explanation.slip,
            cells: explanation
                .corrections
                .iter()
                .map(|c| table.suspect(known[c.cell], c.suggested))
                .collect(),
        })
        .collect();
    let suspects: Vec<usize> = cause
        .explanations
        .iter()
        .flat_map(|e| &e.corrections)
        .map(|correction| known[correction.cell])
        .collect();
    let in_question: Vec<usize> = if suspects.is_empty() {
        failed
            .iter()
            .flat_map(|(case, ..)| case.instance.left.iter().chain(&case.instance.right))
            .map(|t| t.cell)
            .collect()
    } else {
        suspects.clone()
    };
    let doubtful = in_question.iter().any(|&cell| table.values[cell].is_some_and(|value| value.doubtful));
    let blanks = cause.explanations.first().is_some_and(|best| {
        best.slip == Some(Slip::Blank)
            || best.corrections.iter().all(|c| table.values[known[c.cell]].is_some_and(|v| v.value.is_none()))
    });
    // The equation with the suspect as its total says it best.
    let is_total =
        |case: &Case| matches!(case.instance.left.as_slice(), [t] if suspects.first() == Some(&t.cell));
    let headline = failed.iter().find(|(case, ..)| is_total(case)).or(failed.first());
    let blank_rule = blanks.then(|| super::named_rule(table.form, crate::form::Named::ValueBlank)).flatten();
    let rule = blank_rule.or(headline.map(|(case, ..)| case.rule));
    let wording = Wording {
        table,
        failed: &failed,
        explanations: &explanations,
        unexplained: cause.unexplained,
        stated: witness.is_some(),
    };
    let message = match (blank_rule, headline) {
        (Some(rule), _) => wording.blank(rule),
        (None, Some((case, left, right))) => {
            wording.cause(equation_message(table, *case, *left, *right), is_total(case))
        }
        (None, None) => Message::new("finding.unknown"),
    };
    let message = match witness.map(|witness| &table.report.statements[witness.statement]) {
        Some(told) => Message::new("narrative.corroborated")
            .with("finding", message)
            .with("quote", told.text.as_str())
            .with("place", told.place.clone()),
        None => message,
    };
    let message = if doubtful { Message::new("finding.doubtful").with("finding", message) } else { message };
    let severity = rule.map_or(Severity::Error, |rule| rule.severity);
    let place_cell = match cause.explanations.as_slice() {
        [only] if only.corrections.len() == 1 => only.corrections.first().map(|c| known[c.cell]),
        _ => headline.and_then(|(case, ..)| case.instance.left.first()).map(|term| term.cell),
    };
    let first = failed.first().map(|(case, ..)| case);
    let about = first.map(|case| instance_key(case)).unwrap_or_default();
    let values: Vec<String> =
        failed.iter().flat_map(|(case, ..)| term_values(table, case.instance)).collect();
    Finding {
        fingerprint: fingerprint(table.form, table.report, &about, &values),
        rule: rule.map(|rule| rule.id.clone()).unwrap_or_default(),
        severity: if doubtful { severity.min(Severity::Warning) } else { severity },
        message,
        table: Some(table.form.tables[table.table].id.clone()),
        equations: failed.iter().map(|(case, left, right)| failed_equation(case, *left, *right)).collect(),
        explanations,
        quote: None,
        place: place_cell.and_then(|cell| table.values[cell]).map(|value| value.place.clone()),
        doubtful,
    }
}

fn instance_key(case: &Case) -> String {
    let Instance { row, column, .. } = case.instance;
    format!("{} {} {}", case.rule.id, row.as_deref().unwrap_or("-"), column.as_deref().unwrap_or("-"))
}

fn term_values(table: &TableValues, instance: &Instance) -> Vec<String> {
    let terms = instance.left.iter().chain(&instance.right);
    terms
        .map(|term| table.figure(term.cell).map(|figure| figure.normalize().to_string()).unwrap_or_default())
        .collect()
}

fn failed_equation(case: &Case, left: Decimal, right: Decimal) -> FailedEquation {
    FailedEquation {
        rule: case.rule.id.clone(),
        row: case.instance.row.clone(),
        column: case.instance.column.clone(),
        stated: left,
        expected: right,
        difference: left - right,
    }
}

/// The rule's own sentence about one instance.
fn equation_message(table: &TableValues, case: Case, left: Decimal, right: Decimal) -> Message {
    let spec = &table.form.tables[table.table];
    let first = case.instance.left.first().map(|term| table.labels(term.cell)).unwrap_or_default();
    // Along a row the total is a column, and the other way round.
    let along_row = case.instance.row.is_some();
    let line = |id: &Option<String>, lines: fn(&crate::form::Block) -> &Vec<Line>| {
        let line = id.as_ref().and_then(|id| spec.blocks.iter().flat_map(lines).find(|line| line.id == *id));
        line.map(|line| label_of(spec, line)).unwrap_or_default()
    };
    let total = if along_row { first.1 } else { first.0 };
    Message::of(case.rule.message.clone())
        .with("table", Message::of(spec.name.clone()))
        .with("row", line(&case.instance.row, |block| &block.rows))
        .with("column", line(&case.instance.column, |block| &block.columns))
        .with("first", total.as_str())
        .with("total", total)
        .with("stated", left)
        .with("expected", right)
        .with("difference", Argument::Number((left - right).abs()))
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
    let holds = match case.linear.relation {
        Relation::Equal => left == right,
        Relation::AtMost => left <= right,
        Relation::AtLeast => left >= right,
    };
    if holds {
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
        equations: vec![failed_equation(&case, left, right)],
        explanations: Vec::new(),
        quote: None,
        place: first.map(|value| value.place.clone()),
        doubtful,
    });
}
