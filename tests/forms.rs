//! Forms are data: statistics of enforcement read back to the figures printed, the form that fits is chosen among
//! all, and a form of one's own is read, checked and used through the program.

mod generate;
mod reports;

use generate::enforcement::{Layout, Statistics};
use gouji::check::{Checked, Verdict, check};
use gouji::document::Document;
use gouji::extract::extract;
use gouji::form::{Form, Severity};
use gouji::outline::outline;
use gouji::package::Limits;
use gouji::report::Report;
use rust_decimal::Decimal;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const ENFORCEMENT: &str = "administrative-enforcement-statistics";

fn read(bytes: &[u8]) -> (&'static str, Report, Checked) {
    let document = Document::parse(bytes, &Limits::default()).expect("a document that can be read");
    let (form, report) = extract(Form::built_in(), &outline(&document));
    let form = form.expect("a form that fits");
    let checked = check(form, &report);
    (&form.id, report, checked)
}

fn statistics() -> impl Iterator<Item = Statistics> {
    (0..30).map(|seed| Statistics::random(Layout::ALL[seed as usize % 3], seed))
}

#[test]
fn generated_statistics_read_back_to_the_same_figures() {
    for printed in statistics() {
        let (form, report, checked) = read(&printed.to_docx());
        assert_eq!(form, ENFORCEMENT);
        let about = format!("seed {}, {:?}", printed.seed, printed.layout);
        assert_eq!(report.organization.as_deref(), Some(printed.organization.as_str()), "{about}");
        assert_eq!(report.year, Some(printed.year), "{about}");
        let mut values = printed.values();
        for value in &report.values {
            let digits =
                values.remove(&value.id()).unwrap_or_else(|| panic!("{about}: {} invented", value.id()));
            assert_eq!(value.value, Some(digits.parse::<Decimal>().unwrap()), "{about}: {}", value.id());
        }
        assert!(values.is_empty(), "{about}: not found: {values:?}");
        let sections: Vec<&str> =
            report.sections.iter().filter_map(|section| section.id.as_deref()).collect();
        assert!(
            ["penalty", "license", "coercion", "other", "overview"].iter().all(|id| sections.contains(id)),
            "{about}: {sections:?}"
        );
        assert_eq!(checked.verdict, Verdict::Agrees, "{about}: {:#?}", checked.findings);
        assert!(checked.findings.iter().all(|finding| finding.severity == Severity::Note), "{about}");
    }
}

#[test]
fn one_changed_cell_is_found_and_among_the_suspects() {
    let mut rng = fastrand::Rng::with_seed(5);
    for mut printed in statistics() {
        let summed =
            |id: &String| id.starts_with("penalty") && !id.ends_with("yuan") || id.starts_with("coercion");
        let cells: Vec<String> = printed.ids().into_iter().filter(summed).collect();
        let id = &cells[rng.usize(0..cells.len())];
        let right = printed.get(id);
        printed.figures.insert(id.clone(), right + rng.i64(1..20));
        let (_, _, checked) = read(&printed.to_docx());
        assert_eq!((checked.verdict, checked.summary.failed), (Verdict::Disagrees, 1), "{id}");
        let explanations = &checked.findings[0].explanations;
        let mut cells = explanations.iter().flat_map(|explanation| &explanation.cells);
        let named = cells.any(|cell| cell.id == *id && cell.suggested == Decimal::from(right));
        assert!(named, "{id} in seed {}: {explanations:#?}", printed.seed);
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.current_dir(folder).args(arguments).env_remove("GOUJI_LANG").output().expect("gouji")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn extracted(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(folder, &[&["extract"], arguments].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)))
}

