//! Reports side by side: the same report twice, units of a list that have not submitted, faults that many share.

mod reports;
mod running;

use reports::{clean, plain, with, wrong};
use running::{err, findings, folder, lines, out, put, rows, run, status};
use serde_json::Value;
use std::path::Path;

fn about(folder: &Path, rule: &str, arguments: &[&str]) -> Vec<(String, String)> {
    let output = run(folder, &[&["check", "--format", "jsonl"], arguments].concat());
    let found = findings(&output).into_iter().filter(|(_, id, _)| id == rule);
    found.map(|(path, _, message)| (path, message)).collect()
}

#[test]
fn the_same_report_twice_is_named_with_both_files() {
    let here = folder(&[
        ("a.docx", clean("甲市教育局", 2024)),
        ("b.docx", clean("甲市 教育局", 2024)),
        ("c.docx", clean("甲市教育局", 2023)),
        ("d.docx", clean("乙市教育局", 2024)),
        ("e.docx", clean("乙市教育局", 2024)),
        ("f.docx", plain(&["会议通知"])),
        ("g.docx", plain(&["会议通知"])),
        ("h.docx", b"nothing".to_vec()),
        ("i.docx", b"nothing".to_vec()),
    ]);
    let twice = about(here.path(), "batch.duplicate", &["."]);
    let paths: Vec<&str> = twice.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["./b.docx", "./e.docx", "./g.docx"]);
    assert!(twice[0].1.contains("./a.docx") && twice[0].1.contains("2024年度"), "{}", twice[0].1);
    assert!(twice[1].1.contains("./d.docx") && twice[1].1.contains("完全相同"), "{}", twice[1].1);
    // One file that was named twice has not been submitted twice.
    assert_eq!(about(here.path(), "batch.duplicate", &["a.docx", "./a.docx"]), []);
    let again = run(here.path(), &["check", "--format", "units", "b.docx", ".", "./a.docx"]);
    assert_eq!(out(&again).lines().count(), 10);
    assert!(err(&again).starts_with("有 2 个文件指定了不止一次，各只读一次\n"), "{again:?}");
    let off = run(here.path(), &["check", "--ignore", "batch", "--format", "jsonl", "a.docx", "b.docx"]);
    let object = &lines(&off)[1];
    assert_eq!((object["findings"].as_array().map(Vec::len), status(&off)), (Some(0), 0));
    assert!(object["skipped"].as_array().unwrap().iter().any(|skipped| skipped["rule"] == "batch.duplicate"));
}

fn listed() -> tempfile::TempDir {
    folder(&[
        ("a.docx", clean("甲市教育局", 2024)),
        ("b.docx", clean("水利局", 2024)),
        ("c.docx", clean("丙县财政局", 2024)),
        ("d.docx", clean("丁县民政局", 2023)),
        ("戊县公安局年报.docx", b"PK\x03\x04".to_vec()),
        ("z.docx", wrong("己县统汁局", 2024)),
        (
            "units.csv",
            "\u{FEFF}序号,单位\r\n1,甲市教育局\r\n2,乙县水利局\r\n3, 丙县 财政局 \r\n4,丁县民政局\r\n5,戊县公安局\r\n6,己县统计局\r\n7,庚县林业局\r\n"
                .into(),
        ),
    ])
}

