//! The same reports after LibreOffice has opened and saved them: `GOUJI_SOFFICE=soffice cargo test --test
//! producers -- --ignored`. Footnotes, headings and merged cells come back in LibreOffice's own markup.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{Edition, Report, Size, Trouble};
use reading::{compare, read};
use std::fs;
use std::process::Command;

#[test]
#[ignore = "needs LibreOffice: GOUJI_SOFFICE names the program"]
fn a_report_saved_by_libreoffice_reads_the_same() {
    let soffice = std::env::var("GOUJI_SOFFICE").unwrap_or_else(|_| "soffice".to_owned());
    let (before, after) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let mut reports = Vec::new();
    let mut rng = fastrand::Rng::with_seed(3);
    for seed in 0..40 {
        let edition = [Edition::Y2021, Edition::Y2019][seed as usize % 2];
        let mut troubles = if seed < 8 { Vec::new() } else { Trouble::combination(4, &mut rng) };
        troubles.retain(|trouble| !NOT_KEPT.contains(trouble));
        let report = Report::random(edition, edition, Size::County, seed).with(&troubles);
        fs::write(before.path().join(format!("{seed}.docx")), report.to_docx()).expect("a file");
        reports.push(report);
    }
    let files = fs::read_dir(before.path()).expect("a folder").map(|entry| entry.expect("a file").path());
    let done = Command::new(soffice)
        .args(["--headless", "--convert-to", "docx", "--outdir"])
        .arg(after.path())
        .args(files)
        .output()
        .expect("LibreOffice");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut bad = Vec::new();
    for (seed, report) in reports.iter().enumerate() {
        let bytes = fs::read(after.path().join(format!("{seed}.docx"))).expect("a saved report");
        let score = compare(&read(&bytes).0, &report.expected());
        if !score.differences.is_empty() {
            bad.push(format!("seed {seed} {:?}: {:#?}", report.troubles, score.differences));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// What gouji does not read yet, or LibreOffice does not keep.
const NOT_KEPT: [Trouble; 3] = [
    Trouble::DigitsSplit,
    Trouble::DisputesInThree,
    // LibreOffice prints the text of a control once for each of its runs.
    Trouble::ContentControls,
];
