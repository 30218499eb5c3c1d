//! Where results go. In: a path, or standard output. Out: a writer; a file is there whole at the end, or not
//! at all. Does not know formats.

use anstream::{AutoStream, ColorChoice};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// A place for results.
pub enum Target {
    /// Standard output.
    Standard(BufWriter<AutoStream<io::StdoutLock<'static>>>),
    /// A new file beside its final place, put there at the end.
    Whole {
        /// The file being written.
        file: BufWriter<NamedTempFile>,
        /// Where it goes.
        path: PathBuf,
    },
    /// Something that is there and is no ordinary file: a device, a pipe.
    Through(BufWriter<File>),
}

impl Target {
    /// Standard output; `colour` says whether a console has to be made ready for it.
    pub fn standard(colour: bool) -> Self {
        // Without colour every byte goes through as it is: `Never` would take control characters out.
        let choice = if colour { ColorChoice::Always } else { ColorChoice::AlwaysAnsi };
        Target::Standard(BufWriter::with_capacity(1 << 16, AutoStream::new(io::stdout().lock(), choice)))
    }

    /// A file that appears under this path, or replaces the one there, when [`Target::finish`] is called.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn file(path: &Path) -> io::Result<Self> {
        let path = through_links(path);
        match fs::metadata(&path) {
            Ok(there) if there.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(there) if !there.is_file() => {
                Ok(Target::Through(BufWriter::new(File::options().write(true).open(&path)?)))
            }
            Ok(there) if there.permissions().readonly() => Err(io::ErrorKind::PermissionDenied.into()),
            there => {
                let file = beside(&path, there.ok().map(|there| there.permissions()))?;
                Ok(Target::Whole { file: BufWriter::with_capacity(1 << 16, file), path })
            }
        }
    }

    /// Ends the writing; puts the file in its place.
    ///
    /// # Errors
    /// When something could not be written; then there is no file.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Target::Standard(mut out) => out.flush(),
            Target::Through(mut out) => out.flush(),
            Target::Whole { file, path } => {
                let file = file.into_inner().map_err(|error| error.into_error())?;
                file.as_file().sync_all()?;
                file.persist(path).map_err(|error| error.error)?;
                Ok(())
            }
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Target::Standard(out) => out.write(bytes),
            Target::Whole { file, .. } => file.write(bytes),
            Target::Through(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Target::Standard(out) => out.flush(),
            Target::Whole { file, .. } => file.flush(),
            Target::Through(out) => out.flush(),
        }
    }
}

/// Whether both paths lead to the same existing file.
pub fn same_file(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// A link stays a link: what it leads to is written.
fn through_links(path: &Path) -> PathBuf {
    match fs::symlink_metadata(path) {
        Ok(link) if link.is_symlink() => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
        _ => path.to_owned(),
    }
}

fn beside(path: &Path, permissions: Option<fs::Permissions>) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut builder = Builder::new();
    builder.prefix(".gouji-").suffix(".part");
    if let Some(permissions) = permissions.or_else(usual_permissions) {
        builder.permissions(permissions);
    }
    fs::metadata(folder)?;
    // The system's reason, without the name of a file that nobody asked for.
    builder.tempfile_in(folder).map_err(|error| match error.kind() {
        io::ErrorKind::Other => error,
        kind => kind.into(),
    })
}

/// Those of any new file, less what the user's mask takes away.
#[cfg(unix)]
fn usual_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<fs::Permissions> {
    None
}
