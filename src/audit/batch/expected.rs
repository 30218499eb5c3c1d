//! The units that should submit. In: a list of names, and audits one after another. Out: reports by units that are
//! not on the list; at the end, the units without a report. Does not know how the list was written.

use super::names::short;
use crate::audit::Audit;
use crate::audit::input::Input;
use crate::label::nearest;
use crate::message::{Argument, Lang, Message, Text, word};
use crate::numeral::folded;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A list of units, and which of them have submitted so far.
#[derive(Debug)]
pub struct Expected {
    units: Vec<Unit>,
    /// Units by their plain names.
    by_name: HashMap<String, usize>,
    /// Inputs that could not be read: any of them may be a report that is missing.
    unread: Vec<u32>,
    /// Reports by units that are not on the list: the name, and the input.
    strangers: Vec<(String, u32)>,
    /// How many reports there are on each year.
    years: BTreeMap<i32, usize>,
    reports: usize,
}

#[derive(Debug)]
struct Unit {
    name: String,
    plain: String,
    /// Its shortest usual form.
    short: String,
    submitted: Submitted,
}

/// What a unit has submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Submitted {
    Nothing,
    /// A report without a year in its title.
    Undated,
    /// Reports; the latest year, and the input.
    On(i32, u32),
}

/// A year is that of the collection when at least one report in so many is on it: below, it is a slip in a title.
const SHARE: usize = 5;

/// A report that fits no unit: its unit with what could be meant, or nothing if it names none.
pub(super) type Stranger = Option<(String, Message)>;

