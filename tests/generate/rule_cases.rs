//! The reports of `fixtures/rules`: for every rule some that fail it, each with one thing wrong, and for the
//! forms some that pass. In: nothing. Out: names and bytes. All places and bodies are invented.

use super::body::{Block, Body, Role};
use super::cases::{figures, fill};
use super::enforcement::{Layout, Statistics};
use super::expected::Status;
use super::figures::Figures;
use super::official::Edition::{Y2019, Y2021};
use super::ooxml;
use super::report::Report;
use super::table::{Cell, Table, Use};

/// Every report of `fixtures/rules`: its name and its bytes.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let mut made = figures_of_reports();
    made.extend(tables_of_reports());
    made.extend(years());
    made.extend(statistics());
    made.extend(super::narrative_cases::all());
    made
}

/// A small bureau with four applications, on the current form.
fn bureau() -> Report {
    let mut figures = figures(
        Y2021,
        Y2021,
        &[("granted", [1, 0, 0, 0, 0, 0]), ("unavailable.not_held", [2, 1, 0, 0, 0, 0])],
    );
    fill(&mut figures, "disclosure", &[("administrative_license.decisions", "86")]);
    report(2024, figures)
}

/// The same bureau before the current form.
fn earlier() -> Report {
    report(2020, figures(Y2019, Y2019, &[("granted", [2, 0, 0, 0, 0, 0])]))
}

fn report(year: i32, figures: Figures) -> Report {
    Report { seed: 61, ..Report::new("青麓区文化和旅游局", year, figures) }
}

/// The report with these figures, whatever they make of its sums.
fn stating(mut report: Report, cells: &[(&str, &str)]) -> Vec<u8> {
    for (id, figure) in cells {
        report.figures.set(id, figure);
    }
    report.to_docx()
}

fn figures_of_reports() -> Vec<(&'static str, Vec<u8>)> {
    let unreadable = |report: Report, id: &str| report.write(id, "见附件", None, Status::Unreadable);
    // Where what was handled cannot be read, only the bound can say that something is wrong.
    let mut bound = report(2024, figures(Y2021, Y2021, &[("granted", [0, 9, 0, 0, 0, 0])]));
    for (id, figure) in [
        ("new_received.natural_person", "2"),
        ("new_received.total", "11"),
        ("granted.total", "8"),
        ("handled_total.total", "8"),
        ("carried_out.natural_person", "3"),
        ("carried_out.total", "3"),
    ] {
        bound.figures.set(&format!("applications.{id}"), figure);
    }
    let bound = unreadable(bound, "applications.granted.natural_person");
    let bound = unreadable(bound, "applications.handled_total.natural_person");
    vec![
        ("passes-2021", bureau().to_docx()),
        ("passes-2019", earlier().to_docx()),
        ("row-total-too-large", stating(bureau(), &[("applications.granted.total", "2")])),
        ("results-add-up-to-more", stating(bureau(), &[("applications.handled_total.natural_person", "2")])),
        (
            "carried-out-out-of-nothing",
            stating(
                bureau(),
                &[("applications.carried_out.natural_person", "1"), ("applications.carried_out.total", "1")],
            ),
        ),
        ("more-carried-out-than-received", bound.to_docx()),
        (
            "fewer-in-force-than-issued",
            stating(
                bureau(),
                &[
                    ("disclosure.normative_document.issued", "3"),
                    ("disclosure.normative_document.in_force", "1"),
                ],
            ),
        ),
        (
            "fewer-public-than-newly-public",
            stating(
                earlier(),
                &[
                    ("disclosure.normative_document.made", "5"),
                    ("disclosure.normative_document.newly_public", "5"),
                    ("disclosure.normative_document.public_total", "3"),
                ],
            ),
        ),
        (
            "items-below-zero",
            stating(
                earlier(),
                &[
                    ("disclosure.administrative_license.items_previous_year", "3"),
                    ("disclosure.administrative_license.items_change", "-5"),
                ],
            ),
        ),
        ("words-for-a-figure", unreadable(bureau(), "applications.granted.commercial_enterprise").to_docx()),
        ("half-a-decision", stating(bureau(), &[("disclosure.administrative_penalty.decisions", "12.5")])),
        ("fewer-than-none", stating(bureau(), &[("disclosure.administrative_coercion.decisions", "-2")])),
    ]
}

/// The bureau's reports on successive years, with what they carry out and in, and the documents in force.
fn years() -> Vec<(&'static str, Vec<u8>)> {
    let on = |year, carried_in, carried_out, documents: [&'static str; 3]| {
        let rows =
            [("carried_in", carried_in), ("granted", [2, 1, 0, 0, 0, 0]), ("carried_out", carried_out)];
        let mut figures = figures(Y2021, Y2021, &rows);
        for (column, count) in ["issued", "repealed", "in_force"].iter().zip(documents) {
            figures.set(&format!("disclosure.normative_document.{column}"), count);
        }
        report(year, figures).to_docx()
    };
    vec![
        ("carries-out-two", on(2023, [0; 6], [1, 1, 0, 0, 0, 0], ["3", "0", "10"])),
        ("carries-in-two", on(2024, [1, 1, 0, 0, 0, 0], [0; 6], ["2", "1", "11"])),
        ("carries-in-one", on(2024, [0, 1, 0, 0, 0, 0], [0; 6], ["2", "1", "12"])),
    ]
}

