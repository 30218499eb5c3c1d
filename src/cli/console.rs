//! Standard error. In: things to tell the user. Out: a line each, and a progress bar where it is of use.
//! Does not know results.

use super::args::{Common, When};
use super::stop::{Status, Stop, reason};
use crate::audit::gather::Passed;
use crate::error::Error;
use crate::form::Fault;
use crate::message::{Lang, Message};
use crate::output::paint::{Paint, Plain};
use crate::output::{text, unread};
use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How long a batch runs before a progress bar is worth its place.
const PATIENCE: Duration = Duration::from_millis(700);

/// The user's standard error, and how they want to be spoken to.
pub struct Console {
    pub lang: Lang,
    /// Whether the user chose the language for this run.
    pub lang_chosen: bool,
    pub quiet: bool,
    pub verbose: bool,
    color: When,
    started: Instant,
    bar: RefCell<Option<ProgressBar>>,
}

impl Console {
    pub fn new(chosen: Option<Lang>, common: &Common) -> Self {
        let Common { color, quiet, verbose, .. } = *common;
        let lang = chosen.unwrap_or_default();
        Self {
            lang,
            lang_chosen: chosen.is_some(),
            quiet,
            verbose,
            color,
            started: Instant::now(),
            bar: RefCell::new(None),
        }
    }

    /// For one who has said nothing that could be understood.
    pub fn plain(lang: Lang) -> Self {
        Self {
            lang,
            lang_chosen: false,
            quiet: false,
            verbose: false,
            color: When::Auto,
            started: Instant::now(),
            bar: RefCell::new(None),
        }
    }

    /// Whether results on standard output are coloured.
    pub fn paint_results(&self) -> Paint {
        Paint(match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        })
    }

    fn paint(&self) -> Paint {
        Paint(match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => AutoStream::choice(&io::stderr()) != ColorChoice::Never,
        })
    }

    /// A line on standard error; if that is closed, nobody wants to know.
    pub fn line(&self, line: impl std::fmt::Display) {
        let write = || {
            let _ =
                writeln!(anstream::AutoStream::new(io::stderr().lock(), ColorChoice::AlwaysAnsi), "{line}");
        };
        match &*self.bar.borrow() {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// A file that could not be read: the file, the part and the reason, what to do next.
    pub fn unread(&self, path: &str, error: &Error) {
        let paint = self.paint();
        let reason = unread::reason(error).render(self.lang);
        let advice = unread::advice(error).render(self.lang);
        let said =
            Message::new("unread.line").with("reason", reason).with("advice", advice).render(self.lang);
        self.line(format_args!("{}: {}", paint.bad(Plain(path)), Plain(&said)));
    }

    /// How many inputs were left out because they were there already.
    pub fn again(&self, count: usize) {
        if count > 0 && !self.quiet {
            self.line(Message::new("text.again").with("n", count).render(self.lang));
        }
    }

    /// The files of the folders that were passed over.
    pub fn passed(&self, passed: &Passed) {
        if !self.quiet {
            for line in text::passed_over(passed, self.lang) {
                self.line(line);
            }
        }
    }

    /// Says why the run ended early, and which status that makes.
    pub fn stop(&self, stop: Stop) -> Status {
        let (message, status) = match stop {
            Stop::Usage(message) => (message, Status::Usage),
            Stop::Form(file, faults) => {
                self.faults(&file, &faults);
                (Message::new("usage.form_faults").with("about", file).with("n", faults.len()), Status::Usage)
            }
            Stop::Settings(file, faults) => {
                self.faults(&file, &faults);
                let message = Message::new("usage.config_faults").with("about", file);
                (message.with("n", faults.len()), Status::Usage)
            }
            Stop::Output(error) => {
                (Message::new("usage.output").with("reason", reason(&error)), Status::Unread)
            }
            Stop::Threads(error) => {
                (Message::new("usage.threads").with("reason", error.to_string()), Status::Unread)
            }
        };
        self.line(format_args!("gouji: {}", Plain(&message.render(self.lang))));
        status
    }

    /// The faults of a form file, a line each.
    pub fn faults(&self, file: &str, faults: &[Fault]) {
        for Fault { line, column, message } in faults {
            self.line(format_args!("{}:{line}:{column}: {}", Plain(file), Plain(&message.render(self.lang))));
        }
    }

    /// One more input is done. `apart`: results do not go to the terminal, so a bar does not disturb them.
    pub fn progress(&self, done: usize, of: usize, apart: bool) {
        let mut bar = self.bar.borrow_mut();
        if let Some(bar) = &*bar {
            bar.set_position(done as u64);
            return;
        }
        if apart && !self.quiet && self.started.elapsed() > PATIENCE && io::stderr().is_terminal() {
            let new = ProgressBar::with_draw_target(Some(of as u64), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {per_sec} {eta}") {
                new.set_style(style);
            }
            new.set_position(done as u64);
            *bar = Some(new);
        }
    }

    /// The last input is done.
    pub fn progress_ends(&self) {
        if let Some(bar) = self.bar.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }
}
