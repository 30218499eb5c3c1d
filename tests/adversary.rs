//! Wrong cells chosen to be hard to tell: in one row, in one column, in the totals, off by the same, up to four of
//! them and of every kind of slip. In: random consistent tables. Out: how often the truth is among the best
//! explanations, held against what is promised. Does not know documents.
//!
//! `GOUJI_TABLES` tables a size (default: few), from `GOUJI_SEED` (default: 1).

#[path = "spoil/mod.rs"]
mod spoil;

use fastrand::Rng;
use gouji::locate::{Correction, Equation, System, locate};
use spoil::*;

/// Where the wrong cells stand.
const WHERE: [&str; 4] = ["anywhere", "in one row", "in one column", "in the totals"];

fn cells(place: &str, system: &System, rows: usize, count: usize, rng: &mut Rng) -> Vec<usize> {
    let (row, column) = (rng.usize(0..rows), rng.usize(0..COLUMNS));
    let mut cells: Vec<usize> = (0..system.cells.len()).collect();
    cells.retain(|&cell| match place {
        "in one row" => system.cells[cell].row == row,
        "in one column" => system.cells[cell].column == column,
        "in the totals" => system.cells[cell].total,
        _ => true,
    });
    rng.shuffle(&mut cells);
    cells.truncate(count);
    cells
}

/// Leaves one component out of a total, or counts it twice; `None` where that changes nothing.
fn miscount(system: &mut System, cell: usize, rng: &mut Rng) -> Option<Correction> {
    let own = |equation: &&Equation| {
        let own = equation.terms.iter().find(|term| term.0 == cell).map(|term| term.1);
        own.is_some_and(|own| equation.terms.iter().all(|term| term.0 == cell || term.1 != own))
    };
    let sums: Vec<&Equation> = system.equations.iter().filter(own).collect();
    let sum = sums.get(rng.usize(0..sums.len().max(1)))?;
    let parts: Vec<usize> = sum.terms.iter().map(|term| term.0).filter(|part| *part != cell).collect();
    let part = value(system, parts[rng.usize(0..parts.len())]);
    let right = value(system, cell);
    let wrong = if rng.bool() { right - part } else { right + part };
    if part == 0 || wrong < 0 {
        return None;
    }
    system.cells[cell].value = Some(wrong.into());
    Some(Correction { cell, suggested: right.into() })
}

/// Spoils a cell in any way there is.
fn any_slip(system: &mut System, cell: usize, rng: &mut Rng) -> Correction {
    let miscounted = if rng.usize(0..4) == 0 { miscount(system, cell, rng) } else { None };
    miscounted.unwrap_or_else(|| spoil(system, cell, rng))
}

/// What is promised of cells anywhere: one, two, three, four of them.
const ANYWHERE: [u64; 4] = [100, 98, 98, 90];
/// And of cells chosen to be in each other's way. Four in one line are beyond any promise: many simpler slips along
/// that line say the same.
const IN_A_LINE: [u64; 4] = [100, 95, 93, 0];

#[test]
fn any_slips_anywhere_are_among_the_best() {
    for (count, (anywhere, in_a_line)) in (1..).zip(ANYWHERE.into_iter().zip(IN_A_LINE)) {
        for place in WHERE {
            let promised = if place == "anywhere" { anywhere } else { in_a_line };
            for tally in measure(&format!("{count} {place}"), 5, |system, rows, rng| {
                let cells = cells(place, system, rows, count, rng);
                Some(cells.into_iter().map(|cell| any_slip(system, cell, rng)).collect())
            }) {
                tally.assert_listed(promised);
                assert!(count > 1 || tally.unique == tally.cases);
            }
        }
    }
}

#[test]
fn cells_off_by_the_same_are_noticed() {
    // The worst there is: errors of one size, which cancel wherever they can. Up to three cells always show.
    for count in 2..=4 {
        for place in WHERE {
            for tally in measure(&format!("{count} off by the same {place}"), 5, |system, rows, rng| {
                let off = 1 + rng.i64(0..20);
                let cells = cells(place, system, rows, count, rng);
                let truth = cells.into_iter().map(|cell| {
                    let right = value(system, cell);
                    let wrong = if rng.bool() && right >= off { right - off } else { right + off };
                    system.cells[cell].value = Some(wrong.into());
                    Correction { cell, suggested: right.into() }
                });
                let truth: Vec<Correction> = truth.collect();
                let noticed = !locate(system).causes.is_empty();
                assert!(noticed || count == 4, "{truth:?}");
                noticed.then_some(truth)
            }) {
                assert!(tally.cases > 0);
            }
        }
    }
}
