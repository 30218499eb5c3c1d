//! What people have decided about findings. In: the CSV of `gouji check`, edited and saved by a spreadsheet, with the
//! columns decision, by, date and reason filled in. Out: findings that are not raised again, findings left open or
//! whose values have changed since, decisions that fit nothing. Never writes to the file.

use super::sheet::{self, NoSheet, Row, Sheet, is_column};
use crate::check::{Finding, Skipped};
use crate::message::{Lang, Message, word};
use crate::numeral::{day, folded};
use std::collections::{HashMap, HashSet};

/// What was decided about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The decision, in the words of who made it.
    pub decision: String,
    /// Who; empty where not stated.
    pub by: String,
    /// When: ISO 8601, or as written where that is no date; `None` where not stated.
    pub date: Option<String>,
    /// Why; empty where not stated.
    pub reason: String,
}

/// A finding that is not raised again.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The finding.
    pub finding: Finding,
    /// What was decided.
    pub decision: Decision,
}

/// A finding that was decided on when its values were others.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// What was decided then.
    pub decision: Decision,
}

/// A finding that somebody has looked at and left open.
#[derive(Debug, Clone)]
pub struct Open {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// What was written about it.
    pub decision: Decision,
}

/// What became of findings when they were compared with decisions.
#[derive(Debug, Default)]
pub struct Applied {
    /// Not raised again.
    pub decided: Vec<Decided>,
    /// Raised: the values have changed since.
    pub changed: Vec<Changed>,
    /// Raised: what was written leaves them open.
    pub open: Vec<Open>,
}

/// All decisions of a file.
#[derive(Debug, Default)]
pub struct Decisions {
    entries: Vec<Entry>,
    /// The entry that counts for a whole fingerprint.
    exact: HashMap<String, usize>,
    /// All entries for the first half of a fingerprint, in the order of the file.
    alike: HashMap<String, Vec<usize>>,
    /// The reports that entries are about.
    reports: HashMap<(String, String), Seen>,
    /// Rules that did not run on some report.
    skipped: HashSet<String>,
}

/// A report that entries are about.
#[derive(Debug, Default)]
struct Seen {
    /// Whether it is in this run.
    there: bool,
    /// The rules that did not run on it, wholly or in part.
    skipped: HashSet<String>,
}

#[derive(Debug)]
struct Entry {
    line: u64,
    rule: String,
    organization: String,
    year: String,
    decision: Decision,
    matched: bool,
}

/// A line of the file with something to say about it.
pub type Remark = (u64, Message);

/// What of the file fitted nothing.
#[derive(Debug, Default)]
pub struct Unmatched {
    /// Entries about reports of this run (or about no report in particular).
    pub stale: Vec<Remark>,
    /// Such entries about rules that did not run: nothing is known of them.
    pub unchecked: Vec<Remark>,
    /// How many entries are about reports that are not in this run.
    pub elsewhere: usize,
}

/// More of a line would not be read.
const LONGEST: usize = 60;
const NEEDED: [&str; 2] = ["fingerprint", "decision"];

impl Decisions {
    /// Reads a file, and what is doubtful about it.
    ///
    /// # Errors
    /// The first thing that makes it unusable, with its line.
    pub fn read(bytes: &[u8]) -> Result<(Self, Vec<Remark>), Remark> {
        let has = |cells: &[String], name: &str| cells.iter().any(|cell| is_column(cell, name));
        let sheet =
            sheet::read(bytes, |cells| NEEDED.iter().all(|name| has(cells, name))).map_err(no_sheet)?;
        let mut decisions = Self::default();
        let mut remarks = Vec::new();
        for row in &sheet.rows {
            decisions.row(&sheet, row, &mut remarks)?;
        }
        Ok((decisions, remarks))
    }

