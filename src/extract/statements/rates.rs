//! Growths, shares and multiples in the text. In: a paragraph and its numbers. Out: each rate with the printed
//! figures it rests on. Does not know whether it is right.

use super::plain::{Plain, floor, trimmed};
use super::{Placed, Reader, Told};
use crate::form::{RateKind, Years};
use crate::numeral::{Counted, counts};
use crate::outline::Line;
use crate::report::Rate;
use rust_decimal::Decimal;
use std::str::FromStr;

/// How far before a part its whole may stand, in bytes.
const BEFORE: usize = 1500;

impl Reader<'_> {
    /// Finds the rates of a paragraph.
    pub(super) fn rates(&self, plain: &Plain, line: &Line, placed: &[Placed], told: &mut Told) {
        let number = |range: &std::ops::Range<usize>| {
            Decimal::from_str(&plain.text[range.clone()].replace(',', "")).ok()
        };
        for found in self.narrative.rates_in(&plain.text, Years(self.report.year)) {
            let (Some(stated), Some(now), Some(then)) =
                (number(&found.rate), number(&found.now), number(&found.then))
            else {
                continue;
            };
            let base = match found.kind {
                RateKind::Growth if found.difference => now.checked_sub(then),
                RateKind::Decline if found.difference => now.checked_add(then),
                _ => Some(then),
            };
            let Some(then) = base.filter(|base| !base.is_sign_negative()) else { continue };
            // A pattern may begin with the end of the sentence before.
            let range = trimmed(&plain.text, 0, found.range);
            told.rates.push(Rate {
                kind: found.kind,
                text: plain.printed(&range).to_owned(),
                place: line.place.clone(),
                stated,
                now,
                bases: vec![then],
                statement: None,
                sentence: plain.sentence(&range),
            });
        }
        self.shares(plain, line, placed, told);
    }

    /// Shares of the parts of lists, of any whole printed before them.
    fn shares(&self, plain: &Plain, line: &Line, placed: &[Placed], told: &mut Told) {
        let words = self.narrative.share.as_ref().and_then(|words| words.regex_for(&plain.text));
        let Some(words) = words else { return };
        for number in placed.iter().filter(|number| !number.narrowed && !number.candidate.approximate) {
            let phrase = &number.candidate.phrase.id;
            if !self.narrative.lists.iter().any(|list| list.parts.contains(phrase)) {
                continue;
            }
            let range = &number.candidate.range;
            let Some(found) = words.captures(&plain.text[range.end..]) else { continue };
            let rate = found.name("rate").and_then(|rate| Decimal::from_str(rate.as_str()).ok());
            let Some((stated, whole)) = rate.zip(found.get(0)) else { continue };
            let nearest = floor(&plain.text, range.start.saturating_sub(BEFORE));
            let before = counts(&plain.text[nearest..range.start]).into_iter();
            let bases = before.filter(|count| count.of == Counted::Cases && !count.approximate);
            let all = range.start..range.end + whole.len();
            told.rates.push(Rate {
                kind: RateKind::Share,
                text: plain.printed(&all).to_owned(),
                place: line.place.clone(),
                stated,
                now: number.candidate.value,
                bases: bases.map(|count| count.value).collect(),
                statement: Some(number.statement),
                sentence: plain.sentence(&all),
            });
        }
    }
}
