//! Two reports of a small form: what carries over, what does not, what cannot be compared.

use super::*;
use crate::form::CellId;
use crate::message::Lang;
use crate::place::At;
use crate::report::{FoundTable, Status, Value};
use std::sync::Arc;

const FORM: &str = r#"
id = "small"
version = "1"
name = { zh = "小表", en = "small" }
[[section]]
id = "s"
heading = "t"
[[table]]
id = "t"
edition = "new"
years = [2021]
section = "s"
name = { zh = "表", en = "table" }
totals = ["all"]
[[table.block]]
rows = [["in", "转入"], ["out", "转出"]]
columns = [["x", "甲"], ["y", "乙"], ["all", "总计"]]
[[table]]
id = "t"
edition = "old"
years = [2019, 2020]
section = "s"
name = { zh = "表", en = "table" }
totals = ["all"]
[[table.block]]
rows = [["other", "其他"], ["out", "转出"]]
columns = [["all", "总计"], ["x", "甲"]]
"#;

fn rule(id: &str, rule: &str, severity: &str) -> String {
    let text = r#"{ zh = "文", en = "text" }"#;
    let mut toml =
        format!("[[rule]]\nid = \"{id}\"\ntable = \"t\"\nrule = \"{rule}\"\nseverity = \"{severity}\"\n");
    for part in ["meaning", "basis", "example", "cause", "remedy"] {
        toml += &format!("{part} = {text}\n");
    }
    let message = match rule.contains("last") {
        true => {
            "{column}{row}{total}：{year}（{file}）{stated}，{last_year}（{last_file}）{expected}，差{difference}"
        }
        false => "{total}",
    };
    toml + &format!("message = {{ zh = \"{message}\", en = \"words\" }}\n")
}

fn form(rules: &[&str]) -> Form {
    let mut toml = FORM.to_owned();
    for (number, source) in rules.iter().enumerate() {
        toml += &self::rule(&format!("r{number}"), source, "warning");
    }
    Form::parse(&toml).unwrap()
}

/// A report with these cells, row by row; a blank for `-`, nothing that is read for `?`, no cell for `x`.
fn report(form: &Form, year: i32, edition: &str, cells: &[&str]) -> Report {
    let table = form.table("t", Some(edition)).unwrap();
    let place = |number| Place::body(At::Cell { table: 1, row: number, column: 1 });
    let values = table.cells().zip(cells).enumerate().filter(|(_, (_, text))| **text != "x");
    let value =
        |(number, ((row, column), text)): (usize, ((&crate::form::Line, &crate::form::Line), &&str))| {
            let value = text.trim_end_matches('~').parse().ok();
            let status = match (value, *text) {
                (Some(_), _) => Status::Stated,
                (None, "-") => Status::Blank,
                _ => Status::Unreadable,
            };
            Value {
                cell: Arc::new(CellId { table: "t".into(), row: row.id.clone(), column: column.id.clone() }),
                value,
                unit: None,
                raw: (*text).to_owned(),
                status,
                place: place(u32::try_from(number).unwrap()),
                doubtful: text.ends_with('~'),
            }
        };
    Report {
        organization: Some("甲局".to_owned()),
        year: Some(year),
        tables: vec![FoundTable {
            id: "t".to_owned(),
            edition: Some(edition.to_owned()),
            place: Place::body(At::Table(1)),
        }],
        values: values.map(value).collect(),
        ..Report::default()
    }
}

fn kept(form: &Form, report: &Report) -> Kept {
    Kept::of(form, report, &super::super::check(form, report)).unwrap()
}

fn compared_in(form: &Form, report: &Report, earlier: &Report, later: &Report) -> Compared {
    let (before, after) = (kept(form, earlier), kept(form, later));
    let paths = [earlier, later].map(|report| format!("{}.docx", report.year.unwrap()));
    let [earlier, later] =
        [(&before, &paths[0]), (&after, &paths[1])].map(|(kept, path)| Dated { kept, path });
    compare(form, report, earlier, later)
}

/// Compares two reports, with the findings in the later one; they are the same in the earlier one but for the place.
fn compared(form: &Form, earlier: &Report, later: &Report) -> Compared {
    let there = compared_in(form, earlier, earlier, later);
    let here = compared_in(form, later, earlier, later);
    assert_eq!(there.findings.len(), here.findings.len());
    for (a, b) in there.findings.iter().zip(&here.findings) {
        assert_eq!((&a.fingerprint, &a.message), (&b.fingerprint, &b.message));
        assert_eq!(a.equations, b.equations);
    }
    here
}

fn said(compared: &Compared) -> Vec<String> {
    compared.findings.iter().map(|finding| finding.message.render(Lang::Zh)).collect()
}

fn skipped(compared: &Compared) -> Vec<String> {
    compared.skipped.iter().map(|skipped| skipped.because.render(Lang::Zh)).collect()
}

#[test]
fn figures_that_carry_over_are_no_finding() {
    let form = form(&["in = last.out", "in[x] <= last.out[x] + last.out[y]"]);
    let last = report(&form, 2022, "new", &["0", "0", "0", "3", "4", "7"]);
    let this = report(&form, 2023, "new", &["3", "4", "7", "0", "0", "0"]);
    let compared = compared(&form, &last, &this);
    assert_eq!((said(&compared), skipped(&compared)), (vec![], vec![]));
}

