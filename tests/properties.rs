//! Three properties over random reports: what is printed is read; what agrees gives no finding; one changed
//! cell breaks exactly the equations it is in, and is named with its right value.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{Edition, Report, Size};
use gouji::check::{Severity, Verdict};
use gouji::locate::Confidence;
use reading::{compare, read};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

fn reports(count: u64) -> impl Iterator<Item = Report> {
    (0..count).map(|seed| Report::mixed(&Size::ALL, seed))
}

#[test]
fn a_generated_report_reads_back_to_the_same_figures() {
    for report in reports(48) {
        let expected = report.expected();
        for (producer, bytes) in [("raw", report.to_docx()), ("docx-rs", report.to_docx_rs())] {
            let score = compare(&read(&bytes).0, &expected);
            assert!(
                score.differences.is_empty(),
                "seed {}, {producer}: {:#?}",
                report.seed,
                score.differences
            );
        }
    }
}

#[test]
fn a_report_that_agrees_gives_no_error_and_no_warning() {
    for report in reports(48).filter(|report| report.figures.disclosure == report.figures.applications) {
        let (_, checked) = read(&report.to_docx());
        let loud: Vec<_> =
            checked.findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
        assert!(loud.is_empty(), "seed {}: {loud:#?}", report.seed);
        assert_eq!(checked.verdict, Verdict::Agrees, "seed {}", report.seed);
        let equations = if report.figures.applications == Edition::Y2021 { 42 } else { 40 };
        assert_eq!((checked.summary.equations, checked.summary.held), (equations, equations));
    }
}

#[test]
fn one_changed_cell_breaks_its_equations_and_is_named_first() {
    let mut rng = fastrand::Rng::with_seed(7);
    for mut report in reports(48) {
        let cells: Vec<String> = generate::ids(report.figures.disclosure, report.figures.applications)
            .into_iter()
            .filter(|id| id.starts_with("applications."))
            .collect();
        let id = &cells[rng.usize(0..cells.len())];
        let right = report.figures.count(id);
        let wrong = [right + 1, right + 9, right * 10 + 1, (right - 1).max(0)][rng.usize(0..4)];
        if wrong == right {
            continue;
        }
        report.figures.set(id, wrong);
        let (_, checked) = read(&report.to_docx());
        let finding = checked.findings.first().expect("a finding");
        let broken: BTreeSet<_> = finding
            .equations
            .iter()
            .map(|failed| {
                (failed.rule.clone(), failed.row.clone().or(failed.column.clone()).unwrap_or_default())
            })
            .collect();
        assert_eq!(broken, equations_of(id), "{id} in seed {}", report.seed);
        let errors = checked.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        assert_eq!(errors, 1, "one cause, one finding: {id} in seed {}", report.seed);
        let [explanation] = finding.explanations.as_slice() else {
            panic!("{id} in seed {}: {:#?}", report.seed, finding.explanations)
        };
        let [suspect] = explanation.cells.as_slice() else { panic!("{:#?}", explanation.cells) };
        assert_eq!((&suspect.id, suspect.suggested), (id, Decimal::from(right)), "seed {}", report.seed);
        assert_eq!(explanation.confidence, Confidence::Only);
    }
}

/// The equations of `applications` that a cell is in: rule, and the row or column it runs over.
fn equations_of(id: &str) -> BTreeSet<(String, String)> {
    let (row, column) = id.trim_start_matches("applications.").rsplit_once('.').expect("row and column");
    let rule = |name: &str, line: &str| (format!("applications.{name}"), line.to_owned());
    let mut equations = BTreeSet::from([rule("row_total", row)]);
    let balance = ["new_received", "carried_in", "handled_total", "carried_out"];
    if balance.contains(&row) {
        equations.insert(rule("balance", column));
    }
    if row == "handled_total" || !balance.contains(&row) {
        equations.insert(rule("handled_total", column));
    }
    equations
}
