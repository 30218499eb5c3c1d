//! Every rule is shown at work. `fixtures/rules/<rule>.toml` names reports that pass the rule, reports that fail
//! it (paths under `fixtures/`, read together as one batch), and every message of the failing run, whole, in both
//! languages. Every rule that `gouji explain` lists has such a file, and every form that has the rule has reports
//! of its own on both sides. `BLESS=1` rewrites the messages: review the diff.

use gouji::form::Form;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, Mutex};

/// What a file of `fixtures/rules` says.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    /// Reports in which nothing is found by the rule.
    passing: Vec<String>,
    /// Reports in which the messages are found.
    failing: Vec<String>,
    /// More arguments of `gouji check`, for both.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<String>,
    /// The severity of every message, or that of each; that of the rule where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    severity: Option<Severity>,
    /// All messages of the rule in the failing run, in order.
    zh: Vec<String>,
    /// The same in English.
    en: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
enum Severity {
    All(String),
    Each(Vec<String>),
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// What the program prints, run once for the same arguments.
fn gouji(arguments: &[&str]) -> String {
    static PRINTED: LazyLock<Mutex<BTreeMap<String, String>>> = LazyLock::new(Mutex::default);
    let key = arguments.join("\n");
    if let Some(printed) = PRINTED.lock().unwrap().get(&key) {
        return printed.clone();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let output = command.args(arguments).current_dir(fixtures()).env_remove("GOUJI_LANG").output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {:?}\n{told}", output.status);
    let printed = String::from_utf8(output.stdout).unwrap();
    PRINTED.lock().unwrap().insert(key, printed.clone());
    printed
}

/// The files by the id of their rule.
fn shown() -> BTreeMap<String, Shown> {
    let entries = fs::read_dir(fixtures().join("rules")).expect("fixtures/rules");
    let paths = entries.map(|entry| entry.unwrap().path());
    let toml = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let read = |path: PathBuf| {
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let shown = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (id, shown)
    };
    toml.map(read).collect()
}

/// Every rule and the severity that the list of rules gives it.
fn known() -> BTreeMap<String, String> {
    let list = gouji(&["explain", "--lang", "en"]);
    let mut known = BTreeMap::new();
    for line in list.lines().filter_map(|line| line.strip_prefix("    ")) {
        let mut words = line.split_whitespace();
        let (id, severity) = (words.next().unwrap(), words.next().unwrap());
        assert!(["error", "warning", "note"].contains(&severity), "{line}");
        known.insert(id.to_owned(), severity.to_owned());
    }
    known
}

/// A finding of one rule: the form of its report, severity, message.
type Found = (String, String, String);

/// What a rule finds in reports, and the forms of all of them.
fn found(rule: &str, reports: &[String], options: &[String], lang: &str) -> (Vec<Found>, BTreeSet<String>) {
    let mut arguments = vec!["check", "--format", "jsonl", "--lang", lang];
    arguments.extend(options.iter().map(String::as_str));
    arguments.extend(reports.iter().map(String::as_str));
    let (mut findings, mut forms) = (Vec::new(), BTreeSet::new());
    for line in gouji(&arguments).lines() {
        let object: Value = serde_json::from_str(line).unwrap();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let form = text(&object["form"]["id"]);
        for finding in object["findings"].as_array().into_iter().flatten() {
            if finding["rule"] == rule {
                findings.push((form.clone(), text(&finding["severity"]), text(&finding["message"])));
            }
        }
        forms.insert(form);
    }
    (findings, forms)
}

fn bless(id: &str, shown: &Shown, zh: &[String], en: &[String]) {
    let list = |texts: &[String]| {
        let lines: String =
            texts.iter().map(|text| format!("  {},\n", toml::Value::from(text.as_str()))).collect();
        if texts.is_empty() { "[]".to_owned() } else { format!("[\n{lines}]") }
    };
    let head = Shown { zh: Vec::new(), en: Vec::new(), ..shown.clone() };
    let head = toml::to_string(&head).unwrap();
    let head: String = head
        .lines()
        .filter(|line| !line.starts_with("zh =") && !line.starts_with("en ="))
        .map(|line| format!("{line}\n"))
        .collect();
    let path = fixtures().join("rules").join(format!("{id}.toml"));
    fs::write(path, format!("{head}zh = {}\nen = {}\n", list(zh), list(en))).unwrap();
}

/// What is wrong with the file of one rule.
fn wrong(id: &str, shown: &Shown, declared: Option<&String>) -> Vec<String> {
    let mut wrong = Vec::new();
    let (none, passing) = found(id, &shown.passing, &shown.options, "zh");
    wrong.extend(none.iter().map(|(.., message)| format!("{id}: found where it passes: {message}")));
    let (zh, failing) = found(id, &shown.failing, &shown.options, "zh");
    let (en, _) = found(id, &shown.failing, &shown.options, "en");
    let messages = |found: &[Found]| found.iter().map(|(.., message)| message.clone()).collect::<Vec<_>>();
    if std::env::var_os("BLESS").is_some() && (messages(&zh) != shown.zh || messages(&en) != shown.en) {
        bless(id, shown, &messages(&zh), &messages(&en));
    } else {
        for (expected, found) in [(&shown.zh, messages(&zh)), (&shown.en, messages(&en))] {
            if *expected != found {
                wrong.push(format!("{id}: expected {expected:#?}\nfound {found:#?}"));
            }
        }
    }
    if zh.is_empty() {
        wrong.push(format!("{id}: nothing found where it fails"));
    }
    if zh.iter().zip(&en).any(|(zh, en)| zh.2 == en.2) {
        wrong.push(format!("{id}: the same message in both languages"));
    }
    let severities: Vec<&str> = zh.iter().map(|(_, severity, _)| severity.as_str()).collect();
    let right = match (&shown.severity, declared) {
        (Some(Severity::Each(each)), _) => severities == *each,
        (Some(Severity::All(all)), _) | (None, Some(all)) => {
            severities.iter().all(|severity| severity == all)
        }
        (None, None) => true,
    };
    if !right {
        wrong.push(format!("{id}: severities are {severities:?}"));
    }
    // A rule that two forms word differently is shown on reports of both.
    for form in Form::built_in().iter().filter(|form| form.rules.iter().any(|rule| rule.id == id)) {
        if !passing.contains(&form.id) {
            wrong.push(format!("{id}: no passing report of form {}", form.id));
        }
        if !failing.contains(&form.id) || zh.iter().all(|(of, ..)| *of != form.id) {
            wrong.push(format!("{id}: no failing report of form {}", form.id));
        }
    }
    wrong
}

#[test]
fn every_rule_is_shown_passing_and_failing() {
    let (known, shown) = (known(), shown());
    let mut told: Vec<String> = Vec::new();
    let ids: BTreeSet<&String> = known.keys().collect();
    let files: BTreeSet<&String> = shown.keys().collect();
    told.extend(ids.difference(&files).map(|id| format!("{id}: no fixtures/rules/{id}.toml")));
    told.extend(files.difference(&ids).map(|id| format!("{id}: not in the list of gouji explain")));
    let of_forms = Form::built_in().iter().flat_map(|form| &form.rules);
    told.extend(
        of_forms.filter(|rule| !known.contains_key(&rule.id)).map(|rule| format!("{}: not listed", rule.id)),
    );
    for (id, shown) in &shown {
        told.extend(wrong(id, shown, known.get(id)));
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}
