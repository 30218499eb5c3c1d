//! The text of a report against its tables and against itself. In: the counts that the text states, what they
//! can mean, and the tables. Out: findings, none graver than a warning. Does not know documents, nor how counts
//! are worded.

mod cells;
mod counts;
mod rates;
mod sums;
mod twice;
mod witness;
mod words;

use super::values::TableValues;
use super::{Finding, Skipped, fingerprint};
use crate::form::{Form, Named, Rule};
use crate::message::Message;
use crate::numeral::{fold_width, is_blank};
use crate::place::Place;
use crate::report::{Report, Statement};
use cells::Cells;
use counts::Verdict;
use std::collections::HashMap;

pub(super) use witness::{Witness, witnesses};

/// A report with its tables, and what came of comparing each statement with them.
pub(super) struct Text<'a> {
    form: &'a Form,
    report: &'a Report,
    cells: Cells<'a>,
    /// One for each of [`Report::statements`].
    verdicts: Vec<Verdict>,
    /// The list that a statement is a part of, by their indices.
    listed: HashMap<usize, usize>,
}

impl<'a> Text<'a> {
    /// Compares every statement with the tables.
    pub(super) fn new(form: &'a Form, report: &'a Report, tables: &'a [TableValues<'a>]) -> Self {
        let cells = Cells::new(tables);
        let verdicts = counts::verdicts(form, report, &cells);
        let parts = report.listings.iter().enumerate();
        let listed = parts.flat_map(|(list, listing)| listing.parts.iter().map(move |&part| (part, list)));
        Self { form, report, cells, verdicts, listed: listed.collect() }
    }

    /// The findings of one rule about the text; none for a rule about something else.
    pub(super) fn findings(&self, rule: &Rule, named: Named, skipped: &mut Vec<Skipped>) -> Vec<Finding> {
        match named {
            Named::NarrativeCount | Named::NarrativeAllHandled => {
                self.skipped(rule, named, skipped);
                self.conflicts(rule, named)
            }
            Named::NarrativeSum => self.sums(rule, skipped),
            Named::NarrativeGrowth => self.rates(rule),
            Named::NarrativeTwice => self.twice(rule),
            _ => Vec::new(),
        }
    }

    /// The whole of the list that a statement is a part of, where the text states it.
    fn whole(&self, part: usize) -> Option<&'a Statement> {
        let listing = &self.report.listings[*self.listed.get(&part)?];
        Some(&self.report.statements[listing.whole?])
    }

    /// A finding about a stretch of text; `about` is what the text speaks of, `values` are the numbers it rests on,
    /// besides the sentence.
    fn finding(&self, rule: &Rule, about: &str, values: &[String], message: Message, at: Quote) -> Finding {
        let sentence = at.sentence.chars().filter(|&c| !is_blank(c)).map(fold_width).collect();
        let values: Vec<String> = values.iter().cloned().chain([sentence]).collect();
        Finding {
            fingerprint: fingerprint(self.form, self.report, &format!("{} {about}", rule.id), &values),
            rule: rule.id.clone(),
            severity: rule.severity,
            message,
            table: at.table,
            equations: Vec::new(),
            explanations: Vec::new(),
            quote: Some(at.sentence.to_owned()),
            place: Some(at.place.clone()),
            doubtful: false,
        }
    }
}

/// Where a finding about text is.
struct Quote<'a> {
    table: Option<String>,
    sentence: &'a str,
    place: &'a Place,
}
