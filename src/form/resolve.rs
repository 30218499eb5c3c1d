//! A form file proved sound. In: TOML. Out: a form with its rules resolved to cells, or every mistake with
//! line, column and the nearest id. Does not know documents.

use super::file::{BlockFile, FormFile, TableFile};
use super::rule;
use super::shape::{self, Shape};
use super::words::{listed, word};
use super::{Block, CellId, Fault, Form, Kind, Layouts, Line, LineUnit, Section, Table, Vocabulary, Wording};
use crate::label::{Index, Label, nearest};
use crate::message::{Argument, Message, Text, has};
use crate::numeral::Unit;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use toml::Spanned;

/// Reads a form file; every mistake is reported, not just the first. The patterns of a trusted form are
/// compiled when they are first needed.
pub(super) fn resolve(toml: &str, trusted: bool) -> Result<Form, Vec<Fault>> {
    let (file, shape) = match toml::from_str::<FormFile>(toml) {
        Ok(file) => (Some(file), Vec::new()),
        Err(error) => {
            let Shape { mut faults, rest } = shape::of(toml);
            if faults.is_empty() {
                let at = error.span().map_or(0, |span| span.start);
                faults.push((at, Message::new("form.toml").with("detail", error.message())));
            }
            (rest, faults)
        }
    };
    let mut resolver = Resolver { toml, trusted, ids: Vec::new(), faults: Vec::new() };
    let form = file.map(|file| resolver.form(&file));
    for (at, message) in shape {
        resolver.report(at, message);
    }
    match form {
        Some(form) if resolver.faults.is_empty() => Ok(form),
        _ => {
            resolver.faults.sort_by_key(|fault| (fault.line, fault.column));
            Err(resolver.faults)
        }
    }
}

fn fault(toml: &str, at: usize, message: Message) -> Fault {
    let before = toml.get(..at).unwrap_or(toml);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    Fault { line, column, message }
}

