//! A report out of a document. In: forms and an outline. Out: the form that fits best and what the document
//! says under its headings and labels. Does not know arithmetic.

mod align;
mod alike;
mod caption;
mod cell;
mod choice;
mod columns;
mod figures;
mod filled;
mod folded;
mod grid;
mod identity;
mod lexicon;
mod matched;
mod rivals;
mod sections;
mod statements;
mod tables;
#[cfg(test)]
mod tests;
mod values;

use crate::form::Form;
use crate::outline::Outline;
use crate::place::{At, Place};
use crate::report::{FoundTable, Note, NoteKind, OtherReport, Report, Titled};
use figures::Figures;
use identity::Titles;
use matched::Match;
use sections::{Candidates, Headings};
use std::cmp::Reverse;
use tables::Tables;

/// Reads a document under the form that fits it best; without form where none fits.
pub fn extract<'f>(forms: &'f [Form], outline: &Outline) -> (Option<&'f Form>, Report) {
    let candidates = Candidates::of(outline);
    let titles = Titles::of(outline);
    // The likeliest form first: mostly the others can be told not to fit as well without a closer look.
    let mut order: Vec<(usize, &Form)> = forms.iter().enumerate().collect();
    order.sort_by_key(|(_, form)| Reverse(candidates.named_by(form)));
    let mut best: Option<(Fit, &Form, Reading)> = None;
    for (number, form) in order {
        let place = Reverse(number);
        let beaten = |best: &Option<(Fit, &Form, Reading)>, most: Fit| {
            best.as_ref().is_some_and(|(fit, ..)| *fit >= most)
        };
        // As nearly every form is where another one fits.
        let most = SECTIONS
            + if best.is_none() || titles.title(form, outline.lines.len()).is_some() { TITLE } else { 0 };
        if beaten(&best, Fit { all: most + TABLES, heads: most, place }) {
            continue;
        }
        let headings = Headings::find(form, outline, &candidates);
        let most = TITLE + share(headings.found.len(), form.sections.len(), SECTIONS);
        if beaten(&best, Fit { all: most + TABLES, heads: most, place }) {
            continue;
        }
        let heads = Heads::of(form, &titles, &candidates, outline, headings);
        let fit = heads.fit(form);
        // Tables cost most to look for.
        if beaten(&best, Fit { all: fit + TABLES, heads: fit, place }) {
            continue;
        }
        let reading = Reading::of(form, heads, &titles, outline);
        let fit = Fit { all: fit + reading.fit(form), heads: fit, place };
        if !beaten(&best, fit) {
            best = Some((fit, form, reading));
        }
    }
    match best {
        Some((fit, form, reading)) if fit.all >= LEAST_FIT => (Some(form), reading.report(form, outline)),
        nearest => {
            // Where nothing at all is of any form, none is nearer than another.
            let nearest = nearest.filter(|(fit, ..)| fit.all > 0).map(|(_, form, _)| form);
            (None, without_form(nearest, outline))
        }
    }
}

/// How well a form fits; the greatest is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    all: usize,
    /// What title and headings add to it.
    heads: usize,
    /// Of equals the form that comes first.
    place: Reverse<usize>,
}

/// Of a hundred: a form fits from here on.
const LEAST_FIT: usize = 25;
/// What a title alone is worth.
const TITLE: usize = 25;
/// What all sections are worth.
const SECTIONS: usize = 25;
/// So many headings of the form's sections make a report.
const SECTIONS_OF_A_REPORT: usize = 2;
/// What all tables are worth.
const TABLES: usize = 50;

fn share(part: usize, whole: usize, worth: usize) -> usize {
    part * worth / whole.max(1)
}

/// Title and headings under a form.
struct Heads {
    title: Option<identity::Title>,
    headings: Headings,
}

impl Heads {
    fn of(
        form: &Form,
        titles: &Titles,
        candidates: &Candidates,
        outline: &Outline,
        headings: Headings,
    ) -> Self {
        let line = |number: usize| headings.found.get(number).map_or(outline.lines.len(), |&(line, _)| line);
        let title = titles.title(form, line(0));
        if title.is_some() {
            return Self { title, headings };
        }
        // A line of the title may be worded like a heading: then it is none.
        let title = titles.title(form, line(1)).filter(|title| {
            let mut lines = outline.lines[title.lines.clone()].iter();
            title.lines.contains(&line(0)) && lines.all(|line| line.heading.is_none())
        });
        match &title {
            Some(own) => {
                let headings = Headings::find(form, outline, &candidates.after(own.lines.end));
                Self { title, headings }
            }
            None => Self { title, headings },
        }
    }

    fn fit(&self, form: &Form) -> usize {
        share(usize::from(self.title.is_some()), 1, TITLE)
            + share(self.headings.found.len(), form.sections.len(), SECTIONS)
    }
}

