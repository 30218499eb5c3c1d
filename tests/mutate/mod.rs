//! Mutations of documents. In: bytes, the parts of a package, and a source of chance. Out: the same, changed
//! on one of three levels: bytes, parts of the package, elements of the XML. Deterministic.

#![allow(dead_code, reason = "each test file uses its own part")]

use fastrand::Rng;
use std::io::{Cursor, Read};
use std::ops::Range;

/// The parts of a package: names and contents.
pub type Parts = Vec<(String, Vec<u8>)>;

/// No mutant grows beyond this.
const MOST: usize = 4 << 20;

/// Bits of documents and archives that a mutation puts in anywhere.
const BITS: [&str; 30] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tcPr><w:vMerge/></w:tcPr>",
    "<w:sdt>",
    "<w:del>",
    "</w:del>",
    "<!--",
    "<![CDATA[",
    "]]>",
    "&#0;",
    "&x;",
    "<!DOCTYPE a>",
    "xmlns:w=\"u\"",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "-2147483648",
    "99999999999999999999",
    "PK\u{1}\u{2}",
    "PK\u{3}\u{4}",
    "PK\u{5}\u{6}",
    "公",
];

/// Values that an attribute may take.
const VALUES: [&str; 26] = [
    "",
    "0",
    "1",
    "2",
    "3",
    "9",
    "-1",
    "63",
    "105",
    "1024",
    "32767",
    "65536",
    "2000000000",
    "-2147483648",
    "9223372036854775807",
    "99999999999999999999",
    "1.5",
    "on",
    "off",
    "continue",
    "restart",
    "begin",
    "separate",
    "end",
    "chineseCountingThousand",
    "%1%2%9%",
];

/// The parts of a zip; `None` where it is none.
pub fn unzipped(bytes: &[u8]) -> Option<Parts> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for at in 0..zip.len().min(100) {
        let entry = zip.by_index(at).ok()?;
        let name = entry.name().ok()?.into_owned();
        let mut contents = Vec::new();
        if Read::take(entry, MOST as u64).read_to_end(&mut contents).is_ok()
            && parts.iter().all(|(other, _)| *other != name)
        {
            parts.push((name, contents));
        }
    }
    Some(parts)
}

fn range(len: usize, most: usize, random: &mut Rng) -> Range<usize> {
    let from = random.usize(..=len);
    from..(from + random.usize(..=most)).min(len)
}

/// Changes, drops, doubles and puts in bytes.
pub fn bytes(bytes: &mut Vec<u8>, random: &mut Rng) {
    for _ in 0..random.usize(1..6) {
        if bytes.is_empty() || bytes.len() > MOST {
            return;
        }
        let at = random.usize(..bytes.len());
        match random.u8(..8) {
            0 => bytes[at] = random.u8(..),
            1 => bytes[at] ^= 1 << random.u8(..8),
            2 if random.u8(..4) == 0 => bytes.truncate(at),
            2 | 3 => drop(bytes.drain(range(bytes.len(), 64, random))),
            4 => {
                let copy = bytes[range(bytes.len(), 512, random)].to_vec();
                bytes.splice(at..at, copy);
            }
            5 => {
                let field = [0_u32, 1, 0xFFFF, 0x7FFF_FFFF, u32::MAX, u32::MAX - 1][random.usize(..6)];
                let end = (at + 4).min(bytes.len());
                bytes.splice(at..end, field.to_le_bytes());
            }
            _ => {
                let bit = BITS[random.usize(..BITS.len())].as_bytes();
                bytes.splice(at..at, bit.iter().copied());
            }
        }
    }
}

/// Any part, the main one most often.
fn any(parts: &Parts, random: &mut Rng) -> usize {
    let main = parts.iter().position(|(name, _)| name.ends_with("document.xml"));
    main.filter(|_| random.u8(..3) > 0).unwrap_or_else(|| random.usize(..parts.len()))
}

/// Changes bytes of one part.
pub fn part_bytes(parts: &mut Parts, random: &mut Rng) {
    if !parts.is_empty() {
        let at = any(parts, random);
        bytes(&mut parts[at].1, random);
    }
}

