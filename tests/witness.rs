//! An independent witness: the same generated documents through LibreOffice, which prints numbers and merges
//! cells by code of its own. Ignored unless asked for:
//! `GOUJI_SOFFICE=/usr/bin/soffice cargo test --test witness -- --ignored`. Where LibreOffice is known to print
//! otherwise the format is listed with the reason, and the list fails where it no longer does.

mod packing;

use gouji::document::{Block, Document};
use gouji::package::Limits;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

const COUNTS: [i64; 12] = [1, 2, 3, 9, 10, 11, 12, 19, 20, 21, 99, 105];
const FORMATS: [&str; 33] = [
    "decimal",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "ordinal",
    "cardinalText",
    "ordinalText",
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "ideographTraditional",
    "ideographZodiac",
    "ideographEnclosedCircle",
    "japaneseCounting",
    "japaneseLegal",
    "japaneseDigitalTenThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "ideographLegalTraditional",
    "decimalFullWidth",
    "decimalFullWidth2",
    "decimalHalfWidth",
    "decimalEnclosedCircle",
    "decimalEnclosedCircleChinese",
    "decimalEnclosedFullstop",
    "decimalEnclosedParen",
    "decimalZero",
    "numberInDash",
    "hex",
    "none",
];
/// The formats that LibreOffice prints otherwise, from which count on, and why it is no witness there.
const OTHERWISE: [(&str, i64, &str); 17] = [
    ("chineseCounting", 100, "it counts on as in chineseCountingThousand; §17.18.59 goes over to digits"),
    ("chineseCountingThousand", 100, "it fills gaps with 零; Word with 〇"),
    ("taiwaneseCounting", 100, "it counts on as in taiwaneseCountingThousand; §17.18.59 goes over to digits"),
    ("ideographDigital", 10, "it counts with 十; §17.18.59 has digits only"),
    ("ideographEnclosedCircle", 1, "it prints circled digits; §17.18.59 has ideographs"),
    ("japaneseCounting", 100, "it counts as in Chinese; §17.18.59 leaves the one before 百 out"),
    ("japaneseLegal", 10, "it prints digits only; §17.18.59 has 拾 and 百"),
    ("japaneseDigitalTenThousand", 1, "it prints plain decimals"),
    ("taiwaneseDigital", 1, "it prints plain decimals"),
    ("decimalFullWidth", 1, "it prints half-width digits"),
    ("decimalFullWidth2", 1, "it prints half-width digits"),
    ("decimalEnclosedCircle", 21, "it goes on beyond the 20 signs that §17.18.59 names"),
    ("decimalEnclosedCircleChinese", 21, "it goes on beyond the 20 signs that §17.18.59 names"),
    ("decimalEnclosedFullstop", 1, "it prints plain decimals"),
    ("decimalEnclosedParen", 1, "it prints plain decimals"),
    ("numberInDash", 1, "it prints plain decimals"),
    ("hex", 10, "it prints plain decimals"),
];

/// A package that LibreOffice reads too: it insists on content types.
fn package(fixture: &str) -> Vec<u8> {
    const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let parts = packing::parts(fixture);
    let mut types = String::from(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    );
    for (name, _) in parts.iter().filter(|(name, _)| !name.ends_with(".rels")) {
        let kind = match name.as_str() {
            "word/document.xml" => "document.main",
            "word/numbering.xml" => "numbering",
            _ => "styles",
        };
        let _ = write!(types, r#"<Override PartName="/{name}" ContentType="{TYPES}.{kind}+xml"/>"#);
    }
    let types = ("[Content_Types].xml".to_owned(), format!("{types}</Types>").into_bytes());
    packing::zipped(&[vec![types], parts].concat(), true)
}

/// What LibreOffice makes of a document.
fn converted(docx: &[u8], filter: &str, extension: &str) -> String {
    let program = PathBuf::from(std::env::var_os("GOUJI_SOFFICE").expect("GOUJI_SOFFICE"));
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("witness.docx"), docx).expect("a file");
    let output = Command::new(program)
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--headless", "--convert-to", filter, "--outdir"])
        .arg(folder.path())
        .arg(folder.path().join("witness.docx"))
        .output()
        .expect("LibreOffice");
    let result = std::fs::read(folder.path().join("witness").with_extension(extension));
    let text = String::from_utf8(result.unwrap_or_else(|_| panic!("{output:?}"))).expect("UTF-8");
    text.trim_start_matches('\u{FEFF}').to_owned()
}