#[test]
fn who_has_not_submitted_and_who_is_not_on_the_list() {
    let here = listed();
    let missing = about(here.path(), "batch.not_submitted", &["--expect", "units.csv", "."]);
    let messages: Vec<&str> = missing.iter().map(|(_, message)| message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "名单上的“丁县民政局”没有报送2024年度的报告，只有2023年度的（./d.docx）",
            "名单上的“戊县公安局”没有报送，未能读取的 ./戊县公安局年报.docx 可能就是",
            "名单上的“己县统计局”没有报送，名单外的“己县统汁局”（./z.docx）名称与它相近",
            "名单上的“庚县林业局”没有报送",
        ]
    );
    let strangers = about(here.path(), "batch.not_expected", &["--expect", "units.csv", "."]);
    assert_eq!(
        strangers,
        [("./z.docx".to_owned(), "“己县统汁局”不在应报送单位名单上，名单上相近的是“己县统计局”".to_owned())]
    );
    // A name that could be two units' is nobody's.
    put(here.path(), "two.txt", "乙县水利局\n庚县水利局\n");
    let either = about(here.path(), "batch.not_expected", &["--expect", "two.txt", "b.docx"]);
    assert!(either[0].1.contains("“乙县水利局”、“庚县水利局”"), "{either:?}");
    assert_eq!(about(here.path(), "batch.not_submitted", &["--expect", "two.txt", "b.docx"]).len(), 2);
}

#[test]
fn units_are_known_by_their_short_names_and_headings_of_the_list_are_none() {
    let here = folder(&[
        ("a.docx", clean("临溪县人力资源和社会保障局", 2024)),
        ("b.docx", clean("临溪县教育局", 2024)),
        ("c.docx", clean("临溪县发改委", 2024)),
        ("d.docx", clean("城关镇人民政府", 2024)),
        ("e.docx", clean("临溪县人民政府办公室", 2024)),
        ("f.docx", clean("临溪县文化和旅游局", 2024)),
        (
            "list",
            "一、县直部门（5个）\n（1）人社局\n（2）县教育局\n（3）临溪县发展和改革委员会\n（4）政府办\n（5）\n二、乡镇\n1.城关镇\n2.河口镇\n"
                .into(),
        ),
        ("two", "甲区文旅局\n乙区文化旅游局\n".into()),
    ]);
    let said = |rule: &str, list: &str, input: &str| -> Vec<String> {
        about(here.path(), rule, &["--expect", list, input]).into_iter().map(|(_, message)| message).collect()
    };
    assert_eq!(said("batch.not_submitted", "list", "."), ["名单上的“河口镇”没有报送"]);
    assert_eq!(said("batch.not_expected", "list", "."), ["“临溪县文化和旅游局”不在应报送单位名单上"]);
    // By its name alone it could be either; neither is taken for it.
    put(here.path(), "g.docx", clean("文化和旅游局", 2024));
    assert_eq!(
        said("batch.not_expected", "two", "g.docx"),
        ["“文化和旅游局”不在应报送单位名单上，只看名称可能是名单上的“甲区文旅局”、“乙区文化旅游局”"]
    );
    assert_eq!(said("batch.not_submitted", "two", "g.docx").len(), 2);
}

#[test]
fn units_that_have_not_submitted_are_in_every_output() {
    let here = listed();
    let arguments = |format| ["check", "--format", format, "--expect", "units.csv", "."];
    let json = run(here.path(), &arguments("jsonl"));
    let objects = lines(&json);
    assert_eq!(objects.len(), 6 + 4);
    let last = &objects[9];
    assert_eq!(last["source"], Value::Null);
    assert_eq!(
        (last["organization"].as_str(), last["verdict"].as_str()),
        (Some("庚县林业局"), Some("incomplete"))
    );
    assert_eq!(last["summary"]["warnings"], 1);
    let array: Value = serde_json::from_slice(&run(here.path(), &arguments("json")).stdout).unwrap();
    assert_eq!(array.as_array().unwrap(), &objects);
    let units = rows(&run(here.path(), &arguments("units")).stdout);
    let last = units.last().unwrap();
    assert_eq!((units.len(), last[1].as_str(), last[15].as_str()), (1 + 10, "庚县林业局", "not_submitted"));
    assert!(last[0].is_empty() && last[16].contains("没有报送"), "{last:?}");
    let csv = rows(&run(here.path(), &arguments("csv")).stdout);
    let last = csv.last().unwrap();
    assert_eq!((last[1].as_str(), last[4].as_str()), ("庚县林业局", "batch.not_submitted"));
    let text = run(here.path(), &arguments("text"));
    assert!(out(&text).contains("名单上没有报送的单位") && out(&text).contains("名单上未报送 4 家"));
    assert_eq!(out(&text).matches("[batch.not_submitted]").count(), 4);
    let quiet = run(here.path(), &["check", "-q", "--expect", "units.csv", "."]);
    assert_eq!(out(&quiet).matches("[batch.not_submitted]").count(), 4);
}

