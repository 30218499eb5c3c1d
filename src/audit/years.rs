//! Reports of the same body on successive years. In: audits, one after another. Out: what the rules across years
//! find, added to the audit of the pair that comes later; a few hundred bytes are kept of each. Does not know
//! what is compared.

use super::Audit;
use crate::check::across::{self, Compared, Kept};
use crate::form::Form;
use crate::message::{Argument, Message};
use crate::numeral::{fold_width, is_blank};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The reports that later ones may have to be compared with.
#[derive(Debug, Default)]
pub struct Years {
    /// By form, body and year; several where a report is there in several versions.
    kept: HashMap<[u8; 16], Vec<Kept>>,
    /// Pairs of reports that were compared.
    pub compared: usize,
}

impl Years {
    /// Compares an audit with those before it, and keeps what later ones need.
    pub fn see(&mut self, forms: &[Form], audit: &mut Audit) {
        let Some(chosen) = &audit.form else { return };
        let Some(form) = forms.iter().find(|form| form.id == chosen.id) else { return };
        if across::rules(form).next().is_none() {
            return;
        }
        let Audit { source, report, checked, .. } = audit;
        let Some(organization) = report.organization.as_deref() else {
            let because = Message::new("finding.skipped_no_organization");
            return checked.extend(Vec::new(), across::none(form, &because));
        };
        let Some(this) = Kept::of(form, report, checked, &source.path) else {
            return checked.extend(Vec::new(), across::none(form, &Message::new("finding.skipped_no_year")));
        };
        let year = this.year;
        let key = |year: Option<i32>| year.map(|year| key(&form.id, organization, year));
        let neighbours = |year: Option<i32>| -> &[Kept] {
            key(year).and_then(|key| self.kept.get(&key)).map_or(&[], Vec::as_slice)
        };
        let (before, after) = (neighbours(year.checked_sub(1)), neighbours(year.checked_add(1)));
        let own = neighbours(Some(year));
        let with_before = best(before.iter().map(|kept| across::compare(form, report, kept, &this)));
        let with_after = best(after.iter().map(|kept| across::compare(form, report, &this, kept)));
        self.compared += usize::from(with_before.is_some()) + usize::from(with_after.is_some());
        let known = own.iter().any(|kept| kept.says_as(&this));
        match with_before {
            Some(Compared { findings, skipped }) => checked.extend(findings, skipped),
            None => {
                let because = Message::new("finding.skipped_no_last_year")
                    .with("last_year", Argument::Text((i64::from(year) - 1).to_string()));
                checked.extend(Vec::new(), across::none(form, &because));
            }
        }
        if let Some(Compared { findings, skipped }) = with_after {
            checked.extend(findings, skipped);
        }
        if !known && let Some(key) = key(Some(year)) {
            self.kept.entry(key).or_default().push(this);
        }
    }
}

/// Of several versions of a report that differ, any one that agrees will do.
fn best(compared: impl Iterator<Item = Compared>) -> Option<Compared> {
    compared.min_by_key(|compared| compared.findings.len())
}

/// A body is known by its name without white space, whatever its width.
fn key(form: &str, organization: &str, year: i32) -> [u8; 16] {
    let name: String = organization.chars().map(fold_width).filter(|c| !is_blank(*c)).collect();
    let mut hasher = Sha256::new();
    for field in [form, &name, &year.to_string()] {
        hasher.update(field.as_bytes());
        hasher.update([0]);
    }
    let digest = hasher.finalize();
    let mut key = [0; 16];
    key.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    key
}
