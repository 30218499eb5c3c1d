//! A batch ten times as large needs little more memory: peaks at 1,000 and at 10,000 reports, by `time`, and the
//! order of the output at both. Reports are made on the fly: fifty different ones, each by many bodies.
//! `cargo test --release --test memory -- --ignored --nocapture`.

#![cfg(target_os = "linux")]

#[path = "generate/mod.rs"]
mod generate;

use generate::{Edition, Report, Size, Trouble};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Command;

const DIFFERENT: usize = 50;

/// A folder with so many reports, some with a wrong cell, names in no order of making.
fn folder(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("in")).expect("a folder");
    let mut rng = fastrand::Rng::with_seed(5);
    for kind in 0..DIFFERENT {
        let edition = [Edition::Y2021, Edition::Y2019][kind % 2];
        let troubles = Trouble::combination(3, &mut rng);
        let mut report =
            Report::random(edition, edition, Size::ALL[kind % Size::ALL.len()], kind as u64).with(&troubles);
        if kind % 5 == 0 {
            let id = "applications.granted.natural_person";
            report.figures.set(id, report.figures.count(id) + 9);
        }
        for copy in (kind..count).step_by(DIFFERENT) {
            report.organization = format!("临溪县第{copy}中学");
            report.signatory.clone_from(&report.organization);
            let name = format!("in/{:05}-{copy}.docx", copy * 7919 % 100_003);
            fs::write(folder.path().join(name), report.to_docx()).expect("a report");
        }
    }
    folder
}

/// Checks the folder: the peak in KiB, and the paths in the order of the output.
fn check(folder: &Path) -> (u64, Vec<String>) {
    let (output, time) = (folder.join("out.jsonl"), folder.join("time"));
    let status = Command::new("/usr/bin/time")
        .args(["-f", "%M", "-o"])
        .arg(&time)
        .arg(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "-q", "--format", "jsonl", "in"])
        .current_dir(folder)
        .stdout(File::create(&output).expect("a file"))
        .status()
        .expect("/usr/bin/time");
    assert_eq!(status.code(), Some(1), "some of the reports disagree");
    let measured = fs::read_to_string(&time).expect("a measurement");
    let peak = measured.lines().last().and_then(|line| line.trim().parse().ok()).expect("a number");
    let lines = BufReader::new(File::open(&output).expect("the output")).lines();
    let path = |line: String| {
        let audit: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        assert!(audit["error"].is_null(), "{line}");
        audit["source"]["path"].as_str().expect("a path").to_owned()
    };
    (peak, lines.map(|line| path(line.expect("a line"))).collect())
}

#[test]
#[ignore = "takes a minute, and needs /usr/bin/time"]
fn a_report_more_needs_less_than_a_kilobyte() {
    let peaks = [1000, 10_000].map(|count| {
        let folder = folder(count);
        let mut names: Vec<String> = fs::read_dir(folder.path().join("in"))
            .expect("the folder")
            .map(|entry| format!("in/{}", entry.expect("an entry").file_name().to_string_lossy()))
            .collect();
        names.sort_unstable();
        assert_eq!(names.len(), count);
        let (peak, paths) = check(folder.path());
        assert!(paths == names, "the order of the output is not that of the names");
        println!("{count} reports: peak {peak} KiB");
        peak as f64
    });
    // What comparing years and noticing duplicates need of a report, and its path.
    const MOST: f64 = 640.0;
    let each = 1024.0 * (peaks[1] - peaks[0]) / 9000.0;
    println!("{each:.0} bytes a report");
    assert!(each < MOST, "peaks {peaks:?} KiB, {each:.0} bytes a report");
}