#[test]
fn the_form_that_fits_best_is_chosen() {
    let here = TempDir::new().unwrap();
    let put = |name: &str, bytes: Vec<u8>| fs::write(here.path().join(name), bytes).unwrap();
    put("a.docx", Statistics::random(Layout::Combined, 3).to_docx());
    put("b.docx", reports::clean("临溪县教育局", 2024));
    put(
        "c.docx",
        reports::plain(&["关于召开年度工作会议的通知", "各科室：", "定于1月20日召开会议，请准时参加。"]),
    );
    assert_eq!(extracted(here.path(), &["a.docx"])["form"]["id"], ENFORCEMENT);
    assert_eq!(extracted(here.path(), &["b.docx"])["form"]["id"], "disclosure-annual-report");
    let notice = extracted(here.path(), &["c.docx"]);
    assert_eq!(notice["form"], Value::Null);
    assert_eq!(notice["values"], serde_json::json!({}));
    let nearest = |extracted: &Value| {
        let notes = extracted["notes"].as_array().unwrap();
        notes.iter().find(|note| note["kind"] == "no_form").map(|note| note["id"].clone())
    };
    // Nothing in the notice is of any form.
    assert_eq!(nearest(&notice), Some(Value::Null));
    put("d.docx", reports::plain(&["工作总结", "五、存在的主要问题及改进情况", "更新不够及时。"]));
    let summary = extracted(here.path(), &["d.docx"]);
    assert_eq!(summary["form"], Value::Null);
    assert_eq!(nearest(&summary), Some(Value::from("disclosure-annual-report")));
    let checked = run(here.path(), &["check", "--format", "json", "c.docx"]);
    let checked: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(checked[0]["verdict"], "incomplete");
    assert_eq!(checked[0]["form"], Value::Null);
}

/// A form of a page, as somebody would write it who has seen the README.
const SMALL: &str = r#"id = "budget"
version = "1"
name = { zh = "三公经费公开表", en = "expenses made public" }

[title]
patterns = ['^(?<organization>.+?)(?<year>[0-9]{4})年三公经费公开表$']

[[section]]
id = "expenses"
heading = "一、三公经费"

[[table]]
id = "expenses"
section = "expenses"
name = { zh = "三公经费表", en = "the table of expenses" }
totals = ["total"]
kinds = { budget = "amount", spent = "amount" }

[[table.block]]
rows = [["abroad", "因公出国（境）费"], ["reception", "公务接待费"], ["cars", "公务用车费"], ["total", "合计"]]
columns = [["budget", "预算数"], ["spent", "决算数"]]

[[rule]]
id = "expenses.total"
table = "expenses"
rule = "total = **"
severity = "error"
message = { zh = "{table}“{column}”合计填{stated}，各项相加为{expected}", en = "{table}, “{column}”: the total is {stated}, the items add up to {expected}" }
meaning = { zh = "合计等于各项之和。", en = "The total is the sum of the items." }
basis = { zh = "表格结构。", en = "The table." }
example = { zh = "略", en = "None" }
cause = { zh = "漏加。", en = "An item left out." }
remedy = { zh = "核对。", en = "Check." }
"#;

fn budget(total: &str) -> Vec<u8> {
    let form = Form::parse(SMALL).unwrap();
    let figures = [("abroad", "0"), ("reception", "1.25"), ("cars", "3.5"), ("total", total)];
    reports::table(
        &["北屏县水务局2024年三公经费公开表", "一、三公经费"],
        &form.tables[0].blocks[0],
        |row, _| figures.iter().find(|(id, _)| *id == row.id).map_or("", |(_, figure)| figure).to_owned(),
    )
}

