//! Counts stated in the text. In: a form's phrases and the paragraphs outside tables. Out: each number with
//! what it can mean. Does not know whether it is true.
//!
//! A number is read by the words that lead up to it; of all phrases that fit the longest wins, and a trap that
//! is longer still takes the number out. What the text is about, which year and whose figures it speaks of is
//! decided by the last such words before the phrase.

use super::sections::Headings;
use crate::form::{Form, Narrative, Phrase, Years};
use crate::numeral::{Count, Counted, Unit, counts, fold_width, is_blank};
use crate::outline::{Line, Outline};
use crate::report::{Report, Statement};
use rust_decimal::Decimal;
use std::ops::Range;

/// How far before a number its phrase may begin, in bytes.
const HEAD: usize = 240;
/// How far behind it a phrase may end.
const TAIL: usize = 120;
/// What ends a sentence.
const SENTENCE_ENDS: [char; 4] = ['。', '!', '?', '\n'];

/// Finds the counts in all lines but those of the title.
pub(super) fn statements(
    form: &Form,
    outline: &Outline,
    headings: &Headings,
    title: &Range<usize>,
    report: &Report,
) -> Vec<Statement> {
    let narrative = &form.narrative;
    let mut found = Vec::new();
    if narrative.phrases.is_empty() {
        return found;
    }
    let reader = Reader { narrative, report, tables: editions(form, report) };
    let mut heading_topic = None;
    for (i, line) in outline.lines.iter().enumerate() {
        if line.text.is_empty() || line.contents || title.contains(&i) {
            continue;
        }
        let own = headings.found.iter().any(|&(at, _)| at == i);
        if own || line.heading.is_some() {
            let words = line.heading.as_ref().map_or(line.text, |heading| heading.title);
            heading_topic = reader.topics(words).last().map(|&(_, topic)| topic);
        }
        let section = headings.around(i + 1).map(|section| form.sections[section].id.as_str());
        reader.line(line, section, heading_topic, &mut found);
    }
    found
}

/// The edition that readings refer to, for each table of the form: the one found, else the one for the year,
/// else the newest.
fn editions(form: &Form, report: &Report) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    for (first, table) in form.tables.iter().enumerate() {
        if chosen.iter().any(|&other| form.tables[other].id == table.id) {
            continue;
        }
        let found = report.tables.iter().find(|found| found.id == table.id);
        let of_id = || (first..form.tables.len()).filter(|&i| form.tables[i].id == table.id);
        let edition = match (found, report.year) {
            (Some(found), _) => of_id().find(|&i| form.tables[i].edition == found.edition),
            (None, Some(year)) => of_id().find(|&i| form.tables[i].is_for(year)),
            (None, None) => None,
        };
        chosen.push(edition.unwrap_or(first));
    }
    chosen
}

struct Reader<'a> {
    narrative: &'a Narrative,
    report: &'a Report,
    /// The edition of each table, as indices into the form's tables.
    tables: Vec<usize>,
}

/// A phrase with its number, before it is known what the text is about.
struct Candidate<'a> {
    phrase: &'a Phrase,
    /// In the paragraph as it is compared.
    range: Range<usize>,
    value: Decimal,
    approximate: bool,
}

/// A paragraph as it is compared: half width, without white space but for line breaks.
struct Plain {
    text: String,
    /// For each byte, where its character begins in the paragraph as printed; and the end.
    origin: Vec<u32>,
}

impl Plain {
    fn new(printed: &str) -> Self {
        let mut plain =
            Self { text: String::with_capacity(printed.len()), origin: Vec::with_capacity(printed.len() + 1) };
        for (at, c) in printed.char_indices().filter(|&(_, c)| c == '\n' || !is_blank(c)) {
            plain.text.push(fold_width(c));
            plain.origin.resize(plain.text.len(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        plain.origin.push(u32::try_from(printed.len()).unwrap_or(u32::MAX));
        plain
    }

    /// The words as printed.
    fn printed<'t>(&self, printed: &'t str, range: &Range<usize>) -> &'t str {
        let (start, end) = (self.origin[range.start] as usize, self.origin[range.end] as usize);
        printed.get(start..end).unwrap_or_default().trim_matches(is_blank)
    }
}

/// What the words before a phrase say about the year of its number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Year {
    This,
    Compared,
    Other,
}

impl<'a> Reader<'a> {
    fn line(&self, line: &Line, section: Option<&str>, topic: Option<usize>, found: &mut Vec<Statement>) {
        let plain = Plain::new(line.text);
        let mut candidates = Vec::new();
        let mut start = 0;
        for piece in plain.text.split_inclusive(SENTENCE_ENDS) {
            self.sentence(piece, start, section, &mut candidates);
            start += piece.len();
        }
        if candidates.is_empty() {
            return;
        }
        let topics = self.topics(&plain.text);
        let years = self.years(&plain.text);
        let mut claimed: Vec<Range<usize>> = Vec::new();
        for candidate in candidates {
            let range = &candidate.range;
            let now = topics.iter().rev().find(|(mark, _)| mark.end <= range.end).map(|&(_, topic)| topic);
            if candidate.phrase.topic.is_some_and(|needed| now.or(topic) != Some(needed)) {
                continue;
            }
            let sentence = plain.text[..range.start].rfind(SENTENCE_ENDS).unwrap_or(0);
            if self.of_another_year(&plain.text, sentence, range.start, &years, &claimed) {
                continue;
            }
            let scope = self.scope(&plain.text[sentence..range.start]);
            claimed.push(range.clone());
            for readings in &candidate.phrase.states {
                let of_edition = readings.iter().filter_map(|reading| {
                    let mut editions = reading.editions.iter();
                    editions.find(|(table, _)| self.tables.contains(table)).map(|(_, ids)| ids.clone())
                });
                found.push(Statement {
                    text: plain.printed(line.text, range).to_owned(),
                    value: candidate.value,
                    place: line.place.clone(),
                    reads: of_edition.collect(),
                    phrase: candidate.phrase.id.clone(),
                    approximate: candidate.approximate,
                    part: candidate.phrase.part,
                    scope: scope.clone(),
                });
            }
        }
    }

