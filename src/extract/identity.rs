//! Who reports on which year, and who signs. In: a form's title patterns and an outline. Out: title,
//! organization, year, signature. Does not know sections or tables.

use crate::form::Form;
use crate::numeral::{calendar_date, covered_year, folded, is_blank, short_year, year};
use crate::outline::{Line, Outline};
use crate::report::Signature;
use std::ops::Range;

/// A title found in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// Its paragraphs, joined as printed.
    pub text: String,
    /// The reporting body.
    pub organization: Option<String>,
    /// The year reported on.
    pub year: Option<i32>,
    /// The lines it takes up; empty where it stands in a table.
    pub lines: Range<usize>,
}

/// Longer texts, in bytes, are no titles.
const LONGEST_TITLE: usize = 400;
/// A title takes up no more paragraphs than this.
const PARAGRAPHS: usize = 4;
/// And begins among the first lines with text.
const FIRST: usize = 12;

/// The lines of a document, among which titles are looked for.
pub(super) struct Titles<'o, 'd> {
    outline: &'o Outline<'d>,
    /// The lines in half width, without white space; nothing for those too long for a title.
    folded: Vec<String>,
    /// All lines that can be part of the title.
    beginning: String,
}

impl<'o, 'd> Titles<'o, 'd> {
    pub(super) fn of(outline: &'o Outline<'d>) -> Self {
        let short = |text: &str| if text.len() <= LONGEST_TITLE { folded(text) } else { String::new() };
        let folded: Vec<String> = outline.lines.iter().map(|line| short(line.text)).collect();
        let filled = (0..folded.len()).filter(|&i| !outline.lines[i].text.is_empty());
        let beginning = filled.take(FIRST + PARAGRAPHS).map(|i| folded[i].as_str()).collect();
        Self { outline, folded, beginning }
    }

    /// Finds the title: one that names an organization before one that does not, then the one on fewest lines,
    /// then the first. `end` is the line of the first heading.
    pub(super) fn title(&self, form: &Form, end: usize) -> Option<Title> {
        let end = end.min(self.outline.lines.len());
        let mut best: Option<((bool, usize), Title)> = None;
        if !form.titles.iter().any(|pattern| pattern.may_fit(&self.beginning)) {
            return in_table(form, self.outline);
        }
        for start in self.filled(0..end).take(FIRST) {
            for (length, last) in (1..=PARAGRAPHS).zip(self.filled(start..end)) {
                let Some(title) = self.parse(form, start..last + 1) else { continue };
                let key = (title.organization.is_none(), length);
                if key == (false, 1) {
                    return Some(title);
                }
                if best.as_ref().is_none_or(|(best, _)| key < *best) {
                    best = Some((key, title));
                }
            }
        }
        best.map(|(_, title)| title).or_else(|| in_table(form, self.outline))
    }

    /// Titles of other bodies or years, anywhere after the title itself. The same title printed again is none, and
    /// neither is one whose body only adds to or leaves out part of the name.
    pub(super) fn others(&self, form: &Form, first: &Title) -> Vec<Title> {
        let mut titles: Vec<Title> = Vec::new();
        let mut i = first.lines.end;
        while i < self.outline.lines.len() {
            // Long runs of empty lines are passed over once, not once from each of their lines.
            if self.outline.lines[i].text.is_empty() {
                i += 1;
                continue;
            }
            let on_one = self.title_at(form, i, 1);
            // A line before the title (the date that ends the first report) is no part of it.
            let next_alone =
                || self.title_at(form, i + 1, 1).is_some_and(|title| title.organization.is_some());
            let found = on_one.or_else(|| self.title_at(form, i, 2).filter(|_| !next_alone()));
            match found {
                Some(title) => {
                    i = title.lines.end;
                    let known = std::iter::once(first).chain(&titles).any(|known| known.is_same(&title));
                    if !known && title.organization.is_some() {
                        titles.push(title);
                    }
                }
                None => i += 1,
            }
        }
        titles
    }

    /// A title on `count` lines with text from `start` on, none of them a heading or a whole paragraph.
    fn title_at(&self, form: &Form, start: usize, count: usize) -> Option<Title> {
        const LONGEST: usize = 60;
        let range = start..self.filled(start..self.outline.lines.len()).nth(count - 1)? + 1;
        let of_a_title =
            |line: &Line| line.heading.is_none() && !line.contents && line.text.chars().count() <= LONGEST;
        self.outline.lines[range.clone()].iter().all(of_a_title).then(|| self.parse(form, range)).flatten()
    }

    /// The lines with text.
    fn filled(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        range.filter(|&i| !self.outline.lines[i].text.is_empty())
    }

