//! Counts listed as the parts of another. In: lists, with their whole where it is stated. Out: a finding where
//! the parts cannot be those of any whole that the text or the tables allow. Does not know how they are worded.

use super::counts::Verdict;
use super::{Quote, Text};
use crate::check::{Finding, Skipped};
use crate::form::Rule;
use crate::message::{Argument, Message};
use crate::report::{Listing, Statement};
use rust_decimal::Decimal;

/// The wholes that a list may have.
struct Wholes {
    /// The one in the text, then those of the tables.
    possible: Vec<Decimal>,
    /// Why there may be others.
    obstacle: Option<Message>,
}

impl Text<'_> {
    pub(super) fn sums(&self, rule: &Rule, skipped: &mut Vec<Skipped>) -> Vec<Finding> {
        let mut findings = Vec::new();
        for listing in &self.report.listings {
            let members = listing.parts.iter().chain(&listing.whole);
            // A count that contradicts the tables has been named; its list fails with it.
            let named = members.clone().any(|&at| matches!(self.verdicts[at], Verdict::Conflict(_)));
            if named || self.overlap(listing) {
                continue;
            }
            let parts = || listing.parts.iter().map(|&at| &self.report.statements[at]);
            let sum = parts().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value));
            let (Some(sum), wholes) = (sum, self.wholes(listing)) else { continue };
            let agrees = |whole: &Decimal| if listing.complete { sum == *whole } else { sum <= *whole };
            if wholes.possible.iter().any(agrees) {
                continue;
            }
            let (Some(&whole), None) = (wholes.possible.first(), &wholes.obstacle) else {
                skipped.extend(wholes.obstacle.map(|because| Skipped {
                    rule: rule.id.clone(),
                    instance: Some(listing.text.clone()),
                    because,
                }));
                continue;
            };
            let than = if sum > whole && !listing.complete { "narrative.more" } else { "narrative.other" };
            let than = Message::new(than).with("whole", whole).with("difference", (sum - whole).abs());
            let origin = match listing.whole {
                Some(_) => Message::new("narrative.whole_in_text"),
                None => Message::new("narrative.whole_in_table"),
            };
            let message = Message::of(rule.message.clone())
                .with("quote", listing.text.as_str())
                .with("sum", sum)
                .with("whole", Argument::Message(origin.with("whole", whole)))
                .with("than", Argument::Message(than));
            let mut values: Vec<String> = parts().map(|part| part.value.normalize().to_string()).collect();
            values.push(whole.normalize().to_string());
            let at = Quote { table: None, sentence: &listing.sentence, place: &listing.place };
            findings.push(self.finding(rule, &listing.list, &values, message, at));
        }
        findings
    }

    /// Whether two parts count the same cells.
    fn overlap(&self, listing: &Listing) -> bool {
        let ids = |at: &usize| {
            let told: &Statement = &self.report.statements[*at];
            told.reads.first().cloned().unwrap_or_default()
        };
        let mut all: Vec<String> = listing.parts.iter().flat_map(ids).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        all.len() < count
    }

    fn wholes(&self, listing: &Listing) -> Wholes {
        let told = listing.whole.map(|at| &self.report.statements[at]);
        let mut wholes = Wholes { possible: told.iter().map(|told| told.value).collect(), obstacle: None };
        let follows =
            listing.whole.is_some_and(|whole| listing.parts.first().is_some_and(|&part| part < whole));
        let mut readings = told.map_or_else(Vec::new, |told| told.reads.clone());
        if told.is_none() || follows {
            readings.extend(self.readings_of_whole(&listing.list));
        }
        for reading in &readings {
            let sum = self.cells.sum(reading);
            wholes.possible.extend(sum.value);
            wholes.obstacle = wholes.obstacle.or(sum.obstacle);
        }
        // 一季度收到12件…全年共办结38件: a whole behind its parts that is true may be that of other parts; one that is
        // true of nothing is the whole of these.
        let (stated, others) = wholes.possible.split_at(wholes.possible.len().min(1));
        if follows && wholes.obstacle.is_none() && !others.iter().any(|other| stated.contains(other)) {
            wholes.possible.truncate(1);
        }
        wholes
    }

    /// What the whole of a list means, where the text does not state it.
    fn readings_of_whole(&self, list: &str) -> Vec<Vec<String>> {
        let narrative = &self.form.narrative;
        let list = narrative.lists.iter().find(|known| known.id == list);
        let phrase = list.and_then(|list| narrative.phrase(list.whole.first()?));
        let readings = phrase.and_then(|phrase| phrase.states.first());
        let of_edition = |reading: &crate::form::Reading| {
            let mut editions = reading.editions.iter();
            editions.find(|(table, _)| self.cells.has(*table)).map(|(_, ids)| ids.clone())
        };
        readings.into_iter().flatten().filter_map(of_edition).collect()
    }
}
