//! What the binary prints is what its schemas say.

mod reports;

use serde_json::Value;
use std::fs;
use std::process::Command;
use tempfile::TempDir;

fn gouji(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_object_is_valid() {
    let here = TempDir::new().unwrap();
    let doubled = [("applications.granted.total", "５件"), ("disputes.reconsideration.upheld", "—")];
    let blank = [("applications.new_received.natural_person", ""), ("applications.carried_in.total", "若干")];
    let inputs = [
        ("clean.docx", reports::clean("甲市教育局", 2024)),
        ("old.docx", reports::clean("甲市教育局", 2020)),
        ("wrong.docx", reports::wrong("甲市教育局", 2024)),
        ("dressed.docx", reports::with("甲市教育局", 2024, &doubled)),
        ("blank.docx", reports::with("甲市教育局", 2024, &blank)),
        ("other.docx", reports::plain(&["会议通知"])),
        ("broken.docx", b"PK\x03\x04".to_vec()),
        ("empty.docx", Vec::new()),
    ];
    for (name, bytes) in inputs {
        fs::write(here.path().join(name), bytes).unwrap();
    }
    for (command, of) in [("extract", "report"), ("check", "check"), ("document", "document")] {
        let schema: Value = serde_json::from_str(&gouji(&["schema", of])).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let folder = here.path().to_str().unwrap();
        let mut count = 0;
        for line in gouji(&[command, "--format", "jsonl", folder]).lines() {
            let object: Value = serde_json::from_str(line).unwrap();
            let errors: Vec<String> = validator.iter_errors(&object).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{command}: {errors:#?}\n{object:#}");
            count += 1;
        }
        assert_eq!(count, 8);
        let array: Value = serde_json::from_str(&gouji(&[command, "--format", "json", folder])).unwrap();
        assert_eq!(array.as_array().map(Vec::len), Some(8));
        assert!(!validator.is_valid(&serde_json::json!({ "schema": "gouji/report/1" })));
    }
}

#[test]
fn the_built_in_forms_are_valid() {
    let schema: Value = serde_json::from_str(&gouji(&["schema", "form"])).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for form in gouji::form::Form::built_in() {
        let form: Value = toml::from_str(&form.source).unwrap();
        let errors: Vec<String> = validator.iter_errors(&form).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn units_that_have_not_submitted_and_decisions_are_valid() {
    let here = TempDir::new().unwrap();
    let path = |name: &str| here.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("wrong.docx"), reports::wrong("甲市教育局", 2024)).unwrap();
    fs::write(
        path("again.docx"),
        reports::with("甲市教育局", 2024, &[("disputes.direct_litigation.total", "3")]),
    )
    .unwrap();
    fs::write(path("units"), "甲市教育局\n乙县水利局\n丙县水利局\n").unwrap();
    let schema: Value = serde_json::from_str(&gouji(&["schema", "check"])).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let base = ["check", "--expect", &path("units"), &path("wrong.docx"), &path("again.docx")];
    let csv = gouji(&[&base[..], &["--format", "csv"]].concat());
    // The first finding is decided on, the second report's was with other values, the last unit is excused.
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    for row in reader.records() {
        rows.push(row.unwrap().iter().map(str::to_owned).collect());
    }
    let last = rows.len() - 1;
    let second = rows.iter().position(|row| row[0].ends_with("again.docx")).unwrap();
    for row in [1, second, last] {
        rows[row][18] = "yes".to_owned();
        rows[row][20] = "2026-01-05".to_owned();
    }
    let (first, _) = rows[second][3].split_once('-').unwrap();
    rows[second][3] = format!("{first}-000000000000");
    let mut writer = csv::Writer::from_path(path("decisions.csv")).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.flush().unwrap();
    let decisions = path("decisions.csv");
    let printed = gouji(&[&base[..], &["--format", "jsonl", "--decisions", &decisions]].concat());
    let objects: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects.len(), 4);
    for object in &objects {
        let errors: Vec<String> = validator.iter_errors(object).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{object:#}");
    }
    assert_eq!(objects[0]["decided"][0]["decision"]["by"], Value::Null);
    assert_eq!(objects[1]["findings"][0]["changed_since"]["date"], "2026-01-05");
    assert_eq!(objects[2]["source"], Value::Null);
    assert_eq!(
        (&objects[3]["findings"], objects[3]["summary"]["decided"].as_u64()),
        (&Value::Array(vec![]), Some(1))
    );
}

#[test]
fn settings_are_valid() {
    let schema: Value = serde_json::from_str(&gouji(&["schema", "config"])).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let rule =
        |date: &str| format!("[[rule]]\nid = \"disputes\"\nseverity = \"off\"\nreason = \"r\"\n{date}\n");
    let valid = |toml: &str| {
        validator.is_valid(&serde_json::to_value(toml::from_str::<toml::Value>(toml).unwrap()).unwrap())
    };
    assert!(valid("") && valid("fail-on = \"never\"\nlang = \"en\"\n"));
    assert!(valid(&rule("date = \"2026-01-05\"")));
    assert!(!valid(&rule("")) && !valid("fail_on = \"never\"\n") && !valid("lang = \"fr\"\n"));
}
