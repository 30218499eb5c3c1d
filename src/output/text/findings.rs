//! `check --format text`: problem files in full, clean files a line each up to twenty, then the counts. In a
//! batch large enough for shared faults, everything waits for the end.

use super::Manner;
use super::finding::{finding, line};
use super::notes::notes;
use super::summary::Totals;
use super::template::{Block, SHARED_BY, Waiting, about, apart};
use crate::audit::batch::Missing;
use crate::audit::decisions::Decision;
use crate::audit::gather::Passed;
use crate::audit::{Audit, Outcome};
use crate::check::{Severity, Verdict, is_unlisted};
use crate::form::Form;
use crate::message::Message;
use crate::output::Format;
use crate::output::codes;
use crate::output::labels::Words;
use crate::output::paint::Plain;
use crate::output::unread;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// So many clean files are named.
const NAMED: usize = 20;

/// Findings for people.
#[derive(Debug)]
pub struct Findings<'f> {
    forms: &'f [Form],
    manner: Manner,
    waiting: Option<Waiting>,
    /// The first clean files, one more than are named at most.
    clean: Vec<String>,
    clean_count: usize,
    /// The units that have not submitted, a line each.
    missing: String,
    totals: Totals,
}

impl<'f> Findings<'f> {
    /// For a batch of so many inputs.
    pub fn new(forms: &'f [Form], inputs: usize, manner: Manner) -> Self {
        let waiting = (inputs >= SHARED_BY).then(Waiting::new);
        Self {
            forms,
            manner,
            waiting,
            clean: Vec::new(),
            clean_count: 0,
            missing: String::new(),
            totals: Totals::default(),
        }
    }

    fn put(&mut self, block: &Block, out: &mut dyn Write) -> io::Result<()> {
        match &mut self.waiting {
            Some(waiting) => waiting.push(block),
            None => print(block, &HashMap::new(), self.manner, out),
        }
    }

    /// Whether a finding is printed: notes are only counted, unless they are asked for.
    fn shows(&self, severity: Severity) -> bool {
        severity > Severity::Note || self.manner.verbose
    }
}

impl Format<Audit> for Findings<'_> {
    fn add(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        self.totals.count(outcome);
        let manner = self.manner;
        let audit = match &outcome.result {
            Ok(audit) => audit,
            Err(error) => return self.put(&unreadable(&outcome.path, error, manner), out),
        };
        let shown = audit.checked.findings.iter().filter(|finding| self.shows(finding.severity));
        let mut findings: Vec<_> = shown
            .map(|found| {
                let whose = audit.report.organization.as_deref();
                let about = about(found, &manner.say(&found.message), whose, &audit.source.path);
                (about, finding(found, &audit.report, manner))
            })
            .collect();
        apart(&mut findings);
        let read =
            if manner.verbose { notes(audit, Words::new(self.forms, audit), manner) } else { String::new() };
        let tail = read + &decided(audit, manner) + &skipped(audit, self.forms, manner);
        let sound = findings.is_empty() && audit.checked.verdict == Verdict::Agrees;
        if sound && tail.is_empty() {
            self.clean_count += 1;
            if self.clean.len() <= NAMED {
                self.clean.push(clean(audit, manner));
            }
            return Ok(());
        }
        let head = if sound { clean(audit, manner) } else { head(audit, manner) };
        let block = Block { path: audit.source.path.clone(), head, findings, tail };
        self.put(&block, out)
    }

    fn missing(&mut self, missing: &[Missing], _: &mut dyn Write) -> io::Result<()> {
        self.totals.missing(missing);
        for unit in missing.iter().filter(|unit| unit.decision.is_none() || self.manner.verbose) {
            self.missing += &line(&unit.finding, self.manner);
            if let Some(decision) = &unit.decision {
                self.missing += &made(decision, self.manner);
            }
        }
        Ok(())
    }

    fn end(&mut self, passed: &Passed, out: &mut dyn Write) -> io::Result<()> {
        if let Some(mut waiting) = self.waiting.take() {
            let mut shared: Vec<(u64, usize, String, String)> = Vec::new();
            waiting.release(self.totals.read(), |block, counts| {
                for (about, text) in &block.findings {
                    if let Some(files) = counts.get(about)
                        && !shared.iter().any(|(seen, ..)| seen == about)
                    {
                        shared.push((*about, *files, block.path.clone(), text.clone()));
                    }
                }
                print(&block, counts, self.manner, out)
            })?;
            for (_, files, path, text) in shared {
                let message = Message::new("text.shared").with("n", files).with("of", self.totals.read());
                writeln!(out, "{}", self.manner.paint.strong(self.manner.say(&message.with("path", path))))?;
                writeln!(out, "{text}")?;
            }
        }
        if !self.missing.is_empty() {
            let manner = self.manner;
            let head = manner.paint.strong(manner.word("text.missing"));
            writeln!(out, "{} {head}\n{}", manner.paint.doubtful("?"), self.missing)?;
        }
        if self.manner.quiet {
            return Ok(());
        }
        if self.clean.len() <= NAMED {
            for line in &self.clean {
                writeln!(out, "{line}")?;
            }
        } else {
            let agrees = Message::new("text.clean_counted").with("n", self.clean_count);
            writeln!(out, "{} {}", self.manner.paint.good("✓"), self.manner.say(&agrees))?;
        }
        if self.clean_count > 0 {
            writeln!(out)?;
        }
        self.totals.print(passed, self.manner, out)
    }
}

