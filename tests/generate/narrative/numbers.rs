//! How numbers are written in running text. In: a number, a generator. Out: its ink, and a counting word.

use crate::generate::ink::{chinese, full_width};

/// Counting words for applications, the common one first.
const COUNTING: [&str; 10] = ["件", "条", "份", "次", "件次", "例", "个", "起", "宗", "件"];

/// A counting word.
pub fn counting(rng: &mut fastrand::Rng) -> &'static str {
    if rng.u8(0..10) < 6 { "件" } else { COUNTING[rng.usize(0..COUNTING.len())] }
}

/// A number in some style: 12, １２, 12 with blanks around, 1,200, 十二, 两, 零.
pub fn styled(number: i64, rng: &mut fastrand::Rng) -> String {
    let plain = number.to_string();
    match rng.u8(0..10) {
        0 => full_width(&plain),
        1 => format!(" {plain} "),
        2 if number >= 1000 => separated(&plain),
        3 if number == 2 => "两".to_owned(),
        3 if (0..100).contains(&number) => chinese(number.unsigned_abs()),
        _ => plain,
    }
}

/// 1,200.
fn separated(digits: &str) -> String {
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A part as hundredths of a whole, in percent with two decimals, rounded half up.
pub fn percent(part: i64, whole: i64) -> i64 {
    (part * 10_000 * 2 + whole) / (whole * 2)
}

/// Hundredths of a percent as printed: with both decimals, or with one or none where they are zero.
pub fn printed(hundredths: i64) -> String {
    crate::generate::figures::decimal(hundredths, 2)
}
