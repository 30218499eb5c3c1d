//! What the equations of a form can tell. In: a sound form. Out: for each edition of each table which cells
//! they cover, how many wrong cells they always detect and always locate, and which of them are superfluous or
//! cannot be meant. Does not know documents, figures or words.
//!
//! A set of wrong cells goes undetected when its errors leave all equations satisfied; the smallest such set is
//! the minimum distance, as of a linear code whose parity checks are the equations. With distance d any error in
//! up to d - 1 cells is detected, and any in up to (d - 1) / 2 is located.

mod elimination;

use super::{Check, Form, Instance, Kind, Relation, Severity, Table};
use elimination::{Basis, Vector, dependent};
use std::collections::{BTreeMap, BTreeSet};

/// What the hard equations of one edition of a table can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Index into [`Form::tables`].
    pub table: usize,
    /// Cells with figures.
    pub cells: usize,
    /// Cells that no equation covers, by index among [`Table::cells`].
    pub uncovered: Vec<usize>,
    /// Hard equations.
    pub equations: usize,
    /// How many of them are independent.
    pub rank: usize,
    /// The fewest covered cells whose errors can go undetected; `None` without equations.
    pub distance: Option<Distance>,
    /// Covered cells that stand in the same equations and so cannot be told apart, in groups.
    pub alike: Vec<Vec<usize>>,
    /// Equations that follow from those before them.
    pub implied: Vec<Equation>,
    /// How many equations compare its cells with those of the year before.
    pub across: usize,
    /// Equations that leave nothing but 0 for some of their cells, or say nothing at all.
    pub contradictory: Vec<(Equation, Vec<usize>)>,
}

/// The smallest number of cells whose errors the equations cannot see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    /// Exactly so many.
    Exactly(usize),
    /// So many or more: larger sets are not searched.
    AtLeast(usize),
}

/// An instance of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equation {
    /// The rule's id.
    pub rule: String,
    /// The id of the row or column it runs over.
    pub line: Option<String>,
}

/// Sets of cells are searched up to this size.
const SEARCHED: usize = 4;

impl Distance {
    /// Any error in up to so many cells is detected.
    pub fn detected(self) -> usize {
        self.least().saturating_sub(1)
    }

    /// Any error in up to so many cells is located.
    pub fn located(self) -> usize {
        self.detected() / 2
    }

    fn least(self) -> usize {
        match self {
            Distance::Exactly(n) | Distance::AtLeast(n) => n,
        }
    }
}

/// The coverage of every edition of every table, in form order.
pub fn coverage(form: &Form) -> Vec<Coverage> {
    (0..form.tables.len()).map(|table| Matrix::of(form, table).coverage()).collect()
}

/// The equations of a table over its cells.
struct Matrix<'f> {
    index: usize,
    table: &'f Table,
    names: Vec<Equation>,
    rows: Vec<Vector>,
    across: usize,
}

impl<'f> Matrix<'f> {
    fn of(form: &'f Form, index: usize) -> Self {
        let mut matrix = Matrix {
            index,
            table: &form.tables[index],
            names: Vec::new(),
            rows: Vec::new(),
            across: across(form, index),
        };
        for rule in &form.rules {
            let Check::Linear(linear) = &rule.check else { continue };
            if linear.relation != Relation::Equal || rule.severity != Severity::Error {
                continue;
            }
            for instance in linear.instances.iter().filter(|instance| instance.table == index) {
                let line = instance.row.as_ref().or(instance.column.as_ref()).cloned();
                matrix.names.push(Equation { rule: rule.id.clone(), line });
                matrix.rows.push(vector(instance));
            }
        }
        matrix
    }

    fn coverage(&self) -> Coverage {
        let cells = self.table.cells().count();
        let columns = self.columns();
        let uncovered = (0..cells).filter(|cell| !columns.contains_key(cell)).collect();
        let mut basis = Basis::default();
        let mut implied = Vec::new();
        for (row, name) in self.rows.iter().zip(&self.names) {
            if !basis.add(row) {
                implied.push(name.clone());
            }
        }
        Coverage {
            table: self.index,
            cells,
            uncovered,
            equations: self.rows.len(),
            rank: self.rows.len() - implied.len(),
            distance: (!columns.is_empty()).then(|| self.distance(&columns)),
            alike: alike(&columns),
            implied,
            across: self.across,
            contradictory: self.contradictory(),
        }
    }

    /// For every covered cell its coefficients in the equations.
    fn columns(&self) -> BTreeMap<usize, Vector> {
        let mut columns: BTreeMap<usize, Vector> = BTreeMap::new();
        for (number, row) in self.rows.iter().enumerate() {
            for (&cell, &coefficient) in row {
                columns.entry(cell).or_default().insert(number, coefficient);
            }
        }
        columns
    }