#[test]
fn a_form_of_ones_own_is_read_and_checked() {
    let here = TempDir::new().unwrap();
    fs::write(here.path().join("budget.toml"), SMALL).unwrap();
    fs::write(here.path().join("right.docx"), budget("4.75")).unwrap();
    fs::write(here.path().join("wrong.docx"), budget("4.57")).unwrap();
    let report = extracted(here.path(), &["--form", "budget.toml", "right.docx"]);
    assert_eq!(report["form"]["id"], "budget");
    assert_eq!(report["organization"], "北屏县水务局");
    assert_eq!(report["values"]["expenses.cars.spent"]["value"].to_string(), "3.5");
    assert_eq!(report["values"].as_object().unwrap().len(), 8);
    let right = run(here.path(), &["check", "--form", "budget.toml", "right.docx"]);
    assert_eq!(right.status.code(), Some(0), "{}", text(&right.stdout));
    let wrong = run(here.path(), &["check", "--form", "budget.toml", "wrong.docx"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        text(&wrong.stdout).contains("三公经费表“预算数”合计填4.57，各项相加为4.75"),
        "{}",
        text(&wrong.stdout)
    );
    let sound = run(here.path(), &["forms", "check", "budget.toml", "--lang", "en"]);
    assert_eq!(sound.status.code(), Some(0));
    assert!(
        text(&sound.stdout).contains("table expenses: values: 8, equations: 2, independent: 2"),
        "{}",
        text(&sound.stdout)
    );
}

/// What `forms check` says of every form in fixtures/forms, whole, in both languages: of NAME.toml in NAME.zh.txt and
/// NAME.en.txt. `BLESS=1` writes them.
#[test]
fn what_is_said_of_forms_is_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join("forms");
    let nothing = TempDir::new().unwrap();
    let mut seen = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        seen += 1;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap();
        for lang in ["zh", "en"] {
            let output = run(&folder, &["forms", "check", name, "--lang", lang]);
            let (said, faults) = (text(&output.stdout), text(&output.stderr));
            let sound = name.starts_with("sound");
            assert_eq!(output.status.code(), Some(if sound { 0 } else { 2 }), "{name}: {faults}");
            let used = run(&folder, &["check", "--form", name, nothing.path().to_str().unwrap()]);
            assert_eq!(used.status.code(), Some(2), "there are no reports, and {name} may be faulty");
            let expected = path.with_extension(format!("{lang}.txt"));
            let told = format!("{said}{faults}");
            if std::env::var_os("BLESS").is_some() {
                fs::write(&expected, told).unwrap();
            } else {
                let known = fs::read_to_string(&expected).unwrap_or_default();
                assert_eq!(told, known, "{}: BLESS=1 rewrites it", expected.display());
            }
        }
    }
    assert!(seen > 8, "{seen}");
}

/// A form that does not list the checks of what is there still says why a report was not checked whole.
#[test]
fn what_keeps_a_report_open_is_said_without_a_rule_for_it() {
    let here = TempDir::new().unwrap();
    let bare = SMALL.split("[[rule]]").next().unwrap();
    let second = r#"
[[table]]
id = "meetings"
section = "expenses"
name = { zh = "会议费表", en = "the table of meetings" }

[[table.block]]
rows = [["first", "上半年"], ["second", "下半年"]]
columns = [["meetings", "会议次数"], ["guests", "参会人数"]]
"#;
    let rule = SMALL.split_once("[[rule]]").unwrap().1;
    fs::write(here.path().join("bare.toml"), bare).unwrap();
    fs::write(here.path().join("two.toml"), format!("{bare}{second}\n[[rule]]{rule}")).unwrap();
    fs::write(here.path().join("a.docx"), budget("4.75")).unwrap();
    for (form, lang, why) in [
        ("two.toml", "zh", "  未核对 1 项：没有找到会议费表\n"),
        ("two.toml", "en", "  not checked: 1, because: the table of meetings was not found\n"),
        ("bare.toml", "zh", "  它的表没有可以核对的等式\n"),
        ("bare.toml", "en", "  its tables have no equation to check\n"),
    ] {
        let checked = run(here.path(), &["check", "--form", form, "--lang", lang, "a.docx"]);
        assert!(text(&checked.stdout).contains(why), "{form}: {}", text(&checked.stdout));
        let units =
            run(here.path(), &["check", "--form", form, "--lang", lang, "--format", "units", "a.docx"]);
        assert!(text(&units.stdout).contains(why.rsplit(['：', ':']).next().unwrap().trim()), "{form}");
    }
}
