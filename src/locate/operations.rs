//! Edits that are one slip but change several cells: neighbours exchanged, part of a line shifted, the
//! totals of a line not brought up to date or left blank. In: the figures and rows of a part. Out: the edits
//! that could lie behind its failing rows. Does not know whether they mend them all.

use super::Slip;
use super::figures::{Figure, Part};
use super::search::Change;

/// Cells of a line looked at from one start: bounds the time on very long lines.
const SEGMENT: usize = 64;
/// Rows touched while shifts and exchanges are looked at.
const WORK: usize = 1_000_000;
/// Operations kept, and totals in one of them.
const KEPT: usize = 5_000;
const TOTALS: usize = 256;

/// One slip that changes several cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Operation {
    pub slip: Slip,
    /// What it adds to each figure, by ascending figure.
    pub changes: Vec<Change>,
    /// Figures it leaves to the equations: totals that are computed anew, a figure pushed out of its line.
    pub free: Vec<usize>,
    /// How many rows still fail after `changes`.
    pub failing: usize,
}

impl Operation {
    /// Whether the operation may change this figure.
    pub fn owns(&self, figure: usize) -> bool {
        self.changes.iter().any(|change| change.0 == figure) || self.free.contains(&figure)
    }

    /// What it weighs among explanations of equal cost. Figures that are all found one cell on are no accident;
    /// totals computed anew fit whatever befell their line.
    pub fn weight(&self) -> u32 {
        match self.slip {
            Slip::Blank => 4,
            Slip::StaleTotals => 0,
            _ => 3,
        }
    }

    /// Whether a solution found with this operation really is one: with fewer cells it would be a single wrong
    /// cell or two, and where most totals of a line are right the line is not stale.
    pub fn fits(&self, part: &Part, changes: &[Change]) -> bool {
        let of = |figure: &usize| changes.iter().find(|change| change.0 == *figure).map(|change| change.1);
        let changed = self.free.iter().filter(|figure| of(figure).is_some()).count();
        match self.slip {
            Slip::Blank => changed >= 2,
            Slip::StaleTotals => {
                let nonzero = |figure: &&usize| part.figures[**figure].value != 0 || of(figure).is_some();
                changed >= 3 && changed * 2 >= self.free.iter().filter(nonzero).count()
            }
            _ => self.changes.len() + changed >= 2,
        }
    }
}

/// All operations after which fewer rows fail, or that leave figures to the equations, each once; and whether
/// a bound on their number was reached.
pub(super) fn operations(part: &Part) -> (Vec<Operation>, bool) {
    let mut found = totals(part);
    let mut trial = Trial::new(part);
    for line in lines(part) {
        let back: Vec<usize> = line.iter().rev().copied().collect();
        moves(part, &mut trial, &line, true, &mut found);
        moves(part, &mut trial, &back, false, &mut found);
    }
    let stopped = trial.left == 0 || found.len() >= KEPT;
    // Where two words fit the same changes, the first of these is the simpler one.
    let word =
        |slip: Slip| [Slip::Blank, Slip::Swapped, Slip::Shifted].iter().position(|s| *s == slip).unwrap_or(3);
    found.sort_by(|a, b| (&a.changes, &a.free, word(a.slip)).cmp(&(&b.changes, &b.free, word(b.slip))));
    found.dedup_by(|a, b| a.changes == b.changes && a.free == b.free);
    found.sort_by_key(|operation| word(operation.slip));
    (found, stopped)
}

/// Runs of neighbouring cells, along rows and along columns, two cells at least.
fn lines(part: &Part) -> Vec<Vec<usize>> {
    let mut lines = Vec::new();
    for (along, across) in [(column as Axis, row as Axis), (row, column)] {
        let mut order: Vec<usize> = (0..part.figures.len()).collect();
        order.sort_by_key(|&figure| (across(&part.figures[figure]), along(&part.figures[figure])));
        let neighbours = |a: &usize, b: &usize| {
            let (a, b) = (&part.figures[*a], &part.figures[*b]);
            across(a) == across(b) && along(a).checked_add(1) == Some(along(b))
        };
        lines.extend(order.chunk_by(neighbours).filter(|run| run.len() > 1).map(<[usize]>::to_vec));
    }
    lines
}

type Axis = fn(&Figure) -> usize;

fn row(figure: &Figure) -> usize {
    figure.row
}

fn column(figure: &Figure) -> usize {
    figure.column
}

