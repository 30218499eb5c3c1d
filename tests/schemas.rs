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
