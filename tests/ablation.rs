//! What the alignment pays for: the same troubled reports read by looking labels up to the letter, by looking
//! them up with the form's other wordings, and by gouji. `GOUJI_DOCUMENTS` sets how many, `GOUJI_SEED`
//! from which seed on; `--nocapture` prints the table.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{Expected, Report, Size, Status, Trouble};
use gouji::document::{Block, Document, Table};
use gouji::form::{Form, Line};
use gouji::label::Label;
use gouji::numeral::{self, Unit};
use gouji::package::Limits;
use reading::{compare, keep, read, seeds};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// Value ids by the labels of their row and column.
struct Lookup {
    ids: HashMap<Vec<Label>, (String, Option<Unit>)>,
}

/// A value as a plain lookup finds it: the number, or why there is none.
type Found = (Option<Decimal>, Status);

impl Lookup {
    /// Every value under its whole label paths and under the last labels of them; of equal labels the last
    /// one wins.
    fn new(form: &Form, aliases: bool) -> Self {
        let mut ids = HashMap::new();
        let wordings = |line: &Line| -> Vec<Vec<Label>> {
            let count = if aliases { line.wordings.len() } else { line.wordings.len().min(1) };
            let paths = if count == 0 { vec![Vec::new()] } else { line.wordings[..count].to_vec() };
            paths.iter().flat_map(|path| suffixes(path)).collect()
        };
        for table in &form.tables {
            for (row, column) in table.cells() {
                for down in wordings(row) {
                    for across in wordings(column) {
                        let value = format!("{}.{}.{}", table.id, row.id, column.id);
                        let unit = column.unit.or(row.unit).map(|unit| unit.unit);
                        ids.insert([down.as_slice(), &across].concat(), (value, unit));
                    }
                }
            }
        }
        Self { ids }
    }

    /// The values of a document, the last of each where there are several.
    fn read(&self, document: &Document) -> BTreeMap<String, Found> {
        let mut values = BTreeMap::new();
        for block in &document.blocks {
            if let Block::Table(table) = block {
                self.table(table, &mut values);
            }
        }
        values
    }

    fn table(&self, table: &Table, values: &mut BTreeMap<String, Found>) {
        let squares = Squares::of(table);
        for cell in &table.cells {
            let reading = numeral::read(&cell.text);
            if matches!(reading, numeral::Reading::Text) {
                continue;
            }
            let left = squares.labels((1..cell.column).rev().map(|column| (cell.row, column)));
            let above = squares.labels((1..cell.row).rev().map(|row| (row, cell.column)));
            // The longest paths that the form knows.
            let keys = suffixes(&left).into_iter().flat_map(|down| {
                suffixes(&above).into_iter().map(move |across| [down.clone(), across].concat())
            });
            let Some((id, unit)) = keys.into_iter().find_map(|key| self.ids.get(&key)) else { continue };
            let found = match reading {
                numeral::Reading::Blank => (None, Status::Blank),
                numeral::Reading::Dash => (None, Status::Dash),
                numeral::Reading::Text => (None, Status::Unreadable),
                numeral::Reading::Amount(amount) => {
                    let converted =
                        amount.unit.zip(*unit).and_then(|(own, unit)| own.convert(amount.value, unit));
                    (Some(converted.unwrap_or(amount.value)), Status::Stated)
                }
            };
            values.insert(id.clone(), found);
        }
    }
}

/// A path and all that is left of it without its outermost labels, longest first; one that is empty itself.
fn suffixes(path: &[Label]) -> Vec<Vec<Label>> {
    if path.is_empty() { vec![Vec::new()] } else { (0..path.len()).map(|i| path[i..].to_vec()).collect() }
}

/// Which cell covers each square of a table.
struct Squares<'d> {
    table: &'d Table,
    cells: HashMap<(u32, u32), usize>,
}

