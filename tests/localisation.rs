//! How well wrong cells are named. In: random consistent tables of the known forms, spoilt in a known way.
//! Out: how often the truth is found, printed and held against what is promised. Does not know documents.
//!
//! `GOUJI_TABLES` tables a size (default: few), from `GOUJI_SEED` (default: 1).

#[path = "spoil/mod.rs"]
mod spoil;

use fastrand::Rng;
use gouji::locate::{Confidence, Correction, Equation, Located, Slip, System, locate};
use rust_decimal::Decimal;
use spoil::*;

/// 四: three rows of four parts and their total.
fn disputes(largest: u64, rng: &mut Rng) -> System {
    let mut system = System::default();
    for row in 0..3 {
        let parts: Vec<i64> = (0..4).map(|_| rng.u64(0..=largest) as i64).collect();
        for (column, &part) in parts.iter().enumerate() {
            system.cells.push(cell(Some(part), row, column, false));
        }
        system.cells.push(cell(Some(parts.iter().sum()), row, 4, true));
        let mut terms = vec![(row * 5 + 4, 1)];
        terms.extend((0..4).map(|column| (row * 5 + column, -1)));
        system.equations.push(Equation { terms });
    }
    system
}

fn some_cells(system: &System, count: usize, rng: &mut Rng) -> Vec<usize> {
    let mut cells: Vec<usize> = (0..system.cells.len()).collect();
    rng.shuffle(&mut cells);
    cells.truncate(count);
    cells
}

#[test]
fn a_correct_table_has_no_cause() {
    let mut rng = random();
    for (_, largest) in SIZES {
        for number in 0..tables(20) {
            let system = applications(if number % 2 == 0 { 25 } else { 23 }, largest, &mut rng);
            assert_eq!(locate(&system), Located::default());
            assert_eq!(locate(&disputes(largest, &mut rng)), Located::default());
        }
    }
}

#[test]
fn one_wrong_cell_is_always_named() {
    for tally in measure("one wrong cell", 20, |system, _, rng| {
        let cell = rng.usize(0..system.cells.len());
        Some(vec![spoil(system, cell, rng)])
    }) {
        assert_eq!(tally.unique, tally.cases);
    }
}

#[test]
fn every_cell_and_every_kind_of_slip_is_named() {
    let mut rng = random();
    for (number, (_, largest)) in SIZES.into_iter().enumerate() {
        // Both editions at all sizes when it may take its time.
        let editions = if tables(1) > 1 { [25, 23].as_slice() } else { &[[25, 23][number % 2]] };
        for &rows in editions {
            let right = applications(rows, largest, &mut rng);
            for cell in 0..right.cells.len() {
                for kind in 0..KINDS.len() {
                    let mut system = right.clone();
                    let Some(wrong) = slip(kind, value(&system, cell), &mut rng) else { continue };
                    system.cells[cell].value = wrong.map(Decimal::from);
                    let located = locate(&system);
                    assert_eq!(located.causes.len(), 1);
                    let explanations = &located.causes[0].explanations;
                    assert_eq!(explanations.len(), 1);
                    let truth = Correction { cell, suggested: value(&right, cell).into() };
                    assert_eq!(explanations[0].corrections, [truth]);
                    assert_eq!(explanations[0].confidence, Confidence::Only);
                    assert_eq!(wrong.is_none(), explanations[0].slip == Some(Slip::Blank));
                }
            }
        }
    }
}

#[test]
fn two_wrong_cells_are_among_the_best() {
    for tally in measure("two wrong cells", 20, |system, _, rng| {
        let cells = some_cells(system, 2, rng);
        Some(cells.into_iter().map(|cell| spoil(system, cell, rng)).collect())
    }) {
        tally.assert_listed(98);
    }
}

#[test]
fn three_and_four_wrong_cells() {
    for count in [3, 4] {
        measure(&format!("{count} wrong cells"), 5, |system, _, rng| {
            let cells = some_cells(system, count, rng);
            Some(cells.into_iter().map(|cell| spoil(system, cell, rng)).collect())
        });
    }
}

/// Takes the figures of `cells` to be those of the list, and tells what they should be.
fn replace(system: &mut System, cells: &[usize], values: &[Option<Decimal>]) -> Option<Vec<Correction>> {
    let mut truth = Vec::new();
    for (&cell, &value) in cells.iter().zip(values) {
        let right = std::mem::replace(&mut system.cells[cell].value, value).unwrap_or_default();
        if value.unwrap_or_default() != right {
            truth.push(Correction { cell, suggested: right });
        }
    }
    (!truth.is_empty()).then_some(truth)
}

/// A random run of cells along a row or a column.
fn segment(rows: usize, least: usize, longest: usize, rng: &mut Rng) -> Vec<usize> {
    let (fixed, line) =
        if rng.bool() { (rng.usize(0..rows), COLUMNS) } else { (rng.usize(0..COLUMNS), rows) };
    let length = rng.usize(least..=longest.min(line));
    let first = rng.usize(0..=line - length);
    let at = |place| if line == COLUMNS { fixed * COLUMNS + place } else { place * COLUMNS + fixed };
    (first..first + length).map(at).collect()
}

#[test]
fn exchanged_neighbours_are_listed() {
    for tally in measure("neighbours exchanged", 20, |system, rows, rng| {
        let pair = segment(rows, 2, 2, rng);
        let values = [system.cells[pair[1]].value, system.cells[pair[0]].value];
        replace(system, &pair, &values)
    }) {
        assert_eq!(tally.listed, tally.cases);
    }
}

