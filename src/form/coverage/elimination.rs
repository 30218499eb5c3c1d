//! Exact elimination over whole numbers. In: sparse vectors. Out: which depend on those before them. Does not
//! know what they are coefficients of.

use std::collections::BTreeMap;

/// Coefficients that are not 0, by position.
pub(super) type Vector = BTreeMap<usize, i128>;

/// Independent vectors, each under its first position.
#[derive(Debug, Default)]
pub(super) struct Basis {
    pivots: BTreeMap<usize, Vector>,
}

impl Basis {
    /// Adds a vector; `false` if it depends on those already there.
    pub(super) fn add(&mut self, vector: &Vector) -> bool {
        let mut rest = primitive(vector);
        while let Some((&first, &coefficient)) = rest.first_key_value() {
            let Some(pivot) = self.pivots.get(&first) else {
                self.pivots.insert(first, rest);
                return true;
            };
            // Beyond the range of exact numbers a vector counts as independent.
            let Some(reduced) = eliminated(&rest, coefficient, pivot, pivot[&first]) else { return true };
            rest = primitive(&reduced);
        }
        false
    }
}

/// Whether vectors depend on each other.
pub(super) fn dependent<'v>(vectors: impl IntoIterator<Item = &'v Vector>) -> bool {
    let mut basis = Basis::default();
    vectors.into_iter().any(|vector| !basis.add(vector))
}

/// `vector * b - pivot * a`, where a and b are their leading coefficients.
fn eliminated(vector: &Vector, a: i128, pivot: &Vector, b: i128) -> Option<Vector> {
    let mut result = Vector::new();
    for (&at, &coefficient) in vector {
        result.insert(at, coefficient.checked_mul(b)?);
    }
    for (&at, &coefficient) in pivot {
        let entry = result.entry(at).or_default();
        *entry = entry.checked_sub(coefficient.checked_mul(a)?)?;
    }
    result.retain(|_, coefficient| *coefficient != 0);
    Some(result)
}

/// The vector divided by what its coefficients have in common, the first of them positive.
pub(super) fn primitive(vector: &Vector) -> Vector {
    let common = vector.values().fold(0u128, |common, c| gcd(common, c.unsigned_abs()));
    let common = i128::try_from(common).unwrap_or(1).max(1);
    let sign = vector.first_key_value().map_or(1, |(_, c)| c.signum());
    vector.iter().map(|(&at, &c)| (at, c / common * sign)).collect()
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}
