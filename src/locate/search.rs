//! The exact search. In: rows over the changes of figures, and how many figures may change. Out: every set
//! of that many changes after which all rows hold. Does not know which of them is the likeliest, nor what an
//! edit is.
//!
//! One of the figures of a row that fails must change: the search takes the failing row with the fewest
//! candidates, tries each, eliminates it from the other rows (which then say what must hold whatever its
//! value) and goes on with what still fails. A figure tried before in the same row is locked, so no set is
//! met twice.

use std::rc::Rc;

use super::figures::{Part, Row};

/// Candidates looked at, over all depths.
const NODES: usize = 20_000;
/// Rows and terms looked at: bounds the time where the rows are many or long.
const WORK: usize = 5_000_000;
/// Sets kept: more ties than this tell nobody anything.
pub(super) const KEPT: usize = 1_000;

/// A figure and what is added to it.
pub(super) type Change = (usize, i128);

/// Rows from which some figures have been eliminated.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// What holds whatever the values of the eliminated figures.
    pub rows: Vec<Rc<Row>>,
    /// Each eliminated figure with the row that gives its change; no row contains another's figure.
    pub eliminated: Vec<(usize, Rc<Row>)>,
    /// Terms handled to get here from the state before.
    pub work: usize,
}

impl State {
    /// The rows of a part as they are.
    pub fn new(part: &Part) -> State {
        State { rows: part.rows.clone(), eliminated: Vec::new(), work: 0 }
    }

    /// The rows of a part after some changes.
    pub fn after(part: &Part, changes: &[Change]) -> Option<State> {
        let mut rows = part.rows.clone();
        for &(figure, change) in changes {
            for &(row, coefficient) in &part.uses[figure] {
                let row = Rc::make_mut(&mut rows[row]);
                row.residual = row.residual.checked_add(coefficient.checked_mul(change)?)?;
            }
        }
        Some(State { rows, eliminated: Vec::new(), work: 0 })
    }

    /// Frees a figure: solves one row for it and eliminates it from all others. `None` if the numbers grow
    /// too large; no change if no row contains the figure.
    pub fn free(&self, figure: usize) -> Option<State> {
        match self.rows.iter().position(|row| row.coefficient(figure) != 0) {
            Some(pivot) => self.eliminate(figure, pivot),
            None => Some(self.clone()),
        }
    }

    fn eliminate(&self, figure: usize, pivot: usize) -> Option<State> {
        let solved = &self.rows[pivot];
        let mut rows = Vec::with_capacity(self.rows.len());
        let mut work = 0;
        for (number, old) in self.rows.iter().enumerate() {
            if number == pivot {
                continue;
            }
            let row = without(old, figure, solved)?;
            if !Rc::ptr_eq(&row, old) {
                work += old.terms.len() + solved.terms.len();
            }
            if !row.terms.is_empty() || row.residual != 0 {
                rows.push(row);
            }
        }
        let mut eliminated = Vec::with_capacity(self.eliminated.len() + 1);
        for (other, row) in &self.eliminated {
            eliminated.push((*other, without(row, figure, solved)?));
            work += solved.terms.len();
        }
        eliminated.push((figure, solved.clone()));
        Some(State { rows, eliminated, work })
    }

    /// Whether every row holds.
    pub fn solved(&self) -> bool {
        self.rows.iter().all(|row| row.residual == 0)
    }
}

/// What a figure must change by for its row to hold once `other` has been added to it.
fn divided(row: &Row, figure: usize, other: i128) -> Option<i128> {
    let coefficient = row.coefficient(figure);
    let sum = row.residual.checked_add(other)?.checked_neg()?;
    (sum.checked_rem(coefficient)? == 0).then_some(sum.checked_div(coefficient)?)
}

