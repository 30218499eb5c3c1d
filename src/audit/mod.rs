//! One file, or many. In: forms and inputs. Out: what was read and found, per file, in input order. Does
//! not know output formats.

pub mod batch;
pub mod decisions;
pub mod decode;
pub mod gather;
pub mod input;
pub mod list;
pub mod order;
pub mod selection;
pub mod settings;
pub mod sheet;

use crate::check::{self, Checked};
use crate::document::{self, Document};
use crate::error::{Error, ErrorKind};
use crate::extract::extract;
use crate::form::Form;
use crate::outline::outline;
use crate::package::Limits;
use crate::package::convert::{Conversion, convert, convertible};
use crate::report::Report;
use decisions::{Applied, Changed, Decided, Decisions, Open};
use sha2::{Digest, Sha256};
use std::fmt::Write;

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
    /// The program that converted the file to one that can be read; `None` for one read as it is.
    pub converted: Option<&'static str>,
}

/// The program that converts.
const CONVERTER: &str = "LibreOffice";

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
    /// What was found, decided on before, and is not raised again.
    pub decided: Vec<Decided>,
    /// Which of the findings were decided on when their values were others.
    pub changed: Vec<Changed>,
    /// Which of the findings somebody has looked at and left open.
    pub open: Vec<Open>,
}

impl Audit {
    /// Compares the findings with what was decided before.
    pub fn remember(&mut self, decisions: &mut Decisions) {
        decisions.see(self.report.organization.as_deref(), self.report.year, &self.checked.skipped);
        let Applied { decided, changed, open } = decisions.apply(&mut self.checked.findings);
        self.open.extend(open);
        self.decided.extend(decided);
        self.changed.extend(changed);
        self.checked.settle();
    }
}

/// A document as it was read, no form applied.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The file.
    pub source: Source,
    /// Its paragraphs and tables.
    pub document: Document,
}

/// One input and what became of it.
#[derive(Debug)]
pub struct Outcome<T = Audit> {
    /// The path, as in [`Source::path`].
    pub path: String,
    /// The audit (or the reading), or why there is none.
    pub result: Result<T, Error>,
}

/// Reads and checks one document with the form that fits it best.
///
/// # Errors
/// When the bytes are no Word document that can be read. Anything wrong inside one is a note or a finding.
pub fn audit_bytes(forms: &[Form], path: &str, bytes: &[u8], limits: &Limits) -> Result<Audit, Error> {
    Ok(audit(forms, read_bytes(path, bytes, limits)?))
}

/// Checks a document that was read, with the form that fits it best.
pub fn audit(forms: &[Form], reading: Reading) -> Audit {
    let Reading { source, document } = reading;
    let outline = outline(&document);
    let (form, report) = extract(forms, &outline);
    let checked = form.map_or_else(check::without_form, |form| check::check(form, &report));
    let form = form.map(|form| ChosenForm { id: form.id.clone(), version: form.version.clone() });
    Audit { source, form, report, checked, decided: Vec::new(), changed: Vec::new(), open: Vec::new() }
}

/// Reads one document.
///
/// # Errors
/// When the bytes are no Word document that can be read.
pub fn read_bytes(path: &str, bytes: &[u8], limits: &Limits) -> Result<Reading, Error> {
    Ok(reading(path, bytes, Document::parse(bytes, limits)?, None))
}

/// Reads one document; one in another format that LibreOffice can convert is converted first.
///
/// # Errors
/// As [`read_bytes`]; `NoConverter`, `NotConverted`.
pub fn read_converting(
    path: &str,
    bytes: &[u8],
    limits: &Limits,
    how: &Conversion,
) -> Result<Reading, Error> {
    let refused = match read_bytes(path, bytes, limits) {
        Err(refused) => refused,
        read => return read,
    };
    let Some(extension) = convertible(refused.kind) else { return Err(refused) };
    let docx = convert(bytes, extension, how)?;
    let mut document =
        Document::parse(&docx, limits).map_err(|error| Error::new(ErrorKind::NotConverted).because(error))?;
    let detail = format!(".{extension}");
    document.notes.insert(0, document::Note { kind: "converted", detail, place: None });
    document.application = None;
    Ok(reading(path, bytes, document, Some(CONVERTER)))
}

/// A document that was read from these bytes.
fn reading(path: &str, bytes: &[u8], document: Document, converted: Option<&'static str>) -> Reading {
    let mut sha256 = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(sha256, "{byte:02x}");
    }
    let source = Source {
        path: path.to_owned(),
        sha256,
        bytes: bytes.len() as u64,
        application: document.application.clone(),
        converted,
    };
    Reading { source, document }
}
