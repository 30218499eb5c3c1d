//! What a text cannot be without where a regular expression fits it. In: an expression. Out: words, at least one of
//! which is in every such text, which says quicker than the expression that it does not fit, and before it is
//! compiled. Does not know what the words mean.

use memchr::memmem::{Finder, find};
use regex_syntax::hir::{Class, Hir, HirKind};
use std::cmp::Reverse;

/// Lists of words: of each, one is in every text that an expression fits; none where nothing is known of it.
#[derive(Debug, Clone)]
pub(super) struct Needs(Vec<Vec<Finder<'static>>>);

/// More lists say little that these do not.
const LISTS: usize = 3;

impl Needs {
    /// Those of an expression.
    pub(super) fn of(source: &str) -> Self {
        let lists = regex_syntax::parse(source).map(|hir| telling(needed(&hir))).unwrap_or_default();
        let finders = |words: &Words| words.iter().map(|word| Finder::new(word).into_owned()).collect();
        Self(lists.iter().map(finders).collect())
    }

    /// Whether the expression may fit a text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        self.0.iter().all(|words| words.iter().any(|word| word.find(text).is_some()))
    }
}

/// More words take longer to look for than they save.
const MOST: usize = 24;

type Words = Vec<Vec<u8>>;

/// Lists of words, of each of which one is in whatever the expression fits.
fn needed(hir: &Hir) -> Vec<Words> {
    let whole = all(hir).filter(|words| words.iter().all(|word| !word.is_empty()));
    if let Some(whole) = whole {
        return vec![without_longer(whole)];
    }
    match hir.kind() {
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed(&repetition.sub),
        HirKind::Concat(parts) => in_each(parts),
        HirKind::Alternation(parts) => {
            let each: Option<Vec<Words>> =
                parts.iter().map(|part| telling(needed(part)).into_iter().next()).collect();
            let either = each.map(|each| without_longer(each.concat()));
            either.filter(|words| words.len() <= MOST).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The most telling lists first, and only those that say more than the ones before: the longer the words and the
/// fewer, the more they tell.
fn telling(mut lists: Vec<Words>) -> Vec<Words> {
    let shortest = |words: &Words| words.iter().map(Vec::len).min().unwrap_or(0);
    lists.sort_by_key(|words| (Reverse(shortest(words)), words.len()));
    let mut kept: Vec<Words> = Vec::new();
    for words in lists {
        let has_one = |longer: &Vec<u8>| words.iter().any(|word| find(longer, word).is_some());
        if kept.len() < LISTS && !kept.iter().any(|known| known.iter().all(has_one)) {
            kept.push(words);
        }
    }
    kept
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

/// What is needed of expressions that follow one another: of each of them, and of several in a row.
fn in_each(parts: &[Hir]) -> Vec<Words> {
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
    found.retain(|words| words.iter().all(|word| !word.is_empty()));
    found.into_iter().map(without_longer).collect()
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
        let Needs(lists) = Needs::of(source);
        let words = |list: &Vec<Finder>| -> Vec<String> {
            list.iter().map(|word| String::from_utf8_lossy(word.needle()).into_owned()).collect()
        };
        lists.iter().map(|list| words(list).join("|")).collect()
    }

    #[test]
    fn the_most_telling_words_are_taken() {
        assert_eq!(words("收到(?:申请)?(?<n>[0-9]+)件"), ["收到", "件", "0|1|2|3|4|5|6|7|8|9"]);
        assert_eq!(words("(?:答复|办结|处理)+[0-9]*"), ["答复|办结|处理"]);
        assert_eq!(words("(?:甲|乙)?[^0-9]+"), [""; 0]);
        assert_eq!(words("(?:增长|增加)了?[^0-9]+(?:年报|报告)"), ["增长|增加", "年报|报告"]);
        assert_eq!(words("[^0-9]+(?:件|份)?%"), ["%"]);
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
