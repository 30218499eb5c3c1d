//! What the text says and should not, or does not say and should. In: paragraphs and the patterns of a rule. Out:
//! findings that quote. Does not know what the patterns mean.

use super::plain::{Line, folded};
use super::{Context, Ran};
use crate::check::Finding;
use crate::check::values::TableValues;
use crate::form::{Named, TextPattern};
use crate::message::{Argument, Message, Text};
use crate::numeral;
use crate::report::PassageKind;
use regex::Regex;
use std::ops::Range;
use std::sync::Arc;

/// What ends a sentence or a part of one, and is left out of a quotation.
const CLOSING: [char; 6] = [',', '\u{FF0C}', '\u{3002}', ')', '\u{FF09}', ';'];

/// What ends a sentence.
const STOPS: [char; 2] = ['\u{3002}', ';'];

/// Between quotations, each of which has its own marks.
fn between_quotes() -> Arc<Text> {
    Arc::new(Text { zh: "\u{201D}\u{3001}\u{201C}".to_owned(), en: "\u{201D}, \u{201C}".to_owned() })
}

impl Context<'_> {
    /// Text that has no place in a report: one finding a paragraph and remedy.
    pub(super) fn forbidden(&self, lines: &[Line]) -> (Vec<Finding>, Option<Message>) {
        let year = self.report.year;
        let mut findings: Vec<Finding> = Vec::new();
        for line in lines {
            let mut found: Vec<(Range<usize>, &TextPattern)> = Vec::new();
            for text in self.rule.content.texts.iter().filter(|text| text.is_for(year)) {
                let Some(regex) = regex_in(text, line) else { continue };
                for range in regex.find_iter(&line.plain).map(|found| found.range()) {
                    let known =
                        |(other, _): &(Range<usize>, _)| other.start < range.end && range.start < other.end;
                    if !range.is_empty() && !found.iter().any(known) {
                        found.push((range, text));
                    }
                }
            }
            found.sort_by_key(|(range, _)| range.start);
            while let Some((first, text)) = found.first().cloned() {
                let (same, others): (Vec<_>, Vec<_>) =
                    found.into_iter().partition(|(_, other)| other.instead == text.instead);
                found = others;
                let mut quotes: Vec<String> = Vec::new();
                for (range, _) in &same {
                    let quote = line.printed(range).to_owned();
                    if !quotes.contains(&quote) {
                        quotes.push(quote);
                    }
                }
                let instead =
                    text.instead.clone().map_or_else(|| Argument::from(""), |text| Message::of(text).into());
                let message = self
                    .message()
                    .with("place", line.passage.place.clone())
                    .with("year", year.map(|year| year.to_string()).unwrap_or_default())
                    .with("instead", instead)
                    .with(
                        "quote",
                        Argument::List(quotes.iter().map(|q| q.as_str().into()).collect(), between_quotes()),
                    );
                findings.push(self.about_text(line, &first, &quotes.join(" "), message));
            }
        }
        let dated = self.rule.content.texts.iter().any(|text| text.years != (None, None));
        (findings, (year.is_none() && dated).then(|| Message::new("finding.skipped_no_year")))
    }

    /// A finding about words of a paragraph. It is about the section; what it rests on are the words and the sentence
    /// around them. Where in the section the sentence stands is no part of it.
    pub(super) fn about_text(
        &self,
        line: &Line,
        range: &Range<usize>,
        words: &str,
        message: Message,
    ) -> Finding {
        let sentence = line.sentence(range);
        let values = [folded(words), folded(&sentence)];
        let finding = self.finding(line.section(), &values, None, message, Some(line.passage.place.clone()));
        Finding { quote: Some(sentence), ..finding }
    }

    /// Text that goes with a figure that is not 0.
    pub(super) fn required(&self, tables: &[TableValues], lines: &[Line]) -> Ran {
        let mut findings = Vec::new();
        for table in tables {
            let stated = self.positive(table);
            if stated.is_empty() {
                continue;
            }
            let sections = self.rule.content.texts.first().map_or(&[][..], |text| text.sections.as_slice());
            let named = |section: &&crate::form::Section| sections.contains(&section.id);
            let section = self.form.sections.iter().find(named);
            let there = |id: &str| self.report.sections.iter().any(|found| found.id.as_deref() == Some(id));
            if let Some(section) = section.filter(|section| !there(&section.id)) {
                return Err(Message::new("structure.no_section").with("heading", section.heading.as_str()));
            }
            let mut texts = self.rule.content.texts.iter();
            let said = texts.any(|text| lines.iter().any(|line| regex_in(text, line).is_some()));
            if said {
                continue;
            }
            let heading = section.map(|section| section.heading.as_str()).unwrap_or_default();
            findings.extend(self.about_cells(table, &stated, "heading", heading));
        }
        Ok(findings)
    }

    /// Years in the text, and that of the signature, against the year reported on.
    pub(super) fn years(&self, lines: &[Line]) -> Ran {
        let year = self.report.year.ok_or_else(|| Message::new("finding.skipped_no_year"))?;
        let mut findings = Vec::new();
        let own = lines.iter().filter(|line| line.passage.kind != PassageKind::Title);
        for line in own.filter(|line| names_year(&line.plain)) {
            let mut told: Vec<i32> = Vec::new();
            for text in &self.rule.content.texts {
                let Some(regex) = regex_in(text, line) else { continue };
                for captures in regex.captures_iter(&line.plain) {
                    let Some(whole) = captures.get(0) else { continue };
                    let named = regex.capture_names().flatten().filter(|name| name.starts_with("year"));
                    let named = named.filter_map(|name| captures.name(name));
                    let mut outside = named.filter(|found| !line.is_in_title(found.start()));
                    let wrong = outside.find_map(|found| {
                        let named = numeral::year(found.as_str())?;
                        let excepted = is_excepted(text, line, &found.range());
                        let wrong = !excepted && is_wrong(text, named, year, &line.plain);
                        let again = || {
                            let plain = &line.plain;
                            // Words as such say little of what is counted; figures do.
                            let end =
                                if text.except.is_some() { whole.end() } else { stop(plain, found.end()) };
                            is_said_of(year, &plain[found.start()..], found.len(), lines)
                                || is_counted_for(year, &plain[found.end()..end], lines)
                        };
                        (wrong && (named == year || !again())).then_some(named)
                    });
                    let Some(wrong) = wrong.filter(|wrong| !told.contains(wrong)) else { continue };
                    told.push(wrong);
                    let quote = line.printed(&whole.range()).trim_end_matches(CLOSING);
                    let quote = quote.trim_start_matches(CLOSING);
                    let message = text
                        .message
                        .clone()
                        .map_or_else(|| self.message(), Message::of)
                        .with("place", line.passage.place.clone())
                        .with("quote", quote)
                        .with("found", wrong.to_string())
                        .with("year", year.to_string());
                    findings.push(self.about_text(
                        line,
                        &whole.range(),
                        &format!("{wrong} {quote}"),
                        message,
                    ));
                }
            }
        }
        findings.extend(self.signed_too_early(year, lines));
        Ok(findings)
    }

    /// A signature that is dated long before the year was over: its year, or the title's, is wrong.
    fn signed_too_early(&self, year: i32, lines: &[Line]) -> Option<Finding> {
        let date = super::signature::date(self.report)?;
        if !date.is_of_another_year(year) {
            return None;
        }
        let place = self.report.signature.place.as_ref()?;
        let line = lines.iter().find(|line| line.passage.place == *place)?;
        let message = Message::new("structure.signed_early")
            .with("place", place.clone())
            .with("quote", line.passage.text.trim())
            .with("year", year.to_string());
        Some(self.about_text(line, &(0..line.plain.len()), "signature", message))
    }

    /// Whether another rule of the form says that a signature is of the wrong year.
    pub(super) fn has_years(&self) -> bool {
        self.form.rule_named(Named::TextYear).is_some()
    }
}

