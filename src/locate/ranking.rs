//! From solutions to causes. In: the solutions of the least cost of a part. Out: one cause for each set of
//! failed equations that has nothing to do with the others, its explanations ranked. Does not know how the
//! solutions were found.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::figures::Part;
use super::operations::Operation;
use super::optimum::Solution;
use super::search::Change;
use super::slips;
use super::{Cause, Confidence, Correction, Explanation, Slip, System, Unexplained};

/// How much more must speak for the first explanation than for the second to call it likely.
const MARGIN: u32 = 2;
/// What it weighs that the figure suggested is stated elsewhere.
const WITNESS: u32 = 4;
/// What it weighs that a neighbour in another part wants the figure stated here, and has the one wanted here.
const EXCHANGED: u32 = 3;

/// What speaks for a figure from outside its part.
#[derive(Debug, Default)]
pub(super) struct Hints<'a> {
    /// Figures for cells that are stated elsewhere.
    pub witnesses: &'a [Correction],
    /// Figures that stand in a neighbour, which wants theirs.
    pub exchanged: &'a [Correction],
}

/// Splits solutions into causes.
pub(super) fn causes(
    part: &Part,
    solutions: &[Solution],
    unexplained: Option<Unexplained>,
    hints: &Hints,
) -> Vec<Cause> {
    let mut groups = Groups((0..part.rows.len()).collect());
    for solution in solutions {
        for &(figure, _) in &solution.changes {
            groups.join(part, figure, figure);
        }
        // What one operation changes belongs together, though no equation may say so.
        let owned = |figure: &usize| solution.operation.as_ref().is_some_and(|o| o.owns(*figure));
        let cells: Vec<usize> = solution.changes.iter().map(|change| change.0).filter(owned).collect();
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
                choices.push(Choice::new(part, solution, changes, hints));
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
    fn new(part: &Part, solution: &Solution, changes: Vec<Change>, hints: &Hints) -> Choice {
        let owned = |change: &Change| solution.operation.as_ref().filter(|o| o.owns(change.0));
        let of_operation =
            changes.first().and_then(owned).filter(|_| changes.iter().all(|c| owned(c).is_some()));
        let slips: Vec<Option<Slip>> = changes.iter().map(|&change| slips::slip(part, change)).collect();
        let mut slip = match of_operation {
            Some(operation) => Some(operation.slip),
            None if slips.len() == 1 || slips.iter().all(|slip| *slip == Some(Slip::Blank)) => slips[0],
            None => None,
        };
        let mut weight = changes.iter().find_map(owned).map_or(0, Operation::weight);
        for (&change, slip) in changes.iter().zip(&slips) {
            weight += match slip {
                Some(slip) if owned(&change).is_none() => slips::weight(part, *slip, change),
                _ => 0,
            };
            weight += if suggests(part, change, hints.witnesses) { WITNESS } else { 0 };
        }
        if changes.len() == 1 && suggests(part, changes[0], hints.exchanged) {
            (slip, weight) = (Some(Slip::Swapped), weight + EXCHANGED);
        }
        let totals = changes.iter().filter(|change| part.figures[change.0].total).count();
        Choice { changes, slip, weight, totals }
    }
}

/// Whether a change leads to one of these figures.
fn suggests(part: &Part, (figure, change): Change, among: &[Correction]) -> bool {
    let cell = part.figures[figure].cell;
    among.iter().any(|c| c.cell == cell && Some(c.suggested) == part.suggested(figure, change))
}

/// Single cells of different causes that are neighbours and want each other's figure. Equations without a
/// common cell cannot show an exchange between them by themselves.
pub(super) fn exchanged(system: &System, causes: &[Cause]) -> Vec<Correction> {
    let mut places: BTreeMap<(usize, usize), (usize, &Correction)> = BTreeMap::new();
    for (number, cause) in causes.iter().enumerate() {
        for explanation in &cause.explanations {
            if let [correction] = explanation.corrections.as_slice() {
                let cell = &system.cells[correction.cell];
                places.insert((cell.row, cell.column), (number, correction));
            }
        }
    }
    let mut found = Vec::new();
    for (&(row, column), &(cause, here)) in &places {
        let after = [(row, column.saturating_add(1)), (row.saturating_add(1), column)];
        for &(other, there) in after.iter().filter_map(|place| places.get(place)) {
            let stated = |c: &Correction| system.cells[c.cell].value.unwrap_or_default();
            if cause != other && here.suggested == stated(there) && there.suggested == stated(here) {
                found.extend([here.clone(), there.clone()]);
            }
        }
    }
    found
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
