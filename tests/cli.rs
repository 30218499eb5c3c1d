//! The binary as people and scripts meet it: statuses, streams, folders, lists, bad files among good ones.

mod reports;

use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn gouji() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.env_remove("GOUJI_LANG").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// Runs in a folder, with these arguments.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    gouji().current_dir(folder).args(arguments).output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("no status: {output:?}"))
}

fn lines(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn paths(output: &Output) -> Vec<String> {
    lines(output).iter().map(|line| line["source"]["path"].as_str().unwrap().to_owned()).collect()
}

/// A folder with these files.
fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn mixed() -> TempDir {
    folder(&[
        ("a.docx", reports::clean("甲市教育局", 2024)),
        ("b.docx", b"PK\x03\x04 cut off".to_vec()),
        ("c.docx", reports::wrong("丙市教育局", 2024)),
        ("d.docx", reports::plain(&["会议通知", "请于明日参会。"])),
    ])
}

#[test]
fn statuses() {
    let here = mixed();
    let status_of = |arguments: &[&str]| status(&run(here.path(), arguments));
    assert_eq!(status_of(&["check", "a.docx"]), 0);
    assert_eq!(status_of(&["check", "c.docx"]), 1);
    assert_eq!(status_of(&["check", "--fail-on", "never", "c.docx"]), 0);
    assert_eq!(status_of(&["check", "a.docx", "c.docx"]), 1);
    assert_eq!(status_of(&["check", "b.docx"]), 3);
    assert_eq!(status_of(&["check", "."]), 3);
    assert_eq!(status_of(&["extract", "a.docx", "c.docx"]), 0);
    assert_eq!(status_of(&["extract", "missing.docx"]), 3);
    for usage in [
        &["check"][..],
        &["frobnicate"],
        &["check", "--format", "pdf", "a.docx"],
        &["check", "--form", "no-such-form", "a.docx"],
        &["check", "-", "-"],
        &["check", "--files-from", "no-list"],
        &["check", "-o", "no/such/folder/x.csv", "a.docx"],
        &["check", "-o", ".", "a.docx"],
        &["explain", "no.such_rule"],
        &["forms", "show", "no-such-form"],
        &["forms", "check", "a.docx"],
        &["check", "--max-file-bytes", "many", "a.docx"],
    ] {
        let output = run(here.path(), usage);
        assert_eq!(status(&output), 2, "{usage:?} {output:?}");
        assert!(output.stdout.is_empty(), "{usage:?}");
        assert!(!output.stderr.is_empty(), "{usage:?}");
    }
    for help in [&["--help"][..], &["check", "--help"], &["--version"]] {
        assert_eq!(status_of(help), 0);
    }
}

#[test]
fn a_bad_file_costs_only_itself_and_is_in_every_output() {
    let here = mixed();
    for (command, format) in [("check", "jsonl"), ("extract", "jsonl"), ("document", "jsonl")] {
        let output = run(here.path(), &[command, "--format", format, "."]);
        assert_eq!(status(&output), 3);
        assert_eq!(paths(&output), ["./a.docx", "./b.docx", "./c.docx", "./d.docx"]);
        let bad = &lines(&output)[1];
        for key in ["kind", "message", "advice"] {
            assert!(bad["error"][key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {bad}");
        }
        assert_eq!(err(&output).lines().count(), 1, "{output:?}");
        assert!(err(&output).starts_with("./b.docx: "));
    }
    for (command, format) in [
        ("check", "units"),
        ("check", "csv"),
        ("extract", "csv"),
        ("extract", "wide"),
        ("extract", "sections"),
    ] {
        let output = run(here.path(), &[command, "--format", format, "."]);
        assert_eq!(status(&output), 3);
        let row = out(&output).lines().find(|line| line.starts_with("./b.docx,")).unwrap_or_default();
        assert!(row.len() > "./b.docx,".len() + 30, "{command} {format}: {row}");
        // A line ends after a quoted line break too: the reader of the csv crate checks the widths.
        let mut csv = csv::Reader::from_reader(output.stdout.as_slice());
        let files: Vec<String> = csv.records().map(|row| row.unwrap()[0].to_owned()).collect();
        if format != "csv" || command == "extract" {
            for file in ["./a.docx", "./b.docx", "./c.docx", "./d.docx"] {
                assert!(files.iter().any(|seen| seen == file), "{command} {format} lacks {file}");
            }
        }
    }
    let text = run(here.path(), &["check", "."]);
    for file in ["a.docx", "b.docx", "c.docx", "d.docx"] {
        assert!(out(&text).contains(file), "{}", out(&text));
    }
}

#[test]
fn the_wrong_cell_is_named_in_the_forms_own_words() {
    let here = mixed();
    let json = lines(&run(here.path(), &["check", "--format", "jsonl", "c.docx"]));
    let finding = &json[0]["findings"][0];
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["equations"].as_array().map(Vec::len), Some(2), "{finding:#}");
    let cell = &finding["explanations"][0]["cells"][0];
    assert_eq!(
        (cell["id"].as_str(), cell["suggested"].to_string().as_str()),
        (Some("applications.granted.total"), "4")
    );
    let text = run(here.path(), &["check", "c.docx"]);
    assert!(out(&text).contains("予以公开"));
    assert!(!out(&text).contains('\u{1b}'), "colour is for terminals");
    let english = run(here.path(), &["check", "--lang", "en", "c.docx"]);
    assert!(out(&english).contains("disagree"), "{}", out(&english));
    let environment =
        gouji().current_dir(here.path()).env("GOUJI_LANG", "en").args(["check", "c.docx"]).output();
    assert_eq!(environment.unwrap().stdout, english.stdout);
    let coloured = run(here.path(), &["check", "--color", "always", "c.docx"]);
    assert!(out(&coloured).contains('\u{1b}'));
}

#[test]
fn figures_keep_the_digits_stated() {
    let here = mixed();
    let output = run(here.path(), &["extract", "a.docx"]);
    assert!(out(&output).contains(r#""value":1076.1810,"#), "{}", out(&output));
    let long = run(here.path(), &["extract", "--format", "csv", "a.docx"]);
    assert!(out(&long).contains(",1076.1810,"));
}

#[test]
fn a_document_on_standard_input() {
    let here = mixed();
    let run_with = |bytes: &[u8]| {
        let mut child = gouji()
            .current_dir(here.path())
            .args(["check", "--format", "jsonl", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        child.wait_with_output().unwrap()
    };
    let good = run_with(&reports::clean("甲市教育局", 2024));
    assert_eq!((status(&good), paths(&good)), (0, vec!["-".to_owned()]));
    assert_eq!(status(&run_with(b"")), 3);
}

#[test]
fn jobs_do_not_change_the_output() {
    let files: Vec<(String, Vec<u8>)> = (0..20)
        .map(|n| match n % 4 {
            0 => (format!("{n:02}.docx"), reports::wrong(&format!("第{n}局"), 2024)),
            1 => (format!("{n:02}.docx"), b"nothing".to_vec()),
            _ => (format!("{n:02}.docx"), reports::clean(&format!("第{n}局"), 2024)),
        })
        .collect();
    let files: Vec<(&str, Vec<u8>)> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let here = folder(&files);
    for arguments in [
        ["check", "--format", "text"],
        ["check", "--format", "jsonl"],
        ["check", "--format", "units"],
        ["extract", "--format", "wide"],
        ["document", "--format", "text"],
    ] {
        let with_jobs = |jobs: &str| run(here.path(), &[&arguments[..], &["-j", jobs, "."]].concat());
        let (one, eight) = (with_jobs("1"), with_jobs("8"));
        assert_eq!(one.stdout, eight.stdout, "{arguments:?}");
        assert_eq!(one.stderr, eight.stderr, "{arguments:?}");
        assert_eq!(one.status, eight.status);
    }
}

#[test]
fn folders_are_walked_and_nothing_visible_is_passed_over_in_silence() {
    let report = || reports::clean("甲市教育局", 2024);
    let here = folder(&[
        ("b/2.docx", report()),
        ("b/1.DOCX", report()),
        ("a.docx", report()),
        ("b.docm", report()),
        ("~$a.docx", b"owner".to_vec()),
        ("._a.docx", b"apple".to_vec()),
        (".hidden/x.docx", report()),
        ("old.doc", b"\xD0\xCF\x11\xE0".to_vec()),
        ("scan.PDF", b"%PDF".to_vec()),
        ("all.zip", b"PK".to_vec()),
        ("table.xlsx", b"PK".to_vec()),
        ("table2.xlsx", b"PK".to_vec()),
        ("README", b"x".to_vec()),
    ]);
    let json = run(here.path(), &["check", "--format", "jsonl", "."]);
    assert_eq!(paths(&json), ["./a.docx", "./b/1.DOCX", "./b/2.docx", "./b.docm"]);
    assert_eq!(status(&json), 0);
    let text = run(here.path(), &["check", "."]);
    for said in [err(&json), out(&text)] {
        for name in ["old.doc", "scan.PDF", "all.zip", ".xlsx 2"] {
            assert!(said.contains(name), "{name} is not in {said}");
        }
        for name in ["~$a", "._a", ".hidden"] {
            assert!(!said.contains(name), "{name} is in {said}");
        }
    }
    // A file that is named is read, whatever its name.
    let named = run(here.path(), &["check", "--format", "jsonl", "old.doc", "~$a.docx"]);
    assert_eq!(paths(&named), ["old.doc", "~$a.docx"]);
    assert_eq!(status(&named), 3);
    let empty = TempDir::new().unwrap();
    let nothing = run(empty.path(), &["check", "--format", "json", "."]);
    // A run that read nothing must not look like one that found nothing.
    assert_eq!((status(&nothing), out(&nothing)), (2, ""));
    assert_eq!(err(&nothing), "gouji: 没有找到 Word 文档（.docx .docm .dotx .dotm），什么也没有检查\n");
    fs::write(empty.path().join("old.doc"), b"\xD0\xCF\x11\xE0").unwrap();
    let only_old = run(empty.path(), &["check", "."]);
    assert_eq!(status(&only_old), 2);
    assert!(err(&only_old).contains("old.doc"), "{only_old:?}");
}

#[test]
fn lists_of_paths() {
    let here = folder(&[
        ("甲 一.docx", reports::clean("甲市教育局", 2024)),
        ("乙.docx", reports::clean("乙市教育局", 2024)),
    ]);
    let text = "甲 一.docx\r\n\r\n乙.docx\r\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let utf_16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [text.as_bytes().to_vec(), gbk.into_owned(), utf_16] {
        fs::write(here.path().join("list.txt"), bytes).unwrap();
        let output = run(here.path(), &["check", "--format", "jsonl", "--files-from", "list.txt"]);
        assert_eq!(
            (status(&output), paths(&output)),
            (0, vec!["甲 一.docx".to_owned(), "乙.docx".to_owned()])
        );
    }
    fs::write(here.path().join("list.txt"), "乙.docx\0甲 一.docx\0").unwrap();
    let output = run(here.path(), &["check", "--format", "jsonl", "-0", "--files-from", "list.txt"]);
    assert_eq!(paths(&output), ["乙.docx", "甲 一.docx"]);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let here = mixed();
    let before = fs::read(here.path().join("a.docx")).unwrap();
    let over = run(here.path(), &["extract", "-o", "a.docx", "."]);
    assert_eq!(status(&over), 2);
    assert_eq!(fs::read(here.path().join("a.docx")).unwrap(), before);
    let form = include_str!("../src/forms/disclosure-annual-report.toml");
    fs::write(here.path().join("form.toml"), form).unwrap();
    fs::write(here.path().join("list.txt"), "a.docx").unwrap();
    fs::write(here.path().join("other.docx"), &before).unwrap();
    for (target, options) in [
        ("form.toml", &["--form", "form.toml", "a.docx"][..]),
        ("list.txt", &["--files-from", "list.txt"]),
        ("other.docx", &["a.docx"]),
    ] {
        for command in ["check", "extract"] {
            let kept = fs::read(here.path().join(target)).unwrap();
            let over = run(here.path(), &[&[command, "--format", "csv", "-o", target], options].concat());
            assert_eq!(status(&over), 2, "{over:?}");
            assert!(err(&over).contains("不能写入"), "{over:?}");
            assert_eq!(fs::read(here.path().join(target)).unwrap(), kept);
        }
    }
    fs::remove_file(here.path().join("other.docx")).unwrap();
    let output = run(here.path(), &["check", "-o", "findings.csv", "."]);
    assert_eq!((status(&output), out(&output)), (3, ""));
    let csv = fs::read(here.path().join("findings.csv")).unwrap();
    assert!(csv.starts_with(b"\xEF\xBB\xBFfile,organization,year,fingerprint,"), "{csv:?}");
    assert!(csv.windows(2).any(|end| end == b"\r\n"));
    run(here.path(), &["check", "--no-bom", "-o", "findings.csv", "."]);
    assert!(fs::read(here.path().join("findings.csv")).unwrap().starts_with(b"file,"));
    let marked = run(here.path(), &["check", "--format", "units", "--bom", "a.docx"]);
    assert!(marked.stdout.starts_with(b"\xEF\xBB\xBFfile,"));
    run(here.path(), &["extract", "-o", "all.json", "a.docx"]);
    let array: Value = serde_json::from_slice(&fs::read(here.path().join("all.json")).unwrap()).unwrap();
    assert_eq!(array[0]["source"]["path"], "a.docx");
    run(here.path(), &["check", "-o", "all.jsonl", "a.docx"]);
    assert!(fs::read(here.path().join("all.jsonl")).unwrap().starts_with(b"{\"schema\":\"gouji/check/1\""));
    let left: Vec<_> = fs::read_dir(here.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
}

#[test]
fn spreadsheets_get_words_and_unique_headers() {
    let here = mixed();
    let wide = ["extract", "--form", "disclosure-annual-report", "--format", "wide"];
    let output = run(here.path(), &[&wide[..], &["--labels", "zh", "a.docx"]].concat());
    let mut csv = csv::Reader::from_reader(output.stdout.as_slice());
    let header = csv.headers().unwrap().clone();
    let mut names: Vec<&str> = header.iter().collect();
    // Three values of `disclosure` are in both editions; 2019 has `other.*` in place of three rows of 2021.
    assert_eq!(names.len(), 4 + (10 + 22 - 3) + (175 + 7) + 15 + 3);
    assert!(names.contains(&"规章 / 本年制发件数"), "{names:?}");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), header.len(), "two columns have one name");
    let ids = run(here.path(), &[&wide[..], &["."]].concat());
    let first = out(&ids).lines().next().unwrap_or_default();
    assert!(first.starts_with("file,organization,year,form,disclosure.regulation.issued,"), "{first}");
    assert!(first.ends_with(",blank,missing,unreadable"));
}

#[test]
fn a_fault_that_many_share_is_printed_once() {
    let files: Vec<(String, Vec<u8>)> = (0..12)
        .map(|n| (format!("{n:02}.docx"), reports::wrong(&format!("第{n}局"), 2024)))
        .chain((12..15).map(|n| (format!("{n:02}.docx"), reports::clean(&format!("第{n}局"), 2024))))
        .collect();
    let files: Vec<(&str, Vec<u8>)> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let here = folder(&files);
    let output = run(here.path(), &["check", "."]);
    assert_eq!(status(&output), 1);
    assert_eq!(out(&output).matches("[applications.row_total]  ").count(), 0);
    assert_eq!(out(&output).matches("唯一解释").count(), 1, "{}", out(&output));
    assert!(out(&output).contains("模板"));
}

#[test]
fn rules_forms_and_schemas() {
    let here = TempDir::new().unwrap();
    let list = run(here.path(), &["explain"]);
    assert!(out(&list).contains("applications.row_total"));
    let one = run(here.path(), &["explain", "applications.balance"]);
    assert!(out(&one).contains("第一项加第二项之和"), "{}", out(&one));
    let group = run(here.path(), &["explain", "applications"]);
    assert!(out(&group).contains("applications.handled_total"));
    assert!(out(&run(here.path(), &["forms"])).contains("disclosure-annual-report"));
    let form = run(here.path(), &["forms", "show", "disclosure-annual-report"]);
    fs::write(here.path().join("form.toml"), &form.stdout).unwrap();
    let sound = run(here.path(), &["forms", "check", "form.toml"]);
    assert_eq!(status(&sound), 0);
    for told in [
        "175 个数据，39 个等式，其中 37 个相互独立",
        "必能发现的错误：等式所涉各格中同时错 3 格以内",
        "彼此不能区分的 5 格",
    ] {
        assert!(out(&sound).contains(told), "{told}: {}", out(&sound));
    }
    let english = run(here.path(), &["forms", "check", "form.toml", "--lang", "en"]);
    assert!(out(&english).contains("values: 161, equations: 37, independent: 35"), "{}", out(&english));
    fs::write(here.path().join("bad.toml"), out(&form).replace("handled_total =", "handeld_total ="))
        .unwrap();
    let bad = run(here.path(), &["forms", "check", "bad.toml"]);
    assert_eq!(status(&bad), 2);
    assert!(err(&bad).starts_with("bad.toml:"), "{}", err(&bad));
    assert!(err(&bad).contains("handled_total"));
    for of in ["report", "check", "document", "form", "config"] {
        let schema = run(here.path(), &["schema", of]);
        let schema: Value = serde_json::from_str(out(&schema)).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}

#[test]
fn clean_files_are_named_up_to_twenty() {
    let files: Vec<(String, Vec<u8>)> =
        (0..21).map(|n| (format!("{n:02}.docx"), reports::clean(&format!("第{n}局"), 2024))).collect();
    let files: Vec<(&str, Vec<u8>)> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let here = folder(&files);
    let twenty_one = run(here.path(), &["check", "."]);
    assert!(!out(&twenty_one).contains(".docx"), "{}", out(&twenty_one));
    assert!(out(&twenty_one).contains("21 份报告勾稽相符"));
    fs::remove_file(here.path().join("20.docx")).unwrap();
    let twenty = run(here.path(), &["check", "."]);
    assert_eq!(out(&twenty).matches(".docx").count(), 20);
    assert!(run(here.path(), &["check", "-q", "."]).stdout.is_empty());
}

#[test]
fn a_form_of_ones_own() {
    let here = mixed();
    let form = run(here.path(), &["forms", "show", "disclosure-annual-report"]);
    let own = out(&form).replacen("disclosure-annual-report", "my-form", 1);
    fs::write(here.path().join("my.toml"), own).unwrap();
    let output = run(here.path(), &["check", "--form", "my.toml", "--format", "jsonl", "a.docx"]);
    assert_eq!(lines(&output)[0]["form"]["id"], "my-form");
}

#[test]
fn text_from_outside_cannot_talk_to_the_terminal() {
    let here = folder(&[("evil\u{1b}[2J.docx", b"nothing".to_vec())]);
    let output = run(here.path(), &["check", "."]);
    assert!(!out(&output).contains('\u{1b}') && !err(&output).contains('\u{1b}'), "{output:?}");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_closed_pipe_ends_quietly() {
        let files: Vec<(String, Vec<u8>)> =
            (0..24).map(|n| (format!("{n:02}.docx"), reports::clean(&format!("第{n}局"), 2024))).collect();
        let files: Vec<(&str, Vec<u8>)> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        let here = folder(&files);
        for arguments in
            ["extract .", "check --format text .", "document --format text .", "explain", "schema"]
        {
            let script = format!("{} {arguments} 2>err | head -c 1 >/dev/null", env!("CARGO_BIN_EXE_gouji"));
            let mut bash = Command::new("bash");
            let ended =
                bash.current_dir(here.path()).args(["-o", "pipefail", "-c", &script]).status().unwrap();
            assert_eq!(ended.code(), Some(0), "{arguments}");
            assert_eq!(fs::read_to_string(here.path().join("err")).unwrap(), "", "{arguments}");
        }
    }

    #[test]
    fn a_full_disk_is_an_error() {
        if !Path::new("/dev/full").exists() {
            return;
        }
        let here = mixed();
        for to in ["> /dev/full", "-o /dev/full"] {
            let script = format!("{} extract a.docx {to}", env!("CARGO_BIN_EXE_gouji"));
            let output = Command::new("sh").current_dir(here.path()).args(["-c", &script]).output().unwrap();
            assert_eq!(status(&output), 3, "{to}");
            assert_eq!(err(&output).lines().count(), 1, "{output:?}");
        }
    }

    #[test]
    fn names_that_are_not_unicode() {
        let here = TempDir::new().unwrap();
        let name = OsStr::from_bytes(b"b\xFFd.docx");
        fs::write(here.path().join(name), reports::clean("甲市教育局", 2024)).unwrap();
        let walked = run(here.path(), &["check", "--format", "jsonl", "."]);
        assert_eq!((status(&walked), paths(&walked)), (0, vec!["./b\\xFFd.docx".to_owned()]));
        let named = gouji().current_dir(here.path()).args(["check", "--format", "jsonl"]).arg(name).output();
        assert_eq!(paths(&named.unwrap()), ["b\\xFFd.docx"]);
        fs::write(here.path().join("list"), b"b\xFFd.docx\n").unwrap();
        let listed = run(here.path(), &["check", "--format", "jsonl", "--files-from", "list"]);
        assert_eq!((status(&listed), paths(&listed)), (0, vec!["b\\xFFd.docx".to_owned()]));
    }

    #[test]
    fn an_input_is_never_written_not_even_through_a_link() {
        let here = mixed();
        symlink("a.docx", here.path().join("link.json")).unwrap();
        let before = fs::read(here.path().join("a.docx")).unwrap();
        let output = run(here.path(), &["extract", "-o", "link.json", "a.docx"]);
        assert_eq!(status(&output), 2);
        assert_eq!(fs::read(here.path().join("a.docx")).unwrap(), before);
    }

    #[test]
    fn what_the_user_may_not_read_is_named() {
        use std::os::unix::fs::PermissionsExt;
        let here = mixed();
        let closed = here.path().join("closed");
        fs::create_dir(&closed).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        let readable = fs::read_dir(&closed).is_ok();
        let output = run(here.path(), &["check", "--format", "jsonl", "."]);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
        // To the administrator nothing is closed.
        assert!(readable || paths(&output).iter().any(|path| path == "./closed"), "{output:?}");
    }
}

#[test]
fn what_is_left_of_a_file_cut_off_is_read_with_a_warning() {
    let here = folder(&[]);
    let whole =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports/clean-2021.docx")).unwrap();
    let directory = whole.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    fs::write(here.path().join("cut.docx"), &whole[..directory]).unwrap();
    let output = run(here.path(), &["check", "--fail-on", "warning", "cut.docx"]);
    assert_eq!(status(&output), 1);
    let told = "警告  文件不完整或已损坏：压缩包的目录已丢失，逐个找回了其中的部件；请核对文档是否完整 [structure.damaged]";
    assert!(out(&output).contains(told), "{}", out(&output));
    assert!(out(&output).contains("42/42"), "{}", out(&output));
}
