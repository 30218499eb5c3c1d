//! How long a report takes from its bytes to its findings, beside the floors that no reader can go below:
//! inflating `document.xml`, and one bare pass of the XML parser over it. `cargo bench --bench audit`.
//! First come the shares of reading, extracting and checking, measured in turn on the same documents;
//! `GOUJI_SAMPLE` names one more of them.

#[path = "../tests/generate/mod.rs"]
mod generate;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use flate2::read::DeflateDecoder;
use generate::{Edition, Report, Size};
use gouji::audit::{Audit, audit_bytes};
use gouji::check::check;
use gouji::document::Document;
use gouji::extract::extract;
use gouji::form::Form;
use gouji::outline::outline;
use gouji::package::Limits;
use quick_xml::Reader;
use quick_xml::events::Event;
use rayon::prelude::*;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::time::{Duration, Instant};
use zip::ZipArchive;

fn main() {
    // Under `cargo test` benches run once, to see that they run at all.
    if std::env::args().any(|argument| argument == "--bench") {
        shares();
    }
    divan::main();
}

/// How long extracting and checking take beside reading. The three are measured in turn, so that whatever else the
/// machine does weighs on all of them.
fn shares() {
    const ROUNDS: usize = 300;
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports/clean-2021.docx");
    let sample = std::env::var_os("GOUJI_SAMPLE").map(Into::into);
    let mut documents: Vec<(String, Vec<u8>)> = [Some(fixture), sample]
        .into_iter()
        .flatten()
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a readable file")))
        .collect();
    documents.push(("a county's report, worn by editing".to_owned(), report()));
    for (name, bytes) in documents {
        let mut times: [Vec<Duration>; 3] = Default::default();
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            let document = Document::parse(black_box(&bytes), &Limits::default()).expect("a document");
            let read = Instant::now();
            let (form, report) = extract(Form::built_in(), &outline(&document));
            let extracted = Instant::now();
            black_box(form.map(|form| check(form, &report)));
            let checked = Instant::now();
            for (times, time) in times.iter_mut().zip([read - begun, extracted - read, checked - extracted]) {
                times.push(time);
            }
        }
        let [read, extracted, checked] = times.map(|mut times| {
            times.sort_unstable();
            times[ROUNDS / 2]
        });
        let share = |part: Duration| part.as_nanos() * 100 / read.as_nanos().max(1);
        println!(
            "{name} ({} KB): read {read:.0?}, extract {extracted:.0?} = {} %, check and locate {checked:.0?} = {} %",
            bytes.len() / 1000,
            share(extracted),
            share(checked)
        );
    }
}

/// An ordinary report: county figures, markup worn by editing.
fn report() -> Vec<u8> {
    Report::random(Edition::Y2021, Edition::Y2021, Size::County, 1).to_docx()
}

/// `document.xml` as it lies in the package.
fn deflated(docx: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(docx)).expect("a zip archive");
    let index = archive.index_for_name("word/document.xml").expect("a document");
    let mut bytes = Vec::new();
    archive.by_index_raw(index).expect("a part").read_to_end(&mut bytes).expect("its bytes");
    bytes
}

fn inflate(deflated: &[u8], into: &mut Vec<u8>) {
    into.clear();
    DeflateDecoder::new(deflated).read_to_end(into).expect("a sound part");
}

fn events(xml: &[u8]) -> usize {
    let mut reader = Reader::from_reader(xml);
    let mut count = 0;
    while !matches!(reader.read_event().expect("sound XML"), Event::Eof) {
        count += 1;
    }
    count
}

fn audit(bytes: &[u8]) -> Audit {
    audit_bytes(Form::built_in(), "report.docx", bytes, &Limits::default()).expect("a document")
}

#[divan::bench]
fn floor_1_inflate(bencher: Bencher) {
    let deflated = deflated(&report());
    let mut xml = Vec::new();
    inflate(&deflated, &mut xml);
    bencher.counter(BytesCount::new(xml.len())).bench_local(|| inflate(black_box(&deflated), &mut xml));
}

#[divan::bench]
fn floor_2_inflate_and_one_bare_pass(bencher: Bencher) {
    let deflated = deflated(&report());
    let mut xml = Vec::new();
    inflate(&deflated, &mut xml);
    bencher.counter(BytesCount::new(xml.len())).bench_local(|| {
        inflate(black_box(&deflated), &mut xml);
        events(&xml)
    });
}

#[divan::bench]
fn read(bencher: Bencher) {
    let docx = report();
    bencher.bench(|| Document::parse(black_box(&docx), &Limits::default()).expect("a document"));
}

#[divan::bench]
fn extract_from_a_document_in_memory(bencher: Bencher) {
    let document = Document::parse(&report(), &Limits::default()).expect("a document");
    bencher.bench(|| extract(Form::built_in(), &outline(black_box(&document))).1);
}

#[divan::bench]
fn audit_one(bencher: Bencher) {
    let docx = report();
    bencher.bench(|| audit(black_box(&docx)));
}

#[divan::bench]
fn audit_one_with_a_wrong_cell(bencher: Bencher) {
    let mut report = Report::random(Edition::Y2021, Edition::Y2021, Size::County, 1);
    let id = "applications.granted.natural_person";
    report.figures.set(id, report.figures.count(id) + 9);
    let docx = report.to_docx();
    bencher.bench(|| audit(black_box(&docx)));
}

/// One job, no reading: half of the reports have a wrong cell.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn check_and_locate_1000_extracted(bencher: Bencher) {
    let reports: Vec<(&Form, gouji::report::Report)> = (0..1000_u64)
        .into_par_iter()
        .filter_map(|seed| {
            let (edition, size) = (Edition::Y2021, Size::ALL[seed as usize % 4]);
            let mut report = Report::random(edition, edition, size, seed);
            if seed % 8 < 4 {
                let id = "applications.granted.natural_person";
                report.figures.set(id, report.figures.count(id) + 1 + seed as i64);
            }
            let document = Document::parse(&report.to_docx(), &Limits::default()).ok()?;
            let (form, report) = extract(Form::built_in(), &outline(&document));
            Some((form?, report))
        })
        .collect();
    bencher.counter(ItemsCount::new(reports.len())).bench_local(|| {
        let count = |(form, report): &(&Form, _)| check(form, black_box(report)).findings.len();
        reports.iter().map(count).sum::<usize>()
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn batch_of_1000(bencher: Bencher) {
    let editions = [Edition::Y2021, Edition::Y2019];
    let reports: Vec<Vec<u8>> = (0..1000_u64)
        .into_par_iter()
        .map(|seed| {
            let (edition, size) = (editions[seed as usize % 2], Size::ALL[seed as usize % 4]);
            Report::random(edition, edition, size, seed).to_docx()
        })
        .collect();
    bencher.counter(ItemsCount::new(reports.len())).bench(|| {
        let audits: Vec<Audit> = black_box(&reports).par_iter().map(|docx| audit(docx)).collect();
        audits
    });
}
