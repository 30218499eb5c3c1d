//! The report that the project started from, where it is at hand (`GOUJI_SAMPLE` names the .docx): what is read
//! from it, that it agrees, and that any one figure changed in it is named.

#[path = "generate/mod.rs"]
mod generate;

use generate::with_document;
use serde_json::Value;
use std::cell::RefCell;
use std::fs;
use std::process::{Command, Output};

fn sample() -> Option<Vec<u8>> {
    std::env::var_os("GOUJI_SAMPLE").map(|path| fs::read(path).expect("the sample"))
}

fn gouji(arguments: &[&str], folder: &std::path::Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).arg(folder).output().expect("gouji")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_sample_is_read_whole_and_agrees() {
    let Some(bytes) = sample() else { return println!("GOUJI_SAMPLE is not set") };
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("report.docx"), bytes).expect("a file");
    let output = gouji(&["extract"], folder.path());
    assert_eq!(output.status.code(), Some(0));
    let report = &lines(&output)[0];
    let values = report["values"].as_object().expect("values");
    assert_eq!(values.len(), 10 + 161 + 15);
    let sections = report["sections"].as_array().expect("sections");
    let chief: Vec<&str> =
        sections.iter().filter(|s| s["level"] == 1).filter_map(|s| s["id"].as_str()).collect();
    assert_eq!(chief, ["overview", "disclosure", "applications", "disputes", "problems", "other"]);
    let below: Vec<usize> =
        sections.iter().enumerate().filter(|(_, section)| section["level"] == 2).map(|(i, _)| i).collect();
    let overview = sections.iter().position(|section| section["id"] == "overview").expect("overview");
    assert_eq!(below, (overview + 1..=overview + 5).collect::<Vec<_>>());
    assert_eq!(report["year"], 2024);
    assert_eq!(report["organization"], "地区教育局");
    assert_eq!(report["signature"]["organization"], "和田地区教育局");
    assert_eq!(report["signature"]["date"], "2025-01-20");
    assert_eq!(report["editions"]["disclosure"], "2021");
    assert_eq!(report["editions"]["applications"], "2019");
    let value = |id: &str| values[id]["value"].to_string();
    assert_eq!(value("disclosure.administrative_license.decisions"), "345");
    assert_eq!(value("disclosure.administrative_fee.amount_10k_yuan"), "1076.1811");
    for printed in ["没有线程信息需要另行制作", "转结下年度继续办理"] {
        let notes = report["notes"].as_array().expect("notes");
        assert!(
            notes.iter().any(|note| note["kind"] == "relabelled" && note["printed"] == printed),
            "{printed}"
        );
    }
    let output = gouji(&["check", "--format", "jsonl"], folder.path());
    assert_eq!(output.status.code(), Some(0));
    let summary = &lines(&output)[0]["summary"];
    assert_eq!((&summary["held"], &summary["failed"]), (&40.into(), &0.into()));
}

/// Start and end of the text of every cell that holds one figure and nothing else.
fn figures(document: &str) -> Vec<(usize, usize)> {
    let figure = regex::Regex::new(r"<w:t(?: [^>]*)?>([0-9.]+)</w:t>").expect("a pattern");
    let cell = regex::Regex::new(r"(?s)<w:tc>.*?</w:tc>|<w:tc .*?</w:tc>").expect("a pattern");
    cell.find_iter(document)
        .filter_map(|cell| {
            let mut found = figure.captures_iter(cell.as_str());
            let (first, second) = (found.next()?, found.next());
            let text: usize = cell.as_str().matches("<w:t>").count() + cell.as_str().matches("<w:t ").count();
            let range = first.get(1)?.range();
            (second.is_none() && text == 1).then_some((cell.start() + range.start, cell.start() + range.end))
        })
        .collect()
}

#[test]
fn any_one_figure_changed_in_the_sample_is_named() {
    let Some(bytes) = sample() else { return println!("GOUJI_SAMPLE is not set") };
    let document = RefCell::new(String::new());
    with_document(&bytes, |text| document.replace(text));
    let cells = figures(&document.borrow());
    let whole = 10 + 161 + 15;
    assert!(cells.len() > whole / 2, "only {} of {whole} cells hold one run", cells.len());
    let folder = tempfile::tempdir().expect("a folder");
    for (number, &(start, end)) in cells.iter().enumerate() {
        let edited = with_document(&bytes, |text| format!("{}7{}", &text[..start], &text[end..]));
        fs::write(folder.path().join(format!("{number:04}.docx")), edited).expect("a file");
    }
    let answers = lines(&gouji(&["check", "--format", "jsonl"], folder.path()));
    let values = lines(&gouji(&["extract"], folder.path()));
    assert_eq!(answers.len(), cells.len());
    let (mut applications, mut disputes) = (0, 0);
    for (answer, report) in answers.iter().zip(&values) {
        let changed =
            report["values"].as_object().expect("values").iter().find(|(_, value)| value["value"] == 7);
        let (id, _) = changed.expect("the changed value");
        let errors: Vec<&Value> = answer["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .filter(|f| f["severity"] == "error")
            .collect();
        if id.starts_with("disclosure.") {
            assert!(errors.is_empty(), "{id}: {errors:?}");
            continue;
        }
        assert_eq!(errors.len(), 1, "{id}: {errors:?}");
        let explanations = errors[0]["explanations"].as_array().expect("explanations");
        let named: Vec<&str> = explanations.iter().filter_map(|e| e["cells"][0]["id"].as_str()).collect();
        assert!(named.contains(&id.as_str()), "{id}: {named:?}");
        if id.starts_with("applications.") {
            applications += 1;
            assert_eq!(named.len(), 1, "{id}: {named:?}");
            assert_eq!(explanations[0]["cells"][0]["suggested"], 0, "{id}");
        } else {
            disputes += 1;
        }
    }
    assert!(applications > 100 && disputes > 5, "{applications} and {disputes} cells changed");
}
