//! Who signs, and when. In: the title, the signature, the deadlines of a form. Out: findings. Does not know figures.

use super::plain::{Line, folded};
use super::{Context, Ran};
use crate::check::Finding;
use crate::form::Bodies;
use crate::message::Message;
use crate::numeral::calendar_date;
use crate::report::{Passage, Report};

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Date {
    pub year: i32,
    month: u32,
    day: u32,
}

/// The date of the signature; where there are several reports it is the last one's and says nothing.
pub(super) fn date(report: &Report) -> Option<Date> {
    if !report.others.is_empty() {
        return None;
    }
    parsed(report.signature.date.as_deref()?)
}

/// A day as the report holds it.
fn parsed(date: &str) -> Option<Date> {
    let mut fields = date.splitn(3, '-');
    let mut field = || fields.next();
    let (year, month, day) = (field()?.parse().ok()?, field()?.parse().ok()?, field()?.parse().ok()?);
    Some(Date { year, month, day })
}

impl Date {
    /// Whether a report on `year` cannot have been signed then: reports are drafted in the last weeks of the year
    /// at the earliest.
    pub(super) fn is_of_another_year(self, year: i32) -> bool {
        const DRAFTED: u32 = 11;
        self.year < year || self.year == year && self.month < DRAFTED
    }
}

/// How many paragraphs from the end belong to the signature.
const LAST: usize = 8;

