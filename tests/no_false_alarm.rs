//! Correct reports, with true sentences of every kind and the troubles of real typing, raise no error and no
//! warning, but for what a trouble by its nature entitles to. `GOUJI_DOCUMENTS=2000` sets how many, `GOUJI_SEED`
//! where they begin; those with an alarm are kept in the folder `GOUJI_KEEP`.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{Edition, Narrative, Report, Size, Trouble};
use gouji::check::Severity;
use gouji::message::Lang;
use std::path::Path;

/// What a trouble entitles to, and nothing else does.
const ENTITLED: &[(Trouble, &[&str])] = &[
    // The row or the column is not there.
    (Trouble::RowMissing, &["structure.value_missing"]),
    (Trouble::TotalColumnMissing, &["structure.value_missing"]),
    (Trouble::RowShort, &["structure.value_missing"]),
    // The heading is not there.
    (Trouble::HeadingMissing, &["structure.section_missing"]),
    (Trouble::HeadingsGone, &["structure.section_missing"]),
    // The cell states two numbers, or half a case.
    (Trouble::TwoNumbers, &["value.unreadable"]),
    (Trouble::Fraction, &["value.fraction", "applications."]),
    // The title is not there, or the table is there again with other figures.
    (Trouble::TitleMissing, &["structure.title"]),
    (Trouble::DraftCopyAfter, &["structure.repeated"]),
    (Trouble::RowRepeatedOtherwise, &["structure.repeated"]),
    // The cell holds no figure.
    (Trouble::FigureBroken, &["value.unreadable"]),
    // One slip is half of a label like 其他.
    (Trouble::LabelTypos, &["structure.label"]),
];

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(otherwise)
}

/// A correct report; every third is of one edition or the other, or of both.
fn report(seed: u64) -> Report {
    const EDITIONS: [(Edition, Edition); 2] =
        [(Edition::Y2021, Edition::Y2021), (Edition::Y2019, Edition::Y2019)];
    let (disclosure, applications) = EDITIONS[seed as usize % 2];
    let mut report = Report::random(disclosure, applications, Size::ALL[seed as usize / 2 % 4], seed);
    report.narrative = Narrative::varied(&report.organization, report.year, &report.figures, seed);
    report
}

/// The errors and warnings that nothing entitles to, in words.
fn alarms(report: &Report) -> Vec<String> {
    let (_, checked) = reading::read(&report.to_docx());
    let entitled = |rule: &str| {
        ENTITLED.iter().any(|(trouble, rules)| {
            report.troubles.contains(trouble) && rules.iter().any(|prefix| rule.starts_with(prefix))
        })
    };
    let raised = checked.findings.iter().filter(|f| f.severity > Severity::Note && !entitled(&f.rule));
    raised
        .map(|finding| {
            let quote = finding.quote.as_deref().unwrap_or_default();
            format!("{}: {} [{quote}]", finding.rule, finding.message.render(Lang::Zh))
        })
        .collect()
}

fn assert_silent(reports: impl Iterator<Item = (String, Report)>) {
    let (mut documents, mut wrong) = (0, Vec::new());
    for (name, report) in reports {
        documents += 1;
        let alarms = alarms(&report);
        if !alarms.is_empty() {
            if let Some(folder) = std::env::var_os("GOUJI_KEEP") {
                let file = Path::new(&folder).join(format!("alarm-{}.docx", report.seed));
                std::fs::write(file, report.to_docx()).expect("a kept report");
            }
            wrong.push(format!("{name}\n    {}", alarms.join("\n    ")));
        }
    }
    println!("{documents} reports, {} with a false alarm", wrong.len());
    let shown: Vec<&str> = wrong.iter().take(40).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} of {documents} reports:\n{}", wrong.len(), shown.join("\n"));
}

#[test]
fn true_sentences_without_trouble() {
    let first = number("GOUJI_SEED", 0);
    let count = number("GOUJI_DOCUMENTS", 50);
    assert_silent((first..first + count).map(|seed| (format!("seed {seed}"), report(seed))));
}

#[test]
fn true_sentences_with_every_trouble() {
    let first = number("GOUJI_SEED", 0);
    let each = number("GOUJI_DOCUMENTS", 50).div_ceil(Trouble::ALL.len() as u64);
    let one = |trouble: &'static Trouble| {
        (0..each).map(move |n| {
            let seed = first + n * 97 + *trouble as u64;
            (format!("seed {seed} {trouble:?}"), report(seed).with(&[*trouble]))
        })
    };
    assert_silent(Trouble::ALL.iter().flat_map(one));
}

#[test]
fn true_sentences_with_troubles_together() {
    let first = number("GOUJI_SEED", 0);
    let count = number("GOUJI_DOCUMENTS", 50);
    let mut rng = fastrand::Rng::with_seed(first + 3);
    assert_silent((first..first + count).map(|seed| {
        let troubles = Trouble::combination(5, &mut rng);
        (format!("seed {seed} {troubles:?}"), report(seed).with(&troubles))
    }));
}