pub(super) struct Resolver<'a> {
    pub(super) toml: &'a str,
    pub(super) trusted: bool,
    /// The labels of rows and columns with their ids.
    pub(super) ids: Vec<(String, String)>,
    faults: Vec<Fault>,
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
        const LISTED: usize = 8;
        let found = known.iter().find(|(known, _)| known == name.get_ref());
        let names = || known.iter().map(|&(known, _)| known);
        if found.is_none() && known.len() > LISTED {
            if nearest(name.get_ref(), names()).is_some() {
                self.unknown(name, what, word("gouji"), names());
            } else {
                let message = Message::new("form.unknown_listed").with("what", word(what));
                self.report(name.span().start, message.with("id", name.get_ref().as_str()));
            }
        } else if found.is_none() {
            let message = Message::new("form.unknown_choice").with("what", word(what));
            let known = listed(names().map(str::to_owned));
            self.report(name.span().start, message.with("id", name.get_ref().as_str()).with("known", known));
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
        self.well_formed(&file.id);
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
        let vocabulary = Vocabulary::of(&mut tables);
        let mut headings = Index::default();
        for (number, section) in sections.iter().enumerate() {
            section.wordings.iter().for_each(|wording| headings.add(wording, number));
        }
        self.ids = if self.trusted { Vec::new() } else { label_ids(&tables) };
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
            id: file.id.get_ref().clone(),
            version: file.version.clone(),
            name: file.name.clone(),
            source: self.toml.to_owned(),
            titles,
            sections,
            headings,
            tables,
            vocabulary,
            bodies,
            rules,
            off: Vec::new(),
            narrative,
        }
    }

    fn title(&mut self, pattern: &Spanned<String>) -> Option<Wording> {
        let wording = self.wording(pattern.span().start, pattern.get_ref().clone())?;
        if !self.trusted {
            let names: Vec<&str> = wording.regex()?.capture_names().flatten().collect();
            for group in ["organization", "year"].into_iter().filter(|group| !names.contains(group)) {
                self.report(pattern.span().start, Message::new("form.pattern_groups").with("id", group));
            }
        }
        Some(wording)
    }

    /// A regular expression that cannot be read, in plain words where there are any.
    pub(super) fn bad_pattern(&mut self, at: usize, error: &regex::Error) {
        let text = error.to_string();
        let detail = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
        let what = detail.split([',', '(']).next().unwrap_or_default().trim().replace([' ', '-'], "_");
        let key = format!("pattern.{what}");
        let detail = if has(&key) { Argument::from(Message::new(&key)) } else { Argument::from(detail) };
        self.report(at, Message::new("form.bad_pattern").with("detail", detail));
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
        let mut table = Table {
            id: file.id.get_ref().clone(),
            edition: file.edition.clone(),
            years,
            section: file.section.get_ref().clone(),
            name: Arc::new(file.name.clone()),
            ids: blocks.iter().map(|block| CellId::of_block(file.id.get_ref(), block)).collect(),
            blocks,
            by_id: HashMap::new(),
            layouts: Layouts::default(),
        };
        let ids = table.cells().map(|(row, column)| format!("{}.{}.{}", table.id, row.id, column.id));
        table.by_id = ids.enumerate().map(|(cell, id)| (id, cell)).collect();
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
            self.different(what, lines);
            lines.iter().filter_map(|line| self.line(line, lines.len() == 1)).collect()
        };
        Block {
            rows: lines("row", &file.rows),
            columns: lines("column", &file.columns),
            banner: file.banner.clone(),
        }
    }

    /// Lines that are labelled alike under the same header cannot be told apart in a document.
    fn different(&mut self, what: &str, lines: &[Spanned<Vec<Spanned<String>>>]) {
        let mut seen: Vec<(&str, Vec<Label>)> = Vec::new();
        let lines = if self.trusted { &[] } else { lines };
        for line in lines {
            // Other wordings may be those of a header cut short, which only the order of lines tells apart.
            let [id, label, ..] = line.get_ref().as_slice() else { continue };
            let path: Vec<Label> = path(label.get_ref()).iter().map(|label| Label::new(label)).collect();
            let alike = |(_, other): &&(&str, Vec<Label>)| {
                other.len() == path.len() && other.iter().zip(&path).all(|(a, b)| a.is_same(b))
            };
            let empty = path.iter().any(Label::is_empty);
            match seen.iter().find(alike).filter(|(other, _)| other != id.get_ref() && !empty) {
                Some((other, _)) => {
                    let message =
                        Message::new("form.same_label").with("what", word(what)).with("other", *other);
                    let message = message.with("id", id.get_ref().as_str());
                    self.report(label.span().start, message.with("label", label.get_ref().as_str()));
                }
                None => seen.push((id.get_ref(), path)),
            }
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
            if Unit::named(kind.get_ref()).is_some() {
                let written = format!("units = {{ {} = \"{}\" }}", name.get_ref(), kind.get_ref());
                let message = Message::new("form.kind_is_unit").with("written", written);
                self.report(kind.span().start, message.with("id", kind.get_ref().as_str()));
                continue;
            }
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
                None => {
                    let message = Message::new("form.unknown_unit").with("id", unit.get_ref().as_str());
                    self.report(unit.span().start, message);
                }
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

/// The labels of all lines, as they stand behind the last header, each with the id that rules call it.
fn label_ids(tables: &[Table]) -> Vec<(String, String)> {
    let blocks = tables.iter().flat_map(|table| &table.blocks);
    let rows = blocks.clone().flat_map(|block| &block.rows).map(|row| (row.label(), row.id.clone()));
    let columns = blocks.flat_map(|block| &block.columns);
    let columns = columns.map(|column| (column.label(), format!("[{}]", column.id)));
    rows.chain(columns).map(|(label, id)| (label.to_owned(), id)).collect()
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
