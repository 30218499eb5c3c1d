//! A form file proved sound. In: TOML. Out: a form with its rules resolved to cells, or every mistake with
//! line, column and the nearest id. Does not know documents.

use super::file::{BlockFile, FormFile, RuleFile, TableFile};
use super::rule::{self, Expression};
use super::unsaid::Said;
use super::{
    Across, Block, Check, Fault, Form, Kind, Layouts, Line, LineUnit, Linear, Named, Rule, Section, Severity,
    Table, Vocabulary, Wording,
};
use crate::label::{Index, Label, nearest};
use crate::message::{Message, Text};
use crate::numeral::Unit;
use std::collections::HashSet;
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
        let vocabulary = Vocabulary::of(&mut tables);
        let mut headings = Index::default();
        for (number, section) in sections.iter().enumerate() {
            section.wordings.iter().for_each(|wording| headings.add(wording, number));
        }
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
            layouts: Layouts::default(),
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
            match KINDS.iter().find(|(known, _)| known == kind.get_ref()) {
                Some(&(_, kind)) => self.on_lines(file, blocks, name, |line| line.kind = Some(kind)),
                None => self.unknown(kind, "kind", word("gouji"), KINDS.iter().map(|&(known, _)| known)),
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

    fn rule(&mut self, file: &RuleFile, sections: &[Section], tables: &[Table]) -> Option<Rule> {
        let mut severity = None;
        if let Some(name) = &file.severity {
            severity = SEVERITIES.iter().find(|(known, _)| known == name.get_ref()).map(|&(_, known)| known);
            if severity.is_none() {
                self.unknown(name, "severity", word("gouji"), SEVERITIES.iter().map(|&(known, _)| known));
                return None;
            }
        }
        let check = match (&file.rule, &file.check) {
            (Some(rule), None) => self.linear(file, rule, tables)?,
            (None, Some(name)) => match Named::ALL.iter().find(|(known, _)| known == name.get_ref()) {
                Some(&(_, named)) => Check::Named(named),
                None => {
                    self.unknown(name, "check", word("gouji"), Named::ALL.iter().map(|&(known, _)| known));
                    return None;
                }
            },
            _ => {
                let message = Message::new("form.rule_or_check").with("id", file.id.get_ref().as_str());
                self.report(file.id.span().start, message);
                return None;
            }
        };
        self.placeholders(file, &check);
        let named = if let Check::Named(named) = &check { Some(*named) } else { None };
        let content = self.content(file, named, sections, tables);
        let Said { severity, message, meaning, basis, example, cause, remedy } =
            Said::of(file, &check, severity, self.trusted);
        Some(Rule {
            id: file.id.get_ref().clone(),
            table: file.table.as_ref().map(|table| table.get_ref().clone()),
            check,
            content,
            severity,
            grade: None,
            message,
            meaning,
            basis,
            example,
            cause,
            remedy,
        })
    }

    fn linear(&mut self, file: &RuleFile, source: &Spanned<String>, tables: &[Table]) -> Option<Check> {
        // The string's first character stands behind its opening quote.
        let inside = source.span().start + 1;
        let expression = match rule::parse(source.get_ref()) {
            Ok(expression) => expression,
            Err(syntax) => {
                let message = Message::new("form.rule_syntax").with("what", word(syntax.expected));
                self.report(inside + syntax.at, message);
                return None;
            }
        };
        let Some(name) = &file.table else {
            self.report(
                file.id.span().start,
                Message::new("form.rule_table").with("id", file.id.get_ref().as_str()),
            );
            return None;
        };
        let editions: Vec<(usize, &Table)> =
            tables.iter().enumerate().filter(|(_, table)| table.id == *name.get_ref()).collect();
        if editions.is_empty() {
            self.unknown(name, "table", word("form"), tables.iter().map(|table| table.id.as_str()));
            return None;
        }
        let Some(over) = expression.over() else {
            self.report(
                source.span().start,
                Message::new("form.rule_mixed").with("id", source.get_ref().as_str()),
            );
            return None;
        };
        if self.names(&expression, inside, name.get_ref(), &editions) {
            // What its message may say depends on the very names.
            return None;
        }
        let (relation, text) = (expression.relation, source.get_ref().clone());
        let (check, resolved) = if expression.is_across_years() {
            let instances = expression.pairs(&editions, over);
            let resolved = !instances.is_empty();
            (Check::Across(Across { source: text, relation, instances }), resolved)
        } else {
            let of = |&(index, table): &(usize, &Table)| expression.instances(index, table, over);
            let instances: Vec<_> = editions.iter().flat_map(of).collect();
            let resolved = !instances.is_empty();
            (Check::Linear(Linear { source: text, relation, instances }), resolved)
        };
        if expression.is_across_years() && expression.parts().all(|part| part.last) {
            let message = Message::new("form.rule_last_only").with("id", file.id.get_ref().as_str());
            self.report(source.span().start, message);
        } else if !resolved {
            let message = Message::new("form.rule_unresolved")
                .with("id", file.id.get_ref().as_str())
                .with("where", name.get_ref().as_str());
            self.report(source.span().start, message);
        }
        Some(check)
    }

    /// Reports names that no edition of the table has; says whether there were any.
    pub(super) fn names(
        &mut self,
        expression: &Expression,
        inside: usize,
        table: &str,
        editions: &[(usize, &Table)],
    ) -> bool {
        if self.trusted {
            return false;
        }
        let mut any = false;
        let blocks = || editions.iter().flat_map(|(_, table)| &table.blocks);
        for part in expression.parts() {
            for (name, what) in [(&part.row, "row"), (&part.column, "column")] {
                let Some(name) = name else { continue };
                let lines = |block| if what == "row" { rows(block) } else { columns(block) };
                if blocks().all(|block| rule::matching(lines(block), &name.text).is_empty()) {
                    let ids = blocks().flat_map(lines).map(|line| &line.id);
                    // The prefix itself may be mistyped.
                    let known: Vec<String> =
                        ids.flat_map(|id| [format!("{}{id}", rule::LAST), id.clone()]).collect();
                    let at = inside + name.at;
                    let spanned = Spanned::new(at..at + name.text.len(), name.text.clone());
                    let place = Message::new("form_word.table_named").with("id", table);
                    self.unknown(&spanned, what, place, known.iter().map(String::as_str));
                    any = true;
                }
            }
        }
        any
    }

    /// A placeholder that is never filled in would be printed as it stands.
    fn placeholders(&mut self, file: &RuleFile, check: &Check) {
        let known = match check {
            Check::Linear(_) => LINEAR_ARGUMENTS,
            Check::Across(_) => ACROSS_ARGUMENTS,
            Check::Named(named) => named.arguments(),
        };
        for text in file.message.iter().flat_map(|message| [&message.zh, &message.en]) {
            for piece in text.split('{').skip(1) {
                let name = piece.split('}').next().unwrap_or_default();
                if !known.contains(&name) {
                    let message = Message::new("form.placeholder")
                        .with("id", file.id.get_ref().as_str())
                        .with("nearest", format!("{{{name}}}"));
                    self.report(file.id.span().start, message);
                }
            }
        }
    }
}

