//! Patterns that no text fits. In: an expression. Out: a character that it cannot do without and that the text it is held
//! against never has, because that has no white space and is in half width; counting words behind a number, which are
//! part of it. Does not know what the patterns mean.

use crate::message::Message;
use crate::numeral::{counts, fold_width, is_blank};
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Classes with more characters have one that is possible.
const MOST: usize = 200;

/// A character by which an expression fits no text.
pub(super) fn impossible(source: &str) -> Option<char> {
    regex_syntax::parse(source).ok().as_ref().and_then(of)
}

/// What is said of it.
pub(super) fn hint(found: char) -> Message {
    if is_blank(fold_width(found)) {
        return Message::new("hint.never_blank");
    }
    let half = fold_width(found).to_string();
    Message::new("hint.never_wide").with("found", found.to_string()).with("half", half)
}

fn of(hir: &Hir) -> Option<char> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            std::str::from_utf8(&literal.0).ok()?.chars().find(|&c| is_folded_away(c))
        }
        HirKind::Class(Class::Unicode(class)) => {
            let mut chars = class.iter().flat_map(|range| range.start()..=range.end()).take(MOST);
            let first = chars.next()?;
            (is_folded_away(first) && chars.all(is_folded_away)).then_some(first)
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => of(&repetition.sub),
        HirKind::Capture(capture) => of(&capture.sub),
        HirKind::Concat(parts) => parts.iter().find_map(of),
        HirKind::Alternation(parts) => {
            let each: Option<Vec<char>> = parts.iter().map(of).collect();
            each?.first().copied()
        }
        _ => None,
    }
}

fn is_folded_away(c: char) -> bool {
    fold_width(c) != c || is_blank(c)
}

/// The counting word that an expression behind a number begins with, whatever it goes on with. The number takes it in.
pub(super) fn counter(behind: &str) -> Option<String> {
    let hir = regex_syntax::parse(behind).ok()?;
    let prefixes = Extractor::new().extract(&hir);
    let words = prefixes.literals()?.iter().map(|literal| {
        let text = format!("1{}", String::from_utf8_lossy(literal.as_bytes()));
        let count = counts(&text).into_iter().next().filter(|count| count.range.start == 0)?;
        text.get(1..count.range.end).filter(|taken| !taken.is_empty()).map(str::to_owned)
    });
    let words: Option<Vec<String>> = words.collect();
    words?.into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_text_has() {
        for (source, found) in [
            ("收到\u{FF0C}受理", Some('\u{FF0C}')),
            ("收到(?:\u{FF0C}|,)受理", None),
            ("收到\u{FF0C}?受理", None),
            ("^(?<organization>.+) (?<year>[0-9]{4})", Some(' ')),
            ("[\u{FF08}\u{FF09}]甲", Some('\u{FF08}')),
            ("[^,]甲。、", None),
            (r"甲\s+乙", Some('\t')),
            ("(?:甲\u{FF1A}|乙\u{FF1A})", Some('\u{FF1A}')),
        ] {
            assert_eq!(impossible(source), found, "{source}");
        }
    }

    #[test]
    fn counting_words_behind_a_number() {
        for (behind, word) in [
            ("件", Some("件")),
            ("(?:件|份)来信", Some("件")),
            ("人", None),
            ("", None),
            ("(?:件)?来信", None),
            (".{0,4}件", None),
        ] {
            assert_eq!(counter(behind).as_deref(), word, "{behind}");
        }
    }
}