/// The totals of a line, stale or blank.
fn totals(part: &Part) -> Vec<Operation> {
    let failing = part.rows.iter().filter(|row| row.residual != 0).count();
    let mut found = Vec::new();
    let mut add = |slip: Slip, mut free: Vec<usize>, least: usize| {
        free.sort_unstable();
        if (least..=TOTALS).contains(&free.len()) && found.len() < KEPT {
            found.push(Operation { slip, changes: Vec::new(), free, failing });
        }
    };
    for axis in [row as Axis, column] {
        let mut order: Vec<usize> = (0..part.figures.len()).filter(|&f| part.figures[f].total).collect();
        order.sort_by_key(|&figure| axis(&part.figures[figure]));
        for line in order.chunk_by(|&a, &b| axis(&part.figures[a]) == axis(&part.figures[b])) {
            add(Slip::StaleTotals, line.to_vec(), 3);
            add(Slip::Blank, line.iter().copied().filter(|&f| part.figures[f].blank).collect(), 2);
        }
    }
    let blank = |f: &usize| part.figures[*f].total && part.figures[*f].blank;
    add(Slip::Blank, (0..part.figures.len()).filter(blank).collect(), 2);
    found
}

/// What is off while a segment grows by one cell at a time.
struct Trial {
    start: Vec<i128>,
    residuals: Vec<i128>,
    failing: usize,
    before: usize,
    /// Failing rows that two further cells can mend.
    within_reach: usize,
    changes: Vec<Change>,
    /// What is left of the bound.
    left: usize,
}

impl Trial {
    fn new(part: &Part) -> Trial {
        let start: Vec<i128> = part.rows.iter().map(|row| row.residual).collect();
        let before = start.iter().filter(|residual| **residual != 0).count();
        Trial {
            residuals: start.clone(),
            start,
            failing: before,
            before,
            within_reach: 2 * part.uses.iter().map(Vec::len).max().unwrap_or(0),
            changes: Vec::new(),
            left: WORK,
        }
    }

    /// Adds to a figure; false if the numbers grow too large, and then nothing has happened.
    fn push(&mut self, part: &Part, figure: usize, change: Option<i128>) -> bool {
        let Some(change) = change else { return false };
        self.left = self.left.saturating_sub(part.uses[figure].len());
        let sum = |trial: &Trial, row: usize, coefficient: i128| {
            trial.residuals[row].checked_add(coefficient.checked_mul(change)?)
        };
        if part.uses[figure].iter().any(|&(row, coefficient)| sum(self, row, coefficient).is_none()) {
            return false;
        }
        for &(row, coefficient) in &part.uses[figure] {
            let new = sum(self, row, coefficient).unwrap_or_default();
            self.failing += usize::from(new != 0);
            self.failing -= usize::from(self.residuals[row] != 0);
            self.residuals[row] = new;
        }
        if change != 0 {
            self.changes.push((figure, change));
        }
        true
    }

    /// Undoes the last `push`.
    fn pop(&mut self, part: &Part, figure: usize) {
        if let Some(&(last, change)) = self.changes.last()
            && last == figure
            && self.push(part, figure, change.checked_neg())
        {
            self.changes.truncate(self.changes.len() - 2);
        }
    }

    /// Undoes everything.
    fn reset(&mut self, part: &Part) {
        for (figure, _) in self.changes.drain(..) {
            for &(row, _) in &part.uses[figure] {
                self.residuals[row] = self.start[row];
            }
        }
        self.failing = self.before;
    }

    /// What has been done as an operation, if it helps and is possible.
    fn operation(&self, part: &Part, slip: Slip, free: Vec<usize>) -> Option<Operation> {
        let loose: usize = free.iter().map(|&figure| part.uses[figure].len()).sum();
        if self.failing >= self.before + loose || self.failing > self.within_reach + loose {
            return None;
        }
        let mut changes = self.changes.clone();
        changes.sort_unstable();
        let allowed = changes.iter().all(|&(figure, change)| part.allows(figure, change));
        allowed.then_some(Operation { slip, changes, free, failing: self.failing })
    }
}

/// Exchanges and shifts along a line: the figures of a segment are taken to belong one cell further back.
/// What stood last was pushed out, and is either lost or stands where the segment begins.
fn moves(part: &Part, trial: &mut Trial, line: &[usize], forward: bool, found: &mut Vec<Operation>) {
    let value = |at: usize| part.figures[line[at]].value;
    for first in 0..line.len().saturating_sub(1) {
        trial.reset(part);
        // The first figure stays what it was: the segment that starts at the next says the same.
        if value(first) == value(first + 1) {
            continue;
        }
        for last in first + 1..line.len().min(first + SEGMENT) {
            if trial.left == 0 || found.len() >= KEPT {
                return;
            }
            if !trial.push(part, line[last - 1], value(last).checked_sub(value(last - 1))) {
                break;
            }
            let slip = if last == first + 1 { Slip::Swapped } else { Slip::Shifted };
            let round = value(first).checked_sub(value(last));
            if (forward || slip == Slip::Shifted) && trial.push(part, line[last], round) {
                found.extend(trial.operation(part, slip, Vec::new()));
                if round != Some(0) {
                    trial.pop(part, line[last]);
                }
            }
            // With one figure moved and one lost, two wrong cells say as much.
            if value(first) == 0 && trial.changes.len() > 1 {
                found.extend(trial.operation(part, Slip::Shifted, vec![line[last]]));
            }
        }
    }
}
