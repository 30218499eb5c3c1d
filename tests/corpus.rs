//! Compares the reader with reference extractions of real files. Runs where `GOUJI_CORPUS` names a folder
//! with `files/`, `reference/` and `index.tsv`. Every difference must stand in `corpus-exceptions.tsv` with
//! its reason, and every entry there must still differ; numbers of a format that the reference is documented
//! not to print (`not comparable: …`) are counted apart, neither as compared nor as exceptions.

use gouji::document::{Block, Document, Holder, Options, Printed};
use gouji::error::ErrorKind;
use gouji::package::Limits;
use gouji::place::At;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Of all tables, and of all numbers, at most this share may be exceptions.
const MOST_PERCENT: usize = 1;

#[derive(Default)]
struct Count {
    files: usize,
    tables: usize,
    numbers: usize,
    refused: usize,
}

/// A grid with texts as the reference has them: 0-based, without printed numbers.
type Grid = (String, u64, u64, Vec<(u64, u64, u64, u64, String)>);

#[test]
fn real_files_read_as_the_reference_says() {
    let Ok(corpus) = std::env::var("GOUJI_CORPUS") else { return };
    let corpus = Path::new(&corpus);
    let verbose = std::env::var("GOUJI_CORPUS_VERBOSE").is_ok();
    let index = std::fs::read_to_string(corpus.join("index.tsv")).expect("index.tsv");
    let mut count = Count::default();
    let mut differing: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for line in index.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (file, kind) = (fields[0], fields[5]);
        let bytes = std::fs::read(corpus.join("files").join(file)).expect("a file of the index");
        let options = Options { placeholders: true, no_imports: true, numbers: true };
        let read = Document::parse_with(&bytes, &Limits::default(), options);
        if kind != "ooxml" {
            count.refused += 1;
            // What a lost directory allows is recovered, and noted.
            let fits = match &read {
                Err(error) => refusal(kind).contains(&error.kind),
                Ok((document, _)) => {
                    kind == "zip-broken" && document.notes.iter().any(|n| n.kind == "recovered_archive")
                }
            };
            if !fits {
                println!("{file}: {kind} gives {:?}", read.as_ref().map(|_| "a document"));
                *differing.entry((file.to_owned(), "refusal")).or_default() += 1;
            }
            continue;
        }
        count.files += 1;
        let name = file.rsplit_once('.').map_or(file, |split| split.0);
        let json = std::fs::read(corpus.join("reference").join(format!("{name}.json"))).expect("a reference");
        let reference: Value = serde_json::from_slice(&json).expect("JSON");
        let (document, printed) = match read {
            Ok(read) => read,
            Err(error) => {
                println!("{file}: {error}");
                *differing.entry((file.to_owned(), "read")).or_default() += 1;
                continue;
            }
        };
        let (theirs, ours) = (reference_grids(&reference), grids(&document, &printed));
        count.tables += theirs.len();
        let tables = differences(&ours, &theirs);
        if !tables.is_empty() {
            differing.insert((file.to_owned(), "tables"), tables.len());
        }
        let (theirs, ours) = (reference_numbers(&reference), numbers(&printed));
        count.numbers += theirs.len();
        let numbers = differences(&ours, &theirs);
        if !numbers.is_empty() {
            differing.insert((file.to_owned(), "numbers"), numbers.len());
        }
        let texts = differences(&texts(&printed), &reference_texts(&reference));
        if !texts.is_empty() {
            differing.insert((file.to_owned(), "texts"), texts.len());
        }
        if verbose {
            for difference in texts.iter().take(3) {
                println!("{file} text {difference}");
            }
            let cells = |grids: &[Grid]| grids.iter().flat_map(|g| g.3.clone()).collect::<Vec<_>>();
            let (theirs, ours) = (reference_grids(&reference), grids(&document, &printed));
            for difference in differences(&cells(&ours), &cells(&theirs)).iter().take(3) {
                println!("{file} table {difference}");
            }
            for difference in numbers.iter().take(4) {
                println!("{file} number {difference}");
            }
        }
    }
    let mut faults = Vec::new();
    let mut excused: BTreeMap<&str, usize> = BTreeMap::new();
    let mut not_comparable = 0;
    let exceptions = include_str!("corpus-exceptions.tsv");
    for line in exceptions.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [file, what, how_many, reason] = fields[..] else { panic!("four columns: {line}") };
        let found = differing
            .iter()
            .find(|((f, w), _)| (f.as_str(), *w) == (file, what))
            .map(|(k, n)| (k.clone(), *n));
        match found {
            Some((key, n)) if n.to_string() == how_many => {
                // Where the reference is documented not to print a format, there is nothing to compare.
                match reason.starts_with("not comparable: ") {
                    true => not_comparable += n,
                    false => *excused.entry(key.1).or_default() += n,
                }
                differing.remove(&key);
            }
            Some((_, n)) => faults.push(format!("{file} {what}: {n} differ, the list says {how_many}")),
            None => faults.push(format!("{file} {what}: no longer differs")),
        }
    }
    faults.extend(differing.iter().map(|((file, what), n)| format!("{file} {what}: {n} differ")));
    let excused_of = |what: &str| excused.get(what).copied().unwrap_or(0);
    count.numbers -= not_comparable;
    println!(
        "files {} (and {} refused) tables {} numbers {} exceptions {} (tables {}, numbers {}, texts {}, files {}) \
         not comparable {not_comparable}",
        count.files,
        count.refused,
        count.tables,
        count.numbers,
        excused.values().sum::<usize>(),
        excused_of("tables"),
        excused_of("numbers"),
        excused_of("texts"),
        excused_of("read") + excused_of("refusal"),
    );
    let within = |what: &str, of: usize| excused_of(what) * 100 <= of * MOST_PERCENT;
    assert!(within("tables", count.tables) && within("numbers", count.numbers), "too many exceptions");
    assert!(faults.is_empty(), "{} differences:\n{}", faults.len(), faults.join("\n"));
}