fn read(docx: &[u8]) -> Document {
    Document::parse(docx, &Limits::default()).expect("a document")
}

/// The number before the paragraph of this text, as LibreOffice prints it.
fn witnessed<'a>(page: &'a str, text: &str) -> &'a str {
    let found = page.lines().find_map(|line| line.strip_suffix(text));
    found.unwrap_or_else(|| panic!("no {text} in {page}")).trim()
}

/// The number of the paragraph of this text, as it is read.
fn ours<'a>(document: &'a Document, text: &str) -> &'a str {
    let found = document.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.text == text => Some(paragraph.number.trim()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no {text}"))
}

fn numbered(list: usize, level: usize, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>
"#
    )
}

#[test]
#[ignore = "needs LibreOffice"]
fn every_numbering_format() {
    let (mut body, mut definitions, mut lists) = (String::new(), String::new(), String::new());
    let mut list = 0;
    for format in FORMATS {
        for count in COUNTS {
            list += 1;
            body += &numbered(list, 0, &format!("@{format}-{count}"));
            let _ = writeln!(
                definitions,
                r#"<w:abstractNum w:abstractNumId="{list}"><w:lvl w:ilvl="0"><w:start w:val="{count}"/><w:numFmt w:val="{format}"/><w:lvlText w:val="第%1、"/></w:lvl></w:abstractNum>"#
            );
            let _ = writeln!(lists, r#"<w:num w:numId="{list}"><w:abstractNumId w:val="{list}"/></w:num>"#);
        }
    }
    let docx = package(&format!("{body}=== numbering\n{definitions}{lists}"));
    let (page, document) = (converted(&docx, "txt:Text (encoded):UTF8", "txt"), read(&docx));
    let mut faults = Vec::new();
    let (mut same, mut otherwise) = (0, 0);
    for format in FORMATS {
        let known = OTHERWISE.iter().find(|(name, ..)| *name == format);
        let mut differs = false;
        for count in COUNTS {
            let text = format!("@{format}-{count}");
            let (theirs, ours) = (witnessed(&page, &text), ours(&document, &text));
            if known.is_some_and(|(_, from, _)| count >= *from) {
                differs |= theirs != ours;
                otherwise += 1;
            } else if theirs == ours {
                same += 1;
            } else {
                faults.push(format!("{text}: {ours:?}, LibreOffice {theirs:?}"));
            }
        }
        if known.is_some() && !differs {
            faults.push(format!("{format}: LibreOffice prints the same now"));
        }
    }
    println!("{same} numbers the same, {otherwise} not witnessed");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Lists of five levels, in the manners of Chinese documents; the third with something more, and this text.
fn levels(more: &str, third: &str) -> String {
    let formats = ["chineseCountingThousand", "chineseCounting", "decimal", "decimal", "upperLetter"];
    let texts = ["第%1章", "（%2）", third, "%3.%4", "%5)"];
    let mut levels = String::new();
    for (level, (format, text)) in formats.iter().zip(texts).enumerate() {
        let more = if level == 2 { more } else { "" };
        let _ = write!(
            levels,
            r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
        );
    }
    format!(
        r#"<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"#
    )
}

#[test]
#[ignore = "needs LibreOffice"]
fn levels_and_restarts() {
    let mut random = fastrand::Rng::with_seed(3);
    let (mut body, mut level, mut texts) = (String::new(), 0, Vec::new());
    for paragraph in 0..120 {
        level = random.usize(..=(level + 1).min(4));
        let list = if paragraph < 60 { 1 } else { [2, 3][usize::from(paragraph >= 90)] };
        if matches!(paragraph, 60 | 90) {
            level = 0;
        }
        texts.push(format!("@{paragraph}-{level}"));
        body += &numbered(list, level, &format!("@{paragraph}-{level}"));
        if random.u8(..8) == 0 {
            body += "<w:p><w:r><w:t>正文</w:t></w:r></w:p>\n";
        }
        if random.u8(..12) == 0 {
            body += "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>\n";
        }
    }
    let compare = |more: &str, third: &str| {
        let docx = package(&format!("{body}=== numbering\n{}", levels(more, third)));
        let (page, document) = (converted(&docx, "txt:Text (encoded):UTF8", "txt"), read(&docx));
        let differing = texts.iter().filter(|text| witnessed(&page, text) != ours(&document, text));
        let said = differing.map(|t| format!("{t}: {:?} {:?}", ours(&document, t), witnessed(&page, t)));
        said.collect::<Vec<_>>()
    };
    for third in ["%3.", "%1.%2.%3"] {
        let faults = compare("", third);
        assert!(faults.is_empty(), "{third}\n{}", faults.join("\n"));
    }
    // In Arabic digits only the Chinese levels above differ (§17.9.4); it leaves them Chinese: no witness.
    let legal = compare("<w:isLgl/>", "%1.%2.%3");
    assert!(!legal.is_empty(), "LibreOffice knows isLgl now");
    assert!(legal.iter().all(|line| line.contains("-2: ")), "{}", legal.join("\n"));
    println!("{} numbers the same", texts.len());
    // It starts levels anew whatever lvlRestart says (§17.9.10: 0 never): no witness.
    assert!(!compare(r#"<w:lvlRestart w:val="0"/>"#, "%3.").is_empty(), "LibreOffice knows lvlRestart now");
}

type Cell = (usize, usize, usize, usize, String);

/// A table cut at random into merged cells; the first column and the last row are whole, so that no row or
/// column of the grid is without an edge. What it looks like, and how it is written.
fn cut(random: &mut fastrand::Rng, table: usize) -> (Vec<Cell>, String) {
    let (rows, columns) = (random.usize(2..7), random.usize(2..7));
    let mut owner = vec![vec![None; columns]; rows];
    let mut cells: Vec<Cell> = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if owner[row][column].is_some() {
                continue;
            }
            let alone = column == 0 || row == rows - 1;
            let free = (column..columns).take_while(|c| owner[row][*c].is_none()).count();
            let wide = if alone { 1 } else { random.usize(1..=free.min(3)) };
            let high = if alone { 1 } else { random.usize(1..=(rows - 1 - row).min(3)) };
            for line in owner.iter_mut().skip(row).take(high) {
                line[column..column + wide].fill(Some(cells.len()));
            }
            cells.push((row, column, high, wide, format!("t{table}r{row}c{column}")));
        }
    }
    let mut xml = String::from("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>");
    xml += &r#"<w:gridCol w:w="900"/>"#.repeat(columns);
    xml += "</w:tblGrid>";
    for (row, line) in owner.iter().enumerate() {
        xml += "<w:tr>";
        let mut column = 0;
        while column < columns {
            let Some((top, _, high, wide, text)) = line[column].map(|at| &cells[at]) else { break };
            let merge = match (*high > 1, *top == row) {
                (true, true) => r#"<w:vMerge w:val="restart"/>"#,
                (true, false) => "<w:vMerge/>",
                _ => "",
            };
            let text = if *top == row { text.as_str() } else { "" };
            let _ = write!(
                xml,
                r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:gridSpan w:val="{wide}"/>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"#,
                900 * wide
            );
            column += wide;
        }
        xml += "</w:tr>";
    }
    (cells, xml + "</w:tbl>\n<w:p><w:r><w:t>之后</w:t></w:r></w:p>\n")
}

/// The cells with text of each table in a flat OpenDocument file.
fn witnessed_tables(xml: &str) -> Vec<Vec<Cell>> {
    let mut reader = Reader::from_str(xml);
    let mut tables: Vec<Vec<Cell>> = Vec::new();
    let (mut row, mut column, mut inside) = (0, 0, false);
    let number = |tag: &BytesStart<'_>, name: &str| {
        let found = tag.attributes().flatten().find(|a| a.key.as_ref() == name);
        found.and_then(|a| a.value.parse::<usize>().ok()).unwrap_or(1)
    };
    loop {
        let event = reader.read_event().expect("XML");
        match &event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "table:table" => {
                    tables.push(Vec::new());
                    row = 0;
                }
                "table:table-row" => (row, column) = (row + 1, 0),
                "table:covered-table-cell" => column += number(tag, "table:number-columns-repeated"),
                "table:table-cell" => {
                    let (rows, columns) = (
                        number(tag, "table:number-rows-spanned"),
                        number(tag, "table:number-columns-spanned"),
                    );
                    if let Some(table) = tables.last_mut() {
                        table.push((row - 1, column, rows, columns, String::new()));
                    }
                    column += 1;
                    inside = matches!(event, Event::Start(_));
                }
                _ => {}
            },
            Event::End(tag) if tag.name().as_ref() == "table:table-cell" => inside = false,
            Event::Text(text) if inside => {
                if let Some(cell) = tables.last_mut().and_then(|table| table.last_mut()) {
                    cell.4.push_str(text.trim());
                }
            }
            _ => {}
        }
    }
    tables.iter_mut().for_each(|table| table.retain(|cell| !cell.4.is_empty()));
    tables
}

