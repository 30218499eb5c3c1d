//! A form file proved sound. In: TOML. Out: a form with its rules resolved to cells, or every mistake with
//! line, column and the nearest id. Does not know documents.

use super::file::{BlockFile, FormFile, TableFile};
use super::rule;
use super::{Block, Fault, Form, Kind, Line, LineUnit, Section, Table};
use crate::label::{Index, Label, nearest};
use crate::message::{Message, Text};
use crate::numeral::Unit;
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;

/// Reads a form file; every mistake is reported, not just the first. The patterns of a trusted form are
/// compiled when they are first needed.
pub(super) fn resolve(toml: &str, trusted: bool) -> Result<Form, Vec<Fault>> {
    let file: FormFile = match toml::from_str(toml) {
        Ok(file) => file,
        Err(error) => {
            let at = error.span().map_or(0, |span: Range<usize>| span.start);
            let message = Message::new("form.toml").with("detail", error.message());
            return Err(vec![fault(toml, at, message)]);
        }
    };
    let mut resolver = Resolver { toml, trusted, faults: Vec::new() };
    let form = resolver.form(&file);
    if resolver.faults.is_empty() {
        Ok(form)
    } else {
        resolver.faults.sort_by_key(|fault| (fault.line, fault.column));
        Err(resolver.faults)
    }
}

fn fault(toml: &str, at: usize, message: Message) -> Fault {
    let before = toml.get(..at).unwrap_or(toml);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    Fault { line, column, message }
}

pub(super) struct Resolver<'a> {
    toml: &'a str,
    pub(super) trusted: bool,
    faults: Vec<Fault>,
}

pub(super) fn word(name: &str) -> Message {
    Message::new(&format!("form_word.{name}"))
}

