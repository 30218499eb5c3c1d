//! Which cells are wrong. In: the cells of one table with their figures and the linear equations between
//! them. Out: causes, each with the failed equations it accounts for and every equally good explanation.
//! Does not know documents or forms.

use rust_decimal::Decimal;

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
    /// Ten (hundred, thousand) times too large or too small.
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
    let _ = system;
    Located::default()
}