impl Context<'_> {
    /// Whether a paragraph is a line of the signature.
    pub(super) fn is_signature(&self, passage: &Passage) -> bool {
        let signature = &self.report.signature;
        let is_body = || {
            let last = self.report.passages.len().saturating_sub(LAST);
            let near = self.report.passages[last..].iter().any(|other| other.place == passage.place);
            near && signature.organization.as_deref() == Some(folded(&passage.text).as_str())
        };
        signature.place.as_ref() == Some(&passage.place) || is_body()
    }

    /// The body that signs, and those that the text names, against the title's.
    pub(super) fn organizations(&self, lines: &[Line]) -> Ran {
        let bodies = &self.form.bodies;
        let no_name = || Message::new("structure.no_organization");
        // Without a title the body is the signature's own.
        let _ = self.report.title.as_ref().ok_or_else(no_name)?;
        let title = folded(self.report.organization.as_deref().ok_or_else(no_name)?);
        if bodies.name.is_none() {
            return Err(Message::new("structure.no_bodies"));
        }
        if !bodies.is_name(&title) {
            return Err(Message::new("structure.not_a_body").with("organization", title));
        }
        let mut findings = Vec::new();
        let other = |name: &str| bodies.is_name(name) && !bodies.is_same(name, &title);
        for text in &self.rule.content.texts {
            for line in lines.iter().filter(|line| line.is_in(&text.sections)) {
                let found = text.pattern.regex_for(&line.plain).and_then(|regex| regex.captures(&line.plain));
                let found = found.and_then(|found| found.name("organization"));
                let alike = |name: &str| !text.same_kind || name.chars().last() == title.chars().last();
                let found = found.filter(|found| alike(found.as_str()) && other(found.as_str()));
                let Some(found) = found else { continue };
                let source = Message::new("structure.in_text").with("place", line.passage.place.clone());
                let message = self.differing(source, line.printed(&found.range()), &title);
                findings.push(self.about_text(line, &found.range(), found.as_str(), message));
            }
        }
        let signed = self.report.signature.organization.as_deref().filter(|_| self.report.others.is_empty());
        let signed = signed.map(folded);
        if let Some(signed) = signed.filter(|signed| other(signed)) {
            // Several may sign; one of them is enough.
            let last = lines.iter().rev().take(LAST);
            let mut names = last.map(|line| line.plain.as_str());
            if !names.any(|name| bodies.is_name(name) && bodies.is_same(name, &title)) {
                let message = self.differing(Message::new("structure.in_signature"), &signed, &title);
                let place = self.report.signature.place.clone();
                findings.push(self.finding("signature", &[signed], None, message, place));
            }
        }
        Ok(findings)
    }

    fn differing(&self, source: Message, found: &str, title: &str) -> Message {
        self.message().with("source", source).with("found", found).with("organization", title)
    }

    /// The date that one of the last lines gives behind a label.
    fn labelled_date(&self, lines: &[Line]) -> Option<Date> {
        lines.iter().rev().take(LAST).find_map(|line| {
            let mut patterns = self.rule.content.texts.iter().filter_map(|text| text.pattern.regex());
            patterns.find_map(|regex| {
                let found = regex.captures(&line.plain)?;
                parsed(&calendar_date(found.name("date")?.as_str())?)
            })
        })
    }

    /// The date of the signature against the calendar, the year reported on, and the deadline.
    pub(super) fn signed(&self, lines: &[Line]) -> Ran {
        if !self.report.others.is_empty() {
            return Err(Message::new("structure.several"));
        }
        let place = self.report.signature.place.clone();
        let read = self.report.signature.date.as_deref().unwrap_or_default();
        let finding = |date: &str, problem: Message, place| -> Vec<Finding> {
            vec![self.finding("date", &[folded(date)], None, self.message().with("problem", problem), place)]
        };
        let signed = date(self.report);
        let Some(date) = signed.or_else(|| self.labelled_date(lines)) else {
            let mut last = lines.iter().rev().take(LAST);
            let looks = |line: &&Line| {
                let mut patterns = self.rule.content.texts.iter().filter_map(|text| text.pattern.regex());
                patterns.any(|regex| regex.is_match(&line.plain))
            };
            return Ok(match last.find(looks) {
                Some(line) => {
                    let problem =
                        Message::new("structure.date_impossible").with("date", line.passage.text.trim());
                    finding(&line.passage.text, problem, Some(line.passage.place.clone()))
                }
                None => finding("", Message::new("structure.date_missing"), None),
            });
        };
        let year = self.report.year.ok_or_else(|| Message::new("finding.skipped_no_year"))?;
        let shown = Message::new("structure.date")
            .with("year", date.year.to_string())
            .with("month", date.month.to_string())
            .with("day", date.day.to_string());
        if date.year <= year {
            if signed.is_some() && date.is_of_another_year(year) && self.has_years() {
                return Ok(Vec::new());
            }
            let problem =
                Message::new("structure.date_early").with("date", shown).with("year", year.to_string());
            return Ok(finding(read, problem, place));
        }
        let name = self.report.organization.as_deref().map(folded).unwrap_or_default();
        let deadline = self.rule.content.deadlines.iter().find(|deadline| {
            deadline
                .bodies
                .as_ref()
                .is_none_or(|bodies| bodies.regex().is_some_and(|regex| regex.is_match(&name)))
        });
        let Some((month, day)) = deadline.map(|deadline| deadline.date) else { return Ok(Vec::new()) };
        if date <= (Date { year: year + 1, month, day }) {
            return Ok(Vec::new());
        }
        let due = Message::new("structure.date")
            .with("year", (year + 1).to_string())
            .with("month", month.to_string())
            .with("day", day.to_string());
        let problem = Message::new("structure.date_late").with("date", shown).with("due", due);
        Ok(finding(read, problem, place))
    }
}

impl Bodies {
    /// Whether this looks like the name of a body, and not like words that stand for one.
    fn is_name(&self, text: &str) -> bool {
        let fits = |wording: &Option<crate::form::Wording>| {
            wording.as_ref().and_then(|wording| wording.regex()).is_some_and(|regex| regex.is_match(text))
        };
        fits(&self.name) && !fits(&self.pronoun)
    }

    /// Whether two names can be one body's: one is the other shortened, at its beginning, at its end or inside
    /// (发改委 for 发展和改革委员会).
    fn is_same(&self, a: &str, b: &str) -> bool {
        let core = |name: &str| -> Vec<char> {
            let bare = name.find('(').filter(|&at| at > 0).map_or(name, |at| &name[..at]);
            let ending = self.endings.iter().find_map(|ending| bare.strip_suffix(ending.as_str()));
            ending.filter(|rest| !rest.is_empty()).unwrap_or(bare).chars().collect()
        };
        let (a, b) = (core(a), core(b));
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let mut rest = long.iter();
        short.iter().all(|c| rest.any(|other| other == c))
    }
}
