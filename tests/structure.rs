//! Rules about headings, text and signature say nothing about generated reports that are right, whatever troubles
//! of layout they have. `GOUJI_DOCUMENTS=2000` sets how many.

#[path = "generate/mod.rs"]
mod generate;

use generate::{Edition, Report, Size, Trouble};
use gouji::check::check;
use gouji::document::Document;
use gouji::extract::extract;
use gouji::form::{Form, Named};
use gouji::outline::outline;
use gouji::package::Limits;
use std::collections::BTreeMap;

fn documents() -> u64 {
    std::env::var("GOUJI_DOCUMENTS").ok().and_then(|number| number.parse().ok()).unwrap_or(150)
}

/// What a trouble makes true.
fn is_true(rule: &str, troubles: &[Trouble], message: &str) -> bool {
    match rule {
        // Governments sign until 31 March, others sign too late or not at all.
        "structure.date" => message.contains("晚于公布期限") || troubles.contains(&Trouble::SignatureMissing),
        // Headings may be mistyped, and are made of the form's terms.
        "structure.wording" => troubles.contains(&Trouble::HeadingTypos),
        "structure.extra" => troubles.contains(&Trouble::RowExtra),
        // Random figures give regulations to anybody.
        "disclosure.regulation_power" => {
            !["市人民政府", "州人民政府"].iter().any(|name| message.contains(name))
        }
        _ => false,
    }
}

#[test]
fn nothing_is_said_of_reports_that_are_right() {
    const EDITIONS: [Edition; 2] = [Edition::Y2021, Edition::Y2019];
    const RULES: [&str; 14] = [
        "structure.order",
        "structure.empty",
        "structure.section_repeated",
        "structure.parts",
        "structure.template",
        "structure.year",
        "structure.organization",
        "structure.basis",
        "structure.date",
        "structure.wording",
        "structure.extra",
        "disclosure.regulation_power",
        "applications.fee_mention",
        "structure.several_reports",
    ];
    let form = Form::named("disclosure-annual-report").expect("the form");
    for id in RULES {
        assert!(form.rules.iter().any(|rule| rule.id == id), "{id}");
    }
    assert!(Named::ALL.len() > RULES.len());
    let mut told: Vec<String> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..documents() {
        let edition = EDITIONS[seed as usize % 2];
        let mut rng = fastrand::Rng::with_seed(seed);
        let troubles = Trouble::combination(7, &mut rng);
        let report = Report::random(edition, edition, Size::ALL[seed as usize % 4], seed).with(&troubles);
        let bytes = report.to_docx();
        let document = Document::parse(&bytes, &Limits::default()).expect("a document");
        let (form, report) = extract(Form::built_in(), &outline(&document));
        let Some(form) = form else { continue };
        for finding in check(form, &report).findings {
            let message = finding.message.render(gouji::message::Lang::Zh);
            if RULES.contains(&finding.rule.as_str()) && !is_true(&finding.rule, &troubles, &message) {
                told.push(format!("seed {seed}, {troubles:?}: {message} [{}]", finding.rule));
            }
            *seen.entry(finding.rule).or_default() += 1;
        }
    }
    println!("{seen:#?}");
    assert!(told.is_empty(), "{}", told.join("\n"));
}
