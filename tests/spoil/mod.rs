//! Tables spoilt in known ways. In: a size and a random number. Out: the equations of a consistent table, figures
//! changed as people change them, and how often the truth is named. Does not know documents.

use std::time::{Duration, Instant};

use fastrand::Rng;
use gouji::locate::{Cell, Correction, Equation, Located, System, locate};
use rust_decimal::Decimal;

/// The largest figure of a component, by size of the body reporting.
pub const SIZES: [(&str, u64); 4] = [("township", 3), ("county", 40), ("city", 900), ("province", 30_000)];
pub const COLUMNS: usize = 7;
pub const TOTAL: usize = COLUMNS - 1;

pub fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

pub fn tables(default: u64) -> u64 {
    setting("GOUJI_TABLES", default)
}

pub fn random() -> Rng {
    let seed = setting("GOUJI_SEED", 1);
    println!("GOUJI_SEED={seed}");
    Rng::with_seed(seed)
}

pub fn cell(value: Option<i64>, row: usize, column: usize, total: bool) -> Cell {
    Cell { value: value.map(Decimal::from), row, column, total, integral: true, signed: false }
}

/// 三: 25 rows since 2021, 23 before; in every column new + carried in = handled + carried out.
pub fn applications(rows: usize, largest: u64, rng: &mut Rng) -> System {
    let handled = rows - 2;
    let mut figures = vec![[0_i64; COLUMNS]; rows];
    let density = [0.15, 0.5, 0.9][rng.usize(0..3)];
    for column in 0..TOTAL {
        let used = column == 0 || rng.f64() < 0.6;
        let mut amount = |share: f64| match used && rng.f64() < share {
            true => (rng.f64().powi(3) * (largest + 1) as f64) as i64,
            false => 0,
        };
        for (row, figure) in figures.iter_mut().enumerate().skip(2) {
            if row != handled {
                figure[column] = amount(density);
            }
        }
        figures[handled][column] = (2..handled).map(|row| figures[row][column]).sum();
        let all = figures[handled][column] + figures[rows - 1][column];
        figures[1][column] = amount(0.5).min(all);
        figures[0][column] = all - figures[1][column];
    }
    for row in &mut figures {
        row[TOTAL] = row[..TOTAL].iter().sum();
    }
    let blanks = [0.0, 0.0, 0.3, 1.0][rng.usize(0..4)];
    let at = |row: usize, column: usize| row * COLUMNS + column;
    let mut system = System::default();
    for (row, values) in figures.iter().enumerate() {
        for (column, &value) in values.iter().enumerate() {
            let stated = (value != 0 || rng.f64() >= blanks).then_some(value);
            system.cells.push(cell(stated, row, column, column == TOTAL || row == handled));
        }
    }
    for row in 0..rows {
        let mut terms = vec![(at(row, TOTAL), 1)];
        terms.extend((0..TOTAL).map(|column| (at(row, column), -1)));
        system.equations.push(Equation { terms });
    }
    for column in 0..COLUMNS {
        let mut terms = vec![(at(handled, column), 1)];
        terms.extend((2..handled).map(|row| (at(row, column), -1)));
        system.equations.push(Equation { terms });
        let sides = [(0, 1), (1, 1), (handled, -1), (rows - 1, -1)];
        let terms = sides.iter().map(|&(row, side)| (at(row, column), side)).collect();
        system.equations.push(Equation { terms });
    }
    system
}

pub fn value(system: &System, cell: usize) -> i64 {
    system.cells[cell].value.map_or(0, |value| value.try_into().unwrap())
}

pub const KINDS: [&str; 9] =
    ["+1", "-1", "x10", "/10", "to 0", "digit", "transposed", "blank", "another number"];

/// Another figure for the cell, or `None` where this kind of slip changes nothing.
pub fn slip(kind: usize, right: i64, rng: &mut Rng) -> Option<Option<i64>> {
    let digits: Vec<u8> = right.to_string().into_bytes();
    let number = |digits: &[u8]| String::from_utf8_lossy(digits).parse::<i64>().ok();
    let wrong = match KINDS[kind] {
        "+1" => right + 1,
        "-1" => right - 1,
        "x10" => right * 10,
        "/10" => right / 10,
        "x10000" => right * 10_000,
        "to 0" => 0,
        "digit missing" => {
            let mut digits = digits;
            digits.remove(rng.usize(0..digits.len()));
            number(&digits)?
        }
        "digit doubled" => {
            let mut digits = digits;
            let at = rng.usize(0..digits.len());
            digits.insert(at, digits[at]);
            number(&digits)?
        }
        "digit" => {
            let mut digits = digits;
            let at = rng.usize(0..digits.len());
            digits[at] = b'0' + rng.u8(0..10);
            number(&digits)?
        }
        "transposed" => {
            let mut digits = digits;
            if digits.len() < 2 {
                return None;
            }
            let at = rng.usize(1..digits.len());
            digits.swap(at - 1, at);
            number(&digits)?
        }
        "blank" => return (right != 0).then_some(None),
        _ => rng.i64(0..right * 2 + 10),
    };
    (wrong != right && wrong >= 0).then_some(Some(wrong))
}

/// Spoils a cell in a random way.
pub fn spoil(system: &mut System, cell: usize, rng: &mut Rng) -> Correction {
    let right = value(system, cell);
    let wrong =
        std::iter::repeat_with(|| slip(rng.usize(0..KINDS.len()), right, rng)).flatten().next().unwrap();
    system.cells[cell].value = wrong.map(Decimal::from);
    Correction { cell, suggested: right.into() }
}