    /// The title that lines make, read as one.
    fn parse(&self, form: &Form, range: Range<usize>) -> Option<Title> {
        let lines = &self.outline.lines[range.clone()];
        if lines.iter().map(|line| line.text.len()).sum::<usize>() > LONGEST_TITLE {
            return None;
        }
        let (organization, year) = parse(form, &self.folded[range.clone()].concat())?;
        let text = lines.iter().map(|line| line.text).collect();
        Some(Title { text, organization, year, lines: range })
    }
}

impl Title {
    fn is_same(&self, other: &Title) -> bool {
        let part = |a: &str, b: &str| a.ends_with(b) || b.ends_with(a);
        let names = (self.organization.as_deref(), other.organization.as_deref());
        self.year == other.year && matches!(names, (Some(a), Some(b)) if part(a, b))
    }
}

/// A title in a cell of one of the first tables.
fn in_table(form: &Form, outline: &Outline) -> Option<Title> {
    const CELLS: usize = 8;
    let cells = outline.tables.iter().take(2).flat_map(|standing| standing.table.cells.iter().take(CELLS));
    let mut texts = cells.map(|cell| cell.text.replace('\n', ""));
    texts.find_map(|text| {
        if text.len() > LONGEST_TITLE {
            return None;
        }
        let (organization, year) = parse(form, &folded(&text))?;
        Some(Title { text, organization, year, lines: 0..0 })
    })
}

/// Body and year in the words of a title, in half width and without white space.
fn parse(form: &Form, plain: &str) -> Option<(Option<String>, Option<i32>)> {
    form.titles.iter().find_map(|pattern| {
        let found = pattern.regex_for(plain)?.captures(plain)?;
        let organization =
            found.name("organization").map(|m| m.as_str().to_owned()).filter(|name| !name.is_empty());
        let stated = found.name("year").and_then(|m| year(m.as_str()).or_else(|| short_year(m.as_str())));
        Some((organization, stated))
    })
}

/// The year that the text says it covers, if it says so of one year only.
pub(super) fn stated_year(outline: &Outline) -> Option<i32> {
    let mut years = outline.lines.iter().filter_map(|line| covered_year(line.text));
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// Longest name of a body that signs, in characters.
const NAME: usize = 40;
/// How many lines from the end a signature may stand.
const LAST: usize = 8;

/// Finds the signing body and the date among the last lines.
pub(super) fn signature(outline: &Outline, organization: Option<&str>) -> Signature {
    let filled: Vec<&Line> = outline.lines.iter().filter(|line| !line.text.is_empty()).collect();
    let last = &filled[filled.len().saturating_sub(LAST)..];
    for (i, line) in last.iter().enumerate().rev() {
        let place = Some(line.place.clone());
        // A line with both, or the date alone with the body above (or below) it.
        if let Some(date) = calendar_date(line.text) {
            let above = i.checked_sub(1).and_then(|above| name(last[above]));
            let below = || last.get(i + 1).and_then(|line| name(line));
            return Signature { organization: above.or_else(below), date: Some(date), place };
        }
        if let Some((body, date)) = body_and_date(line.text) {
            return Signature { organization: Some(body), date: Some(date), place };
        }
    }
    // Without a date only a line that repeats the title's organization is a signature.
    let body = last.last().and_then(|line| name(line)).filter(|body| {
        organization
            .is_some_and(|organization| body.ends_with(organization) || organization.ends_with(body.as_str()))
    });
    let place = last.last().filter(|_| body.is_some()).map(|line| line.place.clone());
    Signature { organization: body, date: None, place }
}

fn name(line: &Line) -> Option<String> {
    let text = line.text.trim_start_matches(['（', '(']).trim_end_matches(['）', ')', '：', ':']);
    let name: String = text.chars().filter(|&c| !is_blank(c)).collect();
    let plain = !name.contains(['。', '；', '，', '、', '：', '《']) && line.heading.is_none();
    (plain && !name.is_empty() && name.chars().count() <= NAME).then_some(name)
}

fn body_and_date(text: &str) -> Option<(String, String)> {
    let start = text
        .char_indices()
        .map(|(i, _)| i)
        .skip(1)
        .find(|&i| text[..i].ends_with(is_blank) && calendar_date(&text[i..]).is_some())?;
    let body: String = text[..start].chars().filter(|&c| !is_blank(c)).collect();
    let plain = !body.contains(['。', '；', '，', '：']) && body.chars().count() <= NAME;
    Some((body, calendar_date(&text[start..])?)).filter(|_| plain)
}