/// The report with its blocks edited.
fn edited(report: &Report, edit: impl FnOnce(&mut Vec<Block>)) -> Vec<u8> {
    let mut body = report.body();
    edit(&mut body.blocks);
    ooxml::write(&body, report.worn, report.seed)
}

fn table(blocks: &mut [Block], number: usize) -> &mut Table {
    let tables = blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.into_iter().nth(number).expect("a table")
}

/// The first row in which a cell says this.
fn row_of(table: &Table, label: &str) -> usize {
    let cell = table.cells.iter().find(|cell| cell.text.concat() == label);
    cell.unwrap_or_else(|| panic!("no {label}")).row
}

fn relabel(table: &mut Table, label: &str, other: &str) {
    let cell = table.cells.iter_mut().find(|cell| cell.text.concat() == label);
    cell.unwrap_or_else(|| panic!("no {label}")).text = vec![other.to_owned()];
}

fn remove_table(blocks: &mut Vec<Block>, number: usize) {
    let at = blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Table(_))).nth(number);
    let at = at.expect("a table").0;
    blocks.remove(at);
}

fn remove_line(blocks: &mut Vec<Block>, text: &str) {
    let is = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.text.contains(text));
    let at = blocks.iter().position(is).unwrap_or_else(|| panic!("no {text}"));
    blocks.remove(at);
}

fn tables_of_reports() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("no-table-of-disputes", edited(&bureau(), |blocks| remove_table(blocks, 2))),
        ("no-heading-of-problems", edited(&bureau(), |blocks| remove_line(blocks, "存在的主要问题"))),
        (
            "row-and-column-left-out",
            edited(&bureau(), |blocks| {
                let applications = table(blocks, 1);
                let row = row_of(applications, "2.重复申请");
                applications.remove_row(row);
                let disputes = table(blocks, 2);
                disputes.remove_column(3);
            }),
        ),
        (
            "row-of-another-name",
            edited(&bureau(), |blocks| relabel(table(blocks, 0), "行政处罚", "行政检查")),
        ),
    ]
}

/// A county on each side of every rule of the statistics of enforcement.
fn statistics() -> Vec<(&'static str, Vec<u8>)> {
    let county = |figures: &[(&str, i64)]| {
        let usual = [
            ("penalty.warning_or_criticism", 12),
            ("penalty.fine", 40),
            ("license.applied", 30),
            ("license.accepted", 29),
            ("license.granted", 26),
            ("license.refused", 2),
            ("coercion.seal", 3),
            ("coercion.court_execution", 2),
            ("other.inspection", 700),
        ];
        let mut made = Statistics::new("北屏县", 2024, Layout::Combined, &usual);
        made.seed = 71;
        made.figures.extend(figures.iter().map(|(id, figure)| {
            let (table, column) = id.split_once('.').expect("table and column");
            (format!("{table}.this_year.{column}"), *figure)
        }));
        made
    };
    let edited = |statistics: Statistics, edit: &dyn Fn(&mut Vec<Block>)| {
        let mut blocks = statistics.blocks();
        edit(&mut blocks);
        ooxml::write(&Body { blocks, controls: false }, true, statistics.seed)
    };
    let write = |number: usize, row: usize, column: usize, text: &'static str| {
        edited(county(&[]), &move |blocks| {
            let table = table(blocks, number);
            let is = |cell: &&mut Cell| cell.row == row && cell.column == column;
            table.cells.iter_mut().find(is).expect("a cell").text = vec![text.to_owned()];
        })
    };
    let next = |year: i32| Statistics { year, ..county(&[]) };
    let both: Vec<Block> = [next(2023).blocks(), next(2024).blocks()].concat();
    vec![
        ("enforcement-passes", county(&[]).to_docx()),
        ("enforcement-penalties-not-added", county(&[("penalty.total", 50)]).to_docx()),
        ("enforcement-coercion-not-added", county(&[("coercion.total", 6)]).to_docx()),
        ("enforcement-more-accepted-than-applied", county(&[("license.applied", 28)]).to_docx()),
        ("enforcement-more-decided-than-accepted", county(&[("license.granted", 28)]).to_docx()),
        ("enforcement-blanks", write(2, 2, 4, "")),
        ("enforcement-blank-total", write(2, 2, 11, "")),
        ("enforcement-words-for-a-figure", write(1, 2, 2, "见附件")),
        ("enforcement-half-a-penalty", write(3, 1, 2, "700.5")),
        ("enforcement-fewer-than-none", write(1, 2, 4, "-1")),
        ("enforcement-no-table-of-coercion", edited(county(&[]), &|blocks| remove_table(blocks, 2))),
        (
            "enforcement-no-heading-of-licenses",
            edited(county(&[]), &|blocks| remove_line(blocks, "行政许可实施情况统计表")),
        ),
        ("enforcement-column-left-out", edited(county(&[]), &|blocks| table(blocks, 3).remove_column(4))),
        (
            "enforcement-column-of-another-name",
            edited(county(&[]), &|blocks| relabel(table(blocks, 0), "行政拘留", "停业整顿")),
        ),
        ("enforcement-two-years-in-one", ooxml::write(&Body { blocks: both, controls: false }, true, 72)),
    ]
}
