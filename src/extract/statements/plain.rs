//! A paragraph as it is compared: half width, without white space, years in digits. In: printed text. Out: plain text, and the
//! way back to what is printed. Does not know what the text says.

use crate::numeral::{fold_width, is_blank, spelled_year};
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
    /// For each byte, where its character begins in the paragraph as printed; and the end.
    origin: Vec<u32>,
}

impl<'t> Plain<'t> {
    pub(super) fn new(printed: &'t str) -> Self {
        let mut plain = Self {
            text: String::with_capacity(printed.len()),
            printed,
            origin: Vec::with_capacity(printed.len() + 1),
        };
        let mut year = None;
        for (at, c) in printed.char_indices().filter(|&(_, c)| c == '\n' || !is_blank(c)) {
            if let Some(digits) = spelled_year(&printed[at..]) {
                year = Some(digits.into_iter());
            }
            let c = year.as_mut().and_then(Iterator::next).unwrap_or_else(|| fold_width(c));
            plain.text.push(c);
            plain.origin.extend(std::iter::repeat_n(u32::try_from(at).unwrap_or(u32::MAX), c.len_utf8()));
        }
        plain.origin.push(u32::try_from(printed.len()).unwrap_or(u32::MAX));
        plain
    }

    /// The words as printed.
    pub(super) fn printed(&self, range: &Range<usize>) -> &'t str {
        let (start, end) = (self.origin[range.start] as usize, self.origin[range.end] as usize);
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
