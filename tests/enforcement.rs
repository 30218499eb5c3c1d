//! The statistics of enforcement in every province's layout, with every mess alone and up to five together: all cells
//! right, none invented. `GOUJI_DOCUMENTS` sets how many documents, `GOUJI_SEED` from which seed on; reports that are
//! misread are kept in the folder `GOUJI_KEEP`.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::Status;
use generate::enforcement::{Layout, Mess, Statistics};
use gouji::report;
use reading::{Score, keep, seeds};
use std::collections::BTreeMap;

fn statistics(seed: u64, messes: &[Mess]) -> Statistics {
    Statistics::random(Layout::ALL[seed as usize % 3], seed).with(messes)
}

/// Compares a reading with what was printed.
fn score(statistics: &Statistics, bytes: &[u8]) -> Score {
    let read = reading::read(bytes).0;
    let printed = statistics.values();
    let mut score = Score { printed: printed.len(), ..Score::default() };
    let found: BTreeMap<String, &report::Value> =
        read.values.iter().map(|value| (value.id(), value)).collect();
    for (id, digits) in &printed {
        let status = statistics.ink(id);
        let right = |value: &report::Value| match (value.status, status) {
            (report::Status::Stated, Status::Stated) => {
                value.value.map(|v| v.to_string()).as_ref() == Some(digits)
            }
            (report::Status::Blank, Status::Blank) | (report::Status::Dash, Status::Dash) => true,
            _ => false,
        };
        match found.get(id) {
            Some(value) if right(value) => score.right += 1,
            other => {
                let raw = other.map(|value| value.raw.as_str());
                score.differences.push(format!("{id}: {raw:?}, printed {digits} {status:?}"));
            }
        }
    }
    for (id, value) in &found {
        if value.value.is_some() && !printed.contains_key(id) {
            score.invented += 1;
            score.differences.push(format!("{id}: {:?}, not printed", value.raw));
        }
    }
    score
}

/// Reads one document for each name and says which are misread.
fn assert_right(documents: impl Iterator<Item = (String, Statistics)>) {
    let (mut cells, mut wrong) = (0, BTreeMap::<String, usize>::new());
    for (name, statistics) in documents {
        let bytes = statistics.to_docx();
        let score = score(&statistics, &bytes);
        cells += score.printed;
        if let Some(first) = score.differences.first() {
            let more = score.differences.len() - 1;
            println!("{name} seed {} {:?}: {first} (and {more} more)", statistics.seed, statistics.layout);
            keep(&format!("{name}-{}", statistics.seed), &bytes, &score);
            *wrong.entry(name).or_default() += 1;
        }
    }
    println!("{cells} cells");
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_mess_alone() {
    let each = seeds(120).end.abs_diff(seeds(120).start).div_ceil(Mess::ALL.len() as u64).max(6);
    let first = seeds(120).start;
    assert_right(Mess::ALL.iter().flat_map(|mess| {
        (first..first + each).map(move |seed| (format!("{mess:?}"), statistics(seed, &[*mess])))
    }));
}

#[test]
fn messes_together() {
    let seeds = seeds(120);
    let mut rng = fastrand::Rng::with_seed(7 + seeds.start);
    assert_right(seeds.map(|seed| {
        let messes = Mess::combination(5, &mut rng);
        (format!("{messes:?}"), statistics(seed, &messes))
    }));
}
