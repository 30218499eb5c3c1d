//! Words of the form that were garbled in typing. In: paragraphs and a list of words. Out: findings that name the
//! word. Does not know any other word of the language.

use super::Context;
use super::plain::Line;
use crate::check::Finding;
use crate::form::Word;
use crate::message::{Argument, Message};
use std::ops::Range;
use std::sync::Arc;

/// How far around a slip a word may stand that makes it none, in characters.
const AROUND: usize = 6;

impl Context<'_> {
    /// Words with one slip in them, and words written twice.
    pub(super) fn garbled(&self, lines: &[Line]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for line in lines {
            let mut told: Vec<Range<usize>> = Vec::new();
            for (range, word) in self.slips_in(&line.plain.text) {
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
    fn slips_in(&self, plain: &str) -> Vec<(Range<usize>, Argument)> {
        let content = &self.rule.content;
        let chars: Vec<(usize, char)> = plain.char_indices().collect();
        let text: Vec<char> = chars.iter().map(|&(_, c)| c).collect();
        let byte = |at: usize| chars.get(at).map_or(plain.len(), |&(byte, _)| byte);
        let bytes = |range: Range<usize>| byte(range.start)..byte(range.end);
        let mut found: Vec<(Range<usize>, Argument)> = Vec::new();
        for known in &content.texts {
            let regex = known.pattern.regex_for(plain);
            let excepted = known.unless.as_ref().and_then(|unless| unless.regex_for(plain));
            let (Some(regex), Some(instead)) = (regex, &known.instead) else { continue };
            if excepted.is_none_or(|excepted| !excepted.is_match(plain)) {
                let word = || Argument::Message(Message::of(Arc::clone(instead)));
                found.extend(regex.find_iter(plain).map(|found| (found.range(), word())));
            }
        }
        for term in &content.terms {
            found.extend(slips(&text, term).map(|range| (bytes(range), term.word.as_str().into())));
        }
        for term in &content.doubled {
            found.extend(twice(&text, term).map(|range| (bytes(range), term.word.as_str().into())));
        }
        found
    }
}

/// Where a word is written with one character wrong, two exchanged, one left out or one doubled.
fn slips<'t>(text: &'t [char], term: &'t Word) -> impl Iterator<Item = Range<usize>> + 't {
    let word: Vec<char> = term.word.chars().collect();
    let slipped = move |start: usize| {
        let rest = &text[start..];
        if rest.starts_with(&word) {
            return None;
        }
        let end = start + slip(rest, &word)?;
        let around =
            text[start.saturating_sub(AROUND)..(end + AROUND).min(text.len())].iter().collect::<String>();
        // The word itself, written again beside its slip, is no part of it.
        (!term.except.iter().any(|other| around.contains(other.as_str()))).then_some(start..end)
    };
    (0..text.len()).filter_map(slipped)
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

/// Where a word is written twice in a row, the second not the beginning of one of the words that may follow it.
fn twice<'t>(text: &'t [char], term: &'t Word) -> impl Iterator<Item = Range<usize>> + 't {
    let word: Vec<char> = term.word.chars().collect();
    (0..text.len()).filter_map(move |start| {
        let second = text[start..].strip_prefix(word.as_slice())?;
        let again = second.starts_with(&word);
        let following = |other: &String| second.starts_with(&other.chars().collect::<Vec<_>>());
        (again && !term.except.iter().any(following)).then_some(start..start + 2 * word.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(
        text: &str,
        word: &str,
        except: &[&str],
        find: fn(&[char], &Word) -> Vec<Range<usize>>,
    ) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        let term = Word { word: word.into(), except: except.iter().map(|word| (*word).to_owned()).collect() };
        find(&text, &term).into_iter().map(|range| text[range].iter().collect()).collect()
    }

    fn slipped(text: &str, word: &str, except: &[&str]) -> Vec<String> {
        found(text, word, except, |text, term| slips(text, term).collect())
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
        let twice =
            |text: &str| found(text, "公开", &["公开栏"], |text, term| twice(text, term).collect());
        assert_eq!(twice("主动公开公开信息"), ["公开公开"]);
        assert_eq!(twice("在信息公开公开栏张贴"), [""; 0]);
        assert_eq!(twice("公开、公开"), [""; 0]);
    }
}
