//! Words of the form that were garbled in typing. In: paragraphs and a list of words. Out: findings that name the
//! word. Does not know any other word of the language.

use super::Context;
use super::plain::Line;
use crate::check::Finding;
use crate::form::Word;
use crate::message::{Argument, Message};
use memchr::memmem::Finder;
use std::ops::Range;
use std::sync::Arc;

/// How far around a slip a word may stand that makes it none, in characters.
const AROUND: usize = 6;

impl Context<'_> {
    /// Words with one slip in them, and words written twice.
    pub(super) fn garbled(&self, lines: &[Line]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let content = &self.rule.content;
        let slips: Vec<Slips> = content.terms.iter().map(Slips::new).collect();
        let doubled: Vec<Doubled> = content.doubled.iter().map(Doubled::new).collect();
        for line in lines {
            let mut told: Vec<Range<usize>> = Vec::new();
            for (range, word) in self.slips_in(&line.plain, &slips, &doubled) {
                if told.iter().any(|other| other.start < range.end && range.start < other.end) {
                    continue;
                }
                let quote = line.printed(&range).to_owned();
                let message = self
                    .message()
                    .with("place", line.passage.place.clone())
                    .with("quote", quote.as_str())
                    .with("term", word);
                findings.push(self.about_text(line, &range, &quote, message));
                told.push(range);
            }
        }
        findings
    }

    /// Every slip in a text, in bytes, with the word that is meant.
    fn slips_in(&self, plain: &str, slips: &[Slips], doubled: &[Doubled]) -> Vec<(Range<usize>, Argument)> {
        let mut found: Vec<(Range<usize>, Argument)> = Vec::new();
        for known in &self.rule.content.texts {
            let regex = known.pattern.regex_for(plain);
            let (Some(regex), Some(instead)) = (regex, &known.instead) else { continue };
            let excepted = || {
                let unless = known.unless.as_ref().and_then(|unless| unless.regex_for(plain));
                unless.is_some_and(|unless| unless.is_match(plain))
            };
            if regex.is_match(plain) && !excepted() {
                let word = || Argument::Message(Message::of(Arc::clone(instead)));
                found.extend(regex.find_iter(plain).map(|found| (found.range(), word())));
            }
        }
        for slips in slips {
            found.extend(slips.of(plain).map(|range| (range, slips.term.word.as_str().into())));
        }
        for doubled in doubled {
            found.extend(doubled.of(plain).map(|range| (range, doubled.term.word.as_str().into())));
        }
        found
    }
}

/// A word written with one character wrong, two exchanged, one left out or one doubled.
struct Slips<'w> {
    term: &'w Word,
    word: Vec<char>,
    /// Its first characters, which every slip begins with.
    beginning: Finder<'w>,
}

impl<'w> Slips<'w> {
    fn new(term: &'w Word) -> Self {
        let edge = term.word.char_indices().nth(EDGE).map_or(term.word.len(), |(at, _)| at);
        let beginning = Finder::new(&term.word.as_bytes()[..edge]);
        Self { term, word: term.word.chars().collect(), beginning }
    }

    /// Where it is written so.
    fn of<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let slipped = move |start: usize| {
            let rest = &text[start..];
            if rest.starts_with(&self.term.word) {
                return None;
            }
            // A slip is longer than its word by one character at the most.
            let near: Vec<char> = rest.chars().take(self.word.len() + 1).collect();
            let length: usize = near[..slip(&near, &self.word)?].iter().map(|c| c.len_utf8()).sum();
            let end = start + length;
            let before = text[..start].char_indices().rev().take(AROUND).last().map_or(start, |(at, _)| at);
            let behind = text[end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| end + at);
            let around = &text[before..behind];
            // The word itself, written again beside its slip, is no part of it.
            (!self.term.except.iter().any(|other| around.contains(other.as_str()))).then_some(start..end)
        };
        starts(&self.beginning, text).filter_map(slipped)
    }
}

