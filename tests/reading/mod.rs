//! Reads generated documents with gouji's library and compares what it found with what was printed.

#![allow(dead_code)]

use super::generate::{Expected, Figure, Status};
use gouji::check::{Checked, check};
use gouji::document::Document;
use gouji::extract::extract;
use gouji::form::Form;
use gouji::outline::outline;
use gouji::package::Limits;
use gouji::report::{self, Report};
use rust_decimal::Decimal;

/// How many documents to try: `GOUJI_DOCUMENTS`, else as many as are usual.
pub fn documents(usual: u64) -> u64 {
    std::env::var("GOUJI_DOCUMENTS").ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// The seeds of those documents, from `GOUJI_SEED` (else 0) on.
pub fn seeds(usual: u64) -> std::ops::Range<u64> {
    let first = std::env::var("GOUJI_SEED").ok().and_then(|number| number.parse().ok()).unwrap_or(0);
    first..first + documents(usual)
}

/// Keeps a document that was misread in the folder `GOUJI_KEEP`, if that is given.
pub fn keep(name: &str, bytes: &[u8], score: &Score) {
    if let (false, Some(folder)) = (score.differences.is_empty(), std::env::var_os("GOUJI_KEEP")) {
        let path = std::path::Path::new(&folder).join(format!("{name}.docx"));
        std::fs::write(path, bytes).expect("a folder to keep misread reports in");
    }
}

/// What the library makes of a document.
pub fn read(bytes: &[u8]) -> (Report, Checked) {
    let document = Document::parse(bytes, &Limits::default()).expect("a document that can be read");
    let (form, report) = extract(Form::built_in(), &outline(&document));
    let checked = check(form.expect("a form that fits"), &report);
    (report, checked)
}

/// How values fared.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// Values printed.
    pub printed: usize,
    /// Values read as printed.
    pub right: usize,
    /// Values found where none was printed, or other than printed, or sure where two were printed.
    pub invented: usize,
    /// What differs, in words.
    pub differences: Vec<String>,
}

/// Compares a reading with what was printed.
pub fn compare(report: &Report, expected: &Expected) -> Score {
    let mut score = Score { printed: expected.values.len(), ..Score::default() };
    for value in &report.values {
        let id = value.id();
        let wanted = expected.values.get(&id);
        let right = match expected.otherwise.get(&id) {
            // One that contradicts itself is either of what it says, and never sure.
            Some(other) => same(other, value) || wanted.is_some_and(|figure| same(figure, value)),
            None => wanted.is_some_and(|figure| same(figure, value)),
        };
        if right && (value.doubtful || !expected.otherwise.contains_key(&id)) {
            score.right += 1;
            continue;
        }
        if value.value.is_some() {
            score.invented += 1;
        }
        let wanted = wanted.map(|figure| (&figure.value, figure.status));
        score.differences.push(format!(
            "{id}: {:?} {:?} from {:?}{}, printed {wanted:?}",
            value.value.map(|number| number.to_string()),
            value.status,
            value.raw,
            if value.doubtful { " in doubt" } else { "" },
        ));
    }
    for id in expected.values.keys() {
        if !report.values.iter().any(|value| value.id() == *id) {
            score.differences.push(format!("{id}: not found"));
        }
    }
    score.differences.extend(identity(report, expected));
    score
}

fn same(figure: &Figure, value: &report::Value) -> bool {
    let status = match value.status {
        report::Status::Stated => Status::Stated,
        report::Status::Blank => Status::Blank,
        report::Status::Dash => Status::Dash,
        report::Status::Unreadable => Status::Unreadable,
    };
    let printed = figure.value.as_ref().map(|digits| digits.parse::<Decimal>().expect("a decimal"));
    status == figure.status && printed == value.value
}

fn identity(report: &Report, expected: &Expected) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |what: &str, found: String, printed: String| {
        if found != printed {
            differences.push(format!("{what}: {found}, printed {printed}"));
        }
    };
    compare("organization", format!("{:?}", report.organization), format!("{:?}", expected.organization));
    compare("year", format!("{:?}", report.year), format!("{:?}", expected.year));
    compare("signatory", format!("{:?}", report.signature.organization), format!("{:?}", expected.signatory));
    compare("date", format!("{:?}", report.signature.date), format!("{:?}", expected.date));
    let headings = |level: u8| -> Vec<String> {
        let wanted = expected.headings.iter().filter(|heading| heading.level == level);
        wanted.map(|heading| format!("{:?} {}", heading.id, heading.title)).collect()
    };
    for level in [1, 2] {
        let found = report.sections.iter().filter(|section| section.level == level);
        let found: Vec<String> = found
            .map(|section| format!("{:?} {}", section.id, section.title.as_deref().unwrap_or("")))
            .collect();
        compare(&format!("headings of level {level}"), found.join(" | "), headings(level).join(" | "));
    }
    let edition = |table: &str| {
        let found = report.tables.iter().find(|found| found.id == table);
        found.and_then(|found| found.edition.clone())
    };
    for (table, printed) in [("disclosure", expected.disclosure), ("applications", expected.applications)] {
        compare(
            &format!("edition of {table}"),
            format!("{:?}", edition(table)),
            format!("{:?}", Some(printed.name())),
        );
    }
    differences
}