#[test]
#[ignore = "needs LibreOffice"]
fn every_merge_shape() {
    let mut random = fastrand::Rng::with_seed(7);
    let mut body = String::new();
    let mut expected = Vec::new();
    for table in 0..120 {
        let (cells, xml) = cut(&mut random, table);
        expected.push(cells);
        body += &xml;
    }
    // Legacy horizontal merges, free squares before and after, rows of different length.
    let cell = |text: &str, more: &str| {
        format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{more}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"#
        )
    };
    let row =
        |more: &str, cells: &[String]| format!("<w:tr><w:trPr>{more}</w:trPr>{}</w:tr>", cells.concat());
    let whole = row("", &["x", "y", "z"].map(|text| cell(text, "")));
    for line in [
        row("", &[cell("a", r#"<w:hMerge w:val="restart"/>"#), cell("", "<w:hMerge/>"), cell("b", "")]),
        row(
            r#"<w:gridBefore w:val="1"/><w:wBefore w:w="900" w:type="dxa"/>"#,
            &[cell("a", ""), cell("b", "")],
        ),
        row(r#"<w:gridAfter w:val="1"/><w:wAfter w:w="900" w:type="dxa"/>"#, &[cell("a", ""), cell("b", "")]),
    ] {
        let grid = r#"<w:gridCol w:w="900"/>"#.repeat(3);
        let _ = writeln!(body, "<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{line}{whole}</w:tbl><w:p/>");
    }
    let docx = package(&body);
    let document = read(&docx);
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let ours: Vec<Vec<Cell>> = tables
        .map(|table| {
            let cells = table.cells.iter().filter(|cell| !cell.text.is_empty());
            let shape = |c: &gouji::document::Cell| {
                let [row, column, high, wide] =
                    [c.row - 1, c.column - 1, c.row_span, c.column_span].map(|n| n as usize);
                (row, column, high, wide, c.text.clone())
            };
            cells.map(shape).collect()
        })
        .collect();
    assert_eq!(ours[..expected.len()], expected);
    let theirs = witnessed_tables(&converted(&docx, "fodt", "fodt"));
    let faults: Vec<String> = ours
        .iter()
        .zip(&theirs)
        .filter(|(ours, theirs)| ours != theirs)
        .map(|(ours, theirs)| format!("{ours:?}\n  LibreOffice {theirs:?}"))
        .collect();
    println!("{} tables, {} the same", ours.len(), ours.len() - faults.len());
    assert_eq!(ours.len(), theirs.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
