//! Which cells are wrong. In: the cells of one table with their figures and the linear equations between
//! them. Out: causes, each with the failed equations it accounts for and every equally good explanation.
//! Does not know documents or forms.
//!
//! The fewest edits that make all equations hold are taken to be what happened. An edit is one wrong cell or
//! one slip that changes several: neighbours exchanged, a segment shifted by a cell, the totals of a line
//! stale or left blank. Only if no edit does are two looked for, and so on up to four cells, or two beside
//! such a slip. All solutions of the least cost are listed; a pattern of typing, or a figure stated elsewhere,
//! only orders them.
//!
//! ## What arithmetic cannot see
//! Changes after which every equation still holds give no cause, whatever their size. In a table with a total
//! for every row and every column, these are the changes that cancel in each row and in each column: at the
//! least four cells in the corners of a rectangle, one up, one down, one down, one up; and two whole lines
//! exchanged, totals included, that count alike in all equations. Anything in up to three cells shows, so two
//! neighbours exchanged always do unless their figures are equal; but if the same difference stands in another
//! line too, an exchange there explains it just as well. In a lone sum, components exchanged, or an amount
//! moved from one to another, never show. A slip across equations that share no cell is a cause in each.
//!
//! A rarer truth can be hidden by a simpler story: an exchange that happens to fit is believed before two
//! unrelated wrong cells. Two such slips at once, and more cells than four, are not searched for. A cell that
//! could only be corrected to an impossible figure (negative, a fraction) is not proposed together with a
//! second one that would absorb the rest: how much of it is anybody's guess.

mod figures;
mod operations;
mod optimum;
mod ranking;
mod search;
mod slips;

use rust_decimal::Decimal;

use figures::Part;
use optimum::Solution;
use ranking::Hints;

/// The cells of one table and the equations between them.
#[derive(Debug, Clone, Default)]
pub struct System {
    /// The cells, in document order.
    pub cells: Vec<Cell>,
    /// Each holds when its terms add up to zero.
    pub equations: Vec<Equation>,
}

/// A cell that figures in equations.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The figure stated; `None` for a blank or dash, which counts as 0.
    pub value: Option<Decimal>,
    /// Row of the form's table, from 0: neighbours in the printed order differ by one.
    pub row: usize,
    /// Column of the form's table, from 0.
    pub column: usize,
    /// Whether the cell is a total: the single left-hand side of an equation.
    pub total: bool,
    /// Whether only whole numbers are possible.
    pub integral: bool,
    /// Whether negative numbers are possible.
    pub signed: bool,
}

/// A linear equation: the sum of coefficient × cell is zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equation {
    /// Index into [`System::cells`] and coefficient (±1 in the forms known).
    pub terms: Vec<(usize, i64)>,
}

/// What the failed equations of a system come from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Located {
    /// One for each independent cause, in the order of its first failed equation. Every failed equation is
    /// in exactly one.
    pub causes: Vec<Cause>,
}

/// Failed equations that go together.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// Indexes into [`System::equations`], ascending.
    pub equations: Vec<usize>,
    /// Best first, all that are equally good. Empty when arithmetic cannot tell.
    pub explanations: Vec<Explanation>,
    /// Why there is no explanation, or why the search stopped.
    pub unexplained: Option<Unexplained>,
}

/// Cells that, corrected together, make the cause's equations hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The cells with the figure each should have, in document order.
    pub corrections: Vec<Correction>,
    /// How sure it is.
    pub confidence: Confidence,
    /// How the slip came about, where it can be recognised.
    pub slip: Option<Slip>,
}

/// One corrected cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// Index into [`System::cells`].
    pub cell: usize,
    /// The figure that makes the equations hold.
    pub suggested: Decimal,
}

/// How sure an explanation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The only one of its cost, and clearly cheaper than any other.
    Only,
    /// Clearly better than the others, which are listed too.
    Likely,
    /// One of several equally good.
    Possible,
}

