//! A paragraph as it is compared: half width, without white space. In: printed text. Out: plain text, and the
//! way back to what is printed. Does not know what the text says.

use crate::numeral::{fold_width, is_blank};
use std::ops::Range;

/// What ends a sentence.
pub(super) const SENTENCE_ENDS: [char; 4] = ['。', '!', '?', '\n'];
/// Punctuation that a phrase may need around it and that is no part of it.
pub(super) const MARKS: [char; 8] = [',', ';', ':', '、', '。', '(', '!', '\n'];

/// A paragraph in half width, without white space but for line breaks.
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
        for (at, c) in printed.char_indices().filter(|&(_, c)| c == '\n' || !is_blank(c)) {
            plain.text.push(fold_width(c));
            plain.origin.resize(plain.text.len(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        plain.origin.push(u32::try_from(printed.len()).unwrap_or(u32::MAX));
        plain
    }

    /// The words as printed.
    pub(super) fn printed(&self, range: &Range<usize>) -> &'t str {
        let (start, end) = (self.origin[range.start] as usize, self.origin[range.end] as usize);
        self.printed.get(start..end).unwrap_or_default().trim_matches(is_blank)
    }

    /// The sentence, as printed, that these words stand in or begin in.
    pub(super) fn sentence(&self, range: &Range<usize>) -> &'t str {
        let start = self.text[..range.start]
            .rfind(SENTENCE_ENDS)
            .map_or(0, |end| end + self.text[end..].chars().next().map_or(1, char::len_utf8));
        let rest = &self.text[range.end..];
        let length = rest
            .find(SENTENCE_ENDS)
            .map_or(rest.len(), |end| end + rest[end..].chars().next().map_or(0, char::len_utf8));
        self.printed(&(start..range.end + length)).trim()
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
