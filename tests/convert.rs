//! `--convert`: what is no .docx is read by way of LibreOffice. A stand-in program takes its place, so that
//! the tests run anywhere; where `GOUJI_SOFFICE` names a LibreOffice, that one converts real files.

#![cfg(unix)]

mod reports;

use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const RTF: &[u8] = b"{\\rtf1 something}";

fn gouji(folder: &Path, program: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.env_remove("GOUJI_LANG").env("GOUJI_SOFFICE", program);
    command.current_dir(folder).args(arguments).output().expect("gouji")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// A program that gives back `result.docx` beside it, whatever it is given.
fn stand_in(folder: &Path, script: &str) -> PathBuf {
    let program = folder.join("office");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("a script");
    fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).expect("a mode");
    program
}

const GIVES_RESULT: &str = r#"for last; do out=$input; input=$last; done; mkdir -p "$out"; cp "$(dirname "$0")/result.docx" "$out/input.docx""#;

#[test]
fn what_is_converted_is_read_and_said_to_be() {
    let (tools, here) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    fs::write(tools.path().join("result.docx"), reports::wrong("甲市教育局", 2024)).expect("a file");
    let program = stand_in(tools.path(), GIVES_RESULT);
    fs::write(here.path().join("a.docx"), reports::clean("甲市教育局", 2024)).expect("a file");
    fs::write(here.path().join("b.docx"), RTF).expect("a file");
    fs::write(here.path().join("c.rtf"), RTF).expect("a file");
    fs::write(here.path().join("d.pdf"), b"%PDF").expect("a file");
    for command in ["check", "extract", "document"] {
        let output = gouji(here.path(), &program, &[command, "--convert", "--format", "jsonl", "."]);
        let found = lines(&output);
        let sources: Vec<(&str, Option<&str>)> = found
            .iter()
            .map(|line| {
                let source = &line["source"];
                (source["path"].as_str().expect("a path"), source["converted"].as_str())
            })
            .collect();
        let by = Some("LibreOffice");
        assert_eq!(sources, [("./a.docx", None), ("./b.docx", by), ("./c.rtf", by)], "{command}");
        assert_eq!(found[1]["source"]["bytes"], RTF.len());
        assert!(String::from_utf8_lossy(&output.stderr).contains("d.pdf"));
        let schema =
            gouji(here.path(), &program, &["schema", if command == "extract" { "report" } else { command }]);
        let schema: Value = serde_json::from_slice(&schema.stdout).expect("a schema");
        assert!(found.iter().all(|object| jsonschema::is_valid(&schema, object)), "{command}");
    }
    let verdicts = lines(&gouji(here.path(), &program, &["check", "--convert", "--format", "jsonl", "."]));
    assert_eq!(
        verdicts.iter().map(|v| v["verdict"].as_str()).collect::<Vec<_>>(),
        [Some("agrees"), Some("disagrees"), Some("disagrees")]
    );
    // Not asked for, nothing is converted, and folders leave it out.
    let plain = gouji(here.path(), &program, &["check", "--format", "jsonl", "."]);
    assert_eq!(
        lines(&plain).iter().map(|l| l["error"]["kind"].as_str()).collect::<Vec<_>>(),
        [None, Some("rtf")]
    );
}

#[test]
fn what_cannot_be_converted_says_why_and_what_to_do() {
    let (tools, here) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    fs::write(here.path().join("a.rtf"), RTF).expect("a file");
    let error = |program: &Path, more: &[&str]| {
        let arguments = [&["document", "--convert", "a.rtf"], more].concat();
        let output = gouji(here.path(), program, &arguments);
        assert_eq!(output.status.code(), Some(3));
        lines(&output).remove(0)["error"].take()
    };
    let missing = error(Path::new("/nowhere/soffice"), &[]);
    assert_eq!(missing["kind"], "no_converter");
    assert!(missing["advice"].as_str().expect("advice").contains("安装LibreOffice"), "{missing}");
    let failing = stand_in(tools.path(), "exit 1");
    assert_eq!(error(&failing, &[])["kind"], "not_converted");
    // The program that is started only starts another one: both are ended.
    let mark = tools.path().join("late");
    let slow = stand_in(tools.path(), &format!("(sleep 3; touch '{}') & wait", mark.display()));
    let late = error(&slow, &["--convert-seconds", "1"]);
    assert_eq!((late["kind"].as_str(), late["message"].as_str().is_some()), (Some("not_converted"), true));
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert!(!mark.exists(), "what it had started went on");
}

#[test]
#[ignore = "needs LibreOffice: GOUJI_SOFFICE=/usr/bin/soffice cargo test --test convert -- --ignored"]
fn libreoffice_makes_the_same_report_of_every_format() {
    let program = PathBuf::from(std::env::var_os("GOUJI_SOFFICE").expect("GOUJI_SOFFICE"));
    let here = TempDir::new().expect("a folder");
    let reports =
        [("agrees", reports::clean("甲市教育局", 2024)), ("disagrees", reports::wrong("乙市教育局", 2024))];
    for (name, bytes) in reports {
        let docx = here.path().join(format!("{name}.docx"));
        fs::write(&docx, bytes).expect("a file");
        for format in ["doc", "rtf", "odt"] {
            let status = Command::new(&program)
                .arg(format!("-env:UserInstallation=file://{}", here.path().join(".profile").display()))
                .args(["--headless", "--convert-to", format, "--outdir"])
                .args([here.path(), &docx])
                .output()
                .expect("LibreOffice");
            assert!(status.status.success(), "{status:?}");
        }
    }
    let found =
        lines(&gouji(here.path(), &program, &["check", "--convert", "--format", "jsonl", "-j", "1", "."]));
    assert_eq!(found.len(), 8);
    for verdict in found {
        let path = verdict["source"]["path"].as_str().expect("a path");
        let expected = if path.contains("disagrees") { "disagrees" } else { "agrees" };
        assert_eq!(verdict["verdict"], expected, "{path}");
        let converted = verdict["source"]["converted"].as_str();
        assert_eq!(converted, (!path.ends_with(".docx")).then_some("LibreOffice"), "{path}");
    }
}
