//! A paragraph as it is compared: half width, without white space, years in digits. In: printed text. Out: plain text, and the
//! way back to what is printed. Does not know what the text says.

use crate::numeral::{digit, fold_width, is_blank, spelled_year};
use std::ops::Range;

/// What ends a sentence.
pub(super) const SENTENCE_ENDS: [char; 4] = ['。', '!', '?', '\n'];
/// How much of a long sentence is quoted on either side, in bytes.
const NEAR: usize = 420;
/// Punctuation that a phrase may need around it and that is no part of it.
pub(super) const MARKS: [char; 8] = [',', ';', ':', '、', '。', '(', '!', '\n'];

/// A paragraph in half width, without white space but for line breaks, 二〇二四年 as 2024年.
pub(super) struct Plain<'t> {
    pub text: String,
    printed: &'t str,
    /// Where the stretches begin that stand in the paragraph as they do here, or are one character: here and there.
    origin: Vec<(usize, usize)>,
}

impl<'t> Plain<'t> {
    pub(super) fn new(printed: &'t str) -> Self {
        let mut plain = Self { text: String::with_capacity(printed.len()), printed, origin: Vec::new() };
        let mut year = Vec::new().into_iter();
        let mut start = 0;
        for (at, c) in printed.char_indices() {
            if stays(c) && year.as_slice().is_empty() {
                continue;
            }
            let folded = (c == '\n' || !is_blank(c)).then(|| {
                if let Some(digits) = spelled_year(&printed[at..]) {
                    year = digits.to_vec().into_iter();
                }
                year.next().unwrap_or_else(|| fold_width(c))
            });
            if folded != Some(c) {
                plain.keep(start..at);
                plain.origin.extend(folded.map(|_| (plain.text.len(), at)));
                plain.text.extend(folded);
                start = at + c.len_utf8();
            }
        }
        plain.keep(start..printed.len());
        plain
    }

    /// Adds a stretch as printed.
    fn keep(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.origin.push((self.text.len(), range.start));
            self.text.push_str(&self.printed[range]);
        }
    }

    /// Where what stands here stands in the paragraph as printed.
    fn origin(&self, at: usize) -> usize {
        let next = self.origin.partition_point(|&(here, _)| here <= at);
        match next.checked_sub(1).and_then(|stretch| self.origin.get(stretch)) {
            Some((here, there)) if at < self.text.len() => there + at - here,
            _ => self.printed.len(),
        }
    }

    /// The words as printed.
    pub(super) fn printed(&self, range: &Range<usize>) -> &'t str {
        let (start, end) = (self.origin(range.start), self.origin(range.end));
        self.printed.get(start..end).unwrap_or_default().trim_matches(is_blank)
    }

    /// The sentence, as printed, that these words stand in or begin in; of a long one what is near.
    pub(super) fn sentence(&self, range: &Range<usize>) -> String {
        let first = floor(&self.text, range.start.saturating_sub(NEAR));
        let last = floor(&self.text, range.end.saturating_add(NEAR).min(self.text.len()));
        let (before, behind) = (&self.text[first..range.start], &self.text[range.end..last]);
        let after = |text: &str, end: usize| end + text[end..].chars().next().map_or(0, char::len_utf8);
        let start = before.rfind(SENTENCE_ENDS).map(|end| after(before, end));
        let end = behind.find(SENTENCE_ENDS).map(|end| after(behind, end));
        let whole = first + start.unwrap_or(0)..range.end + end.unwrap_or(behind.len());
        let open = |cut: bool| if cut { "…" } else { "" };
        let left_out = (start.is_none() && first > 0, end.is_none() && last < self.text.len());
        format!("{}{}{}", open(left_out.0), self.printed(&whole).trim(), open(left_out.1))
    }
}

/// Whether it is quick to see that a character stays as it is, as nearly all do.
fn stays(c: char) -> bool {
    matches!(c, '!'..='~') || matches!(c, '\u{4E00}'..='\u{9FFF}') && digit(c).is_none()
}

/// A range of the paragraph without punctuation at its ends; `text` begins at `start`.
pub(super) fn trimmed(text: &str, start: usize, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.start - start..range.end - start];
    let first = inner.len() - inner.trim_start_matches(MARKS).len();
    let last = inner.len() - inner.trim_end_matches(MARKS).len();
    range.start + first..(range.end - last).max(range.start + first)
}

/// The nearest boundary between characters at or below `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