/// What a form makes of a document, before values are taken.
struct Reading<'f, 'd> {
    title: Option<identity::Title>,
    /// From the title, or where there is none from the period that the text states.
    year: Option<i32>,
    headings: Headings,
    figures: Figures<'f, 'd>,
    tables: Tables<'f>,
    /// Titles of other reports in the same file.
    other_titles: Vec<identity::Title>,
}

impl<'f, 'd> Reading<'f, 'd> {
    fn of(form: &'f Form, heads: Heads, titles: &Titles, outline: &Outline<'d>) -> Self {
        let Heads { title, headings } = heads;
        let own: Vec<usize> = headings.found.iter().map(|&(line, _)| line).collect();
        let year = title.as_ref().and_then(|title| title.year).or_else(|| identity::stated_year(outline));
        let figures = Figures::of(form, outline, &own, year);
        let tables = tables::find(form, &figures);
        let other_titles = title.as_ref().map_or_else(Vec::new, |title| titles.others(form, title));
        Self { title, year, headings, figures, tables, other_titles }
    }

    fn fit(&self, form: &Form) -> usize {
        share(self.tables.found.len(), form.table_ids().len(), TABLES)
    }

    fn report(self, form: &Form, outline: &Outline) -> Report {
        let mut notes = Vec::new();
        let title_lines = self.title.as_ref().map_or(0..0, |title| title.lines.clone());
        let (sections, passages) =
            sections::sections(Some(form), outline, &self.headings, title_lines.clone(), &mut notes);
        let year = self.year;
        let named = self.title.as_ref().and_then(|title| title.organization.clone());
        let signature = identity::signature(outline, named.as_deref());
        let titled = Titled {
            organization: named.is_some(),
            year: self.title.as_ref().is_some_and(|title| title.year.is_some()),
        };
        // Where the title names nobody, whoever signs reports.
        let organization = named.or_else(|| signature.organization.clone());
        let mut report = Report {
            title: self.title.as_ref().map(|title| title.text.clone()),
            organization,
            year,
            titled,
            signature,
            sections,
            passages,
            ..Report::default()
        };
        for found in &self.tables.found {
            let spec = &form.tables[found.table];
            let place = self.place(found);
            report.tables.push(FoundTable {
                id: spec.id.clone(),
                edition: spec.edition.clone(),
                place: place.clone(),
            });
            let (values, more) = values::values(found, &self.figures);
            report.values.extend(values);
            notes.extend(more);
            notes.extend(self.layout_notes(form, found, outline, &place));
            if self.is_of_other_year(found) {
                let printed =
                    found.rows.first().and_then(|row| self.figures.year_words((row.group, row.row)));
                notes.push(Note {
                    kind: NoteKind::Doubtful,
                    id: Some(spec.id.clone()),
                    printed,
                    place: Some(place.clone()),
                });
            }
            if let (Some(edition), Some(year)) = (&spec.edition, year)
                && !spec.is_for(year)
            {
                notes.push(Note {
                    kind: NoteKind::Edition,
                    id: Some(spec.id.clone()),
                    printed: Some(edition.clone()),
                    place: Some(place),
                });
            }
        }
        let told = statements::statements(form, outline, &self.headings, &title_lines, &report);
        (report.statements, report.listings, report.rates) = (told.statements, told.listings, told.rates);
        notes.extend(missing_tables(form, &report));
        report.others = self.others(form, outline);
        for again in &self.tables.again {
            let other =
                report.others.is_empty() && !self.is_of_other_year(again) && self.differs(again, &mut report);
            notes.push(Note {
                kind: if other { NoteKind::Conflicting } else { NoteKind::Repeated },
                id: Some(form.tables[again.table].id.clone()),
                printed: None,
                place: Some(self.place(again)),
            });
        }
        notes.extend(not_read(outline));
        report.notes = notes;
        report
    }

    /// Other reports in the same file: by their titles, or by a second set of tables.
    fn others(&self, form: &Form, outline: &Outline) -> Vec<OtherReport> {
        // One table printed twice is a slip; all of them are a second report.
        let again = self.tables.again.iter().filter(|again| !self.is_of_other_year(again)).count();
        let whole_set = again == self.tables.found.len() && self.tables.found.len() > 1;
        // A title begins a report only where sections that were there before come again after it, or all tables do: a
        // list of earlier reports, a link or a sentence does not.
        let begins = |title: &&identity::Title| {
            let first = self.title.as_ref().map_or(0, |title| title.lines.end);
            let before = sections::named(form, outline, first..title.lines.start);
            let behind = sections::named(form, outline, title.lines.end..outline.lines.len());
            let mut again = self.tables.again.iter();
            let tables = whole_set && again.all(|again| self.stands_behind(again, title.lines.end, outline));
            tables || before.intersection(&behind).count() >= SECTIONS_OF_A_REPORT
        };
        let titled = self.other_titles.iter().filter(begins).filter_map(|title| {
            let place = outline.lines.get(title.lines.start)?.place.clone();
            Some(OtherReport { title: Some(title.text.clone()), place })
        });
        let others: Vec<OtherReport> = titled.collect();
        match self.tables.again.first() {
            Some(first) if others.is_empty() && whole_set => {
                vec![OtherReport { title: None, place: self.place(first) }]
            }
            _ => others,
        }
    }