/// How a figure went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slip {
    /// One digit differs.
    Digit,
    /// Two neighbouring digits exchanged.
    Transposed,
    /// A digit left out.
    DigitMissing,
    /// A digit typed twice, or one too many.
    DigitDoubled,
    /// Ten (hundred, thousand; of counts, ten thousand) times too large or too small.
    Magnitude,
    /// Yuan given for ten thousand yuan, or the other way round.
    Unit,
    /// A total that leaves out one component.
    ComponentOmitted,
    /// A total that counts one component twice.
    ComponentTwice,
    /// A sign lost or added.
    Sign,
    /// A blank that must hold a figure.
    Blank,
    /// A total left at zero.
    TotalZero,
    /// All totals of a line are stale.
    StaleTotals,
    /// Two neighbouring cells exchanged.
    Swapped,
    /// A segment of a row or column shifted by one.
    Shifted,
}

/// Why the search gave no explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unexplained {
    /// More cells are wrong than the search goes to.
    TooMany,
    /// The search reached its bound on nodes.
    Bound,
    /// No change of cells that may be changed makes the equations hold.
    Impossible,
}

/// Finds the causes of all failed equations.
pub fn locate(system: &System) -> Located {
    locate_with(system, &[])
}

/// As [`locate`], with figures for cells that are stated elsewhere: in the text, in last year's report, in the
/// sum over the units. They never add an explanation; among equally cheap ones they count for those that
/// suggest the same figure.
pub fn locate_with(system: &System, witnesses: &[Correction]) -> Located {
    let mut beyond = Vec::new();
    let mut parts = Vec::new();
    for equations in connected(system) {
        match Part::new(system, &equations) {
            Some(part) => {
                let (solutions, unexplained) = optimum::optimum(&part);
                parts.push((part, solutions, unexplained));
            }
            None => beyond.push(Cause {
                equations: equations.into_iter().filter(|&equation| fails(system, equation)).collect(),
                explanations: Vec::new(),
                unexplained: Some(Unexplained::Bound),
            }),
        }
    }
    let ranked = |hints: &Hints| -> Vec<Cause> {
        let causes = |(part, solutions, unexplained): &(Part, Vec<Solution>, Option<Unexplained>)| {
            ranking::causes(part, solutions, *unexplained, hints)
        };
        parts.iter().flat_map(causes).collect()
    };
    let mut causes = ranked(&Hints { witnesses, exchanged: &[] });
    let exchanged = ranking::exchanged(system, &causes);
    if !exchanged.is_empty() {
        causes = ranked(&Hints { witnesses, exchanged: &exchanged });
    }
    causes.extend(beyond);
    causes.sort_by(|a, b| a.equations.cmp(&b.equations));
    Located { causes }
}

/// Whether an equation fails, or is beyond exact arithmetic.
fn fails(system: &System, equation: usize) -> bool {
    figures::holds(system, &system.equations[equation]) != Some(true)
}

/// The equations, ascending, that hang together by common cells; only where one of them fails.
fn connected(system: &System) -> Vec<Vec<usize>> {
    const NONE: usize = usize::MAX;
    // A forest over the equations whose roots come first, so that order stays that of the document.
    let mut parent: Vec<usize> = (0..system.equations.len()).collect();
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    let mut first_use = vec![NONE; system.cells.len()];
    for (number, equation) in system.equations.iter().enumerate() {
        for (cell, _) in figures::terms(system, equation) {
            if first_use[cell] == NONE {
                first_use[cell] = number;
            }
            let (a, b) = (root(&mut parent, first_use[cell]), root(&mut parent, number));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); system.equations.len()];
    let mut failing = vec![false; system.equations.len()];
    for number in 0..system.equations.len() {
        let root = root(&mut parent, number);
        groups[root].push(number);
        failing[root] |= fails(system, number);
    }
    groups.into_iter().zip(failing).filter(|(_, failing)| *failing).map(|(group, _)| group).collect()
}

#[cfg(test)]
mod tests;
