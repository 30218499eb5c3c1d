//! `fixtures/documents`: one Word feature each, `name.xml` (the body, and other parts after lines that begin
//! with `===`) and `name.txt` (what is read). `fixtures/packages`: ways to pack one; `fixtures/broken`: what is not readable, with the error word
//! for word. `BLESS=1` rewrites the expected side.

mod packing;

use gouji::document::{Block, Document, Holder};
use gouji::error::{Error, ErrorKind};
use gouji::message::{Lang, has};
use gouji::output::unread::{advice, reason};
use gouji::package::Limits;
use packing::{NAMESPACES, REL, files, package};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

/// A document as lines: `P1 number|text`, then `T1 rows×columns` with its cells, then the notes.
fn drawn(document: &Document) -> String {
    let mut out = String::new();
    let line = |text: &str| text.replace('\n', "\\n").replace('\t', "\\t");
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => {
                let _ = write!(out, "{} {}|{}", p.place, p.number, line(&p.text));
                if let Some(style) = &p.style {
                    let _ = write!(out, "  [{style}]");
                }
                if let Some(level) = p.outline_level {
                    let _ = write!(out, "  level {level}");
                }
                out.push('\n');
            }
            Block::Table(t) => {
                let holder = match t.holder {
                    Holder::Body => "",
                    Holder::Cell => " in a cell",
                    Holder::TextBox => " in a text box",
                };
                let _ = writeln!(out, "{} {}×{}{holder}", t.place, t.rows, t.columns);
                for c in &t.cells {
                    let _ = write!(out, "  R{}C{}", c.row, c.column);
                    if (c.row_span, c.column_span) != (1, 1) {
                        let _ = write!(out, " {}×{}", c.row_span, c.column_span);
                    }
                    let _ = writeln!(out, " {}", line(&c.text));
                }
            }
        }
    }
    for note in &document.notes {
        let place = note.place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
        let _ = writeln!(out, "note {}{place}: {}", note.kind, note.detail);
        assert!(has(&format!("reading.{}", note.kind)), "no words for the note {}", note.kind);
    }
    out
}

/// An error as a clerk reads it: what is wrong, and what to do.
fn worded(error: &Error) -> String {
    format!("{error}\n{}\n{}\n", reason(error).render(Lang::Zh), advice(error).render(Lang::Zh))
}

fn compare(file: &Path, actual: &str, faults: &mut Vec<String>) {
    let expected_file = file.with_extension("txt");
    if std::env::var("BLESS").is_ok() {
        std::fs::write(&expected_file, actual).expect("to be written");
    }
    let expected = std::fs::read_to_string(&expected_file).unwrap_or_default();
    if expected != actual {
        faults.push(format!("{}\nexpected\n{expected}\nactual\n{actual}", file.display()));
    }
}