    /// Whether a table stands behind a line.
    fn stands_behind(&self, found: &Match, line: usize, outline: &Outline) -> bool {
        let grids = found.rows.first().map(|row| self.figures.grid(row.group).index);
        grids.and_then(|index| outline.tables.get(index)).is_some_and(|standing| standing.after >= line)
    }

    /// Whether a table is said to be of another year than the report, and no part of it to be of the report's own.
    fn is_of_other_year(&self, found: &Match) -> bool {
        let years = found.rows.iter().filter_map(|row| self.figures.named_year((row.group, row.row)));
        let mut others = years.map(|year| self.figures.is_other(year)).peekable();
        others.peek().is_some() && others.all(|other| other)
    }

    /// Whether a table that is there once more holds other figures than those read, which are then in doubt. One
    /// without any figure does not.
    fn differs(&self, again: &Match, report: &mut Report) -> bool {
        let (second, _) = values::values(again, &self.figures);
        if second.iter().all(|value| value.value.is_none()) {
            return false;
        }
        let mut differs = false;
        for other in second {
            let own = report.values.iter_mut().find(|value| value.cell == other.cell);
            if let Some(own) =
                own.filter(|own| own.value.unwrap_or_default() != other.value.unwrap_or_default())
            {
                own.doubtful = true;
                differs = true;
            }
        }
        differs
    }

    /// Where a table of the form begins in the document.
    fn place(&self, found: &Match) -> Place {
        let first = found.rows.first().map(|row| self.figures.grid(row.group).table.place.clone());
        first.unwrap_or(Place::body(At::Table(0)))
    }

    /// A note where a table stands under another heading, is cut, or is laid out in its own way.
    fn layout_notes(&self, form: &Form, found: &Match, outline: &Outline, place: &Place) -> Vec<Note> {
        let spec = &form.tables[found.table];
        let mut grids: Vec<usize> = found.rows.iter().map(|row| self.figures.grid(row.group).index).collect();
        grids.dedup();
        let section = grids.first().and_then(|&i| self.headings.around(outline.tables[i].after));
        let elsewhere = section.is_some_and(|section| form.sections[section].id != spec.section);
        let inherited = found
            .columns
            .iter()
            .any(|(&(group, _), under)| under.inherited && found.rows.iter().any(|row| row.group == group));
        let unusual = found.moved
            || elsewhere
            || grids.len() > 1
            || !found.layout.official && spec.blocks.len() > 1
            || inherited;
        let note = Note {
            kind: NoteKind::Layout,
            id: Some(spec.id.clone()),
            printed: None,
            place: Some(place.clone()),
        };
        unusual.then_some(note).into_iter().collect()
    }
}

/// A note for each table of the form that was not found at all.
fn missing_tables(form: &Form, report: &Report) -> Vec<Note> {
    let missing = form.table_ids().into_iter().filter(|id| report.tables.iter().all(|table| table.id != *id));
    missing
        .map(|id| Note { kind: NoteKind::Missing, id: Some(id.to_owned()), printed: None, place: None })
        .collect()
}

/// What the reader met and could not read.
fn not_read(outline: &Outline) -> Vec<Note> {
    // `source` says that a file was converted; nothing in it went unread.
    let notes = outline.document.notes.iter().filter(|note| note.kind != "converted");
    notes
        .map(|note| Note {
            kind: NoteKind::NotRead,
            id: Some(note.kind.to_owned()),
            printed: Some(note.detail.clone()).filter(|detail| !detail.is_empty()),
            place: note.place.clone(),
        })
        .collect()
}

/// A document that no form fits: its sections are kept, the nearest form is named.
fn without_form(nearest: Option<&Form>, outline: &Outline) -> Report {
    let mut notes = vec![Note {
        kind: NoteKind::NoForm,
        id: nearest.map(|form| form.id.clone()),
        printed: None,
        place: None,
    }];
    let (sections, _) = sections::sections(None, outline, &Headings::default(), 0..0, &mut notes);
    notes.extend(not_read(outline));
    Report { signature: identity::signature(outline, None), sections, notes, ..Report::default() }
}
