//! Counts stated in the text. In: a form's phrases and the paragraphs outside tables. Out: each number with
//! what it can mean, numbers listed as the parts of others, and growths and shares with the figures they rest
//! on. Does not know whether any of it is true.

mod context;
mod listings;
mod phrases;
mod plain;
mod rates;

use super::sections::Headings;
use crate::form::{Form, Narrative, Phrase};
use crate::numeral::{Count, counts};
use crate::outline::{Line, Outline};
use crate::report::{Listing, Rate, Report, Statement};
use phrases::Candidate;
use plain::{MARKS, Plain, SENTENCE_ENDS, floor};
use std::ops::Range;

/// Longer sentences are read in pieces.
const LONGEST: usize = 4000;

/// What the text states.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub statements: Vec<Statement>,
    pub listings: Vec<Listing>,
    pub rates: Vec<Rate>,
}

/// Reads all lines but those of the title.
pub(super) fn statements(
    form: &Form,
    outline: &Outline,
    headings: &Headings,
    title: &Range<usize>,
    report: &Report,
) -> Told {
    let narrative = &form.narrative;
    let mut told = Told::default();
    if narrative.phrases.is_empty() {
        return told;
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
        reader.line(line, section, heading_topic, &mut told);
    }
    told
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

/// A number of this year's with its surroundings.
struct Placed<'a> {
    candidate: Candidate<'a>,
    /// Where the sentence, or the first of those that go on from one another, begins.
    context: usize,
    /// Index of its first statement.
    statement: usize,
    /// Whether it counts a part of what the tables cover.
    narrowed: bool,
}

impl<'a> Reader<'a> {
    fn line(&self, line: &Line, section: Option<&str>, topic: Option<usize>, told: &mut Told) {
        let plain = Plain::new(line.text);
        let mut candidates = Vec::new();
        let mut start = 0;
        while start < plain.text.len() {
            let rest = &plain.text[start..floor(&plain.text, (start + LONGEST).min(plain.text.len()))];
            let sentence = rest.split_inclusive(SENTENCE_ENDS).next().unwrap_or(rest);
            self.sentence(sentence, start, section, &mut candidates);
            start += sentence.len();
        }
        let placed = self.placed(&plain, line, candidates, topic, told);
        self.listings(&plain, line, &placed, told);
        self.rates(&plain, line, &placed, told);
    }

    /// The numbers that are about what their phrases need, and about the report's year.
    fn placed(
        &self,
        plain: &Plain,
        line: &Line,
        candidates: Vec<Candidate<'a>>,
        topic: Option<usize>,
        told: &mut Told,
    ) -> Vec<Placed<'a>> {
        let mut placed = Vec::new();
        if candidates.is_empty() {
            return placed;
        }
        let topics = self.topics(&plain.text);
        let years = self.years(&plain.text);
        let mut claimed: Vec<Range<usize>> = Vec::new();
        for candidate in candidates {
            let range = &candidate.range;
            let turned = topics.partition_point(|(mark, _)| mark.end <= range.end);
            let now = topics[..turned].last().map(|&(_, topic)| topic);
            if candidate.phrase.topic.is_some_and(|needed| now.or(topic) != Some(needed)) {
                continue;
            }
            let context = self.context(&plain.text, range.start);
            if self.of_another_year(&plain.text, context, range.start, &years, &claimed) {
                continue;
            }
            if !may_follow(&plain.text[context..range.start], context, candidate.phrase, &placed) {
                continue;
            }
            let scope = self.scope(&plain.text[context..range.start]);
            claimed.push(range.clone());
            let statement = told.statements.len();
            for readings in &candidate.phrase.states {
                let of_edition = readings.iter().filter_map(|reading| {
                    let mut editions = reading.editions.iter();
                    editions.find(|(table, _)| self.tables.contains(table)).map(|(_, ids)| ids.clone())
                });
                told.statements.push(Statement {
                    text: plain.printed(range).to_owned(),
                    value: candidate.value,
                    place: line.place.clone(),
                    reads: of_edition.collect(),
                    phrase: candidate.phrase.id.clone(),
                    approximate: candidate.approximate,
                    part: candidate.phrase.part,
                    scope: scope.clone(),
                    sentence: plain.sentence(range),
                });
            }
            placed.push(Placed { candidate, context, statement, narrowed: scope.is_some() });
        }
        placed
    }
}

/// Whether a phrase may stand here: 收到申请12件，均已办结 speaks of the applications, 受理投诉12件，均已办结 does not.
fn may_follow(before: &str, start: usize, phrase: &Phrase, placed: &[Placed]) -> bool {
    if phrase.after.is_empty() {
        return true;
    }
    let before = before.trim_end_matches(|c| MARKS.contains(&c) || c == ')');
    let same_clause = |count: &Count| !before[count.range.end..].contains(MARKS);
    let Some(count) = counts(before).pop().filter(same_clause) else { return true };
    let end = start + count.range.end;
    placed.iter().any(|number| {
        let range = &number.candidate.range;
        (range.start..=range.end).contains(&end) && phrase.after.contains(&number.candidate.phrase.id)
    })
}

#[cfg(test)]
mod tests;
