//! The causes of failed equations. In: the evaluated hard equations of a table. Out: one finding for each cause,
//! with every explanation. Does not know how wrong cells are located, nor how a cause is worded.

use super::cases::{Case, equation_message, failed_equation, instance_key, term_values};
use super::narrative::{Witness, witnesses};
use super::values::TableValues;
use super::wording::Wording;
use super::{Explanation, Finding, fingerprint};
use crate::form::{Block, Kind, Line, Severity, Table};
use crate::locate::{self, Cause, Cell, Correction, Equation, Slip, System};
use crate::message::Message;
use rust_decimal::Decimal;
use std::collections::HashSet;

/// One finding for each cause of the failures among the hard equations.
pub(super) fn causes(table: &TableValues, evaluated: &[(Case, Decimal, Decimal)]) -> Vec<Finding> {
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
    let at = positions(&table.form.tables[table.table]);
    let system = System {
        cells: known.iter().map(|&cell| system_cell(table, cell, at[cell], totals.contains(&cell))).collect(),
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
        .filter(|witness| table.figure(witness.cell).is_some())
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

/// Row and column within their block, from 0, of each cell of a table.
fn positions(table: &Table) -> Vec<(usize, usize)> {
    let with_figures = |(at, line): (usize, &Line)| line.figures.then_some(at);
    let of_block = |block: &Block| {
        let columns: Vec<usize> = block.columns.iter().enumerate().filter_map(with_figures).collect();
        let rows = block.rows.iter().enumerate().filter_map(with_figures);
        let cells = rows.flat_map(|row| columns.iter().map(move |&column| (row, column)));
        cells.collect::<Vec<_>>()
    };
    table.blocks.iter().flat_map(of_block).collect()
}

fn system_cell(table: &TableValues, cell: usize, (at_row, at_column): (usize, usize), total: bool) -> Cell {
    let (row, column) = table.cells[cell];
    let kind = column.kind.or(row.kind).unwrap_or(Kind::Count);
    Cell {
        value: table.values[cell].and_then(|value| value.value),
        row: at_row,
        column: at_column,
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
    let blank_rule = blanks.then(|| table.form.rule_named(crate::form::Named::ValueBlank)).flatten();
    let rule = blank_rule.or(headline.map(|(case, ..)| case.rule));
    let wording = Wording {
        table: &table.form.tables[table.table],
        failed: failed.len(),
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
        equations: failed
            .iter()
            .map(|(case, left, right)| failed_equation(table, *case, *left, *right))
            .collect(),
        explanations,
        quote: None,
        place: place_cell.and_then(|cell| table.values[cell]).map(|value| value.place.clone()),
        doubtful,
    }
}
