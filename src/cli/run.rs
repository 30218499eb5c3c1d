//! The commands. In: options. Out: results written, and a status. Does not parse arguments.

use super::args::{
    Check, CheckFormat, Document, DocumentFormat, Explain, Extract, ExtractFormat, FailOn, Forms,
    FormsAction, Labels, LabelsOption, Read, SchemaOf, Write as WriteOptions,
};
use super::console::Console;
use super::inputs;
use super::stop::{Status, Stop};
use crate::audit::gather::Gathered;
use crate::audit::input::Input;
use crate::audit::{Audit, Outcome, Reading, audit, batch, read_bytes, read_converting};
use crate::check::Severity;
use crate::form::Form;
use crate::message::Message;
use crate::output::csv::{self, Style};
use crate::output::json::{self, Layout};
use crate::output::target::Target;
use crate::output::{Format, coverage, explain as explaining, labels, text};
use crate::package::Limits;
use std::io::{self, IsTerminal, Write};

type Ended = Result<Status, Stop>;

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
    let judge = |audit: &Audit| {
        let grave = |finding: &crate::check::Finding| bound.is_some_and(|bound| finding.severity >= bound);
        if audit.checked.findings.iter().any(grave) { Status::Findings } else { Status::Clean }
    };
    let work = |reading: Reading| audit(forms, reading);
    all(&options.read, &options.write, &gathered, kind, results.as_mut(), work, judge, console)
}

/// `gouji extract`.
pub fn extract(options: &Extract, console: &Console) -> Ended {
    let forms = inputs::forms(&options.form)?;
    let gathered = inputs::inputs(&options.read, console)?;
    let format = options.format.unwrap_or(match inputs::extension(&options.write).as_deref() {
        Some("csv") => ExtractFormat::Csv,
        Some("json") => ExtractFormat::Json,
        _ => ExtractFormat::Jsonl,
    });
    let style = style(&options.labels, console);
    let forms = forms.as_ref();
    let mut results: Box<dyn Format<Audit> + '_> = match format {
        ExtractFormat::Jsonl => Box::new(json::report(Layout::Lines, console.lang)),
        ExtractFormat::Json => Box::new(json::report(Layout::Array, console.lang)),
        ExtractFormat::Csv => Box::new(csv::Long { forms, style }),
        ExtractFormat::Wide => Box::new(csv::Wide::new(forms, style)),
        ExtractFormat::Sections => Box::new(csv::Sections { style }),
    };
    let csv = !matches!(format, ExtractFormat::Jsonl | ExtractFormat::Json);
    let kind = Kind { csv, says_passed: false };
    let work = |reading: Reading| audit(forms, reading);
    all(&options.read, &options.write, &gathered, kind, results.as_mut(), work, |_| Status::Clean, console)
}

/// `gouji document`.
pub fn document(options: &Document, console: &Console) -> Ended {
    let gathered = inputs::inputs(&options.read, console)?;
    let format = options.format.unwrap_or(match inputs::extension(&options.write).as_deref() {
        Some("json") => DocumentFormat::Json,
        Some("txt") => DocumentFormat::Text,
        _ => DocumentFormat::Jsonl,
    });
    let mut results: Box<dyn Format<crate::audit::Reading>> = match format {
        DocumentFormat::Jsonl => Box::new(json::document(Layout::Lines, console.lang)),
        DocumentFormat::Json => Box::new(json::document(Layout::Array, console.lang)),
        DocumentFormat::Text => {
            Box::new(text::Drawing { lang: console.lang, paint: paint_for(&options.write, console) })
        }
    };
    let kind = Kind { csv: false, says_passed: false };
    let work = |reading: Reading| reading;
    all(&options.read, &options.write, &gathered, kind, results.as_mut(), work, |_| Status::Clean, console)
}

/// What a format needs from its surroundings.
#[derive(Clone, Copy)]
struct Kind {
    /// A byte order mark may go before it.
    csv: bool,
    /// It says itself which files were passed over.
    says_passed: bool,
}

