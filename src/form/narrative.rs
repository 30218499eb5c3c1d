//! How a form's counts are stated in running text. In: patterns proved sound by [`super::phrases`]. Out: which
//! phrase stands around a number, and what the number can mean. Does not know documents.

use super::Named;
use super::needs::Needs;
use super::together::Together;
use regex::{Captures, Regex};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Everything a form knows about counts in the text.
#[derive(Debug, Clone, Default)]
pub struct Narrative {
    /// What the text can be about, with the words that turn to it.
    pub topics: Vec<(String, Wording)>,
    /// Words that turn to a year: groups `this`, `compared`, `other`, `year`.
    pub years: Option<Wording>,
    /// Words that narrow a count to a part of what the tables cover: groups `part`, `among`,
    /// `body`; `own` widens it again.
    pub scope: Option<Wording>,
    /// How a sentence begins that goes on with the year and the scope of the one before.
    pub continued: Option<Wording>,
    /// The phrases and traps, in order.
    pub phrases: Vec<Phrase>,
    /// The lists of phrases that add up, in order.
    pub lists: Vec<List>,
    /// How growths are stated, in order.
    pub rates: Vec<RatePattern>,
    /// What follows a part that is stated with its share: group `rate`.
    pub share: Option<Wording>,
    /// Patterns that end at the number, and may go on behind it.
    pub before: Patterns,
    /// Patterns that begin behind the number.
    pub behind: Patterns,
    /// Patterns without a number.
    pub whole: Patterns,
}

/// A phrase that states a count, or a trap that looks like one.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// Public id.
    pub id: String,
    /// Whether it states no count of this form.
    pub trap: bool,
    /// The count the words state by themselves.
    pub value: Option<Decimal>,
    /// Whether the number is money, in yuan.
    pub money: bool,
    /// The only sections where it states a count; anywhere if empty.
    pub sections: Vec<String>,
    /// Index into [`Narrative::topics`]: what the text must be about.
    pub topic: Option<usize>,
    /// What it states: each with all its readings, one of which must fit.
    pub states: Vec<Vec<Reading>>,
    /// Whether the count is a part of its readings, not the whole.
    pub part: bool,
    /// The rule under which a conflict with the tables is reported.
    pub check: Named,
    /// Ids of phrases that take it back where they fit the tables.
    pub unless: Vec<String>,
    /// Id of the phrase that states the same quantity in other words.
    pub same: Option<String>,
    /// Ids of the phrases one of which a number right before it must belong to; any number if empty.
    pub after: Vec<String>,
}

/// Phrases that add up to another.
#[derive(Debug, Clone)]
pub struct List {
    /// Public id.
    pub id: String,
    /// Ids of the phrases that can be the whole.
    pub whole: Vec<String>,
    /// Ids of the phrases that can be parts.
    pub parts: Vec<String>,
    /// The parts that are all there are, where they are all named: each by its id, with the ids of parts of it
    /// that can stand for it.
    pub complete: Vec<Vec<String>>,
    /// Words before the first part that announce all of them.
    pub announced: Option<Wording>,
    /// Words by which there are others, which are not named.
    pub open: Option<Wording>,
    /// Words behind the last part that lead to a whole that follows.
    pub total: Option<Wording>,
    /// Whether every part names a scope of its own, so that the words of one do not narrow the next.
    pub own_scope: bool,
}

/// A way to state a growth with both figures: groups `now`, `then` or `difference`, `rate`.
#[derive(Debug, Clone)]
pub struct RatePattern {
    /// What is stated.
    pub kind: RateKind,
    /// Text without this has no such growth: quick to see.
    pub mark: String,
    /// The pattern.
    pub wording: Wording,
}