/// A row combined with the solved one so that the figure drops out of it.
fn without(row: &Rc<Row>, figure: usize, solved: &Row) -> Option<Rc<Row>> {
    let there = row.coefficient(figure);
    if there == 0 {
        return Some(row.clone());
    }
    let here = solved.coefficient(figure);
    let common = gcd(there, here);
    let (keep, take) = (here / common, there / common);
    let mut terms = Vec::with_capacity(row.terms.len() + solved.terms.len());
    let (mut left, mut right) = (row.terms.iter().peekable(), solved.terms.iter().peekable());
    loop {
        let (at, sum) = match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some(a), Some(b)) if a.0 == b.0 => {
                (a.0, keep.checked_mul(a.1)?.checked_sub(take.checked_mul(b.1)?)?)
            }
            (Some(a), Some(b)) if a.0 < b.0 => (a.0, keep.checked_mul(a.1)?),
            (Some(a), None) => (a.0, keep.checked_mul(a.1)?),
            (_, Some(b)) => (b.0, take.checked_mul(b.1)?.checked_neg()?),
        };
        left.next_if(|term| term.0 == at);
        right.next_if(|term| term.0 == at);
        if sum != 0 {
            terms.push((at, sum));
        }
    }
    let residual = keep.checked_mul(row.residual)?.checked_sub(take.checked_mul(solved.residual)?)?;
    Some(Rc::new(reduced(Row { terms, residual })))
}

/// The row divided by what all its coefficients have in common, so that they do not grow.
fn reduced(mut row: Row) -> Row {
    if row.terms.iter().all(|term| term.1.unsigned_abs() != 1) {
        let common = row.terms.iter().fold(row.residual, |common, term| gcd(common, term.1));
        if common > 1 {
            row.residual /= common;
            row.terms.iter_mut().for_each(|term| term.1 /= common);
        }
    }
    row
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(1)
}

/// A search in progress; several can share one bound.
#[derive(Debug)]
pub(super) struct Search<'a> {
    part: &'a Part,
    /// Figures that may not change.
    locked: Vec<bool>,
    /// Marks of the figures already counted by the pruning, by round.
    seen: Vec<usize>,
    round: usize,
    nodes: usize,
    work: usize,
    /// A bound was reached: sets may be missing.
    pub stopped: bool,
    /// A branch was left only because more figures would have to change.
    pub deeper: bool,
    /// Changes already made before the search, part of every set found.
    given: Vec<Change>,
    /// How many figures were freed before the search: these may also stay as they are.
    freed: usize,
    /// The sets found, each by ascending figure.
    pub found: Vec<Vec<Change>>,
}

