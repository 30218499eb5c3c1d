//! Findings that were decided on: the CSV of `gouji check`, as spreadsheets save it, read again.

mod reports;
mod running;

use encoding_rs::GBK;
use reports::{clean, with, wrong};
use running::{err, findings, folder, lines, out, put, rows, run, status};
use std::path::Path;
use tempfile::TempDir;

/// The columns of the file, by their names in either language.
const NAMES: [(&str, &str); 7] = [
    ("fingerprint", "指纹"),
    ("decision", "处理"),
    ("by", "处理人"),
    ("date", "日期"),
    ("reason", "原因"),
    ("rule", "规则"),
    ("organization", "单位"),
];

struct File {
    rows: Vec<Vec<String>>,
}

impl File {
    /// What `gouji check --format csv` prints in a folder.
    fn new(folder: &Path, labels: &str) -> Self {
        let output =
            run(folder, &["check", "--format", "csv", "--labels", labels, "--expect", "units", "in"]);
        Self { rows: rows(&output.stdout) }
    }

    fn column(&self, name: &str) -> usize {
        let (_, zh) = NAMES.iter().find(|(id, _)| *id == name).unwrap();
        self.rows[0].iter().position(|cell| cell == name || cell == zh).unwrap()
    }

    fn set(&mut self, rule: &str, cells: &[(&str, &str)]) {
        let at: Vec<(usize, &str)> = cells.iter().map(|(name, text)| (self.column(name), *text)).collect();
        let of = self.column("rule");
        let rows = self.rows.iter_mut().skip(1).filter(|row| row[of] == rule);
        for row in rows {
            for (column, text) in &at {
                row[*column] = (*text).to_owned();
            }
        }
    }

