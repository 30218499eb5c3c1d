//! The data of checks that are no equations, proved sound. In: what a rule of a form file says. Out: a
//! [`Content`]. Does not know documents.

use super::content::{Bodies, Content, Deadline, Term, TextPattern};
use super::fields::{Field, fields};
use super::file::{BodiesFile, DeadlineFile, RuleFile, TextFile};
use super::instances::Over;
use super::narrative::Wording;
use super::resolve::Resolver;
use super::words::word;
use super::{Named, Relation, Section, Table, checks, rule};
use crate::message::Message;
use std::sync::Arc;
use toml::Spanned;

/// The name of the text before the first heading among sections.
const PREFACE: &str = "preface";

impl Resolver<'_> {
    /// The data of a rule. Data that its check has no use for, or that it lacks, is a mistake.
    pub(super) fn content(
        &mut self,
        file: &RuleFile,
        named: Option<Named>,
        sections: &[Section],
        tables: &[Table],
    ) -> Content {
        let (needed, possible) = named.map_or((&[][..], &[][..]), fields);
        for (name, field) in Field::ALL {
            let place = field.place(file);
            let key = match (place, needed.contains(&field), possible.contains(&field)) {
                (Some(_), false, false) => "form.data_unused",
                (None, true, _) => "form.data_missing",
                _ => continue,
            };
            let mut message = Message::new(key).with("id", file.id.get_ref().as_str()).with("field", name);
            if let Some(named) = named.filter(|_| place.is_none()) {
                message = message.with("written", checks::model(named, field, sections, tables));
            }
            let check = file.check.as_ref().unwrap_or(&file.id);
            self.report(place.unwrap_or(check.span().start), message);
        }
        Content {
            texts: file.texts.iter().filter_map(|text| self.text_pattern(text, named, sections)).collect(),
            cells: file.cells.iter().flat_map(|cell| self.cells(file, cell, tables)).collect(),
            unless: self.wordings(&file.unless),
            sections: self.known_sections(&file.sections, sections),
            terms: self.terms(&file.terms),
            doubled: self.terms(&file.doubled),
            deadlines: file.deadlines.iter().filter_map(|deadline| self.deadline(deadline)).collect(),
        }
    }

    pub(super) fn bodies(&mut self, file: &BodiesFile) -> Bodies {
        let mut endings = file.endings.clone();
        endings.sort_by_key(|ending| std::cmp::Reverse(ending.chars().count()));
        Bodies {
            name: file.name.as_ref().and_then(|pattern| self.plain_wording(pattern)),
            pronoun: file.pronoun.as_ref().and_then(|pattern| self.plain_wording(pattern)),
            endings,
        }
    }

    fn plain_wording(&mut self, pattern: &Spanned<String>) -> Option<Wording> {
        self.wording(pattern.span().start, pattern.get_ref().clone())
    }

    fn wordings(&mut self, patterns: &[Spanned<String>]) -> Vec<Wording> {
        patterns.iter().filter_map(|pattern| self.plain_wording(pattern)).collect()
    }

    fn text_pattern(
        &mut self,
        file: &TextFile,
        named: Option<Named>,
        sections: &[Section],
    ) -> Option<TextPattern> {
        let pattern = self.plain_wording(&file.pattern);
        let group = match named {
            Some(Named::TextYear) => Some("year"),
            Some(Named::Organization) => Some("organization"),
            Some(Named::Parts) => Some("number"),
            _ => None,
        };
        if let Some(group) = group
            && !file.pattern.get_ref().contains(&format!("(?<{group}"))
        {
            let message = Message::new("form.text_group").with("id", group);
            self.report(file.pattern.span().start, message);
        }
        let years = self.span_of_years(file.years.as_ref());
        let unless = file.unless.as_ref().and_then(|pattern| self.plain_wording(pattern));
        let except = file.except.as_ref().and_then(|pattern| self.plain_wording(pattern));
        let within = self.known_sections(&file.sections, sections);
        Some(TextPattern {
            pattern: pattern?,
            sections: within,
            years,
            unless,
            except,
            only: file.only,
            beside: file.beside,
            same_kind: file.same_kind,
            message: file.message.clone().map(Arc::new),
            instead: file.instead.clone().map(Arc::new),
        })
    }

    fn known_sections(&mut self, names: &[Spanned<String>], sections: &[Section]) -> Vec<String> {
        for name in names {
            let known = || sections.iter().map(|section| section.id.as_str()).chain([PREFACE]);
            if !known().any(|id| id == name.get_ref()) {
                self.unknown(name, "section", word("form"), known());
            }
        }
        names.iter().map(|name| name.get_ref().clone()).collect()
    }

    fn terms(&mut self, lists: &[Spanned<Vec<String>>]) -> Vec<Term> {
        let mut terms = Vec::new();
        for list in lists {
            match list.get_ref().as_slice() {
                [word, except @ ..] if !word.is_empty() => {
                    terms.push(Term { word: word.clone(), except: except.to_vec() });
                }
                _ => self.report(list.span().start, Message::new("form.term_empty")),
            }
        }
        terms
    }

    fn deadline(&mut self, file: &DeadlineFile) -> Option<Deadline> {
        const LAST_MONTH: u32 = 12;
        const LAST_DAY: u32 = 31;
        let numbers = file.date.get_ref().split_once('-').map(|(month, day)| (month.parse(), day.parse()));
        let Some((Ok(month @ 1..=LAST_MONTH), Ok(day @ 1..=LAST_DAY))) = numbers else {
            self.report(file.date.span().start, Message::new("form.bad_deadline"));
            return None;
        };
        let bodies = match &file.bodies {
            Some(pattern) => Some(self.plain_wording(pattern)?),
            None => None,
        };
        Some(Deadline { bodies, date: (month, day) })
    }

    /// Cells in the notation of one side of a rule, with rows and columns: `regulation[*]`.
    fn cells(&mut self, file: &RuleFile, source: &Spanned<String>, tables: &[Table]) -> Vec<(usize, usize)> {
        let Some(editions) = self.editions(file.table.as_ref(), tables, &file.id, "form.rule_table") else {
            return Vec::new();
        };
        let Some(parts) = self.notation(source, rule::parse_side) else { return Vec::new() };
        let expression = rule::Expression { relation: Relation::Equal, left: parts, right: Vec::new() };
        if self.names(&expression, source, &editions) {
            return Vec::new();
        }
        if self.whole_lines(&expression.left, source, &editions) {
            return Vec::new();
        }
        let of = |&(index, table): &(usize, &Table)| {
            let instances = expression.instances(index, table, Over::Once);
            instances.into_iter().flat_map(move |i| i.left.into_iter().map(move |term| (index, term.cell)))
        };
        editions.iter().flat_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::form::Form;
    use crate::message::Lang;

    const TOML: &str = include_str!("../forms/disclosure-annual-report.toml");

    /// The mistakes in the form after an edit, each with the text of its line from its column on.
    fn faults(right: &str, wrong: &str) -> Vec<(String, String)> {
        assert!(TOML.contains(right), "{right}");
        let toml = TOML.replacen(right, wrong, 1);
        let faults = Form::parse(&toml).err().unwrap_or_default();
        let at = |line: usize, column: usize| -> String {
            toml.lines().nth(line - 1).unwrap_or_default().chars().skip(column - 1).take(12).collect()
        };
        faults.iter().map(|f| (at(f.line, f.column), f.message.render(Lang::Zh))).collect()
    }

    #[test]
    fn mistakes_in_the_data_of_a_check_are_told_where_they_stand() {
        for (right, wrong, at, told) in [
            (
                "sections = [\"overview\", \"problems\"]",
                "sections = [\"overview\", \"problem\"]",
                "\"problem\"]",
                "本表式没有叫 problem 的部分，是不是 problems？",
            ),
            (
                "cells = [\"regulation[*]\"]",
                "cells = [\"regulatoin[*]\"]",
                "regulatoin[*",
                "表 disclosure 没有叫 regulatoin 的行，是不是 regulation？",
            ),
            (
                "cells = [\"regulation[*]\"]",
                "cells = [\"regulation\"]",
                "regulation\"",
                "regulation 是一整行；这里要一格：写成 regulation[列]，如 regulation[issued]",
            ),
            (
                "{ date = \"01-31\" }",
                "{ date = \"1/31\" }",
                "\"1/31\" },",
                "date 要写成 \"月-日\"，如 \"01-31\"",
            ),
            ("(?<number>[", "(?<count>[", "'(?:报告|全文|本文", "正则表达式缺少命名组 number"),
            (
                "check = \"structure.order\"",
                "check = \"structure.order\"\nterms = [[\"信息\"]]",
                "[\"信息\"]]",
                "规则 structure.order 的检查用不到 terms",
            ),
            (
                "sections = [\"overview\", \"problems\"]",
                "",
                "\"structure.e",
                "规则 structure.empty 的检查缺少 sections，写成 sections = [\"overview\"]",
            ),
            ("[\"依申请公开\"]", "[]", "[],", "词语要写成 [\"词语\", \"相近而不算错的词语\", …]"),
            (
                "years = [2021], unless",
                "years = [], unless",
                "[], unless =",
                "years 要写成 [起始年] 或 [起始年, 截止年]",
            ),
        ] {
            let found = faults(right, wrong);
            assert!(
                found.iter().any(|(place, message)| place.starts_with(at) && message == told),
                "{told}: {found:?}"
            );
        }
    }
}
