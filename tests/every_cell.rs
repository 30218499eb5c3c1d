//! Each cell of `applications`, changed in the .docx itself by one up and down, ten times and to 0: one
//! finding names that cell with its right value. The binary answers for three fixtures in full, the library
//! for the others, a part of the cells or with `GOUJI_EVERY_CELL=1` all of them.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{ids, with_document};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

/// Fixtures whose `applications` agree and are filled to the last cell.
const IN_FULL: [&str; 3] = ["clean-2019", "clean-2021", "mixed-editions-with-slips"];
const IN_PART: [&str; 8] = [
    "disputes-five-candidates",
    "figures-in-every-dress",
    "form-of-2019-in-2023",
    "headings-numbered-by-word",
    "labels-mistyped",
    "table-continued-on-next-page",
    "tables-in-text-boxes",
    "tables-taken-apart",
];

/// A document with one cell changed.
struct Variant {
    id: String,
    right: i64,
    wrong: i64,
    bytes: Vec<u8>,
}

/// Every variant of a fixture, or every `step`-th cell with one variant each.
fn variants(name: &str, step: usize) -> Vec<Variant> {
    let reports = generate::cases::single();
    let (_, report) = reports.into_iter().find(|(other, _)| *other == name).expect("a fixture");
    let path = format!("{}/fixtures/reports/{name}.docx", env!("CARGO_MANIFEST_DIR"));
    let original = fs::read(path).expect("a fixture");
    let cells: Vec<String> = ids(report.figures.disclosure, report.figures.applications)
        .into_iter()
        .filter(|id| id.starts_with("applications."))
        .collect();
    let mut variants = Vec::new();
    for (index, id) in cells.iter().enumerate().filter(|(index, _)| index % step == 0) {
        let right = report.figures.count(id);
        let mut wrongs = vec![right + 1, right - 1, right * 10, 0];
        wrongs.retain(|wrong| *wrong != right);
        wrongs.sort_unstable();
        wrongs.dedup();
        if step > 1 {
            wrongs = vec![wrongs[index / step % wrongs.len()]];
        }
        for wrong in wrongs {
            let change = |document: String| with_cell(&document, cells.len() / 7, index, wrong);
            let bytes = with_document(&original, change);
            variants.push(Variant { id: id.clone(), right, wrong, bytes });
        }
    }
    variants
}

/// The document with the `index`-th figure of `applications` replaced, in every copy of the table.
fn with_cell(document: &str, rows: usize, index: usize, figure: i64) -> String {
    let mut out = String::with_capacity(document.len());
    let mut row = 0;
    for piece in split_before(document, &["<w:tr>", "<w:tr "]) {
        let cells = split_before(piece, &["<w:tc>"]);
        let is_of_figures = (9..=11).contains(&cells.len()) && !is_header(&cells);
        if is_of_figures && row % rows == index / 7 {
            let target = cells.len() - 7 + index % 7;
            for (number, cell) in cells.iter().enumerate() {
                if number == target {
                    out.push_str(&with_text(cell, figure));
                } else {
                    out.push_str(cell);
                }
            }
        } else {
            out.push_str(piece);
        }
        row += usize::from(is_of_figures);
    }
    assert!(row > 0 && row.is_multiple_of(rows), "{row} rows of figures, not {rows}");
    out
}

/// Whether a row is the third header row: as many cells as the rows below it, the last one covered by a merge.
fn is_header(cells: &[&str]) -> bool {
    let last = cells.last().and_then(|cell| cell.split("</w:tc>").next());
    !last.is_some_and(|cell| cell.contains("</w:t>"))
}

/// A cell with its paragraphs replaced by this number.
fn with_text(cell: &str, figure: i64) -> String {
    let cell_end = cell.find("</w:tc>").expect("the end of a cell");
    let own = &cell[..cell_end];
    let start = own.find("<w:p>").or_else(|| own.find("<w:p ")).expect("a paragraph");
    let end = own.rfind("</w:p>").expect("the end of a paragraph") + "</w:p>".len();
    format!("{}<w:p><w:r><w:t>{figure}</w:t></w:r></w:p>{}", &cell[..start], &cell[end..])
}

/// Pieces of a text, each after the first beginning with one of these marks.
fn split_before<'t>(text: &'t str, marks: &[&str]) -> Vec<&'t str> {
    let mut starts: Vec<usize> =
        marks.iter().flat_map(|mark| text.match_indices(mark).map(|(at, _)| at)).collect();
    starts.sort_unstable();
    let mut pieces = Vec::new();
    let mut last = 0;
    for start in starts {
        pieces.push(&text[last..start]);
        last = start;
    }
    pieces.push(&text[last..]);
    pieces
}

#[test]
fn the_binary_names_every_changed_cell() {
    for name in IN_FULL {
        let variants = variants(name, 1);
        let folder = tempfile::tempdir().expect("a folder");
        for (number, variant) in variants.iter().enumerate() {
            fs::write(folder.path().join(format!("{number:05}.docx")), &variant.bytes).expect("a file");
        }
        let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
            .args(["check", "--format", "jsonl"])
            .arg(folder.path())
            .output()
            .expect("gouji");
        let complaints = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{name}: {complaints}");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        let answers: Vec<Value> =
            printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(answers.len(), variants.len());
        let mut wrong = BTreeMap::new();
        for (answer, variant) in answers.iter().zip(&variants) {
            if let Err(reason) = judge(answer, variant) {
                wrong.insert(format!("{} {} -> {}", variant.id, variant.right, variant.wrong), reason);
            }
        }
        assert!(wrong.is_empty(), "{name}: {} of {}: {wrong:#?}", wrong.len(), variants.len());
    }
}

/// Whether the answer has one failed cause in `applications`, and names the cell with its right value.
fn judge(answer: &Value, variant: &Variant) -> Result<(), String> {
    let findings = answer["findings"].as_array().ok_or("no findings")?;
    let failed: Vec<&Value> = findings
        .iter()
        .filter(|finding| finding["table"] == "applications" && finding["equations"][0].is_object())
        .collect();
    let [finding] = failed.as_slice() else { return Err(format!("{} findings", failed.len())) };
    let explanations = finding["explanations"].as_array().ok_or("no explanations")?;
    let [explanation] = explanations.as_slice() else { return Err(format!("{explanations:?}")) };
    let cell = &explanation["cells"][0];
    let one = explanation["cells"].as_array().map(Vec::len) == Some(1);
    let named = one && cell["id"] == variant.id.as_str() && cell["suggested"].as_i64() == Some(variant.right);
    if named { Ok(()) } else { Err(explanation.to_string()) }
}

#[test]
fn the_library_names_changed_cells_in_troubled_documents() {
    let step = if std::env::var_os("GOUJI_EVERY_CELL").is_some() { 1 } else { 9 };
    for name in IN_PART {
        for variant in variants(name, step) {
            let (_, checked) = reading::read(&variant.bytes);
            let context = format!("{name}: {} {} -> {}", variant.id, variant.right, variant.wrong);
            let failed: Vec<_> = checked
                .findings
                .iter()
                .filter(|finding| {
                    finding.table.as_deref() == Some("applications") && !finding.equations.is_empty()
                })
                .collect();
            let [finding] = failed.as_slice() else { panic!("{context}: {} findings", failed.len()) };
            let [explanation] = finding.explanations.as_slice() else {
                panic!("{context}: {:#?}", finding.explanations)
            };
            let [cell] = explanation.cells.as_slice() else { panic!("{context}: {:#?}", explanation.cells) };
            assert_eq!((&cell.id, cell.suggested), (&variant.id, variant.right.into()), "{context}");
        }
    }
}