#[test]
fn shifted_segments_are_found() {
    for (what, lossless) in [("shifted, none lost", true), ("shifted, the last one lost", false)] {
        for tally in measure(what, 20, |system, rows, rng| {
            let mut cells = segment(rows, 3, 25, rng);
            if rng.bool() {
                cells.reverse();
            }
            let last = value(system, cells[cells.len() - 1]);
            if lossless != (last == 0) {
                return None;
            }
            let mut values: Vec<_> = cells.iter().map(|&cell| system.cells[cell].value).collect();
            values.rotate_right(1);
            values[0] = if rng.bool() { None } else { Some(Decimal::ZERO) };
            replace(system, &cells, &values)
        }) {
            tally.assert_listed(99);
        }
    }
}

#[test]
fn stale_and_blank_totals_are_found() {
    for (what, blank) in [("stale totals", false), ("blank totals", true)] {
        for tally in measure(what, 20, |system, rows, rng| {
            let older = applications(rows, 1_000, rng);
            let line: Vec<usize> = match rng.bool() {
                true => (0..rows).map(|row| row * COLUMNS + TOTAL).collect(),
                false => (0..COLUMNS).map(|column| (rows - 2) * COLUMNS + column).collect(),
            };
            let values: Vec<_> =
                line.iter().map(|&cell| if blank { None } else { older.cells[cell].value }).collect();
            replace(system, &line, &values)
        }) {
            tally.assert_listed(99);
        }
    }
}

#[test]
fn a_slip_beside_a_wrong_cell_is_found() {
    measure("exchanged, and a wrong cell", 10, |system, rows, rng| {
        let pair = segment(rows, 2, 2, rng);
        let values = [system.cells[pair[1]].value, system.cells[pair[0]].value];
        let mut truth = replace(system, &pair, &values)?;
        let cell = some_cells(system, 3, rng).into_iter().find(|cell| !pair.contains(cell))?;
        truth.push(spoil(system, cell, rng));
        Some(truth)
    });
}

/// Exchanges the figures of two lists of cells.
fn exchange(system: &mut System, pairs: impl IntoIterator<Item = (usize, usize)>) {
    for (a, b) in pairs {
        let value = system.cells[a].value;
        system.cells[a].value = system.cells[b].value;
        system.cells[b].value = value;
    }
}

#[test]
fn what_arithmetic_cannot_see_gives_no_cause() {
    let mut rng = random();
    for (_, largest) in SIZES {
        for _ in 0..tables(20) {
            let right = applications(25, largest, &mut rng);
            // A rectangle among the results: one more, one fewer, one fewer, one more.
            let rows = [rng.usize(2..12), rng.usize(12..23)];
            let columns = [rng.usize(0..3), rng.usize(3..6)];
            let mut system = right.clone();
            for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                let cell = rows[row] * COLUMNS + columns[column];
                let change = if row == column { 1 } else { -1 };
                system.cells[cell].value = Some((value(&right, cell) + change).into());
            }
            assert_eq!(locate(&system), Located::default());
            // Two complete rows of results, two applicants, new with carried in.
            for (a, b) in [(rows[0], rows[1]), (0, 1)] {
                let mut system = right.clone();
                exchange(
                    &mut system,
                    (0..COLUMNS).map(|column| (a * COLUMNS + column, b * COLUMNS + column)),
                );
                assert_eq!(locate(&system), Located::default());
            }
            let mut system = right.clone();
            exchange(
                &mut system,
                (0..25).map(|row| (row * COLUMNS + columns[0], row * COLUMNS + columns[1])),
            );
            assert_eq!(locate(&system), Located::default());
        }
    }
}

/// The cells that the only cause names one at a time.
fn suspects(system: &System) -> Vec<usize> {
    let located = locate(system);
    sound(system, &located);
    assert_eq!(located.causes.len(), 1);
    let explanations = &located.causes[0].explanations;
    assert!(explanations.iter().all(|explanation| explanation.corrections.len() == 1));
    explanations.iter().map(|explanation| explanation.corrections[0].cell).collect()
}

#[test]
fn a_lone_sum_gives_all_its_cells() {
    let mut rng = random();
    let mut short = 0;
    for (_, largest) in SIZES {
        for _ in 0..tables(20) {
            let mut system = disputes(largest, &mut rng);
            let cell = rng.usize(0..15);
            let truth = spoil(&mut system, cell, &mut rng);
            let row = cell / 5 * 5;
            // A part can only give way as far as zero.
            let off = value(&system, row + 4) - (row..row + 4).map(|part| value(&system, part)).sum::<i64>();
            let possible =
                |cell: &usize| value(&system, *cell) + if *cell == row + 4 { -off } else { off } >= 0;
            let possible: Vec<usize> = (row..row + 5).filter(possible).collect();
            short += u64::from(possible.len() < 5);
            let mut suspects = suspects(&system);
            suspects.sort_unstable();
            assert_eq!(suspects, possible);
            assert!(suspects.contains(&truth.cell));
        }
    }
    println!("disputes: {short} of {} with fewer than five candidates", tables(20) * 4);
}

#[test]
fn a_total_of_zero_over_several_parts_is_wrong_itself() {
    let mut rng = random();
    let mut system = disputes(0, &mut rng);
    system.cells[5].value = Some(2.into());
    system.cells[7].value = Some(1.into());
    let located = locate(&system);
    let explanations = &located.causes[0].explanations;
    assert_eq!(suspects(&system), [9]);
    assert_eq!(explanations[0].corrections[0].suggested, 3.into());
    assert_eq!((explanations[0].confidence, explanations[0].slip), (Confidence::Only, Some(Slip::TotalZero)));
}