/// Reads all inputs and writes what comes of them.
#[expect(clippy::too_many_arguments, reason = "the one place where everything meets")]
fn all<T: Send>(
    read: &Read,
    write: &WriteOptions,
    gathered: &Gathered,
    kind: Kind,
    results: &mut dyn Format<T>,
    work: impl Fn(Reading) -> T + Sync,
    judge: impl Fn(&T) -> Status,
    console: &Console,
) -> Ended {
    let limits = Limits::from(&read.limits);
    let conversion = inputs::conversion(read);
    let open = |input: &Input, bytes: &[u8]| match &conversion {
        Some(how) => read_converting(&input.name(), bytes, &limits, how),
        None => read_bytes(&input.name(), bytes, &limits),
    };
    let mut target = inputs::target(write, &gathered.inputs, console)?;
    let apart = inputs::file(write).is_some() || !io::stdout().is_terminal();
    let count = gathered.inputs.len();
    let (mut status, mut done) = (Status::Clean, 0);
    let mut go = || {
        if kind.csv && inputs::mark(write) {
            target.write_all(b"\xEF\xBB\xBF")?;
        }
        results.begin(&mut target)?;
        batch::in_order(
            &gathered.inputs,
            inputs::jobs(read),
            &limits,
            |input, bytes| open(input, bytes).map(&work),
            |outcome: Outcome<T>| {
                match &outcome.result {
                    Ok(found) => status = status.max(judge(found)),
                    Err(error) => {
                        status = Status::Unread;
                        console.unread(&outcome.path, error);
                    }
                }
                results.add(&outcome, &mut target)?;
                done += 1;
                console.progress(done, count, apart);
                Ok::<(), Stop>(())
            },
        )?;
        console.progress_ends();
        Ok(results.end(&gathered.passed, &mut target)?)
    };
    let ended = go().and_then(|()| Ok(target.finish()?));
    console.progress_ends();
    if whole(ended)? && !kind.says_passed {
        console.passed(&gathered.passed);
    }
    Ok(status)
}

/// Whether all was written. A reader who has seen enough is no error: the status is then that of what was done
/// so far.
fn whole(ended: Result<(), Stop>) -> Result<bool, Stop> {
    match ended {
        Ok(()) => Ok(true),
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(stop) => Err(stop),
    }
}

fn style(labels: &LabelsOption, console: &Console) -> Style {
    let labels = match labels.labels {
        Labels::Id => labels::Labels::Id,
        Labels::Zh => labels::Labels::Zh,
    };
    Style { labels, lang: console.lang }
}

/// Colour is for terminals; in a file it would be noise.
fn paint_for(write: &WriteOptions, console: &Console) -> crate::output::paint::Paint {
    match inputs::file(write) {
        Some(_) => crate::output::paint::Paint(false),
        None => console.paint_results(),
    }
}

/// `gouji explain`.
pub fn explain(options: &Explain, console: &Console) -> Ended {
    let forms = inputs::forms(&options.form)?;
    let wanted = options.rule.as_deref();
    match explaining::explain(&forms, wanted, console.lang, console.paint_results()) {
        Some(text) => print(&text, console),
        None => Err(Stop::usage("usage.no_rule", wanted.unwrap_or_default())),
    }
}

/// `gouji forms`.
pub fn forms(options: &Forms, console: &Console) -> Ended {
    let built_in = Form::built_in();
    match options.action.as_ref().unwrap_or(&FormsAction::List) {
        FormsAction::List => print(&explaining::list(built_in, console.lang), console),
        FormsAction::Show { id } => match built_in.iter().find(|form| form.id == *id) {
            Some(form) => print(&form.source, console),
            None => {
                let ids = built_in.iter().map(|form| form.id.as_str()).collect::<Vec<_>>().join(", ");
                Err(Stop::Usage(Message::new("usage.no_form").with("about", id.as_str()).with("ids", ids)))
            }
        },
        FormsAction::Check { file } => {
            let form = inputs::form_file(file)?;
            let sound = explaining::sound(&form, console.lang);
            print(&(sound + &coverage::describe(&form, console.lang)), console)
        }
    }
}

/// `gouji schema`.
pub fn schema(of: SchemaOf, console: &Console) -> Ended {
    let subject = match of {
        SchemaOf::Report => json::Subject::Report,
        SchemaOf::Check => json::Subject::Check,
        SchemaOf::Document => json::Subject::Document,
        SchemaOf::Form => json::Subject::Form,
    };
    let schema = serde_json::to_string_pretty(&json::schema(subject)).map_err(io::Error::from)?;
    print(&format!("{schema}\n"), console)
}

fn print(text: &str, console: &Console) -> Ended {
    let mut target = Target::standard(console.paint_results().0);
    let written = target.write_all(text.as_bytes()).and_then(|()| target.finish());
    whole(written.map_err(Stop::from))?;
    Ok(Status::Clean)
}
