//! The reports of `fixtures/rules`: for every rule some that fail it, each with one thing wrong, and for the
//! forms some that pass. In: nothing. Out: names and bytes. All places and bodies are invented.

use super::body::{Block, Body, Role};
use super::cases::{figures, fill};
use super::enforcement::{Layout, Statistics};
use super::expected::Status;
use super::figures::Figures;
use super::official::Edition::{Y2019, Y2021};
use super::ooxml;
use super::package::with_document;
use super::report::Report;
use super::table::{Cell, Table, Use};

/// Every report of `fixtures/rules`: its name and its bytes.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let mut made = figures_of_reports();
    made.extend(tables_of_reports());
    made.extend(sections_of_reports());
    made.extend(text_of_reports());
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
        ("nothing-but-zeros", report(2024, figures(Y2021, Y2021, &[])).to_docx()),
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

fn place_of_table(blocks: &[Block], number: usize) -> usize {
    let at = blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Table(_))).nth(number);
    at.expect("a table").0
}

/// Puts a line above a table.
fn caption(blocks: &mut Vec<Block>, number: usize, text: &str) {
    blocks.insert(place_of_table(blocks, number), Block::line(text, Role::Caption));
}

fn remove_table(blocks: &mut Vec<Block>, number: usize) {
    blocks.remove(place_of_table(blocks, number));
}

fn remove_line(blocks: &mut Vec<Block>, text: &str) {
    let is = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.text.contains(text));
    let at = blocks.iter().position(is).unwrap_or_else(|| panic!("no {text}"));
    blocks.remove(at);
}

/// With a file inserted at its end that is not there.
fn with_import(report: &[u8]) -> Vec<u8> {
    with_document(report, |document| document.replace("<w:sectPr>", "<w:altChunk r:id=\"rId99\"/><w:sectPr>"))
}

fn tables_of_reports() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("imported-file-missing", with_import(&bureau().to_docx())),
        (
            "words-below-a-header",
            edited(&bureau(), |blocks| {
                let table = table(blocks, 0);
                let row = row_of(table, "规章");
                for (column, text) in [(1, "见附件"), (3, "12、13")] {
                    let is = |cell: &&mut Cell| cell.row == row && cell.column == column;
                    table.cells.iter_mut().find(is).expect("a cell").text = vec![text.to_owned()];
                }
            }),
        ),
        (
            "last-years-table",
            edited(&bureau(), |blocks| caption(blocks, 1, "2023年收到和处理政府信息公开申请情况表")),
        ),
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

/// The position of the heading that says this.
fn heading(blocks: &[Block], text: &str) -> usize {
    let is = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.text.ends_with(text));
    blocks.iter().position(is).unwrap_or_else(|| panic!("no {text}"))
}

/// The report with some words for others, wherever they stand.
fn saying(report: Report, words: &[(&str, &str)]) -> Vec<u8> {
    let typos = words.iter().map(|(right, wrong)| ((*right).to_owned(), (*wrong).to_owned())).collect();
    Report { typos, ..report }.to_docx()
}

/// The report with another text before its first heading.
fn prefaced(report: Report, preface: &str) -> Vec<u8> {
    let mut report = report;
    report.narrative.preface = vec![preface.to_owned()];
    report.to_docx()
}

