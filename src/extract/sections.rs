//! Sections by their headings. In: a form's sections and an outline. Out: the sections of the report in
//! document order, with all text outside tables. Does not know tables.

use super::align::{Gaps, align};
use crate::form::{self, Form};
use crate::label::{Label, Likeness, SAME};
use crate::numeral::{OrdinalStyle, after_year, leading_ordinal};
use crate::outline::{Line, Outline};
use crate::report::{Note, NoteKind, Passage, PassageKind, Section};
use std::collections::BTreeSet;
use std::iter::Peekable;

/// Which line is the heading of which section of the form.
#[derive(Debug, Clone, Default)]
pub(super) struct Headings {
    /// Line and index into [`Form::sections`], by line.
    pub found: Vec<(usize, usize)>,
}

/// A numbered heading is taken for a section of the form from this likeness on, the least of all that count …
const NUMBERED: Likeness = 600;
/// … and a line without number only when it says nothing else.
const UNNUMBERED: Likeness = 900;
/// … unless no heading of the document is numbered.
const BARE: Likeness = 700;
/// Longest line without number that can be a heading.
const LONGEST: usize = 40;
/// What it is worth when the ordinal is the official one.
const SAME_ORDINAL: i64 = 100;

/// Lines that may be headings, the same for every form.
pub(super) struct Candidates {
    all: Vec<Candidate>,
}

#[derive(Clone)]
struct Candidate {
    line: usize,
    labels: Vec<Label>,
    ordinal: Option<u64>,
}

impl Candidates {
    pub(super) fn of(outline: &Outline) -> Self {
        let candidate = |(line, of): (usize, &Line)| {
            let labels = titles(of)?;
            Some(Candidate { line, labels, ordinal: of.heading.as_ref().and_then(|h| ordinal(h.number)) })
        };
        Self { all: outline.lines.iter().enumerate().filter_map(candidate).collect() }
    }

    /// Those from a line on.
    pub(super) fn after(&self, line: usize) -> Self {
        Self { all: self.all.iter().filter(|candidate| candidate.line >= line).cloned().collect() }
    }

    /// How many of them are headings of the form's sections to the letter.
    pub(super) fn named_by(&self, form: &Form) -> usize {
        let labels = |candidate: &&Candidate| {
            candidate.labels.iter().any(|label| form.headings.same(label).next().is_some())
        };
        self.all.iter().filter(labels).count()
    }
}

/// A line that may be a heading of the form at hand.
struct Likely<'c> {
    candidate: &'c Candidate,
    /// How alike it is to each section, where that is enough for a heading at all; else 0.
    likeness: Vec<Likeness>,
}

impl Headings {
    /// Finds the form's headings, in order; then those out of order that are beyond doubt.
    pub(super) fn find<'c>(form: &Form, outline: &Outline, candidates: &'c Candidates) -> Self {
        let likely = |candidate: &'c Candidate| {
            // A heading that is one section's to the letter is no slip of another's, unless that is nearly the same.
            let exact = candidate.labels.iter().any(|label| form.headings.same(label).next().is_some());
            let least = if exact { UNNUMBERED } else { NUMBERED };
            let likeness: Vec<Likeness> =
                form.sections.iter().map(|section| likeness(section, candidate, least)).collect();
            likeness.iter().any(|&likeness| likeness > 0).then_some(Likely { candidate, likeness })
        };
        let candidates: Vec<Likely> = candidates.all.iter().filter_map(likely).collect();
        let ordinals: Vec<Option<u64>> =
            form.sections.iter().map(|section| ordinal(&section.heading)).collect();
        let habit = Habit::of(&ordinals, outline, &candidates);
        let gain = |i: usize, j: usize| {
            let Likely { candidate, likeness } = &candidates[i];
            // A heading that is one section's to the letter is no slip of another's.
            let another = likeness[j] < SAME && likeness.contains(&SAME);
            let same = candidate.ordinal == ordinals[j];
            if another { None } else { gain(&outline.lines[candidate.line], likeness[j], same, habit) }
        };
        let line = |i: usize| candidates[i].candidate.line;
        let gaps = Gaps { first: 0, second: 0 };
        // Read backwards, so that of two equal headings (a table of contents without page numbers, then the
        // heading itself) the later one is taken.
        let (last, end) = (candidates.len().wrapping_sub(1), form.sections.len().wrapping_sub(1));
        let aligned = align(candidates.len(), form.sections.len(), gaps, |i, j| gain(last - i, end - j));
        let mut found: Vec<(usize, usize)> =
            aligned.pairs.iter().map(|&(i, j)| (line(last - i), end - j)).collect();
        // Out of order only what is numbered like the headings found in order: the sub-headings of one section are
        // often worded like another section.
        let style = |line: usize| outline.lines[line].heading.as_ref().and_then(|heading| heading.style);
        let styles: Vec<Option<OrdinalStyle>> = found.iter().map(|&(line, _)| style(line)).collect();
        for section in 0..form.sections.len() {
            if found.iter().any(|&(_, j)| j == section) {
                continue;
            }
            let free = |line: usize| found.iter().all(|&(taken, _)| taken != line);
            let certain = (0..candidates.len())
                .filter(|&i| free(line(i)))
                .filter(|&i| styles.is_empty() || styles.contains(&style(line(i))))
                .find(|&i| gain(i, section).is_some_and(|gain| gain >= i64::from(UNNUMBERED)));
            found.extend(certain.map(|i| (line(i), section)));
        }
        found.sort_unstable();
        Self { found }
    }

    /// The section of the form that line `at` belongs to.
    pub(super) fn around(&self, at: usize) -> Option<usize> {
        self.found.iter().take_while(|&&(line, _)| line < at).last().map(|&(_, section)| section)
    }
}

