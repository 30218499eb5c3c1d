//! Zip in, zip out, without clocks: the same parts always give the same package.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// A package with these parts, in this order.
pub fn zip<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in parts {
        writer.start_file(name, options).expect("a part name");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// The parts of a package, in order.
pub fn parts(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(package)).expect("a zip archive");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("a sound part");
        let name = file.name().expect("a name").into_owned();
        parts.push((name, bytes));
    }
    parts
}

/// Whether two packages say the same. Not their bytes: deflate differs between machines.
pub fn same_parts(one: &[u8], other: &[u8]) -> bool {
    parts(one) == parts(other)
}

/// The package with another main document.
pub fn with_document(package: &[u8], change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut parts = parts(package);
    let (_, document) = parts.iter_mut().find(|(name, _)| name == "word/document.xml").expect("a document");
    *document = change(String::from_utf8(std::mem::take(document)).expect("UTF-8")).into_bytes();
    zip(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}
