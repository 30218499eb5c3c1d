//! What `gouji extract` and `gouji check` print on every report in `fixtures/reports` is what stands beside it
//! in `NAME.json` and `NAME.txt`, and what `gouji check -v` prints on those in `fixtures/rules` in `NAME.txt`: what
//! any rule finds in any of them, wanted or not, shows as a difference. `BLESS=1` rewrites them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The fixtures with figures that cannot be right, or that are two reports: exit status 1.
const DISAGREE: [&str; 5] = [
    "disputes-five-candidates",
    "disputes-total-left-at-zero",
    "enforcement-one-wrong-cell",
    "one-wrong-cell",
    "two-reports-in-one",
];

fn gouji(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("GOUJI_LANG")
        .output()
        .expect("gouji");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    (printed, output.status.code())
}

fn reports(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let entries =
        fs::read_dir(folder).expect("a folder of fixtures").map(|entry| entry.expect("an entry").path());
    let mut reports: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "docx")).collect();
    reports.sort();
    assert!(!reports.is_empty());
    reports
}

/// Compares with the file of this ending beside the report, or rewrites it.
fn agree(report: &Path, ending: &str, printed: &str, differing: &mut Vec<String>) {
    let path = report.with_extension(ending);
    if fs::read_to_string(&path).is_ok_and(|expected| expected == printed) {
        return;
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, printed).expect("a file that can be written");
    } else {
        differing.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
    }
}

#[test]
fn reports_are_read_and_checked_as_expected() {
    let mut differing = Vec::new();
    for report in reports("reports") {
        let name = report.file_stem().expect("a name").to_string_lossy().into_owned();
        let path = format!("fixtures/reports/{name}.docx");
        let (json, status) = gouji(&["extract", "--format", "json", &path]);
        assert_eq!(status, Some(0), "extract {path}");
        agree(&report, "json", &json, &mut differing);
        let (text, status) = gouji(&["check", &path]);
        assert_eq!(status, Some(i32::from(DISAGREE.contains(&name.as_str()))), "check {path}\n{text}");
        agree(&report, "txt", &text, &mut differing);
    }
    assert!(differing.is_empty(), "not as expected: {differing:?}; BLESS=1 rewrites, git diff shows");
}

#[test]
fn the_reports_of_the_rules_are_checked_as_expected() {
    let mut differing = Vec::new();
    for report in &reports("rules") {
        let path = format!("fixtures/rules/{}", report.file_name().unwrap_or_default().to_string_lossy());
        let (text, status) = gouji(&["check", "-v", &path]);
        assert!(matches!(status, Some(0 | 1)), "check {path}\n{text}");
        agree(report, "txt", &text, &mut differing);
    }
    assert!(differing.is_empty(), "not as expected: {differing:?}; BLESS=1 rewrites, git diff shows");
}
