//! How a run ends. In: what happened. Out: an exit status. Does not know words.

use crate::form::Fault;
use crate::message::Message;
use rayon::ThreadPoolBuildError;
use std::io;
use std::process::ExitCode;

/// The exit status, in rising order: the gravest that happened counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Everything was read, nothing at or above `--fail-on`.
    Clean = 0,
    /// Findings at or above `--fail-on`.
    Findings = 1,
    /// Bad usage or a bad form.
    Usage = 2,
    /// Some input could not be read, or the results could not be written.
    Unread = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

/// Why a run ended before its end.
#[derive(Debug)]
pub enum Stop {
    /// Nothing was done: what was asked for cannot be.
    Usage(Message),
    /// Nothing was done: the form file has these faults.
    Form(String, Vec<Fault>),
    /// Nothing was done: the settings file has these faults.
    Settings(String, Vec<Fault>),
    /// The results could not be written.
    Output(io::Error),
    /// The threads could not be started.
    Threads(ThreadPoolBuildError),
}

impl Stop {
    /// A mistake in what was asked for, with the word it is about.
    pub fn usage(key: &str, about: &str) -> Self {
        Stop::Usage(Message::new(key).with("about", about))
    }
}

/// The system's reason, in words where there are any.
pub fn reason(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => Message::new("reason.not_found"),
        io::ErrorKind::PermissionDenied => Message::new("reason.denied"),
        io::ErrorKind::IsADirectory => Message::new("reason.folder"),
        io::ErrorKind::StorageFull => Message::new("reason.full"),
        _ => Message::new("reason.other").with("reason", error.to_string()),
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Output(error)
    }
}

impl From<ThreadPoolBuildError> for Stop {
    fn from(error: ThreadPoolBuildError) -> Self {
        Stop::Threads(error)
    }
}