impl<'d> Squares<'d> {
    fn of(table: &'d Table) -> Self {
        let mut cells = HashMap::new();
        for (index, cell) in table.cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.row_span {
                for column in cell.column..cell.column + cell.column_span {
                    cells.insert((row, column), index);
                }
            }
        }
        Self { table, cells }
    }

    /// The labels nearest to a figure in one direction, outermost first: past other figures, up to the next.
    fn labels(&self, squares: impl Iterator<Item = (u32, u32)>) -> Vec<Label> {
        let mut cells: Vec<usize> = squares.filter_map(|square| self.cells.get(&square).copied()).collect();
        cells.dedup();
        let is_label =
            |&index: &usize| matches!(numeral::read(&self.table.cells[index].text), numeral::Reading::Text);
        let labels = cells.into_iter().skip_while(|index| !is_label(index)).take_while(is_label);
        let mut labels: Vec<Label> = labels.map(|index| Label::new(&self.table.cells[index].text)).collect();
        labels.reverse();
        labels
    }
}

/// How many cells went right.
#[derive(Default)]
struct Tally {
    printed: usize,
    right: usize,
    invented: usize,
}

impl Tally {
    fn add(&mut self, found: &BTreeMap<String, Found>, expected: &Expected) {
        self.printed += expected.values.len();
        for (id, (value, status)) in found {
            let right = expected.values.get(id).is_some_and(|figure| {
                let printed =
                    figure.value.as_ref().map(|digits| digits.parse::<Decimal>().expect("a decimal"));
                (printed, figure.status) == (*value, *status)
            });
            self.right += usize::from(right);
            self.invented += usize::from(!right && value.is_some());
        }
    }

    fn share(&self) -> f64 {
        100.0 * self.right as f64 / self.printed as f64
    }

    fn print(&self, name: &str) {
        let missed = self.printed - self.right;
        let share = self.share();
        println!(
            "{name:24} {share:8.3} % of {} right, {missed} not, {} invented",
            self.printed, self.invented
        );
    }
}

#[test]
fn alignment_pays() {
    let form = &Form::built_in().iter().find(|form| form.id == "disclosure-annual-report").expect("the form");
    let (plain, with_aliases) = (Lookup::new(form, false), Lookup::new(form, true));
    let (mut exact, mut aliases, mut aligned, mut untroubled) =
        (Tally::default(), Tally::default(), Tally::default(), Tally::default());
    let seeds = seeds(40);
    let mut rng = fastrand::Rng::with_seed(5 + seeds.start);
    let mut misread = 0;
    for seed in seeds {
        let clean = Report::mixed(&Size::ALL[1..], seed);
        let parse = |bytes: &[u8]| Document::parse(bytes, &Limits::default()).expect("a document");
        untroubled.add(&plain.read(&parse(&clean.to_docx())), &clean.expected());
        let report = clean.with(&Trouble::combination(7, &mut rng));
        let (bytes, expected) = (report.to_docx(), report.expected());
        let document = parse(&bytes);
        exact.add(&plain.read(&document), &expected);
        aliases.add(&with_aliases.read(&document), &expected);
        let score = compare(&read(&bytes).0, &expected);
        misread += usize::from(!score.differences.is_empty());
        for difference in &score.differences {
            println!("document {seed}, {:?}: {difference}", report.troubles);
        }
        keep(&format!("ablation-{seed}"), &bytes, &score);
        aligned.printed += score.printed;
        aligned.right += score.right;
        aligned.invented += score.invented;
    }
    untroubled.print("exact, without troubles");
    exact.print("exact");
    aliases.print("exact and aliases");
    aligned.print("alignment");
    // The lookup is a fair rival: where nothing is mistyped it reads almost everything.
    assert!(untroubled.share() > 95.0);
    assert_eq!(misread, 0);
    assert_eq!((aligned.right, aligned.invented), (aligned.printed, 0));
    assert!(aliases.share() > exact.share() + 0.3);
    assert!(aligned.share() > aliases.share() + 5.0);
}