/// What the message of an equation or inequality may say.
const LINEAR_ARGUMENTS: &[&str] =
    &["table", "row", "column", "total", "first", "stated", "expected", "difference"];

/// What the message of one across years may say.
const ACROSS_ARGUMENTS: &[&str] = &[
    "table",
    "row",
    "column",
    "total",
    "first",
    "stated",
    "expected",
    "difference",
    "year",
    "last_year",
    "file",
    "last_file",
];

impl Named {
    /// What the message of a named check may say.
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Named::ValueBlank => &["table", "cells", "suggested", "count"],
            Named::ValueUnreadable | Named::ValueFraction | Named::ValueNegative => {
                &["table", "row", "column", "raw"]
            }
            Named::AllZero => &["table"],
            Named::TableMissing => &["table", "heading"],
            Named::SectionMissing => &["heading"],
            Named::SeveralReports => &["title", "place"],
            Named::ValueMissing => &["table", "cells", "count"],
            Named::Label => &["table", "line", "printed", "place"],
            Named::ExtraLine => &["table", "printed", "place"],
            Named::SectionOrder => &["heading", "other", "place"],
            Named::SectionEmpty => &["heading", "place", "problem"],
            Named::SectionRepeated => &["heading", "place"],
            Named::Parts => &["place", "quote", "announced", "found"],
            Named::Organization => &["source", "found", "organization"],
            Named::SignatureDate => &["problem"],
            Named::TextForbidden => &["place", "quote", "year", "instead"],
            Named::TextRequired => &["table", "cells", "heading"],
            Named::TextYear => &["place", "quote", "found", "year"],
            Named::Wording => &["place", "quote", "term"],
            Named::ZeroUnless => &["table", "cells", "organization"],
            Named::Repeated => &["table", "line", "place"],
            Named::TableYear => &["table", "printed", "place"],
            Named::Title => &["title", "organization", "year"],
            Named::Edition => &["table", "edition", "expected", "year"],
            Named::Duplicate => &["path", "same"],
            Named::NotSubmitted | Named::NotExpected => &["unit", "hint"],
            Named::NarrativeCount | Named::NarrativeAllHandled => &["quote", "table", "stated", "readings"],
            Named::NarrativeSum => &["quote", "sum", "whole", "than"],
            Named::NarrativeGrowth => &["quote", "stated", "computed", "of"],
            Named::NarrativeTwice => &["first", "first_place", "second", "second_place"],
        }
    }
}

