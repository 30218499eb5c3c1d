//! The same report twice. In: audits, each with its place in the batch. Out: which earlier one it repeats.
//! Keeps two hashes for each report.

use crate::audit::Audit;
use crate::numeral::folded;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// In what two files are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Same {
    /// To the last byte.
    Bytes,
    /// The same kind of report by the same organization on the same year.
    Unit,
}

/// What is known of the reports seen so far: who had these bytes, this organization and year, first. A quarter of a
/// SHA-256 is enough: among 10,000 reports two would meet once in a hundred thousand million batches.
#[derive(Debug, Default)]
pub(super) struct Duplicates {
    first: HashMap<u64, u32>,
}

impl Duplicates {
    /// The first report that this one repeats, if any.
    pub(super) fn see(&mut self, index: usize, audit: &Audit) -> Option<(usize, Same)> {
        let index = u32::try_from(index).ok()?;
        let report = &audit.report;
        let bytes = key(&["bytes", &audit.source.sha256]);
        let unit = match (&audit.form, &report.organization, report.year) {
            (Some(form), Some(organization), Some(year)) => {
                Some(key(&["unit", &form.id, &folded(organization), &year.to_string()]))
            }
            _ => None,
        };
        let mut before = |key| {
            let first = *self.first.entry(key).or_insert(index);
            (first != index).then_some(first as usize)
        };
        let by_unit = unit.and_then(&mut before);
        match (before(bytes), by_unit) {
            (Some(first), _) => Some((first, Same::Bytes)),
            (None, Some(first)) => Some((first, Same::Unit)),
            (None, None) => None,
        }
    }
}

/// A hash of fields, none of which holds a byte 0.
pub(super) fn key(fields: &[&str]) -> u64 {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update(field.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(8).fold(0, |key, &byte| key << 8 | u64::from(byte))
}