#[test]
fn every_feature_reads_as_expected() {
    let mut faults = Vec::new();
    for file in files("documents") {
        let fixture = std::fs::read_to_string(&file).expect("a fixture");
        let actual = match Document::parse(&package(&fixture), &Limits::default()) {
            Ok(document) => drawn(&document),
            Err(error) => format!("{error}\n"),
        };
        compare(&file, &actual, &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_cannot_be_read_says_why() {
    let mut faults = Vec::new();
    for file in [files("broken"), files("packages")].concat() {
        let bytes = std::fs::read(&file).expect("a fixture");
        let actual = match Document::parse(&bytes, &Limits::default()) {
            Ok(document) => format!("read\n{}", drawn(&document)),
            Err(error) => worded(&error),
        };
        compare(&file, &actual, &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_refusal_has_its_words() {
    for kind in ErrorKind::ALL {
        for group in ["error", "advice"] {
            let key = format!("{group}.{}", kind.code());
            assert!(has(&key), "no words for {key}");
        }
    }
}

const P: &str = "<w:p><w:r><w:t>x</w:t></w:r></w:p>";

#[test]
fn depth_costs_no_stack() {
    let limits = Limits { depth: 10_000, squares: u64::MAX, ..Limits::default() };
    for (open, close, times) in [
        ("<w:smartTag>", "</w:smartTag>", 100_000),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 5_000),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 3_000),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>", 3_000),
        ("<w:p><w:pPr><w:rPr>", "</w:rPr></w:pPr></w:p>", 3_000),
        ("<w:p><w:r><w:ruby><w:rubyBase>", "</w:rubyBase></w:ruby></w:r></w:p>", 3_000),
    ] {
        let body = [open.repeat(times), P.to_owned(), close.repeat(times)].concat();
        let document = Document::parse(&package(&body), &limits);
        assert!(document.is_ok(), "{open}");
    }
}

#[test]
fn tables_in_tables_are_read_to_a_limit_and_refused_beyond() {
    let nested = |depth: usize| {
        let body =
            ["<w:tbl><w:tr><w:tc>".repeat(depth), P.to_owned(), "</w:tc></w:tr></w:tbl>".repeat(depth)];
        Document::parse(&package(&body.concat()), &Limits::default())
    };
    let document = nested(500).expect("a document");
    assert_eq!(document.blocks.len(), 500);
    let Some(Block::Table(last)) = document.blocks.last() else { panic!("a table") };
    assert_eq!(last.cells[0].text, "x");
    // Whatever is nested deeper cannot be named without naming all that is around it.
    for depth in [501, 100_000] {
        let error = nested(depth).expect_err("too deep");
        assert_eq!((error.kind, error.detail.as_deref()), (ErrorKind::TooLarge, Some("--max-depth 500")));
    }
}

#[test]
fn sizes_are_bounded() {
    let limits = Limits { part_bytes: 100_000, ..Limits::default() };
    let spaces = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(200_000));
    let error = Document::parse(&package(&spaces), &limits).expect_err("too large");
    assert_eq!(error.kind, ErrorKind::TooLarge);

    // The same a hundred times over is a bomb, whatever the limits on size; a report is not.
    let spaces = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(6_000_000));
    let error = Document::parse(&package(&spaces), &Limits::default()).expect_err("a bomb");
    assert_eq!((error.kind, error.detail.as_deref()), (ErrorKind::TooLarge, Some("--max-ratio 400")));
    let generous = Limits { ratio: u64::MAX, ..Limits::default() };
    assert!(Document::parse(&package(&spaces), &generous).is_ok());
    let few = Limits { entries: 2, ..Limits::default() };
    let error = Document::parse(&package(P), &few).expect_err("a flood");
    assert_eq!((error.kind, error.detail.as_deref()), (ErrorKind::TooLarge, Some("--max-entries 2")));

    let wide =
        r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#;
    let document = Document::parse(&package(wide), &Limits::default()).expect("a document");
    let [Block::Table(table)] = &document.blocks[..] else { panic!("one table") };
    assert!(table.columns <= 1024);

    let few = Limits { squares: 10, ..Limits::default() };
    let error = Document::parse(&package(wide), &few).expect_err("too many squares");
    assert_eq!(error.kind, ErrorKind::TooLarge);
}

#[test]
fn names_and_encodings_do_not_matter() {
    let xml = format!(
        "<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>公开</w:t></w:r></w:p></w:body></w:document>"
    );
    let read = |parts: &[(&str, Vec<u8>)]| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
            zip.write_all(bytes).expect("its bytes");
        }
        let bytes = zip.finish().expect("a zip").into_inner();
        Document::parse(&bytes, &Limits::default()).map(|document| drawn(&document))
    };
    let utf16 = |bom: bool, big: bool| -> Vec<u8> {
        let units = bom.then_some(0xFEFF).into_iter().chain(xml.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let gbk = [0xB9, 0xAB, 0xBF, 0xAA];
    let (head, tail) = xml.split_once("公开").expect("the text");
    let gbk = [br#"<?xml version="1.0" encoding="GBK"?>"#, head.as_bytes(), &gbk, tail.as_bytes()].concat();
    let undeclared = gbk[gbk.iter().position(|b| *b == b'>').expect("a declaration") + 1..].to_vec();
    for main in [xml.clone().into_bytes(), utf16(true, false), utf16(true, true), utf16(false, false), gbk] {
        assert_eq!(read(&[("word/document.xml", main)]).as_deref(), Ok("P1 |公开\n"));
    }
    let drawn = read(&[("word/document.xml", undeclared)]).expect("a document");
    assert!(drawn.starts_with("P1 |公开\n"), "{drawn}");
    for name in ["Word\\Document.xml", "WORD/DOCUMENT.XML", "/word/document.xml", "document.xml"] {
        assert_eq!(read(&[(name, xml.clone().into_bytes())]).as_deref(), Ok("P1 |公开\n"), "{name}");
    }
    let rels = |target: &str| {
        format!(r#"<Relationships><Relationship Id="a" Type="{REL}/officeDocument" Target="{target}"/></Relationships>"#)
            .into_bytes()
    };
    for (target, name) in [
        ("正文.xml", "正文.xml"),
        ("/a/b.xml", "a/b.xml"),
        ("a\\b.xml", "a/b.xml"),
        ("a/../b%20c.xml", "b c.xml"),
        ("./x.xml", "x.xml"),
    ] {
        let parts = [("_rels/.rels", rels(target)), (name, xml.clone().into_bytes())];
        assert_eq!(read(&parts).as_deref(), Ok("P1 |公开\n"), "{target}");
    }
    let again = [
        ("报告/_rels/.rels", rels("word/document.xml")),
        ("报告/word/document.xml", xml.clone().into_bytes()),
    ];
    let drawn = read(&again).expect("a document");
    assert_eq!(drawn, "P1 |公开\nnote zipped_again: 报告\n");
}

#[test]
fn damage_is_survived_or_named() {
    let sound = package(&P.repeat(50));
    let text = |bytes: &[u8]| Document::parse(bytes, &Limits::default()).map(|d| (d.blocks.len(), d.notes));
    let padded = [b"junk in front".as_slice(), &sound, b"junk behind"].concat();
    assert_eq!(text(&padded).map(|found| found.0), Ok(50));
    let directory = memchr::memmem::find(&sound, b"PK\x01\x02").expect("a directory");
    let (blocks, notes) = text(&sound[..directory]).expect("recovered");
    assert_eq!((blocks, notes[0].kind), (50, "recovered_archive"));
    for cut in (0..directory).step_by(7) {
        let _ = text(&sound[..cut]);
    }
    // The main part stands last here: cut inside it, the error names it.
    let error = text(&sound[..directory - 20]).expect_err("cut off");
    assert_eq!((error.kind, error.part.as_deref()), (ErrorKind::DamagedPart, Some("word/document.xml")));
    // A checksum wrong in the directory alone is not damage; wrong data is.
    let mut wrong = sound.clone();
    wrong[directory + 16] ^= 1;
    assert_eq!(text(&wrong).map(|found| found.0), Ok(50));
}

/// The main part first, then styles, then a picture that nobody needs.
fn archive(method: zip::CompressionMethod, descriptors: bool) -> (Vec<u8>, usize) {
    let mut parts = packing::parts(&(P.repeat(50) + "\n=== styles\n<w:style w:styleId=\"a\"/>\n"));
    parts.sort_by_key(|(name, _)| (name.contains("styles"), !name.contains("rels")));
    parts.push(("word/media/picture.png".to_owned(), vec![7; 1000]));
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    let mut zip = zip::ZipWriter::new_stream(Vec::new());
    let mut plain = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in &parts {
        zip.start_file(name.as_str(), options).expect("an entry");
        zip.write_all(bytes).expect("its bytes");
        plain.start_file(name.as_str(), options).expect("an entry");
        plain.write_all(bytes).expect("its bytes");
    }
    let bytes = match descriptors {
        true => zip.finish().expect("a zip").into_inner(),
        false => plain.finish().expect("a zip").into_inner(),
    };
    // The main part ends where the header of the next one begins.
    let next = memchr::memmem::find(&bytes, b"word/styles.xml").expect("the next part") - 30;
    (bytes, next)
}

#[test]
fn archives_cut_off_anywhere_are_read_as_far_as_they_go() {
    use zip::CompressionMethod::{Deflated, Stored};
    for (method, descriptors) in [(Deflated, false), (Stored, false), (Deflated, true)] {
        let (bytes, main) = archive(method, descriptors);
        let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").expect("a directory");
        for cut in (0..bytes.len()).rev().step_by(if cfg!(debug_assertions) { 5 } else { 1 }) {
            let read = Document::parse(&bytes[..cut], &Limits::default());
            let kinds =
                read.as_ref().map(|document| document.notes.iter().map(|note| note.kind).collect::<Vec<_>>());
            // All of the main part is there.
            if cut >= main {
                assert_eq!(read.as_ref().map(|document| document.blocks.len()), Ok(50), "{cut}");
                // Of the end record the last bytes do not matter.
                let recovered = kinds.expect("notes").contains(&"recovered_archive");
                assert_eq!(recovered, cut < bytes.len() - 2, "{cut}");
                continue;
            }
            // A descriptor behind the main part may be gone.
            let Err(error) = read else {
                assert!(descriptors && cut + 16 >= main, "{cut} of {main}");
                continue;
            };
            let known = match error.kind {
                ErrorKind::DamagedPart => error.part.as_deref() == Some("word/document.xml"),
                ErrorKind::DamagedArchive => true,
                // Less than a signature.
                ErrorKind::Empty | ErrorKind::Unknown | ErrorKind::PlainText => cut < 4,
                _ => false,
            };
            assert!(known, "{cut} of {directory}: {error}");
        }
        assert!(Document::parse(&bytes, &Limits::default()).is_ok_and(|document| document.notes.is_empty()));
    }
}

#[test]
fn every_fixture_has_a_line_of_its_own() {
    for folder in ["documents", "packages", "broken"] {
        let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder).join("README.md");
        let readme = std::fs::read_to_string(readme).expect("a README");
        let mut listed: Vec<&str> =
            readme.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
        let files = files(folder);
        let mut names: Vec<_> = files.iter().filter_map(|file| file.file_stem()?.to_str()).collect();
        listed.sort_unstable();
        names.sort_unstable();
        assert_eq!(listed, names, "{folder}");
    }
}