/// The refusals that suit a kind in the index.
fn refusal(kind: &str) -> &'static [ErrorKind] {
    match kind {
        "doc97" | "doc-pre97" => &[ErrorKind::Word97],
        "encrypted-ooxml" | "encrypted-doc97" => &[ErrorKind::Encrypted],
        "zip-broken" => {
            &[ErrorKind::DamagedArchive, ErrorKind::DamagedPart, ErrorKind::NoMainPart, ErrorKind::BadXml]
        }
        "ole2" | "ole2-contents(works/wps)" => &[ErrorKind::Wps, ErrorKind::OtherOle],
        "flat-opc" => &[ErrorKind::FlatOpc],
        "text" => &[ErrorKind::PlainText],
        "odf" => &[ErrorKind::Odf],
        _ => &[ErrorKind::Unknown],
    }
}

fn reference_grids(reference: &Value) -> Vec<Grid> {
    let tables = reference["tables"].as_array().expect("tables");
    let number = |value: &Value| value.as_u64().expect("a number");
    let cell = |cell: &Value| {
        let text = cell[4].as_str().expect("a text").to_owned();
        (number(&cell[0]), number(&cell[1]), number(&cell[2]), number(&cell[3]), text)
    };
    let grid = |table: &Value| {
        let cells = table["cells"].as_array().expect("cells").iter().map(cell).collect();
        (
            table["where"].as_str().expect("where").to_owned(),
            number(&table["rows"]),
            number(&table["columns"]),
            cells,
        )
    };
    // Tables of which every row was deleted are kept empty there; Word shows none.
    tables.iter().map(grid).filter(|grid: &Grid| !grid.3.is_empty()).collect()
}

fn grids(document: &Document, printed: &[Printed]) -> Vec<Grid> {
    let mut grids = Vec::new();
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        let holder = match table.holder {
            Holder::Body => "body",
            Holder::Cell => "cell",
            Holder::TextBox => "textbox",
        };
        let At::Table(number) = table.place.at else { panic!("a table stands at a table") };
        let cells = table.cells.iter().map(|cell| {
            let mut text = cell.text.clone();
            let at = At::Cell { table: number, row: cell.row, column: cell.column };
            let mine = printed.iter().rev().filter(|p| {
                p.place.as_ref().is_some_and(|place| place.at == at && place.within == table.place.within)
            });
            for printed in mine {
                if text.get(printed.prefix.0..printed.prefix.1).is_some() {
                    text.replace_range(printed.prefix.0..printed.prefix.1, "");
                }
            }
            let place = (u64::from(cell.row) - 1, u64::from(cell.column) - 1);
            (place.0, place.1, cell.row_span.into(), cell.column_span.into(), text)
        });
        grids.push((holder.to_owned(), table.rows.into(), table.columns.into(), cells.collect()));
    }
    grids
}

fn reference_numbers(reference: &Value) -> Vec<String> {
    let labels = reference["labels"].as_array().expect("labels");
    let labels = labels.iter().map(|label| label[0].as_str().expect("a label").to_owned());
    // A level without number or text prints nothing; there it is listed as an empty label.
    labels.filter(|label| !label.is_empty()).collect()
}

fn numbers(printed: &[Printed]) -> Vec<String> {
    printed.iter().map(|printed| printed.number.clone()).collect()
}

/// The texts of the numbered paragraphs.
fn reference_texts(reference: &Value) -> Vec<String> {
    let labels = reference["labels"].as_array().expect("labels").iter();
    let printed = labels.filter(|label| label[0].as_str().is_some_and(|label| !label.is_empty()));
    printed.map(|label| label[1].as_str().expect("a text").to_owned()).collect()
}

fn texts(printed: &[Printed]) -> Vec<String> {
    printed.iter().map(|printed| printed.text.clone()).collect()
}

/// What differs between two lists, after the longest common beginnings and ends are matched step by step.
fn differences<T: PartialEq + std::fmt::Debug>(ours: &[T], theirs: &[T]) -> Vec<String> {
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < ours.len() || j < theirs.len() {
        match (ours.get(i), theirs.get(j)) {
            (Some(a), Some(b)) if a == b => (i, j) = (i + 1, j + 1),
            (Some(_), Some(_)) if ours.len() - i > theirs.len() - j && ours.get(i + 1) == theirs.get(j) => {
                found.push(format!("ours alone: {:?}", ours[i]));
                i += 1;
            }
            (Some(_), Some(_)) if ours.len() - i < theirs.len() - j && ours.get(i) == theirs.get(j + 1) => {
                found.push(format!("theirs alone: {:?}", theirs[j]));
                j += 1;
            }
            (a, b) => {
                found.push(format!("\n  ours   {a:?}\n  theirs {b:?}"));
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    found
}