    fn text(&self, delimiter: u8) -> String {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(Vec::new());
        for row in &self.rows {
            writer.write_record(row).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }
}

/// A wrong total in one report, a doubtful figure in another, and a unit without a report.
fn batch() -> TempDir {
    folder(&[
        ("in/a.docx", wrong("甲市教育局", 2024)),
        ("in/b.docx", with("乙市水利局", 2024, &[("disclosure.normative_document.issued", "3")])),
        ("units", "甲市教育局\n乙市水利局\n丙市统计局\n".into()),
    ])
}

const RULES: [&str; 3] = ["applications.row_total", "disclosure.in_force", "batch.not_submitted"];

fn check(folder: &Path, more: &[&str]) -> std::process::Output {
    let base = ["check", "--format", "jsonl", "--expect", "units", "--decisions", "decisions.csv", "in"];
    run(folder, &[&base, more].concat())
}

fn raised(folder: &Path) -> Vec<String> {
    findings(&check(folder, &[])).into_iter().map(|(_, rule, _)| rule).collect()
}

#[test]
fn what_was_decided_is_not_raised_again() {
    let here = batch();
    let mut file = File::new(here.path(), "id");
    let all: Vec<String> = file.rows[1..].iter().map(|row| row[4].clone()).collect();
    assert_eq!(all, RULES);
    put(here.path(), "decisions.csv", file.text(b','));
    assert_eq!(raised(here.path()), RULES, "nothing is decided yet");
    for rule in RULES {
        file.set(rule, &[("decision", "属实"), ("by", "张三"), ("date", "2026/1/5"), ("reason", "=核对过")]);
    }
    put(here.path(), "decisions.csv", file.text(b','));
    let output = check(here.path(), &["--fail-on", "warning"]);
    assert_eq!((findings(&output), status(&output)), (vec![], 0));
    let objects = lines(&output);
    assert_eq!(objects[0]["summary"]["decided"], 1);
    // The figures still do not add up.
    assert_eq!(
        (objects[0]["verdict"].as_str(), objects[0]["summary"]["failed"].as_u64()),
        (Some("disagrees"), Some(2))
    );
    let decided = &objects[0]["decided"][0];
    assert_eq!(
        (decided["rule"].as_str(), decided["decision"]["date"].as_str()),
        (Some(RULES[0]), Some("2026-01-05"))
    );
    assert_eq!(objects[2]["decided"][0]["decision"]["by"], "张三");
    let brief = run(here.path(), &["check", "--decisions", "decisions.csv", "--expect", "units", "in"]);
    assert!(out(&brief).contains("已处理 3") && !out(&brief).contains("张三"), "{}", out(&brief));
    let verbose =
        run(here.path(), &["check", "-v", "--decisions", "decisions.csv", "--expect", "units", "in"]);
    assert_eq!(
        out(&verbose).matches("已作处理：属实，张三，2026-01-05，=核对过").count(),
        3,
        "{}",
        out(&verbose)
    );
    // What is printed with decisions is the next file of decisions.
    let next = run(
        here.path(),
        &["check", "--format", "csv", "--decisions", "decisions.csv", "--expect", "units", "in"],
    );
    let before = std::fs::read(here.path().join("decisions.csv")).unwrap();
    assert_eq!(std::fs::read(here.path().join("decisions.csv")).unwrap(), before, "never written to");
    put(here.path(), "decisions.csv", &next.stdout);
    assert_eq!(raised(here.path()), [""; 0]);
    let again = run(
        here.path(),
        &["check", "--format", "csv", "--decisions", "decisions.csv", "--expect", "units", "in"],
    );
    assert_eq!(again.stdout, next.stdout);
    let over = run(here.path(), &["check", "--decisions", "decisions.csv", "-o", "decisions.csv", "in"]);
    assert_eq!(status(&over), 2);
    assert_eq!(std::fs::read(here.path().join("decisions.csv")).unwrap(), next.stdout);
}

#[test]
fn every_way_of_saving_it_says_the_same() {
    let here = batch();
    for labels in ["id", "zh"] {
        let mut file = File::new(here.path(), labels);
        for (rule, date) in RULES.iter().zip(["2026年1月5日", "1/5/2026", "46027"]) {
            file.set(rule, &[("decision", "属实, \"核对\"\n两行"), ("by", "张三"), ("date", date)]);
        }
        let comma = file.text(b',');
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let utf_16 = |order: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
            text.encode_utf16().flat_map(order).collect()
        };
        let mut ways = vec![
            ("UTF-8", comma.clone().into_bytes()),
            ("UTF-8 with mark", marked(b"\xEF\xBB\xBF", comma.clone().into_bytes())),
            ("GBK", GBK.encode(&comma).0.into_owned()),
            ("UTF-16, tabs", marked(b"\xFF\xFE", utf_16(u16::to_le_bytes, &file.text(b'\t')))),
            ("UTF-16 without mark", utf_16(u16::to_le_bytes, &comma)),
            ("UTF-16, the other order", marked(b"\xFE\xFF", utf_16(u16::to_be_bytes, &comma))),
            ("semicolons", file.text(b';').into_bytes()),
            ("line feeds", comma.replace("\r\n", "\n").into_bytes()),
            ("blank rows", comma.replacen("\r\n", "\r\n,,,,,,,,,,,,,,,,,,,,,\r\n\r\n", 1).into_bytes()),
            ("a title above", format!("处理情况汇总,,\r\n\r\n{comma}").into_bytes()),
        ];
        // Columns in another order, most of them gone, one that is none of ours.
        let kept = ["decision", "reason", "date", "fingerprint", "by"];
        let columns: Vec<usize> = kept.iter().map(|name| file.column(name)).collect();
        let mut small = File { rows: Vec::new() };
        for (n, row) in file.rows.iter().enumerate() {
            let mut cells: Vec<String> = columns.iter().map(|&column| row[column].clone()).collect();
            cells.insert(1, if n == 0 { "备注".to_owned() } else { "x".to_owned() });
            small.rows.push(cells);
        }
        ways.push(("columns in another order", small.text(b',').into_bytes()));
        for (way, bytes) in ways {
            put(here.path(), "decisions.csv", bytes);
            let output = check(here.path(), &[]);
            assert_eq!(findings(&output), [], "{labels}, {way}: {}", err(&output));
            let dates = lines(&output);
            let dates = dates.iter().map(|object| object["decided"][0]["decision"]["date"].as_str());
            assert!(dates.into_iter().all(|date| date == Some("2026-01-05")), "{labels}, {way}");
            assert_eq!(err(&output), "", "{labels}, {way}");
        }
    }
}

