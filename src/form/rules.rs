//! The rules of a form file proved sound. In: rules as written, and the tables they are about. Out: [`Rule`]s
//! resolved to cells. Does not know documents.

use super::file::RuleFile;
use super::resolve::{Resolver, word};
use super::rule::{self, Expression, Syntax};
use super::{Across, Block, Check, Line, Linear, Named, Rule, Section, Severity, Table, unsaid};
use crate::message::Message;
use toml::Spanned;

/// The editions of a table with their index into the form's tables.
type Editions<'t> = Vec<(usize, &'t Table)>;

/// The id of the table that these are editions of.
pub(super) fn table_of<'t>(editions: &[(usize, &'t Table)]) -> &'t str {
    editions.first().map_or("", |(_, table)| &table.id)
}

impl Resolver<'_> {
    pub(super) fn rule(&mut self, file: &RuleFile, sections: &[Section], tables: &[Table]) -> Option<Rule> {
        let severity = file.severity.as_ref().and_then(|name| self.choice("severity", name, &SEVERITIES));
        let check = match (&file.rule, &file.check) {
            (Some(rule), None) => self.linear(file, rule, tables)?,
            (None, Some(name)) => Check::Named(self.choice("check", name, Named::ALL)?),
            _ => {
                let message = Message::new("form.rule_or_check").with("id", file.id.get_ref().as_str());
                self.report(file.id.span().start, message);
                return None;
            }
        };
        self.placeholders(file, &check);
        let named = if let Check::Named(named) = &check { Some(*named) } else { None };
        let content = self.content(file, named, sections, tables);
        Some(unsaid::rule(file, check, content, severity, self.trusted))
    }

    /// What is written in the notation of rules; `None` where that is not kept to.
    pub(super) fn notation<T>(
        &mut self,
        source: &Spanned<String>,
        read: impl Fn(&str) -> Result<T, Syntax>,
    ) -> Option<T> {
        match read(source.get_ref()) {
            Ok(read) => Some(read),
            Err(syntax) => {
                let message = Message::new("form.rule_syntax").with("what", word(syntax.expected));
                self.report(self.inside(source) + syntax.at, message);
                None
            }
        }
    }

    /// The editions of the table that a rule or phrase is about; `None` where there is no such table, or none is
    /// named: `without` says so of `id`.
    pub(super) fn editions<'t>(
        &mut self,
        table: Option<&Spanned<String>>,
        tables: &'t [Table],
        id: &Spanned<String>,
        without: &str,
    ) -> Option<Editions<'t>> {
        let Some(name) = table else {
            self.report(id.span().start, Message::new(without).with("id", id.get_ref().as_str()));
            return None;
        };
        let named = |(_, table): &(usize, &Table)| table.id == *name.get_ref();
        let editions: Editions<'t> = tables.iter().enumerate().filter(named).collect();
        if editions.is_empty() {
            self.unknown(name, "table", word("form"), tables.iter().map(|table| table.id.as_str()));
            return None;
        }
        Some(editions)
    }

    fn linear(&mut self, file: &RuleFile, source: &Spanned<String>, tables: &[Table]) -> Option<Check> {
        let expression = self.notation(source, rule::parse)?;
        let editions = self.editions(file.table.as_ref(), tables, &file.id, "form.rule_table")?;
        let Some(over) = expression.over() else {
            self.report(
                source.span().start,
                Message::new("form.rule_mixed").with("id", source.get_ref().as_str()),
            );
            return None;
        };
        if self.names(&expression, source, &editions) {
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
                .with("where", table_of(&editions));
            self.report(source.span().start, message);
        }
        Some(check)
    }

    /// Reports names that no edition of the table has; says whether there were any.
    pub(super) fn names(
        &mut self,
        expression: &Expression,
        source: &Spanned<String>,
        editions: &[(usize, &Table)],
    ) -> bool {
        if self.trusted {
            return false;
        }
        let mut any = false;
        let table = table_of(editions);
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
                    let at = self.inside(source) + name.at;
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

const SEVERITIES: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];

fn rows(block: &Block) -> &[Line] {
    &block.rows
}

fn columns(block: &Block) -> &[Line] {
    &block.columns
}

#[cfg(test)]
mod tests {
    use super::super::{Check, Form};

    fn annual_report() -> &'static Form {
        Form::named("disclosure-annual-report").unwrap()
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
