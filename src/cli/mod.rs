//! Arguments in, an exit status out. Does not know everything else: it calls the layers above.

mod args;
mod check;
mod console;
mod defaults;
mod help;
mod inputs;
mod memory;
mod process;
mod run;
mod settings;
mod stop;
mod usage;

use args::{Arguments, Command, Lang};
use clap::{CommandFactory, Parser};
use console::Console;
use std::ffi::OsString;
use std::process::ExitCode;
use stop::{Status, Stop};

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    crate::audit::order::quiet_panics();
    let words: Vec<OsString> = arguments().collect();
    let arguments = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments,
        Err(_) => return misused(&words).into(),
    };
    let lang = match language(arguments.common.lang) {
        Ok(lang) => lang,
        Err(value) => {
            let console = Console::new(None, &arguments.common);
            return console.stop(Stop::usage("usage.lang", &value)).into();
        }
    };
    let mut console = Console::new(lang, &arguments.common);
    let ended = match &arguments.command {
        Command::Check(command) => check::check(command, &mut console),
        Command::Extract(command) => run::extract(command, &mut console),
        Command::Document(command) => run::document(command, &console),
        Command::Explain(command) => run::explain(command, &console),
        Command::Forms(command) => run::forms(command, &console),
        Command::Schema { of } => run::schema(*of, &console),
    };
    match ended {
        Ok(status) => status.into(),
        Err(stop) => console.stop(stop).into(),
    }
}

/// Arguments that ask for help, or have a mistake in them: read again with the texts of the language they ask for.
/// Help goes to standard output, mistakes to standard error; nothing is lost if either is closed.
fn misused(words: &[OsString]) -> Status {
    let lang = usage::language(words).or_else(|| language(None).ok().flatten()).unwrap_or_default();
    let Err(usage) = help::in_words(Arguments::command(), lang).try_get_matches_from(words) else {
        return Status::Usage;
    };
    match usage::mistake(&usage) {
        Some(mistake) if lang == crate::message::Lang::Zh => {
            let message = crate::message::Message::new("mistake.see_help").with("mistake", mistake);
            Console::plain(lang).stop(Stop::Usage(message))
        }
        _ => {
            let _ = usage.print();
            if usage.use_stderr() { Status::Usage } else { Status::Clean }
        }
    }
}

/// The arguments; on Windows, where the shell does not, with `*` and `?` expanded.
#[cfg(windows)]
fn arguments() -> impl Iterator<Item = OsString> {
    wild::args_os()
}

#[cfg(not(windows))]
fn arguments() -> impl Iterator<Item = OsString> {
    std::env::args_os()
}

/// `--lang`, else `GOUJI_LANG`; `None` where neither says anything.
fn language(option: Option<Lang>) -> Result<Option<crate::message::Lang>, String> {
    if let Some(lang) = option {
        return Ok(Some(lang.into()));
    }
    match std::env::var_os("GOUJI_LANG").unwrap_or_default().to_string_lossy().as_ref() {
        "" => Ok(None),
        "zh" => Ok(Some(crate::message::Lang::Zh)),
        "en" => Ok(Some(crate::message::Lang::En)),
        other => Err(other.to_owned()),
    }
}