#[test]
fn a_changed_value_brings_a_finding_back() {
    let here = batch();
    let mut file = File::new(here.path(), "id");
    file.set("disclosure.in_force", &[("decision", "属实"), ("by", "张三"), ("date", "2026-01-05")]);
    put(here.path(), "decisions.csv", file.text(b','));
    assert_eq!(raised(here.path()), [RULES[0], RULES[2]]);
    put(here.path(), "in/b.docx", with("乙市水利局", 2024, &[("disclosure.normative_document.issued", "4")]));
    let output = check(here.path(), &[]);
    let back = findings(&output).into_iter().find(|(_, rule, _)| rule == "disclosure.in_force").unwrap().2;
    assert!(back.ends_with("（张三于2026-01-05已作处理“属实”，此后数值有变，请重新核对）"), "{back}");
    let object = &lines(&output)[1];
    assert_eq!(object["findings"][0]["changed_since"]["by"], "张三");
    assert_eq!(object["summary"]["decided"], 0);
    assert_eq!(err(&output), "", "a decision on other values is not one on nothing");
    let english = check(here.path(), &["--lang", "en"]);
    assert!(out(&english).contains("On 2026-01-05 by 张三 this was decided “属实”"), "{}", out(&english));
    // Put right: the decision fits nothing, and its report is in the run.
    put(here.path(), "in/b.docx", clean("乙市水利局", 2024));
    let right = check(here.path(), &[]);
    assert!(
        err(&right).contains("decisions.csv 第3行：处理“属实”（乙市水利局 2024）没有对上任何问题"),
        "{}",
        err(&right)
    );
    // Not in the run at all: counted, for those who ask.
    let base = ["check", "--decisions", "decisions.csv", "in/a.docx"];
    assert_eq!(err(&run(here.path(), &base)), "");
    let asked = run(here.path(), &[&base[..], &["-v"]].concat());
    assert!(err(&asked).contains("另有 1 条所涉的报告不在本次检查之列"), "{}", err(&asked));
}

#[test]
fn the_last_of_several_decisions_counts() {
    let here = batch();
    let mut file = File::new(here.path(), "id");
    file.set("disclosure.in_force", &[("decision", "属实"), ("by", "张三")]);
    let mut again = file.rows[2].clone();
    let decision = file.column("decision");
    again[decision] = "另案处理".to_owned();
    let mut blank = file.rows[2].clone();
    blank[decision].clear();
    file.rows.extend([again, blank]);
    put(here.path(), "decisions.csv", file.text(b','));
    let output = check(here.path(), &[]);
    assert_eq!(lines(&output)[1]["decided"][0]["decision"]["decision"], "另案处理");
    assert_eq!(
        err(&output),
        "decisions.csv 第5行：同一问题在第3行的处理是“属实”，这一行是“另案处理”；以后一行为准\n"
    );
}

#[test]
fn a_file_that_is_none_is_refused_with_line_and_remedy() {
    let here = batch();
    let good = "f0123456789ab-0123456789ab";
    for (text, said) in [
        ("".to_owned(), "第1行：文件是空的"),
        ("a,b\n1,2\n".to_owned(), "没有找到表头“指纹”"),
        (format!("fingerprint,by\n{good},x\n"), "没有找到表头“指纹”"),
        ("fingerprint,decision\nf0123,是\n".to_owned(), "第2行：指纹“f0123”不完整"),
        (format!("fingerprint,decision\n{good},\"是\n{good},否\n"), "第2行起有一个引号没有成对"),
        ("PK\u{3}\u{4}\u{0}".to_owned(), "另存为“CSV UTF-8"),
    ] {
        put(here.path(), "decisions.csv", &text);
        let output = check(here.path(), &[]);
        assert_eq!((status(&output), out(&output)), (2, ""), "{text}");
        let said = said.replace("第2行起有", "第2行：从这一行起有");
        assert!(err(&output).contains(&said), "{text}: {}", err(&output));
    }
    let unread = "fingerprint,decision,rule\n,已退回,read.wps\n";
    put(here.path(), "decisions.csv", unread);
    let output = check(here.path(), &[]);
    assert!(err(&output).contains("第2行：填了处理“已退回”，但没有指纹"), "{}", err(&output));
    assert_eq!(status(&output), 1);
}

