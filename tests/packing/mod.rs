//! Packages made of the fixtures in `fixtures/documents`. In: the text of a fixture. Out: the parts, and the
//! bytes of a .docx. Does not know what the parts mean.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

/// The namespace of relationships.
pub const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What the fixtures may use without declaring it.
pub const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
 xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:odd="http://example.org/odd""#;

/// The package that a fixture describes. `=== styles` and `=== numbering` begin the children of those
/// parts, `=== document` a whole main part, `=== part NAME ID TYPE` any other part of the main one.
pub fn package(fixture: &str) -> Vec<u8> {
    zipped(&parts(fixture), true)
}

/// The parts of that package; the main one stands last.
pub fn parts(fixture: &str) -> Vec<(String, Vec<u8>)> {
    let mut sections = vec![("body", String::new())];
    for line in fixture.lines() {
        match line.strip_prefix("=== ") {
            Some(name) => sections.push((name, String::new())),
            None => {
                let (_, text) = sections.last_mut().expect("a section");
                text.push_str(line.trim_start());
            }
        }
    }
    let mut parts = Vec::new();
    let mut rels = String::new();
    let mut main = String::new();
    for (name, text) in sections {
        let words: Vec<&str> = name.split(' ').collect();
        match words[..] {
            ["body"] => main = format!("<w:document {NAMESPACES}><w:body>{text}</w:body></w:document>"),
            ["document"] => main = text,
            [name @ ("styles" | "numbering")] => {
                let _ =
                    write!(rels, r#"<Relationship Id="{name}" Type="{REL}/{name}" Target="{name}.xml"/>"#);
                parts.push((format!("word/{name}.xml"), format!("<w:{name} {NAMESPACES}>{text}</w:{name}>")));
            }
            ["part", name, id, kind] => {
                let _ = write!(rels, r#"<Relationship Id="{id}" Type="{REL}/{kind}" Target="{name}"/>"#);
                parts.push((format!("word/{name}"), text));
            }
            _ => panic!("a section called {name}"),
        }
    }
    let wrap = |inner: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
        )
    };
    let root = format!(r#"<Relationship Id="m" Type="{REL}/officeDocument" Target="word/document.xml"/>"#);
    parts.push(("_rels/.rels".to_owned(), wrap(&root)));
    parts.push(("word/_rels/document.xml.rels".to_owned(), wrap(&rels)));
    parts.push(("word/document.xml".to_owned(), main));
    parts.into_iter().map(|(name, text)| (name, text.into_bytes())).collect()
}

/// A zip of these parts.
pub fn zipped(parts: &[(String, Vec<u8>)], deflate: bool) -> Vec<u8> {
    let method = if deflate { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options).expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

/// The fixtures of a folder, without what is expected of them.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e != "txt" && e != "md" && e != "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}
