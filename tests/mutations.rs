//! No bytes make the reader panic or hang. Fixtures are mutated on three levels: bytes of the file, bytes of
//! the parts inside it, and elements of the main part. Deterministic: the seed is printed with a failure.
//! `GOUJI_FUZZ_SECONDS` lengthens the run, `GOUJI_CORPUS` adds its files as seeds.

use gouji::document::Document;
use gouji::package::Limits;
use std::io::{Cursor, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// No mutated fixture takes longer, even unoptimised and on a busy machine.
const MOST: Duration = Duration::from_secs(20);

const LIMITS: Limits = Limits {
    file_bytes: 16 << 20,
    part_bytes: 16 << 20,
    total_bytes: 32 << 20,
    entries: 1000,
    squares: 200_000,
};

/// Bits of documents that a mutation puts in anywhere.
const BITS: [&str; 24] = [
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
    "]]>",
    "&#0;",
    "&x;",
    "xmlns:w=\"u\"",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "-2147483648",
    "99999999999999999999",
];

fn seeds() -> Vec<Vec<(String, Vec<u8>)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/documents");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the folder").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let namespaces: String = [
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("v", "urn:schemas-microsoft-com:vml"),
    ]
    .iter()
    .map(|(prefix, uri)| format!(" xmlns:{prefix}=\"{uri}\""))
    .collect();
    let mut seeds = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "xml")) {
        let text = std::fs::read_to_string(file).expect("a fixture");
        let section = |name: &str| {
            let start = text.find(&format!("=== {name}\n")).map(|at| at + name.len() + 5);
            start.map_or("", |start| text[start..].split("=== ").next().unwrap_or_default())
        };
        let body = text.split("=== ").next().unwrap_or_default();
        let part = |root: &str, inner: &str| format!("<w:{root}{namespaces}>{inner}</w:{root}>").into_bytes();
        seeds.push(vec![
            ("word/document.xml".to_owned(), part("document", &format!("<w:body>{body}</w:body>"))),
            ("word/styles.xml".to_owned(), part("styles", section("styles"))),
            ("word/numbering.xml".to_owned(), part("numbering", section("numbering"))),
        ]);
    }
    seeds
}

fn zipped(parts: &[(String, Vec<u8>)], deflate: bool) -> Vec<u8> {
    let method = if deflate { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options).expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

fn mutate_bytes(bytes: &mut Vec<u8>, random: &mut fastrand::Rng) {
    for _ in 0..random.usize(1..6) {
        if bytes.is_empty() {
            return;
        }
        let at = random.usize(..bytes.len());
        match random.u8(..6) {
            0 => bytes[at] = random.u8(..),
            1 => bytes[at] ^= 1 << random.u8(..8),
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..(at + random.usize(..64)).min(bytes.len()))),
            4 => {
                let copy = bytes[at..(at + random.usize(..64)).min(bytes.len())].to_vec();
                let to = random.usize(..=bytes.len());
                bytes.splice(to..to, copy);
            }
            _ => {
                let bit = BITS[random.usize(..BITS.len())].as_bytes();
                bytes.splice(at..at, bit.iter().copied());
            }
        }
    }
}

/// Moves, doubles or drops whole tags.
fn mutate_tags(bytes: &mut Vec<u8>, random: &mut fastrand::Rng) {
    let tags: Vec<(usize, usize)> = (0..bytes.len())
        .filter(|at| bytes[*at] == b'<')
        .filter_map(|at| Some((at, at + bytes[at..].iter().position(|b| *b == b'>')? + 1)))
        .collect();
    if tags.is_empty() {
        return;
    }
    let (from, to) = tags[random.usize(..tags.len())];
    let tag = bytes[from..to].to_vec();
    let (there, _) = tags[random.usize(..tags.len())];
    match random.u8(..3) {
        0 => drop(bytes.drain(from..to)),
        1 => drop(bytes.splice(there..there, tag)),
        _ => {
            let (a, b) = tags[random.usize(..tags.len())];
            let other = bytes[a..b].to_vec();
            bytes.splice(from..to, other);
        }
    }
}

fn parse(bytes: &[u8], what: &str) {
    let start = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| Document::parse(bytes, &LIMITS).is_ok()));
    if outcome.is_err() || start.elapsed() > MOST {
        let file = std::env::temp_dir().join("gouji-mutation.docx");
        let _ = std::fs::write(&file, bytes);
        panic!(
            "{what}: {} after {:?}; kept as {}",
            if outcome.is_err() { "a panic" } else { "slow" },
            start.elapsed(),
            file.display()
        );
    }
}

#[test]
fn no_bytes_make_it_panic_or_hang() {
    let seconds = std::env::var("GOUJI_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(5);
    let end = Instant::now() + Duration::from_secs(seconds);
    let seeds = seeds();
    let mut files: Vec<Vec<u8>> = seeds.iter().map(|parts| zipped(parts, true)).collect();
    if let Ok(corpus) = std::env::var("GOUJI_CORPUS") {
        let entries = std::fs::read_dir(Path::new(&corpus).join("files")).expect("the corpus");
        let read = entries.filter_map(|entry| std::fs::read(entry.ok()?.path()).ok());
        files.extend(read.filter(|bytes| bytes.len() < 100_000));
    }
    let mut executions = 0_u64;
    for seed in 0_u64.. {
        if Instant::now() > end && seed >= 500 {
            break;
        }
        let mut random = fastrand::Rng::with_seed(seed);
        let mut bytes = files[random.usize(..files.len())].clone();
        mutate_bytes(&mut bytes, &mut random);
        parse(&bytes, &format!("seed {seed}, bytes"));
        for tags in [false, true] {
            let mut parts = seeds[random.usize(..seeds.len())].clone();
            let which = if random.u8(..3) > 0 { 0 } else { random.usize(..parts.len()) };
            for _ in 0..random.usize(1..4) {
                if tags {
                    mutate_tags(&mut parts[which].1, &mut random)
                } else {
                    mutate_bytes(&mut parts[which].1, &mut random)
                }
            }
            parse(&zipped(&parts, false), &format!("seed {seed}, part, tags {tags}"));
        }
        executions += 3;
    }
    println!("{executions} executions");
}
