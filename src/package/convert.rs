//! Conversion by an installed LibreOffice. In: the bytes of a .doc, .wps, .rtf or .odt. Out: the bytes of
//! the .docx it makes of them. Works in a temporary folder with its own profile and a time limit, and
//! never touches the input. Does not know what is in the document.

use crate::error::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Names under which LibreOffice is found on the search path.
const PROGRAMS: [&str; 3] = ["soffice", "libreoffice", "soffice.com"];
/// Where installers put it without adding it to the search path.
const PLACES: [&str; 4] = [
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.com",
    "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.com",
    "/usr/lib/libreoffice/program/soffice",
];

/// Converts a document to .docx. `extension` is what the file is (`doc`, `wps`, `rtf`, `odt`).
///
/// # Errors
/// `NoConverter` when LibreOffice is not installed, `NotConverted` when it fails or takes longer than `time`.
pub fn convert(bytes: &[u8], extension: &str, time: Duration) -> Result<Vec<u8>, Error> {
    let failed = |why: &dyn std::fmt::Display| Error::new(ErrorKind::NotConverted).because(why);
    let folder = tempfile::tempdir().map_err(|e| failed(&e))?;
    let extension = extension.trim_start_matches('.').to_ascii_lowercase();
    let known = matches!(extension.as_str(), "doc" | "dot" | "wps" | "wpt" | "rtf" | "odt" | "html" | "xml");
    let input = folder.path().join(format!("input.{}", if known { extension.as_str() } else { "doc" }));
    std::fs::write(&input, bytes).map_err(|e| failed(&e))?;
    let output = folder.path().join("out");
    let mut child = start(folder.path(), &input, &output)?;
    let end = Instant::now() + time;
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if Instant::now() < end => sleep(Duration::from_millis(50)),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(failed(&format!("> {} s", time.as_secs())));
            }
            Err(e) => return Err(failed(&e)),
        }
    }
    std::fs::read(output.join("input.docx")).map_err(|e| failed(&e))
}

/// Starts the first LibreOffice that can be started.
fn start(folder: &Path, input: &Path, output: &Path) -> Result<Child, Error> {
    let profile = folder.join("profile");
    let profile = format!("-env:UserInstallation=file://{}", url_path(&profile));
    let programs = PROGRAMS.iter().chain(&PLACES).map(PathBuf::from);
    for program in programs {
        let child = Command::new(program)
            .arg(&profile)
            .args(["--headless", "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir"])
            .arg(output)
            .arg(input)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        if let Ok(child) = child {
            return Ok(child);
        }
    }
    Err(Error::new(ErrorKind::NoConverter))
}

/// The path as it stands in a `file:` address.
fn url_path(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/").replace(' ', "%20");
    if path.starts_with('/') { path } else { format!("/{path}") }
}