/// What the located causes say about the truth.
#[derive(Default)]
pub struct Tally {
    pub cases: u64,
    pub listed: u64,
    first: u64,
    pub unique: u64,
    misled: u64,
    unexplained: u64,
    times: Vec<Duration>,
}

impl Tally {
    pub fn add(&mut self, system: &System, truth: &[Correction]) -> bool {
        let start = Instant::now();
        let located = locate(system);
        self.times.push(start.elapsed());
        sound(system, &located);
        let right = |at: &dyn Fn(usize) -> usize| {
            let mut named: Vec<Correction> = Vec::new();
            for cause in &located.causes {
                match cause.explanations.get(at(cause.explanations.len())) {
                    Some(explanation) => named.extend(explanation.corrections.clone()),
                    None => return false,
                }
            }
            named.sort_by_key(|c| c.cell);
            named == truth
        };
        let listed = located.causes.iter().flat_map(|cause| {
            let within = cause
                .explanations
                .iter()
                .find(|explanation| explanation.corrections.iter().all(|c| truth.contains(c)));
            within.map_or(Vec::new(), |explanation| explanation.corrections.clone())
        });
        let mut listed: Vec<Correction> = listed.collect();
        listed.sort_by_key(|c| c.cell);
        let unique = located.causes.iter().all(|cause| cause.explanations.len() == 1);
        self.cases += 1;
        self.listed += u64::from(listed == truth);
        self.first += u64::from(right(&|_| 0));
        self.unique += u64::from(unique && right(&|_| 0));
        self.misled += u64::from(unique && !right(&|_| 0));
        self.unexplained += u64::from(located.causes.iter().any(|cause| cause.unexplained.is_some()));
        listed == truth
    }

    pub fn share(&self) -> f64 {
        self.listed as f64 * 100.0 / self.cases as f64
    }

    /// Holds the share listed against a promise; of few cases two may be missed, as chance has it.
    pub fn assert_listed(&self, percent: u64) {
        let missed = self.cases - self.listed;
        assert!(missed <= (self.cases * (100 - percent) / 100).max(2), "{missed} of {} missed", self.cases);
    }

    pub fn print(&mut self, what: &str) {
        let share = |count: u64| count as f64 * 100.0 / self.cases as f64;
        let [first, unique, misled, none] =
            [self.first, self.unique, self.misled, self.unexplained].map(share);
        let (median, worst) = times(&mut self.times);
        println!(
            "{what:34} {:6} cases: listed {:6.2} %, first {first:6.2} %, alone {unique:6.2} %, another alone \
             {misled:4.2} %, open {none:4.2} %; median {median:?}, worst {worst:?}",
            self.cases,
            self.share()
        );
    }
}

pub fn times(times: &mut [Duration]) -> (Duration, Duration) {
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() - 1])
}

/// Every failed equation is in exactly one cause, and every combination of explanations mends everything.
pub fn sound(system: &System, located: &Located) {
    let off = |system: &System, equation: &Equation| -> i64 {
        equation.terms.iter().map(|&(cell, factor)| factor * value(system, cell)).sum()
    };
    let failed: Vec<usize> =
        (0..system.equations.len()).filter(|&e| off(system, &system.equations[e]) != 0).collect();
    let mut named: Vec<usize> = located.causes.iter().flat_map(|c| c.equations.clone()).collect();
    assert!(located.causes.iter().map(|c| c.equations[0]).is_sorted());
    named.sort_unstable();
    assert_eq!(named, failed);
    if located.causes.iter().any(|cause| cause.explanations.is_empty()) {
        return;
    }
    let most = located.causes.iter().map(|cause| cause.explanations.len()).max().unwrap_or(0);
    for choice in 0..most {
        let mut mended = system.clone();
        for cause in &located.causes {
            let explanation = &cause.explanations[choice % cause.explanations.len()];
            for correction in &explanation.corrections {
                assert_ne!(value(&mended, correction.cell), i64::try_from(correction.suggested).unwrap());
                mended.cells[correction.cell].value = Some(correction.suggested);
            }
        }
        assert!(mended.cells.iter().all(|cell| cell.value.unwrap_or_default() >= Decimal::ZERO));
        assert!(mended.equations.iter().all(|equation| off(&mended, equation) == 0));
    }
}

/// Runs a way of spoiling over tables of both editions at all sizes; where it returns `None`,
/// nothing was changed and another table is taken.
pub fn measure(
    what: &str,
    default: u64,
    mut spoilt: impl FnMut(&mut System, usize, &mut Rng) -> Option<Vec<Correction>>,
) -> Vec<Tally> {
    let mut rng = random();
    let mut tallies = Vec::new();
    for (size, largest) in SIZES {
        let mut tally = Tally::default();
        for number in 0..tables(default) {
            let rows = if number % 2 == 0 { 25 } else { 23 };
            let tables = std::iter::repeat_with(|| {
                let mut system = applications(rows, largest, &mut rng);
                spoilt(&mut system, rows, &mut rng).map(|truth| (system, truth))
            });
            if let Some((system, mut truth)) = tables.take(100).flatten().next() {
                truth.sort_by_key(|c| c.cell);
                if !tally.add(&system, &truth) && std::env::var_os("GOUJI_SHOW").is_some() {
                    println!("not listed: {truth:?}\n{:?}", locate(&system));
                }
            }
        }
        if tally.cases > 0 {
            tally.print(&format!("{what}, {size}"));
            tallies.push(tally);
        }
    }
    tallies
}
