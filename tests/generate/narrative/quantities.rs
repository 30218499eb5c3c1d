//! The quantities that sentences state. In: figures, a seed. Out: whole numbers by name.

use super::numbers::percent;
use crate::generate::figures::Figures;
use crate::generate::official::Edition;
use std::collections::BTreeMap;

/// Whole numbers by name.
#[derive(Debug, Clone)]
pub struct Quantities {
    numbers: BTreeMap<&'static str, i64>,
    edition: Edition,
}

impl Quantities {
    /// What these figures say, and made-up numbers for what no figure says.
    pub fn of(figures: &Figures, rng: &mut fastrand::Rng) -> Self {
        let total = |row: &str| figures.count(&format!("applications.{row}.total"));
        let group = |prefix: &str| -> i64 {
            let here = |id: &str| {
                id.strip_prefix("applications.").and_then(|id| id.strip_suffix(".total")).is_some_and(|row| {
                    row == prefix || row.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.'))
                })
            };
            figures.iter().filter(|(id, _)| here(id)).map(|(id, _)| figures.count(id)).sum()
        };
        let dispute = |row: &str, column: &str| figures.count(&format!("disputes.{row}.{column}"));
        let both = |column: &str| {
            dispute("direct_litigation", column) + dispute("litigation_after_reconsideration", column)
        };
        let (new, handled) = (total("new_received"), total("handled_total"));
        let (recon, lit) = (dispute("reconsideration", "total"), both("total"));
        let natural = figures.count("applications.new_received.natural_person");
        let misc = match figures.applications {
            Edition::Y2021 => total("other.miscellaneous"),
            Edition::Y2019 => total("other"),
        };
        let document = |column: &str| match figures.disclosure {
            Edition::Y2021 => figures.count(&format!("disclosure.normative_document.{column}")),
            Edition::Y2019 => 0,
        };
        let online = rng.i64(0..=new);
        let mail = rng.i64(0..=new - online);
        let less = if new > 1 { rng.i64(1..new) } else { 1 };
        let larger = new + rng.i64(1..=new.max(1) * 2);
        let numbers = BTreeMap::from([
            ("new", new),
            ("in", total("carried_in")),
            ("handled", handled),
            ("out", total("carried_out")),
            ("granted", total("granted")),
            ("partial", total("partially_granted")),
            ("denied", group("denied")),
            ("unavailable", group("unavailable")),
            ("not_processed", group("not_processed")),
            ("other", group("other")),
            ("not_held", total("unavailable.not_held")),
            ("misc", misc),
            ("withdrawn", if misc > 0 { rng.i64(1..=misc) } else { 0 }),
            ("online", online),
            ("mail", mail),
            ("person", new - online - mail),
            ("natural", natural),
            ("organizations", new - natural),
            ("recon", recon),
            ("recon_pending", dispute("reconsideration", "pending")),
            ("lit", lit),
            ("lit_pending", both("pending")),
            ("disputes", recon + lit),
            ("recon_upheld", dispute("reconsideration", "upheld")),
            ("recon_corrected", dispute("reconsideration", "corrected")),
            ("recon_other", dispute("reconsideration", "other")),
            ("lit_upheld", both("upheld")),
            ("lit_corrected", both("corrected")),
            ("lit_other", both("other")),
            ("licenses", figures.count("disclosure.administrative_license.decisions")),
            ("penalties", figures.count("disclosure.administrative_penalty.decisions")),
            ("internal", total("denied.internal_affairs")),
            ("process", total("denied.process_information")),
            ("unclear", total("unavailable.still_unclear")),
            ("excessive", total("not_processed.excessive")),
            ("enterprises", figures.count("applications.new_received.commercial_enterprise")),
            ("research", figures.count("applications.new_received.research_institution")),
            ("issued", document("issued")),
            ("repealed", document("repealed")),
            ("in_force", document("in_force")),
            ("any", rng.i64(100..3000)),
            ("some", rng.i64(2..40)),
            ("more", new * 9 + rng.i64(1000..2000)),
            ("part", rng.i64(0..=new)),
            ("less", less),
            ("larger", larger),
            ("grown", percent(new - less, less)),
            ("shrunk", percent(larger - new, larger)),
            ("share", if handled > 0 { percent(total("granted"), handled) } else { 0 }),
        ]);
        Self { numbers, edition: figures.disclosure }
    }

    /// A sum or difference of quantities: `new+in`.
    pub fn value(&self, expression: &str) -> i64 {
        let (mut sum, mut sign, mut rest) = (0, 1, expression);
        loop {
            let end = rest.find(['+', '-']).unwrap_or(rest.len());
            let name = &rest[..end];
            sum += sign * self.numbers.get(name).unwrap_or_else(|| panic!("no quantity {name}"));
            if end == rest.len() {
                return sum;
            }
            sign = if rest[end..].starts_with('-') { -1 } else { 1 };
            rest = &rest[end + 1..];
        }
    }

    /// Whether a condition holds: `in=0`, `new>0`, `new=handled`, `2021`.
    pub fn holds(&self, condition: &str) -> bool {
        let number = |text: &str| text.parse().unwrap_or_else(|_| self.value(text));
        if let Some((left, right)) = condition.split_once('=') {
            number(left) == number(right)
        } else if let Some((left, right)) = condition.split_once('>') {
            number(left) > number(right)
        } else {
            condition == self.edition.name()
        }
    }
}