/// How the chief headings of a document are written, told by those that are beyond doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// With ordinals of chief sections, as the form has them.
    Numbered,
    /// （一）
    Bracketed,
    /// Without any ordinal.
    Bare,
}

impl Habit {
    fn of(ordinals: &[Option<u64>], outline: &Outline, candidates: &[Likely]) -> Self {
        let (mut chief, mut bracketed, mut bare) = (0, 0, 0);
        for Likely { candidate, likeness } in candidates {
            let heading = outline.lines[candidate.line].heading.as_ref();
            let mut sections =
                (0..likeness.len()).filter(|&section| likeness[section] >= UNNUMBERED).peekable();
            match heading.map(|heading| heading.style) {
                _ if sections.peek().is_none() => {}
                None => bare += 1,
                Some(Some(OrdinalStyle::ChineseBracketed)) => {
                    bracketed += usize::from(sections.any(|section| ordinals[section] == candidate.ordinal));
                }
                Some(_) => chief += 1,
            }
        }
        if bracketed > 1 {
            Self::Bracketed
        } else if bare > 1 && chief == 0 {
            Self::Bare
        } else {
            Self::Numbered
        }
    }
}

/// What a line says as a heading: all of it, and what follows the body and year it begins with.
fn titles(line: &Line) -> Option<Vec<Label>> {
    let title = match &line.heading {
        Some(heading) => heading.title,
        None if line.contents || line.text.is_empty() => return None,
        None if line.text.contains('。') || line.text.chars().count() > LONGEST => return None,
        None => line.text,
    };
    Some(std::iter::once(title).chain(after_year(title)).map(Label::new).collect())
}

/// The sections of the form whose headings stand on these lines to the letter.
pub(super) fn named(form: &Form, outline: &Outline, lines: std::ops::Range<usize>) -> BTreeSet<usize> {
    let lines = outline.lines.get(lines).unwrap_or_default();
    let labels = lines.iter().filter_map(titles).flatten();
    labels.flat_map(|label| form.headings.same(&label).collect::<Vec<_>>()).collect()
}

/// How alike a line is to the heading of a section, where that is no less than `least`; else 0.
fn likeness(section: &form::Section, candidate: &Candidate, least: Likeness) -> Likeness {
    let of = |wording: &Label| {
        let all = candidate.labels.iter().map(|label| wording.likeness_from(label, least));
        all.max().unwrap_or(0)
    };
    section.wordings.iter().map(of).max().unwrap_or(0)
}

/// The value of a heading's ordinal.
fn ordinal(text: &str) -> Option<u64> {
    leading_ordinal(&format!("{text} ")).map(|ordinal| ordinal.value)
}

