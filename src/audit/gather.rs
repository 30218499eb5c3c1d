//! Which files to read. In: paths of files and folders. Out: inputs in order, and every visible file in the
//! folders that is passed over, by kind. Does not open anything.

use super::input::{Input, shown};
use crate::error::{Error, ErrorKind};
use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a set of paths comes to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// The files to read, in the order given; within a folder by path, depth first.
    pub inputs: Vec<Input>,
    /// The folders among the paths.
    pub roots: Vec<PathBuf>,
    /// What the folders hold besides.
    pub passed: Passed,
    /// How many inputs were left out because the same file was there already.
    pub again: usize,
}

impl Gathered {
    /// Leaves out what several paths named more than once: a file counts once, where it came first.
    pub fn once(&mut self) {
        let before = self.inputs.len();
        let mut seen = HashSet::with_capacity(before);
        self.inputs.retain(|input| {
            let file = input.path().and_then(|path| fs::canonicalize(path).ok());
            file.is_none_or(|file| seen.insert(file))
        });
        self.again = before - self.inputs.len();
    }
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

    fn can_be_converted(self) -> bool {
        matches!(self, Foreign::Doc | Foreign::Wps | Foreign::Rtf | Foreign::Odt)
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

/// Adds a path: a file as it is, a folder with all Word documents in it, `-` as standard input. With
/// `convert`, what can be converted to one is a Word document too.
pub fn gather(path: &Path, convert: bool, into: &mut Gathered) {
    if path == Path::new("-") {
        into.inputs.push(Input::Standard);
    } else if path.is_dir() {
        into.roots.push(path.to_owned());
        walk(path.to_owned(), convert, into);
    } else {
        into.inputs.push(Input::Named(path.into()));
    }
}

/// Everything visible in a folder and below, in path order. Links to folders are not followed.
fn walk(folder: PathBuf, convert: bool, into: &mut Gathered) {
    let mut names: Vec<(Box<OsStr>, bool)> = Vec::new();
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(reason) => return out_of_reach(folder, reason, into),
    };
    for entry in entries {
        match entry {
            Ok(entry) if hidden(&entry.file_name()) => {}
            Ok(entry) => {
                let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                names.push((entry.file_name().into_boxed_os_str(), is_folder));
            }
            Err(reason) => out_of_reach(folder.clone(), reason, into),
        }
    }
    names.sort_unstable();
    let folder = Arc::new(folder);
    let wanted = |name: &OsStr| {
        is_word(name) || (convert && Foreign::of(&extension(name)).is_some_and(Foreign::can_be_converted))
    };
    into.inputs.reserve(names.iter().filter(|(name, is_folder)| !is_folder && wanted(name)).count());
    for (name, is_folder) in names {
        if is_folder {
            walk(folder.join(&*name), convert, into);
        } else if wanted(&name) {
            into.inputs.push(Input::Found(Arc::clone(&folder), name));
        } else {
            into.passed.note(&folder, &name);
        }
    }
}

fn out_of_reach(path: PathBuf, reason: io::Error, into: &mut Gathered) {
    let error = Error::new(ErrorKind::Folder).because(reason);
    into.inputs.push(Input::OutOfReach(Box::new((path, error))));
}

/// Hidden files, and the companions that Word (`~$`) and macOS (`._`) leave behind.
fn hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}

/// Whether a file is by its name a document, or an archive of them.
pub fn is_document(path: &Path) -> bool {
    path.file_name().is_some_and(|name| is_word(name) || Foreign::of(&extension(name)).is_some())
}

fn extension(name: &OsStr) -> String {
    Path::new(name)
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

fn is_word(name: &OsStr) -> bool {
    WORD.contains(&extension(name).as_str())
}

impl Passed {
    fn note(&mut self, folder: &Path, name: &OsStr) {
        let extension = extension(name);
        match Foreign::of(&extension) {
            Some(foreign) => self.documents.push((shown(&folder.join(name)), foreign)),
            None => *self.others.entry(extension).or_default() += 1,
        }
    }
}
