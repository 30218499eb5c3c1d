//! A template put into words. In: a template of [`super::wordings`], quantities. Out: a sentence, true unless
//! one of its numbers is falsified on purpose.

use super::numbers::{counting, printed, styled};
use super::quantities::Quantities;

/// What a falsified number is off by: more than any reading of a small report could make good.
const OFF: i64 = 7_013;

/// Who reports, and on which year.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'a> {
    /// The reporting body.
    pub organization: &'a str,
    /// The year reported on.
    pub year: i32,
    /// The numbers.
    pub quantities: &'a Quantities,
}

impl Teller<'_> {
    /// The sentence as it is true.
    pub fn truth(&self, template: &str, rng: &mut fastrand::Rng) -> String {
        self.told(template, rng, None).0
    }

    /// The sentence with its `which`-th number that something could contradict falsified; `None` if it has
    /// no such number.
    pub fn lie(&self, template: &str, rng: &mut fastrand::Rng, which: usize) -> Option<String> {
        let (text, numbers) = self.told(template, rng, Some(which));
        (which < numbers).then_some(text)
    }

    fn told(&self, template: &str, rng: &mut fastrand::Rng, falsified: Option<usize>) -> (String, usize) {
        let (mut text, mut numbers) = (String::new(), 0);
        let mut pieces = template.split('<');
        text += pieces.next().unwrap_or_default();
        for piece in pieces {
            let (hole, rest) = piece.split_once('>').unwrap_or_else(|| panic!("{template}"));
            match hole {
                "c" => text += counting(rng),
                "body" => text += self.organization,
                "Y" => text += &self.year.to_string(),
                "Y-1" => text += &(self.year - 1).to_string(),
                "Y+1" => text += &(self.year + 1).to_string(),
                _ => {
                    let silent = hole.contains('?') || hole.starts_with('~');
                    let name = hole.trim_start_matches('~').trim_end_matches(['?', '!', '%']);
                    let mut value = self.quantities.value(name);
                    if !silent {
                        if falsified == Some(numbers) {
                            value += OFF;
                        }
                        numbers += 1;
                    }
                    text += &match () {
                        () if hole.starts_with('~') => rounded(value).to_string(),
                        () if hole.ends_with('%') => printed(value),
                        () if hole.contains('!') => value.to_string(),
                        () => styled(value, rng),
                    };
                }
            }
            text += rest;
        }
        (text, numbers)
    }
}

/// Rounded down to its first two digits.
fn rounded(value: i64) -> i64 {
    let mut unit = 1;
    while value / unit >= 100 {
        unit *= 10;
    }
    value / unit * unit
}
