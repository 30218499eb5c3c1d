//! Rules selected, ignored, switched off and graded anew; settings files and where they are found.

mod reports;
mod running;

use reports::{clean, with, wrong};
use running::{err, findings, folder, lines, out, put, run, status};
use serde_json::Value;

const OFF: &str =
    "[[rule]]\nid = \"applications\"\nseverity = \"off\"\nreason = \"试点\"\ndate = 2026-01-05\n";

#[test]
fn a_rule_switched_off_is_skipped_and_the_counts_stay_honest() {
    let here = folder(&[("a.docx", clean("甲市教育局", 2024)), ("w.docx", wrong("乙市教育局", 2024))]);
    let check = |more: &[&str]| run(here.path(), &[&["check", "--format", "jsonl", "w.docx"], more].concat());
    let summary = |output: &_| lines(output)[0]["summary"].clone();
    let counts = |summary: &Value| {
        ["equations", "held", "failed", "skipped"].map(|key| summary[key].as_u64().unwrap())
    };
    assert_eq!(counts(&summary(&check(&[]))), [42, 40, 2, 0]);
    let ignored = check(&["--ignore", "applications"]);
    assert_eq!(counts(&summary(&ignored)), [42, 3, 0, 39]);
    assert_eq!((status(&ignored), lines(&ignored)[0]["verdict"].as_str()), (0, Some("incomplete")));
    let skipped = lines(&ignored)[0]["skipped"].as_array().unwrap().clone();
    let hard = ["applications.row_total", "applications.handled_total", "applications.balance"];
    let equations = skipped.iter().filter(|skipped| hard.contains(&skipped["rule"].as_str().unwrap()));
    assert_eq!(equations.count(), 39);
    assert!(skipped.iter().all(|skipped| skipped["because"].as_str().is_some_and(|why| !why.is_empty())));
    let one = check(&["--ignore", "applications.handled_total,disputes"]);
    assert_eq!(counts(&summary(&one)), [42, 31, 1, 10]);
    let selected = check(&["--select", "disputes", "--select", "applications.balance"]);
    assert_eq!(counts(&summary(&selected)), [42, 10, 0, 32]);
    assert_eq!(findings(&selected), []);
    let text = run(here.path(), &["check", "a.docx", "--select", "disputes"]);
    assert!(out(&text).contains("未核对 39 项：没有选用（--select）"), "{}", out(&text));
    assert!(out(&text).contains("未能全部核对") && !out(&text).contains("勾稽相符  "), "{}", out(&text));
}

#[test]
fn an_unknown_rule_is_a_usage_error_that_names_the_nearest() {
    let here = folder(&[("a.docx", clean("甲市教育局", 2024))]);
    for (option, name, nearest) in [
        ("--select", "aplications", "“applications”"),
        ("--ignore", "disputes.totals", "“disputes.total”"),
        ("--ignore", "disputes,batch.dupliacte", "“batch.duplicate”"),
    ] {
        let output = run(here.path(), &["check", option, name, "a.docx"]);
        assert_eq!((status(&output), out(&output)), (2, ""), "{name}");
        assert!(err(&output).contains(nearest), "{}", err(&output));
    }
}

#[test]
fn the_nearest_file_counts_and_nothing_above_the_current_folder() {
    let here = folder(&[
        ("run/a.docx", clean("甲市教育局", 2024)),
        ("run/in/b.docx", clean("乙市教育局", 2024)),
        ("run/in/deep/c.docx", clean("丙市教育局", 2024)),
        ("gouji.toml", OFF.replace("applications", "value").into()),
        ("run/gouji.toml", OFF.into()),
        ("run/in/gouji.toml", OFF.replace("applications", "disputes").into()),
    ]);
    let off = |folder: &str, arguments: &[&str]| -> Vec<u64> {
        let output = run(&here.path().join(folder), &[&["check", "--format", "jsonl"], arguments].concat());
        lines(&output).iter().map(|object| object["summary"]["skipped"].as_u64().unwrap()).collect()
    };
    assert_eq!(off("run", &["a.docx", "in"]), [39, 3, 3]);
    assert_eq!(off("run/in", &["."]), [3, 3]);
    assert_eq!(off("run/in/deep", &["."]), [0], "nothing above the current folder");
    assert_eq!(off("run/in/deep", &["../b.docx"]), [3], "a file's own folder");
    assert_eq!(off("run/in/deep", &["../../in"]), [3, 3], "up to the folder that was named");
    assert_eq!(off("run", &["--config", "in/gouji.toml", "a.docx", "in"]), [3, 3, 3]);
    put(here.path(), "run/in/deep/gouji.toml", "");
    assert_eq!(off("run", &["in"]), [3, 0], "the nearest, not all of them");
}