impl<'a> Search<'a> {
    /// A search with its whole bound before it.
    pub fn new(part: &'a Part) -> Search<'a> {
        Search {
            part,
            locked: vec![false; part.figures.len()],
            seen: vec![0; part.figures.len()],
            round: 0,
            nodes: NODES,
            work: WORK,
            stopped: false,
            deeper: false,
            given: Vec::new(),
            freed: 0,
            found: Vec::new(),
        }
    }

    /// Takes work done elsewhere from the bound; false once the bound is reached.
    pub fn spend(&mut self, work: usize) -> bool {
        self.stopped |= self.work < work;
        self.work = self.work.saturating_sub(work);
        !self.stopped
    }

    /// Adds to `found` all sets of exactly `depth` further changes after `given`, which stay as they are.
    pub fn run(&mut self, state: &State, given: &[Change], depth: usize) {
        self.given = given.to_vec();
        self.freed = state.eliminated.len();
        let fixed: Vec<usize> =
            given.iter().map(|change| change.0).chain(state.eliminated.iter().map(|e| e.0)).collect();
        fixed.iter().for_each(|&figure| self.locked[figure] = true);
        self.descend(state, depth);
        fixed.iter().for_each(|&figure| self.locked[figure] = false);
    }

    fn descend(&mut self, state: &State, depth: usize) {
        if depth == 0 {
            match state.solved() {
                true => self.accept(state, None),
                false => self.deeper = true,
            }
            return;
        }
        let Some((pivot, figures)) = self.candidates(state, depth) else { return };
        let cost = state.rows.len();
        let mut tried = Vec::with_capacity(figures.len());
        for figure in figures {
            if self.nodes == 0 || self.work < cost || self.found.len() >= KEPT {
                self.stopped = true;
                break;
            }
            self.nodes -= 1;
            self.work -= cost;
            if depth == 1 {
                self.last(state, figure, pivot);
            } else {
                let next = state.eliminate(figure, pivot);
                self.work = self.work.saturating_sub(next.as_ref().map_or(0, |next| next.work));
                match next {
                    // A set that already solves everything was met at a smaller depth.
                    Some(next) if next.solved() => {}
                    Some(next) => self.descend(&next, depth - 1),
                    None => self.stopped = true,
                }
            }
            self.locked[figure] = true;
            tried.push(figure);
        }
        tried.iter().for_each(|&figure| self.locked[figure] = false);
    }

    /// The failing row with the fewest figures that may change, and those figures. `None` when nothing fails,
    /// when a row cannot be mended, or when so many failing rows share no figure that the depth is too small.
    fn candidates(&mut self, state: &State, depth: usize) -> Option<(usize, Vec<usize>)> {
        let mut failing: Vec<(usize, usize)> = Vec::new();
        for (number, row) in state.rows.iter().enumerate().filter(|(_, row)| row.residual != 0) {
            let open = row.terms.iter().filter(|term| !self.locked[term.0]).count();
            self.work = self.work.saturating_sub(row.terms.len());
            if open == 0 {
                return None;
            }
            failing.push((open, number));
        }
        failing.sort_unstable();
        self.round += 1;
        let mut apart = 0;
        for &(_, number) in &failing {
            let open = state.rows[number].terms.iter().filter(|term| !self.locked[term.0]);
            if open.clone().all(|term| self.seen[term.0] != self.round) {
                apart += 1;
                open.for_each(|term| self.seen[term.0] = self.round);
            }
        }
        if apart > depth {
            self.deeper = true;
            return None;
        }
        let &(_, number) = failing.first()?;
        let open = state.rows[number].terms.iter().filter(|term| !self.locked[term.0]);
        let mut figures: Vec<usize> = open.map(|term| term.0).collect();
        if depth == 1 {
            // The last change must mend every failing row at once.
            self.work = self.work.saturating_sub(figures.len());
            figures.retain(|&figure| failing.iter().all(|f| state.rows[f.1].coefficient(figure) != 0));
            self.deeper |= figures.is_empty();
        }
        Some((number, figures))
    }

    /// Tries a figure as the last change, without eliminating it.
    fn last(&mut self, state: &State, figure: usize, pivot: usize) {
        let Some(change) = divided(&state.rows[pivot], figure, 0) else { return };
        for row in &state.rows {
            let sum = row.coefficient(figure).checked_mul(change).and_then(|c| c.checked_add(row.residual));
            if sum != Some(0) {
                self.deeper = true;
                return;
            }
        }
        self.accept(state, Some((figure, change)));
    }

    /// Keeps a set if every change is exact, is one, and is allowed.
    fn accept(&mut self, state: &State, last: Option<Change>) {
        let mut changes = self.given.clone();
        for (number, (figure, row)) in state.eliminated.iter().enumerate() {
            let other = last.map_or(Some(0), |(last, change)| row.coefficient(last).checked_mul(change));
            let Some(change) = other.and_then(|other| divided(row, *figure, other)) else { return };
            if change != 0 {
                changes.push((*figure, change));
            } else if number >= self.freed {
                return;
            }
        }
        changes.extend(last);
        changes.sort_unstable();
        if changes.iter().all(|&(figure, change)| self.part.allows(figure, change)) {
            self.found.push(changes);
        }
    }
}
