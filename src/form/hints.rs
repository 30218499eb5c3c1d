//! What the author of a sound form may have forgotten. In: a form, and the file it was read from. Out: a sentence each,
//! with its place where it has one. Does not know what the author means: none of it is a mistake.

use super::checks::model_of_bodies;
use super::coverage::Coverage;
use super::file::FormFile;
use super::resolve::Resolver;
use super::words::listed;
use super::{Fault, Form, Kind, Named, Table};
use crate::message::Message;
use crate::numeral::Unit;

/// What is worth a second look: what has a place in the file, in order, then what is not there.
pub fn hints(form: &Form, coverage: &[Coverage]) -> Vec<(Option<(usize, usize)>, Message)> {
    let place = |hint: &Fault| (Some((hint.line, hint.column)), hint.message.clone());
    let mut hints: Vec<_> = form.hints.iter().map(place).collect();
    hints.extend(contradictory(form, coverage));
    hints.sort_by_key(|&(place, _)| place);
    let mut whole = Vec::new();
    if form.titles.is_empty() {
        whole.push(Message::new("hint.no_title"));
    }
    if form.tables.is_empty() {
        whole.push(Message::new("hint.no_table"));
    }
    for table in &form.tables {
        whole.extend(money(table));
    }
    const USUAL: [Named; 4] =
        [Named::TableMissing, Named::ValueMissing, Named::ValueBlank, Named::ValueUnreadable];
    let absent: Vec<&str> =
        USUAL.into_iter().filter(|&named| form.rule_named(named).is_none()).map(Named::name).collect();
    if !form.tables.is_empty() && !absent.is_empty() {
        let names = listed(absent.iter().map(|&name| name.to_owned()));
        whole.push(Message::new("hint.usual_checks").with("checks", names));
    }
    hints.extend(whole.into_iter().map(|message| (None, message)));
    hints
}

/// Equations that leave only 0 for some cells, or say nothing: one hint a rule, at its id.
fn contradictory(form: &Form, coverage: &[Coverage]) -> Vec<(Option<(usize, usize)>, Message)> {
    let mut rules: Vec<(&str, Vec<String>)> = Vec::new();
    for found in coverage {
        let cells: Vec<String> = form.tables[found.table]
            .cells()
            .map(|(row, column)| format!("{}[{}]", row.id, column.id))
            .collect();
        for (equation, zero) in &found.contradictory {
            let known = rules.iter().position(|(rule, _)| *rule == equation.rule);
            let index = known.unwrap_or_else(|| {
                rules.push((&equation.rule, Vec::new()));
                rules.len() - 1
            });
            let zero = zero.iter().filter_map(|&cell| cells.get(cell));
            rules[index].1.extend(zero.cloned());
        }
    }
    let of = |(rule, mut cells): (&str, Vec<String>)| {
        const LISTED: usize = 8;
        let key = if cells.is_empty() { "hint.empty" } else { "hint.contradictory" };
        cells.dedup();
        let count = cells.len();
        cells.truncate(LISTED);
        if count > LISTED {
            cells.push("…".to_owned());
        }
        let message = Message::new(key).with("rule", rule).with("count", count);
        (place_of(form, rule), message.with("cells", listed(cells.into_iter())))
    };
    rules.into_iter().map(of).collect()
}

/// Line and column of a rule's id.
fn place_of(form: &Form, rule: &str) -> Option<(usize, usize)> {
    let file: FormFile = toml::from_str(&form.source).ok()?;
    let found = file.rule.iter().find(|known| known.id.get_ref() == rule)?;
    Some(super::resolve::line_and_column(&form.source, found.id.span().start))
}

/// Columns and rows whose header names a unit of money, and which the form takes for counts.
fn money(table: &Table) -> impl Iterator<Item = Message> {
    let lines = table.blocks.iter().flat_map(|block| block.rows.iter().chain(&block.columns));
    let counts = lines.filter(|line| line.figures && !matches!(line.kind, Some(Kind::Amount | Kind::Change)));
    counts.filter(|line| line.path.iter().any(|label| Unit::in_header(label).is_some())).map(|line| {
        Message::new("hint.money")
            .with("id", line.id.as_str())
            .with("label", line.label())
            .with("written", format!("kinds = {{ {} = \"amount\" }}", line.id))
    })
}

impl Resolver<'_> {
    /// What has no effect without something else.
    pub(super) fn look_again(&mut self, file: &FormFile) {
        let has = |named: Named| {
            file.rule
                .iter()
                .any(|rule| rule.check.as_ref().is_some_and(|check| check.get_ref() == named.name()))
        };
        let lists = Named::ALL.iter().any(|&(name, named)| name.starts_with(NARRATIVE) && has(named));
        if let Some(phrase) = file.phrase.first().filter(|_| !lists) {
            self.hint(
                phrase.id.span().start,
                Message::new("hint.phrases").with("check", Named::NarrativeCount.name()),
            );
        }
        for pattern in file.title.patterns.first().into_iter().filter(|_| !has(Named::Title)) {
            self.hint(
                pattern.span().start,
                Message::new("hint.title_unchecked").with("check", Named::Title.name()),
            );
        }
        for rule in &file.rule {
            let Some(check) = &rule.check else { continue };
            let named = Named::ALL.iter().find(|(name, _)| name == check.get_ref()).map(|&(_, named)| named);
            let message = match named {
                Some(Named::Organization) if file.bodies.name.is_none() => {
                    Message::new("hint.no_bodies").with("written", model_of_bodies())
                }
                Some(named) if named.is_of_batch() => Message::new("hint.of_batch"),
                Some(named) if named.name().starts_with(NARRATIVE) && file.phrase.is_empty() => {
                    Message::new("hint.no_phrases")
                }
                _ => continue,
            };
            self.hint(check.span().start, message.with("check", check.get_ref().as_str()));
        }
    }
}

/// How the names of the checks begin that are about counts in the text.
const NARRATIVE: &str = "narrative.";
