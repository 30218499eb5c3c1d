//! What a run is told about units and about earlier findings. In: `--expect`, `--decisions`. Out: the units expected,
//! the decisions made, and remarks about them. Does not read reports.

use super::console::Console;
use super::stop::{Stop, reason};
use crate::audit::batch::{Expected, units};
use crate::audit::decisions::{Decisions, Remark};
use crate::audit::input::shown;
use crate::message::Message;
use std::fs;
use std::path::{Path, PathBuf};

/// So many remarks are printed, unless all are asked for.
const TOLD: usize = 20;

/// The units of a list.
///
/// # Errors
/// When it cannot be read, or is no list.
pub fn expected(path: &Path) -> Result<Expected, Stop> {
    let units = units(&bytes(path, "usage.expect")?).map_err(|remark| Stop::Usage(at(path, remark)))?;
    Ok(Expected::new(units))
}

/// Decisions with the file they came from.
pub struct Remembered {
    path: PathBuf,
    pub decisions: Decisions,
}

impl Remembered {
    /// The decisions of a file; what is doubtful about it is told.
    ///
    /// # Errors
    /// When it cannot be read, or is not what `gouji check --format csv` printed.
    pub fn read(path: &Path, console: &Console) -> Result<Self, Stop> {
        let read = Decisions::read(&bytes(path, "usage.decisions")?);
        let (decisions, remarks) = read.map_err(|remark| Stop::Usage(at(path, remark)))?;
        if console.verbose {
            let message = Message::new("decision.count").with("file", shown(path)).with("n", decisions.len());
            console.line(message.render(console.lang));
        }
        if !console.quiet {
            tell(path, remarks, console);
        }
        Ok(Self { path: path.to_owned(), decisions })
    }

    /// Tells which decisions fitted nothing. `runs` tells which rules there are in this run.
    pub fn end(&self, runs: impl Fn(&str) -> bool, console: &Console) {
        let unmatched = self.decisions.unmatched(runs);
        tell(&self.path, unmatched.stale, console);
        if !console.quiet {
            tell(&self.path, unmatched.unchecked, console);
        }
        if unmatched.elsewhere > 0 && console.verbose {
            console
                .line(Message::new("decision.elsewhere").with("n", unmatched.elsewhere).render(console.lang));
        }
    }
}

fn tell(path: &Path, remarks: Vec<Remark>, console: &Console) {
    let more = if console.verbose { 0 } else { remarks.len().saturating_sub(TOLD) };
    let told = remarks.len() - more;
    for remark in remarks.into_iter().take(told) {
        console.line(at(path, remark).render(console.lang));
    }
    if more > 0 {
        console.line(Message::new("decision.more").with("n", more).render(console.lang));
    }
}

fn at(path: &Path, (line, problem): Remark) -> Message {
    let line = usize::try_from(line).unwrap_or_default();
    Message::new("sheet.at").with("file", shown(path)).with("line", line).with("problem", problem)
}

fn bytes(path: &Path, key: &str) -> Result<Vec<u8>, Stop> {
    fs::read(path).map_err(|error| {
        Stop::Usage(Message::new(key).with("about", shown(path)).with("reason", reason(&error)))
    })
}
