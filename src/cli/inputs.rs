//! What to read and where to write. In: options. Out: inputs, forms, a place for results. Does not read
//! documents.

use super::args::{Read, Write};
use super::console::Console;
use super::stop::{Stop, reason};
use crate::audit::gather::{Gathered, gather, is_document};
use crate::audit::input::{Input, shown};
use crate::audit::list;
use crate::form::Form;
use crate::label::nearest;
use crate::message::Message;
use crate::output::target::{Target, same_file};
use crate::package::convert::Conversion;
use std::borrow::Cow;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The inputs that the options name.
///
/// # Errors
/// When the list cannot be read, or standard input is asked for twice.
pub fn inputs(read: &Read) -> Result<Gathered, Stop> {
    let mut gathered = Gathered::default();
    for path in &read.paths {
        gather(path, read.convert, &mut gathered);
    }
    let mut standard_input = 0;
    if let Some(list) = &read.files_from {
        let bytes = if list == Path::new("-") {
            standard_input += 1;
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            fs::read(list)
        };
        let bytes = bytes.map_err(|error| {
            let message = Message::new("usage.list").with("about", shown(list));
            Stop::Usage(message.with("reason", reason(&error)))
        })?;
        for path in list::paths(&bytes, read.nul) {
            gather(&path, read.convert, &mut gathered);
        }
    }
    // Within one folder nothing can come twice.
    if gathered.roots.len() != 1 || read.paths.len() > 1 || read.files_from.is_some() {
        gathered.once();
    }
    standard_input += gathered.inputs.iter().filter(|input| **input == Input::Standard).count();
    if standard_input > 1 {
        return Err(Stop::usage("usage.stdin_twice", "-"));
    }
    Ok(gathered)
}

/// Refuses to go on without anything to read: a run that read nothing must not look like one that found nothing.
///
/// # Errors
/// When there is no input; what was passed over has been told then.
pub fn some(gathered: &Gathered, console: &Console) -> Result<(), Stop> {
    if gathered.inputs.is_empty() {
        console.passed(&gathered.passed);
        return Err(Stop::Usage(Message::new("usage.nothing")));
    }
    Ok(())
}

/// How to convert what is no .docx, if that is asked for.
pub fn conversion(read: &Read) -> Option<Conversion> {
    let program = std::env::var_os("GOUJI_SOFFICE").filter(|program| !program.is_empty());
    read.convert.then(|| Conversion {
        program: program.map(PathBuf::from),
        time: Duration::from_secs(read.convert_seconds),
    })
}

/// How many files to read at the same time.
pub fn jobs(read: &Read) -> usize {
    match read.jobs {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        jobs => jobs,
    }
}

/// The place for results, and whether it is a file.
///
/// # Errors
/// When it is one of the inputs, another file that is read or a document of somebody's, or cannot be written.
pub fn target(
    write: &Write,
    read: &Read,
    inputs: &[Input],
    others: &[&Path],
    console: &Console,
) -> Result<Target, Stop> {
    let Some(path) = file(write) else { return Ok(Target::standard(console.paint_results().0)) };
    let is_input = |input: &Input| input.path().is_some_and(|file| same_file(&file, path));
    if path.exists() && inputs.iter().any(is_input) {
        return Err(Stop::usage("usage.over_input", &shown(path)));
    }
    let mut used = others.iter().copied().chain(read.files_from.as_deref());
    if used.any(|other| same_file(other, path)) {
        return Err(Stop::usage("usage.over_used", &shown(path)));
    }
    if path.exists() && is_document(path) {
        return Err(Stop::usage("usage.over_document", &shown(path)));
    }
    Target::file(path).map_err(|error| {
        let message = Message::new("usage.target").with("about", shown(path));
        Stop::Usage(message.with("reason", reason(&error)))
    })
}

/// The file of `-o`; none for `-o -`.
pub fn file(write: &Write) -> Option<&Path> {
    write.output.as_deref().filter(|path| *path != Path::new("-"))
}

/// The format that the name of the `-o` file implies, among those known; the first where there is no such file or its
/// name says nothing.
///
/// # Errors
/// When the name asks for a format that is not among them.
pub fn format<T: Copy>(write: &Write, command: &str, known: &[(&str, T)]) -> Result<Option<T>, Stop> {
    let Some(path) = file(write) else { return Ok(None) };
    let Some(extension) = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()) else {
        return Ok(None);
    };
    if let Some(&(_, format)) = known.iter().find(|(ending, _)| *ending == extension) {
        return Ok(Some(format));
    }
    let endings: Vec<String> = known.iter().map(|(ending, _)| format!(".{ending}")).collect();
    let message = Message::new("usage.format_of").with("about", shown(path)).with("command", command);
    Err(Stop::Usage(message.with("known", endings.join(" "))))
}

/// Whether CSV begins with a byte order mark.
pub fn mark(write: &Write) -> bool {
    write.bom || (file(write).is_some() && !write.no_bom)
}

/// The forms to try: the built-in ones, or the one chosen.
///
/// # Errors
/// When there is none of this name, or the file has faults.
pub fn forms(chosen: Option<&str>) -> Result<Cow<'static, [Form]>, Stop> {
    let built_in = Form::built_in();
    let Some(chosen) = chosen else { return Ok(Cow::Borrowed(built_in)) };
    if let Some(index) = built_in.iter().position(|form| form.id == *chosen) {
        return Ok(Cow::Borrowed(&built_in[index..=index]));
    }
    if !Path::new(chosen).exists() {
        return Err(no_form(chosen));
    }
    form_file(Path::new(chosen)).map(|form| Cow::Owned(vec![form]))
}

/// No form has this name.
pub fn no_form(name: &str) -> Stop {
    let ids: Vec<&str> = Form::built_in().iter().map(|form| form.id.as_str()).collect();
    let message = match nearest(name, ids.iter().copied()) {
        Some(nearest) => Message::new("usage.no_form_nearest").with("nearest", nearest),
        None => Message::new("usage.no_form"),
    };
    Stop::Usage(message.with("about", name).with("ids", ids.join(", ")))
}

/// A form file.
///
/// # Errors
/// When it cannot be read or has faults.
pub fn form_file(path: &Path) -> Result<Form, Stop> {
    let bytes = fs::read(path).map_err(|error| {
        let message = Message::new("usage.form_file").with("about", shown(path));
        Stop::Usage(message.with("reason", reason(&error)))
    })?;
    let text = String::from_utf8(bytes).map_err(|_| Stop::usage("usage.form_encoding", &shown(path)))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    Form::parse(text).map_err(|faults| Stop::Form(shown(path), faults))
}
