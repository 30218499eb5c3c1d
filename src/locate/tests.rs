//! Small systems whose causes can be told by hand.

use std::time::{Duration, Instant};

use super::*;

fn cell(value: &str, row: usize, column: usize, total: bool) -> Cell {
    let value = (value != "-").then(|| value.parse().unwrap());
    Cell { value, row, column, total, integral: false, signed: false }
}

/// A line whose first cell is the sum of the others.
fn sum(values: &[&str]) -> System {
    let cells = values.iter().enumerate().map(|(at, value)| cell(value, 0, at, at == 0)).collect();
    let terms = (0..values.len()).map(|at| (at, if at == 0 { 1 } else { -1 })).collect();
    System { cells, equations: vec![Equation { terms }] }
}

/// Rows and columns of a square, the last of each being totals; the figures line by line.
fn square(size: usize, values: &[&str]) -> System {
    let mut system = System::default();
    for (at, value) in values.iter().enumerate() {
        let (row, column) = (at / size, at % size);
        system.cells.push(cell(value, row, column, row == size - 1 || column == size - 1));
    }
    for line in 0..size {
        let side = |at: usize| if at == size - 1 { 1 } else { -1 };
        let row = (0..size).map(|at| (line * size + at, side(at))).collect();
        let column = (0..size).map(|at| (at * size + line, side(at))).collect();
        system.equations.extend([Equation { terms: row }, Equation { terms: column }]);
    }
    system
}

/// Explanations as `cell=suggested`, with the slip and the confidence.
fn told(cause: &Cause) -> Vec<String> {
    let one = |e: &Explanation| {
        let cells = e.corrections.iter().map(|c| format!("{}={}", c.cell, c.suggested));
        let slip = e.slip.map_or("-".to_owned(), |slip| format!("{slip:?}"));
        format!("{} {slip} {:?}", cells.collect::<Vec<_>>().join(","), e.confidence)
    };
    cause.explanations.iter().map(one).collect()
}

fn only(system: &System) -> Vec<String> {
    let located = locate(system);
    assert_eq!(located.causes.len(), 1, "{located:?}");
    told(&located.causes[0])
}

#[test]
fn slips_of_a_total_are_recognised() {
    let slips = [
        (["5123", "5132", "0"], "5132 Transposed"),
        (["120", "1200", "0"], "1200 Magnitude"),
        (["251000", "25.1", "0"], "25.1 Unit"),
        (["0", "12", "30"], "42 TotalZero"),
        (["-", "12", "30"], "42 Blank"),
        (["12", "12", "30"], "42 ComponentOmitted"),
        (["54", "12", "30"], "42 ComponentTwice"),
        (["133", "1733", "0"], "1733 DigitMissing"),
        (["1733", "133", "0"], "133 DigitDoubled"),
        (["47", "12", "30"], "42 Digit"),
        (["3", "2", "5"], "7 -"),
    ];
    for (values, expected) in slips {
        let told = only(&sum(&values));
        assert!(told.iter().any(|t| t.starts_with(&format!("0={expected} "))), "{values:?}: {told:?}");
    }
    let mut counts = sum(&["120000", "12", "0"]);
    counts.cells.iter_mut().for_each(|cell| cell.integral = true);
    assert!(only(&counts).iter().any(|told| told.starts_with("0=12 Magnitude")));
    let mut signed = sum(&["-5", "5"]);
    signed.cells[0].signed = true;
    assert_eq!(only(&signed)[0], "0=5 Sign Only");
}

#[test]
fn the_weightier_slip_comes_first_and_blanks_before_figures() {
    assert_eq!(
        only(&sum(&["5123", "5132", "0"])),
        ["0=5132 Transposed Possible", "1=5123 Transposed Possible"]
    );
    assert_eq!(only(&sum(&["6", "5", "-"])), ["2=1 Blank Likely", "0=5 - Possible", "1=6 - Possible"]);
}

#[test]
fn a_figure_stated_elsewhere_comes_first() {
    let system = sum(&["9", "3", "4"]);
    assert_eq!(only(&system), ["0=7 - Possible", "1=5 - Possible", "2=6 - Possible"]);
    let witness = Correction { cell: 2, suggested: 6.into() };
    let located = locate_with(&system, &[witness]);
    assert_eq!(told(&located.causes[0]), ["2=6 - Likely", "0=7 - Possible", "1=5 - Possible"]);
}

#[test]
fn negative_figures_and_fractions_are_not_suggested() {
    // Only the total can be wrong: no part can give way by 5.
    assert_eq!(only(&sum(&["0", "2", "3"])), ["0=5 TotalZero Only"]);
    let mut system = sum(&["3.5", "1", "2"]);
    system.cells.iter_mut().for_each(|cell| cell.integral = true);
    assert_eq!(only(&system), ["0=3 Digit Only"]);
    // No whole number is half of 1.
    let mut system = sum(&["1", "0"]);
    system.cells.iter_mut().for_each(|cell| cell.integral = true);
    system.equations[0].terms = vec![(1, 2), (0, -2), (0, 1)];
    assert_eq!(only(&system), ["0=0 - Only"]);
    system.equations[0].terms = vec![(1, 2)];
    system.cells[1].value = Some(Decimal::ONE);
    system.cells[1].signed = true;
    assert_eq!(only(&system), ["1=0 - Only"]);
}

#[test]
fn nothing_possible_is_said_to_be_impossible() {
    let mut system = sum(&["1", "2"]);
    system.equations = vec![Equation { terms: vec![(0, 1), (1, 1)] }];
    let located = locate(&system);
    assert_eq!(located.causes[0].unexplained, Some(Unexplained::Impossible));
    assert!(located.causes[0].explanations.is_empty());
}

