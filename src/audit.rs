//! One file, or many. In: forms and inputs. Out: what was read and found, per file, in input order. Does
//! not know output formats.

use crate::check::Checked;
use crate::error::Error;
use crate::report::Report;

/// Where the bytes came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as given or found, `/` between its parts, escapes where it is not Unicode; `-` for
    /// standard input.
    pub path: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
    /// The program that saved the file.
    pub application: Option<String>,
}

/// The form that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenForm {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// A report read and checked.
#[derive(Debug, Clone)]
pub struct Audit {
    /// The file.
    pub source: Source,
    /// The form; `None` when none fits.
    pub form: Option<ChosenForm>,
    /// What the report contains.
    pub report: Report,
    /// What was found.
    pub checked: Checked,
}

/// One input and what became of it.
#[derive(Debug)]
pub struct Outcome {
    /// The path, as in [`Source::path`].
    pub path: String,
    /// The audit, or why there is none.
    pub result: Result<Audit, Error>,
}
