//! The phrases of a form file proved sound. In: patterns and readings as written. Out: regular expressions,
//! and readings resolved to value ids in every edition. Does not know documents.

use super::file::{FormFile, PhraseFile};
use super::lists;
use super::narrative::{Narrative, Pattern, Patterns, Phrase, Reading, Wording};
use super::resolve::Resolver;
use super::rule::{self, Expression, Part};
use super::words::word;
use super::{Named, Relation, Section, Table, rules};
use crate::message::Message;
use std::collections::BTreeMap;
use toml::Spanned;

/// Where a number stands in a pattern.
const NUMBER: &str = "{n}";
/// Groups for the year before, of and after the report, always at hand as words.
const YEARS: [&str; 3] = ["last_year", "this_year", "next_year"];
/// Longer patterns can only come of words that stand in themselves.
const LONGEST: usize = 20_000;

type Words = BTreeMap<Spanned<String>, Spanned<String>>;

/// The patterns of all phrases so far, by where the number stands.
#[derive(Default)]
struct Sorted {
    before: Vec<Pattern>,
    behind: Vec<Pattern>,
    whole: Vec<Pattern>,
}

impl Resolver<'_> {
    pub(super) fn narrative(&mut self, file: &FormFile, sections: &[Section], tables: &[Table]) -> Narrative {
        let words = &file.narrative.words;
        self.unique("phrase", file.phrase.iter().map(|phrase| &phrase.id));
        self.unique("phrase", file.trap.iter().map(|trap| &trap.id));
        let topics = file.narrative.topics.iter().filter_map(|(name, pattern)| {
            Some((name.get_ref().clone(), self.compiled(words, pattern, "(?:", ")")?))
        });
        let mut narrative = Narrative { topics: topics.collect(), ..Narrative::default() };
        narrative.years = self.years(file);
        let mut alone = |pattern: &Option<Spanned<String>>| {
            pattern.as_ref().and_then(|pattern| self.compiled(words, pattern, "(?:", ")"))
        };
        narrative.scope = alone(&file.narrative.scope);
        narrative.continued = alone(&file.narrative.continued);
        let mut sorted = Sorted::default();
        for phrase in &file.phrase {
            let index = narrative.phrases.len();
            for pattern in &phrase.patterns {
                self.pattern(words, pattern, index, Some(phrase.value.is_none()), &mut sorted);
            }
            let resolved = self.phrase(file, phrase, &narrative.topics, sections, tables);
            narrative.phrases.push(resolved);
        }
        for trap in &file.trap {
            for pattern in &trap.patterns {
                self.pattern(words, pattern, narrative.phrases.len(), None, &mut sorted);
            }
            narrative.phrases.push(Phrase {
                id: trap.id.get_ref().clone(),
                trap: true,
                value: None,
                money: false,
                sections: Vec::new(),
                topic: None,
                states: Vec::new(),
                part: false,
                check: Named::NarrativeCount,
                unless: Vec::new(),
                same: None,
                after: Vec::new(),
            });
        }
        self.lists(file, &mut narrative);
        narrative.before = Patterns::new(sorted.before);
        narrative.behind = Patterns::new(sorted.behind);
        narrative.whole = Patterns::new(sorted.whole);
        narrative
    }

    /// The words that turn to a year, as one expression in which the first alternative that fits wins.
    fn years(&mut self, file: &FormFile) -> Option<Wording> {
        let narrative = &file.narrative;
        let mut alternatives = Vec::new();
        for (group, pattern) in [
            ("this", &narrative.this_year),
            ("compared", &narrative.compared),
            ("other", &narrative.other_year),
        ] {
            let Some(pattern) = pattern else { continue };
            let wording = self.compiled(&narrative.words, pattern, &format!("(?<{group}>"), ")")?;
            alternatives.push(wording.source().to_owned());
        }
        (!alternatives.is_empty()).then(|| self.wording(0, alternatives.join("|"))).flatten()
    }

    pub(super) fn compiled(
        &mut self,
        words: &Words,
        pattern: &Spanned<String>,
        open: &str,
        close: &str,
    ) -> Option<Wording> {
        let expanded = self.expanded(words, pattern, Width::Exact)?;
        self.wording(pattern.span().start, format!("{open}{expanded}{close}"))
    }

    /// An expression, proved sound at once unless the form is known to be.
    pub(super) fn wording(&mut self, at: usize, source: String) -> Option<Wording> {
        let wording = Wording::new(source);
        match if self.trusted { Ok(()) } else { wording.prove() } {
            Ok(()) => Some(wording),
            Err(error) => {
                self.bad_pattern(at, &error);
                None
            }
        }
    }

    /// A pattern with its words put in.
    fn expanded(&mut self, words: &Words, pattern: &Spanned<String>, width: Width) -> Option<String> {
        let mut text = pattern.get_ref().clone();
        while let Some(name) = first_word(&text) {
            let piece = match words.iter().find(|(known, _)| *known.get_ref() == name) {
                Some((_, piece)) if width == Width::Simpler && is_optional(piece.get_ref()) => {
                    ANYTHING.to_owned()
                }
                Some((_, piece)) => format!("(?:{})", piece.get_ref()),
                None if YEARS.contains(&name.as_str()) => format!("(?<{name}>[0-9]{{4}})"),
                None if let Some(group) = lists::number(&name) => group.to_owned(),
                None => {
                    let known = words.keys().map(|known| known.get_ref().as_str()).chain(YEARS);
                    self.unknown(&Spanned::new(pattern.span(), name), "word", word("form"), known);
                    return None;
                }
            };
            text = text.replacen(&format!("{{{name}}}"), &piece, 1);
            if text.len() > LONGEST {
                self.report(pattern.span().start, Message::new("form.word_circular").with("id", name));
                return None;
            }
        }
        Some(text)
    }

    /// Sorts a pattern by where its number stands; `numbered` says whether it must have one.
    fn pattern(
        &mut self,
        words: &Words,
        pattern: &Spanned<String>,
        phrase: usize,
        numbered: Option<bool>,
        sorted: &mut Sorted,
    ) -> Option<()> {
        let text = self.expanded(words, pattern, Width::Exact)?;
        let simpler = self.expanded(words, pattern, Width::Simpler)?;
        let at = pattern.span().start;
        let numbers = text.matches(NUMBER).count();
        if numbers > 1 || numbered.is_some_and(|numbered| numbered != (numbers == 1)) {
            self.report(at, Message::new("form.phrase_number"));
            return None;
        }
        let Some(((before, behind), (simpler, simpler_behind))) =
            text.split_once(NUMBER).zip(simpler.split_once(NUMBER))
        else {
            let wording = self.wording(at, text)?;
            sorted.whole.push(Pattern { phrase, wording, simpler, behind: None });
            return Some(());
        };
        let follows = |behind: &str| format!("^(?:{behind})");
        let leads = |before: &str| format!("(?:{before})$");
        if before.is_empty() {
            let wording = self.wording(at, follows(behind))?;
            sorted.behind.push(Pattern { phrase, wording, simpler: follows(simpler_behind), behind: None });
        } else {
            let wording = self.wording(at, leads(before))?;
            let behind = if behind.is_empty() { None } else { Some(self.wording(at, follows(behind))?) };
            sorted.before.push(Pattern { phrase, wording, simpler: leads(simpler), behind });
        }
        Some(())
    }

    fn phrase(
        &mut self,
        file: &FormFile,
        phrase: &PhraseFile,
        topics: &[(String, Wording)],
        sections: &[Section],
        tables: &[Table],
    ) -> Phrase {
        for name in &phrase.sections {
            if sections.iter().all(|section| section.id != *name.get_ref()) {
                let known = sections.iter().map(|section| section.id.as_str());
                self.unknown(name, "section", word("form"), known);
            }
        }
        let topic = phrase.topic.as_ref().and_then(|name| {
            let found = topics.iter().position(|(known, _)| known == name.get_ref());
            if found.is_none() {
                let known = topics.iter().map(|(known, _)| known.as_str());
                self.unknown(name, "topic", word("form"), known);
            }
            found
        });
        let named = phrase.check.as_ref().and_then(|name| self.choice("check", name, Named::ALL));
        let mut states = vec![self.readings(phrase, &phrase.reads, tables)];
        if !phrase.also.is_empty() {
            states.push(self.readings(phrase, &phrase.also, tables));
        }
        Phrase {
            id: phrase.id.get_ref().clone(),
            trap: false,
            value: phrase.value.map(Into::into),
            money: phrase.money,
            sections: phrase.sections.iter().map(|name| name.get_ref().clone()).collect(),
            topic,
            states,
            part: phrase.part,
            check: named.unwrap_or(Named::NarrativeCount),
            unless: self.phrase_names(file, &phrase.unless),
            same: self.phrase_names(file, phrase.same.as_slice()).pop(),
            after: self.phrase_names(file, &phrase.after),
        }
    }

    fn readings(
        &mut self,
        phrase: &PhraseFile,
        sources: &[Spanned<String>],
        tables: &[Table],
    ) -> Vec<Reading> {
        sources.iter().filter_map(|source| self.reading(phrase, source, tables)).collect()
    }

    fn reading(
        &mut self,
        phrase: &PhraseFile,
        source: &Spanned<String>,
        tables: &[Table],
    ) -> Option<Reading> {
        let parts = self.notation(source, rule::parse_side)?;
        let editions = self.editions(phrase.table.as_ref(), tables, &phrase.id, "form.phrase_table")?;
        let expression = Expression { relation: Relation::Equal, left: parts, right: Vec::new() };
        if self.names(&expression, source, &editions) || self.whole_lines(&expression.left, source, &editions)
        {
            return None;
        }
        let parts = expression.left;
        let resolved = editions.iter().filter_map(|&(i, table)| Some((i, ids(&parts, table)?))).collect();
        let reading = Reading { source: source.get_ref().clone(), editions: resolved };
        if reading.editions.is_empty() {
            let message = Message::new("form.reading_unresolved")
                .with("id", source.get_ref().as_str())
                .with("where", rules::table_of(&editions));
            self.report(source.span().start, message);
        }
        Some(reading)
    }
}