#[test]
fn rules_are_graded_anew_and_it_is_said() {
    let here = folder(&[
        ("a.docx", with("甲市教育局", 2024, &[("disclosure.normative_document.issued", "3")])),
        ("w.docx", wrong("乙市教育局", 2024)),
    ]);
    let rule = |id: &str, severity: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nseverity = \"{severity}\"\nreason = \"r\"\ndate = \"2026年1月5日\"\n"
        )
    };
    put(here.path(), "gouji.toml", rule("disclosure.in_force", "error") + &rule("applications", "note"));
    let output = run(here.path(), &["check", "--format", "jsonl", "a.docx", "w.docx"]);
    let severity =
        |index: usize| lines(&output)[index]["findings"][0]["severity"].as_str().map(str::to_owned);
    assert_eq!(severity(0).as_deref(), Some("error"));
    assert_eq!(severity(1).as_deref(), Some("note"));
    // An equation that is only to be noted is still an equation that failed.
    assert_eq!(lines(&output)[1]["verdict"], "disagrees");
    assert_eq!(lines(&output)[1]["summary"]["failed"], 2);
    assert_eq!(status(&output), 1);
    assert!(err(&output).contains("gouji.toml") && err(&output).contains("改级 2 条"), "{}", err(&output));
    let verbose = run(here.path(), &["check", "-v", "w.docx"]);
    assert!(err(&verbose).contains("disclosure.in_force：错误（2026-01-05，r）"), "{}", err(&verbose));
    let quiet = run(here.path(), &["check", "-q", "w.docx"]);
    assert_eq!(err(&quiet), "");
}

#[test]
fn defaults_of_options_and_the_command_line_over_them() {
    let here = folder(&[
        ("in/a.docx", with("甲市教育局", 2024, &[("disclosure.normative_document.issued", "3")])),
        (
            "in/gouji.toml",
            "fail-on = \"warning\"\nlang = \"en\"\nlabels = \"zh\"\nexpect = \"units\"\n".into(),
        ),
        ("in/units", "甲市教育局\n乙市教育局\n".into()),
    ]);
    let check = |more: &[&str]| run(here.path(), &[&["check", "in/a.docx"], more].concat());
    let english = check(&[]);
    assert_eq!(status(&english), 1);
    assert!(out(&english).contains("“乙市教育局” is on the list and has not submitted"), "{}", out(&english));
    assert_eq!(status(&check(&["--fail-on", "error"])), 0);
    assert!(out(&check(&["--lang", "zh"])).contains("警告"));
    assert!(out(&check(&["--format", "csv"])).starts_with("文件,单位,"));
    assert!(out(&check(&["--format", "csv", "--labels", "id"])).starts_with("file,organization,"));
    let extracted = run(here.path(), &["extract", "in/a.docx", "--format", "csv"]);
    assert!(out(&extracted).starts_with("文件,单位,"), "{}", out(&extracted));
    // Options of a file that is not the nearest to the first path are not used, and that is said.
    put(here.path(), "b.docx", clean("丙市教育局", 2024));
    let other = run(here.path(), &["check", "b.docx", "in"]);
    assert_eq!(status(&other), 0);
    assert!(err(&other).contains("in/gouji.toml"), "{}", err(&other));
}

#[test]
fn mistakes_in_settings_stop_the_run() {
    let here = folder(&[("a.docx", clean("甲市教育局", 2024))]);
    put(
        here.path(),
        "gouji.toml",
        "fial-on = \"warning\"\n\n[[rule]]\nid = \"aplications\"\nseverity = \"of\"\n",
    );
    let output = run(here.path(), &["check", "a.docx"]);
    assert_eq!((status(&output), out(&output)), (2, ""));
    let told: Vec<&str> = err(&output).lines().collect();
    assert_eq!(
        told,
        [
            "gouji.toml:1:1: 没有“fial-on”这个项目，是不是“fail-on”？",
            "gouji.toml:3:1: 这条规则缺少 reason, date（停用或改级都要写明理由和日期）",
            "gouji.toml:4:6: 没有叫“aplications”的规则，是不是“applications”？",
            "gouji.toml:5:12: 没有“of”这个取值，是不是“off”？",
            "gouji: 设置文件 gouji.toml 有 4 处错误",
        ]
    );
    let absent = run(here.path(), &["check", "--config", "none.toml", "a.docx"]);
    assert_eq!(status(&absent), 2);
    // Settings and lists that a run reads are never written by it.
    put(here.path(), "gouji.toml", OFF);
    let over = run(here.path(), &["check", "--format", "csv", "-o", "gouji.toml", "a.docx"]);
    assert_eq!(status(&over), 2, "{over:?}");
    assert_eq!(std::fs::read_to_string(here.path().join("gouji.toml")).unwrap(), OFF);
}

#[test]
fn a_name_without_a_known_format_is_asked_about() {
    let here = folder(&[("a.docx", clean("甲市教育局", 2024))]);
    for (command, name, ends) in [
        ("extract", "x.txt", 2),
        ("extract", "x.xlsx", 2),
        ("check", "x.docx", 2),
        ("check", "x.txt", 0),
        ("check", "x", 0),
        ("document", "x.csv", 2),
        ("document", "x.TXT", 0),
    ] {
        let output = run(here.path(), &[command, "-o", name, "a.docx"]);
        assert_eq!(status(&output), ends, "{command} {name}: {output:?}");
        assert_eq!(here.path().join(name).exists(), ends == 0, "{name}");
    }
    assert_eq!(status(&run(here.path(), &["extract", "--format", "csv", "-o", "y.txt", "a.docx"])), 0);
}
