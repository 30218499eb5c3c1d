//! Reports under forms of one's own. `fixtures/forms/samples/NAME.report` is a report in plain text: the form it is
//! for, then a paragraph a line, and the rows of tables between bars, with `<` for a cell merged with the one before
//! it and `^` with the one above. `NAME.docx` is that report, and `NAME.zh.txt` and `NAME.en.txt` are all that
//! `gouji check -v` says of it. `BLESS=1` writes them.

mod reports;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join("forms").join("samples")
}

fn gouji(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let output = command.current_dir(folder()).args(arguments).env_remove("GOUJI_LANG").output().unwrap();
    let printed = [output.stdout, output.stderr].concat();
    format!("$ gouji {}\n{}", arguments.join(" "), String::from_utf8(printed).unwrap())
}

/// Compares with a file, or rewrites it.
fn agree(path: &Path, made: &[u8], differing: &mut Vec<String>) {
    if fs::read(path).is_ok_and(|known| known == made) {
        return;
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, made).unwrap();
    } else {
        differing.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
}

#[test]
fn what_is_said_of_reports_under_ones_own_form_is_whole() {
    let mut differing = Vec::new();
    let mut seen = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "report") {
            continue;
        }
        seen += 1;
        let text = fs::read_to_string(&path).unwrap();
        let (head, report) = text.split_once('\n').unwrap();
        let form = format!("../{}", head.strip_prefix("form = ").unwrap());
        agree(&path.with_extension("docx"), &reports::written(report), &mut differing);
        let docx = format!("{}.docx", path.file_stem().unwrap().to_str().unwrap());
        for lang in ["zh", "en"] {
            let told = gouji(&["check", "-v", "--lang", lang, "--form", &form, &docx]);
            agree(&path.with_extension(format!("{lang}.txt")), told.as_bytes(), &mut differing);
        }
    }
    assert!(seen > 2, "{seen}");
    assert!(differing.is_empty(), "BLESS=1 rewrites them: {differing:?}");
}
