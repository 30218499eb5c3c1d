//! The reports checked in are those the generator makes. `BLESS=1` rewrites them. Compared part by part, for
//! deflate differs between machines.

#[path = "generate/mod.rs"]
mod generate;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn the_reports_checked_in_are_those_the_generator_makes() {
    for (folder, made) in [("reports", generate::cases::all()), ("rules", generate::rule_cases::all())] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
        let mut names = BTreeSet::new();
        for (name, bytes) in made {
            let path = folder.join(format!("{name}.docx"));
            let current = fs::read(&path).is_ok_and(|old| generate::same_parts(&old, &bytes));
            if !current {
                assert!(
                    std::env::var_os("BLESS").is_some(),
                    "{name}.docx is not what the generator makes: BLESS=1"
                );
                fs::write(&path, bytes).expect("a fixture that can be written");
            }
            assert!(names.insert(format!("{name}.docx")), "{name} is made twice");
        }
        let found: BTreeSet<String> = fs::read_dir(&folder)
            .expect("a folder of fixtures")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".docx"))
            .collect();
        assert_eq!(found, names);
    }
}

#[test]
fn the_readme_has_a_line_for_every_report() {
    let readme = include_str!("../fixtures/README.md");
    for (name, _) in generate::cases::all().into_iter().chain(generate::rule_cases::all()) {
        assert!(readme.contains(&format!("| `{name}` |")), "{name} is not in fixtures/README.md");
    }
}
