//! What a rule that does not say it is taken to say. In: a rule as written and its check. Out: the rule, with severity and texts
//! those of the built-in rule with the same check, a plain sentence for an equation. Does not know documents.

use super::file::RuleFile;
use super::{Check, Content, Form, Instance, Rule, Severity};
use crate::message::{Text, template};
use std::sync::Arc;

/// The rule with what it says, and what it leaves unsaid. `severity` is the one it names; `trusted` a form that is
/// built in, which says everything.
pub(super) fn rule(
    file: &RuleFile,
    check: Check,
    content: Content,
    severity: Option<Severity>,
    trusted: bool,
) -> Rule {
    let usual = if trusted { None } else { usual(&check) };
    let text = |own: &Option<Text>, usual: Option<&Text>| {
        let nothing = || Text { zh: String::new(), en: String::new() };
        own.as_ref().or(usual).cloned().unwrap_or_else(nothing)
    };
    let message = match &file.message {
        Some(message) => Arc::new(message.clone()),
        None => usual.map_or_else(|| plain(&check), |rule| rule.message.clone()),
    };
    Rule {
        id: file.id.get_ref().clone(),
        table: file.table.as_ref().map(|table| table.get_ref().clone()),
        check,
        content,
        severity: severity.or(usual.map(|rule| rule.severity)).unwrap_or(Severity::Error),
        grade: None,
        message,
        meaning: text(&file.meaning, usual.map(|rule| &rule.meaning)),
        basis: text(&file.basis, usual.map(|rule| &rule.basis)),
        example: text(&file.example, usual.map(|rule| &rule.example)),
        cause: text(&file.cause, usual.map(|rule| &rule.cause)),
        remedy: text(&file.remedy, usual.map(|rule| &rule.remedy)),
    }
}

/// The built-in rule with the same check.
fn usual(check: &Check) -> Option<&'static Rule> {
    let Check::Named(named) = check else { return None };
    Form::built_in().iter().find_map(|form| form.rule_named(*named))
}

/// A sentence that is true of any equation, by what it runs over.
fn plain(check: &Check) -> Arc<Text> {
    let first: Option<&Instance> = match check {
        Check::Linear(linear) => linear.instances.first(),
        Check::Across(across) => across.instances.first().map(|pair| &pair.this),
        Check::Named(_) => None,
    };
    template(match first {
        Some(Instance { row: Some(_), .. }) => "form.equation_of_row",
        Some(Instance { column: Some(_), .. }) => "form.equation_of_column",
        _ => "form.equation",
    })
}
