//! From solutions to causes. In: the solutions of the least cost of a part. Out: one cause for each set of
//! failed equations that has nothing to do with the others, its explanations ranked. Does not know how the
//! solutions were found.

use std::cmp::Reverse;

use super::figures::Part;
use super::optimum::Solution;
use super::search::Change;
use super::slips;
use super::{Cause, Confidence, Correction, Explanation, Slip, Unexplained};

/// How much more must speak for the first explanation than for the second to call it likely.
const MARGIN: u32 = 2;
/// What it weighs that the figure suggested is stated elsewhere.
const WITNESS: u32 = 4;

/// Splits solutions into causes. `witnesses` are figures for cells that are stated elsewhere.
pub(super) fn causes(
    part: &Part,
    solutions: &[Solution],
    unexplained: Option<Unexplained>,
    witnesses: &[Correction],
) -> Vec<Cause> {
    let mut groups = Groups((0..part.rows.len()).collect());
    for solution in solutions {
        for &(figure, _) in &solution.changes {
            groups.join(part, figure, figure);
        }
        // What one operation changes belongs together, though no equation may say so.
        let operation = solution.operation.as_ref();
        let cells = operation.into_iter().flat_map(|o| o.changes.iter().map(|c| c.0).chain(o.free.clone()));
        let cells: Vec<usize> = cells.filter(|f| solution.changes.iter().any(|c| c.0 == *f)).collect();
        cells.windows(2).for_each(|pair| groups.join(part, pair[0], pair[1]));
    }
    let failed: Vec<usize> = (0..part.rows.len()).filter(|&row| part.rows[row].residual != 0).collect();
    if failed.is_empty() {
        return Vec::new();
    }
    if solutions.is_empty() {
        let equations = failed.iter().map(|&row| part.equations[row]).collect();
        return vec![Cause { equations, explanations: Vec::new(), unexplained }];
    }
    let mut roots: Vec<usize> = Vec::new();
    for &row in &failed {
        let root = groups.root(row);
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    let cause = |&root: &usize| {
        let equations = failed.iter().filter(|&&row| groups.root(row) == root);
        let equations = equations.map(|&row| part.equations[row]).collect();
        let mut choices: Vec<Choice> = Vec::new();
        for solution in solutions {
            let here = |figure: usize| part.uses[figure].first().is_some_and(|u| groups.root(u.0) == root);
            let changes: Vec<Change> = solution.changes.iter().copied().filter(|c| here(c.0)).collect();
            if !changes.is_empty() && choices.iter().all(|choice| choice.changes != changes) {
                choices.push(Choice::new(part, solution, changes, witnesses));
            }
        }
        Cause { equations, explanations: explanations(part, choices, unexplained), unexplained }
    };
    roots.iter().map(cause).collect()
}

/// Rows that share a cell of some solution, as a forest.
struct Groups(Vec<usize>);

impl Groups {
    fn root(&self, row: usize) -> usize {
        let mut row = row;
        while self.0[row] != row {
            row = self.0[row];
        }
        row
    }

    /// Joins all rows of both figures; the lowest row becomes the root.
    fn join(&mut self, part: &Part, a: usize, b: usize) {
        let rows: Vec<usize> =
            part.uses[a].iter().chain(&part.uses[b]).map(|used| self.root(used.0)).collect();
        if let Some(&lowest) = rows.iter().min() {
            rows.into_iter().for_each(|row| self.0[row] = lowest);
        }
    }
}

/// One explanation of one cause, before it is ranked.
struct Choice {
    changes: Vec<Change>,
    slip: Option<Slip>,
    weight: u32,
    totals: usize,
}

impl Choice {
    fn new(part: &Part, solution: &Solution, changes: Vec<Change>, witnesses: &[Correction]) -> Choice {
        let of_operation = solution.operation.as_ref().filter(|operation| {
            let own =
                |figure| operation.changes.iter().any(|c| c.0 == figure) || operation.free.contains(&figure);
            changes.iter().all(|change| own(change.0))
        });
        let slips: Vec<Option<Slip>> = changes.iter().map(|&change| slips::slip(part, change)).collect();
        let slip = match of_operation {
            Some(operation) => Some(operation.slip),
            None if slips.len() == 1 || slips.iter().all(|slip| *slip == Some(Slip::Blank)) => slips[0],
            None => None,
        };
        let mut weight = 0;
        for (&change, slip) in changes.iter().zip(&slips) {
            weight += match (of_operation, slip) {
                (Some(operation), _) if operation.slip != Slip::Blank => 0,
                (_, Some(slip)) => slips::weight(part, *slip, change),
                (_, None) => 0,
            };
            let cell = part.figures[change.0].cell;
            let suggested = part.suggested(change.0, change.1);
            let stated_elsewhere = witnesses.iter().any(|w| w.cell == cell && Some(w.suggested) == suggested);
            weight += if stated_elsewhere { WITNESS } else { 0 };
        }
        let totals = changes.iter().filter(|change| part.figures[change.0].total).count();
        Choice { changes, slip, weight, totals }
    }
}

/// Ranks: what most speaks for, then fewer cells, totals before components, document order.
fn explanations(part: &Part, mut choices: Vec<Choice>, unexplained: Option<Unexplained>) -> Vec<Explanation> {
    choices.sort_by(|a, b| {
        let key = |c: &Choice| (Reverse(c.weight), c.changes.len(), Reverse(c.totals));
        key(a).cmp(&key(b)).then_with(|| a.changes.cmp(&b.changes))
    });
    let ahead = match choices.as_slice() {
        // Some may be missing: nothing is certain.
        _ if unexplained.is_some() => Confidence::Possible,
        [_] => Confidence::Only,
        [first, second, ..] if first.weight >= second.weight + MARGIN => Confidence::Likely,
        _ => Confidence::Possible,
    };
    let explain = |(place, choice): (usize, &Choice)| Explanation {
        corrections: choice
            .changes
            .iter()
            .filter_map(|&(figure, change)| {
                let suggested = part.suggested(figure, change)?;
                Some(Correction { cell: part.figures[figure].cell, suggested })
            })
            .collect(),
        confidence: if place == 0 { ahead } else { Confidence::Possible },
        slip: choice.slip,
    };
    choices.iter().enumerate().map(explain).collect()
}