#[test]
fn coefficients_may_be_any_whole_number() {
    let mut system = sum(&["7", "2.5", "2"]);
    system.equations[0].terms = vec![(0, 1), (1, -2), (2, -4)];
    assert_eq!(only(&system), ["0=13 - Possible", "2=0.5 - Possible"]);
    system.equations.push(Equation { terms: vec![(0, 3), (1, -6), (2, -12)] });
    assert_eq!(locate(&system).causes[0].equations, [0, 1]);
}

#[test]
fn far_apart_errors_are_causes_of_their_own() {
    let right = ["1", "2", "3", "6", "4", "5", "6", "15", "7", "8", "9", "24", "12", "15", "18", "45"];
    let mut values = right;
    assert_eq!(locate(&square(4, &values)), Located::default());
    (values[0], values[10]) = ("2", "13");
    let located = locate(&square(4, &values));
    assert_eq!(located.causes.len(), 2);
    assert_eq!(
        (located.causes[0].equations.as_slice(), told(&located.causes[0])),
        ([0, 1].as_slice(), vec!["0=1 - Only".to_owned()])
    );
    assert_eq!(
        (located.causes[1].equations.as_slice(), told(&located.causes[1])),
        ([4, 5].as_slice(), vec!["10=9 - Only".to_owned()])
    );
    // Off by the same, they could as well be the other two corners.
    values[10] = "10";
    assert_eq!(only(&square(4, &values)), ["0=1,10=9 - Possible", "2=2,8=6 - Possible"]);
}

#[test]
fn one_slip_in_several_cells_is_one_explanation() {
    let right = ["1", "20", "3", "24", "4", "50", "6", "60", "7", "8", "9", "24", "12", "78", "18", "108"];
    let mut values = right;
    values.swap(1, 2);
    assert_eq!(only(&square(4, &values)), ["1=20,2=3 Swapped Only"]);
    let mut values = right;
    (values[12], values[13], values[14], values[15]) = ("-", "-", "-", "-");
    assert_eq!(only(&square(4, &values)), ["12=12,13=78,14=18,15=108 Blank Only"]);
    (values[12], values[13], values[14], values[15]) = ("10", "70", "10", "90");
    assert_eq!(only(&square(4, &values)), ["12=12,13=78,14=18,15=108 StaleTotals Only"]);
    let mut values = right;
    (values[4], values[5], values[6], values[7]) = ("0", "4", "50", "6");
    assert_eq!(only(&square(4, &values)), ["4=4,5=50,6=6,7=60 Shifted Only"]);
}

#[test]
fn an_exchange_between_unconnected_sums_is_likely() {
    let mut system = sum(&["12", "3", "4"]);
    let mut below = sum(&["10", "8", "7"]);
    below.cells.iter_mut().for_each(|cell| cell.row = 1);
    system.cells.extend(below.cells);
    system.equations.push(Equation { terms: vec![(3, 1), (4, -1), (5, -1)] });
    let located = locate(&system);
    assert_eq!(told(&located.causes[0])[0], "1=8 Swapped Likely");
    assert_eq!(told(&located.causes[1])[0], "4=3 Swapped Likely");
    assert_eq!(located.causes[0].explanations.len(), 3);
}

#[test]
fn too_many_wrong_cells_are_left_unexplained() {
    let mut system = square(12, &["0"; 144]);
    for (at, value) in [(0, 3), (13, 7), (26, 20), (39, 41), (52, 100), (65, 5)] {
        system.cells[at].value = Some(value.into());
    }
    let located = locate(&system);
    assert_eq!(located.causes.len(), 1);
    assert_eq!(located.causes[0].equations, (0..12).collect::<Vec<_>>());
    assert_eq!(located.causes[0].unexplained, Some(Unexplained::TooMany));
}

#[test]
fn absurd_numbers_neither_panic_nor_hide_a_failure() {
    let long = "79228162514264337593543950335";
    let small = "0.0000000000000000000000000001";
    assert_eq!(locate(&sum(&[long, long, "0"])), Located::default());
    assert_eq!(locate(&sum(&[small, small])), Located::default());
    let located = locate(&sum(&[long, long, small]));
    assert_eq!(located.causes[0].unexplained, Some(Unexplained::Bound));
    assert_eq!(only(&sum(&[long, long, long])), ["1=0 - Possible", "2=0 - Possible"]);
    let mut system = sum(&[long, long]);
    system.equations[0].terms = vec![(0, i64::MAX), (1, i64::MIN), (7, 1), (0, 0)];
    assert_eq!(locate(&system).causes.len(), 1);
    system.equations[0].terms = vec![(9, 1)];
    assert_eq!(locate(&system), Located::default());
}

#[test]
fn huge_systems_are_bounded_in_time() {
    // A large square; a dense system of long equations; one very long sum.
    let size = 50;
    let mut large = square(size, &vec!["0"; size * size]);
    for at in 0..large.cells.len() {
        large.cells[at].value = Some(Decimal::from(at * at % 9_973));
    }
    let mut dense = sum(&vec!["1"; 400]);
    for row in 1..300_usize {
        let terms = (0..400).map(|at| (at, ((at * row + at / 7) % 5) as i64 - 2)).collect();
        dense.equations.push(Equation { terms });
    }
    let mut one_wrong = square(size, &vec!["0"; size * size]);
    one_wrong.cells[100].value = Some(5.into());
    for (system, explained) in
        [(large, false), (dense, false), (sum(&vec!["2"; 4_000]), true), (one_wrong, true)]
    {
        let start = Instant::now();
        let located = locate(&system);
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
        println!("{:?}", start.elapsed());
        assert_eq!(located.causes.len(), 1);
        assert_eq!(located.causes[0].explanations.is_empty(), !explained);
        assert_eq!(located, locate(&system));
    }
}
