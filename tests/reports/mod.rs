//! Reports made on the spot from the built-in form, as raw WordprocessingML. In: an organization, a year, the
//! figures that are not zero. Out: the bytes of a .docx. Does not know how gouji reads.

#![allow(dead_code, reason = "each test file uses its own part")]

use gouji::form::{Block, Form, Line};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A report in which everything agrees.
pub fn clean(organization: &str, year: i32) -> Vec<u8> {
    with(organization, year, &[])
}

/// A report with one wrong total: 4 applications received and granted, 5 said to be granted in all.
pub fn wrong(organization: &str, year: i32) -> Vec<u8> {
    with(organization, year, &[("applications.granted.total", "5")])
}

/// A report with these cells filled differently.
pub fn with(organization: &str, year: i32, cells: &[(&str, &str)]) -> Vec<u8> {
    let balanced = [
        ("applications.new_received.natural_person", "4"),
        ("applications.new_received.total", "4"),
        ("applications.granted.natural_person", "4"),
        ("applications.granted.total", "4"),
        ("applications.handled_total.natural_person", "4"),
        ("applications.handled_total.total", "4"),
        ("disclosure.administrative_fee.amount_10k_yuan", "1076.1810"),
        ("disputes.reconsideration.upheld", "1"),
        ("disputes.reconsideration.total", "1"),
    ];
    let figure = |id: &str| {
        let stated = cells.iter().chain(&balanced).find(|(cell, _)| *cell == id);
        stated.map_or("0", |(_, figure)| figure).to_owned()
    };
    let mut built_in = Form::built_in().iter();
    let form = built_in.find(|form| form.id == "disclosure-annual-report").unwrap();
    let mut body = paragraph(&format!("{organization}{year}年政府信息公开工作年度报告"));
    body += &paragraph("现将本年度政府信息公开工作情况报告如下。");
    for section in &form.sections {
        body += &paragraph(&section.heading);
        body += &paragraph("本年度各项工作按要求开展。");
        let mut seen = "";
        for table in form.tables.iter().filter(|table| table.section == section.id && table.is_for(year)) {
            assert_ne!(table.id, seen, "one edition a year");
            seen = &table.id;
            for block in &table.blocks {
                if let Some(banner) = &block.banner {
                    body += &paragraph(banner);
                }
                body += &grid(block, |row, column| figure(&format!("{}.{}.{}", table.id, row.id, column.id)));
            }
        }
    }
    body += &paragraph(organization);
    body += &paragraph(&format!("{}年1月20日", year + 1));
    package(&body)
}

/// A document of these paragraphs and a table after them.
pub fn table(paragraphs: &[&str], block: &Block, figure: impl Fn(&Line, &Line) -> String) -> Vec<u8> {
    let before: String = paragraphs.iter().map(|text| paragraph(text)).collect();
    package(&(before + &grid(block, figure)))
}

/// A document of these paragraphs.
pub fn plain(paragraphs: &[&str]) -> Vec<u8> {
    package(&paragraphs.iter().map(|text| paragraph(text)).collect::<String>())
}

/// A document written in plain text: a paragraph a line; rows of tables between bars, `<` for a cell merged with the one
/// before it, `^` with the one above.
pub fn written(text: &str) -> Vec<u8> {
    let mut body = String::new();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in text.lines().chain([""]) {
        match line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |")) {
            Some(row) => rows.push(row.split(" | ").map(str::trim).collect()),
            None => {
                if !rows.is_empty() {
                    body += &rows_of(&std::mem::take(&mut rows));
                }
                if !line.is_empty() {
                    body += &paragraph(line);
                }
            }
        }
    }
    package(&body)
}

fn rows_of(rows: &[Vec<&str>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut xml = String::from("<w:tbl><w:tblGrid>");
    xml += &"<w:gridCol w:w=\"800\"/>".repeat(columns);
    xml += "</w:tblGrid>";
    for (n, row) in rows.iter().enumerate() {
        xml += "<w:tr>";
        for (at, text) in row.iter().enumerate().filter(|(_, text)| **text != "<") {
            let span = 1 + row[at + 1..].iter().take_while(|text| **text == "<").count();
            let below = rows.get(n + 1).and_then(|row| row.get(at)).is_some_and(|text| *text == "^");
            let merge = match *text {
                "^" => "continue",
                _ if below => "restart",
                _ => "",
            };
            xml += &cell(span, merge, if *text == "^" { "" } else { text });
        }
        xml += "</w:tr>";
    }
    xml + "</w:tbl>"
}

fn package(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#.to_owned(),
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#.to_owned(),
        ),
        (
            "word/document.xml",
            format!(
                r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
            ),
        ),
    ];
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(text))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Headers above, labels in front; a label that several lines share is one merged cell.
fn grid(block: &Block, figure: impl Fn(&Line, &Line) -> String) -> String {
    let depth = |lines: &[Line]| lines.iter().map(|line| line.path.len()).max().unwrap_or(1);
    let (in_front, above) = (depth(&block.rows), depth(&block.columns));
    let columns: Vec<&Line> = block.columns.iter().filter(|column| column.figures).collect();
    let rows: Vec<&Line> = block.rows.iter().filter(|row| row.figures).collect();
    let mut xml = String::from("<w:tbl><w:tblGrid>");
    xml += &"<w:gridCol w:w=\"800\"/>".repeat(in_front + columns.len());
    xml += "</w:tblGrid>";
    for level in 0..above {
        xml += "<w:tr>";
        xml += &cell(in_front, if level == 0 { "restart" } else { "continue" }, "");
        let mut at = 0;
        while at < columns.len() {
            let path = &columns[at].path;
            if level >= path.len() {
                xml += &cell(1, "continue", "");
                at += 1;
                continue;
            }
            let same = |other: &&&Line| {
                other.path.len() > level + 1
                    && path.len() > level + 1
                    && other.path[..=level] == path[..=level]
            };
            let span = columns[at..].iter().take_while(same).count().max(1);
            let merge = if level + 1 == path.len() && level + 1 < above { "restart" } else { "" };
            xml += &cell(span, merge, &path[level]);
            at += span;
        }
        xml += "</w:tr>";
    }
    let mut before: &[String] = &[];
    for row in rows {
        xml += "<w:tr>";
        for level in 0..row.path.len() {
            let last = level + 1 == row.path.len();
            let span = if last { in_front - level } else { 1 };
            let goes_on = !last && before.len() > level + 1 && before[..=level] == row.path[..=level];
            let merge = if last {
                ""
            } else if goes_on {
                "continue"
            } else {
                "restart"
            };
            xml += &cell(span, merge, if goes_on { "" } else { &row.path[level] });
        }
        before = &row.path;
        for column in &columns {
            xml += &cell(1, "", &figure(row, column));
        }
        xml += "</w:tr>";
    }
    xml + "</w:tbl>"
}

fn cell(span: usize, merge: &str, text: &str) -> String {
    let mut properties = String::new();
    if span > 1 {
        let _ = write!(properties, "<w:gridSpan w:val=\"{span}\"/>");
    }
    if !merge.is_empty() {
        let _ = write!(properties, "<w:vMerge w:val=\"{merge}\"/>");
    }
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
}
