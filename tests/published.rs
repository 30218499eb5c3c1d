//! Sentences as published reports word them, a file of `tests/sentences` for each reporting body. `@` gives the body
//! and its figures, `==` the part of the report that the sentences below it stand in, each alone in a report; `=>` the
//! rules that must find something, notes aside. Where nothing follows, nothing may be found. The verdicts were
//! reached by hand.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{Edition, Figures, Narrative, Report};
use gouji::check::{Finding, Severity};
use gouji::message::Lang;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The file of one body.
struct Told {
    body: String,
    figures: Figures,
    /// Part, sentence, rules.
    sentences: Vec<[String; 3]>,
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sentences").join(name)
}

fn told(name: &str) -> Told {
    let text = fs::read_to_string(path(name)).expect("a file of sentences");
    let mut told = Told {
        body: String::new(),
        figures: Figures::zero(Edition::Y2021, Edition::Y2021),
        sentences: Vec::new(),
    };
    let mut part = String::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(given) = line.strip_prefix("@ ") {
            match given.split_once(' ').expect("a name and what it is") {
                ("body", body) => told.body = body.to_owned(),
                (id, figure) => told.figures.set(id, figure),
            }
        } else if let Some(title) = line.strip_prefix("== ") {
            part = title.to_owned();
        } else {
            let (sentence, rules) = line.split_once(" => ").unwrap_or((line, ""));
            told.sentences.push([part.clone(), sentence.to_owned(), rules.to_owned()]);
        }
    }
    told.figures.add_up();
    told
}

/// Puts a sentence where it belongs and nothing else that states a count.
fn say(narrative: &mut Narrative, part: &str, sentence: &str) {
    for (title, text) in &mut narrative.topics {
        *text = if title == part { sentence.to_owned() } else { "各项工作有序推进。".to_owned() };
    }
    let line = vec![sentence.to_owned()];
    match part {
        "part 2" => narrative.tables[0] = line,
        "part 3" => narrative.tables[1] = line,
        "part 4" => narrative.tables[2] = line,
        "problems" => narrative.problems = line,
        "other" => narrative.other = line,
        _ => assert!(narrative.topics.iter().any(|(title, _)| title == part), "no part {part}"),
    }
}

/// What is read of a report with this sentence, and what is found that is more than a note.
fn raised(told: &Told, part: &str, sentence: &str) -> (gouji::report::Report, Vec<Finding>) {
    let mut report = Report { seed: 5, ..Report::new(&told.body, 2024, told.figures.clone()) };
    say(&mut report.narrative, part, sentence);
    let (read, checked) = reading::read(&report.to_docx());
    (read, checked.findings.into_iter().filter(|f| f.severity > Severity::Note).collect())
}

/// The rules that find something; and what they say beside what was read.
fn found(told: &Told, part: &str, sentence: &str) -> (String, String) {
    let (read, raised) = raised(told, part, sentence);
    let rules: Vec<&str> =
        raised.iter().map(|f| f.rule.strip_prefix("narrative.").unwrap_or(&f.rule)).collect();
    let mut said: Vec<String> = raised.iter().map(|f| f.message.render(Lang::Zh)).collect();
    said.extend(read.statements.iter().map(|s| format!("{}={} {:?}", s.phrase, s.value, s.scope)));
    (rules.join(" "), said.join("\n      "))
}

fn hold(name: &str) {
    let told = told(name);
    let (mut wrong, mut alarms, mut misses) = (Vec::new(), 0, 0);
    for [part, sentence, expected] in &told.sentences {
        let (found, said) = found(&told, part, sentence);
        if found != *expected {
            alarms += usize::from(expected.is_empty());
            misses += usize::from(found.is_empty());
            wrong.push(format!("{sentence}\n  expected [{expected}], found [{found}]\n      {said}"));
        }
    }
    assert!(told.sentences.len() > 20, "{name}");
    assert!(
        wrong.is_empty(),
        "{name}: {} of {} otherwise, {alarms} of them false alarms, {misses} misses:\n{}",
        wrong.len(),
        told.sentences.len(),
        wrong.join("\n")
    );
}

#[test]
fn of_a_county() {
    hold("county.txt");
}

#[test]
fn of_a_town() {
    hold("town.txt");
}

#[test]
fn of_a_bureau() {
    hold("bureau.txt");
}

#[test]
fn what_is_said_reads_as_a_whole() {
    let expected = fs::read_to_string(path("said.txt")).expect("a file of messages");
    let (mut said, mut sentences) = (String::new(), 0);
    for line in expected.lines().filter(|line| !line.starts_with("zh: ") && !line.starts_with("en: ")) {
        let _ = writeln!(said, "{line}");
        let mut fields = line.split(" | ");
        let (Some(report), Some(part), Some(sentence)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        sentences += 1;
        for finding in raised(&told(report), part, sentence).1 {
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| finding.message.render(lang));
            let _ = writeln!(said, "zh: {zh}\nen: {en}");
        }
    }
    assert!(sentences > 15, "{sentences}");
    if std::env::var_os("BLESS").is_some() {
        fs::write(path("said.txt"), said).expect("a file that can be written");
    } else {
        assert_eq!(said, expected);
    }
}

#[test]
fn of_a_city() {
    hold("city.txt");
}

#[test]
fn of_an_office() {
    hold("office.txt");
}
