//! Fingerprints stay the same as long as a report says the same, whatever else is edited in it; and change in their
//! second half alone when the values do.

#[path = "generate/mod.rs"]
mod generate;

use generate::{Edition, Report, Size};
use gouji::audit::audit_bytes;
use gouji::audit::decisions::Decisions;
use gouji::check::Finding;
use gouji::form::Form;
use gouji::package::Limits;
use std::io::{Cursor, Read, Write};

/// The findings of a document, wherever it lies.
fn findings(path: &str, bytes: &[u8]) -> Vec<Finding> {
    audit_bytes(Form::built_in(), path, bytes, &Limits::default()).expect("a report").checked.findings
}

/// The findings that figures give: rule and fingerprint, the same order for the same set.
fn fingerprints(path: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let about_figures =
        |finding: &Finding| !finding.equations.is_empty() || finding.rule.starts_with("value.");
    let mut all: Vec<(String, String)> = findings(path, bytes)
        .into_iter()
        .filter(about_figures)
        .map(|finding| (finding.rule, finding.fingerprint))
        .collect();
    all.sort();
    all
}

/// The package with its main part edited.
fn edited(docx: &[u8], edit: impl Fn(String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" {
            bytes = edit(String::from_utf8(bytes).unwrap()).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph before the first table, and one at the end.
fn with_paragraphs(xml: String) -> String {
    let xml = xml.replacen("<w:tbl>", &(paragraph("本年度召开专题会议部署工作。") + "<w:tbl>"), 1);
    let end = xml.rfind("<w:sectPr").or_else(|| xml.rfind("</w:body>")).unwrap();
    let (before, after) = xml.split_at(end);
    format!("{before}{}{after}", paragraph("附：无"))
}

/// A row of one cell at the end of the first table, which no rule of the others is about.
fn with_a_row(xml: String) -> String {
    xml.replacen("</w:tbl>", &format!("<w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>", paragraph("备注")), 1)
}

#[test]
fn unrelated_edits_change_no_fingerprint() {
    let mut seen = 0;
    for seed in 0..12 {
        let mut report = Report::random(Edition::Y2021, Edition::Y2021, Size::ALL[seed as usize % 4], seed);
        let cells = ["applications.granted.natural_person", "disputes.reconsideration.total"];
        for id in cells {
            report.figures.set(id, report.figures.count(id) + 7);
        }
        let bytes = report.to_docx();
        let before = fingerprints("a.docx", &bytes);
        assert!(before.len() >= 2, "seed {seed}: {before:?}");
        for (_, fingerprint) in &before {
            let hex = |text: &str| text.len() == 12 && text.chars().all(|c| c.is_ascii_hexdigit());
            let (first, second) = fingerprint.split_once('-').unwrap();
            assert!(first.strip_prefix('f').is_some_and(hex) && hex(second), "{fingerprint}");
        }
        assert_eq!(fingerprints("folder/renamed 2.docx", &bytes), before, "seed {seed}: renamed");
        assert_eq!(
            fingerprints("a.docx", &edited(&bytes, with_paragraphs)),
            before,
            "seed {seed}: paragraphs"
        );
        assert_eq!(fingerprints("a.docx", &edited(&bytes, with_a_row)), before, "seed {seed}: a row");
        assert_eq!(fingerprints("a.docx", &report.to_docx_rs()), before, "seed {seed}: another program");
        seen += before.len();
        // A figure in another row and column: none of the findings rests on it.
        let other = "disclosure.administrative_penalty.decisions";
        report.figures.set(other, report.figures.count(other) + 1);
        assert_eq!(fingerprints("a.docx", &report.to_docx()), before, "seed {seed}: another figure");
    }
    assert!(seen >= 24);
}

#[test]
fn a_changed_value_changes_the_second_half_alone() {
    for seed in 0..12 {
        let id = "applications.granted.natural_person";
        let mut report = Report::random(Edition::Y2021, Edition::Y2021, Size::ALL[seed as usize % 4], seed);
        let right = report.figures.count(id);
        let mut halves = |by: i64| {
            report.figures.set(id, right + by);
            let found = fingerprints("a.docx", &report.to_docx());
            let [(_, fingerprint)] = found.as_slice() else { panic!("seed {seed}, {by}: {found:?}") };
            let (first, second) = fingerprint.split_once('-').unwrap();
            (first.to_owned(), second.to_owned())
        };
        let (one, other) = (halves(7), halves(8));
        assert_eq!(one.0, other.0, "seed {seed}");
        assert_ne!(one.1, other.1, "seed {seed}");
        assert_eq!(halves(7), one, "seed {seed}: put back");
    }
}

#[test]
fn different_causes_have_different_fingerprints() {
    let mut report = Report::random(Edition::Y2021, Edition::Y2021, Size::ALL[0], 3);
    let ids = ["applications.granted.natural_person", "applications.carried_out.commercial_enterprise"];
    for id in ids {
        report.figures.set(id, report.figures.count(id) + 7);
    }
    report.figures.set("disputes.reconsideration.total", 99);
    let found = fingerprints("a.docx", &report.to_docx());
    let mut firsts: Vec<&str> = found.iter().map(|(_, f)| f.split_once('-').unwrap().0).collect();
    firsts.dedup();
    assert_eq!(firsts.len(), found.len(), "{found:?}");
}

/// A report without a finding, with paragraphs below the heading of its first section, and one above everything.
fn saying(first: &str, paragraphs: &[&str]) -> Vec<u8> {
    let path = format!("{}/fixtures/rules/passes-2021.docx", env!("CARGO_MANIFEST_DIR"));
    let docx = std::fs::read(path).unwrap();
    edited(&docx, |xml| {
        let heading = xml.find("总体情况").unwrap();
        let end = heading + xml[heading..].find("</w:p>").unwrap() + "</w:p>".len();
        let said: String = paragraphs.iter().map(|text| paragraph(text)).collect();
        let other = if first.is_empty() { String::new() } else { paragraph(first) };
        format!("{}{other}{said}{}", &xml[..end], &xml[end..])
    })
}

/// The fingerprints of a rule in document order, in halves.
fn halves(rule: &str, docx: &[u8]) -> Vec<(String, String)> {
    let of_rule = |finding: &Finding| finding.rule == rule;
    let halves = |finding: Finding| {
        let (first, second) = finding.fingerprint.split_once('-').unwrap();
        (first.to_owned(), second.to_owned())
    };
    findings("a.docx", docx).into_iter().filter(of_rule).map(halves).collect()
}

const YEAR: &str = "structure.year";
const ONE: &str = "2023年，我局推进重点领域公开。";
const OTHER: &str = "2023年，我局规范依申请办理。";

#[test]
fn two_sentences_are_two_findings() {
    let both = halves(YEAR, &saying("", &[ONE, OTHER]));
    let [one, other] = both.as_slice() else { panic!("{both:?}") };
    assert!(one.0 == other.0 && one.1 != other.1, "{both:?}");
    assert_eq!(halves(YEAR, &saying("各项工作有序开展。", &[ONE, OTHER])), both, "a paragraph before them");
    assert_eq!(halves(YEAR, &saying("", &[OTHER])), both[1..], "one put right");
    let changed = halves(YEAR, &saying("", &["2023年，我局推进各领域公开。", OTHER]));
    assert!(changed[0].0 == one.0 && changed[0].1 != one.1 && changed[1] == *other, "{changed:?}");
    let again = halves(YEAR, &saying("", &[ONE, ONE]));
    assert!(again.len() == 2 && again[0] == *one && again[0] != again[1], "{again:?}");
    assert_eq!(halves(YEAR, &saying("", &[ONE, ONE])), again);
}

#[test]
fn a_decision_about_a_sentence_is_none_about_another() {
    let audit = |docx: &[u8]| audit_bytes(Form::built_in(), "a.docx", docx, &Limits::default()).unwrap();
    let both = saying("", &[ONE, OTHER]);
    let (first, second) = halves(YEAR, &both)[0].clone();
    let file = format!("fingerprint,decision,by\n{first}-{second},属实,张三\n");
    let raised = |docx: &[u8]| {
        let mut audit = audit(docx);
        let (mut decisions, remarks) = Decisions::read(file.as_bytes()).unwrap();
        assert!(remarks.is_empty());
        audit.remember(&mut decisions);
        let raised = audit.checked.findings.iter().filter(|finding| finding.rule == YEAR).count();
        (audit.decided.len(), audit.changed.len(), raised)
    };
    assert_eq!(raised(&both), (1, 0, 1));
    assert_eq!(raised(&saying("", &["2023年，我局推进各领域公开。"])), (0, 1, 1), "the sentence has changed");
}

#[test]
fn a_count_in_the_text_is_known_by_what_it_says() {
    let (one, other) = ("全年收到政府信息公开申请150件。", "全年收到政府信息公开申请160件。");
    let both = halves("narrative.count", &saying("", &[one, other]));
    assert_eq!(both.len(), 2, "{both:?}");
    assert_eq!(both[0].0, both[1].0);
    assert_eq!(halves("narrative.count", &saying("", &[other])), both[1..], "the first is gone");
    assert_eq!(halves("narrative.count", &saying("", &[other, one])).len(), 2);
}

#[test]
fn no_two_findings_of_a_file_are_taken_for_one_and_text_has_values() {
    /// The second half of a finding that rests on nothing.
    const NOTHING: &str = "-e3b0c44298fc";
    const RULES: [&str; 9] =
        ["template", "basis", "date", "title", "order", "wording", "organization", "parts", "year"];
    let folder = format!("{}/fixtures/rules", env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "docx") {
            continue;
        }
        let found = findings("a.docx", &std::fs::read(&path).unwrap());
        let mut all: Vec<&str> = found.iter().map(|finding| finding.fingerprint.as_str()).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), found.len(), "{}", path.display());
        for finding in &found {
            if RULES.iter().any(|rule| finding.rule == format!("structure.{rule}")) {
                assert!(!finding.fingerprint.ends_with(NOTHING), "{}: {finding:?}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen >= 20, "{seen}");
}
