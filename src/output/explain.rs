//! Rules and forms in words. In: forms. Out: what a rule checks, on what authority, how a failure is put right;
//! which forms there are. Does not know documents.

use super::codes;
use super::paint::Paint;
use crate::form::{Check, Form, Rule};
use crate::message::{Lang, Message, word};
use std::fmt::Write;

/// Every rule whose id is `wanted` or begins with it; without it, a list. `None` when there is no such rule.
pub fn explain(forms: &[Form], wanted: Option<&str>, lang: Lang, paint: Paint) -> Option<String> {
    let Some(wanted) = wanted else { return Some(rules(forms, lang, paint)) };
    let all = || forms.iter().flat_map(|form| &form.rules);
    let mut text = String::new();
    let exact: Vec<&Rule> = all().filter(|rule| rule.id == wanted).collect();
    let begins = |rule: &&Rule| {
        rule.id.strip_prefix(wanted.trim_end_matches(['.', '*'])).is_some_and(|rest| rest.starts_with('.'))
    };
    let chosen = if exact.is_empty() { all().filter(begins).collect() } else { exact };
    for (index, rule) in chosen.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        one(rule, lang, paint, &mut text);
    }
    (!chosen.is_empty()).then_some(text)
}

fn rules(forms: &[Form], lang: Lang, paint: Paint) -> String {
    let mut text = String::new();
    for form in forms {
        let _ = writeln!(text, "{} {}", paint.strong(form.name.get(lang)), paint.faint(&form.id));
        let widest = form.rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
        for rule in &form.rules {
            let severity = severity(rule, lang);
            let _ = writeln!(text, "  {:widest$}  {severity}  {}", rule.id, rule.meaning.get(lang));
        }
    }
    text
}

fn severity(rule: &Rule, lang: Lang) -> String {
    word(&format!("severity.{}", codes::Severity::from(rule.severity).code()), lang)
}

fn one(rule: &Rule, lang: Lang, paint: Paint, text: &mut String) {
    let _ = writeln!(text, "{}  {}", paint.strong(&rule.id), severity(rule, lang));
    let equation = match &rule.check {
        Check::Linear(linear) => linear.source.as_str(),
        Check::Across(across) => across.source.as_str(),
        Check::Named(_) => "",
    };
    let parts = [
        ("explain.meaning", rule.meaning.get(lang)),
        ("explain.equation", equation),
        ("explain.basis", rule.basis.get(lang)),
        ("explain.example", rule.example.get(lang)),
        ("explain.cause", rule.cause.get(lang)),
        ("explain.remedy", rule.remedy.get(lang)),
    ];
    for (key, part) in parts {
        let part = part.trim();
        if !part.is_empty() {
            let part = part.replace('\n', "\n  ");
            let _ = writeln!(text, "{}\n  {part}", paint.faint(word(key, lang)));
        }
    }
}

/// The forms, a line each.
pub fn list(forms: &[Form], lang: Lang) -> String {
    forms.iter().map(|form| format!("{}\n", described(form, "forms.line", lang))).collect()
}

/// What a sound form file contains.
pub fn sound(form: &Form, lang: Lang) -> String {
    format!("{}\n", described(form, "forms.sound", lang))
}

fn described(form: &Form, key: &str, lang: Lang) -> String {
    Message::new(key)
        .with("id", form.id.as_str())
        .with("version", form.version.as_str())
        .with("name", form.name.get(lang))
        .with("sections", form.sections.len())
        .with("tables", form.tables.len())
        .with("values", form.value_ids().len())
        .with("rules", form.rules.len())
        .render(lang)
}
