//! What a text cannot be without where a regular expression fits it. In: an expression. Out: words, at least one of
//! which is in every such text, which says quicker than the expression that it does not fit, and before it is
//! compiled. Does not know what the words mean.

use memchr::memmem::{Finder, find};
use regex_syntax::hir::{Class, Hir, HirKind};
use std::cmp::Reverse;

/// Words, one of which is in every text that an expression fits; none where nothing is known of it.
#[derive(Debug, Clone)]
pub(super) struct Needs(Vec<Finder<'static>>);

impl Needs {
    /// Those of an expression.
    pub(super) fn of(source: &str) -> Self {
        let hir = regex_syntax::parse(source);
        let words = hir.as_ref().ok().and_then(needed).map(without_longer).unwrap_or_default();
        Self(words.iter().map(|word| Finder::new(word).into_owned()).collect())
    }

    /// Whether the expression may fit a text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|word| word.find(text.as_bytes()).is_some())
    }
}

/// More words take longer to look for than they save.
const MOST: usize = 24;

type Words = Vec<Vec<u8>>;

/// Words, one of which is in whatever the expression fits.
fn needed(hir: &Hir) -> Option<Words> {
    let whole = all(hir).filter(|words| words.iter().all(|word| !word.is_empty()));
    whole.or_else(|| match hir.kind() {
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed(&repetition.sub),
        HirKind::Concat(parts) => in_any(parts),
        HirKind::Alternation(parts) => {
            let each: Option<Vec<Words>> = parts.iter().map(needed).collect();
            Some(without_longer(each?.concat())).filter(|words| words.len() <= MOST)
        }
        _ => None,
    })
}

/// A word that contains another says no more than that.
fn without_longer(mut words: Words) -> Words {
    words.sort_by_key(Vec::len);
    let mut kept: Words = Vec::new();
    for word in words {
        if !kept.iter().any(|shorter| find(&word, shorter).is_some()) {
            kept.push(word);
        }
    }
    kept
}

/// The most telling words of expressions that follow one another, of one of them or of several in a row: the longer
/// and the fewer, the more they tell.
fn in_any(parts: &[Hir]) -> Option<Words> {
    let mut found: Vec<Words> = Vec::new();
    let mut row: Words = vec![Vec::new()];
    for part in parts {
        let own = all(part);
        match own.as_ref().and_then(|own| joined(&row, own)) {
            Some(longer) => row = longer,
            None => found.push(std::mem::replace(&mut row, own.unwrap_or_else(|| vec![Vec::new()]))),
        }
        found.extend(needed(part));
    }
    found.push(row);
    let shortest = |words: &Words| words.iter().map(Vec::len).min().unwrap_or(0);
    found.retain(|words| shortest(words) > 0);
    let found = found.into_iter().map(without_longer);
    found.max_by_key(|words| (shortest(words), Reverse(words.len())))
}

/// Everything that the expression fits, if that is little.
fn all(hir: &Hir) -> Option<Words> {
    let words = match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => vec![Vec::new()],
        HirKind::Literal(literal) => vec![literal.0.to_vec()],
        HirKind::Capture(capture) => all(&capture.sub)?,
        HirKind::Repetition(repetition) if repetition.max == Some(1) => {
            let none = (repetition.min == 0).then(Vec::new);
            all(&repetition.sub)?.into_iter().chain(none).collect()
        }
        HirKind::Class(Class::Unicode(class)) => {
            let chars = class.iter().flat_map(|range| range.start()..=range.end()).take(MOST + 1);
            chars.map(|c| c.to_string().into_bytes()).collect()
        }
        HirKind::Concat(parts) => {
            parts.iter().try_fold(vec![Vec::new()], |before, part| joined(&before, &all(part)?))?
        }
        HirKind::Alternation(parts) => parts.iter().map(all).collect::<Option<Vec<Words>>>()?.concat(),
        _ => return None,
    };
    Some(words).filter(|words| words.len() <= MOST)
}

/// Each of the first followed by each of the second, if those are few.
fn joined(first: &Words, second: &Words) -> Option<Words> {
    let few = first.len() * second.len() <= MOST;
    few.then(|| first.iter().flat_map(|a| second.iter().map(move |b| [a.as_slice(), b].concat())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;

    fn words(source: &str) -> Vec<String> {
        let Needs(words) = Needs::of(source);
        words.iter().map(|word| String::from_utf8_lossy(word.needle()).into_owned()).collect()
    }

    #[test]
    fn the_most_telling_words_are_taken() {
        assert_eq!(words("收到(?:申请)?(?<n>[0-9]+)件"), ["收到"]);
        assert_eq!(words("(?:答复|办结|处理)+[0-9]*"), ["答复", "办结", "处理"]);
        assert_eq!(words("(?:甲|乙)?[^0-9]+"), [""; 0]);
        assert_eq!(words("(?:增长|增加)了?[0-9]+"), ["增长", "增加"]);
        assert_eq!(words("[0-9]+(?:件|份)?%"), ["%"]);
        assert_eq!(words("(甲"), [""; 0]);
    }

    #[test]
    fn no_text_that_fits_is_without_them() {
        let mut random = fastrand::Rng::with_seed(7);
        let pieces =
            ["甲", "乙丙", "[甲丁]", "(?:乙|丙丁)", "(?:甲乙)?", "(?:丁|甲乙){1,2}", "(?:丙|)", "^", "丙*"];
        let mut fits = 0;
        for _ in 0..2000 {
            let source: String =
                (0..random.usize(1..4)).map(|_| *random.choice(&pieces).unwrap_or(&"")).collect();
            let text: String = (0..random.usize(0..6))
                .map(|_| *random.choice(&['甲', '乙', '丙', '丁']).unwrap_or(&'甲'))
                .collect();
            if Regex::new(&source).is_ok_and(|regex| regex.is_match(&text)) {
                assert!(Needs::of(&source).are_in(&text), "{source} {text}");
                fits += 1;
            }
        }
        assert!(fits > 100, "{fits}");
    }
}
