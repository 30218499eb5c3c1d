//! What is read in sentences, and where. The sentences by what they are about are in the files below.

mod applications;
mod elsewhere;

use super::statements;
use crate::document::{Block, Document, Paragraph};
use crate::extract::sections::{Candidates, Headings};
use crate::form::Form;
use crate::outline::outline;
use crate::place::{At, Place};
use crate::report::FoundTable;
use crate::report::{Report, Statement};
use rust_decimal::Decimal;

/// The statements of a report on 2023 with these paragraphs.
fn read(paragraphs: &[&str], applications: &str) -> Vec<Statement> {
    let block = |(i, text): (usize, &&str)| {
        Block::Paragraph(Paragraph {
            place: Place::body(At::Paragraph(u32::try_from(i).unwrap() + 1)),
            number: String::new(),
            text: (*text).to_owned(),
            style: None,
            outline_level: None,
        })
    };
    let blocks = paragraphs.iter().enumerate().map(block).collect();
    let document = Document { application: None, blocks, notes: Vec::new() };
    let outline = outline(&document);
    let form = Form::named("disclosure-annual-report").unwrap();
    let found = |id: &str, edition: &str| FoundTable {
        id: id.into(),
        edition: Some(edition.into()),
        place: Place::body(At::Table(1)),
    };
    let report = Report {
        year: Some(2023),
        tables: vec![found("disclosure", "2021"), found("applications", applications)],
        ..Report::default()
    };
    let headings = Headings::find(form, &outline, &Candidates::of(&outline));
    statements(form, &outline, &headings, &(0..0), &report).statements
}

/// `phrase=value` of every statement, `~` for rounded ones, `@` before what narrows them.
fn seen(paragraphs: &[&str]) -> String {
    let mut seen: Vec<String> = Vec::new();
    for s in read(paragraphs, "2021") {
        let scope = s.scope.map(|scope| format!("@{scope}")).unwrap_or_default();
        let text = format!("{}={}{}{scope}", s.phrase, if s.approximate { "~" } else { "" }, s.value);
        // A phrase that says two things stands twice.
        if seen.last() != Some(&text) {
            seen.push(text);
        }
    }
    seen.join(" ")
}

fn table(heading: &str, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|&(text, expected)| (text, expected, seen(&[heading, text])))
        .filter(|(_, expected, seen)| expected != seen)
        .map(|(text, expected, seen)| format!("{text}\n  expected {expected}\n  seen     {seen}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_paragraph_without_end_takes_time_in_proportion() {
    for text in [
        "其中，上年结转申请1件。",
        "上年结转申请1件，未收到申请，",
        "网络申请1件，占3%，",
        "收到申请9件，较上年8件增长12%，",
        "十",
        "未",
        "2022年",
    ] {
        let long = text.repeat(20_000 / text.len());
        let start = std::time::Instant::now();
        read(&["（二）依申请公开情况", &long], "2021");
        assert!(start.elapsed().as_secs() < 30, "{text}: {:?}", start.elapsed());
    }
}

#[test]
fn text_place_and_readings() {
    let found =
        read(&["（二）依申请公开情况。", "　2023年，收到 政府信息公开申请１２ 件，撤回1件。"], "2021");
    assert_eq!(found[0].text, "收到 政府信息公开申请１２ 件");
    assert_eq!(found[0].value, Decimal::from(12));
    assert_eq!(found[0].place, Place::body(At::Paragraph(2)));
    let new = "applications.new_received.total".to_owned();
    assert_eq!(found[0].reads[0], std::slice::from_ref(&new));
    assert_eq!(found[0].reads[1], [new, "applications.carried_in.total".to_owned()]);
    assert_eq!(found[0].reads[2], ["applications.handled_total.total"]);
    assert!(found[1].part);
    // The rows of the edition that was found.
    let other = |edition| read(&["（二）依申请公开情况", "其他处理3件"], edition)[0].reads.clone();
    assert_eq!(other("2019"), [["applications.other.total"]]);
    assert_eq!(other("2021")[0].len(), 3);
    // A count that says two things is two statements.
    let both = read(&["（二）依申请公开情况", "受理并办结申请3件"], "2021");
    assert_eq!(both.len(), 2);
    assert_eq!(both[1].reads, [["applications.handled_total.total"]]);
    let disputes = read(&["行政复议3件"], "2021");
    assert_eq!(disputes[0].reads[1], ["disputes.reconsideration.total", "-disputes.reconsideration.pending"]);
}