    /// How many decisions there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether no decision is filled in.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn row(&mut self, sheet: &Sheet, row: &Row, remarks: &mut Vec<Remark>) -> Result<(), Remark> {
        let cell = |name| row.cell(sheet.column(name));
        let decided = cell("decision");
        if decided.is_empty() || is_column(decided, "decision") {
            // Nothing decided yet, or the header again where two tables were put together.
            return Ok(());
        }
        let written = cell("fingerprint");
        if written.is_empty() {
            remarks.push((row.line, Message::new("decision.no_fingerprint").with("decision", decided)));
            return Ok(());
        }
        let fingerprint = written.to_lowercase();
        let Some((first, _)) = halves(&fingerprint) else {
            return Err((row.line, Message::new("decision.bad_fingerprint").with("fingerprint", written)));
        };
        let date = match cell("date") {
            "" => None,
            date => match day(date) {
                Some(date) => Some(date),
                None => {
                    remarks.push((row.line, Message::new("decision.odd_date").with("date", date)));
                    Some(date.to_owned())
                }
            },
        };
        let decision = Decision {
            decision: decided.to_owned(),
            by: cell("by").to_owned(),
            date,
            reason: cell("reason").to_owned(),
        };
        let index = self.entries.len();
        if let Some(&before) = self.exact.get(&fingerprint) {
            let other = &mut self.entries[before];
            if other.decision != decision {
                let message = Message::new("decision.conflict")
                    .with("decision", decided)
                    .with("other", other.decision.decision.as_str())
                    .with("line", usize::try_from(other.line).unwrap_or_default());
                remarks.push((row.line, message));
            }
            // It counts no more: the last one wins.
            other.matched = true;
        }
        self.alike.entry(first.to_owned()).or_default().push(index);
        let entry = Entry {
            line: row.line,
            rule: cell("rule").to_owned(),
            organization: folded(cell("organization")),
            year: folded(cell("year")),
            decision,
            matched: false,
        };
        if !entry.organization.is_empty() {
            self.reports.insert((entry.organization.clone(), entry.year.clone()), Seen::default());
        }
        self.entries.push(entry);
        self.exact.insert(fingerprint, index);
        Ok(())
    }

    /// A report of this organization and year is in the run; some rules did not run on it.
    pub fn see(&mut self, organization: Option<&str>, year: Option<i32>, skipped: &[Skipped]) {
        if self.entries.is_empty() {
            return;
        }
        for Skipped { rule, .. } in skipped {
            if !self.skipped.contains(rule) {
                self.skipped.insert(rule.clone());
            }
        }
        if let Some(organization) = organization.filter(|_| !self.reports.is_empty()) {
            let year = year.map(|year| year.to_string()).unwrap_or_default();
            if let Some(seen) = self.reports.get_mut(&(folded(organization), year)) {
                seen.there = true;
                seen.skipped.extend(skipped.iter().map(|skipped| skipped.rule.clone()));
            }
        }
    }

    /// Takes out the findings of a report that were decided on, and marks those that were left open, and those that
    /// were decided on and have changed since.
    pub fn apply(&mut self, findings: &mut Vec<Finding>) -> Applied {
        let mut applied = Applied::default();
        if self.entries.is_empty() {
            return applied;
        }
        // What is decided about one finding of the report is nothing that was decided about another.
        let mut used: HashSet<usize> =
            findings.iter().filter_map(|finding| self.exact.get(&finding.fingerprint).copied()).collect();
        for mut finding in std::mem::take(findings) {
            let first = halves(&finding.fingerprint).map(|(first, _)| first).unwrap_or_default();
            let alike = self.alike.get(first).map_or(&[][..], Vec::as_slice);
            let exact = self.exact.get(&finding.fingerprint).copied();
            let before = || alike.iter().rev().copied().find(|index| !used.contains(index));
            let Some(index) = exact.or_else(before) else {
                findings.push(finding);
                continue;
            };
            used.insert(index);
            for &other in alike {
                self.entries[other].matched = true;
            }
            let decision = self.entries[index].decision.clone();
            if exact.is_some() && settles(&decision.decision) {
                applied.decided.push(Decided { finding, decision });
                continue;
            }
            let fingerprint = finding.fingerprint.clone();
            if settles(&decision.decision) {
                finding.message = since("decision.changed", &decision).with("finding", finding.message);
                applied.changed.push(Changed { fingerprint, decision });
            } else {
                finding.message = since("decision.left_open", &decision).with("finding", finding.message);
                applied.open.push(Open { fingerprint, decision });
            }
            findings.push(finding);
        }
        applied
    }

    /// What fitted no finding of the run, in the order of the file. `runs` tells which rules there are in this run.
    pub fn unmatched(&self, runs: impl Fn(&str) -> bool) -> Unmatched {
        let mut unmatched = Unmatched::default();
        for entry in self.entries.iter().filter(|entry| !entry.matched) {
            let report = self.reports.get(&(entry.organization.clone(), entry.year.clone()));
            if report.is_some_and(|seen| !seen.there) {
                unmatched.elsewhere += 1;
                continue;
            }
            let skipped = report.map_or(&self.skipped, |seen| &seen.skipped);
            let unchecked = !entry.rule.is_empty() && (skipped.contains(&entry.rule) || !runs(&entry.rule));
            let whose = match (entry.organization.as_str(), entry.year.as_str()) {
                ("", _) => Message::new("decision.of_nobody"),
                (organization, year) => {
                    Message::new("decision.of").with("organization", organization).with("year", year)
                }
            };
            let key = if unchecked { "decision.unchecked" } else { "decision.stale" };
            let message = Message::new(key)
                .with("decision", entry.decision.decision.as_str())
                .with("of", whose)
                .with("rule", entry.rule.as_str());
            let remarks = if unchecked { &mut unmatched.unchecked } else { &mut unmatched.stale };
            remarks.push((entry.line, message));
        }
        unmatched
    }

    /// The rules that entries are about, for those who ask.
    pub fn rules(&self) -> HashSet<&str> {
        self.entries.iter().map(|entry| entry.rule.as_str()).collect()
    }
}

