//! The names of rows and columns in rules. In: rules as written, and the tables they are about. Out: nothing but
//! faults: what is not written in the notation, names that no table has, rows where columns or cells are meant,
//! lines that count twice. Does not know what the figures are.

use super::resolve::Resolver;
use super::rule::{self, Expression, Name, Part, Syntax};
use super::rules::table_of;
use super::words::word;
use super::{Block, Line, Table, syntax};
use crate::message::Message;
use toml::Spanned;

/// A table's editions with their indices.
type Editions<'t> = [(usize, &'t Table)];

impl Resolver<'_> {
    /// What is written in the notation of rules; `None` where that is not kept to.
    pub(super) fn notation<T>(
        &mut self,
        source: &Spanned<String>,
        read: impl Fn(&str) -> Result<T, Syntax>,
    ) -> Option<T> {
        match read(source.get_ref()) {
            Ok(read) => Some(read),
            Err(syntax) => {
                let rest = source.get_ref().get(syntax.at..).unwrap_or_default().trim_start();
                let label = rest.split(|c: char| c.is_ascii()).next().unwrap_or_default();
                let known = self.ids.iter().find(|(known, _)| !label.is_empty() && known == label);
                let message = match (known, syntax::wide(rest)) {
                    (Some((label, id)), _) => Message::new("form.label_for_id")
                        .with("label", label.as_str())
                        .with("id", id.as_str()),
                    _ if rest.starts_with(['\u{3001}', '\u{FF0C}', ',']) => Message::new("form.rule_comma"),
                    (None, Some(wide)) => wide,
                    _ if rest.starts_with(['(', '\u{FF08}', ')', '\u{FF09}']) => {
                        Message::new("form.rule_brackets")
                    }
                    _ if rest.starts_with(['<', '>', '=']) => Message::new("form.rule_relation"),
                    _ => Message::new("form.rule_syntax").with("what", word(syntax.expected)),
                };
                self.report(self.inside(source) + syntax.at, message);
                None
            }
        }
    }

    /// Reports names that no edition of the table has; says whether there were any.
    pub(super) fn names(
        &mut self,
        expression: &Expression,
        source: &Spanned<String>,
        editions: &Editions,
    ) -> bool {
        if self.trusted {
            return false;
        }
        let mut any = false;
        for part in expression.parts() {
            if let (Some(row), Some(column)) = (&part.row, &part.column)
                && is_column(editions, row)
                && is_row(editions, column)
                && !is_row(editions, row)
                && !is_column(editions, column)
            {
                let message = Message::new("form.cell_swapped");
                let message = message.with("row", column.text.as_str()).with("column", row.text.as_str());
                self.report(self.inside(source) + row.at, message);
                any = true;
                continue;
            }
            for (name, lines, others, what) in [
                (&part.row, rows as Lines, columns as Lines, "row"),
                (&part.column, columns as Lines, rows as Lines, "column"),
            ] {
                let Some(name) = name else { continue };
                if !is_there(editions, lines, name) {
                    self.unknown_line(editions, name, source, (lines, others, what));
                    any = true;
                }
            }
        }
        any
    }

    /// A name that is no line of its kind.
    fn unknown_line(
        &mut self,
        editions: &Editions,
        name: &Name,
        source: &Spanned<String>,
        (lines, others, what): (Lines, Lines, &str),
    ) {
        let at = self.inside(source) + name.at;
        let all = || blocks(editions).flat_map(lines);
        let above = name.text.trim_end_matches('*').trim_end_matches('.');
        let fault = if is_there(editions, others, name) {
            Some(if what == "row" { "form.is_column" } else { "form.is_row" })
        } else if all().any(|line| line.id == name.text) {
            Some("form.is_group")
        } else if above != name.text && all().any(|line| line.id == above) {
            Some("form.no_children")
        } else {
            None
        };
        if let Some(fault) = fault {
            let message = Message::new(fault).with("id", name.text.as_str()).with("above", above);
            self.report(at, message.with("what", word(what)));
            return;
        }
        // The prefix itself may be mistyped.
        let known: Vec<String> =
            all().flat_map(|line| [format!("{}{}", rule::LAST, line.id), line.id.clone()]).collect();
        let spanned = Spanned::new(at..at + name.text.len(), name.text.clone());
        let place = Message::new("form_word.table_named").with("id", table_of(editions));
        self.unknown(&spanned, what, place, known.iter().map(String::as_str));
    }

    /// A rule of whole rows and whole columns.
    pub(super) fn mixed(&mut self, expression: &Expression, source: &Spanned<String>, editions: &Editions) {
        let row = expression.parts().filter(|part| part.column.is_none()).find_map(|part| part.row.as_ref());
        let column =
            expression.parts().filter(|part| part.row.is_none()).find_map(|part| part.column.as_ref());
        let (Some(row), Some(column)) = (row, column) else { return };
        let key = match (is_column(editions, row), is_row(editions, column)) {
            (true, _) => "form.mixed_row_is_column",
            (_, true) => "form.mixed_column_is_row",
            _ => "form.rule_mixed",
        };
        let message = Message::new(key).with("row", row.text.as_str()).with("column", column.text.as_str());
        self.report(self.inside(source) + row.at.max(column.at), message);
    }

    /// Reports whole rows and columns where only cells can stand; says whether there were any.
    pub(super) fn whole_lines(
        &mut self,
        parts: &[Part],
        source: &Spanned<String>,
        editions: &Editions,
    ) -> bool {
        let first = |lines: Lines| {
            let mut all = blocks(editions).flat_map(lines).filter(|line| line.figures);
            all.next().map_or("", |line| line.id.as_str())
        };
        let mut any = false;
        for part in parts {
            let (name, message) = match (&part.row, &part.column) {
                (Some(row), None) => (
                    row,
                    Message::new("form.cell_of_row")
                        .with("example", format!("{}[{}]", row.text, first(columns))),
                ),
                (None, Some(column)) => (
                    column,
                    Message::new("form.cell_of_column")
                        .with("example", format!("{}[{}]", first(rows), column.text)),
                ),
                _ => continue,
            };
            self.report(self.inside(source) + name.at, message.with("id", name.text.as_str()));
            any = true;
        }
        any
    }

    /// Reports lines that stand on both sides of a rule, or twice on one.
    pub(super) fn doubled(&mut self, expression: &Expression, source: &Spanned<String>, editions: &Editions) {
        if self.trusted {
            return;
        }
        let sides = [
            (&expression.left, &expression.right),
            (&expression.left, &expression.left),
            (&expression.right, &expression.right),
        ];
        for (left, right) in sides {
            let same_side = std::ptr::eq(left, right);
            for (n, one) in left.iter().enumerate() {
                for other in right.iter().skip(if same_side { n + 1 } else { 0 }) {
                    let Some((id, wide, at)) = common(one, other, editions) else { continue };
                    let key = match (same_side, &wide) {
                        // The same line twice can be meant: there are no factors.
                        (true, None) => {
                            self.hint(self.inside(source) + at, Message::new("hint.twice").with("id", id));
                            continue;
                        }
                        (true, Some(_)) => "form.counted_twice",
                        (false, None) => "form.both_sides",
                        (false, Some(_)) => "form.total_among",
                    };
                    let message = Message::new(key).with("id", id).with("name", wide.unwrap_or_default());
                    self.report(self.inside(source) + at, message);
                    return;
                }
            }
        }
    }
}

