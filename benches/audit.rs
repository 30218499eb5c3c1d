//! How long a report takes from its bytes to its findings, beside the floors that no reader can go below:
//! inflating `document.xml`, and one bare pass of the XML parser over it. `cargo bench --bench audit`.

#[path = "../tests/generate/mod.rs"]
mod generate;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use flate2::read::DeflateDecoder;
use generate::{Edition, Report, Size};
use gouji::audit::{Audit, audit_bytes};
use gouji::document::Document;
use gouji::extract::extract;
use gouji::form::Form;
use gouji::outline::outline;
use gouji::package::Limits;
use quick_xml::Reader;
use quick_xml::events::Event;
use rayon::prelude::*;
use std::io::{Cursor, Read};
use zip::ZipArchive;

fn main() {
    divan::main();
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