fn sections_of_reports() -> Vec<(&'static str, Vec<u8>)> {
    let problems = |text: &[&str]| {
        let mut report = bureau();
        report.narrative.problems = text.iter().map(|line| (*line).to_owned()).collect();
        report.to_docx()
    };
    vec![
        (
            "parts-five-and-six-exchanged",
            edited(&bureau(), |blocks| {
                let (five, six) = (heading(blocks, "改进情况"), heading(blocks, "报告的事项"));
                blocks[five..six + 2].rotate_left(six - five);
            }),
        ),
        ("part-five-says-none", problems(&["无。"])),
        ("part-five-left-blank", problems(&[])),
        ("part-five-announces-a-table", problems(&["具体情况如下表所示。"])),
        (
            "part-five-twice",
            edited(&bureau(), |blocks| {
                let five = heading(blocks, "改进情况");
                let again = [blocks[five].clone(), Block::line("基层公开能力有待提高。", Role::Text)];
                let six = heading(blocks, "报告的事项");
                blocks.splice(six..six, again);
            }),
        ),
        (
            "six-parts-and-five-named",
            prefaced(
                bureau(),
                "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况和\
                 存在的主要问题及改进情况六部分组成。",
            ),
        ),
        ("five-parts-announced", prefaced(bureau(), "现将有关情况报告如下。本报告共分五个部分。")),
        (
            "six-parts-named",
            prefaced(
                bureau(),
                "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、因政府信息公开工作被申请行政复议、\
                 提起行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六个部分组成。",
            ),
        ),
        (
            "title-garbled",
            saying(bureau(), &[("2024年政府信息公开工作年度报告", "2024年政府信息公开工作告年度报")]),
        ),
        ("title-missing-its-name", saying(bureau(), &[("2024年政府信息公开工作年度报告", "工作总结")])),
        ("row-added", Report { seed: 66, ..bureau() }.with(&[super::trouble::Trouble::RowExtra]).to_docx()),
    ]
}

