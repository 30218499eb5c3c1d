//! The best of several matches. In: a table of a form and the rows of a document. Out: the edition and layout that gains
//! most, among the rows of the report's own year. Does not know values.

use super::figures::Figures;
use super::folded::unfold;
use super::matched::{MOST_GAIN, Match, matched};
use crate::form::{Form, Way};
use std::collections::BTreeSet;

/// Group and row.
type At = (usize, usize);

/// The rows that are said to be of another year.
pub(super) fn of_other_years(figures: &Figures) -> BTreeSet<At> {
    let other = |at: &At| figures.named_year(*at).is_some_and(|year| figures.is_other(year));
    figures.rows.iter().copied().filter(other).collect()
}

/// The best match of a table among the rows of the report's own year, unless those of other years are needed
/// to make it up: then a label is wrong, or the table goes on under another caption.
pub(super) fn of_the_year<'f>(
    form: &'f Form,
    id: &str,
    figures: &Figures,
    taken: &BTreeSet<At>,
    aside: &BTreeSet<At>,
) -> Option<Match<'f>> {
    let any = best(form, id, figures, taken)?;
    if any.rows.iter().all(|row| !aside.contains(&(row.group, row.row))) {
        return Some(any);
    }
    let taken: BTreeSet<At> = taken.union(aside).copied().collect();
    match best(form, id, figures, &taken) {
        Some(own) if own.gain * 10 >= any.gain * 9 => Some(own),
        _ => Some(any),
    }
}

/// The best edition and layout of one table.
pub(super) fn best<'f>(
    form: &'f Form,
    id: &str,
    figures: &Figures,
    taken: &BTreeSet<At>,
) -> Option<Match<'f>> {
    let mut best: Option<Match> = None;
    for (table, spec) in form.tables.iter().enumerate().filter(|(_, table)| table.id == id) {
        // Not where even a perfect match would gain no more.
        let most = MOST_GAIN * i64::try_from(spec.extent()).unwrap_or(i64::MAX / MOST_GAIN);
        if best.as_ref().is_some_and(|best| best.gain >= most) {
            continue;
        }
        for way in Way::ALL {
            let Some(layout) = spec.layout(way) else { continue };
            let least = best.as_ref().filter(|_| !layout.official).map(|best| best.gain);
            let Some(mut candidate) = matched(table, spec, layout, figures, taken, least) else { continue };
            unfold(&mut candidate, figures, taken);
            // A weak likeness is not enough for the official layout to be the one.
            let official = candidate.layout.official && candidate.complete && candidate.gain * 2 >= most;
            if best.as_ref().is_none_or(|best| candidate.gain > best.gain) {
                best = Some(candidate);
            }
            // The other layouts are for tables that do not follow the form.
            if official {
                break;
            }
        }
    }
    best
}
