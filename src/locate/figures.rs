//! Exact whole numbers for one connected part of a system. In: a system and some of its equations. Out: the
//! figures scaled to integers, the equations as sparse rows with what they are off by, and where a figure
//! may not go. Does not know how wrong cells are searched for.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::{Equation, System};

/// Decimals carry at most this many places.
const PLACES: u32 = 28;

/// A cell of the part, with its figure as a multiple of `Part::unit`.
#[derive(Debug)]
pub(super) struct Figure {
    /// Index into `System::cells`.
    pub cell: usize,
    pub blank: bool,
    pub value: i128,
    pub row: usize,
    pub column: usize,
    pub total: bool,
    pub integral: bool,
    signed: bool,
}

/// An equation over the *changes* of figures: the sum of coefficient × change, plus `residual`, is zero.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Figure and coefficient, by ascending figure, no coefficient zero.
    pub terms: Vec<(usize, i128)>,
    /// What the equation is off by while nothing changes.
    pub residual: i128,
}

impl Row {
    /// The coefficient of a figure, 0 if the row does not contain it.
    pub fn coefficient(&self, figure: usize) -> i128 {
        self.terms.binary_search_by_key(&figure, |term| term.0).map_or(0, |at| self.terms[at].1)
    }
}

/// Cells joined by equations, and those equations.
#[derive(Debug)]
pub(super) struct Part {
    /// In document order.
    pub figures: Vec<Figure>,
    pub rows: Vec<Rc<Row>>,
    /// Index into `System::equations` of each row.
    pub equations: Vec<usize>,
    /// For each figure the rows that contain it, with its coefficient.
    pub uses: Vec<Vec<(usize, i128)>>,
    /// What 1 is in the figures.
    pub unit: i128,
    scale: u32,
}

impl Part {
    /// Takes the equations named, which must be ascending; `None` if the figures are too long for exact
    /// arithmetic.
    pub fn new(system: &System, equations: &[usize]) -> Option<Part> {
        let sums: Vec<Vec<(usize, i128)>> =
            equations.iter().map(|&equation| terms(system, &system.equations[equation])).collect();
        let mut cells: Vec<usize> = sums.iter().flatten().map(|term| term.0).collect();
        cells.sort_unstable();
        cells.dedup();
        let mut scale = 0;
        for &cell in &cells {
            scale = scale.max(system.cells[cell].value.map_or(0, |value| value.normalize().scale()));
        }
        // A coefficient other than ±1 divides: two more places keep halves and quarters exact.
        let divides = sums.iter().flatten().any(|term| term.1.unsigned_abs() > 1);
        if divides && cells.iter().any(|&cell| !system.cells[cell].integral) {
            scale = (scale + 2).min(PLACES);
        }
        let unit = 10_i128.checked_pow(scale)?;
        let mut figures = Vec::with_capacity(cells.len());
        for &cell in &cells {
            let source = &system.cells[cell];
            let stated = source.value.unwrap_or_default().normalize();
            let value = stated.mantissa().checked_mul(10_i128.checked_pow(scale - stated.scale())?)?;
            figures.push(Figure {
                cell,
                blank: source.value.is_none(),
                value,
                row: source.row,
                column: source.column,
                total: source.total,
                integral: source.integral,
                signed: source.signed,
            });
        }
        let mut uses = vec![Vec::new(); figures.len()];
        let mut rows = Vec::with_capacity(sums.len());
        for (number, sum) in sums.iter().enumerate() {
            let mut row = Row { terms: Vec::with_capacity(sum.len()), residual: 0 };
            for &(cell, coefficient) in sum {
                let figure = cells.binary_search(&cell).ok()?;
                row.residual = row.residual.checked_add(coefficient.checked_mul(figures[figure].value)?)?;
                row.terms.push((figure, coefficient));
                uses[figure].push((number, coefficient));
            }
            rows.push(Rc::new(row));
        }
        Some(Part { figures, rows, equations: equations.to_vec(), uses, unit, scale })
    }

    /// Whether a figure may be changed by this much: no negative number where none is possible, no fraction
    /// where only whole numbers are, nothing that a decimal cannot hold.
    pub fn allows(&self, figure: usize, change: i128) -> bool {
        let figure = &self.figures[figure];
        let Some(value) = figure.value.checked_add(change) else { return false };
        (figure.signed || value >= 0)
            && (!figure.integral || value % self.unit == 0)
            && Decimal::try_from_i128_with_scale(value, self.scale).is_ok()
    }

    /// The figure after a change that is allowed.
    pub fn suggested(&self, figure: usize, change: i128) -> Option<Decimal> {
        let value = self.figures[figure].value.checked_add(change)?;
        Some(Decimal::try_from_i128_with_scale(value, self.scale).ok()?.normalize())
    }
}

/// The terms by ascending cell: a cell named twice once, no zeros, no cell that does not exist.
pub(super) fn terms(system: &System, equation: &Equation) -> Vec<(usize, i128)> {
    let mut sorted: Vec<(usize, i128)> = equation
        .terms
        .iter()
        .filter(|term| term.0 < system.cells.len())
        .map(|&(cell, coefficient)| (cell, i128::from(coefficient)))
        .collect();
    sorted.sort_by_key(|term| term.0);
    let mut merged: Vec<(usize, i128)> = Vec::with_capacity(sorted.len());
    for (cell, coefficient) in sorted {
        match merged.last_mut() {
            Some(last) if last.0 == cell => last.1 = last.1.saturating_add(coefficient),
            _ => merged.push((cell, coefficient)),
        }
    }
    merged.retain(|term| term.1 != 0);
    merged
}

/// Whether an equation holds. Whole and fractional parts are added apart, so that a number of 28 digits
/// beside one with 28 decimals does not overflow; `None` if even that does.
pub(super) fn holds(system: &System, equation: &Equation) -> Option<bool> {
    let one = 10_i128.pow(PLACES);
    let (mut whole, mut fraction) = (0_i128, 0_i128);
    for &(cell, coefficient) in &equation.terms {
        let Some(cell) = system.cells.get(cell) else { continue };
        let (value, coefficient) = (cell.value.unwrap_or_default(), i128::from(coefficient));
        if value.scale() == 0 {
            whole = whole.checked_add(coefficient.checked_mul(value.mantissa())?)?;
            continue;
        }
        let denominator = 10_i128.pow(value.scale());
        let rest = (value.mantissa() % denominator) * (one / denominator);
        whole = whole.checked_add(coefficient.checked_mul(value.mantissa() / denominator)?)?;
        fraction = fraction.checked_add(coefficient.checked_mul(rest)?)?;
        whole = whole.checked_add(fraction / one)?;
        fraction %= one;
    }
    // The two parts may differ in sign: 1 and -1.0 cancel only as carried above, or as these.
    Some(whole.checked_mul(one) == Some(-fraction))
}
