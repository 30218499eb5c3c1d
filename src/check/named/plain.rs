//! Text made comparable. In: the paragraphs of a report. Out: each without white space and in half width, with the
//! way back to what is printed. Does not know what is looked for.

use crate::numeral::{fold_width, is_blank};
use crate::report::{Passage, Report};
use std::ops::Range;

/// A paragraph with the section it stands in.
pub(super) struct Line<'a> {
    pub passage: &'a Passage,
    /// The text without white space and in half width.
    pub plain: String,
    /// Id of the form's section around it, `preface` before the first.
    section: Option<&'a str>,
}

/// The paragraphs of a report; those of another report behind it are left out.
pub(super) fn lines(report: &Report) -> Vec<Line<'_>> {
    let end = report.others.first().map(|other| &other.place);
    let own = |passage: &&Passage| end.is_none_or(|end| passage.place != *end);
    let around = |index: usize| {
        let mut before = report.sections[..=index].iter().rev();
        before.find(|section| section.level <= 1).and_then(|section| section.id.as_deref())
    };
    report
        .passages
        .iter()
        .take_while(own)
        .map(|passage| Line {
            passage,
            plain: folded(&passage.text),
            section: passage.section.and_then(around),
        })
        .collect()
}

/// A text without white space and in half width.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().filter(|&c| !is_blank(c)).map(fold_width));
    folded
}

impl Line<'_> {
    /// The section it stands in, by its id; nothing before the first.
    pub(super) fn section(&self) -> &str {
        self.section.unwrap_or_default()
    }

    /// Whether it stands in one of these sections; in any if there are none.
    pub(super) fn is_in(&self, sections: &[String]) -> bool {
        sections.is_empty() || self.section.is_some_and(|own| sections.iter().any(|id| id == own))
    }

    /// The words as printed.
    pub(super) fn printed(&self, range: &Range<usize>) -> &str {
        let (start, end) = (self.origin(range.start), self.origin(range.end));
        self.passage.text.get(start..end).unwrap_or_default().trim_matches(is_blank)
    }

    /// Where the character that a byte of the plain text belongs to begins in the text as printed; its end behind all.
    fn origin(&self, byte: usize) -> usize {
        let printed = self.passage.text.as_str();
        let mut plain = 0;
        let mut characters = printed.char_indices().filter(|&(_, c)| !is_blank(c));
        let found = characters.find(|&(_, c)| {
            plain += fold_width(c).len_utf8();
            plain > byte
        });
        found.map_or(printed.trim_end().len(), |(at, _)| at)
    }

    /// The sentence around some words, as printed; shortened where it is long.
    pub(super) fn sentence(&self, range: &Range<usize>) -> String {
        const ENDS: [char; 4] = ['。', '!', '?', ';'];
        const LONGEST: usize = 80;
        let text = &self.plain;
        let start = text[..range.start]
            .rfind(ENDS)
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let end = text[range.end..].find(ENDS).map_or(text.len(), |at| range.end + at);
        let sentence = self.printed(&(start..end));
        if sentence.chars().count() <= LONGEST {
            return sentence.to_owned();
        }
        // From the words themselves on.
        let rest = self.printed(&(range.start..end));
        let kept: String = rest.chars().take(LONGEST).collect();
        let before = if range.start > start { "…" } else { "" };
        let behind = if kept.len() < rest.len() { "…" } else { "" };
        format!("{before}{kept}{behind}")
    }

    /// Whether a position lies between 《 and 》.
    pub(super) fn is_in_title(&self, at: usize) -> bool {
        const OPEN: char = '\u{300A}';
        const CLOSE: char = '\u{300B}';
        let before = &self.plain[..at];
        before.rfind(OPEN).is_some_and(|open| before.rfind(CLOSE).is_none_or(|close| close < open))
    }
}