fn text_of_reports() -> Vec<(&'static str, Vec<u8>)> {
    let of = |year: i32| Report { year, ..report(year, bureau().figures) };
    let renewed = |mut report: Report| {
        report.narrative =
            super::narrative::Narrative::of(&report.organization, report.year, &report.figures);
        report
    };
    let signed = |month: u32, day: u32| Report { signed: (month, day), ..bureau() };
    let by = |signatory: &str| Report { signatory: signatory.to_owned(), ..bureau() };
    let mut regulations = bureau();
    regulations.figures.set("disclosure.regulation.in_force", "3");
    let mut fees = report(
        2024,
        figures(Y2021, Y2021, &[("granted", [1, 0, 0, 0, 0, 0]), ("other.fee_overdue", [2, 0, 0, 0, 0, 0])]),
    );
    fees.narrative.other = vec!["无其他需要报告的事项。".to_owned()];
    let mut other_years = bureau();
    other_years.narrative.preface = vec![
        "根据《中华人民共和国政府信息公开条例》和《关于做好2023年政府信息公开工作年度报告编制工作的通知》，现将青麓区\
         文化和旅游局2024年度政府信息公开工作情况报告如下。统计期限为2024年1月1日至12月31日。"
            .to_owned(),
    ];
    other_years.narrative.overview = vec![
        "2024年，青麓区文化和旅游局认真落实2023年1月印发的《2023年政务公开工作要点》，自2019年以来累计公开信息1860条，\
         比2023年增加12条，上年结转的申请均已答复。"
            .to_owned(),
        "2023年，我局整改了上一年度评估中发现的问题。".to_owned(),
    ];
    other_years.narrative.problems.push("2025年工作计划：扩大公开范围，2025年底前更新公开指南。".to_owned());
    let mut template = bureau();
    template.narrative.overview =
        vec!["XXXX年，××单位认真落实工作部署。（文字描述）".to_owned(), "全年公开信息____条。".to_owned()];
    let mut left_over = bureau();
    left_over.narrative.overview = vec!["2023年，青麓区文化和旅游局坚持公开为常态。".to_owned()];
    left_over.narrative.other = vec!["2023年度未向申请人收取信息处理费。".to_owned()];
    let leave_template = |blocks: &mut Vec<Block>| {
        let at = heading(blocks, "主动公开政府信息情况") + 1;
        blocks.insert(at, Block::line("（该部分以表格形式报告）", Role::Text));
    };
    vec![
        ("template-left-in", edited(&template, leave_template)),
        (
            "last-years-period",
            prefaced(
                bureau(),
                "现将青麓区文化和旅游局2023年度政府信息公开工作情况报告如下。所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
            ),
        ),
        ("last-years-year-in-the-text", left_over.to_docx()),
        ("signed-in-the-year-reported-on", saying(bureau(), &[("2025年1月20日", "2024年1月20日")])),
        ("other-years-that-are-right", other_years.to_docx()),
        ("signed-by-another-body", by("北屏县水务局").to_docx()),
        (
            "text-of-another-body",
            prefaced(bureau(), "根据规定，现将北屏县水务局2024年政府信息公开工作情况报告如下。"),
        ),
        ("signed-with-a-longer-name", by("云泽市青麓区文化和旅游局").to_docx()),
        ("signed-by-the-office-of-a-government", {
            let county = Report::new("临溪县", 2024, bureau().figures);
            Report { signatory: "临溪县人民政府办公室".to_owned(), seed: 64, ..county }.to_docx()
        }),
        (
            "superseded-basis",
            prefaced(
                renewed(of(2022)),
                "根据《中华人民共和国政府信息公开条例》（国务院令第492号）第三十一条关于年度报告的规定，按照国办公开办函〔2019〕60号要求，\
                 编制本报告。",
            ),
        ),
        ("superseded-basis-of-its-time", prefaced(earlier(), "按照国办公开办函〔2019〕60号要求编制本报告。")),
        ("without-a-date", bureau().with(&[super::trouble::Trouble::SignatureMissing]).to_docx()),
        ("signed-on-30-february", saying(bureau(), &[("2025年1月20日", "2025年2月30日")])),
        ("signed-before-the-year-was-over", saying(bureau(), &[("2025年1月20日", "2024年12月20日")])),
        ("signed-after-the-deadline", signed(2, 18).to_docx()),
        (
            "terms-garbled",
            saying(
                bureau(),
                &[
                    ("信息处理费", "信息公理费"),
                    ("公开法定信息", "公开公开法定信息"),
                    ("政府信息公开条例", "政府信息公条例"),
                ],
            ),
        ),
        ("regulations-of-a-bureau", regulations.to_docx()),
        ("fees-not-mentioned", fees.to_docx()),
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
        ("enforcement-imported-file-missing", with_import(&county(&[]).to_docx())),
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
        (
            "enforcement-title-garbled",
            edited(county(&[]), &|blocks| {
                remove_line(blocks, "行政执法统计年报");
                blocks.insert(0, Block::line("北屏县行政执法统计年报", Role::Title));
                let at = heading(blocks, "行政执法数据表");
                blocks[at] = Block::line("第一部分  行政执法数据表", Role::Heading(1));
                let at = heading(blocks, "行政执法总体情况");
                blocks[at] = Block::line("第二部分  行政执法总体情况", Role::Heading(1));
            }),
        ),
        (
            "enforcement-template-left-in",
            edited(county(&[]), &|blocks| {
                blocks.insert(1, Block::line("（××单位XXXX年1月公布）", Role::Text))
            }),
        ),
        (
            "enforcement-last-years-caption",
            edited(county(&[]), &|blocks| {
                let at = heading(blocks, "行政许可实施情况统计表");
                blocks[at] = Block::line("北屏县2023年度行政许可实施情况统计表", Role::Caption);
            }),
        ),
        (
            "enforcement-signed-in-the-year-reported-on",
            edited(county(&[]), &|blocks| {
                let at = heading(blocks, "2025年1月26日");
                blocks[at] = Block::line("2024年1月26日", Role::Right);
            }),
        ),
        (
            "enforcement-signed-by-another-body",
            edited(county(&[]), &|blocks| {
                let at = heading(blocks, "北屏县");
                blocks[at] = Block::line("临溪县水务局", Role::Right);
            }),
        ),
        (
            "enforcement-signed-late",
            edited(county(&[]), &|blocks| {
                let at = heading(blocks, "2025年1月26日");
                blocks[at] = Block::line("2025年3月26日", Role::Right);
            }),
        ),
        ("enforcement-last-years-table", edited(county(&[]), &|blocks| caption(blocks, 1, "（2023年度）"))),
        (
            "enforcement-licenses-twice",
            edited(county(&[]), &|blocks| {
                let mut again = table(blocks, 1).clone();
                let figure = again.cells.iter_mut().find(|cell| cell.row == 2).expect("a figure");
                figure.text = vec!["31".to_owned()];
                let at = place_of_table(blocks, 1);
                blocks.insert(at + 1, Block::Table(again));
                blocks.insert(at + 1, Block::line("", Role::Text));
            }),
        ),
        ("enforcement-two-years-in-one", ooxml::write(&Body { blocks: both, controls: false }, true, 72)),
    ]
}