/// A block without the faults that are printed once for all.
fn print(block: &Block, shared: &HashMap<u64, usize>, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", block.head)?;
    let mut left_out = 0;
    for (about, text) in &block.findings {
        if shared.contains_key(about) {
            left_out += 1;
        } else {
            out.write_all(text.as_bytes())?;
        }
    }
    if left_out > 0 {
        let message = Message::new("text.shared_here").with("n", left_out);
        writeln!(out, "  {}", manner.paint.faint(manner.say(&message)))?;
    }
    writeln!(out, "{}", block.tail)
}

fn unreadable(path: &str, error: &crate::error::Error, manner: Manner) -> Block {
    let reason = manner.say(&unread::reason(error));
    let advice = manner.say(&unread::advice(error));
    Block {
        path: path.to_owned(),
        head: format!(
            "{} {}  {}",
            manner.paint.bad("×"),
            manner.paint.strong(Plain(path)),
            manner.paint.bad(manner.word("text.unread")),
        ),
        findings: Vec::new(),
        tail: format!("  {}\n  {}\n", Plain(&reason), Plain(&advice)),
    }
}

/// Path, organization and year, verdict and counts.
fn head(audit: &Audit, manner: Manner) -> String {
    let verdict = manner.word(&format!("verdict.{}", codes::Verdict::from(audit.checked.verdict).code()));
    let (mark, verdict) = match audit.checked.verdict {
        Verdict::Agrees => (manner.paint.doubtful("!"), manner.paint.good(verdict)),
        Verdict::Disagrees => (manner.paint.bad("✗"), manner.paint.bad(verdict)),
        Verdict::Incomplete => (manner.paint.doubtful("?"), manner.paint.doubtful(verdict)),
    };
    format!("{mark} {}  {verdict}  {}", whose(audit, manner), counts(audit, manner))
}

fn clean(audit: &Audit, manner: Manner) -> String {
    let verdict = manner.word("verdict.agrees");
    format!("{} {}  {verdict}  {}", manner.paint.good("✓"), whose(audit, manner), counts(audit, manner))
}

fn whose(audit: &Audit, manner: Manner) -> String {
    let mut whose = manner.paint.strong(Plain(&audit.source.path));
    if let Some(organization) = &audit.report.organization {
        let _ = write!(whose, "  {}", Plain(organization));
    }
    if let Some(year) = audit.report.year {
        let _ = write!(whose, " {year}");
    }
    whose
}

fn counts(audit: &Audit, manner: Manner) -> String {
    let summary = &audit.checked.summary;
    if summary.equations == 0 {
        return String::new();
    }
    let mut counts = Message::new("text.held_of").with("held", summary.held).with("of", summary.equations);
    if summary.notes > 0 && !manner.verbose {
        counts = Message::new("text.and_notes").with("counts", counts).with("n", summary.notes);
    }
    if !audit.decided.is_empty() {
        counts = Message::new("text.and_decided").with("counts", counts).with("n", audit.decided.len());
    }
    manner.paint.faint(manner.say(&counts))
}

/// Findings that were decided on before, for those who ask.
fn decided(audit: &Audit, manner: Manner) -> String {
    let decided: &[_] = if manner.verbose { &audit.decided } else { &[] };
    decided.iter().map(|decided| line(&decided.finding, manner) + &made(&decided.decision, manner)).collect()
}

/// What was decided, indented, ending in a line break.
fn made(decision: &Decision, manner: Manner) -> String {
    let said = [Some(&decision.decision), Some(&decision.by), decision.date.as_ref(), Some(&decision.reason)];
    let said: Vec<String> = said
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .map(|text| Plain(text).to_string())
        .collect();
    let said = said.join(&manner.word("text.comma"));
    format!("        {}\n", manner.say(&Message::new("text.decided").with("decision", said)))
}

/// What could not be checked: each reason once, with how many checks it kept from running. Softer rules that were
/// not are of interest only to those who ask for all.
fn skipped(audit: &Audit, forms: &[Form], manner: Manner) -> String {
    let form = audit.form.as_ref().and_then(|chosen| forms.iter().find(|form| form.id == chosen.id));
    let is_hard = |id: &str| {
        let mut rules = form.into_iter().flat_map(|form| &form.rules);
        rules.any(|rule| rule.id == id && rule.is_hard())
    };
    let is_gap = |id: &str| form.is_some_and(|form| is_unlisted(form, id));
    let shown = |id: &str| manner.verbose || is_hard(id) || is_gap(id);
    let skipped = audit.checked.skipped.iter().filter(|skipped| shown(&skipped.rule));
    let mut reasons: Vec<(String, usize)> = Vec::new();
    for skipped in skipped {
        let reason = manner.say(&skipped.because);
        match reasons.iter_mut().find(|(seen, _)| *seen == reason) {
            Some((_, count)) => *count += 1,
            None => reasons.push((reason, 1)),
        }
    }
    let mut text = String::new();
    if let Some(why) = unread::unchecked(audit) {
        let _ = writeln!(text, "  {}", manner.say(&why));
    }
    for (reason, count) in reasons {
        let message =
            Message::new("text.skipped").with("n", count).with("reason", Plain(&reason).to_string());
        let _ = writeln!(text, "  {}", manner.say(&message));
    }
    text
}