impl Expected {
    /// The units of a list, none submitted yet. A unit that is listed twice counts once.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut units: Vec<Unit> = Vec::new();
        let mut by_name = HashMap::new();
        for name in names {
            let plain = folded(&name);
            if !plain.is_empty() && !by_name.contains_key(&plain) {
                by_name.insert(plain.clone(), units.len());
                let (name, short) = (name.trim().to_owned(), short(&plain));
                units.push(Unit { name, plain, short, submitted: Submitted::Nothing });
            }
        }
        Self { units, by_name, unread: Vec::new(), strangers: Vec::new(), years: BTreeMap::new(), reports: 0 }
    }

    /// How many units are on the list.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether no unit is on the list.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// An input that could not be read.
    pub(super) fn unread(&mut self, index: usize) {
        self.unread.extend(u32::try_from(index));
    }

    /// A report: `None` when its unit is on the list.
    pub(super) fn see(&mut self, index: usize, audit: &Audit) -> Option<Stranger> {
        let index = u32::try_from(index).ok()?;
        let report = &audit.report;
        self.reports += 1;
        if let Some(year) = report.year {
            *self.years.entry(year).or_default() += 1;
        }
        let names: Vec<(&str, String)> = [&report.organization, &report.signature.organization]
            .into_iter()
            .flatten()
            .map(|name| (name.as_str(), folded(name)))
            .collect();
        let exact = names.iter().find_map(|(_, name)| self.by_name.get(name).copied());
        let alike: Vec<Vec<usize>> = names.iter().map(|(_, name)| self.alike(name)).collect();
        let unit = exact.or_else(|| alike.iter().find(|units| units.len() == 1).map(|units| units[0]));
        if let Some(unit) = unit {
            let submitted = &mut self.units[unit].submitted;
            *submitted = match (*submitted, report.year) {
                (Submitted::Undated, _) | (_, None) => Submitted::Undated,
                (Submitted::On(latest, first), Some(year)) if latest >= year => Submitted::On(latest, first),
                (_, Some(year)) => Submitted::On(year, index),
            };
            return None;
        }
        let Some((name, own)) = names.first() else { return Some(None) };
        self.strangers.push(((*name).to_owned(), index));
        let hint = match alike.iter().find(|units| !units.is_empty()) {
            Some(several) => {
                let names = several.iter().take(LISTED).map(|&unit| self.quoted(unit)).collect();
                let separator =
                    Text { zh: word("summary.comma", Lang::Zh), en: word("summary.comma", Lang::En) };
                Message::new("batch.ambiguous").with("names", Argument::List(names, Arc::new(separator)))
            }
            None => match nearest(own, self.units.iter().map(|unit| unit.plain.as_str())) {
                Some(near) => {
                    let unit = self.by_name.get(near).map_or(near, |&unit| self.units[unit].name.as_str());
                    Message::new("batch.nearest").with("name", unit)
                }
                None => Message::new("batch.none"),
            },
        };
        Some(Some(((*name).to_owned(), hint)))
    }

    /// The units whose names have the same short form; where there is none, those of whose names one ends with the
    /// other, written out or short.
    fn alike(&self, name: &str) -> Vec<usize> {
        let short = short(name);
        let of_two = |name: &str| name.chars().nth(1).is_some();
        let end = |a: &str, b: &str| of_two(a) && of_two(b) && (a.ends_with(b) || b.ends_with(a));
        let those = |alike: &dyn Fn(&Unit) -> bool| -> Vec<usize> {
            self.units.iter().enumerate().filter(|(_, unit)| alike(unit)).map(|(index, _)| index).collect()
        };
        let same = those(&|unit| unit.short == short);
        if same.is_empty() { those(&|unit| end(&unit.plain, name) || end(&unit.short, &short)) } else { same }
    }

    fn quoted(&self, unit: usize) -> Argument {
        let name = self.units[unit].name.as_str();
        Argument::Message(Message::new("batch.quoted").with("name", name))
    }

    /// The year that reports are collected for: the latest that more than a few are on.
    pub(super) fn year(&self) -> Option<i32> {
        let several = self.years.iter().rev().find(|(_, reports)| **reports * SHARE >= self.reports);
        several.map(|(year, _)| *year)
    }

    /// The units without a report on the year, each with what could explain it.
    pub(super) fn missing<'s>(
        &'s self,
        inputs: &'s [Input],
    ) -> impl Iterator<Item = (&'s str, Message)> + 's {
        let year = self.year();
        let path = move |index: u32| inputs.get(index as usize).map(Input::name).unwrap_or_default();
        let unread: Vec<(String, u32)> =
            self.unread.iter().map(|&index| (folded(&path(index)), index)).collect();
        // Files whose names say nothing of whose they are.
        let nameless = |path: &str| self.units.iter().all(|unit| !path.contains(&unit.plain));
        let others = unread.iter().filter(|(path, _)| nameless(path)).count();
        self.units.iter().filter_map(move |unit| {
            let named = unread.iter().find(|(path, _)| path.contains(&unit.plain));
            let hint = match (unit.submitted, year) {
                (Submitted::Nothing, _) => {
                    let alike = || {
                        let name =
                            nearest(&unit.plain, self.strangers.iter().map(|(name, _)| name.as_str()))?;
                        self.strangers.iter().find(|(stranger, _)| stranger == name)
                    };
                    match (named, alike()) {
                        (Some(&(_, index)), _) => {
                            Message::new("batch.maybe_unread").with("path", path(index))
                        }
                        (None, Some((name, index))) => Message::new("batch.maybe_called")
                            .with("name", name.as_str())
                            .with("path", path(*index)),
                        (None, None) => Message::new("batch.none"),
                    }
                }
                (Submitted::On(latest, index), Some(year)) if latest < year => Message::new("batch.only_of")
                    .with("year", Argument::Text(year.to_string()))
                    .with("other", Argument::Text(latest.to_string()))
                    .with("path", path(index)),
                _ => return None,
            };
            let hint = match named {
                None if others > 0 => {
                    Message::new("batch.maybe_of_unread").with("hint", hint).with("n", others)
                }
                _ => hint,
            };
            Some((unit.name.as_str(), hint))
        })
    }
}

/// More candidates would not be read.
const LISTED: usize = 5;
