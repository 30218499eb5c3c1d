//! The cheapest explanations of a part. In: its figures and rows. Out: all solutions of the least cost,
//! counted in edits: a wrong cell costs 2, an operation, which changes several cells in one slip, 3. So one
//! wrong cell is believed before any operation, and an operation before two unrelated wrong cells. Does not
//! know which of several solutions is the likeliest.

use super::Unexplained;
use super::figures::Part;
use super::operations::{Operation, operations};
use super::search::{Change, KEPT, Search, State};

/// Cells and, perhaps, an operation that together mend all rows.
#[derive(Debug)]
pub(super) struct Solution {
    /// By ascending figure.
    pub changes: Vec<Change>,
    pub operation: Option<Operation>,
}

/// Cells beside an operation, or no operation, in the order of their cost.
const STEPS: [(bool, usize); 7] =
    [(false, 1), (true, 0), (false, 2), (true, 1), (false, 3), (true, 2), (false, 4)];

/// All solutions of the least cost, and why there are none or why some may be missing.
pub(super) fn optimum(part: &Part) -> (Vec<Solution>, Option<Unexplained>) {
    let cells_only = State::new(part);
    let mut cells = Search::new(part);
    let mut beside = Search::new(part);
    let mut known: Option<Vec<Operation>> = None;
    for (with_operation, depth) in STEPS {
        let mut solutions = Vec::new();
        if with_operation {
            let known = known.get_or_insert_with(|| {
                let (operations, stopped) = operations(part);
                beside.stopped |= stopped;
                operations
            });
            for operation in known.iter() {
                if solutions.len() >= KEPT {
                    beside.stopped = true;
                    break;
                }
                try_operation(part, operation, depth, &mut beside, &mut solutions);
            }
        } else {
            cells.deeper = false;
            cells.run(&cells_only, &[], depth);
            let found = cells.found.drain(..);
            solutions.extend(found.map(|changes| Solution { changes, operation: None }));
        }
        let stopped = cells.stopped || beside.stopped;
        if !solutions.is_empty() {
            return (solutions, stopped.then_some(Unexplained::Bound));
        }
        if cells.stopped {
            return (Vec::new(), Some(Unexplained::Bound));
        }
        // Nothing was left for want of depth: no number of cells helps, though an operation still may.
        if !with_operation && !cells.deeper && known.is_some() {
            return (Vec::new(), Some(Unexplained::Impossible));
        }
    }
    (Vec::new(), Some(if beside.stopped { Unexplained::Bound } else { Unexplained::TooMany }))
}

/// Adds the solutions with this operation and `depth` cells.
fn try_operation(
    part: &Part,
    operation: &Operation,
    depth: usize,
    search: &mut Search,
    solutions: &mut Vec<Solution>,
) {
    // No cell mends more rows than it stands in.
    let most = part.uses.iter().map(Vec::len).max().unwrap_or(0);
    let loose: usize = operation.free.iter().map(|&figure| part.uses[figure].len()).sum();
    if operation.failing > loose + depth * most || !search.spend((1 + operation.free.len()) * part.rows.len())
    {
        return;
    }
    let mut state = State::after(part, &operation.changes);
    for &figure in &operation.free {
        state = state.and_then(|state| state.free(figure)).filter(|state| search.spend(state.work));
    }
    let Some(state) = state else { return };
    if depth > 0 && state.solved() {
        return;
    }
    search.run(&state, &operation.changes, depth);
    for changes in search.found.drain(..) {
        if operation.fits(part, &changes) {
            solutions.push(Solution { changes, operation: Some(operation.clone()) });
        }
    }
}
