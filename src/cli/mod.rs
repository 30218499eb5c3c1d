//! Arguments in, an exit status out. Does not know everything else: it calls the layers above.

mod args;
mod check;
mod console;
mod inputs;
mod process;
mod run;
mod stop;

use args::{Arguments, Command, Lang};
use clap::Parser;
use console::Console;
use std::ffi::OsString;
use std::process::ExitCode;
use stop::{Status, Stop};

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    crate::audit::order::quiet_panics();
    let arguments = match Arguments::try_parse_from(arguments()) {
        Ok(arguments) => arguments,
        Err(usage) => {
            // Help goes to standard output, mistakes to standard error; nothing is lost if either is closed.
            let _ = usage.print();
            return if usage.use_stderr() { Status::Usage.into() } else { Status::Clean.into() };
        }
    };
    let lang = match language(arguments.common.lang) {
        Ok(lang) => lang,
        Err(value) => {
            let console = Console::new(crate::message::Lang::default(), &arguments.common);
            return console.stop(Stop::usage("usage.lang", &value)).into();
        }
    };
    let console = Console::new(lang, &arguments.common);
    let ended = match &arguments.command {
        Command::Check(command) => check::check(command, &console),
        Command::Extract(command) => run::extract(command, &console),
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

/// The arguments; on Windows, where the shell does not, with `*` and `?` expanded.
#[cfg(windows)]
fn arguments() -> impl Iterator<Item = OsString> {
    wild::args_os()
}

#[cfg(not(windows))]
fn arguments() -> impl Iterator<Item = OsString> {
    std::env::args_os()
}

/// `--lang`, else `GOUJI_LANG`, else Chinese.
fn language(option: Option<Lang>) -> Result<crate::message::Lang, String> {
    if let Some(lang) = option {
        return Ok(lang.into());
    }
    match std::env::var_os("GOUJI_LANG").unwrap_or_default().to_string_lossy().as_ref() {
        "" => Ok(crate::message::Lang::default()),
        "zh" => Ok(crate::message::Lang::Zh),
        "en" => Ok(crate::message::Lang::En),
        other => Err(other.to_owned()),
    }
}
