//! The same reports as other programs write them. docx-rs is always there; `GOUJI_SOFFICE=soffice
//! GOUJI_PYTHON=python3 cargo test --test producers -- --ignored` adds what LibreOffice and python-docx make of
//! them: footnotes, headings and merged cells come back in markup of their own.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{Block, Edition, Report, Role, Size, Trouble};
use reading::{compare, read};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Reports in both editions: some without troubles, the others with up to four that the program keeps.
fn reports(count: u64, lost: &[Trouble]) -> Vec<Report> {
    let mut rng = fastrand::Rng::with_seed(3);
    let report = |seed: u64| {
        let edition = [Edition::Y2021, Edition::Y2019][seed as usize % 2];
        let mut troubles = if seed < count / 5 { Vec::new() } else { Trouble::combination(4, &mut rng) };
        troubles.retain(|trouble| !lost.contains(trouble));
        Report::random(edition, edition, Size::County, seed).with(&troubles)
    };
    (0..count).map(report).collect()
}

/// Hands a file for each report to a program, and reads what it leaves in a second folder.
fn produced(
    reports: &[Report],
    extension: &str,
    file: impl Fn(&Report) -> Vec<u8>,
    run: impl FnOnce(&Path, &Path) -> Command,
) -> Vec<Vec<u8>> {
    let (before, after) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    for (number, report) in reports.iter().enumerate() {
        fs::write(before.path().join(format!("{number}.{extension}")), file(report)).expect("a file");
    }
    let done = run(before.path(), after.path()).output().expect("the program");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let saved =
        |number: usize| fs::read(after.path().join(format!("{number}.docx"))).expect("a saved report");
    (0..reports.len()).map(saved).collect()
}

fn all_read_as_printed(reports: &[Report], files: &[Vec<u8>]) {
    let mut bad = Vec::new();
    for (number, (report, bytes)) in reports.iter().zip(files).enumerate() {
        let score = compare(&read(bytes).0, &report.expected());
        if !score.differences.is_empty() {
            bad.push(format!("seed {number} {:?}: {:#?}", report.troubles, score.differences));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn a_report_written_by_docx_rs_reads_the_same() {
    let reports = reports(20, &[]);
    let files: Vec<Vec<u8>> = reports.iter().map(Report::to_docx_rs).collect();
    all_read_as_printed(&reports, &files);
}

#[test]
#[ignore = "needs LibreOffice: GOUJI_SOFFICE names the program"]
fn a_report_saved_by_libreoffice_reads_the_same() {
    let soffice = std::env::var("GOUJI_SOFFICE").unwrap_or_else(|_| "soffice".to_owned());
    // LibreOffice prints the text of a control once for each of its runs, and fills up short rows with blank cells.
    let reports = reports(40, &[Trouble::ContentControls, Trouble::RowShort]);
    let files = produced(&reports, "docx", Report::to_docx, |before, after| {
        let files = fs::read_dir(before).expect("a folder").map(|entry| entry.expect("a file").path());
        let mut command = Command::new(soffice);
        command.args(["--headless", "--convert-to", "docx", "--outdir"]).arg(after).args(files);
        command
    });
    all_read_as_printed(&reports, &files);
}

fn python(task: &'static str) -> impl FnOnce(&Path, &Path) -> Command {
    let python = std::env::var("GOUJI_PYTHON").expect("GOUJI_PYTHON");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/producers/python_docx.py");
    move |before, after| {
        let mut command = Command::new(python);
        command.arg(script).arg(task).args([before, after]);
        command
    }
}

#[test]
#[ignore = "needs python-docx: GOUJI_PYTHON names a Python that has it"]
fn a_report_saved_by_python_docx_reads_the_same() {
    let reports = reports(40, &[]);
    let files = produced(&reports, "docx", Report::to_docx, python("save"));
    all_read_as_printed(&reports, &files);
}

#[test]
#[ignore = "needs python-docx: GOUJI_PYTHON names a Python that has it"]
fn a_report_written_by_python_docx_reads_the_same() {
    // Its API makes no automatic numbers and no short rows.
    let reports = reports(40, &[Trouble::HeadingsAutomatic, Trouble::RowShort]);
    let blocks = |report: &Report| Value::Array(in_json(&report.body().blocks)).to_string().into_bytes();
    let files = produced(&reports, "json", blocks, python("write"));
    all_read_as_printed(&reports, &files);
}

/// Blocks for the script; the content of text boxes stands in the body.
fn in_json(blocks: &[Block]) -> Vec<Value> {
    let one = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            let style = match paragraph.role {
                Role::Heading(level) if paragraph.styled => Some(format!("Heading {level}")),
                _ => None,
            };
            let align = match paragraph.role {
                Role::Title | Role::Caption => Some("CENTER"),
                Role::Right => Some("RIGHT"),
                _ => None,
            };
            vec![json!({ "text": paragraph.text, "style": style, "align": align })]
        }
        Block::Table(table) => {
            let cells = table.cells.iter();
            let cells = cells.map(|cell| json!([cell.row, cell.column, cell.rows, cell.columns, cell.text]));
            vec![json!({ "cells": cells.collect::<Vec<Value>>() })]
        }
        Block::Layout(inner) => vec![json!({ "layout": in_json(inner) })],
        Block::TextBox(inner) => in_json(inner),
    };
    blocks.iter().flat_map(one).collect()
}
