//! Figures that agree with each other. In: editions, a size, a seed. Out: one decimal a value id.

use super::official::{self, APPLICANTS, Edition, OUTCOMES, PROCEEDINGS};
use std::collections::BTreeMap;

/// How busy the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// No applications, no disputes.
    Zero,
    /// A township or a small bureau.
    Small,
    /// A county.
    County,
    /// A city with districts.
    City,
}

impl Size {
    /// All sizes.
    pub const ALL: [Size; 4] = [Size::Zero, Size::Small, Size::County, Size::City];

    /// Chance in 100 that a cell is not zero, and the most it can be.
    fn cells(self) -> (u32, i64) {
        match self {
            Size::Zero => (0, 0),
            Size::Small => (8, 3),
            Size::County => (25, 24),
            Size::City => (60, 460),
        }
    }
}

/// One decimal a value id, as digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The edition of the table `disclosure`.
    pub disclosure: Edition,
    /// The edition of the table `applications`.
    pub applications: Edition,
    values: BTreeMap<String, String>,
}

impl Figures {
    /// All zero.
    pub fn zero(disclosure: Edition, applications: Edition) -> Self {
        let values =
            official::ids(disclosure, applications).into_iter().map(|id| (id, "0".to_owned())).collect();
        Self { disclosure, applications, values }
    }

    /// Random and consistent: every equation and every softer rule of the form holds.
    pub fn random(disclosure: Edition, applications: Edition, size: Size, seed: u64) -> Self {
        let mut figures = Self::zero(disclosure, applications);
        let mut rng = super::rng(seed, "figures");
        figures.fill_disclosure(size, &mut rng);
        figures.fill_applications(size, &mut rng);
        figures.fill_disputes(size, &mut rng);
        figures
    }

    /// The digits of a value.
    pub fn get(&self, id: &str) -> &str {
        self.values.get(id).unwrap_or_else(|| panic!("no value {id}"))
    }

    /// A value as a whole number.
    pub fn count(&self, id: &str) -> i64 {
        self.get(id).parse().unwrap_or_else(|_| panic!("{id} is no whole number"))
    }

    /// Replaces one value; the equations are not looked at.
    pub fn set(&mut self, id: &str, value: impl ToString) {
        *self.values.get_mut(id).unwrap_or_else(|| panic!("no value {id}")) = value.to_string();
    }

    /// The same figures with one of them changed.
    pub fn with(mut self, id: &str, value: impl ToString) -> Self {
        self.set(id, value);
        self
    }

    /// Every id with its digits.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(id, value)| (id.as_str(), value.as_str()))
    }

    /// The sum of these rows of `applications` in one column.
    pub fn sum(&self, rows: &[&str], column: &str) -> i64 {
        rows.iter().map(|row| self.count(&format!("applications.{row}.{column}"))).sum()
    }

    /// Computes every total of `applications` and `disputes` from its parts; 新收 is what makes the
    /// columns balance.
    pub fn add_up(&mut self) {
        let results = official::results(self.applications);
        for (column, _) in APPLICANTS {
            let handled = self.sum(&results, column);
            let out = self.sum(&["carried_out"], column);
            let carried_in = self.sum(&["carried_in"], column);
            self.set(&format!("applications.handled_total.{column}"), handled);
            self.set(&format!("applications.new_received.{column}"), handled + out - carried_in);
        }
        for (row, _) in official::application_rows(self.applications) {
            let total: i64 = APPLICANTS
                .iter()
                .map(|(column, _)| self.count(&format!("applications.{row}.{column}")))
                .sum();
            self.set(&format!("applications.{row}.total"), total);
        }
        for (row, ..) in PROCEEDINGS {
            let total: i64 =
                OUTCOMES[..4].iter().map(|(column, _)| self.count(&format!("disputes.{row}.{column}"))).sum();
            self.set(&format!("disputes.{row}.total"), total);
        }
    }

    fn fill_applications(&mut self, size: Size, rng: &mut fastrand::Rng) {
        let (chance, most) = size.cells();
        let some = |rng: &mut fastrand::Rng, most: i64| {
            if rng.u32(0..100) < chance { rng.i64(1..=most.max(1)) } else { 0 }
        };
        for (index, (column, _)) in APPLICANTS.iter().enumerate() {
            let most = if index == 0 { most } else { most / 6 };
            for row in official::results(self.applications) {
                self.set(&format!("applications.{row}.{column}"), some(rng, most));
            }
            let out = some(rng, most / 3);
            self.set(&format!("applications.carried_out.{column}"), out);
            let handled = self.sum(&official::results(self.applications), column);
            let carried_in = some(rng, most / 4).min(handled + out);
            self.set(&format!("applications.carried_in.{column}"), carried_in);
        }
        self.add_up();
    }

    fn fill_disputes(&mut self, size: Size, rng: &mut fastrand::Rng) {
        let (chance, most) = size.cells();
        for (row, ..) in PROCEEDINGS {
            for (column, _) in &OUTCOMES[..4] {
                if rng.u32(0..100) < chance {
                    self.set(&format!("disputes.{row}.{column}"), rng.i64(1..=(most / 8).max(1)));
                }
            }
        }
        self.add_up();
    }

    fn fill_disclosure(&mut self, size: Size, rng: &mut fastrand::Rng) {
        let (_, most) = size.cells();
        let most = most + 3;
        let regulations = if size == Size::City { 6 } else { 0 };
        for (row, most) in [("regulation", regulations), ("normative_document", most)] {
            let new = rng.i64(0..=most);
            let (gone, total) = (rng.i64(0..=most), new + rng.i64(0..=most * 2));
            let names = match self.disclosure {
                Edition::Y2021 => [("issued", new), ("repealed", gone), ("in_force", total)],
                Edition::Y2019 => [("made", new), ("newly_public", new), ("public_total", total)],
            };
            for (column, value) in names {
                self.set(&format!("disclosure.{row}.{column}"), value);
            }
        }
        for block in &official::disclosure(self.disclosure)[1..] {
            for (row, _) in block.rows {
                let previous = rng.i64(0..=most);
                for (column, _) in block.columns {
                    let value = match *column {
                        "items_previous_year" => previous.to_string(),
                        "items_change" => rng.i64(-previous..=most).to_string(),
                        "amount_10k_yuan" => amount(rng, most),
                        "amount" => amount(rng, most * 40),
                        _ => rng.i64(0..=most * 30).to_string(),
                    };
                    self.set(&format!("disclosure.{row}.{column}"), value);
                }
            }
        }
    }
}

/// An amount in 万元 with up to four decimals and no zero at its end.
fn amount(rng: &mut fastrand::Rng, most: i64) -> String {
    decimal(rng.i64(0..=most * 10_000), 4)
}

/// `units` divided by ten to the `places`, without zeros at its end.
pub fn decimal(units: i64, places: u32) -> String {
    let scale = 10_i64.pow(places);
    let fraction = format!("{:0width$}", units % scale, width = places as usize);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { (units / scale).to_string() } else { format!("{}.{fraction}", units / scale) }
}
