//! The facts about the layout that are written in prose hold: the module table of `lib.rs`, the opening of
//! every file, and the place of Chinese text.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    // The build script stands beside the forms that it lists and is no part of the library.
    found.retain(|path| !path.ends_with("forms/build.rs"));
    // Tests that fill a folder of their own are not shipped either.
    found.retain(|path| path.parent().is_none_or(|folder| !folder.ends_with("tests")));
    found.sort();
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The first path component below `src`, without ending: `document` for `src/document/table.rs`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules in the order of the table in the crate documentation.
fn table() -> Vec<String> {
    let lib = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).unwrap();
    lib.lines()
        .filter_map(|line| line.strip_prefix("//! | `")?.split('`').next())
        .map(str::to_owned)
        .collect()
}

/// The code of a file without its comments and its tests.
fn code(text: &str) -> String {
    let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
    shipped
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn every_module_stands_in_the_table_and_imports_only_from_above() {
    let table = table();
    let mut modules: BTreeSet<String> = sources().iter().map(|(path, _)| module(path)).collect();
    modules.retain(|name| name != "lib" && name != "main");
    assert_eq!(
        modules,
        table.iter().cloned().collect(),
        "the table in lib.rs lists other modules than src has"
    );
    for (path, text) in sources() {
        let name = module(&path);
        let Some(own) = table.iter().position(|row| *row == name) else { continue };
        let text = code(&text);
        for (row, other) in table.iter().enumerate() {
            let imports = text.contains(&format!("crate::{other}"));
            assert!(
                !imports || row <= own,
                "{}: {name} imports {other}, which stands below it",
                path.display()
            );
        }
        assert!(!text.contains("crate::{"), "{}: write one `use crate::module` a line", path.display());
    }
}

#[test]
fn main_knows_only_the_command_line() {
    let main = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/main.rs")).unwrap();
    for row in table().iter().filter(|row| *row != "cli") {
        assert!(!main.contains(&format!("gouji::{row}")), "main.rs uses {row}");
    }
}

#[test]
fn every_file_says_what_goes_in_and_out() {
    for (path, text) in sources() {
        assert!(text.starts_with("//!"), "{} does not open with //!", path.display());
        let lines = code(&text).lines().count();
        assert!(lines <= 600, "{} has {lines} lines of code: is it one purpose?", path.display());
    }
}

#[test]
fn chinese_stands_in_data_not_in_code() {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}');
    for (path, text) in sources() {
        if module(&path) == "numeral" || path.ends_with("tests.rs") {
            continue;
        }
        for (number, line) in text.split("#[cfg(test)]").next().unwrap_or_default().lines().enumerate() {
            let written = line.split("//").next().unwrap_or_default();
            assert!(!written.contains(is_han), "{}:{}: {line}", path.display(), number + 1);
        }
    }
}

#[test]
fn every_message_key_is_in_the_catalogue() {
    let keys = regex::Regex::new(r#"(?:Message::new|word)\(\s*"([a-z_]+\.[a-z0-9_]+)""#).unwrap();
    let mut seen = 0;
    for (path, text) in sources() {
        for found in keys.captures_iter(&code(&text)) {
            seen += 1;
            assert!(gouji::message::has(&found[1]), "{}: no message {}", path.display(), &found[1]);
        }
    }
    assert!(seen > 20, "only {seen} keys seen: has the way of writing them changed?");
    for kind in gouji::error::ErrorKind::ALL {
        for group in ["error", "advice"] {
            let key = format!("{group}.{}", kind.code());
            assert!(gouji::message::has(&key), "no message {key}");
        }
    }
}
