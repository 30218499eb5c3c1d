//! The sections of a report against those of its form. In: headings and what stands under them. Out: findings.
//! Does not know tables or figures.

use super::Context;
use super::plain::{Line, folded};
use crate::check::Finding;
use crate::label::{Label, Likeness};
use crate::message::{Argument, Message};
use crate::numeral::{chinese, fold_width};
use crate::report::{NoteKind, Passage, PassageKind, Section};

/// A word of a list is the name of a section from this likeness on.
const NAMED: Likeness = 700;

impl Context<'_> {
    /// Each report in the file but the first, which alone was read.
    pub(super) fn several_reports(&self) -> Vec<Finding> {
        let unnamed = || Message::new("finding.untitled");
        let others = self.report.others.iter();
        others
            .map(|other| {
                let title =
                    other.title.as_deref().map_or_else(|| Argument::Message(unnamed()), Argument::from);
                let message = self.message().with("title", title).with("place", other.place.clone());
                let values: Vec<String> = other.title.as_deref().map(folded).into_iter().collect();
                self.finding("", &values, None, message, Some(other.place.clone()))
            })
            .collect()
    }

    /// What of the file could not be read, so that what was read may not be all of it.
    pub(super) fn damaged(&self) -> Vec<Finding> {
        let lost = self.report.notes.iter().filter(|note| note.is_loss());
        lost.map(|note| {
            let (id, detail) = (note.id.as_deref().unwrap_or_default(), note.printed.as_deref());
            let problem = Message::new(&format!("reading.{id}")).with("detail", detail.unwrap_or_default());
            let values = [id, detail.unwrap_or_default()].map(str::to_owned);
            let message = self.message().with("problem", problem);
            self.finding(id, &values, None, message, note.place.clone())
        })
        .collect()
    }

    pub(super) fn missing_sections(&self) -> Vec<Finding> {
        let missing = self.form.sections.iter().filter(|section| {
            self.report.sections.iter().all(|found| found.id.as_deref() != Some(section.id.as_str()))
        });
        missing
            .map(|section| {
                let message = self.message().with("heading", section.heading.as_str());
                self.finding(&section.id, &[], None, message, None)
            })
            .collect()
    }

    /// The form's own sections, in document order, with their positions in the report and in the form.
    fn own(&self) -> Vec<(usize, &Section, usize)> {
        let position = |section: &Section| {
            let id = section.id.as_deref().filter(|_| section.level == 1)?;
            self.form.sections.iter().position(|known| known.id == id)
        };
        let sections = self.report.sections.iter().enumerate();
        sections.filter_map(|(i, section)| Some((i, section, position(section)?))).collect()
    }

    /// Sections that stand before one that the form has before them: as few as explain the order.
    pub(super) fn out_of_order(&self) -> Vec<Finding> {
        let own = self.own();
        let kept = longest_rising(&own.iter().map(|&(.., position)| position).collect::<Vec<_>>());
        let moved = (0..own.len()).filter(|i| !kept.contains(i));
        moved
            .map(|i| {
                let (_, section, position) = own[i];
                // The nearest that stands on the wrong side of it.
                let before = own[..i].iter().rev().find(|&&(.., other)| other > position);
                let behind = || own[i + 1..].iter().find(|&&(.., other)| other < position);
                let (key, other) = match before {
                    Some(&(.., other)) => ("structure.stands_behind", other),
                    None => ("structure.stands_before", behind().map_or(position, |&(.., other)| other)),
                };
                let heading = |position: usize| self.form.sections[position].heading.as_str();
                let message = self
                    .message()
                    .with("heading", heading(position))
                    .with("place", section.place.clone())
                    .with("other", Message::new(key).with("heading", heading(other)));
                let about = section.id.clone().unwrap_or_default();
                let values = [key.to_owned(), self.form.sections[other].id.clone()];
                self.finding(&about, &values, None, message, Some(section.place.clone()))
            })
            .collect()
    }

    /// Sections in which nothing is said, or only that there is nothing.
    pub(super) fn empty_sections(&self, lines: &[Line]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let own = self.own();
        for (n, &(index, section, position)) in own.iter().enumerate() {
            let known = &self.form.sections[position];
            let end = own.get(n + 1).map_or(self.report.sections.len(), |&(next, ..)| next);
            let tables = self.report.sections[index..end].iter().any(|section| section.tables > 0);
            if !self.rule.content.sections.contains(&known.id) || tables {
                continue;
            }
            let within = |passage: &Passage| passage.section.is_some_and(|at| (index..end).contains(&at));
            let signed = |passage: &Passage| self.is_signature(passage);
            let heading = |passage: &Passage| passage.place == section.place;
            let said: Vec<&Line> = lines
                .iter()
                .filter(|line| within(line.passage) && !heading(line.passage) && !signed(line.passage))
                .collect();
            let body = section.text.trim();
            let problem = match said.as_slice() {
                [] if body.is_empty() => Message::new("structure.says_nothing"),
                [] if self.is_nothing(&folded(body)) => {
                    Message::new("structure.says_only").with("words", body)
                }
                [only] if body == only.passage.text.trim() && self.is_nothing(&only.plain) => {
                    Message::new("structure.says_only").with("words", only.passage.text.trim())
                }
                _ => continue,
            };
            let message = self
                .message()
                .with("heading", known.heading.as_str())
                .with("place", section.place.clone())
                .with("problem", problem);
            let place = Some(section.place.clone());
            findings.push(self.finding(&known.id, &[folded(body)], None, message, place));
        }
        findings
    }

    fn is_nothing(&self, text: &str) -> bool {
        let mut patterns = self.rule.content.texts.iter().filter_map(|known| known.pattern.regex_for(text));
        patterns.any(|regex| regex.is_match(text))
    }

    /// Headings of the form that are printed again, with something under them. Without that they are a table of
    /// contents; and in a file with several reports they belong to another.
    pub(super) fn repeated_sections(&self) -> Vec<Finding> {
        if !self.report.others.is_empty() {
            return Vec::new();
        }
        let repeated = self.report.notes.iter().filter(|note| note.kind == NoteKind::Repeated);
        repeated
            .filter_map(|note| {
                let place = note.place.as_ref()?;
                let again = |section: &&Section| section.place == *place && section.id.is_none();
                let section = self.report.sections.iter().find(again)?;
                if section.text.trim().is_empty() && section.tables == 0 {
                    return None;
                }
                let heading = note.printed.as_deref()?;
                let message = self.message().with("heading", heading).with("place", place.clone());
                Some(self.finding(heading, &[], None, message, Some(place.clone())))
            })
            .collect()
    }

    /// How many parts the text announces, against those it names, or those that are there.
    pub(super) fn parts(&self, lines: &[Line]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for text in &self.rule.content.texts {
            for line in lines
                .iter()
                .filter(|line| line.passage.kind == PassageKind::Text && line.is_in(&text.sections))
            {
                let found = text.pattern.regex_for(&line.plain).and_then(|regex| regex.captures(&line.plain));
                let Some(found) = found else { continue };
                let (Some(whole), Some(number)) = (found.get(0), found.name("number")) else { continue };
                let Some(announced) = number_of(number.as_str()) else { continue };
                let (count, key) = match found.name("list") {
                    Some(list) => (self.named_parts(list.as_str()), "structure.parts_named"),
                    None => (self.all_parts(), "structure.parts_there"),
                };
                let Some(count) = count.filter(|&count| count != announced) else { continue };
                let quote = line.printed(&whole.range());
                let message = self
                    .message()
                    .with("place", line.passage.place.clone())
                    .with("quote", quote)
                    .with("announced", announced)
                    .with("found", Message::new(key).with("count", count));
                let place = Some(line.passage.place.clone());
                let values = [folded(quote), announced.to_string(), count.to_string()];
                let finding = self.finding(line.section(), &values, None, message, place);
                findings.push(Finding { quote: Some(quote.to_owned()), ..finding });
            }
        }
        findings
    }

    /// How many sections of the form a list names; `None` unless every word of it is one, and no two the same.
    fn named_parts(&self, list: &str) -> Option<usize> {
        /// A heading may itself have commas in it.
        const LONGEST: usize = 4;
        // An ordinal before a comma is no word of the list.
        let is_word = |word: &&str| !word.is_empty() && chinese(word).is_none();
        let joining = self.rule.content.terms.iter();
        let list = joining.fold(list.to_owned(), |list, term| list.replace(&term.word, ","));
        let words: Vec<&str> = list.split(|c: char| !c.is_alphanumeric()).filter(is_word).collect();
        let mut rest = words.as_slice();
        let mut named: Vec<usize> = Vec::new();
        while !rest.is_empty() {
            let pieces = (1..=LONGEST.min(rest.len())).map(|length| {
                let label = Label::new(&rest[..length].concat());
                let likeness = |position: usize| {
                    let wordings = self.form.sections[position].wordings.iter();
                    wordings.map(|wording| wording.likeness(&label)).max().unwrap_or(0)
                };
                let best = (0..self.form.sections.len()).max_by_key(|&position| likeness(position));
                (best.map_or(0, likeness), length, best)
            });
            let (likeness, length, section) =
                pieces.max_by_key(|&(likeness, length, _)| (likeness, length))?;
            let section = section.filter(|section| likeness >= NAMED && !named.contains(section))?;
            // Words that only make a heading less like have a part of their own, which is none of the form's.
            let own = |first: usize| {
                let label = Label::new(&rest[first..length].concat());
                let wordings = self.form.sections[section].wordings.iter();
                wordings.map(|wording| wording.likeness(&label)).max().unwrap_or(0)
            };
            if (1..length).any(|first| own(first) > likeness) {
                return None;
            }
            named.push(section);
            rest = &rest[length..];
        }
        (!named.is_empty()).then_some(named.len())
    }

    /// How many sections there are, where none of the form's is missing.
    fn all_parts(&self) -> Option<usize> {
        let own = self.own();
        (own.len() == self.form.sections.len()).then_some(own.len())
    }
}

