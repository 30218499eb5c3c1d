//! `gouji check`. In: options. Out: findings written, and a status by the gravest. Does not know how they are found.

use super::args::{Check, CheckFormat, FailOn};
use super::console::Console;
use super::inputs;
use super::process::{Command, Ended, Kind, Process, paint_for, style};
use super::stop::Status;
use crate::audit::batch::{self, Batch, Missing};
use crate::audit::{Audit, Outcome, Reading, audit};
use crate::check::{Finding, Severity};
use crate::output::csv;
use crate::output::json::{self, Layout};
use crate::output::{Format, text};
use std::io::{self, Write};

/// `gouji check`.
pub fn check(options: &Check, console: &Console) -> Ended {
    let forms = inputs::forms(&options.form)?;
    let gathered = inputs::inputs(&options.read, console)?;
    let format = options.format.unwrap_or(match inputs::extension(&options.write).as_deref() {
        Some("csv") => CheckFormat::Csv,
        Some("json") => CheckFormat::Json,
        Some("jsonl") => CheckFormat::Jsonl,
        _ => CheckFormat::Text,
    });
    let style = style(&options.labels, console);
    let forms = forms.as_ref();
    let mut results: Box<dyn Format<Audit> + '_> = match format {
        CheckFormat::Text => Box::new(text::Findings::new(
            forms,
            gathered.inputs.len(),
            text::Manner {
                lang: console.lang,
                paint: paint_for(&options.write, console),
                quiet: console.quiet,
                verbose: console.verbose,
            },
        )),
        CheckFormat::Jsonl => Box::new(json::check(Layout::Lines, console.lang)),
        CheckFormat::Json => Box::new(json::check(Layout::Array, console.lang)),
        CheckFormat::Csv => Box::new(csv::Findings { forms, style }),
        CheckFormat::Units => Box::new(csv::Units { style }),
    };
    let kind = Kind {
        csv: matches!(format, CheckFormat::Csv | CheckFormat::Units),
        says_passed: format == CheckFormat::Text && !console.quiet,
    };
    let bound = match options.fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Never => None,
    };
    let target = inputs::target(&options.write, &gathered.inputs, console)?;
    let process = Process { read: &options.read, write: &options.write, gathered: &gathered, console, kind };
    let work = |_: &_, reading: Reading| audit(forms, reading);
    let mut judge = Judge { batch: Some(Batch::new(&gathered.inputs, batch::rules(), None)), bound };
    process.run(target, results.as_mut(), work, &mut judge)
}

/// What the findings of a batch come to.
struct Judge<'a> {
    batch: Option<Batch<'a>>,
    /// The severity from which on findings count.
    bound: Option<Severity>,
}

impl Judge<'_> {
    fn grave(&self, finding: &Finding) -> bool {
        self.bound.is_some_and(|bound| finding.severity >= bound)
    }
}

impl Command<Audit> for Judge<'_> {
    fn see(&mut self, outcome: &mut Outcome) -> Status {
        if let Some(batch) = &mut self.batch {
            batch.see(outcome);
        }
        match &outcome.result {
            Ok(audit) if audit.checked.findings.iter().any(|finding| self.grave(finding)) => Status::Findings,
            _ => Status::Clean,
        }
    }

    fn end(&mut self, results: &mut dyn Format<Audit>, out: &mut dyn Write) -> io::Result<Status> {
        let missing: Vec<Missing> = self.batch.take().map(Batch::end).unwrap_or_default();
        let status = if missing.iter().any(|missing| self.grave(&missing.finding)) {
            Status::Findings
        } else {
            Status::Clean
        };
        results.missing(&missing, out)?;
        Ok(status)
    }
}