/// What a rate relates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RateKind {
    /// By how many percent a figure is larger than last year's.
    Growth,
    /// By how many percent it is smaller.
    Decline,
    /// By how many it is more.
    Increase,
    /// By how many it is less.
    Decrease,
    /// How many times last year's figure it is.
    Multiple,
    /// By how many times last year's figure it grew, or, loosely, to how many times.
    MultipleGrowth,
    /// How many percent of the whole a part is.
    Share,
}

/// A growth found in a text, by the bytes of its pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRate {
    /// What is stated.
    pub kind: RateKind,
    /// All of it.
    pub range: Range<usize>,
    /// This year's figure.
    pub now: Range<usize>,
    /// Last year's, or what a part is a share of.
    pub then: Range<usize>,
    /// Whether `then` is not that figure but by how much it differs from this year's.
    pub difference: bool,
    /// The rate.
    pub rate: Range<usize>,
}

/// One meaning of a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// As written in the form.
    pub source: String,
    /// Index into [`super::Form::tables`] and the value ids to add there (`-id` to subtract), for each
    /// edition that has its lines.
    pub editions: Vec<(usize, Vec<String>)>,
}

/// A regular expression that is compiled when it is first needed: most reports need few of a form's.
#[derive(Debug, Clone)]
pub struct Wording {
    source: String,
    needs: OnceLock<Needs>,
    compiled: OnceLock<Option<Regex>>,
}

/// Patterns that are looked for together.
#[derive(Debug, Clone, Default)]
pub struct Patterns {
    all: Vec<Pattern>,
    /// The patterns in their simpler form, which says at once which of them can be there at all.
    together: OnceLock<Arc<Together>>,
}

/// A phrase found around a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// Index into [`Narrative::phrases`].
    pub phrase: usize,
    /// How many bytes it takes for it to fit: the more, the better.
    pub fits: usize,
    /// How many of them, right before the number, say what is counted.
    pub says: usize,
    /// How many behind it do.
    pub behind: usize,
}

/// One pattern of a phrase.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub phrase: usize,
    pub wording: Wording,
    /// A simpler expression that fits wherever `wording` does.
    pub simpler: String,
    /// What must follow the number.
    pub behind: Option<Wording>,
}

impl Wording {
    pub(super) fn new(source: String) -> Self {
        Self { source, needs: OnceLock::new(), compiled: OnceLock::new() }
    }

    /// Compiles it now.
    pub(super) fn prove(&self) -> Result<(), regex::Error> {
        let regex = Regex::new(&self.source)?;
        let _ = self.compiled.set(Some(regex));
        Ok(())
    }

    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// The expression; `None` if it is none, which [`super::Form::parse`] has ruled out.
    pub fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(&self.source).ok()).as_ref()
    }

    /// The expression, unless it is quick to see that it cannot fit anywhere in `text`.
    pub fn regex_for(&self, text: &str) -> Option<&Regex> {
        if self.may_fit(text) { self.regex() } else { None }
    }

    /// Whether it is not quick to see that the expression cannot fit anywhere in `text`.
    pub fn may_fit(&self, text: &str) -> bool {
        self.needs.get_or_init(|| Needs::of(&self.source)).are_in(text)
    }
}

/// The years that a pattern may name.
#[derive(Debug, Clone, Copy)]
pub struct Years(pub Option<i32>);

/// Groups that name a year, and how far that is from the report's.
const YEAR_GROUPS: [(&str, i32); 3] = [("last_year", -1), ("this_year", 0), ("next_year", 1)];

impl Years {
    /// Whether the years named by the groups `last_year`, `this_year` and `next_year` are those around the
    /// report's; any will do if that is not known.
    fn agree(self, regex: &Regex, text: &str) -> bool {
        let named = |name: &str| YEAR_GROUPS.iter().any(|&(group, _)| group == name);
        if self.0.is_none() || !regex.capture_names().flatten().any(named) {
            return true;
        }
        regex.captures(text).is_some_and(|captures| self.named_in(&captures))
    }