    /// The phrases of a sentence in order; `start` is where it begins in the paragraph.
    fn sentence(
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
        // The longest first; those that overlap a longer one, or a number, say nothing more.
        whole.sort_by_key(|(phrase, range)| (std::cmp::Reverse(range.len()), range.start, *phrase));
        let mut taken: Vec<Range<usize>> = Vec::new();
        let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        for (phrase, range) in whole {
            let phrase = &self.narrative.phrases[phrase];
            let numbered = |candidate: &Candidate| {
                let range = (start + range.start)..(start + range.end);
                overlaps(&candidate.range, &range)
            };
            if taken.iter().any(|other| overlaps(other, &range))
                || candidates[first..].iter().any(numbered)
                || !phrase.trap && !in_section(phrase, section)
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
            phrase.trap || in_section(phrase, section) && phrase.money == matches!(count.of, Counted::Money(_))
        };
        let years = Years(self.report.year);
        let phrases = &self.narrative.phrases;
        // (phrase, bytes before, bytes behind); the earlier in the form of two as long.
        let longest = |found: &mut dyn Iterator<Item = (usize, usize, usize)>| {
            found
                .filter(|&(phrase, ..)| fits(&phrases[phrase]))
                .min_by_key(|&(phrase, before, behind)| (std::cmp::Reverse(before + behind), phrase))
        };
        let behind = longest(
            &mut self.narrative.behind.within(tail, years).into_iter().map(|(p, range)| (p, 0, range.len())),
        );
        let trapped = behind.is_some_and(|(phrase, ..)| phrases[phrase].trap);
        let best = longest(&mut self.narrative.before.around(head, tail, years)).or(behind);
        let (phrase, before, behind) = best.filter(|&(phrase, ..)| !trapped && !phrases[phrase].trap)?;
        let phrase = &phrases[phrase];
        let value = match count.of {
            Counted::Money(unit) => unit.convert(count.value, Unit::Yuan)?.normalize(),
            Counted::Cases => count.value,
        };
        let range = start + count.range.start - before..start + count.range.end + behind;
        Some(Candidate { phrase, range: trimmed(text, start, range), value, approximate: count.approximate })
    }

    /// Where the text turns to which topic, in order.
    fn topics(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let topics = self.narrative.topics.iter().enumerate();
        let mut marks: Vec<_> = topics
            .flat_map(|(i, (_, words))| words.find_iter(text).map(move |found| (found.range(), i)))
            .collect();
        marks.sort_by_key(|(mark, topic)| (mark.end, mark.len(), *topic));
        marks
    }

    /// Where the text turns to which year, in order.
    fn years(&self, text: &str) -> Vec<(Range<usize>, Year)> {
        let Some(words) = &self.narrative.years else { return Vec::new() };
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
    fn of_another_year(
        &self,
        text: &str,
        sentence: usize,
        start: usize,
        years: &[(Range<usize>, Year)],
        claimed: &[Range<usize>],
    ) -> bool {
        let mut before = years.iter().rev().filter(|(mark, _)| {
            (sentence..start).contains(&mark.start) && claimed.iter().all(|range| !range.contains(&mark.start))
        });
        let ends = |mark: &Range<usize>| text[mark.end.min(start)..start].contains([',', ';']);
        let last = before.find(|(mark, year)| *year != Year::Compared || !ends(mark));
        last.is_some_and(|&(_, year)| year != Year::This)
    }

    /// The words that narrow the count, if the last of them do not widen it again.
    fn scope(&self, before: &str) -> Option<String> {
        let words = self.narrative.scope.as_ref()?;
        let last = words.captures_iter(before).last()?;
        last.name("own").is_none().then(|| last[0].trim_start_matches(MARKS).to_owned())
    }
}

/// Punctuation that a phrase may need around it and that is no part of it.
const MARKS: [char; 8] = [',', ';', ':', '、', '。', '(', '!', '\n'];

/// A range of the paragraph without punctuation at its ends; `text` begins at `start`.
fn trimmed(text: &str, start: usize, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.start - start..range.end - start];
    let first = inner.len() - inner.trim_start_matches(MARKS).len();
    let last = inner.len() - inner.trim_end_matches(MARKS).len();
    range.start + first..(range.end - last).max(range.start + first)
}

fn in_section(phrase: &Phrase, section: Option<&str>) -> bool {
    phrase.sections.is_empty() || section.is_some_and(|id| phrase.sections.iter().any(|own| own == id))
}

/// The nearest boundary between characters at or below `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
