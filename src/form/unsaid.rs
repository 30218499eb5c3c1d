//! What a rule that does not say it is taken to say. In: a rule as written, its check, and the tables it is about. Out:
//! the rule, with severity and texts those of `usual.toml` for its check, a plain sentence for an equation. Does not
//! know documents.

use super::file::RuleFile;
use super::{Check, Content, Instance, Rule, Severity, Table};
use crate::message::{Text, template};
use serde::Deserialize;
use std::sync::{Arc, LazyLock};

/// What the named checks are taken to say: a rule each, its id the name of the check.
#[derive(Deserialize)]
struct Usual {
    basis: Text,
    rule: Vec<RuleFile>,
}

static USUAL: LazyLock<Usual> = LazyLock::new(|| {
    toml::from_str(include_str!("usual.toml")).unwrap_or_else(|error| panic!("usual.toml: {error}"))
});

/// The rule with what it says, and what it leaves unsaid. `severity` is the one it names.
pub(super) fn rule(
    file: &RuleFile,
    check: Check,
    content: Content,
    severity: Option<Severity>,
    tables: &[Table],
) -> Rule {
    let usual = usual(&check);
    let text = |of: fn(&RuleFile) -> &Option<Text>| {
        let nothing = || Text { zh: String::new(), en: String::new() };
        of(file).as_ref().or_else(|| of(usual?).as_ref()).cloned().unwrap_or_else(nothing)
    };
    let message = match file.message.as_ref().or_else(|| usual?.message.as_ref()) {
        Some(message) => Arc::new(message.clone()),
        None => plain(&check, tables),
    };
    let basis = || if usual.is_some() { USUAL.basis.clone() } else { text(|rule| &rule.basis) };
    let usually = usual.and_then(|rule| rule.severity.as_ref());
    Rule {
        id: file.id.get_ref().clone(),
        table: file.table.as_ref().map(|table| table.get_ref().clone()),
        check,
        content,
        severity: severity.or_else(|| Severity::named(usually?.get_ref())).unwrap_or(Severity::Error),
        grade: None,
        message,
        meaning: text(|rule| &rule.meaning),
        basis: Some(text(|rule| &rule.basis)).filter(Text::is_complete).unwrap_or_else(basis),
        example: text(|rule| &rule.example),
        cause: text(|rule| &rule.cause),
        remedy: text(|rule| &rule.remedy),
    }
}

/// What its check is taken to say; nothing for an equation.
fn usual(check: &Check) -> Option<&'static RuleFile> {
    let Check::Named(named) = check else { return None };
    USUAL.rule.iter().find(|rule| rule.id.get_ref() == named.name())
}

/// A sentence that is true of any equation, by what it runs over. A row or column without label is not named.
fn plain(check: &Check, tables: &[Table]) -> Arc<Text> {
    let instances: Vec<&Instance> = match check {
        Check::Linear(linear) => linear.instances.iter().collect(),
        Check::Across(across) => across.instances.iter().map(|pair| &pair.this).collect(),
        Check::Named(_) => Vec::new(),
    };
    let labelled = |instance: &&Instance| {
        let blocks = tables.get(instance.table).into_iter().flat_map(|table| &table.blocks);
        let mut lines = blocks.flat_map(|block| block.rows.iter().chain(&block.columns));
        let id = instance.row.as_ref().or(instance.column.as_ref());
        lines.any(|line| Some(&line.id) == id && !line.label().is_empty())
    };
    template(match instances.into_iter().find(labelled) {
        Some(Instance { row: Some(_), .. }) => "form.equation_of_row",
        Some(Instance { column: Some(_), .. }) => "form.equation_of_column",
        _ => "form.equation",
    })
}

#[cfg(test)]
mod tests {
    use super::super::Named;
    use super::*;

    #[test]
    fn every_named_check_has_words_of_its_own() {
        for &(name, named) in Named::ALL {
            let rule = usual(&Check::Named(named)).unwrap_or_else(|| panic!("{name}"));
            let severity = rule.severity.as_ref().and_then(|severity| Severity::named(severity.get_ref()));
            assert!(severity.is_some(), "{name}");
            for text in [&rule.message, &rule.meaning, &rule.example, &rule.cause, &rule.remedy] {
                assert!(text.as_ref().is_some_and(Text::is_complete), "{name}");
            }
        }
        assert_eq!(USUAL.rule.len(), Named::ALL.len());
    }
}
