//! The checks known by name. In: a name as written in a form file, or a check. Out: the check that is meant, what a rule
//! with it must and can say besides, each as a line of a form. Does not know what the checks do.

use super::fields::{Field, fields};
use super::resolve::Resolver;
use super::words::word;
use super::{Check, Form, Named, Section, Severity, Table, unsaid};
use crate::label::nearest;
use crate::message::{Message, Text, has};
use toml::Spanned;

/// What a form's author needs to know of a check.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its name.
    pub name: &'static str,
    /// How grave a finding is, unless the rule says otherwise.
    pub severity: Severity,
    /// What it checks.
    pub meaning: &'static Text,
    /// What a rule with it must say besides, as lines of a form.
    pub needed: Vec<Message>,
    /// What it can say besides.
    pub possible: Vec<&'static str>,
}

/// The checks that a form can ask for. Those of a batch as a whole are always done.
pub fn checks() -> Vec<Known> {
    let of = |&(name, named): &(&'static str, Named)| {
        let (severity, meaning) = unsaid::usually(named)?;
        let (needed, possible) = fields(named);
        Some(Known {
            name,
            severity,
            meaning,
            needed: needed.iter().map(|&field| model(named, field, &[], &[])).collect(),
            possible: possible.iter().map(|field| field.name()).collect(),
        })
    };
    Named::ALL.iter().filter(|(_, named)| !named.is_of_batch()).filter_map(of).collect()
}

impl Named {
    /// Whether it is about the batch as a whole: then it is done without being asked for.
    pub fn is_of_batch(self) -> bool {
        matches!(self, Named::Duplicate | Named::NotSubmitted | Named::NotExpected)
    }
}

/// How a field of a rule is written, with names of the form where it has any.
pub(super) fn model(named: Named, field: Field, sections: &[Section], tables: &[Table]) -> Message {
    let special = format!("model.{}_{}", field.name(), named.name().replace('.', "_"));
    let key = if has(&special) { special } else { format!("model.{}", field.name()) };
    let section = sections.first().map_or("overview", |section| section.id.as_str());
    let cell = tables.iter().find_map(|table| table.cells().next());
    let cell =
        cell.map_or_else(|| "row[column]".to_owned(), |(row, column)| format!("{}[{}]", row.id, column.id));
    Message::new(&key).with("section", section).with("cell", cell)
}

/// How the names of bodies are written.
pub(super) fn model_of_bodies() -> Message {
    Message::new("model.bodies")
}

impl Resolver<'_> {
    /// The check of this name. The id of a built-in rule is no name of a check, but tells which is meant.
    pub(super) fn check(&mut self, name: &Spanned<String>) -> Option<Named> {
        let found = Named::ALL.iter().find(|(known, _)| known == name.get_ref()).map(|&(_, named)| named);
        if found.is_some() || self.trusted {
            return found;
        }
        let id = name.get_ref().as_str();
        let mut rules = Form::built_in().iter().flat_map(|form| &form.rules);
        let message = match rules.find(|rule| rule.id == id).map(|rule| &rule.check) {
            Some(Check::Named(named)) => Message::new("form.check_of_rule").with("nearest", named.name()),
            Some(Check::Linear(_) | Check::Across(_)) => Message::new("form.check_is_equation"),
            None => match meant(id) {
                Some(meant) => Message::new("form.unknown_nearest").with("nearest", meant),
                None => Message::new("form.unknown_check"),
            },
        };
        let message = message.with("where", word("gouji")).with("what", word("check"));
        self.report(name.span().start, message.with("id", id));
        None
    }
}

/// The check whose words are all in a name, the one with the most; else the nearest. All names have a dot: what has
/// none is like none.
fn meant(name: &str) -> Option<&'static str> {
    let words = |name: &'static str| name.split(['.', '_']);
    let own: Vec<&str> = name.split(['.', '_']).collect();
    let names = || Named::ALL.iter().map(|&(known, _)| known);
    let whole = names().filter(|known| words(known).all(|word| own.contains(&word)));
    let near = || nearest(name, names()).filter(|_| own.len() > 1);
    whole.max_by_key(|known| words(known).count()).or_else(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_that_is_meant() {
        for (name, check) in [
            ("value.blanks", Some("value.blank")),
            ("structure.section_empty", Some("structure.empty")),
            ("structure.tables_missing", Some("structure.table_missing")),
            ("everything", None),
        ] {
            assert_eq!(meant(name), check, "{name}");
        }
    }

    #[test]
    fn every_field_has_a_model() {
        for &(name, named) in Named::ALL {
            let (needed, possible) = fields(named);
            for &field in needed.iter().chain(possible) {
                assert!(has(&format!("model.{}", field.name())), "{name} {}", field.name());
            }
        }
        assert_eq!(checks().len(), Named::ALL.len() - 3);
    }
}