#[test]
fn words_that_leave_a_finding_open_do_not_silence_it() {
    let here = batch();
    let mut file = File::new(here.path(), "id");
    let mut decide = |decision: &str| {
        for rule in RULES {
            file.set(rule, &[("decision", decision), ("by", "张三"), ("date", "2026-01-05")]);
        }
        put(here.path(), "decisions.csv", file.text(b','));
        check(here.path(), &[])
    };
    for open in [
        "待核",
        "待查",
        "待定",
        "待处理",
        "未处理",
        "需修改",
        "需更正",
        "退回",
        "退回修改",
        "确认有误",
        "有误",
        "【待核】",
        "Open",
        "pending",
        "TODO",
        "wrong",
        "fix the total",
    ] {
        let output = decide(open);
        let raised = findings(&output);
        assert_eq!(raised.iter().map(|(_, rule, _)| rule.as_str()).collect::<Vec<_>>(), RULES, "{open}");
        for (_, _, message) in raised {
            assert!(message.ends_with(&format!("（张三于2026-01-05：{open}）")), "{message}");
        }
        assert_eq!(err(&output), "", "{open}");
    }
    for settled in [
        "属实",
        "无误",
        "未发现问题",
        "无需修改",
        "误报",
        "请示后同意",
        "重新核对无误",
        "ok",
        "fixed",
        "correct",
    ] {
        assert_eq!(findings(&decide(settled)), [], "{settled}");
    }
    // What is written stays in the file when it is printed again.
    let before = decide("待核");
    assert!(findings(&before)[0].2.contains("待核"));
    let next = ["check", "--format", "csv", "--decisions", "decisions.csv", "--expect", "units", "in"];
    let printed = rows(&run(here.path(), &next).stdout);
    assert_eq!(printed.iter().flatten().filter(|cell| *cell == "待核").count(), 3);
}

#[test]
fn a_date_that_is_none_is_kept_as_written() {
    let here = batch();
    let mut file = File::new(here.path(), "id");
    for date in ["1月20日", "2025年1月", "2025-1-20 星期一", "####", "上周"] {
        file.set(RULES[0], &[("decision", "属实"), ("date", date)]);
        put(here.path(), "decisions.csv", file.text(b','));
        let output = check(here.path(), &[]);
        assert_eq!(status(&output), 0, "{date}");
        assert_eq!(lines(&output)[0]["decided"][0]["decision"]["date"], date);
        assert!(
            err(&output).contains(&format!("decisions.csv 第2行：日期“{date}”认不出")),
            "{}",
            err(&output)
        );
    }
}

#[test]
fn a_rule_that_did_not_run_says_nothing_of_its_decisions() {
    let here = batch();
    let mut file = File::new(here.path(), "id");
    file.set("disclosure.in_force", &[("decision", "属实")]);
    put(here.path(), "decisions.csv", file.text(b','));
    let base = ["check", "--decisions", "decisions.csv", "in"];
    let stale = "没有对上任何问题";
    let mut unchecked: Vec<std::process::Output> = [
        ["--ignore", "disclosure.in_force"],
        ["--select", "applications"],
        ["--form", "administrative-enforcement-statistics"],
    ]
    .iter()
    .map(|more| run(here.path(), &[&base[..], more].concat()))
    .collect();
    let off =
        "[[rule]]\nid = \"disclosure.in_force\"\nseverity = \"off\"\nreason = \"x\"\ndate = \"2026-01-05\"\n";
    put(here.path(), "in/gouji.toml", off);
    let set = run(here.path(), &base);
    assert_eq!(status(&set), 1, "{}", err(&set));
    unchecked.push(set);
    for output in &unchecked {
        assert!(!err(output).contains(stale), "{}", err(output));
    }
    for output in [&unchecked[0], &unchecked[1], &unchecked[3]] {
        assert!(err(output).contains("这条规则本次没有核对"), "{}", err(output));
    }
    std::fs::remove_file(here.path().join("in/gouji.toml")).unwrap();
    // The rule runs and finds nothing: said even to those who want to hear little.
    put(here.path(), "in/b.docx", clean("乙市水利局", 2024));
    for more in [&[][..], &["-q"]] {
        let output = run(here.path(), &[&base[..], more].concat());
        assert!(err(&output).contains(stale), "{more:?}: {}", err(&output));
    }
}