/// Every position at which something stands, also where it overlaps the one before.
fn starts<'t>(finder: &'t Finder, text: &'t str) -> impl Iterator<Item = usize> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + finder.find(text.as_bytes().get(from..)?)?;
        from = at + 1;
        Some(at)
    })
}

/// So many characters on each side of a slip must be right: nearer to its edges a slip cannot be told from another
/// word (政府信息公开作为 is none of 政府信息公开工作).
const EDGE: usize = 2;

/// How many characters a slip of the word takes up, if the text begins with one.
fn slip(text: &[char], word: &[char]) -> Option<usize> {
    let same = text.iter().zip(word).take_while(|(a, b)| a == b).count();
    // The rest of the word, from its `right`-th character on, stands at `at`.
    let goes_on = |at: usize, right: usize| {
        let rest = word.get(right..).filter(|rest| rest.len() >= EDGE);
        rest.is_some_and(|rest| text.get(at..).is_some_and(|text| text.starts_with(rest)))
    };
    if same < EDGE {
        return None;
    }
    let is_letter = text.get(same).is_some_and(|c| c.is_alphabetic());
    let exchanged = text.get(same) == word.get(same + 1) && text.get(same + 1) == word.get(same);
    if is_letter && goes_on(same + 1, same + 1) || exchanged && goes_on(same + 2, same + 2) {
        return Some(word.len());
    }
    if goes_on(same, same + 1) {
        return Some(word.len() - 1);
    }
    (text.get(same) == text.get(same - 1) && goes_on(same + 1, same)).then_some(word.len() + 1)
}

/// A word written twice in a row, the second not the beginning of one of the words that may follow it.
struct Doubled<'w> {
    term: &'w Word,
    twice: Finder<'static>,
}

impl<'w> Doubled<'w> {
    fn new(term: &'w Word) -> Self {
        Self { term, twice: Finder::new(&term.word.repeat(2)).into_owned() }
    }

    /// Where it is written so.
    fn of<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        starts(&self.twice, text).filter_map(move |start| {
            let second = &text[start + self.term.word.len()..];
            let following = |other: &String| second.starts_with(other.as_str());
            (!self.term.except.iter().any(following)).then_some(start..start + self.twice.needle().len())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(word: &str, except: &[&str]) -> Word {
        Word { word: word.into(), except: except.iter().map(|word| (*word).to_owned()).collect() }
    }

    fn slipped<'t>(text: &'t str, word: &str, except: &[&str]) -> Vec<&'t str> {
        Slips::new(&term(word, except)).of(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn one_slip() {
        for (text, slip) in [
            ("收取信息公理费0元", "信息公理费"),
            ("收取信息理费0元", "信息理费"),
            ("收取信息处处理费0元", "信息处处理费"),
        ] {
            assert_eq!(slipped(text, "信息处理费", &[]), [slip], "{text}");
        }
        for text in [
            "收取信息处理费0元",
            "信息处理",
            "信息处理作",
            "信处理费",
            "处理费",
            "信息公开费用",
            "信息、处理费",
            "",
        ] {
            assert_eq!(slipped(text, "信息处理费", &[]), [""; 0], "{text}");
        }
        assert_eq!(slipped("政府信息开公申请", "政府信息公开申请", &[]), ["政府信息开公申请"]);
        assert_eq!(slipped("政府信息公开作为", "政府信息公开工作", &[]), [""; 0]);
        assert_eq!(slipped("收取信息管理费", "信息处理费", &["信息管理费"]), [""; 0]);
    }

    #[test]
    fn a_word_twice() {
        let term = term("公开", &["公开栏"]);
        let twice = |text: &'static str| -> Vec<&str> {
            Doubled::new(&term).of(text).map(|range| &text[range]).collect()
        };
        assert_eq!(twice("主动公开公开信息"), ["公开公开"]);
        assert_eq!(twice("公开公开公开"), ["公开公开", "公开公开"]);
        assert_eq!(twice("在信息公开公开栏张贴"), [""; 0]);
        assert_eq!(twice("公开、公开"), [""; 0]);
    }
}
