//! Rules and forms in words. In: forms. Out: what a rule checks, on what authority, how a failure is put right;
//! which forms there are. Does not know documents.

use super::codes;
use super::equation::in_words;
use super::paint::Paint;
use crate::form::hints::hints;
use crate::form::{Check, Content, Form, Instance, Rule};
use crate::message::{Argument, Lang, Message, Text, has, word};
use std::fmt::Write;
use std::sync::Arc;

/// Every rule whose id is `wanted` or begins with it; without it, a list. `None` when there is no such rule.
pub fn explain(forms: &[Form], wanted: Option<&str>, lang: Lang, paint: Paint) -> Option<String> {
    let Some(wanted) = wanted else { return Some(rules(forms, lang, paint)) };
    let all = || forms.iter().flat_map(|form| form.rules.iter().map(move |rule| (form, rule)));
    let exact: Vec<(&Form, &Rule)> = all().filter(|(_, rule)| rule.id == wanted).collect();
    let begins = |(_, rule): &(&Form, &Rule)| {
        rule.id.strip_prefix(wanted.trim_end_matches(['.', '*'])).is_some_and(|rest| rest.starts_with('.'))
    };
    let chosen = if exact.is_empty() { all().filter(begins).collect() } else { exact };
    let several = chosen.iter().any(|(form, _)| form.id != chosen[0].0.id);
    let mut text = String::new();
    for (index, (form, rule)) in chosen.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        one(form, rule, several, lang, paint, &mut text);
    }
    (!chosen.is_empty()).then_some(text)
}

/// The rules of every form, by what they are about.
fn rules(forms: &[Form], lang: Lang, paint: Paint) -> String {
    let mut text = String::new();
    for (index, form) in forms.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let _ = writeln!(text, "{} {}", paint.strong(form.name.get(lang)), paint.faint(&form.id));
        let widest = form.rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
        let mut groups: Vec<&str> = Vec::new();
        for rule in &form.rules {
            if !groups.contains(&group(rule)) {
                groups.push(group(rule));
            }
        }
        let several = groups.len() > 1;
        for wanted in groups {
            if several {
                let _ = writeln!(text, "  {}", paint.faint(group_name(form, wanted, lang)));
            }
            for rule in form.rules.iter().filter(|rule| group(rule) == wanted) {
                let severity = severity(rule, lang);
                let _ = writeln!(text, "    {:widest$}  {severity}  {}", rule.id, rule.meaning.get(lang));
            }
        }
    }
    text
}

/// What a rule is about: the first part of its id.
fn group(rule: &Rule) -> &str {
    rule.id.split('.').next().unwrap_or_default()
}

/// The table of that name, or what the catalogue calls it.
fn group_name(form: &Form, group: &str, lang: Lang) -> String {
    let key = format!("rules.{group}");
    match form.tables.iter().find(|table| table.id == group) {
        Some(table) => table.name.get(lang).to_owned(),
        None if has(&key) => word(&key, lang),
        None => group.to_owned(),
    }
}

fn severity(rule: &Rule, lang: Lang) -> String {
    word(&format!("severity.{}", codes::Severity::from(rule.severity).code()), lang)
}

fn one(form: &Form, rule: &Rule, several: bool, lang: Lang, paint: Paint, text: &mut String) {
    let of = if several { format!("  {}", paint.faint(form.name.get(lang))) } else { String::new() };
    let _ = writeln!(text, "{}  {}{of}", paint.strong(&rule.id), severity(rule, lang));
    let words = |source: &str, instance: Option<&Instance>| match instance {
        Some(instance) => in_words(form, instance.table, source, lang),
        None => source.to_owned(),
    };
    let equation = match &rule.check {
        Check::Linear(linear) => words(&linear.source, linear.instances.first()),
        Check::Across(across) => words(&across.source, across.instances.first().map(|pair| &pair.this)),
        Check::Named(_) => String::new(),
    };
    let how = how(form, rule, lang);
    let parts = [
        ("explain.meaning", rule.meaning.get(lang)),
        ("explain.equation", equation.as_str()),
        ("explain.how", how.as_str()),
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

/// What a check that is no equation looks for, a line each: in how many wordings, in which sections, which words.
fn how(form: &Form, rule: &Rule, lang: Lang) -> String {
    let Content { texts, cells, sections, terms, doubled, deadlines, .. } = &rule.content;
    let mut lines: Vec<Message> = Vec::new();
    if !texts.is_empty() {
        lines.push(Message::new("explain.texts").with("count", texts.len()));
    }
    let mut within: Vec<&str> = sections.iter().map(String::as_str).collect();
    if texts.iter().all(|text| !text.sections.is_empty()) {
        within.extend(texts.iter().flat_map(|text| &text.sections).map(String::as_str));
    }
    let headings = form.sections.iter().filter(|section| within.contains(&section.id.as_str()));
    let headings: Vec<&str> = headings.map(|section| section.heading.as_str()).collect();
    if !headings.is_empty() {
        lines.push(Message::new("explain.sections").with("sections", list_of(&headings)));
    }
    if !cells.is_empty() {
        let mut names: Vec<Message> = Vec::new();
        for &(table, cell) in cells {
            let name = cell_words(form, table, cell);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let names = names.into_iter().map(Argument::Message).collect();
        lines.push(Message::new("explain.cells").with("cells", Argument::List(names, separator())));
    }
    for (key, words) in [("explain.terms", terms), ("explain.doubled", doubled)] {
        let words: Vec<&str> = words.iter().map(|term| term.word.as_str()).collect();
        if !words.is_empty() {
            lines.push(Message::new(key).with("words", list_of(&words)));
        }
    }
    let dates: Vec<String> =
        deadlines.iter().map(|deadline| format!("{}-{}", deadline.date.0, deadline.date.1)).collect();
    if !dates.is_empty() {
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        lines.push(Message::new("explain.deadlines").with("dates", list_of(&dates)));
    }
    lines.iter().map(|line| line.render(lang)).collect::<Vec<_>>().join("\n")
}

/// A cell in the form's own words.
fn cell_words(form: &Form, table: usize, cell: usize) -> Message {
    let spec = &form.tables[table];
    let found = spec.cells().nth(cell);
    let (row, column) = found.map_or(("", ""), |(row, column)| (row.label(), column.label()));
    Message::new("explain.cell").with("row", row).with("column", column)
}

fn list_of(words: &[&str]) -> Argument {
    Argument::List(words.iter().map(|word| Argument::from(*word)).collect(), separator())
}

fn separator() -> Arc<Text> {
    let text = |lang| word("coverage.separator", lang);
    Arc::new(Text { zh: text(Lang::Zh), en: text(Lang::En) })
}

/// The forms, a line each.
pub fn list(forms: &[Form], lang: Lang) -> String {
    forms.iter().map(|form| format!("{}\n", described(form, "forms.line", lang))).collect()
}

/// What a sound form file contains, and what its author may have forgotten.
pub fn sound(form: &Form, lang: Lang) -> String {
    let mut text = format!("{}\n", described(form, "forms.sound", lang));
    for hint in hints(form) {
        let _ = writeln!(text, "{}", Message::new("forms.hint").with("hint", hint).render(lang));
    }
    text
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