/// The two halves of a well-formed fingerprint.
fn halves(fingerprint: &str) -> Option<(&str, &str)> {
    let (first, second) = fingerprint.split_once('-')?;
    let hex = |text: &str| text.len() == 12 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (hex(first.strip_prefix('f')?) && hex(second)).then_some((first, second))
}

/// Whether a decision settles a finding: any words do, but those that say that it is open or that it is right.
fn settles(decision: &str) -> bool {
    let plain = folded(decision);
    let plain = plain.trim_start_matches(|c: char| !c.is_alphanumeric());
    let chinese =
        word("decision.open_words", Lang::Zh).split_whitespace().any(|open| plain.starts_with(open));
    // In English the whole first word counts: what is fixed is not to be fixed.
    let lower = decision.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let english = word("decision.open_words", Lang::En).split_whitespace().any(|open| open == first);
    !english && !chinese
}

/// “… (decided … by … on …; the figures have changed since)”
fn since(key: &str, decision: &Decision) -> Message {
    let who = match (decision.by.as_str(), &decision.date) {
        ("", None) => Message::new("decision.before"),
        ("", Some(date)) => Message::new("decision.on").with("date", date.as_str()),
        (by, None) => Message::new("decision.by").with("by", by),
        (by, Some(date)) => Message::new("decision.by_on").with("by", by).with("date", date.as_str()),
    };
    Message::new(key).with("decision", decision.decision.as_str()).with("who", who)
}

fn no_sheet(no_sheet: NoSheet) -> Remark {
    match no_sheet {
        NoSheet::Encoding => (1, Message::new("sheet.encoding")),
        NoSheet::Quote(line) => (line, Message::new("sheet.quote")),
        NoSheet::Empty => (1, Message::new("decision.empty")),
        NoSheet::Header(found) => {
            let found: String = found.join(", ").chars().take(LONGEST).collect();
            (1, Message::new("decision.header").with("found", found))
        }
    }
}
