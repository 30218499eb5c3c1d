//! What the text says of single cells. In: the statements about one table. Out: the figure that each would have
//! its cells hold. Does not know which cells are wrong.

use super::super::values::TableValues;
use rust_decimal::Decimal;

/// A figure for a cell, according to the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Witness {
    /// Index among the table's cells.
    pub cell: usize,
    /// The figure.
    pub suggested: Decimal,
    /// Index into [`crate::report::Report::statements`].
    pub statement: usize,
}

/// For each reading that does not fit, the figure with which one cell of it would make it fit.
pub(in crate::check) fn witnesses(table: &TableValues) -> Vec<Witness> {
    let mut found = Vec::new();
    if table.report.year.is_none() {
        return found;
    }
    for (number, told) in table.report.statements.iter().enumerate() {
        if told.approximate || told.part || told.scope.is_some() {
            continue;
        }
        let sums: Vec<Option<Reading>> = told.reads.iter().map(|ids| reading(table, ids)).collect();
        let fits = sums.iter().flatten().any(|reading| reading.sum == told.value);
        // Of a statement that is true of other cells only the plainest meaning speaks for a change.
        let relied_on = if fits { 1 } else { sums.len() };
        for Reading { parts, sum } in sums.into_iter().take(relied_on).flatten() {
            for (cell, minus) in parts {
                let (Some(figure), Some(gap)) = (table.figure(cell), told.value.checked_sub(sum)) else {
                    continue;
                };
                let suggested = if minus { figure.checked_sub(gap) } else { figure.checked_add(gap) };
                if let Some(suggested) = suggested.filter(|suggested| *suggested != figure) {
                    found.push(Witness { cell, suggested, statement: number });
                }
            }
        }
    }
    found
}

struct Reading {
    /// Cells, and whether they are subtracted.
    parts: Vec<(usize, bool)>,
    sum: Decimal,
}

/// A reading that is about this table.
fn reading(table: &TableValues, ids: &[String]) -> Option<Reading> {
    let mut found = Reading { parts: Vec::new(), sum: Decimal::ZERO };
    for id in ids {
        let (minus, id) = id.strip_prefix('-').map_or((false, id.as_str()), |id| (true, id));
        let cell = table.cell(id)?;
        let figure = table.figure(cell)?;
        found.sum = if minus { found.sum.checked_sub(figure)? } else { found.sum.checked_add(figure)? };
        found.parts.push((cell, minus));
    }
    Some(found)
}
