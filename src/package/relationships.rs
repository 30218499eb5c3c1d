//! Relationships between parts. In: a `.rels` part. Out: types and targets, targets resolved to names in
//! the archive. Does not know what a relationship is for. ECMA-376-2 §6.5.

use quick_xml::Reader;
use quick_xml::events::Event;

/// One relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// `Id`, which the XML of the source part refers to.
    pub id: String,
    /// The last segment of `Type`, the same in the strict and the transitional namespace: `styles`.
    pub kind: String,
    /// The name of the target in the archive; as written where it is outside the package.
    pub target: String,
    /// Whether the target lies outside the package.
    pub external: bool,
}

/// The name of the relationships part that belongs to `part` (`""`: the package itself).
pub fn rels_name(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// Reads a relationships part as far as it is well-formed.
pub fn parse(xml: &[u8], source: &str) -> Vec<Relationship> {
    let mut found = Vec::new();
    let mut reader = Reader::from_reader(xml);
    while let Ok(Event::Start(tag) | Event::Empty(tag)) = next_element(&mut reader) {
        if tag.local_name().as_ref() != "Relationship" {
            continue;
        }
        let (mut id, mut kind, mut target, mut external) = Default::default();
        for attribute in tag.attributes().with_checks(false).flatten() {
            let value = super::unescape(&attribute.value);
            match attribute.key.local_name().as_ref() {
                "Id" => id = value,
                "Type" => kind = value.rsplit('/').next().unwrap_or_default().to_owned(),
                "Target" => target = value,
                "TargetMode" => external = value.eq_ignore_ascii_case("External"),
                _ => {}
            }
        }
        if !external {
            target = resolve(source, &target);
        }
        found.push(Relationship { id, kind, target, external });
    }
    found
}

/// The next start tag, or the event that ends the search (`Eof`, or an error).
fn next_element<'a>(reader: &mut Reader<&'a [u8]>) -> quick_xml::Result<Event<'a>> {
    loop {
        if let event @ (Event::Start(_) | Event::Empty(_) | Event::Eof) = reader.read_event()? {
            return Ok(event);
        }
    }
}

/// A target as written, seen from the folder of `source`, as a name in the archive.
pub fn resolve(source: &str, target: &str) -> String {
    let target = percent_decoded(&target.replace('\\', "/"));
    let target = target.split('#').next().unwrap_or_default();
    let mut path: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        path.extend(source.split('/'));
        path.pop();
    }
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let pair = bytes.get(i + 1..i + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match pair.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if bytes[i] == b'%' => {
                out.push(byte);
                i += 3;
            }
            _ => {
                out.push(bytes[i]);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
