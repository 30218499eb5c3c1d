//! `gouji check`. In: options. Out: findings written, and a status by the gravest. Does not know how they are found.

use super::args::{Check, CheckFormat, FailOn};
use super::console::Console;
use super::defaults::Defaults;
use super::inputs;
use super::memory::{self, Remembered};
use super::process::{Command, Ended, Kind, Process, paint_for};
use super::run::no_rule;
use super::settings::Found;
use super::stop::{Status, Stop};
use crate::audit::batch::{self, Batch};
use crate::audit::input::{Input, shown};
use crate::audit::selection::{Selection, fits};
use crate::audit::{Audit, Outcome, Reading, audit};
use crate::check::{Finding, Severity};
use crate::form::{Check as CheckOf, Form, Named, Rule};
use crate::message::Message;
use crate::output::csv;
use crate::output::json::{self, Layout};
use crate::output::{Format, text};
use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// `gouji check`.
pub fn check(options: &Check, console: &mut Console) -> Ended {
    let gathered = inputs::inputs(&options.read)?;
    let own = match &options.form.chosen {
        Some(chosen) => inputs::forms(Some(chosen))?,
        None => Cow::Borrowed(&[][..]),
    };
    let found = Found::find(options.config.config.as_deref(), &options.read, &gathered, &own)?;
    let defaults = Defaults::new(&found, console);
    let console = &*console;
    let form = defaults.form(&options.form);
    let forms = inputs::forms(form.as_deref())?;
    let rules = Rules::new(options, &found, &forms)?;
    let expect = defaults.expect(options.expect.as_ref());
    let expected = expect.as_deref().map(memory::expected).transpose()?;
    if expected.is_none() {
        inputs::some(&gathered, console)?;
    }
    found.tell(console);
    let decisions = defaults.decisions(options.decisions.as_ref());
    let remembered = decisions.as_deref().map(|path| Remembered::read(path, console)).transpose()?;

    let known = [
        ("txt", CheckFormat::Text),
        ("csv", CheckFormat::Csv),
        ("json", CheckFormat::Json),
        ("jsonl", CheckFormat::Jsonl),
    ];
    let format = match options.format {
        Some(format) => format,
        None => inputs::format(&options.write, "check", &known)?.unwrap_or(CheckFormat::Text),
    };
    let style = defaults.style(&options.labels, console);
    let mut results: Box<dyn Format<Audit> + '_> = match format {
        CheckFormat::Text => Box::new(text::Findings::new(
            &forms,
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
        CheckFormat::Csv => Box::new(csv::Findings { forms: &forms, style }),
        CheckFormat::Units => Box::new(csv::Units { style }),
    };
    let kind = Kind {
        csv: matches!(format, CheckFormat::Csv | CheckFormat::Units),
        says_passed: format == CheckFormat::Text && !console.quiet,
        says_unread: format == CheckFormat::Text,
    };
    let bound = match defaults.fail_on(options.fail_on) {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Never => None,
    };
    let files = found.paths.iter().chain(&decisions).chain(&expect).map(PathBuf::as_path);
    let used: Vec<&Path> = files.chain(form.as_deref().map(Path::new)).collect();
    let target = inputs::target(&options.write, &options.read, &gathered.inputs, &used, console)?;
    if let Some(list) = &expect {
        rules.tell_unselected(&options.select, list, console);
    }
    let process = Process { read: &options.read, write: &options.write, gathered: &gathered, console, kind };
    let work = |input: &Input, reading: Reading| audit(rules.of(&found, input), reading);
    let batch = Batch::new(&gathered.inputs, &rules.batch, expected);
    let mut judge = Judge { batch: Some(batch), rules: &rules, found: &found, remembered, bound };
    let status = process.run(target, results.as_mut(), work, &mut judge)?;
    if let Some(remembered) = &judge.remembered {
        let listed = expect.is_some();
        remembered.end(|rule| rules.has(rule, listed), console);
    }
    Ok(status)
}

/// The forms with what settings and the command line make of their rules.
struct Rules<'f> {
    /// For inputs without settings.
    plain: Cow<'f, [Form]>,
    /// For inputs with settings, by the index of these.
    set: Vec<Vec<Form>>,
    /// The rules about the batch.
    batch: Form,
}

