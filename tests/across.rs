//! Reports of one body on successive years in a batch: the finding stands at whichever is read later, every rule
//! that did not run says why, and what is kept does not depend on how large the reports are.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

const EARLIER: &str = "rules/carries-out-two.docx";
const FITTING: &str = "rules/carries-in-two.docx";
const OTHER: &str = "rules/carries-in-one.docx";
const RULES: [&str; 2] = ["applications.carry_over", "disclosure.in_force_carry"];

fn check(reports: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "--format", "jsonl"])
        .args(reports)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"))
        .output()
        .expect("gouji");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The findings of the rules across years, in each report.
fn found(reports: &[Value]) -> Vec<Vec<&Value>> {
    let across = |finding: &&Value| RULES.contains(&finding["rule"].as_str().unwrap_or_default());
    reports
        .iter()
        .map(|report| report["findings"].as_array().expect("findings").iter().filter(across).collect())
        .collect()
}

/// Why the rules across years did not run in a report.
fn reasons(report: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let skipped = report["skipped"].as_array().expect("skipped").iter();
    skipped
        .map(|skipped| (text(&skipped["rule"]), text(&skipped["because"])))
        .filter(|(rule, _)| RULES.contains(&rule.as_str()))
        .collect()
}

#[test]
fn the_finding_stands_at_the_report_that_is_read_later() {
    let forth = check(&[EARLIER, OTHER]);
    let back = check(&[OTHER, EARLIER]);
    let (forth_found, back_found) = (found(&forth), found(&back));
    assert_eq!([forth_found[0].len(), forth_found[1].len()], [0, 2]);
    assert_eq!([back_found[0].len(), back_found[1].len()], [0, 2]);
    for (a, b) in forth_found[1].iter().zip(&back_found[1]) {
        for same in ["rule", "severity", "message", "fingerprint", "equations"] {
            assert_eq!(a[same], b[same]);
        }
        assert_eq!(a["severity"], "warning");
    }
    // A wrong figure and the total that goes with it are one cause.
    assert_eq!(forth_found[1][0]["equations"].as_array().map(Vec::len), Some(2));
    assert_eq!(forth[1]["verdict"], "agrees");
    assert_eq!(forth[1]["summary"]["warnings"], 2);
}

#[test]
fn reports_that_carry_over_are_no_finding_and_skip_nothing() {
    for order in [[EARLIER, FITTING], [FITTING, EARLIER]] {
        let reports = check(&order);
        assert!(found(&reports).iter().all(Vec::is_empty));
        let skipped: Vec<usize> = reports.iter().map(|report| reasons(report).len()).collect();
        // The first that is read, and the one on 2023, have no report on the year before them.
        assert_eq!(skipped, if order[0] == EARLIER { [2, 0] } else { [2, 2] });
    }
}

#[test]
fn a_report_alone_says_so_once_a_rule() {
    let reports = check(&[FITTING]);
    let because = "在这份报告之前没有读到同一单位2023年的报告";
    assert_eq!(reasons(&reports[0]), RULES.map(|rule| (rule.to_owned(), because.to_owned())));
    assert_eq!(reports[0]["summary"]["skipped"], 0);
    assert_eq!(reports[0]["verdict"], "agrees");
}

#[test]
fn of_two_versions_the_one_that_agrees_will_do() {
    for order in [[FITTING, OTHER, EARLIER], [OTHER, FITTING, EARLIER]] {
        assert!(found(&check(&order)).iter().all(Vec::is_empty), "{order:?}");
    }
    // Read after it, each version is compared for itself.
    let found_each = check(&[EARLIER, FITTING, OTHER]);
    let counts: Vec<usize> = found(&found_each).iter().map(Vec::len).collect();
    assert_eq!(counts, [0, 0, 2]);
}

#[test]
fn reports_of_other_bodies_are_not_compared() {
    let reports = check(&[EARLIER, "rules/enforcement-passes.docx", "reports/clean-2021.docx"]);
    assert!(found(&reports).iter().all(Vec::is_empty));
    // The statistics of enforcement have no rule across years: nothing to skip.
    assert_eq!(reasons(&reports[1]), []);
    assert_eq!(reasons(&reports[2]).len(), 2);
}
