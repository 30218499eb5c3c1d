//! The other commands. In: options. Out: results written, and a status. Does not parse arguments.

use super::args::{Document, DocumentFormat, Explain, Extract, ExtractFormat, Forms, FormsAction, SchemaOf};
use super::console::Console;
use super::defaults::Defaults;
use super::inputs;
use super::process::{Ended, Kind, Plain, Process, paint_for, whole};
use super::settings::Found;
use super::stop::{Status, Stop};
use crate::audit::batch;
use crate::audit::selection::unknown;
use crate::audit::{Audit, Reading, audit};
use crate::form::Form;
use crate::message::Message;
use crate::output::csv;
use crate::output::json::{self, Layout};
use crate::output::target::Target;
use crate::output::{Format, coverage, explain as explaining, text};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// `gouji extract`.
pub fn extract(options: &Extract, console: &mut Console) -> Ended {
    let gathered = inputs::inputs(&options.read)?;
    inputs::some(&gathered, console)?;
    let found = Found::find(options.config.config.as_deref(), &options.read, &gathered, &[])?;
    let defaults = Defaults::new(&found, console);
    let console = &*console;
    let form = defaults.form(&options.form);
    let forms = inputs::forms(form.as_deref())?;
    let known = [("jsonl", ExtractFormat::Jsonl), ("json", ExtractFormat::Json), ("csv", ExtractFormat::Csv)];
    let format = match options.format {
        Some(format) => format,
        None => inputs::format(&options.write, "extract", &known)?.unwrap_or(ExtractFormat::Jsonl),
    };
    let style = defaults.style(&options.labels, console);
    let forms = forms.as_ref();
    let mut results: Box<dyn Format<Audit> + '_> = match format {
        ExtractFormat::Jsonl => Box::new(json::report(Layout::Lines, console.lang)),
        ExtractFormat::Json => Box::new(json::report(Layout::Array, console.lang)),
        ExtractFormat::Csv => Box::new(csv::Long { forms, style }),
        ExtractFormat::Wide => Box::new(csv::Wide::new(forms, style)),
        ExtractFormat::Sections => Box::new(csv::Sections { style }),
    };
    let csv = !matches!(format, ExtractFormat::Jsonl | ExtractFormat::Json);
    let kind = Kind { csv, says_passed: false, says_unread: false };
    let used: Vec<&Path> =
        found.paths.iter().map(PathBuf::as_path).chain(form.as_deref().map(Path::new)).collect();
    let target = inputs::target(&options.write, &options.read, &gathered.inputs, &used, console)?;
    let process = Process { read: &options.read, write: &options.write, gathered: &gathered, console, kind };
    process.run(target, results.as_mut(), |_, reading| audit(forms, reading), &mut Plain)
}

/// `gouji document`.
pub fn document(options: &Document, console: &Console) -> Ended {
    let gathered = inputs::inputs(&options.read)?;
    inputs::some(&gathered, console)?;
    let known =
        [("jsonl", DocumentFormat::Jsonl), ("json", DocumentFormat::Json), ("txt", DocumentFormat::Text)];
    let format = match options.format {
        Some(format) => format,
        None => inputs::format(&options.write, "document", &known)?.unwrap_or(DocumentFormat::Jsonl),
    };
    let mut results: Box<dyn Format<Reading>> = match format {
        DocumentFormat::Jsonl => Box::new(json::document(Layout::Lines, console.lang)),
        DocumentFormat::Json => Box::new(json::document(Layout::Array, console.lang)),
        DocumentFormat::Text => {
            Box::new(text::Drawing { lang: console.lang, paint: paint_for(&options.write, console) })
        }
    };
    let kind = Kind { csv: false, says_passed: false, says_unread: false };
    let target = inputs::target(&options.write, &options.read, &gathered.inputs, &[], console)?;
    let process = Process { read: &options.read, write: &options.write, gathered: &gathered, console, kind };
    process.run(target, results.as_mut(), |_, reading| reading, &mut Plain)
}

/// `gouji explain`.
pub fn explain(options: &Explain, console: &Console) -> Ended {
    let mut forms = inputs::forms(options.form.chosen.as_deref())?.into_owned();
    forms.push(batch::rules().clone());
    let wanted = options.rule.as_deref();
    match explaining::explain(&forms, wanted, console.lang, console.paint_results()) {
        Some(text) => print(&text, console),
        None => {
            let wanted = wanted.unwrap_or_default();
            Err(no_rule(wanted, &forms.iter().collect::<Vec<_>>()))
        }
    }
}

/// No rule has this name, or begins so.
pub fn no_rule(name: &str, forms: &[&Form]) -> Stop {
    match unknown(name, forms).and_then(|unknown| unknown.nearest) {
        Some(nearest) => {
            Stop::Usage(Message::new("usage.no_rule_nearest").with("about", name).with("nearest", nearest))
        }
        None => Stop::usage("usage.no_rule", name),
    }
}

/// `gouji forms`.
pub fn forms(options: &Forms, console: &Console) -> Ended {
    let built_in = Form::built_in();
    match options.action.as_ref().unwrap_or(&FormsAction::List) {
        FormsAction::List => print(&explaining::list(built_in, console.lang), console),
        FormsAction::Show { id } => match built_in.iter().find(|form| form.id == *id) {
            Some(form) => print(&form.source, console),
            None => Err(inputs::no_form(id)),
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
        SchemaOf::Config => json::Subject::Config,
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
