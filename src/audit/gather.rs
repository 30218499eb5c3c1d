//! Which files to read. In: paths of files and folders. Out: inputs in order, and every visible file in the
//! folders that is passed over, by kind. Does not open anything.

use super::input::{Input, Origin, shown, unreachable_because};
use crate::error::{Error, ErrorKind};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What a set of paths comes to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// The files to read, in the order given; within a folder by path, depth first.
    pub inputs: Vec<Input>,
    /// What the folders hold besides.
    pub passed: Passed,
}

/// Visible files of a folder that are not read.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Passed {
    /// Documents in other formats, and archives, which may hold reports: each is named.
    pub documents: Vec<(String, Foreign)>,
    /// All other files: how many of each extension (lower case, without the dot; empty for none).
    pub others: BTreeMap<String, usize>,
}

/// Formats that may hold a report and are not read from folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Foreign {
    /// Word 97–2003.
    Doc,
    /// WPS Writer.
    Wps,
    /// Rich Text Format.
    Rtf,
    /// OpenDocument text.
    Odt,
    /// PDF.
    Pdf,
    /// OFD.
    Ofd,
    /// An archive.
    Archive,
}

impl Foreign {
    /// The name in messages: `foreign.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Foreign::Doc => "doc",
            Foreign::Wps => "wps",
            Foreign::Rtf => "rtf",
            Foreign::Odt => "odt",
            Foreign::Pdf => "pdf",
            Foreign::Ofd => "ofd",
            Foreign::Archive => "archive",
        }
    }

    fn of(extension: &str) -> Option<Self> {
        Some(match extension {
            "doc" | "dot" => Foreign::Doc,
            "wps" | "wpt" => Foreign::Wps,
            "rtf" => Foreign::Rtf,
            "odt" | "ott" => Foreign::Odt,
            "pdf" => Foreign::Pdf,
            "ofd" => Foreign::Ofd,
            "zip" | "rar" | "7z" | "gz" | "tgz" | "tar" | "bz2" | "xz" => Foreign::Archive,
            _ => return None,
        })
    }
}

const WORD: [&str; 4] = ["docx", "docm", "dotx", "dotm"];

/// Adds a path: a file as it is, a folder with all Word documents in it, `-` as standard input.
pub fn gather(path: &Path, into: &mut Gathered) {
    if path == Path::new("-") {
        into.inputs.push(Input::standard_input());
    } else if path.is_dir() {
        walk(path, into);
    } else {
        into.inputs.push(Input::file(path.to_owned()));
    }
}

fn walk(folder: &Path, into: &mut Gathered) {
    let visible = |entry: &walkdir::DirEntry| entry.depth() == 0 || !hidden(entry.file_name());
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => take(entry.into_path(), into),
            Err(error) => {
                let name = error.path().map_or_else(|| shown(folder), shown);
                let error = match error.into_io_error() {
                    Some(reason) => unreachable_because(reason),
                    None => Error::new(ErrorKind::Io),
                };
                into.inputs.push(Input { name, origin: Origin::OutOfReach(error) });
            }
        }
    }
}

/// Hidden files, and the companions that Word (`~$`) and macOS (`._`) leave behind.
fn hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}

fn take(path: PathBuf, into: &mut Gathered) {
    let extension =
        path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    if WORD.contains(&extension.as_str()) && !path.is_dir() {
        into.inputs.push(Input::file(path));
    } else if let Some(foreign) = Foreign::of(&extension) {
        into.passed.documents.push((shown(&path), foreign));
    } else {
        *into.passed.others.entry(extension).or_default() += 1;
    }
}