/// Rows or columns of a block.
type Lines = for<'b> fn(&'b Block) -> &'b [Line];

fn rows(block: &Block) -> &[Line] {
    &block.rows
}

fn columns(block: &Block) -> &[Line] {
    &block.columns
}

fn blocks<'t>(editions: &Editions<'t>) -> impl Iterator<Item = &'t Block> {
    editions.iter().flat_map(|(_, table)| &table.blocks)
}

fn is_there(editions: &Editions, lines: Lines, name: &Name) -> bool {
    blocks(editions).any(|block| !rule::matching(lines(block), &name.text).is_empty())
}

fn is_row(editions: &Editions, name: &Name) -> bool {
    is_there(editions, rows, name)
}

fn is_column(editions: &Editions, name: &Name) -> bool {
    is_there(editions, columns, name)
}

/// A line that two terms have in common: its id, the term with `*` that takes it in, and where the second term is.
fn common(one: &Part, other: &Part, editions: &Editions) -> Option<(String, Option<String>, usize)> {
    if one.last != other.last {
        return None;
    }
    let shared = |lines: Lines, block: &Block, one: &Option<Name>, other: &Option<Name>| match (one, other) {
        (None, None) => Some(None),
        (Some(one), Some(other)) => {
            let ids: Vec<&str> =
                rule::lines_named(lines(block), &one.text).iter().map(|line| line.id.as_str()).collect();
            let others = rule::lines_named(lines(block), &other.text);
            let same = others.iter().find(|line| ids.contains(&line.id.as_str()))?;
            let wide = [one, other].into_iter().find(|name| name.text.ends_with('*'));
            Some(Some((same.id.clone(), wide.map(|name| name.text.clone()), other.at)))
        }
        _ => None,
    };
    blocks(editions).find_map(|block| {
        let row = shared(rows, block, &one.row, &other.row)?;
        let column = shared(columns, block, &one.column, &other.column)?;
        match (row, column) {
            (Some((row, a, at)), Some((column, b, _))) => Some((format!("{row}[{column}]"), a.or(b), at)),
            (row, column) => row.or_else(|| {
                column.map(|(id, wide, at)| (format!("[{id}]"), wide.map(|wide| format!("[{wide}]")), at))
            }),
        }
    })
}