#[test]
fn the_status_is_by_severity_and_an_empty_folder_has_all_missing() {
    let here = folder(&[("a.docx", clean("甲市教育局", 2024)), ("list", "甲市教育局\n乙县水利局\n".into())]);
    let check = |more: &[&str]| status(&run(here.path(), &[&["check", "--expect", "list"], more].concat()));
    assert_eq!(check(&["a.docx"]), 0);
    assert_eq!(check(&["--fail-on", "warning", "a.docx"]), 1);
    std::fs::create_dir(here.path().join("empty")).unwrap();
    assert_eq!(check(&["--fail-on", "warning", "empty"]), 1);
    let off = run(here.path(), &["check", "--expect", "list", "--ignore", "batch.not_submitted", "a.docx"]);
    assert!(!out(&off).contains("乙县水利局"), "{}", out(&off));
}

#[test]
fn lists_in_every_encoding_and_lists_that_are_none() {
    let here = folder(&[("a.docx", clean("统一战线工作部", 2024))]);
    let text = "单位;电话\r\n统一战线工作部;1\r\n乙县水利局;2\r\n";
    let utf_16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in
        [text.as_bytes().to_vec(), encoding_rs::GBK.encode(text).0.into_owned(), utf_16[2..].to_vec(), utf_16]
    {
        put(here.path(), "list", bytes);
        let missing = about(here.path(), "batch.not_submitted", &["--expect", "list", "a.docx"]);
        assert_eq!(missing.len(), 1, "{missing:?}");
        assert!(missing[0].1.contains("乙县水利局"));
    }
    for (bytes, said) in [
        (&b"PK\x03\x04\x00\x00"[..], "list 第1行：这不是文本文件"),
        (b"", "没有单位"),
        ("甲,乙\n".as_bytes(), "list 第1行：这一行不止一个名称"),
        ("\n\n甲市教育局\n乙,丙\n".as_bytes(), "list 第4行"),
    ] {
        put(here.path(), "list", bytes);
        let output = run(here.path(), &["check", "--expect", "list", "a.docx"]);
        assert_eq!((status(&output), out(&output)), (2, ""));
        assert!(err(&output).contains(said), "{}", err(&output));
    }
}

#[test]
fn a_fault_of_any_kind_that_many_share_is_said_once() {
    // A wrong total, words for a figure, a negative figure, and something that is only a note.
    let kinds: [(&str, &[(&str, &str)]); 4] = [
        ("applications.row_total", &[("applications.granted.total", "5")]),
        ("value.unreadable", &[("applications.carried_in.natural_person", "见附件")]),
        ("value.negative", &[("disclosure.regulation.issued", "-7")]),
        ("value.blank", &[("applications.carried_in.natural_person", "")]),
    ];
    for (rule, cells) in kinds {
        let names: Vec<String> = (0..15).map(|n| format!("{n:02}.docx")).collect();
        let files: Vec<(&str, Vec<u8>)> = names
            .iter()
            .enumerate()
            .map(|(n, name)| {
                (name.as_str(), with(&format!("第{n}局"), 2024, if n < 12 { cells } else { &[] }))
            })
            .collect();
        let here = folder(&files);
        let text = run(here.path(), &["check", "-v", "."]);
        assert!(out(&text).contains("15 份报告中有 12 份有同样的问题"), "{rule}: {}", out(&text));
        let shared = out(&text).split("份有同样的问题").nth(1).unwrap_or_default();
        assert!(shared.contains(&format!("[{rule}]")), "{rule}: {shared}");
        // The equation itself may be listed under the one finding that is printed.
        let times = out(&text).matches(&format!("[{rule}]")).count();
        assert!((1..=2).contains(&times), "{rule}: {times} times in {}", out(&text));
    }
}

