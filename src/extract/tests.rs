//! What is passed over unseen fits no better than what is looked at: on every report among the fixtures, as it is and
//! with labels lost, exchanged and mistyped at random.

use super::alike::ALIKE;
use super::columns::column_match;
use super::figures::Figures;
use super::matched::matched;
use crate::document::{Block, Document};
use crate::form::{Form, Way};
use crate::outline::outline;
use crate::package::Limits;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn documents() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports");
    let files = fs::read_dir(folder).expect("fixtures").map(|entry| entry.expect("a file").path());
    let reports = files.filter(|path| path.extension().is_some_and(|extension| extension == "docx"));
    let parsed = reports.map(|path| Document::parse(&fs::read(path).unwrap(), &Limits::default()).unwrap());
    parsed.collect()
}

/// Loses, exchanges or mistypes one text of a table in eight.
fn worn(document: &Document, random: &mut fastrand::Rng) -> Document {
    let mut document = document.clone();
    for block in &mut document.blocks {
        let Block::Table(table) = block else { continue };
        for at in 0..table.cells.len() {
            let other = table.cells[random.usize(0..table.cells.len())].text.clone();
            let text = &mut table.cells[at].text;
            match random.u8(0..24) {
                0 => text.clear(),
                1 => *text = other,
                2 => *text = text.chars().filter(|_| random.u8(0..4) > 0).collect(),
                _ => {}
            }
        }
    }
    document
}

fn agrees(form: &Form, document: &Document) {
    let outline = outline(document);
    let figures = Figures::of(form, &outline, &[], None);
    let layouts = form.tables.iter().enumerate().flat_map(|(table, spec)| {
        Way::ALL.into_iter().filter_map(move |way| Some((table, spec, spec.layout(way)?)))
    });
    for (table, spec, layout) in layouts {
        for group in 0..figures.groups.len() {
            for across in &layout.across {
                let quick = column_match(&figures, group, across, ALIKE);
                let careful = column_match(&figures, group, across, 0);
                if careful.likeness >= ALIKE {
                    assert_eq!(format!("{quick:?}"), format!("{careful:?}"), "{} {group}", spec.id);
                } else {
                    assert!(quick.likeness < ALIKE, "{} {group}", spec.id);
                }
            }
        }
        let nobody = BTreeSet::new();
        let all = matched(table, spec, layout, &figures, &nobody, None);
        let gain = all.as_ref().map_or(0, |all| all.gain);
        for least in [gain - 1, gain, gain + 1] {
            let better = matched(table, spec, layout, &figures, &nobody, Some(least));
            let missed = better.is_none() && all.as_ref().is_some_and(|all| all.gain > least);
            assert!(!missed, "{} {gain} {least}", spec.id);
        }
    }
}

#[test]
fn what_is_passed_over_fits_no_better() {
    let mut random = fastrand::Rng::with_seed(9);
    for document in documents() {
        for form in Form::built_in() {
            agrees(form, &document);
            for _ in 0..3 {
                agrees(form, &worn(&document, &mut random));
            }
        }
    }
}
