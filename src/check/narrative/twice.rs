//! The same quantity stated twice. In: statements that no table decides. Out: a finding where two of one phrase
//! differ. Does not know how they are worded.

use super::counts::Verdict;
use super::{Quote, Text};
use crate::check::Finding;
use crate::form::Rule;
use crate::message::Message;
use crate::report::Statement;
use std::collections::HashMap;

/// How many statements of a phrase are compared with those behind them: one difference is enough.
const MOST: usize = 16;

impl Text<'_> {
    pub(super) fn twice(&self, rule: &Rule) -> Vec<Finding> {
        let statements = &self.report.statements;
        let mut findings = Vec::new();
        let mut tried: HashMap<&str, usize> = HashMap::new();
        for (at, first) in statements.iter().enumerate() {
            if !self.is_undecided(at) {
                continue;
            }
            let looked_at = tried.entry(self.quantity(first)).or_insert(0);
            *looked_at += 1;
            if *looked_at > MOST {
                continue;
            }
            let differs = |other: &usize| {
                let second = &statements[*other];
                self.quantity(second) == self.quantity(first)
                    && second.value != first.value
                    && self.is_undecided(*other)
                    && (second.place != first.place || second.sentence != first.sentence)
                    && self.same_whole(at, *other)
            };
            let Some(second) = (at + 1..statements.len()).find(differs).map(|other| &statements[other])
            else {
                continue;
            };
            *looked_at = MOST;
            let message = Message::of(rule.message.clone())
                .with("first", first.text.as_str())
                .with("first_place", first.place.clone())
                .with("second", second.text.as_str())
                .with("second_place", second.place.clone());
            let values = [first.value, second.value].map(|value| value.normalize().to_string());
            let at = Quote { table: None, sentence: &second.sentence, place: &second.place };
            findings.push(self.finding(rule, self.quantity(first), &values, message, at));
        }
        findings
    }

    /// What a statement counts, by the phrase that others for it refer to.
    fn quantity<'s>(&'s self, told: &'s Statement) -> &'s str {
        let same = self.form.narrative.phrase(&told.phrase).and_then(|phrase| phrase.same.as_deref());
        same.unwrap_or(&told.phrase)
    }

    /// Whether a statement has one meaning, of which no table says whether it is true.
    fn is_undecided(&self, at: usize) -> bool {
        let told: &Statement = &self.report.statements[at];
        let decided = matches!(self.verdicts[at], Verdict::Fits(_) | Verdict::Conflict(_));
        let known_year = self.report.year.is_some();
        known_year
            && !decided
            && told.reads.len() < 2
            && told.scope.is_none()
            && !told.approximate
            && !told.part
    }

    /// Whether both are parts of the same whole, as far as the text says.
    fn same_whole(&self, first: usize, second: usize) -> bool {
        let whole = |at: usize| self.whole(at).map(|whole| (whole.phrase.as_str(), whole.value));
        match (whole(first), whole(second)) {
            (Some(first), Some(second)) => first == second,
            _ => true,
        }
    }
}