impl<'f> Rules<'f> {
    fn new(options: &Check, found: &Found, forms: &'f [Form]) -> Result<Self, Stop> {
        let selection = Selection { select: options.select.clone(), ignore: options.ignore.clone() };
        let mut known: Vec<&Form> = Form::built_in().iter().chain(forms).collect();
        known.push(batch::rules());
        if let Some(unknown) = selection.unknown(&known).first() {
            return Err(no_rule(&unknown.name, &known));
        }
        let apply = |changes: &[_]| forms.iter().map(|form| selection.apply(form, changes)).collect();
        let plain =
            if selection == Selection::default() { Cow::Borrowed(forms) } else { Cow::Owned(apply(&[])) };
        let changes = found.options().map_or(&[][..], |settings| settings.changes.as_slice());
        Ok(Self {
            plain,
            set: found.all.iter().map(|settings| apply(&settings.changes)).collect(),
            batch: selection.apply(batch::rules(), changes),
        })
    }

    /// Whether a rule runs on some report. Those about a list of units need one.
    fn has(&self, rule: &str, listed: bool) -> bool {
        let mut forms = self.plain.iter().chain(self.set.iter().flatten());
        let in_batch = || self.batch.rules.iter().any(|own| own.id == rule && (listed || !is_of_list(own)));
        forms.any(|form| form.rules.iter().any(|own| own.id == rule)) || in_batch()
    }

    /// Says which rules about the list of units `--select` leaves out: a list that is given is thought to be checked.
    fn tell_unselected(&self, select: &[String], list: &Path, console: &Console) {
        let off = self.batch.off.iter().map(|off| &off.rule).filter(|rule| is_of_list(rule));
        let unselected = off.filter(|rule| !select.iter().any(|name| fits(name, &rule.id)));
        let ids: Vec<&str> = unselected.map(|rule| rule.id.as_str()).collect();
        if !select.is_empty() && !ids.is_empty() {
            let message = Message::new("expect.not_checked").with("file", shown(list));
            console.line(message.with("rules", ids.join(", ")).render(console.lang));
        }
    }

    fn of(&self, found: &Found, input: &Input) -> &[Form] {
        found.of(input).and_then(|index| self.set.get(index)).map_or(&*self.plain, Vec::as_slice)
    }
}

/// Whether a rule compares reports with a list of units.
fn is_of_list(rule: &Rule) -> bool {
    matches!(rule.check, CheckOf::Named(Named::NotSubmitted | Named::NotExpected))
}

/// What the findings of a batch come to.
struct Judge<'a> {
    batch: Option<Batch<'a>>,
    rules: &'a Rules<'a>,
    found: &'a Found,
    remembered: Option<Remembered>,
    /// The severity from which on findings count.
    bound: Option<Severity>,
}

impl Judge<'_> {
    fn status<'f>(&self, findings: impl IntoIterator<Item = &'f Finding>) -> Status {
        let grave = |finding: &Finding| self.bound.is_some_and(|bound| finding.severity >= bound);
        if findings.into_iter().any(grave) { Status::Findings } else { Status::Clean }
    }
}

impl Command<Audit> for Judge<'_> {
    fn see(&mut self, outcome: &mut Outcome) -> Status {
        if let Some(batch) = &mut self.batch {
            let forms = batch.next().map_or(&[][..], |input| self.rules.of(self.found, input));
            batch.see(forms, outcome);
        }
        let Ok(audit) = &mut outcome.result else { return Status::Clean };
        if let Some(remembered) = &mut self.remembered {
            audit.remember(&mut remembered.decisions);
        }
        self.status(&audit.checked.findings)
    }

    fn end(&mut self, results: &mut dyn Format<Audit>, out: &mut dyn Write) -> io::Result<Status> {
        let mut missing = self.batch.take().map(Batch::end).unwrap_or_default();
        if let Some(remembered) = &mut self.remembered {
            for unit in &mut missing {
                unit.remember(&mut remembered.decisions);
            }
        }
        results.missing(&missing, out)?;
        let raised = missing.iter().filter(|unit| unit.decision.is_none());
        Ok(self.status(raised.map(|unit| &unit.finding)))
    }
}