const KINDS: &[(&str, Kind)] = &[("count", Kind::Count), ("change", Kind::Change), ("amount", Kind::Amount)];

const SEVERITIES: &[(&str, Severity)] =
    &[("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];

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

fn rows(block: &Block) -> &[Line] {
    &block.rows
}

fn columns(block: &Block) -> &[Line] {
    &block.columns
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

    fn annual_report() -> &'static Form {
        Form::named("disclosure-annual-report").unwrap()
    }

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

    #[test]
    fn instances_are_those_of_the_official_form() {
        let form = annual_report();
        let count = |id: &str, edition: Option<&str>| {
            let rule = form.rules.iter().find(|rule| rule.id == id).unwrap();
            let Check::Linear(linear) = &rule.check else { panic!("{id}") };
            linear.instances.iter().filter(|i| form.tables[i.table].edition.as_deref() == edition).count()
        };
        assert_eq!(count("applications.row_total", Some("2021")), 25);
        assert_eq!(count("applications.row_total", Some("2019")), 23);
        assert_eq!(count("applications.handled_total", Some("2021")), 7);
        assert_eq!(count("applications.balance", Some("2019")), 7);
        assert_eq!(count("disputes.total", None), 3);
        assert_eq!(count("disclosure.in_force", Some("2021")), 2);
        assert_eq!(count("disclosure.in_force", Some("2019")), 0);
        assert_eq!(count("disclosure.items", Some("2019")), 5);
        let cells = |id: &str, edition| form.table(id, edition).unwrap().cells().count();
        assert_eq!(cells("disclosure", Some("2021")), 10);
        assert_eq!(cells("disclosure", Some("2019")), 22);
        assert_eq!(cells("applications", Some("2021")), 175);
        assert_eq!(cells("applications", Some("2019")), 161);
        assert_eq!(cells("disputes", None), 15);
    }

    #[test]
    fn handled_total_adds_up_every_result() {
        let form = annual_report();
        let rule = form.rules.iter().find(|rule| rule.id == "applications.handled_total").unwrap();
        let Check::Linear(linear) = &rule.check else { panic!() };
        let terms: Vec<usize> = linear.instances.iter().map(|i| i.right.len()).collect();
        assert_eq!(terms, [[21; 7], [19; 7]].concat());
    }
}
