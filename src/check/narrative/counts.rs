//! Counts in the text against the tables. In: statements with all their readings. Out: for each whether a
//! reading fits; a finding where none does, a note where one that is not the first does. Does not know how they
//! are worded.

use super::cells::Cells;
use super::{Quote, Text};
use crate::check::{Finding, Severity, Skipped};
use crate::form::{Form, Named, Phrase, Rule};
use crate::message::{Argument, Message};
use crate::place::Place;
use crate::report::{Report, Statement};
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

/// What comparing a statement with the tables came to.
#[derive(Debug, Clone)]
pub(super) enum Verdict {
    /// There is nothing to compare it with.
    Nothing,
    /// The reading of this index fits.
    Fits(usize),
    /// None fits: what each comes to, by index, without repetitions.
    Conflict(Vec<(usize, Decimal)>),
    /// None fits, but that may have another reason.
    Unsure(Message),
}

/// A rounded number is told from a figure only by its order of magnitude.
const MAGNITUDE: u32 = 10;

/// Compares every statement with the tables.
pub(super) fn verdicts(form: &Form, report: &Report, cells: &Cells) -> Vec<Verdict> {
    let statements = &report.statements;
    let mut verdicts: Vec<Verdict> = statements.iter().map(|told| verdict(report, cells, told)).collect();
    // What fits, by phrase: of a part, at all, in one sentence.
    let (mut parts, mut fitting, mut beside) = (HashMap::new(), HashSet::new(), HashSet::new());
    for (told, verdict) in statements.iter().zip(&verdicts) {
        if matches!(verdict, Verdict::Fits(_)) && !told.value.is_zero() {
            if let Some(scope) = &told.scope {
                parts.entry(told.phrase.as_str()).or_insert(scope.as_str());
            }
            fitting.insert(told.phrase.as_str());
            beside.insert((told.phrase.as_str(), &told.place, told.sentence.as_str()));
        }
    }
    let several = several(statements, &verdicts);
    for (told, verdict) in statements.iter().zip(&mut verdicts) {
        if !matches!(verdict, Verdict::Conflict(_)) {
            continue;
        }
        let unless = form.narrative.phrase(&told.phrase).map_or(&[][..], |phrase| &phrase.unless);
        if let Some(scope) = parts.get(told.phrase.as_str()) {
            // The tables cover what another statement says of a part: this one is about more.
            *verdict = Verdict::Unsure(of_a_part(scope));
        } else if beside.contains(&(told.phrase.as_str(), &told.place, told.sentence.as_str())) {
            // One sentence that gives two numbers of a kind is hardly wrong about one of them.
            *verdict = Verdict::Unsure(Message::new("narrative.skipped_beside"));
        } else if several.contains(&(told.phrase.as_str(), &told.place, told.sentence.as_str())) {
            // Several that differ are parts, by time, channel or unit: which and of what is not known.
            *verdict = Verdict::Unsure(Message::new("narrative.skipped_several"));
        } else if unless.iter().any(|phrase| fitting.contains(phrase.as_str())) {
            *verdict = Verdict::Nothing;
        }
    }
    verdicts
}

/// The phrases by which one sentence states several different numbers that the tables do not have.
fn several<'s>(statements: &'s [Statement], verdicts: &[Verdict]) -> HashSet<(&'s str, &'s Place, &'s str)> {
    let mut first: HashMap<_, (Decimal, &str)> = HashMap::new();
    let none_fits = |verdict: &Verdict| matches!(verdict, Verdict::Conflict(_) | Verdict::Unsure(_));
    let misfits = statements.iter().zip(verdicts).filter(|(_, verdict)| none_fits(verdict));
    misfits
        .filter_map(|(told, _)| {
            let key = (told.phrase.as_str(), &told.place, told.sentence.as_str());
            let (value, text) = *first.entry(key).or_insert((told.value, told.text.as_str()));
            (value != told.value && text != told.text).then_some(key)
        })
        .collect()
}

fn verdict(report: &Report, cells: &Cells, told: &Statement) -> Verdict {
    if told.reads.is_empty() {
        return Verdict::Nothing;
    }
    let (mut obstacle, mut sums) = (None, Vec::new());
    for (index, reading) in told.reads.iter().enumerate() {
        let sum = cells.sum(reading);
        obstacle = obstacle.or(sum.obstacle);
        let Some(value) = sum.value else { continue };
        if fits(told, value) {
            return Verdict::Fits(index);
        }
        if sums.iter().all(|&(_, other)| other != value) {
            sums.push((index, value));
        }
    }
    if report.year.is_none() {
        return Verdict::Unsure(Message::new("finding.skipped_no_year"));
    }
    if let Some(scope) = &told.scope {
        return Verdict::Unsure(of_a_part(scope));
    }
    match obstacle {
        Some(obstacle) => Verdict::Unsure(obstacle),
        None => Verdict::Conflict(sums),
    }
}