#[test]
fn every_column_is_compared_and_says_both_years_and_files() {
    let form = form(&["in = last.out"]);
    let last = report(&form, 2022, "new", &["0", "0", "0", "3", "4", "7"]);
    let this = report(&form, 2023, "new", &["5", "4", "9", "0", "0", "0"]);
    // No equation joins the columns of this form: two causes.
    let compared = compared(&form, &last, &this);
    assert_eq!(
        said(&compared),
        [
            "甲转入：2023（2023.docx）5，2022（2022.docx）3，差2",
            "总计转入：2023（2023.docx）9，2022（2022.docx）7，差2"
        ]
    );
    let equation = &compared.findings[0].equations[0];
    assert_eq!((equation.column.as_deref(), equation.row.as_deref()), (Some("x"), None));
    assert_eq!(compared.findings[0].place.as_ref().unwrap().to_string(), "T1R0C1");
    let earlier = compared_in(&form, &last, &last, &this);
    assert_eq!(earlier.findings[0].place.as_ref().unwrap().to_string(), "T1R3C1");
}

#[test]
fn a_wrong_figure_and_its_total_are_one_finding_about_the_total() {
    let mut toml = FORM.to_owned() + &rule("sum", "[all] = [x] + [y]", "error");
    toml += &rule("carry", "in = last.out", "warning");
    let form = Form::parse(&toml).unwrap();
    let last = report(&form, 2022, "new", &["0", "0", "0", "3", "4", "7"]);
    let this = report(&form, 2023, "new", &["5", "4", "9", "0", "0", "0"]);
    let compared = compared(&form, &last, &this);
    assert_eq!(
        said(&compared),
        ["总计转入：2023（2023.docx）9，2022（2022.docx）7，差2（另有1处一并不一致）"]
    );
    assert_eq!(compared.findings[0].equations.len(), 2);
    // A figure that is in doubt within its own report is told there alone.
    let this = report(&form, 2023, "new", &["5", "4", "7", "0", "0", "0"]);
    let compared = self::compared(&form, &last, &this);
    assert!(compared.findings.is_empty());
    assert_eq!(compared.skipped.len(), 3, "{:?}", skipped(&compared));
}

#[test]
fn what_cannot_be_compared_is_skipped_with_its_reason() {
    let form = form(&["in = last.out"]);
    let last = report(&form, 2022, "new", &["0", "0", "0", "?", "-", "7~"]);
    let this = report(&form, 2023, "new", &["1", "2", "3", "0", "0", "0"]);
    assert_eq!(
        skipped(&compared(&form, &last, &this)),
        [
            "2022年报告：“转出”行“甲”列不是数字",
            "2022年报告：“转出”行“乙”列未填写",
            "2022年报告：“转出”行“总计”列的读取存疑"
        ]
    );
    let last = report(&form, 2022, "new", &["0", "0", "0", "x", "0", "0"]);
    assert_eq!(skipped(&compared(&form, &last, &this)), ["2022年报告：文中没有“转出”行“甲”列"]);
}

#[test]
fn lines_are_matched_by_id_between_editions() {
    let form = form(&["in = last.out", "in[y] = last.in[y]"]);
    let last = report(&form, 2020, "old", &["0", "0", "7", "3"]);
    let this = report(&form, 2021, "new", &["3", "4", "8", "0", "0", "0"]);
    let compared = compared(&form, &last, &this);
    assert_eq!(said(&compared), ["总计转入：2021（2021.docx）8，2020（2020.docx）7，差1"]);
    assert_eq!(skipped(&compared), ["2021年和2020年报告不是都有这些行、列"]);
}

#[test]
fn figures_are_written_out_exactly() {
    let form = form(&["in = last.out"]);
    let long = "79228162514264337593543950335";
    let last = report(&form, 2022, "new", &["1.50", "-", "?", long, "x", "0~"]);
    let figures = Figures::of(&form, &last, &super::super::check(&form, &last));
    assert_eq!(figures.to_string(), format!("0:0=1.5,1=-,2=?,3={long},4=x,5=~;"));
    assert_eq!(Figures::read(&figures.to_string()), figures);
}

#[test]
fn mistakes_in_the_notation_are_told() {
    let faults = |rule: &str| -> Vec<String> {
        let toml = FORM.to_owned() + &self::rule("r", rule, "warning");
        let told = |fault: &crate::form::Fault| {
            let line = toml.lines().nth(fault.line - 1).unwrap();
            let rest: String = line.chars().skip(fault.column - 1).take(6).collect();
            format!("{rest}: {}", fault.message.render(Lang::Zh))
        };
        Form::parse(&toml).unwrap_err().iter().map(told).collect()
    };
    assert_eq!(faults("in = last.uot"), ["uot\": 表 t 没有叫 uot 的行，是不是 out？"]);
    assert_eq!(faults("in = lsat.out"), ["lsat.o: 表 t 没有叫 lsat.out 的行，是不是 last.out？"]);
    assert_eq!(faults("in = last."), ["\": 这里应为行、列的编号"]);
    let mixed =
        "x]\": in 是整行，[x] 是整列，不能写在同一条规则里：行的规则写 a = b + c，列的规则写 [a] = [b] + [c]";
    assert_eq!(faults("in = last.[x]"), [mixed]);
    assert_eq!(faults("last.in = last.out"), ["\"last.: 规则 r 只写了上一年的数据，没有与之比较的本年数据"]);
    let toml = FORM.replace("[\"in\"", "[\"last.in\"");
    let told = Form::parse(&toml).unwrap_err()[0].message.render(Lang::Zh);
    assert_eq!(told, "编号 last.in 不能以 last. 开头：在规则里它表示上一年的报告");
}