/// What a line is worth as the heading of a section; `same_ordinal` says whether it has the section's own.
fn gain(line: &Line, likeness: Likeness, same_ordinal: bool, habit: Habit) -> Option<i64> {
    let heading = line.heading.as_ref();
    let chief = heading.and_then(|heading| heading.style).is_some_and(|style| {
        match style {
            // Arabic ordinals are those of sub-headings where the chief ones stand in brackets.
            OrdinalStyle::ChineseBracketed => habit == Habit::Bracketed,
            OrdinalStyle::Arabic => habit != Habit::Bracketed,
            style => is_chief(style),
        }
    });
    let needed = match heading {
        _ if chief => NUMBERED,
        Some(heading) if heading.style.is_none() => NUMBERED,
        None if habit == Habit::Bare => BARE,
        _ => UNNUMBERED,
    };
    let official = heading.is_some() && same_ordinal;
    let same = chief && official;
    // A sub-heading worded like a section is none, unless it has the section's own number.
    let below = heading.is_some_and(|heading| heading.style.is_some()) && !chief && !official;
    (likeness >= needed && !below).then(|| i64::from(likeness) + if same { SAME_ORDINAL } else { 0 })
}

/// Ordinals that the chief sections of a report have.
fn is_chief(style: OrdinalStyle) -> bool {
    matches!(style, OrdinalStyle::Chinese | OrdinalStyle::Part | OrdinalStyle::Arabic)
}

/// Cuts the text outside tables into sections, and into the paragraphs of each; `skip` are the lines of the title.
pub(super) fn sections(
    form: Option<&Form>,
    outline: &Outline,
    headings: &Headings,
    skip: std::ops::Range<usize>,
    notes: &mut Vec<Note>,
) -> (Vec<Section>, Vec<Passage>) {
    let mut sections: Vec<Section> = Vec::new();
    let mut passages: Vec<Passage> = Vec::new();
    let mut tables = outline.tables.iter().map(|standing| standing.after).peekable();
    for (i, line) in outline.lines.iter().enumerate() {
        stand(&mut sections, &mut tables, i);
        let passage =
            |kind, section| Passage { text: line.text.to_owned(), place: line.place.clone(), kind, section };
        if skip.contains(&i) {
            passages.extend((!line.text.is_empty()).then(|| passage(PassageKind::Title, None)));
            continue;
        }
        let own = headings.found.iter().find(|&&(at, _)| at == i).map(|&(_, section)| section);
        let id = own.and_then(|section| Some(form?.sections[section].id.clone()));
        match (&line.heading, &id) {
            (Some(heading), _) => {
                if let (Some(form), None, Some(OrdinalStyle::Chinese | OrdinalStyle::Part)) =
                    (form, &id, heading.style)
                {
                    notes.push(extra(form, line, heading.title));
                }
                sections.push(Section {
                    level: if id.is_some() { 1 } else { 2 },
                    id,
                    number: Some(heading.number.to_owned()).filter(|number| !number.is_empty()),
                    title: Some(heading.title.to_owned()),
                    text: heading.body.trim().to_owned(),
                    place: line.place.clone(),
                    tables: 0,
                });
            }
            (None, Some(_)) => sections.push(Section {
                id,
                level: 1,
                number: None,
                title: Some(line.text.to_owned()),
                text: String::new(),
                place: line.place.clone(),
                tables: 0,
            }),
            (None, None) if !line.text.is_empty() || !line.number.is_empty() => {
                if sections.is_empty() {
                    sections.push(preface(line));
                }
                if let Some(section) = sections.last_mut() {
                    append(&mut section.text, line);
                }
            }
            (None, None) => {}
        }
        if !line.text.is_empty() {
            let heading = line.heading.is_some() || own.is_some();
            let kind = if heading { PassageKind::Heading } else { PassageKind::Text };
            passages.push(passage(kind, sections.len().checked_sub(1)));
        }
    }
    stand(&mut sections, &mut tables, outline.lines.len());
    (sections, passages)
}

/// Counts the tables before line `at` to the section that they stand in.
fn stand(sections: &mut [Section], tables: &mut Peekable<impl Iterator<Item = usize>>, at: usize) {
    while tables.next_if(|&after| after <= at).is_some() {
        if let Some(section) = sections.last_mut() {
            section.tables += 1;
        }
    }
}

fn preface(line: &Line) -> Section {
    Section {
        id: Some("preface".to_owned()),
        level: 0,
        number: None,
        title: None,
        text: String::new(),
        place: line.place.clone(),
        tables: 0,
    }
}

fn append(text: &mut String, line: &Line) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line.number);
    text.push_str(line.text);
}

/// A heading that looks like one of the form's own and is none.
fn extra(form: &Form, line: &Line, title: &str) -> Note {
    let label = Label::new(title);
    let near = form.headings.same(&label).next().is_some();
    Note {
        kind: if near { NoteKind::Repeated } else { NoteKind::Extra },
        id: None,
        printed: Some(title.to_owned()),
        place: Some(line.place.clone()),
    }
}