/// How words are put into a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Width {
    /// As they are.
    Exact,
    /// With words that may be missing as anything at all: quick to compile, and never narrower.
    Simpler,
}

/// What stands for a word that may be missing.
const ANYTHING: &str = "(?s:.)*";

/// Whether a word is a single group that may be missing. Only speed depends on it.
fn is_optional(piece: &str) -> bool {
    let Some(inner) = piece.strip_suffix(['*', '?']) else { return false };
    let mut depth = 0;
    let closes = inner.char_indices().find(|&(_, c)| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    closes.is_some_and(|(at, _)| at + 1 == inner.len())
}

/// The first `{name}` of a pattern that is neither the number nor a repetition (`{2,8}`).
fn first_word(text: &str) -> Option<String> {
    let mut pieces = text.split('{').skip(1).filter_map(|piece| piece.split_once('}'));
    let named = |name: &&str| {
        *name != "n" && !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    };
    pieces.find_map(|(name, _)| Some(name).filter(named)).map(str::to_owned)
}

/// The value ids of a reading in one edition; `None` where that lacks one of its lines.
fn ids(parts: &[Part], table: &Table) -> Option<Vec<String>> {
    let mut ids = Vec::new();
    for part in parts {
        let (row, column) = (part.row.as_ref()?, part.column.as_ref()?);
        let sign = if part.coefficient < 0 { "-" } else { "" };
        let before = ids.len();
        for block in &table.blocks {
            let rows = rule::lines_named(&block.rows, &row.text);
            let columns = rule::lines_named(&block.columns, &column.text);
            for row in &rows {
                ids.extend(
                    columns.iter().map(|column| format!("{sign}{}.{}.{}", table.id, row.id, column.id)),
                );
            }
        }
        if ids.len() == before {
            return None;
        }
    }
    Some(ids)
}

#[cfg(test)]
mod tests {
    use super::super::Form;
    use super::*;
    use crate::message::Lang;

    fn faults(old: &str, new: &str) -> Vec<String> {
        let toml = include_str!("../forms/disclosure-annual-report.toml");
        assert!(toml.contains(old), "{old}");
        let faults = Form::parse(&toml.replacen(old, new, 1)).err().unwrap_or_default();
        faults.into_iter().map(|fault| fault.message.render(Lang::Zh)).collect()
    }

    #[test]
    fn mistakes_are_told_with_the_nearest() {
        for (old, new, expected) in [
            (
                "reads = [\"granted[total]\"]",
                "reads = [\"grantd[total]\"]",
                "表 applications 没有叫 grantd 的行，是不是 granted？",
            ),
            ("'收办{object}{of}{n}'", "'收办{objct}{of}{n}'", "本表样没有叫 objct 的词，是不是 object？"),
            (
                "'收办{object}{of}{n}'",
                "'收办{object}{of}'",
                "没有 value 的说法，每个 pattern 要有一个且只有一个 {n}；有 value 的不能有",
            ),
            (
                "topic = \"applications\"",
                "topic = \"aplications\"",
                "本表样没有叫 aplications 的话题，是不是 applications？",
            ),
            (
                "whole = [\"received\"",
                "whole = [\"recieved\"",
                "本表样没有叫 recieved 的说法，是不是 received？",
            ),
            (
                "kind = \"growth\"",
                "kind = \"grwth\"",
                "没有 grwth 这种增减；可以写 growth、decline、increase、decrease、multiple、multiple_growth、share",
            ),
            ("sections = [\"other\"]", "sections = [\"othr\"]", "本表样没有叫 othr 的部分，是不是 other？"),
            (
                "reads = [\"granted[total]\"]",
                "reads = [\"granted\"]",
                "granted 是一整行；这里要一格：写成 granted[列]，如 granted[natural_person]",
            ),
            ("reads = [\"granted[total]\"]", "reads = [\"granted[total\"]", "这里应为“]”"),
            ("fax = '(?:传真)'", "fax = '(?:传真){fax}'", "词 fax 用到了自己"),
        ] {
            let found = faults(old, new);
            assert!(found.iter().any(|message| message == expected), "{expected}\n{found:#?}");
        }
        let broken = faults("'收办{object}{of}{n}'", "'(收办{object}{of}{n}'");
        assert!(broken.iter().any(|message| message.starts_with("正则表达式有误：")), "{broken:#?}");
    }

    #[test]
    fn the_built_in_forms_are_sound() {
        for form in Form::built_in() {
            let proven = Form::parse(&form.source);
            assert!(proven.is_ok(), "{:#?}", proven.err());
        }
    }

    #[test]
    fn readings_are_those_of_each_edition() {
        let form = Form::named("disclosure-annual-report").unwrap();
        let phrase = form.narrative.phrase("otherwise_processed").expect("a phrase");
        let counts: Vec<Vec<usize>> = phrase.states[0]
            .iter()
            .map(|reading| reading.editions.iter().map(|(_, ids)| ids.len()).collect())
            .collect();
        // Three rows in the edition of 2021, one row in that of 2019.
        assert_eq!(counts, [[3], [1]]);
    }

    #[test]
    fn words_that_may_be_missing() {
        for (piece, optional) in
            [("(?:a|b)*", true), ("(?:a(?:b)?)?", true), ("(?:a)(?:b)*", false), ("ab", false), ("a*", true)]
        {
            assert_eq!(is_optional(piece), optional, "{piece}");
        }
    }
}
