//! Everything the READMEs show is true: each `console` block is run and its output compared (`BLESS=1`
//! rewrites it), the module table is that of the crate documentation, and the two languages show the same.
//! Commands that need `jq` or DuckDB are passed over where these are missing, unless `GOUJI_WITNESSES` is set.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FILES: [&str; 2] = ["README.md", "README.zh-CN.md"];
const WITNESSES: [&str; 2] = ["jq", "duckdb"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// The blocks of a language: their content, with the byte range in the text.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<(std::ops::Range<usize>, &'t str)> {
    let open = format!("\n```{language}\n");
    text.match_indices(&open)
        .map(|(at, _)| {
            let start = at + open.len();
            let end = start + text[start..].find("```").unwrap();
            (start..end, &text[start..end])
        })
        .collect()
}

fn commands(text: &str) -> Vec<String> {
    let lines = blocks(text, "console").into_iter().flat_map(|(_, block)| block.lines());
    lines.filter_map(|line| line.strip_prefix("$ ")).map(str::to_owned).collect()
}

fn is_missing(program: &str) -> bool {
    !Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// What a command prints, run where only `fixtures` is to be seen.
fn run(command: &str, folder: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_gouji")).parent().unwrap().to_path_buf();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path: Vec<PathBuf> = std::iter::once(binary).chain(std::env::split_paths(&others)).collect();
    let output = Command::new("bash")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(path).unwrap())
        .env_remove("GOUJI_LANG")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    // The mark at the beginning of a file for Excel is not to be seen.
    printed.replace('\u{FEFF}', "").replace("\r\n", "\n").trim_end().to_owned()
}

#[cfg(unix)]
#[test]
fn every_command_prints_what_is_shown() {
    let bless = std::env::var_os("BLESS").is_some();
    let strict = std::env::var_os("GOUJI_WITNESSES").is_some();
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(root().join("fixtures"), folder.path().join("fixtures")).unwrap();
    let missing: Vec<&str> = WITNESSES.into_iter().filter(|program| is_missing(program)).collect();
    assert!(!strict || missing.is_empty(), "not installed: {missing:?}");
    let mut run_all = 0;
    for name in FILES {
        let text = read(name);
        let mut fresh = text.clone();
        for (range, block) in blocks(&text, "console").into_iter().rev() {
            let command = block.lines().next().and_then(|line| line.strip_prefix("$ ")).unwrap();
            if missing.iter().any(|program| command.contains(program)) {
                println!("passed over, not installed: {command}");
                continue;
            }
            run_all += 1;
            fresh.replace_range(range, &format!("$ {command}\n{}\n", run(command, folder.path())));
        }
        if bless {
            fs::write(root().join(name), &fresh).unwrap();
        } else {
            assert_eq!(text, fresh, "{name} shows what is no longer printed");
        }
    }
    assert!(run_all >= 8, "only {run_all} commands run");
}

#[test]
fn both_languages_show_the_same() {
    let plain = |name: &str| -> Vec<String> {
        commands(&read(name)).iter().map(|command| command.replace(" --lang en", "")).collect()
    };
    assert_eq!(plain(FILES[0]), plain(FILES[1]));
    for language in ["sh", "toml"] {
        let shown = |name: &str| -> Vec<String> {
            let text = read(name);
            let found = blocks(&text, language);
            found.into_iter().map(|(_, block)| block.split("      #").next().unwrap().to_owned()).collect()
        };
        assert_eq!(shown(FILES[0]), shown(FILES[1]));
    }
    let rows = |name: &str| read(name).lines().filter(|line| line.starts_with("| ")).count();
    assert_eq!(rows(FILES[0]), rows(FILES[1]));
}

#[test]
fn the_module_table_is_that_of_the_crate() {
    let lib = read("src/lib.rs");
    let rows: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("//! "))
        .filter(|line| line.starts_with("| `"))
        .collect();
    assert!(rows.len() > 10);
    for name in FILES {
        assert!(read(name).contains(&rows.join("\n")), "{name} has another module table than src/lib.rs");
    }
}

#[test]
fn the_form_shown_is_sound() {
    for name in FILES {
        let text = read(name);
        let shown = blocks(&text, "toml");
        let forms = shown.iter().filter(|(_, block)| block.contains("[[section]]"));
        let faults: Vec<_> = forms.map(|(_, block)| gouji::form::Form::parse(block).err()).collect();
        assert_eq!(faults, [None], "{name}");
        // It is the one that `gouji forms new` prints.
        let bare = |form: &str| -> Vec<String> {
            let lines = form.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
            lines.map(|line| line.split("      #").next().unwrap().to_owned()).collect()
        };
        let new = bare(&run("gouji forms new", root()));
        assert!(shown.iter().any(|(_, block)| bare(block) == new), "{name}");
    }
}