impl Resolver<'_> {
    pub(super) fn report(&mut self, at: usize, message: Message) {
        self.faults.push(fault(self.toml, at, message));
    }

    pub(super) fn unknown<'c>(
        &mut self,
        name: &Spanned<String>,
        what: &str,
        place: Message,
        known: impl IntoIterator<Item = &'c str>,
    ) {
        let message = match nearest(name.get_ref(), known) {
            Some(nearest) => Message::new("form.unknown_nearest").with("nearest", nearest),
            None => Message::new("form.unknown"),
        };
        let message =
            message.with("where", place).with("what", word(what)).with("id", name.get_ref().as_str());
        self.report(name.span().start, message);
    }

    /// What a name stands for among those that gouji knows.
    pub(super) fn choice<T: Copy>(
        &mut self,
        what: &str,
        name: &Spanned<String>,
        known: &[(&str, T)],
    ) -> Option<T> {
        let found = known.iter().find(|(known, _)| known == name.get_ref());
        if found.is_none() {
            self.unknown(name, what, word("gouji"), known.iter().map(|&(known, _)| known));
        }
        found.map(|&(_, found)| found)
    }

    /// Where the text of a string begins, behind its opening quotes.
    pub(super) fn inside(&self, string: &Spanned<String>) -> usize {
        let start = string.span().start;
        let written = self.toml.get(start..).unwrap_or_default();
        let long = written.starts_with("\"\"\"") || written.starts_with("'''");
        start + if long { 3 } else { 1 }
    }

    pub(super) fn unique<'n>(&mut self, what: &str, names: impl IntoIterator<Item = &'n Spanned<String>>) {
        let mut seen = HashSet::new();
        for name in names {
            self.well_formed(name);
            if !seen.insert(name.get_ref().as_str()) {
                let message = Message::new("form.duplicate")
                    .with("what", word(what))
                    .with("id", name.get_ref().as_str());
                self.report(name.span().start, message);
            }
        }
    }

    fn well_formed(&mut self, id: &Spanned<String>) {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.');
        if id.get_ref().is_empty() || !id.get_ref().chars().all(allowed) {
            self.report(id.span().start, Message::new("form.bad_id").with("id", id.get_ref().as_str()));
        } else if id.get_ref().starts_with(rule::LAST) {
            self.report(id.span().start, Message::new("form.reserved_id").with("id", id.get_ref().as_str()));
        }
    }

    fn form(&mut self, file: &FormFile) -> Form {
        self.unique("section", file.section.iter().map(|section| &section.id));
        self.unique("rule", file.rule.iter().map(|rule| &rule.id));
        let sections: Vec<Section> = file
            .section
            .iter()
            .map(|section| Section {
                id: section.id.get_ref().clone(),
                heading: section.heading.clone(),
                wordings: std::iter::once(&section.heading)
                    .chain(&section.aliases)
                    .map(|text| Label::new(text))
                    .collect(),
            })
            .collect();
        let mut tables: Vec<Table> = file.table.iter().map(|table| self.table(table, &sections)).collect();
        let (distinct_labels, labels) = number_labels(&mut tables);
        for (i, table) in file.table.iter().enumerate() {
            if file.table[..i].iter().any(|other| other.id == table.id && other.edition == table.edition) {
                let message = Message::new("form.duplicate")
                    .with("what", word("table"))
                    .with("id", table.id.get_ref().as_str());
                self.report(table.id.span().start, message);
            }
        }
        let rules = file.rule.iter().filter_map(|rule| self.rule(rule, &sections, &tables)).collect();
        let bodies = self.bodies(&file.bodies);
        let titles = file.title.patterns.iter().filter_map(|pattern| self.title(pattern)).collect();
        let narrative = self.narrative(file, &sections, &tables);
        Form {
            id: file.id.clone(),
            version: file.version.clone(),
            name: file.name.clone(),
            source: self.toml.to_owned(),
            titles,
            sections,
            tables,
            distinct_labels,
            labels,
            bodies,
            rules,
            off: Vec::new(),
            narrative,
        }
    }

    fn title(&mut self, pattern: &Spanned<String>) -> Option<Regex> {
        match Regex::new(pattern.get_ref()) {
            Err(error) => {
                let detail = error.to_string();
                let detail = detail.lines().last().unwrap_or_default().to_owned();
                self.report(pattern.span().start, Message::new("form.bad_pattern").with("detail", detail));
                None
            }
            Ok(regex) => {
                for group in ["organization", "year"] {
                    if !regex.capture_names().flatten().any(|name| name == group) {
                        self.report(
                            pattern.span().start,
                            Message::new("form.pattern_groups").with("id", group),
                        );
                    }
                }
                Some(regex)
            }
        }
    }

    fn table(&mut self, file: &TableFile, sections: &[Section]) -> Table {
        self.well_formed(&file.id);
        if !sections.iter().any(|section| section.id == *file.section.get_ref()) {
            self.unknown(
                &file.section,
                "section",
                word("form"),
                sections.iter().map(|section| section.id.as_str()),
            );
        }
        let years = self.span_of_years(file.years.as_ref());
        let mut blocks: Vec<Block> = file.block.iter().map(|block| self.block(block)).collect();
        self.attributes(file, &mut blocks);
        let table = Table {
            id: file.id.get_ref().clone(),
            edition: file.edition.clone(),
            years,
            section: file.section.get_ref().clone(),
            name: Arc::new(file.name.clone()),
            blocks,
        };
        if table.cells().next().is_none() {
            self.report(file.id.span().start, Message::new("form.no_figures").with("id", table.id.as_str()));
        }
        table
    }

    /// `[first]` or `[first, last]`.
    pub(super) fn span_of_years(&mut self, years: Option<&Spanned<Vec<i32>>>) -> (Option<i32>, Option<i32>) {
        let Some(years) = years else { return (None, None) };
        match *years.get_ref().as_slice() {
            [first] => (Some(first), None),
            [first, last] => (Some(first), Some(last)),
            _ => {
                self.report(years.span().start, Message::new("form.bad_years"));
                (None, None)
            }
        }
    }

    fn block(&mut self, file: &BlockFile) -> Block {
        let mut lines = |what, lines: &[Spanned<Vec<Spanned<String>>>]| {
            self.unique(what, lines.iter().filter_map(|line| line.get_ref().first()));
            lines.iter().filter_map(|line| self.line(line, lines.len() == 1)).collect()
        };
        Block {
            rows: lines("row", &file.rows),
            columns: lines("column", &file.columns),
            banner: file.banner.clone(),
        }
    }

    /// A line. One that is alone may go without label, as in a table of one row under its headers.
    fn line(&mut self, line: &Spanned<Vec<Spanned<String>>>, alone: bool) -> Option<Line> {
        let [id, label, aliases @ ..] = line.get_ref().as_slice() else {
            self.report(line.span().start, Message::new("form.line_too_short"));
            return None;
        };
        let path = path(label.get_ref());
        let bare = alone && label.get_ref().is_empty() && aliases.is_empty();
        if path.iter().any(String::is_empty) && !bare {
            self.report(
                label.span().start,
                Message::new("form.empty_label").with("id", id.get_ref().as_str()),
            );
        }
        let wording = |path: &[String]| path.iter().map(|label| Label::new(label)).collect::<Vec<_>>();
        let aliases = aliases.iter().map(|alias| wording(&self::path(alias.get_ref())));
        Some(Line {
            id: id.get_ref().clone(),
            wordings: std::iter::once(wording(&path)).chain(aliases).filter(|_| !bare).collect(),
            numbers: Vec::new(),
            path,
            figures: true,
            total: false,
            kind: None,
            unit: None,
        })
    }

    /// Applies `totals`, `groups`, `kinds` and `units` to the lines they name.
    fn attributes(&mut self, file: &TableFile, blocks: &mut [Block]) {
        for name in &file.totals {
            self.on_lines(file, blocks, name, |line| line.total = true);
        }
        for name in &file.groups {
            self.on_lines(file, blocks, name, |line| line.figures = false);
        }
        for (name, kind) in &file.kinds {
            if let Some(kind) = self.choice("kind", kind, &KINDS) {
                self.on_lines(file, blocks, name, |line| line.kind = Some(kind));
            }
        }
        for (name, unit) in &file.units {
            let in_cell = file.unit_in_cell.iter().any(|other| other.get_ref() == name.get_ref());
            match Unit::named(unit.get_ref()) {
                Some(unit) => {
                    self.on_lines(file, blocks, name, |line| line.unit = Some(LineUnit { unit, in_cell }));
                }
                None => self.unknown(unit, "unit", word("gouji"), []),
            }
        }
    }

    fn on_lines(
        &mut self,
        file: &TableFile,
        blocks: &mut [Block],
        name: &Spanned<String>,
        apply: impl Fn(&mut Line),
    ) {
        let mut lines = blocks.iter_mut().flat_map(|block| block.rows.iter_mut().chain(&mut block.columns));
        let mut found = false;
        for line in lines.by_ref().filter(|line| line.id == *name.get_ref()) {
            apply(line);
            found = true;
        }
        if !found {
            let known: Vec<&str> = ids(blocks);
            self.unknown(name, "line", table_name(file), known);
        }
    }
}

