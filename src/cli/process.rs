//! All inputs through one command. In: inputs, what to do with each, a format. Out: results written, and a status.
//! Does not know which command it is.

use super::args::{Read, Write as WriteOptions};
use super::console::Console;
use super::inputs;
use super::stop::{Status, Stop};
use crate::audit::gather::Gathered;
use crate::audit::input::Input;
use crate::audit::{Outcome, Reading, order, read_bytes, read_converting};
use crate::output::Format;
use crate::output::paint::Paint;
use crate::output::target::Target;
use crate::package::Limits;
use std::io::{self, IsTerminal, Write};

/// How a command ends.
pub type Ended = Result<Status, Stop>;

/// What is read, and where the results go.
pub struct Process<'a> {
    pub read: &'a Read,
    pub write: &'a WriteOptions,
    pub gathered: &'a Gathered,
    pub console: &'a Console,
    pub kind: Kind,
}

/// What a format needs from its surroundings.
#[derive(Clone, Copy)]
pub struct Kind {
    /// A byte order mark may go before it.
    pub csv: bool,
    /// It says itself which files were passed over.
    pub says_passed: bool,
    /// It says itself why a file was not read.
    pub says_unread: bool,
}

/// What a command does with each input, and with all of them.
pub trait Command<T> {
    /// One outcome, in input order and before it is written.
    fn see(&mut self, outcome: &mut Outcome<T>) -> Status {
        let _ = outcome;
        Status::Clean
    }
    /// After the last outcome, before the format's own end.
    ///
    /// # Errors
    /// Those of `out`.
    fn end(&mut self, results: &mut dyn Format<T>, out: &mut dyn Write) -> io::Result<Status> {
        let _ = (results, out);
        Ok(Status::Clean)
    }
}

/// A command that has nothing to say about what was read.
pub struct Plain;

impl<T> Command<T> for Plain {}

impl Process<'_> {
    /// Reads all inputs and writes what comes of them. `target` is where to.
    ///
    /// # Errors
    /// When the results cannot be written, or the jobs not started.
    pub fn run<T: Send>(
        &self,
        mut target: Target,
        results: &mut dyn Format<T>,
        work: impl Fn(&Input, Reading) -> T + Sync,
        command: &mut dyn Command<T>,
    ) -> Ended {
        let Process { read, write, gathered, console, kind } = *self;
        let limits = Limits::from(&read.limits);
        let conversion = inputs::conversion(read);
        let open = |input: &Input, bytes: &[u8]| match &conversion {
            Some(how) => read_converting(&input.name(), bytes, &limits, how),
            None => read_bytes(&input.name(), bytes, &limits),
        };
        let apart = inputs::file(write).is_some() || !io::stdout().is_terminal();
        let count = gathered.inputs.len();
        console.again(gathered.again);
        let (mut status, mut done) = (Status::Clean, 0);
        let mut go = || {
            if kind.csv && inputs::mark(write) {
                target.write_all(b"\xEF\xBB\xBF")?;
            }
            results.begin(&mut target)?;
            order::in_order(
                &gathered.inputs,
                inputs::jobs(read),
                &limits,
                |input, bytes| open(input, bytes).map(|reading| work(input, reading)),
                |mut outcome: Outcome<T>| {
                    if let Err(error) = &outcome.result {
                        status = Status::Unread;
                        // Not twice on one screen.
                        if apart || !kind.says_unread {
                            console.unread(&outcome.path, error);
                        }
                    }
                    status = status.max(command.see(&mut outcome));
                    results.add(&outcome, &mut target)?;
                    done += 1;
                    console.progress(done, count, apart);
                    Ok::<(), Stop>(())
                },
            )?;
            console.progress_ends();
            status = status.max(command.end(results, &mut target)?);
            Ok(results.end(&gathered.passed, &mut target)?)
        };
        let ended = go().and_then(|()| Ok(target.finish()?));
        console.progress_ends();
        if whole(ended)? && !kind.says_passed {
            console.passed(&gathered.passed);
        }
        Ok(status)
    }
}

/// Whether all was written. A reader who has seen enough is no error: the status is then that of what was done
/// so far.
pub fn whole(ended: Result<(), Stop>) -> Result<bool, Stop> {
    match ended {
        Ok(()) => Ok(true),
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(stop) => Err(stop),
    }
}

/// Colour is for terminals; in a file it would be noise.
pub fn paint_for(write: &WriteOptions, console: &Console) -> Paint {
    match inputs::file(write) {
        Some(_) => Paint(false),
        None => console.paint_results(),
    }
}