/// The expression of a pattern, where it is found in a line and counts there.
fn regex_in<'t>(text: &'t TextPattern, line: &Line) -> Option<&'t Regex> {
    let plain = &line.plain;
    if !line.is_in(&text.sections) {
        return None;
    }
    // Hardly any line has it: what excepts it is looked for last.
    let regex = text.pattern.regex_for(plain).filter(|regex| regex.is_match(plain))?;
    let unless = text.unless.as_ref().and_then(|unless| unless.regex_for(plain));
    unless.is_none_or(|unless| !unless.is_match(plain)).then_some(regex)
}

/// Whether a text can name a year at all, which most paragraphs do not: four digits in a row, or a thousand.
fn names_year(text: &str) -> bool {
    const THOUSAND: char = '\u{5343}';
    let mut digits = 0;
    text.chars().any(|c| {
        let is_digit = c.is_ascii_digit() || numeral::digit(c).is_some();
        digits = if is_digit { digits + 1 } else { 0 };
        digits == 4 || c == THOUSAND
    })
}

/// Whether a year is another than it must be.
fn is_wrong(text: &TextPattern, named: i32, year: i32, paragraph: &str) -> bool {
    match text.only {
        None => named != year,
        Some(only) => named == year + only && (text.beside || !paragraph.contains(&year.to_string())),
    }
}

/// Whether another paragraph says of the right year what a text, beginning with `length` bytes of a wrong one, says of
/// that: both belong there.
fn is_said_of(year: i32, text: &str, length: usize, lines: &[Line]) -> bool {
    let right = format!("{year}{}", &text[length..]);
    lines.iter().any(|line| line.plain.contains(&right))
}

/// Where the sentence ends that goes on at a position.
fn stop(text: &str, from: usize) -> usize {
    text[from..].find(STOPS).map_or(text.len(), |at| from + at)
}

/// Whether the sentence around a year says what makes it right there.
fn is_excepted(text: &TextPattern, line: &Line, found: &Range<usize>) -> bool {
    let plain = &line.plain;
    let start = plain[..found.start].rfind(STOPS).unwrap_or(0);
    let end = stop(plain, found.end);
    let sentence = plain[start..end].trim_start_matches(STOPS);
    let except = text.except.as_ref().and_then(|except| except.regex_for(sentence));
    except.is_some_and(|except| except.is_match(sentence))
}

/// Whether another paragraph gives for the right year the figures that `tail`, the words after a wrong one, gives:
/// then they are figures of several years.
fn is_counted_for(year: i32, tail: &str, lines: &[Line]) -> bool {
    let without_digits = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let tail = without_digits(tail);
    let year = year.to_string();
    lines.iter().any(|line| {
        let mut found = line.plain.match_indices(&year);
        found.any(|(at, _)| without_digits(&line.plain[at..]).starts_with(&tail))
    })
}