    fn distance(&self, columns: &BTreeMap<usize, Vector>) -> Distance {
        let search = Search { rows: &self.rows, columns };
        let found = (2..=SEARCHED).find(|&size| columns.keys().any(|&cell| search.closes(&[cell], size)));
        found.map_or(Distance::AtLeast(SEARCHED + 1), Distance::Exactly)
    }

    /// Equations that leave only 0 for some cells because no figure is negative: alone, as the difference of two,
    /// or once other cells are known to be 0.
    fn contradictory(&self) -> Vec<(Equation, Vec<usize>)> {
        let kinds: Vec<bool> = self
            .table
            .cells()
            .map(|(row, column)| column.kind.or(row.kind).unwrap_or(Kind::Count) == Kind::Change)
            .collect();
        let signed = |cell: usize| kinds.get(cell).copied().unwrap_or(false);
        let mut zero: BTreeSet<usize> = BTreeSet::new();
        let mut found: Vec<(Equation, Vec<usize>)> = Vec::new();
        loop {
            let before = zero.len();
            for (i, row) in self.rows.iter().enumerate() {
                let others = self.rows[..i].iter().flat_map(|other| [minus(row, other), plus(row, other)]);
                for combined in std::iter::once(row.clone()).chain(others) {
                    let left: Vector =
                        combined.into_iter().filter(|(cell, _)| !zero.contains(cell)).collect();
                    let one_sign = left.values().all(|&c| c > 0) || left.values().all(|&c| c < 0);
                    if !left.is_empty() && one_sign && !left.keys().any(|&cell| signed(cell)) {
                        zero.extend(left.keys());
                        let cells = left.into_keys().collect();
                        found.push((self.names[i].clone(), cells));
                    }
                }
            }
            if zero.len() == before {
                break;
            }
        }
        let empty = self.rows.iter().zip(&self.names).filter(|(row, _)| row.is_empty());
        found.extend(empty.map(|(_, name)| (name.clone(), Vec::new())));
        found
    }
}

/// The equations across years that hold for two reports with this edition.
fn across(form: &Form, index: usize) -> usize {
    let rules = form.rules.iter().filter_map(|rule| match &rule.check {
        Check::Across(across) if across.relation == Relation::Equal => Some(across),
        _ => None,
    });
    let pairs = rules.flat_map(|across| &across.instances);
    pairs.filter(|pair| pair.this.table == index && pair.last.table == index).count()
}

/// An instance as the coefficients of `left - right = 0`.
fn vector(instance: &Instance) -> Vector {
    let mut vector = Vector::new();
    for term in &instance.left {
        *vector.entry(term.cell).or_default() += i128::from(term.coefficient);
    }
    for term in &instance.right {
        *vector.entry(term.cell).or_default() -= i128::from(term.coefficient);
    }
    vector.retain(|_, coefficient| *coefficient != 0);
    vector
}

fn minus(a: &Vector, b: &Vector) -> Vector {
    combined(a, b, -1)
}

fn plus(a: &Vector, b: &Vector) -> Vector {
    combined(a, b, 1)
}

fn combined(a: &Vector, b: &Vector, sign: i128) -> Vector {
    let mut sum = a.clone();
    for (&at, &coefficient) in b {
        *sum.entry(at).or_default() += sign * coefficient;
    }
    sum.retain(|_, coefficient| *coefficient != 0);
    sum
}

/// Groups of cells whose columns are multiples of each other.
fn alike(columns: &BTreeMap<usize, Vector>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<Vector, Vec<usize>> = BTreeMap::new();
    for (&cell, column) in columns {
        groups.entry(elimination::primitive(column)).or_default().push(cell);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort();
    groups
}

/// Looks for a set of cells whose errors can cancel out.
struct Search<'a> {
    rows: &'a [Vector],
    columns: &'a BTreeMap<usize, Vector>,
}

impl Search<'_> {
    /// Whether `chosen`, of which the first is the smallest, can be made a set of `size` cells that are dependent.
    /// An equation that one chosen cell alone stands in needs another: only its cells are tried.
    fn closes(&self, chosen: &[usize], size: usize) -> bool {
        let mut touched: BTreeMap<usize, usize> = BTreeMap::new();
        for cell in chosen {
            for &row in self.columns[cell].keys() {
                *touched.entry(row).or_default() += 1;
            }
        }
        let open = touched.iter().filter(|&(_, &times)| times == 1).map(|(&row, _)| row);
        if chosen.len() == size {
            return open.count() == 0 && dependent(chosen.iter().map(|cell| &self.columns[cell]));
        }
        let later = |cell: &usize| *cell > chosen[0] && !chosen.contains(cell);
        let extended = |cell: usize| self.closes(&[chosen, &[cell]].concat(), size);
        match open.min_by_key(|&row| self.rows[row].len()) {
            Some(row) => self.rows[row].keys().copied().filter(later).any(extended),
            None => self.columns.keys().copied().filter(later).any(extended),
        }
    }
}

#[cfg(test)]
mod tests;