const KINDS: [(&str, Kind); 3] = [("count", Kind::Count), ("change", Kind::Change), ("amount", Kind::Amount)];

fn table_name(file: &TableFile) -> Message {
    Message::new("form_word.table_named").with("id", file.id.get_ref().as_str())
}

fn ids(blocks: &[Block]) -> Vec<&str> {
    blocks
        .iter()
        .flat_map(|block| block.rows.iter().chain(&block.columns))
        .map(|line| line.id.as_str())
        .collect()
}

/// Gives equal labels equal numbers; returns how many different ones there are, and which.
fn number_labels(tables: &mut [Table]) -> (usize, Index) {
    let mut known: HashMap<Label, usize> = HashMap::new();
    let lines = tables.iter_mut().flat_map(|table| &mut table.blocks);
    for line in lines.flat_map(|block| block.rows.iter_mut().chain(&mut block.columns)) {
        let mut number = |label: &Label| {
            let next = known.len();
            *known.entry(label.clone()).or_insert(next)
        };
        line.numbers =
            line.wordings.iter().map(|wording| wording.iter().map(&mut number).collect()).collect();
    }
    let mut index = Index::default();
    known.iter().for_each(|(label, &number)| index.add(label, number));
    (known.len(), index)
}

/// A label path; `//` is a slash that belongs to a label.
fn path(text: &str) -> Vec<String> {
    const SLASH: char = '\u{0}';
    text.replace("//", &SLASH.to_string()).split('/').map(|label| label.trim().replace(SLASH, "/")).collect()
}

impl Text {
    /// Whether both languages say something.
    pub fn is_complete(&self) -> bool {
        !self.zh.is_empty() && !self.en.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;

    fn faults(edit: impl Fn(&str) -> String) -> Vec<(usize, usize, String)> {
        let toml = edit(include_str!("../forms/disclosure-annual-report.toml"));
        let faults = resolve(&toml, false).err().unwrap_or_default();
        faults.into_iter().map(|f| (f.line, f.column, f.message.render(Lang::Zh))).collect()
    }

    #[test]
    fn a_mistyped_id_is_told_with_its_place_and_the_nearest() {
        let found =
            faults(|toml| toml.replace("\"handled_total = results.**\"", "\"handeld_total = results.**\""));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].1, 9);
        assert_eq!(found[0].2, "表 applications 没有叫 handeld_total 的行，是不是 handled_total？");
    }

    #[test]
    fn a_line_that_is_alone_may_go_without_label() {
        let label = "[[\"administrative_license\", \"行政许可\"]]";
        assert_eq!(faults(|toml| toml.replace(label, "[[\"administrative_license\", \"\"]]")), []);
        let found = faults(|toml| toml.replace("[\"regulation\", \"规章\"]", "[\"regulation\", \"\"]"));
        assert_eq!(found[0].2, "标签 regulation 为空");
    }

    #[test]
    fn every_mistake_is_told() {
        let found = faults(|toml| {
            toml.replace("[total] = [**]", "[total] = [**")
                .replace("severity = \"warning\"", "severity = \"warn\"")
        });
        assert!(found.len() > 5, "{found:?}");
    }
}