fn of_a_part(scope: &str) -> Message {
    Message::new("narrative.skipped_scope").with("scope", scope)
}

/// Whether the text can mean this figure.
fn fits(told: &Statement, figure: Decimal) -> bool {
    if told.part {
        return told.value <= figure;
    }
    if !told.approximate {
        return told.value == figure;
    }
    let magnitude = Decimal::from(MAGNITUDE);
    let (less, more) = (told.value.min(figure), told.value.max(figure));
    more < magnitude || less.checked_mul(magnitude).is_none_or(|tenfold| more < tenfold)
}

impl Text<'_> {
    fn phrase(&self, told: &Statement) -> Option<&Phrase> {
        self.form.narrative.phrase(&told.phrase)
    }

    fn is_under(&self, told: &Statement, named: Named) -> bool {
        self.phrase(told).is_some_and(|phrase| phrase.check == named)
    }

    /// Statements that were not compared, and why.
    pub(super) fn skipped(&self, rule: &Rule, named: Named, skipped: &mut Vec<Skipped>) {
        for (told, verdict) in self.report.statements.iter().zip(&self.verdicts) {
            if let Verdict::Unsure(because) = verdict
                && self.is_under(told, named)
            {
                skipped.push(Skipped {
                    rule: rule.id.clone(),
                    instance: Some(told.text.clone()),
                    because: because.clone(),
                });
            }
        }
    }

    /// One finding for each stretch of text that no reading makes true, and one note for each that is true in
    /// another than its first reading.
    pub(super) fn conflicts(&self, rule: &Rule, named: Named) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut told_before: HashSet<(&str, Decimal)> = HashSet::new();
        let mut at = 0;
        while let Some(first) = self.report.statements.get(at) {
            // What one phrase says at the same time stands side by side.
            let same = |other: &&Statement| other.place == first.place && other.text == first.text;
            let count = self.report.statements[at..].iter().take_while(same).count();
            let range = at..at + count;
            at += count;
            if !self.is_under(first, named) || !told_before.insert((&first.phrase, first.value)) {
                continue;
            }
            let mut tried: Vec<Argument> = Vec::new();
            let mut named: Vec<&[String]> = Vec::new();
            let mut values = vec![first.value.normalize().to_string()];
            for index in range.clone() {
                if let Verdict::Conflict(sums) = &self.verdicts[index] {
                    for (reading, sum) in sums {
                        let reads = &self.report.statements[index].reads[*reading];
                        if named.contains(&reads.as_slice()) {
                            continue;
                        }
                        named.push(reads);
                        tried.extend(self.cells.reading_words(reads, *sum).map(Argument::Message));
                        values.push(sum.normalize().to_string());
                    }
                }
            }
            if !tried.is_empty() {
                let message = self.worded(Message::of(rule.message.clone()), first, tried);
                findings.push(self.finding(rule, &first.phrase, &values, message, self.at(first)));
            } else if let Some(words) = range.clone().find_map(|index| self.other_reading(index)) {
                let message = self.worded(Message::new("narrative.other_reading"), first, vec![words]);
                let note = self.finding(rule, &first.phrase, &values, message, self.at(first));
                findings.push(Finding { severity: Severity::Note, ..note });
            }
        }
        findings
    }

    /// The reading that fits, where it is not the first.
    fn other_reading(&self, index: usize) -> Option<Argument> {
        let told = &self.report.statements[index];
        let Verdict::Fits(reading @ 1..) = self.verdicts[index] else { return None };
        if told.approximate || told.part || told.scope.is_some() {
            return None;
        }
        self.cells.reading_words(&told.reads[reading], told.value).map(Argument::Message)
    }

    fn worded(&self, message: Message, told: &Statement, readings: Vec<Argument>) -> Message {
        let count = readings.len();
        let list = Argument::List(readings, super::words::between());
        let readings = match count {
            1 => Message::new("narrative.reading"),
            _ => Message::new("narrative.readings"),
        };
        message
            .with("quote", told.text.as_str())
            .with("table", self.table_name(told))
            .with("stated", told.value)
            .with("readings", readings.with("list", list))
    }

    fn table_name(&self, told: &Statement) -> Argument {
        let id = told.reads.first().and_then(|reading| reading.first());
        let parts = id.and_then(|id| self.cells.parts(std::slice::from_ref(id)));
        let table = parts.and_then(|parts| parts.first().map(|part| part.table.table));
        let name = table.map(|table| Message::of(self.form.tables[table].name.clone()));
        name.map_or_else(|| Argument::from(""), Argument::Message)
    }

    fn at<'s>(&self, told: &'s Statement) -> Quote<'s> {
        let id = told.reads.first().and_then(|reading| reading.first());
        let table = id.and_then(|id| id.trim_start_matches('-').split('.').next()).map(str::to_owned);
        Quote { table, sentence: &told.sentence, place: &told.place }
    }
}
