//! Reading a report against the least that reading can cost: inflating the main part, and a bare quick-xml
//! pass over it. The larger report is built here, in memory, as Word saves one: many short runs with properties,
//! three tables, styles with latent ones; the smaller one is a fixture.

use divan::{Bencher, black_box};
use gouji::document::Document;
use gouji::package::Limits;
use gouji::package::archive::Archive;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

fn main() {
    divan::main();
}

const NS: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14""#;

fn run(out: &mut String, text: &str) {
    let _ = write!(
        out,
        r#"<w:r w:rsidR="00A971F6" w:rsidRPr="00C8A79D"><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋"/><w:color w:val="000000"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#
    );
}

fn paragraph(out: &mut String, texts: &[&str], numbered: bool) {
    out.push_str(r#"<w:p w14:paraId="48C9B129" w14:textId="77777777" w:rsidR="00D57F1E" w:rsidRDefault="004F2B92"><w:pPr>"#);
    if numbered {
        out.push_str(r#"<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#);
    }
    out.push_str(r#"<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:pPr>"#);
    for text in texts {
        run(out, text);
    }
    out.push_str("</w:p>");
}

fn main_part() -> String {
    let mut out =
        format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {NS}><w:body>"#);
    for chapter in 0..6 {
        paragraph(&mut out, &["主动公开", "政府信息", "情况"], true);
        for _ in 0..6 {
            let texts = [
                "全年共收到",
                "政府信息",
                "公开申请",
                "12",
                "件，",
                "其中自然人",
                "申请",
                "8",
                "件，办结",
                "11",
                "件。",
            ];
            paragraph(&mut out, &texts, false);
        }
        if chapter % 2 == 0 {
            out.push_str(r#"<w:tbl><w:tblPr><w:tblW w:w="9736" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#);
            out.push_str(&r#"<w:gridCol w:w="973"/>"#.repeat(10));
            out.push_str("</w:tblGrid>");
            for row in 0..26 {
                out.push_str(r#"<w:tr w:rsidR="00632400" w14:paraId="697A555D" w14:textId="77777777"><w:trPr><w:trHeight w:val="454"/><w:jc w:val="center"/></w:trPr>"#);
                for column in 0..10 {
                    let merge = if column == 0 && row % 4 > 0 {
                        "<w:vMerge/>"
                    } else if column == 0 {
                        r#"<w:vMerge w:val="restart"/>"#
                    } else {
                        ""
                    };
                    let _ = write!(
                        out,
                        r#"<w:tc><w:tcPr><w:tcW w:w="973" w:type="dxa"/>{merge}<w:tcBorders><w:top w:val="nil"/><w:left w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tcBorders><w:vAlign w:val="center"/></w:tcPr>"#
                    );
                    paragraph(&mut out, &["0"], false);
                    out.push_str("</w:tc>");
                }
                out.push_str("</w:tr>");
            }
            out.push_str("</w:tbl>");
        }
    }
    out.push_str("<w:sectPr/></w:body></w:document>");
    out
}

fn package() -> Vec<u8> {
    let mut styles = format!(r#"<w:styles {NS}><w:latentStyles w:count="376">"#);
    for i in 0..376 {
        let _ = write!(
            styles,
            r#"<w:lsdException w:name="Grid Table {i}" w:semiHidden="1" w:uiPriority="39" w:unhideWhenUsed="1"/>"#
        );
    }
    styles.push_str(r#"</w:latentStyles><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#);
    let numbering = format!(
        r#"<w:numbering {NS}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let rels = |inner: String| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
        )
    };
    let parts = [
        (
            "_rels/.rels",
            rels(format!(r#"<Relationship Id="a" Type="{rel}/officeDocument" Target="word/document.xml"/>"#)),
        ),
        ("word/document.xml", main_part()),
        (
            "word/_rels/document.xml.rels",
            rels(format!(
                r#"<Relationship Id="a" Type="{rel}/styles" Target="styles.xml"/><Relationship Id="b" Type="{rel}/numbering" Target="numbering.xml"/>"#
            )),
        ),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        zip.write_all(text.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

fn inflate(package: &[u8]) -> Vec<u8> {
    let limits = Limits::default();
    let archive = Archive::open(package, &limits).expect("a zip");
    let entry = archive.find("word/document.xml").expect("the main part");
    archive.read(entry).expect("its bytes")
}

/// A report of 12 KB, as the tests generate them: of what is fixed about reading, the most.
fn small() -> Vec<u8> {
    std::fs::read("fixtures/reports/one-wrong-cell.docx").expect("a fixture")
}

fn bare_pass(package: &[u8]) -> u64 {
    let xml = inflate(package);
    let mut reader = Reader::from_reader(xml.as_slice());
    let mut events = 0_u64;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return events,
            Ok(_) => events += 1,
        }
    }
}

#[divan::bench(args = ["54 KB", "12 KB"])]
fn a_inflate_only(bencher: Bencher<'_, '_>, size: &str) {
    let package = of(size);
    bencher.bench(|| inflate(black_box(&package)));
}

#[divan::bench(args = ["54 KB", "12 KB"])]
fn b_inflate_and_bare_pass(bencher: Bencher<'_, '_>, size: &str) {
    let package = of(size);
    bencher.bench(|| bare_pass(black_box(&package)));
}

#[divan::bench(args = ["54 KB", "12 KB"])]
fn c_document_parse(bencher: Bencher<'_, '_>, size: &str) {
    let package = of(size);
    let limits = Limits::default();
    bencher.bench(|| Document::parse(black_box(&package), &limits));
}

fn of(size: &str) -> Vec<u8> {
    if size == "12 KB" { small() } else { package() }
}
