//! Reports of the same body on successive years. In: audits, each with its place in the batch. Out: what the rules
//! across years find, added to whichever of the two comes later. Keeps the few figures that such rules name, a few
//! dozen bytes for most reports. Does not know what is compared.

use super::duplicate::key;
use crate::audit::Audit;
use crate::audit::input::Input;
use crate::check::across::{self, Compared, Dated, Kept};
use crate::form::Form;
use crate::message::{Argument, Message};
use crate::numeral::folded;
use std::collections::HashMap;

/// The reports that later ones may have to be compared with.
#[derive(Debug, Default)]
pub(super) struct Years {
    /// By form, body and year, with the place in the batch; several where a report is there in several versions.
    kept: HashMap<u64, Vec<(u32, Kept)>>,
}

impl Years {
    /// Compares an audit with those before it, and keeps what later ones need. `inputs` names the files.
    pub(super) fn see(&mut self, forms: &[Form], inputs: &[Input], index: usize, audit: &mut Audit) {
        let chosen = audit.form.as_ref().and_then(|chosen| forms.iter().find(|form| form.id == chosen.id));
        let Some(form) = chosen.filter(|form| across::rules(form).next().is_some()) else { return };
        let Audit { report, checked, .. } = audit;
        let nobody = |key| across::none(form, &Message::new(key));
        let Some(organization) = report.organization.as_deref() else {
            return checked.skipped.extend(nobody("finding.skipped_no_organization"));
        };
        let Some(this) = Kept::of(form, report, checked) else {
            return checked.skipped.extend(nobody("finding.skipped_no_year"));
        };
        let name = |index: usize| inputs.get(index).map(Input::name).unwrap_or_default();
        let path = name(index);
        let key = |year: i32| key(&["years", &form.id, &folded(organization), &year.to_string()]);
        let of = |year: Option<i32>| -> &[(u32, Kept)] {
            year.and_then(|year| self.kept.get(&key(year))).map_or(&[], Vec::as_slice)
        };
        let year = this.year;
        let here = Dated { kept: &this, path: &path };
        let before = of(year.checked_sub(1)).iter().map(|(other, kept)| {
            across::compare(form, report, Dated { kept, path: &name(*other as usize) }, here)
        });
        let after = of(year.checked_add(1)).iter().map(|(other, kept)| {
            across::compare(form, report, here, Dated { kept, path: &name(*other as usize) })
        });
        let (before, after) = (best(before), best(after));
        if before.is_none() {
            let last = Argument::Text((i64::from(year) - 1).to_string());
            let because = Message::new("finding.skipped_no_last_year").with("last_year", last);
            checked.skipped.extend(across::none(form, &because));
        }
        for Compared { findings, skipped } in before.into_iter().chain(after) {
            checked.findings.extend(findings);
            checked.skipped.extend(skipped);
        }
        checked.settle();
        let versions = self.kept.entry(key(year)).or_default();
        if let Ok(index) = u32::try_from(index)
            && !versions.iter().any(|(_, kept)| *kept == this)
        {
            // Nearly always the only one.
            versions.reserve_exact(1);
            versions.push((index, this));
        }
    }
}

/// Of several versions of a report that differ, any one that agrees will do.
fn best(compared: impl Iterator<Item = Compared>) -> Option<Compared> {
    compared.min_by_key(|compared| compared.findings.len())
}
