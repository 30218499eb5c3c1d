//! The phrase around each number of a sentence, and phrases without number. In: a sentence as it is compared.
//! Out: what it states. Does not know what the text around is about.
//!
//! A number is read by the words that lead up to it; of all phrases that fit the longest wins, and a trap that
//! is longer still takes the number out.

use super::Reader;
use super::plain::{floor, trimmed};
use crate::form::{Around, Phrase, Years};
use crate::numeral::{Count, Counted, Unit, counts};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::ops::Range;

/// How far before a number its phrase may begin, in bytes.
const HEAD: usize = 240;
/// How far behind it a phrase may end.
const TAIL: usize = 120;

/// A phrase with its number, before it is known what the text is about.
pub(super) struct Candidate<'a> {
    pub phrase: &'a Phrase,
    /// In the paragraph as it is compared.
    pub range: Range<usize>,
    pub value: Decimal,
    pub approximate: bool,
}

impl<'a> Reader<'a> {
    /// The phrases of a sentence in order; `start` is where it begins in the paragraph.
    pub(super) fn sentence(
        &self,
        text: &str,
        start: usize,
        section: Option<&str>,
        candidates: &mut Vec<Candidate<'a>>,
    ) {
        let first = candidates.len();
        let counts = counts(text);
        candidates.extend(counts.iter().filter_map(|count| self.number(text, start, count, section)));
        let mut whole = self.narrative.whole.within(text, Years(self.report.year));
        // The longest first, of two as long a trap; those that overlap one before, or a number, say nothing more.
        let trap = |phrase: usize| self.narrative.phrases[phrase].trap;
        whole.sort_by_key(|(phrase, range)| (Reverse(range.len()), !trap(*phrase), range.start, *phrase));
        let mut taken: Vec<Range<usize>> = Vec::new();
        let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        for (phrase, range) in whole {
            let phrase = &self.narrative.phrases[phrase];
            let numbered = |candidate: &Candidate| {
                let range = (start + range.start)..(start + range.end);
                overlaps(&candidate.range, &range)
            };
            if taken.iter().any(|other| overlaps(other, &range))
                || !phrase.trap && (candidates[first..].iter().any(numbered) || !in_section(phrase, section))
            {
                continue;
            }
            taken.push(range.clone());
            if let Some(value) = phrase.value {
                let range = start + range.start..start + range.end;
                // Zeros found so far do not stand in each other's way: `taken` knows them.
                let range = trimmed(text, start, range);
                candidates.push(Candidate { phrase, range, value, approximate: false });
            }
        }
        candidates[first..].sort_by_key(|candidate| candidate.range.start);
    }

    /// The phrase around a number: the longest that ends at it, else one that begins behind it.
    fn number(
        &self,
        text: &str,
        start: usize,
        count: &Count,
        section: Option<&str>,
    ) -> Option<Candidate<'a>> {
        let head = &text[floor(text, count.range.start.saturating_sub(HEAD))..count.range.start];
        let tail = &text[count.range.end..floor(text, (count.range.end + TAIL).min(text.len()))];
        let fits = |phrase: &Phrase| {
            phrase.trap
                || in_section(phrase, section) && phrase.money == matches!(count.of, Counted::Money(_))
        };
        let years = Years(self.report.year);
        let phrases = &self.narrative.phrases;
        // Of two that fit as well a trap, then the earlier in the form.
        let longest = |found: &mut dyn Iterator<Item = Around>| {
            found
                .filter(|around| fits(&phrases[around.phrase]))
                .min_by_key(|around| (Reverse(around.fits), !phrases[around.phrase].trap, around.phrase))
        };
        let from_here = |(phrase, range): (usize, Range<usize>)| Around {
            phrase,
            fits: range.len(),
            says: 0,
            behind: range.len(),
        };
        let behind = longest(&mut self.narrative.behind.within(tail, years).into_iter().map(from_here));
        let trapped = behind.is_some_and(|around| phrases[around.phrase].trap);
        let best = longest(&mut self.narrative.before.around(head, tail, years)).or(behind);
        let Around { phrase, says, behind, .. } =
            best.filter(|around| !trapped && !phrases[around.phrase].trap)?;
        let phrase = &phrases[phrase];
        let value = match count.of {
            Counted::Money(unit) => unit.convert(count.value, Unit::Yuan)?.normalize(),
            // 月均11.5件 is an average.
            Counted::Cases if !count.value.fract().is_zero() => return None,
            Counted::Cases => count.value,
        };
        let range = start + count.range.start - says..start + count.range.end + behind;
        Some(Candidate { phrase, range: trimmed(text, start, range), value, approximate: count.approximate })
    }
}

fn in_section(phrase: &Phrase, section: Option<&str>) -> bool {
    phrase.sections.is_empty() || section.is_some_and(|id| phrase.sections.iter().any(|own| own == id))
}
