//! What the words before a phrase say about it. In: a paragraph as it is compared. Out: what it is about, which
//! year, whose figures: the last such words decide. Does not know numbers.

use super::Reader;
use super::plain::{MARKS, SENTENCE_ENDS, floor};
use std::ops::Range;

/// How far before a phrase the words stand that decide about its year and scope.
const CONTEXT: usize = 1500;

/// What the words before a phrase say about the year of its number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    This,
    Compared,
    Other,
}

impl Reader<'_> {
    /// Where the text turns to which topic, in order.
    pub(super) fn topics(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let topics = self.narrative.topics.iter().enumerate();
        let mut marks: Vec<_> = topics
            .filter_map(|(i, (_, words))| Some((i, words.regex_for(text)?)))
            .flat_map(|(i, words)| words.find_iter(text).map(move |found| (found.range(), i)))
            .collect();
        marks.sort_by_key(|(mark, topic)| (mark.end, mark.len(), *topic));
        marks
    }

    /// Where the text turns to which year, in order.
    pub(super) fn years(&self, text: &str) -> Vec<(Range<usize>, Year)> {
        let words = self.narrative.years.as_ref().and_then(|words| words.regex());
        let Some(words) = words else { return Vec::new() };
        let marks = words.captures_iter(text).filter_map(|captures| {
            let own = |named: &str| self.report.year.is_none_or(|year| named.parse() == Ok(year));
            let kind = if captures.name("this").is_some() {
                Year::This
            } else if captures.name("compared").is_some() {
                Year::Compared
            } else if captures.name("year").is_some_and(|named| own(named.as_str())) {
                Year::This
            } else {
                Year::Other
            };
            Some((captures.get(0)?.range(), kind))
        });
        marks.collect()
    }

    /// Whether the last words before a phrase that name a year, and are no part of another phrase, name one that
    /// the report is not about.
    pub(super) fn of_another_year(
        &self,
        text: &str,
        sentence: usize,
        start: usize,
        years: &[(Range<usize>, Year)],
        claimed: &[Range<usize>],
    ) -> bool {
        let mut before = years.iter().rev().filter(|(mark, _)| {
            (sentence..start).contains(&mark.start)
                && claimed.iter().all(|range| !range.contains(&mark.start))
        });
        let ends = |mark: &Range<usize>| text[mark.end.min(start)..start].contains([',', ';', '。']);
        let last = before.find(|(mark, year)| *year != Year::Compared || !ends(mark));
        last.is_some_and(|&(_, year)| year != Year::This)
    }

    /// The words that narrow the count, if the last of them do not widen it again.
    pub(super) fn scope(&self, before: &str) -> Option<String> {
        let words = self.narrative.scope.as_ref()?.regex_for(before)?;
        let last = words.captures_iter(before).last()?;
        let other = last.name("body").filter(|body| !self.is_own(body.as_str()));
        let narrowing = last.name("part").or_else(|| last.name("among")).or(other)?;
        Some(narrowing.as_str().trim_start_matches(MARKS).to_owned())
    }

    /// Whether a name, or the end of the words taken for one, is that of the reporting body.
    fn is_own(&self, name: &str) -> bool {
        /// The kind of body alone says nothing.
        const SHORTEST: usize = 3;
        let reporting = [&self.report.organization, &self.report.signature.organization];
        reporting.into_iter().flatten().any(|own| {
            let ends = own.char_indices().map(|(at, _)| &own[at..]);
            let mut telling = ends.take_while(|end| end.chars().count() >= SHORTEST);
            own.ends_with(name) || telling.any(|end| name.ends_with(end))
        })
    }

    /// Where the words begin that decide about the year and the scope of what stands at `at`: with its sentence, or
    /// with the one that this sentence goes on with.
    pub(super) fn context(&self, text: &str, at: usize) -> usize {
        let nearest = floor(text, at.saturating_sub(CONTEXT));
        let continued = self.narrative.continued.as_ref().and_then(|words| words.regex());
        let mut end = at;
        while let Some(start) = text[nearest..end].rfind(SENTENCE_ENDS).map(|start| nearest + start) {
            let sentence = text[start..at].trim_start_matches(SENTENCE_ENDS);
            if !continued.is_some_and(|words| words.is_match(sentence)) {
                return start;
            }
            end = start;
        }
        nearest
    }
}