#[test]
fn jobs_change_nothing_and_each_file_says_the_same_in_any_order() {
    let here = listed();
    put(here.path(), "b2.docx", clean("水利局", 2024));
    let with_jobs = |jobs: &str, format: &str| {
        run(here.path(), &["check", "-j", jobs, "--format", format, "--expect", "units.csv", "."])
    };
    for format in ["text", "jsonl", "csv", "units"] {
        let (one, eight) = (with_jobs("1", format), with_jobs("8", format));
        assert_eq!((&one.stdout, &one.stderr), (&eight.stdout, &eight.stderr), "{format}");
        assert_eq!(one.status, eight.status);
    }
    // Only which of two copies is called the second depends on the order.
    let names = ["a.docx", "b.docx", "c.docx", "d.docx", "z.docx"];
    let objects = |names: &[&str]| {
        let mut objects = lines(&run(here.path(), &[&["check", "--format", "jsonl"], names].concat()));
        objects.sort_by_key(|object| object["source"]["path"].to_string());
        objects
    };
    let backwards: Vec<&str> = names.into_iter().rev().collect();
    assert_eq!(objects(&names), objects(&backwards));
}

#[test]
fn copies_are_no_fault_of_a_template() {
    let names: Vec<String> = (0..12).map(|n| format!("{n:02}.docx")).collect();
    let bytes = clean("甲市教育局", 2024);
    let files: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (name.as_str(), bytes.clone())).collect();
    let here = folder(&files);
    let text = run(here.path(), &["check", "."]);
    assert!(!out(&text).contains("模板"), "{}", out(&text));
    assert_eq!(out(&text).matches("[batch.duplicate]").count(), 11);
}

#[test]
fn files_that_cannot_be_read_might_be_those_that_are_missing() {
    let unread = b"PK\x03\x04".to_vec();
    let here = folder(&[
        ("in/a.docx", clean("甲市教育局", 2024)),
        ("in/1.docx", unread.clone()),
        ("in/2.docx", [unread.clone(), b"2".to_vec()].concat()),
        ("in/丙县财政局.docx", unread),
        ("list", "甲市教育局\n乙县水利局\n丙县财政局\n".into()),
    ]);
    let missing = about(here.path(), "batch.not_submitted", &["--expect", "list", "in"]);
    let said: Vec<&str> = missing.iter().map(|(_, message)| message.as_str()).collect();
    assert_eq!(
        said,
        [
            "名单上的“乙县水利局”没有报送；另有 2 份文件未能读取，不知是哪个单位的，可能就有它的报告",
            "名单上的“丙县财政局”没有报送，未能读取的 in/丙县财政局.docx 可能就是",
        ]
    );
}

#[test]
fn a_list_that_is_not_checked_is_named() {
    let here = folder(&[("a.docx", clean("甲市教育局", 2024)), ("list", "甲市教育局\n乙县水利局\n".into())]);
    let said = |more: &[&str]| {
        let output = run(here.path(), &[&["check", "--expect", "list", "a.docx"], more].concat());
        (out(&output).contains("乙县水利局"), err(&output).to_owned())
    };
    let (checked, told) = said(&["--select", "applications"]);
    assert!(
        !checked && told.starts_with("名单 list 没有全部核对：--select 没有选用 batch.not_submitted"),
        "{told}"
    );
    assert_eq!(said(&["--select", "applications", "--select", "batch"]), (true, String::new()));
    assert_eq!(said(&[]), (true, String::new()));
}
