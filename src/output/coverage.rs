//! The coverage of a form's rules in words. In: a sound form and what its equations can tell. Out: a paragraph for each edition of each table.
//! Does not know documents.

use crate::form::coverage::{Coverage, Distance, Equation};
use crate::form::{Form, Table};
use crate::message::{Argument, Lang, Message, Text, word};
use std::fmt::Write;
use std::sync::Arc;

/// Longer lists are cut short.
const LISTED: usize = 12;

/// What the equations of each table can tell.
pub fn describe(form: &Form, coverage: &[Coverage], lang: Lang) -> String {
    let mut text = String::new();
    for found in coverage {
        let table = &form.tables[found.table];
        let _ = writeln!(text, "\n{}", head(table, found).render(lang));
        for line in lines(table, found) {
            let _ = writeln!(text, "  {}", line.render(lang));
        }
    }
    text
}

fn head(table: &Table, found: &Coverage) -> Message {
    let id = match &table.edition {
        None => Argument::Text(table.id.clone()),
        Some(edition) => Argument::Message(
            Message::new("coverage.edition").with("id", table.id.as_str()).with("edition", edition.as_str()),
        ),
    };
    let message = match found.equations {
        0 => Message::new("coverage.bare"),
        _ => Message::new("coverage.table"),
    };
    message
        .with("id", id)
        .with("cells", found.cells)
        .with("equations", found.equations)
        .with("rank", found.rank)
}

/// How many wrong cells are detected, and located.
fn errors(found: &Coverage, distance: Distance) -> [Message; 2] {
    let key = match distance {
        Distance::Exactly(_) => "coverage.detected",
        Distance::AtLeast(_) => "coverage.detected_at_least",
    };
    let detected = distance.detected();
    let covered = found.cells - found.uncovered.len();
    let apart = covered - found.alike.iter().map(Vec::len).sum::<usize>();
    [
        Message::new(key).with("detected", detected).with("hidden", detected + 1),
        if distance.located() > 0 {
            Message::new("coverage.located").with("located", distance.located())
        } else {
            Message::new("coverage.not_located").with("apart", apart).with("covered", covered)
        },
    ]
}

fn lines(table: &Table, found: &Coverage) -> Vec<Message> {
    let mut lines = Vec::new();
    if let Some(distance) = found.distance {
        lines.extend(errors(found, distance));
    }
    let cells = |cells: &[usize]| list(cells.iter().map(|&cell| Argument::Text(name(table, cell))).collect());
    if found.equations > 0 && !found.uncovered.is_empty() {
        lines.push(
            Message::new("coverage.uncovered")
                .with("count", found.uncovered.len())
                .with("cells", cells(&found.uncovered)),
        );
    }
    if found.across > 0 {
        lines.push(Message::new("coverage.across").with("count", found.across));
    }
    for group in &found.alike {
        lines.push(Message::new("coverage.alike").with("count", group.len()).with("cells", cells(group)));
    }
    if !found.implied.is_empty() {
        let names = found.implied.iter().map(|equation| Argument::Message(named(equation))).collect();
        lines.push(
            Message::new("coverage.implied")
                .with("count", found.implied.len())
                .with("equations", list(names)),
        );
    }
    lines
}

/// A cell by the ids that rules call it.
fn name(table: &Table, cell: usize) -> String {
    table.cells().nth(cell).map_or_else(String::new, |(row, column)| format!("{}[{}]", row.id, column.id))
}

fn named(equation: &Equation) -> Message {
    match &equation.line {
        None => Message::of(Arc::new(Text { zh: equation.rule.clone(), en: equation.rule.clone() })),
        Some(line) => {
            Message::new("coverage.equation").with("rule", equation.rule.as_str()).with("line", line.as_str())
        }
    }
}

/// The first of a list, and how many more there are.
fn list(mut items: Vec<Argument>) -> Argument {
    let more = items.len().saturating_sub(LISTED);
    if more > 1 {
        items.truncate(LISTED);
        items.push(Argument::Message(Message::new("coverage.more").with("count", more)));
    }
    let separator =
        Text { zh: word("coverage.separator", Lang::Zh), en: word("coverage.separator", Lang::En) };
    Argument::List(items, Arc::new(separator))
}