/// Drops, renames, exchanges, re-encodes parts, or takes one from another package.
pub fn parts(parts: &mut Parts, donor: &Parts, random: &mut Rng) {
    if parts.is_empty() {
        return;
    }
    let (at, other) = (random.usize(..parts.len()), random.usize(..parts.len()));
    let free = |parts: &Parts, name: &str| parts.iter().all(|(taken, _)| taken != name);
    match random.u8(..7) {
        0 => drop(parts.remove(at)),
        1 => {
            let name = parts[at].0.to_uppercase();
            if free(parts, &name) {
                parts[at].0 = name;
            }
        }
        2 => {
            let name = parts[at].0.replace('/', "\\");
            if free(parts, &name) {
                parts[at].0 = name;
            }
        }
        3 => {
            let contents = parts[at].1.clone();
            parts[other].1 = contents;
        }
        4 => {
            let units = String::from_utf8_lossy(&parts[at].1).encode_utf16().collect::<Vec<_>>();
            parts[at].1 = units.into_iter().flat_map(u16::to_le_bytes).collect();
        }
        5 => {
            for (name, _) in parts.iter_mut() {
                name.insert_str(0, "夹/");
            }
        }
        _ => {
            let (name, contents) = &donor[random.usize(..donor.len())];
            match parts.iter_mut().find(|(taken, _)| taken == name) {
                Some((_, old)) => old.clone_from(contents),
                None => parts.push((name.clone(), contents.clone())),
            }
        }
    }
}

/// An element: its start tag, and all of it.
struct Element {
    tag: Range<usize>,
    all: Range<usize>,
}

/// The elements of a part, as far as its tags match.
fn elements(xml: &[u8]) -> Vec<Element> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'<', &xml[at..]).map(|n| at + n) {
        let Some(end) = memchr::memchr(b'>', &xml[start..]).map(|n| start + n + 1) else { break };
        at = end;
        match xml.get(start + 1) {
            Some(b'/') => {
                if let Some(element) = open.pop().and_then(|index: usize| found.get_mut(index)) {
                    let element: &mut Element = element;
                    element.all.end = end;
                }
            }
            Some(b'!' | b'?') => {}
            _ => {
                if xml[end - 2] != b'/' {
                    open.push(found.len());
                }
                found.push(Element { tag: start..end, all: start..end });
            }
        }
    }
    found
}

/// Moves, doubles, drops, exchanges, nests and wraps whole elements of one part; changes attributes.
pub fn trees(parts: &mut Parts, donor: &Parts, random: &mut Rng) {
    if parts.is_empty() {
        return;
    }
    let at = any(parts, random);
    let xml = &mut parts[at].1;
    let found = elements(xml);
    if found.is_empty() || xml.len() > MOST {
        return;
    }
    let one = &found[random.usize(..found.len())];
    let two = &found[random.usize(..found.len())];
    let inside = two.tag.end;
    match random.u8(..9) {
        0 => drop(xml.drain(one.all.clone())),
        1 => {
            let copy = xml[one.all.clone()].to_vec();
            let times = if copy.len() < 4096 { random.usize(1..20) } else { 1 };
            xml.splice(one.all.end..one.all.end, copy.repeat(times));
        }
        2 => {
            let copy = xml[one.all.clone()].to_vec();
            xml.splice(inside..inside, copy);
        }
        3 => {
            let copy = xml[one.all.clone()].to_vec();
            xml.splice(two.all.clone(), copy);
        }
        4 => {
            // The tags of another element around this one, many times over where that is cheap.
            let name = name(&xml[two.tag.clone()]);
            let start = [b"<", name.as_slice(), b">"].concat();
            let end = [b"</", name.as_slice(), b">"].concat();
            let times = if random.u8(..16) == 0 { random.usize(1..2000) } else { 1 };
            xml.splice(one.all.end..one.all.end, end.repeat(times));
            xml.splice(one.all.start..one.all.start, start.repeat(times));
        }
        5 => {
            // Without its tags, its content stays.
            if let Some(end) =
                memchr::memrchr(b'<', &xml[one.all.clone()]).filter(|end| *end >= one.tag.len())
            {
                xml.drain(one.all.start + end..one.all.end);
                xml.drain(one.tag.clone());
            }
        }
        6 => {
            let (_, from) = &donor[random.usize(..donor.len())];
            let theirs = elements(from);
            if !theirs.is_empty() {
                let copy = &from[theirs[random.usize(..theirs.len())].all.clone()];
                xml.splice(inside..inside, copy.iter().copied());
            }
        }
        _ => attribute(xml, &one.tag, random),
    }
}

fn name(tag: &[u8]) -> Vec<u8> {
    tag.iter().skip(1).take_while(|b| !matches!(b, b' ' | b'>' | b'/')).copied().collect()
}

/// Gives one of the attributes of a tag another value.
fn attribute(xml: &mut Vec<u8>, tag: &Range<usize>, random: &mut Rng) {
    let quotes: Vec<usize> = tag.clone().filter(|at| xml[*at] == b'"').collect();
    let pairs = quotes.len() / 2;
    if pairs == 0 {
        return;
    }
    let pair = random.usize(..pairs) * 2;
    let value = VALUES[random.usize(..VALUES.len())].as_bytes();
    xml.splice(quotes[pair] + 1..quotes[pair + 1], value.iter().copied());
}