    fn named_in(self, captures: &Captures) -> bool {
        let Some(year) = self.0 else { return true };
        YEAR_GROUPS.iter().all(|&(group, offset)| {
            captures.name(group).is_none_or(|found| found.as_str().parse() == Ok(year + offset))
        })
    }
}

impl Patterns {
    pub(super) fn new(all: Vec<Pattern>) -> Self {
        Self { all, together: OnceLock::new() }
    }

    /// The patterns that may be there.
    fn likely(&self, text: &str) -> impl Iterator<Item = &Pattern> {
        let together = self.together.get_or_init(|| {
            let sources: Vec<&str> = self.all.iter().map(|pattern| pattern.simpler.as_str()).collect();
            Arc::new(Together::new(&sources))
        });
        together.in_text(text).into_iter().filter_map(|i| self.all.get(i))
    }

    /// Every phrase found around a number.
    pub fn around(&self, head: &str, tail: &str, years: Years) -> impl Iterator<Item = Around> {
        self.likely(head).filter_map(move |pattern| {
            let regex = pattern.wording.regex()?;
            let found = regex.find(head)?;
            // Only few patterns need more words than they say.
            let said = match regex.capture_names().flatten().any(|name| name == "said") {
                true => regex.captures(head)?.name("said")?.start(),
                false => found.start(),
            };
            let behind = match &pattern.behind {
                Some(behind) => behind.regex()?.find(tail)?.len(),
                None => 0,
            };
            let (fits, says) = (found.len() + behind, head.len() - said);
            years.agree(regex, head).then_some(Around { phrase: pattern.phrase, fits, says, behind })
        })
    }

    /// Every phrase found anywhere in a text: its index and the bytes it takes up.
    pub fn within(&self, text: &str, years: Years) -> Vec<(usize, Range<usize>)> {
        let mut all = Vec::new();
        for pattern in self.likely(text) {
            let Some(regex) = pattern.wording.regex() else { continue };
            let agreeing = regex.find_iter(text).filter(|found| years.agree(regex, found.as_str()));
            all.extend(agreeing.map(|found| (pattern.phrase, found.range())));
        }
        all
    }
}

impl Narrative {
    /// The growths stated in a text, in order; of those of one kind that overlap the first in the form's order.
    pub fn rates_in(&self, text: &str, years: Years) -> Vec<FoundRate> {
        let mut found: BTreeMap<(RateKind, usize), FoundRate> = BTreeMap::new();
        // A rate and both figures that it relates have a digit each.
        if text.bytes().filter(u8::is_ascii_digit).take(3).count() < 3 {
            return Vec::new();
        }
        for pattern in self.rates.iter().filter(|pattern| text.contains(&pattern.mark)) {
            let Some(regex) = pattern.wording.regex() else { continue };
            let kind = pattern.kind;
            for captures in regex.captures_iter(text) {
                let group = |name| captures.name(name).map(|group| group.range());
                let difference = group("difference");
                let (is_difference, then) = (difference.is_some(), difference.or_else(|| group("then")));
                let (Some(range), Some(now), Some(then), Some(rate)) =
                    (captures.get(0).map(|all| all.range()), group("now"), then, group("rate"))
                else {
                    continue;
                };
                // Those found before lie apart, so that only the last to begin before its end can overlap.
                let last = found.range((kind, 0)..(kind, range.end)).next_back();
                let apart = last.is_none_or(|(_, other)| other.range.end <= range.start);
                if apart && years.named_in(&captures) {
                    found.insert(
                        (kind, range.start),
                        FoundRate { kind, range, now, then, difference: is_difference, rate },
                    );
                }
            }
        }
        let mut found: Vec<FoundRate> = found.into_values().collect();
        found.sort_by_key(|rate| rate.range.start);
        found
    }

    /// The phrase of this id.
    pub fn phrase(&self, id: &str) -> Option<&Phrase> {
        self.phrases.iter().find(|phrase| phrase.id == id)
    }
}
