//! The places to fill in the messages of a form. In: a rule as written. Out: nothing but faults: names in braces
//! that nothing is put in for. Does not know documents.

use super::file::RuleFile;
use super::resolve::Resolver;
use super::words::listed;
use super::{Named, rule};
use crate::message::{Message, Text};

impl Resolver<'_> {
    /// A placeholder that is never filled in would be printed as it stands. `named` is the check of a rule without
    /// equation, `None` where that is unknown.
    pub(super) fn placeholders(&mut self, file: &RuleFile, named: Option<Named>) {
        let known = match (&file.rule, named) {
            (Some(source), None) if source.get_ref().contains(rule::LAST) => ACROSS_ARGUMENTS,
            (Some(_), None) => LINEAR_ARGUMENTS,
            (_, Some(named)) => named.arguments(),
            (None, None) => return,
        };
        let own = file.texts.iter().filter_map(|text| text.message.as_ref());
        for text in file.message.iter().chain(own) {
            for name in places(text).filter(|name| !known.contains(name)) {
                let message = Message::new("form.placeholder").with("nearest", braced(name));
                let known = listed(known.iter().map(|name| braced(name)));
                self.report(self.place_of(file, "message", name), message.with("known", known));
            }
        }
        for (field, text) in [
            ("meaning", &file.meaning),
            ("basis", &file.basis),
            ("example", &file.example),
            ("cause", &file.cause),
            ("remedy", &file.remedy),
        ] {
            for name in text.iter().flat_map(places) {
                let message = Message::new("form.placeholder_plain").with("nearest", braced(name));
                self.report(self.place_of(file, field, name), message.with("field", field));
            }
        }
    }

    /// Where a placeholder stands: behind the id of its rule, before the next header, else at the id.
    fn place_of(&self, file: &RuleFile, field: &str, name: &str) -> usize {
        let id = file.id.span().start;
        let rest = self.toml.get(id..).unwrap_or_default();
        let own = rest.split("\n[").next().unwrap_or_default();
        let field = own.find(&format!("\n{field}")).unwrap_or_default();
        let within = own.get(field..).unwrap_or_default();
        within.find(&braced(name)).map_or(id, |at| id + field + at)
    }
}

fn braced(name: &str) -> String {
    format!("{{{name}}}")
}

/// The names in braces, each once.
fn places(text: &Text) -> impl Iterator<Item = &str> {
    let mut seen: Vec<&str> = Vec::new();
    for text in [&text.zh, &text.en] {
        for piece in text.split('{').skip(1) {
            let name = piece.split('}').next().unwrap_or_default();
            if !seen.contains(&name) {
                seen.push(name);
            }
        }
    }
    seen.into_iter()
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
                &["table", "cell", "row", "column", "raw"]
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
            Named::Damaged => &["problem"],
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
