//! One input. In: a path or standard input. Out: its bytes, and its name as people and scripts see it.
//! Does not know what the bytes are.

use crate::error::{Error, ErrorKind};
use crate::package::Limits;
use std::fmt::Write;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Something to read one document from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The name in every output; see [`shown`].
    pub name: String,
    /// Where the bytes are.
    pub origin: Origin,
}

/// Where the bytes of an input are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In a file.
    File(PathBuf),
    /// On standard input, to its end.
    StandardInput,
    /// Nowhere: the folder walk could not get to it, for this reason.
    OutOfReach(Error),
}

impl Input {
    /// A file, whether it exists or not.
    pub fn file(path: PathBuf) -> Self {
        Self { name: shown(&path), origin: Origin::File(path) }
    }

    /// The document on standard input.
    pub fn standard_input() -> Self {
        Self { name: "-".to_owned(), origin: Origin::StandardInput }
    }

    /// Its bytes, never more than `limits.file_bytes`.
    ///
    /// # Errors
    /// `NotFound` and `Io` with the system's reason; `TooLarge` beyond the limit.
    pub fn read(&self, limits: &Limits) -> Result<Vec<u8>, Error> {
        match &self.origin {
            Origin::File(path) => {
                let file = File::open(path).map_err(unreachable_because)?;
                let metadata = file.metadata().map_err(unreachable_because)?;
                let length = if metadata.is_file() { metadata.len() } else { 0 };
                read_within(file, length, limits)
            }
            Origin::StandardInput => read_within(io::stdin().lock(), 0, limits),
            Origin::OutOfReach(error) => Err(error.clone()),
        }
    }
}

/// A path for people and scripts: `/` between its parts, bytes that are not Unicode as `\xNN`.
pub fn shown(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(name, "\\x{byte:02X}");
        }
    }
    if cfg!(windows) { name.replace('\\', "/") } else { name }
}

/// The error for something that the operating system would not give us.
pub fn unreachable_because(reason: io::Error) -> Error {
    let kind = match reason.kind() {
        io::ErrorKind::NotFound => ErrorKind::NotFound,
        _ => ErrorKind::Io,
    };
    Error::new(kind).because(reason)
}

fn read_within(from: impl Read, length: u64, limits: &Limits) -> Result<Vec<u8>, Error> {
    let limit = limits.file_bytes;
    let too_large = || Error::new(ErrorKind::TooLarge).because(limit);
    if length > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unreachable_because)?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}
