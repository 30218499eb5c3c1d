//! One input. In: a path or standard input. Out: its bytes, and its name as people and scripts see it.
//! Does not know what the bytes are.

use crate::error::{Error, ErrorKind};
use crate::package::Limits;
use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt::Write;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Something to read one document from. Small: a batch keeps one for each of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file that was named, whether it exists or not.
    Named(Box<Path>),
    /// A file found in a folder, which its neighbours share.
    Found(Arc<PathBuf>, Box<OsStr>),
    /// Standard input, to its end.
    Standard,
    /// Something in a folder that could not be got at, for this reason.
    OutOfReach(Box<(PathBuf, Error)>),
}

impl Input {
    /// Its name in every output; see [`shown`].
    pub fn name(&self) -> String {
        match self {
            Input::OutOfReach(reason) => shown(&reason.0),
            _ => self.path().map_or_else(|| "-".to_owned(), |path| shown(&path)),
        }
    }

    /// Where the file is, if it is one.
    pub fn path(&self) -> Option<Cow<'_, Path>> {
        match self {
            Input::Named(path) => Some(Cow::Borrowed(path)),
            Input::Found(folder, name) => Some(Cow::Owned(folder.join(&**name))),
            Input::Standard | Input::OutOfReach(_) => None,
        }
    }

    /// Its bytes, never more than `limits.file_bytes`.
    ///
    /// # Errors
    /// `NotFound` and `Io` with the system's reason; `TooLarge` beyond the limit.
    pub fn read(&self, limits: &Limits) -> Result<Vec<u8>, Error> {
        match self {
            Input::Standard => return read_within(io::stdin().lock(), 0, limits),
            Input::OutOfReach(reason) => return Err(reason.1.clone()),
            Input::Named(_) | Input::Found(..) => {}
        }
        let path = self.path().unwrap_or_default();
        let file = File::open(path).map_err(unreachable_because)?;
        let metadata = file.metadata().map_err(unreachable_because)?;
        let length = if metadata.is_file() { metadata.len() } else { 0 };
        read_within(file, length, limits)
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
fn unreachable_because(reason: io::Error) -> Error {
    let kind = match reason.kind() {
        io::ErrorKind::NotFound => ErrorKind::NotFound,
        _ => ErrorKind::Io,
    };
    Error::new(kind).because(reason)
}

fn read_within(from: impl Read, length: u64, limits: &Limits) -> Result<Vec<u8>, Error> {
    let limit = limits.file_bytes;
    let too_large = || Error::new(ErrorKind::TooLarge).because(format!("--max-file-bytes {limit}"));
    if length > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unreachable_because)?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}
