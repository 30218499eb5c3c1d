//! Every way to state a count that `generate/narrative/wordings.rs` knows, in a report whose figures it is true
//! of: nothing is found. With one number falsified: a conflict is found. `GOUJI_DOCUMENTS` sets how many reports.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{BESIDE, Edition, Figures, Quantities, RATES, ROWS, Report, Row, Size, Teller, Topic};
use gouji::check::{Finding, Severity};
use gouji::message::Lang;

/// Reports a wording.
fn seeds() -> u64 {
    reading::documents(80).div_ceil(80)
}

/// A report that says nothing about counts but this.
fn report(figures: &Figures, topic: Topic, sentence: &str, seed: u64) -> Report {
    let mut report = Report { seed, ..Report::new("临溪县教育局", 2024, figures.clone()) };
    let section = match topic {
        Topic::Proactive => Some("主动公开情况"),
        Topic::OnRequest => Some("依申请公开情况"),
        Topic::Oversight => Some("监督保障情况"),
        Topic::Other => None,
    };
    for (title, text) in &mut report.narrative.topics {
        *text = match Some(title.as_str()) == section {
            true => sentence.to_owned(),
            false => "按照上级部署推进各项工作。".to_owned(),
        };
    }
    if section.is_none() {
        report.narrative.other = vec![sentence.to_owned()];
    }
    report
}

/// Errors and warnings about the text.
fn about_text(report: &Report) -> Vec<Finding> {
    let (_, checked) = reading::read(&report.to_docx());
    let raised = |finding: &Finding| finding.severity > Severity::Note;
    checked.findings.into_iter().filter(raised).collect()
}

fn words(findings: &[Finding]) -> String {
    let said: Vec<String> =
        findings.iter().map(|f| format!("    {}: {}", f.rule, f.message.render(Lang::Zh))).collect();
    said.join("\n")
}

/// Figures that make a row true: the first of some sizes and seeds.
fn figures_for(row: &Row, seed: u64) -> (Figures, Quantities) {
    // Where nothing may be found, there is much to be taken for it.
    let busy: &[&str] = if row.loud { &[] } else { &["new>0", "in>0", "out>0", "disputes>0"] };
    for attempt in 0..4000 {
        let size = Size::ALL[(attempt % 4) as usize];
        let editions = match attempt / 4 % 3 {
            0 => (Edition::Y2021, Edition::Y2021),
            1 => (Edition::Y2021, Edition::Y2019),
            _ => (Edition::Y2019, Edition::Y2019),
        };
        let figures = Figures::random(editions.0, editions.1, size, seed * 4000 + attempt);
        let quantities = Quantities::of(&figures, &mut fastrand::Rng::with_seed(seed + attempt));
        if row.when.iter().chain(busy).all(|when| quantities.holds(when)) {
            return (figures, quantities);
        }
    }
    panic!("no figures for {}", row.about);
}

fn teller(quantities: &Quantities) -> Teller<'_> {
    Teller { organization: "临溪县教育局", year: 2024, quantities }
}

/// Every wording of some rows, with figures that make its row true and somebody to tell it.
fn each<'r>(
    rows: impl IntoIterator<Item = &'r Row>,
    mut tell: impl FnMut(&'r Row, &'r str, &Figures, &Teller, u64),
) {
    for row in rows {
        for (number, wording) in row.wordings.iter().enumerate() {
            for seed in 0..seeds() {
                let seed = seed * 100 + number as u64;
                let (figures, quantities) = figures_for(row, seed);
                tell(row, wording, &figures, &teller(&quantities), seed);
            }
        }
    }
}

#[test]
fn a_true_sentence_raises_nothing() {
    let (mut wrong, mut told) = (Vec::new(), 0);
    each(ROWS.iter().chain(BESIDE).chain(RATES), |row, wording, figures, teller, seed| {
        let sentence = teller.truth(wording, &mut fastrand::Rng::with_seed(seed));
        let mut findings = about_text(&report(figures, row.topic, &sentence, seed));
        // These figures are of either edition.
        findings.retain(|finding| finding.rule.starts_with("narrative."));
        told += 1;
        if !findings.is_empty() {
            wrong.push(format!("{}: {sentence}\n{}", row.about, words(&findings)));
        }
    });
    assert!(told > 100, "{told}");
    assert!(wrong.is_empty(), "{} of {told}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_falsified_number_is_found() {
    let (mut missed, mut told) = (Vec::new(), 0);
    let loud = ROWS.iter().chain(RATES).filter(|row| row.loud);
    each(loud, |row, wording, figures, teller, seed| {
        for which in 0.. {
            let mut rng = fastrand::Rng::with_seed(seed + which as u64);
            let Some(sentence) = teller.lie(wording, &mut rng, which) else { break };
            let findings = about_text(&report(figures, row.topic, &sentence, seed));
            told += 1;
            if !findings.iter().any(|finding| finding.rule.starts_with("narrative.")) {
                missed.push(format!("{} (number {which}): {sentence}", row.about));
            }
        }
    });
    assert!(told > 100, "{told}");
    assert!(missed.is_empty(), "{} of {told}:\n{}", missed.len(), missed.join("\n"));
}

/// Sentences without a number, told of figures of which they are not true.
#[test]
fn a_claim_that_is_not_true_is_found() {
    let busy = (0..200)
        .map(|seed| Figures::random(Edition::Y2021, Edition::Y2021, Size::City, seed))
        .find(|figures| {
            figures.count("applications.carried_out.total") > 0
                && figures.count("disputes.reconsideration.total") > 0
        })
        .expect("figures");
    let quantities = Quantities::of(&busy, &mut fastrand::Rng::with_seed(1));
    let teller = teller(&quantities);
    let (mut missed, mut told) = (Vec::new(), 0);
    for row in ROWS {
        for wording in row.wordings.iter().filter(|_| row.when.iter().any(|when| when.ends_with("=0"))) {
            let sentence = teller.truth(wording, &mut fastrand::Rng::with_seed(1));
            told += 1;
            if about_text(&report(&busy, row.topic, &sentence, 1)).is_empty() {
                missed.push(format!("{}: {sentence}", row.about));
            }
        }
    }
    assert!(told > 15, "{told}");
    assert!(missed.is_empty(), "{} of {told}:\n{}", missed.len(), missed.join("\n"));
}
