//! Which rows and columns of the document are which lines of the form's tables. In: a form and the grids of a
//! document. Out: for each table of the form the best match, with what is there twice. Does not know values.

use super::choice::{best, of_other_years, of_the_year};
use super::figures::Figures;
use super::matched::{Match, RowMatch};
use super::rivals::repeated_rows;
use crate::form::Form;
use std::collections::BTreeSet;

/// The tables of a form in a document.
pub(super) struct Tables<'f> {
    /// The best match of each, in form order.
    pub found: Vec<Match<'f>>,
    /// What else is a whole table of the form: a second report in the same file, a draft beside its final
    /// version.
    pub again: Vec<Match<'f>>,
}

/// Finds every table of the form, the best match first in case of dispute, and what is there twice.
pub(super) fn find<'f>(form: &'f Form, figures: &Figures) -> Tables<'f> {
    let ids = form.table_ids();
    let nobody = BTreeSet::new();
    let aside = of_other_years(figures);
    let best = |id: &str, taken: &BTreeSet<(usize, usize)>| of_the_year(form, id, figures, taken, &aside);
    let mut candidates: Vec<Match> = ids.iter().filter_map(|id| best(id, &nobody)).collect();
    candidates.sort_by_key(|candidate| (-candidate.gain, candidate.table));
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found: Vec<Match> = Vec::new();
    for candidate in candidates {
        let free = candidate.rows.iter().all(|row| !taken.contains(&(row.group, row.row)));
        let id = form.tables[candidate.table].id.as_str();
        let Some(chosen) = (if free { Some(candidate) } else { best(id, &taken) }) else {
            continue;
        };
        taken.extend(chosen.rows.iter().map(|row| (row.group, row.row)));
        found.push(chosen);
    }
    found.sort_by_key(|chosen| chosen.table);
    for chosen in &mut found {
        repeated_rows(chosen, figures, &taken);
    }
    let again: Vec<Match> = found.iter().filter_map(|first| again(form, first, figures, &taken)).collect();
    // What is a whole table again is not told row by row.
    for second in &again {
        let rows: BTreeSet<(usize, usize)> = second.rows.iter().map(|row| (row.group, row.row)).collect();
        found.iter_mut().for_each(|first| first.extra.retain(|at| !rows.contains(at)));
    }
    Tables { found, again }
}

/// A second table of the same kind, if two thirds of its lines are there once more. Most documents have too
/// few rows left to be searched twice.
fn again<'f>(
    form: &'f Form,
    first: &Match,
    figures: &Figures,
    taken: &BTreeSet<(usize, usize)>,
) -> Option<Match<'f>> {
    let left = figures.rows.len() - taken.len();
    if left < first.rows.len().max(2) * 2 / 3 {
        return None;
    }
    let second = best(form, &form.tables[first.table].id, figures, taken)?;
    // Blank rows without a label beside or above them are nothing's copy.
    let says = |row: &RowMatch| {
        let under = second
            .columns
            .values()
            .any(|under| under.places.iter().flatten().any(|placed| placed.slot.is_some()));
        figures.row((row.group, row.row)).stated || under || !second.layout.down[row.axis].is_bare()
    };
    (second.gain * 3 >= first.gain * 2 && second.rows.iter().any(says)).then_some(second)
}