fn number_of(text: &str) -> Option<usize> {
    let folded: String = text.chars().map(fold_width).collect();
    let arabic = folded.parse().ok();
    arabic.or_else(|| usize::try_from(chinese(&folded)?).ok())
}

/// Positions of a longest rising run of numbers, not necessarily next to each other.
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::with_capacity(numbers.len());
    for (i, &number) in numbers.iter().enumerate() {
        let before = (0..i).filter(|&j| numbers[j] < number).map(|j| best[j].as_slice());
        // Of equals the first, so that what stands later has moved.
        let longest =
            before.fold(&[][..], |longest, run| if run.len() > longest.len() { run } else { longest });
        let run = [longest, &[i]].concat();
        best.push(run);
    }
    best.into_iter().rev().max_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_explain_the_order() {
        assert_eq!(longest_rising(&[0, 1, 3, 2, 4, 5]).len(), 5);
        assert_eq!(longest_rising(&[0, 2, 3, 4, 1, 5]), [0, 1, 2, 3, 5]);
        assert_eq!(longest_rising(&[5, 0, 1, 2]), [1, 2, 3]);
        assert_eq!(longest_rising(&[]), [0usize; 0]);
    }

    #[test]
    fn numbers_of_parts() {
        assert_eq!((number_of("六"), number_of("６"), number_of("若干")), (Some(6), Some(6), None));
    }
}
