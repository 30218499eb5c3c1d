//! Which of many expressions fit somewhere in a text, told in one pass over it. In: expressions. Out: their numbers.
//! Does not know where they fit.

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{NFA, WhichCaptures};
use regex_automata::util::pool::Pool;
use regex_automata::{Input, MatchKind, PatternSet};
use std::panic::{RefUnwindSafe, UnwindSafe};

/// Expressions that are looked for together. Unlike a [`regex::RegexSet`] they are compiled for reading forwards only,
/// which takes a third of the time.
#[derive(Debug)]
pub(super) struct Together {
    /// How many they are.
    count: usize,
    /// `None` where they cannot be looked for in this way.
    compiled: Option<(DFA, Caches)>,
}

type Caches = Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync + UnwindSafe + RefUnwindSafe>>;

impl Together {
    pub(super) fn new(sources: &[&str]) -> Self {
        let dfa = DFA::builder()
            .configure(DFA::config().match_kind(MatchKind::All).unicode_word_boundary(true))
            .thompson(NFA::config().which_captures(WhichCaptures::None))
            .build_many(sources);
        let with_caches = |dfa: DFA| {
            let of = dfa.clone();
            let caches: Caches = Pool::new(Box::new(move || of.create_cache()));
            (dfa, caches)
        };
        Self { count: sources.len(), compiled: dfa.ok().map(with_caches) }
    }

    /// The numbers of those that fit somewhere in a text, in order; all of them where that cannot be told.
    pub(super) fn in_text(&self, text: &str) -> Vec<usize> {
        let mut found = PatternSet::new(self.count);
        let told = self.compiled.as_ref().is_some_and(|(dfa, caches)| {
            dfa.try_which_overlapping_matches(&mut caches.get(), &Input::new(text), &mut found).is_ok()
        });
        (0..self.count)
            .filter(|&i| !told || regex_automata::PatternID::new(i).is_ok_and(|id| found.contains(id)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_fit_are_told() {
        let together = Together::new(&["甲+$", "^乙", "丙.*丁", "[^甲]{2}", ""]);
        assert_eq!(together.in_text("乙丙甲甲"), [0, 1, 3, 4]);
        assert_eq!(together.in_text("甲丙丁甲乙"), [2, 3, 4]);
        assert_eq!(together.in_text(""), [4]);
        assert_eq!(Together::new(&[]).in_text("甲"), [0; 0]);
    }

    #[test]
    fn what_cannot_be_told_may_be_any() {
        assert_eq!(Together::new(&["(甲", "乙"]).in_text("丙"), [0, 1]);
        assert_eq!(Together::new(&[r"\b乙", "丙"]).in_text("丁"), [0, 1]);
    }
}
