//! The counts at the end of a batch. In: outcomes, and what the folders hold besides. Out: how many of each.

use super::Manner;
use crate::audit::Outcome;
use crate::audit::batch::Missing;
use crate::audit::gather::{Foreign, Passed};
use crate::check::{Severity, Verdict};
use crate::error::ErrorKind;
use crate::message::{Lang, Message, has, word};
use crate::output::paint::Plain;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many files of each verdict, equations of each kind.
#[derive(Debug, Default)]
pub struct Totals {
    agree: usize,
    disagree: usize,
    incomplete: usize,
    unread: BTreeMap<ErrorKind, usize>,
    held: usize,
    failed: usize,
    skipped: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    decided: usize,
    missing: usize,
}

impl Totals {
    /// One more file.
    pub fn count(&mut self, outcome: &Outcome) {
        let audit = match &outcome.result {
            Ok(audit) => audit,
            Err(error) => {
                *self.unread.entry(error.kind).or_default() += 1;
                return;
            }
        };
        let summary = &audit.checked.summary;
        match audit.checked.verdict {
            Verdict::Agrees => self.agree += 1,
            Verdict::Disagrees => self.disagree += 1,
            Verdict::Incomplete => self.incomplete += 1,
        }
        self.held += summary.held;
        self.failed += summary.failed;
        self.skipped += summary.skipped;
        self.errors += summary.errors;
        self.warnings += summary.warnings;
        self.notes += summary.notes;
        self.decided += audit.decided.len();
    }

    /// The units that have not submitted.
    pub fn missing(&mut self, missing: &[Missing]) {
        self.missing = missing.len();
        let raised = missing.iter().filter(|unit| unit.decision.is_none());
        for unit in raised {
            *match unit.finding.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Note => &mut self.notes,
            } += 1;
        }
        self.decided += missing.iter().filter(|unit| unit.decision.is_some()).count();
    }

    /// Files read.
    pub fn read(&self) -> usize {
        self.agree + self.disagree + self.incomplete
    }

    /// The summary.
    pub fn print(&self, passed: &Passed, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
        let unread: usize = self.unread.values().sum();
        let kinds = self.unread.iter().map(|(kind, n)| {
            let key = format!("kind.{}", kind.code());
            let kind = if has(&key) { manner.word(&key) } else { kind.code().to_owned() };
            manner.say(&Message::new("summary.kind").with("kind", kind).with("n", *n))
        });
        let kinds = kinds.collect::<Vec<_>>().join(&manner.word("summary.comma"));
        let files = Message::new("summary.files")
            .with("n", self.read() + unread)
            .with("agree", self.agree)
            .with("disagree", self.disagree)
            .with("incomplete", self.incomplete)
            .with("unread", unread);
        let mut files = manner.say(&files);
        if !kinds.is_empty() {
            files += &manner.say(&Message::new("summary.kinds").with("kinds", kinds));
        }
        if self.missing > 0 {
            files += &manner.say(&Message::new("summary.missing").with("n", self.missing));
        }
        writeln!(out, "{}", manner.paint.strong(files))?;
        let equations = Message::new("summary.equations")
            .with("held", self.held)
            .with("failed", self.failed)
            .with("skipped", self.skipped);
        writeln!(out, "{}", manner.say(&equations))?;
        let findings = Message::new("summary.findings")
            .with("errors", self.errors)
            .with("warnings", self.warnings)
            .with("notes", self.notes);
        let mut findings = manner.say(&findings);
        if self.decided > 0 {
            findings += &manner.say(&Message::new("summary.decided").with("n", self.decided));
        }
        if (self.notes > 0 || self.decided > 0) && !manner.verbose {
            let how = if self.decided > 0 { "summary.decided_how" } else { "summary.notes_how" };
            findings += &manner.word(how);
        }
        writeln!(out, "{findings}")?;
        for line in passed_over(passed, manner.lang) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}

/// The files that were passed over: documents each with what to do, others by kind. Empty if there are none.
pub fn passed_over(passed: &Passed, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for (path, foreign) in &passed.documents {
        let advice = word(&format!("foreign.{}", Foreign::code(*foreign)), lang);
        let path = Plain(path).to_string();
        lines.push(Message::new("summary.foreign").with("path", path).with("advice", advice).render(lang));
    }
    if !passed.others.is_empty() {
        let kinds = passed.others.iter().map(|(extension, n)| {
            let kind = match extension.as_str() {
                "" => word("summary.no_extension", lang),
                extension => format!(".{}", Plain(extension)),
            };
            Message::new("summary.kind").with("kind", kind).with("n", *n).render(lang)
        });
        let kinds = kinds.collect::<Vec<_>>().join(&word("summary.comma", lang));
        let n: usize = passed.others.values().sum();
        lines.push(Message::new("summary.others").with("n", n).with("kinds", kinds).render(lang));
    }
    lines
}
