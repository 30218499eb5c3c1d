//! How one figure went wrong. In: what is stated and what should be. Out: the slip, if it looks like one, and
//! how much it speaks for the explanation. Does not know the other explanations.

use super::Slip;
use super::figures::Part;
use super::search::Change;

/// Digits a figure can have and still be compared digit by digit.
const DIGITS: usize = 39;

/// The slip behind a change; the most telling one where several fit.
pub(super) fn slip(part: &Part, (figure, change): Change) -> Option<Slip> {
    let source = &part.figures[figure];
    if source.blank {
        return Some(Slip::Blank);
    }
    let stated = source.value;
    let right = stated.checked_add(change)?;
    if stated == 0 {
        return source.total.then_some(Slip::TotalZero);
    }
    if stated.checked_neg() == Some(right) {
        return Some(Slip::Sign);
    }
    if let Some(slip) = by_powers(stated, right, source.integral) {
        return Some(slip);
    }
    let (stated_digits, right_digits) = digits(part, stated, right)?;
    let same_sign = (stated < 0) == (right < 0);
    if same_sign && exchanged(&stated_digits, &right_digits) {
        return Some(Slip::Transposed);
    }
    if let Some(slip) = component(part, figure, change) {
        return Some(slip);
    }
    if !same_sign || right == 0 {
        return None;
    }
    let (short, long) = (stated_digits.len(), right_digits.len());
    if long == short + 1 && without_one(&right_digits, &stated_digits) {
        Some(Slip::DigitMissing)
    } else if short == long + 1 && without_one(&stated_digits, &right_digits) {
        Some(Slip::DigitDoubled)
    } else if short == long && short > 1 && differing(&stated_digits, &right_digits) == 1 {
        // Of a single digit this would say nothing: any other number is one digit away.
        Some(Slip::Digit)
    } else {
        None
    }
}

/// What a slip weighs among explanations of equal cost. A pattern that random figures seldom show weighs
/// more; small numbers show most patterns by chance.
pub(super) fn weight(part: &Part, slip: Slip, (figure, change): Change) -> u32 {
    let long = |value: i128| value.unsigned_abs() >= part.unit.unsigned_abs().saturating_mul(10);
    let value = part.figures[figure].value;
    match slip {
        Slip::Blank => 4,
        Slip::Transposed | Slip::Magnitude | Slip::Unit if long(value) => 3,
        Slip::ComponentOmitted | Slip::ComponentTwice if long(change) => 2,
        Slip::DigitMissing | Slip::DigitDoubled if long(value) && long(value.saturating_add(change)) => 2,
        Slip::TotalZero | Slip::Sign => 2,
        Slip::Digit => 1,
        _ => 0,
    }
}

/// Ten, a hundred, a thousand or ten thousand times the other.
fn by_powers(stated: i128, right: i128, counts: bool) -> Option<Slip> {
    let (small, large) =
        if stated.unsigned_abs() < right.unsigned_abs() { (stated, right) } else { (right, stated) };
    let times = |power: i128| small != 0 && small.checked_mul(power) == Some(large);
    match () {
        () if [10, 100, 1_000].into_iter().any(times) => Some(Slip::Magnitude),
        // What is counted has no unit of money.
        () if times(10_000) => Some(if counts { Slip::Magnitude } else { Slip::Unit }),
        () => None,
    }
}

/// The digits of both figures, without the decimals that neither uses.
fn digits(part: &Part, a: i128, b: i128) -> Option<(Vec<u8>, Vec<u8>)> {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    let mut unit = part.unit;
    while unit > 1 && a.is_multiple_of(10) && b.is_multiple_of(10) {
        (a, b, unit) = (a / 10, b / 10, unit / 10);
    }
    let (a, b) = (a.to_string().into_bytes(), b.to_string().into_bytes());
    (a.len() <= DIGITS && b.len() <= DIGITS).then_some((a, b))
}

fn differing(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).filter(|(a, b)| a != b).count()
}

/// Two neighbouring digits, and nothing else, have changed places.
fn exchanged(a: &[u8], b: &[u8]) -> bool {
    let Some(at) = a.iter().zip(b).position(|(a, b)| a != b) else { return false };
    a.len() == b.len()
        && differing(a, b) == 2
        && a.get(at + 1).is_some_and(|next| *next == b[at])
        && b.get(at + 1).is_some_and(|next| *next == a[at])
}

/// The short run of digits is the long one with one digit left out.
fn without_one(long: &[u8], short: &[u8]) -> bool {
    let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    long.get(same + 1..) == short.get(same..)
}

/// A total that left out, or counted twice, one component of an equation in which it is the sum.
fn component(part: &Part, figure: usize, change: i128) -> Option<Slip> {
    if !part.figures[figure].total {
        return None;
    }
    for &(row, own) in &part.uses[figure] {
        let terms = part.rows[row].terms.iter().filter(|term| term.0 != figure);
        // Alone on its side of the equation.
        if terms.clone().any(|term| (term.1 > 0) == (own > 0)) {
            continue;
        }
        let has = |part_of_it: i128| {
            part_of_it != 0 && terms.clone().any(|term| part.figures[term.0].value == part_of_it)
        };
        if has(change) {
            return Some(Slip::ComponentOmitted);
        }
        if change.checked_neg().is_some_and(has) {
            return Some(Slip::ComponentTwice);
        }
    }
    None
}
