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

/// How to convert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// The program; `None` for the LibreOffice that is installed.
    pub program: Option<PathBuf>,
    /// How long it may take over one document.
    pub time: Duration,
}

/// What to convert a file from that was refused for this reason; `None` where converting is no help.
pub fn convertible(refusal: ErrorKind) -> Option<&'static str> {
    match refusal {
        ErrorKind::Word97 => Some("doc"),
        ErrorKind::Wps => Some("wps"),
        ErrorKind::Rtf => Some("rtf"),
        ErrorKind::Odf => Some("odt"),
        _ => None,
    }
}

/// Converts a document to .docx. `extension` is what the file is (`doc`, `wps`, `rtf`, `odt`).
///
/// # Errors
/// `NoConverter` when LibreOffice is not installed, `NotConverted` when it fails or takes too long.
pub fn convert(bytes: &[u8], extension: &str, how: &Conversion) -> Result<Vec<u8>, Error> {
    let programs: Vec<PathBuf> = match &how.program {
        Some(program) => vec![program.clone()],
        None => PROGRAMS.iter().chain(&PLACES).map(PathBuf::from).collect(),
    };
    convert_by(&programs, bytes, extension, how.time)
}

fn convert_by(programs: &[PathBuf], bytes: &[u8], extension: &str, time: Duration) -> Result<Vec<u8>, Error> {
    let failed = |why: &dyn std::fmt::Display| Error::new(ErrorKind::NotConverted).because(why);
    let folder = tempfile::tempdir().map_err(|e| failed(&e))?;
    let extension = extension.trim_start_matches('.').to_ascii_lowercase();
    let known = matches!(extension.as_str(), "doc" | "dot" | "wps" | "wpt" | "rtf" | "odt" | "html" | "xml");
    let input = folder.path().join(format!("input.{}", if known { extension.as_str() } else { "doc" }));
    std::fs::write(&input, bytes).map_err(|e| failed(&e))?;
    let output = folder.path().join("out");
    let mut child = start(programs, folder.path(), &input, &output)?;
    let end = Instant::now() + time;
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if Instant::now() < end => sleep(Duration::from_millis(50)),
            Ok(None) => {
                end_all(&mut child);
                return Err(failed(&format!("> {} s", time.as_secs())));
            }
            Err(e) => return Err(failed(&e)),
        }
    }
    std::fs::read(output.join("input.docx")).map_err(|e| failed(&e))
}

/// Starts the first LibreOffice that can be started.
fn start(programs: &[PathBuf], folder: &Path, input: &Path, output: &Path) -> Result<Child, Error> {
    let profile = folder.join("profile");
    let profile = format!("-env:UserInstallation=file://{}", url_path(&profile));
    for program in programs {
        let mut command = Command::new(program);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command
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

/// Ends the program and what it has started: `soffice` is only the one that starts the real one.
fn end_all(child: &mut Child) {
    let id = child.id().to_string();
    let mut command = if cfg!(windows) { Command::new("taskkill") } else { Command::new("kill") };
    match cfg!(windows) {
        true => command.args(["/T", "/F", "/PID", &id]),
        false => command.args(["-KILL", "--", &format!("-{id}")]),
    };
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let _ = child.kill();
    let _ = child.wait();
}

/// The path as it stands in a `file:` address.
fn url_path(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/").replace(' ', "%20");
    if path.starts_with('/') { path } else { format!("/{path}") }
}

#[cfg(all(test, unix))]
mod tests {
    use super::convert_by;
    use crate::error::ErrorKind;
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;
    use std::time::Duration;

    /// Runs a shell script in place of LibreOffice; its last argument is the input, the one before the folder.
    fn with(script: &str, time: Duration) -> Result<Vec<u8>, ErrorKind> {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("office");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("a script");
        std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).expect("a mode");
        let programs = [PathBuf::from("/nowhere/office"), program];
        convert_by(&programs, b"{\\rtf1}", ".RTF", time).map_err(|error| error.kind)
    }

    #[test]
    fn the_result_of_the_program_is_read() {
        let script = r#"for last; do before=$out; out=$input; input=$last; done; mkdir -p "$out"; cp "$input" "$out/input.docx""#;
        assert_eq!(with(script, Duration::from_secs(20)), Ok(b"{\\rtf1}".to_vec()));
    }

    #[test]
    fn failure_and_delay_are_told() {
        assert_eq!(with("exit 1", Duration::from_secs(20)), Err(ErrorKind::NotConverted));
        assert_eq!(with("exec sleep 30", Duration::from_millis(200)), Err(ErrorKind::NotConverted));
    }

    #[test]
    fn without_a_program_it_says_so() {
        let error = convert_by(&[PathBuf::from("/nowhere")], b"", "doc", Duration::from_secs(1));
        assert_eq!(error.map_err(|error| error.kind), Err(ErrorKind::NoConverter));
    }
}
