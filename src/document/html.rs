//! Imported web pages and plain text. In: text. Out: paragraphs and tables. Knows as much HTML as Word
//! writes when it imports: blocks end paragraphs, tables are tables (one inside another becomes text of its
//! cell), the rest is looked through. Not a browser.

use super::{Block, Cell, Holder, Paragraph, Table};
use crate::package::{Limits, unescape};
use crate::place::{At, Place};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A cell spans at most this many rows or columns.
const MOST_SPAN: u32 = 1024;

/// Every line is a paragraph; `None` where there are more than may be.
pub fn plain(text: &str, limits: &Limits) -> Option<Vec<Block>> {
    let mut out = Page { left: limits.squares, ..Page::default() };
    for line in text.trim_end().lines() {
        out.text.push_str(line);
        out.end_paragraph(true);
        out.within()?;
    }
    Some(out.blocks)
}

/// The paragraphs and tables of a page; `None` where there are more of them, or of their squares, than may be.
pub fn blocks(page: &str, limits: &Limits) -> Option<Vec<Block>> {
    let mut out = Page { left: limits.squares, ..Page::default() };
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        out.say(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        let name: String = tag
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .map(|c| c.to_ascii_lowercase())
            .collect();
        match name.trim_end_matches('/') {
            unseen @ ("script" | "style" | "head" | "title") => {
                rest = after_end_tag(rest, unseen);
            }
            name => out.tag(name, tag),
        }
        out.within()?;
    }
    if !rest.starts_with('<') {
        out.say(rest);
    }
    while out.depth > 0 {
        out.end_table();
    }
    out.end_paragraph(false);
    out.within()?;
    Some(out.blocks)
}

/// What follows the end tag of this name; nothing where there is none.
fn after_end_tag<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut ends = rest.match_indices("</");
    let end = ends
        .find(|(at, _)| rest.get(at + 2..at + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)));
    end.and_then(|(at, _)| rest[at..].split_once('>')).map_or("", |split| split.1)
}

#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    text: String,
    paragraphs: u32,
    tables: u32,
    /// What is left of [`Limits::squares`].
    left: u64,
    /// Whether more was wanted.
    beyond: bool,
    /// How many tables are open; only the outermost is one.
    depth: usize,
    row: u32,
    column: u32,
    columns: u32,
    cells: Vec<Cell>,
    /// Columns that a cell above still covers, up to which row.
    covered: BTreeMap<u32, u32>,
    in_cell: bool,
}

impl Page {
    fn within(&self) -> Option<()> {
        (!self.beyond).then_some(())
    }

    fn spend(&mut self, squares: u64) {
        self.beyond |= squares > self.left;
        self.left = self.left.saturating_sub(squares);
    }

    /// Adds text; white space is one blank, and none at the beginning.
    fn say(&mut self, raw: &str) {
        for c in referenced(raw).chars() {
            match c {
                ' ' | '\t' | '\r' | '\n' => {
                    if !(self.text.is_empty() || self.text.ends_with([' ', '\n'])) {
                        self.text.push(' ');
                    }
                }
                c => self.text.push(c),
            }
        }
    }

    fn tag(&mut self, name: &str, tag: &str) {
        match name {
            "br" => self.text.push('\n'),
            "table" => {
                if self.depth == 0 {
                    self.end_paragraph(false);
                    (self.row, self.column, self.columns) = (0, 0, 0);
                    self.cells.clear();
                    self.covered.clear();
                    self.in_cell = false;
                }
                self.depth += 1;
            }
            "/table" if self.depth > 0 => self.end_table(),
            "tr" if self.depth == 1 => {
                self.end_cell();
                self.row += 1;
                self.column = 0;
            }
            "td" | "th" if self.depth == 1 => {
                self.end_cell();
                self.row = self.row.max(1);
                self.start_cell(span(tag, "rowspan"), span(tag, "colspan"));
            }
            "/td" | "/th" | "/tr" if self.depth == 1 => self.end_cell(),
            "p" | "/p" | "div" | "/div" | "li" | "/li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "/h1"
            | "/h2" | "/h3" | "/h4" | "/h5" | "/h6" | "tr" | "/tr" | "hr" => {
                if self.depth == 0 {
                    self.end_paragraph(false);
                } else if !(self.text.is_empty() || self.text.ends_with('\n')) {
                    self.text.push('\n');
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self, even_empty: bool) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim_end_matches([' ', '\n']);
        if text.is_empty() && !even_empty {
            return;
        }
        self.paragraphs += 1;
        self.spend(1);
        self.blocks.push(Block::Paragraph(Paragraph {
            place: Place::body(At::Paragraph(self.paragraphs)),
            number: String::new(),
            text: text.to_owned(),
            style: None,
            outline_level: None,
        }));
    }

    fn start_cell(&mut self, rows: u32, columns: u32) {
        if self.column > MOST_SPAN {
            self.beyond = true;
            return;
        }
        self.spend(1);
        self.text.clear();
        while self.covered.get(&self.column).is_some_and(|until| *until >= self.row) {
            self.column += 1;
        }
        for column in self.column..self.column + columns {
            self.covered.insert(column, self.row + rows - 1);
        }
        self.cells.push(Cell {
            row: self.row,
            column: self.column + 1,
            row_span: rows,
            column_span: columns,
            text: String::new(),
        });
        self.column += columns;
        self.columns = self.columns.max(self.column);
        self.in_cell = true;
    }

    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.text);
        if let (true, Some(cell)) = (self.in_cell, self.cells.last_mut()) {
            cell.text = text.trim_end_matches([' ', '\n']).to_owned();
        }
        self.in_cell = false;
    }

    fn end_table(&mut self) {
        self.depth -= 1;
        if self.depth > 0 {
            return;
        }
        self.end_cell();
        let rows = self.cells.last().map_or(0, |cell| cell.row);
        if rows == 0 {
            return;
        }
        self.spend(u64::from(rows) * u64::from(self.columns));
        for cell in &mut self.cells {
            cell.row_span = cell.row_span.min(rows + 1 - cell.row);
        }
        self.tables += 1;
        self.blocks.push(Block::Table(Table {
            place: Place::body(At::Table(self.tables)),
            holder: Holder::Body,
            rows,
            columns: self.columns,
            cells: std::mem::take(&mut self.cells),
        }));
    }
}

/// Names of characters that Word writes in pages, beside those of XML.
const NAMED: [(&str, &str); 17] = [
    ("nbsp", "\u{A0}"),
    ("ldquo", "\u{201C}"),
    ("rdquo", "\u{201D}"),
    ("lsquo", "\u{2018}"),
    ("rsquo", "\u{2019}"),
    ("mdash", "\u{2014}"),
    ("ndash", "\u{2013}"),
    ("hellip", "\u{2026}"),
    ("middot", "\u{B7}"),
    ("bull", "\u{2022}"),
    ("times", "\u{D7}"),
    ("deg", "\u{B0}"),
    ("yen", "\u{A5}"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("thinsp", "\u{2009}"),
    ("shy", "\u{AD}"),
];

/// Text with its references replaced; what is none that is known stays as it stands.
fn referenced(raw: &str) -> Cow<'_, str> {
    const LONGEST: usize = 12;
    if !raw.contains('&') {
        return raw.into();
    }
    let mut plain = String::with_capacity(raw.len());
    let mut parts = raw.split('&');
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let known =
            part.split_once(';').filter(|(name, _)| name.len() <= LONGEST).and_then(|(name, rest)| {
                let named =
                    NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
                let reference = || format!("&{name};");
                named
                    .or_else(|| Some(unescape(&reference())).filter(|text| *text != reference()))
                    .map(|text| (text, rest))
            });
        match known {
            Some((text, rest)) => {
                plain.push_str(&text);
                plain.push_str(rest);
            }
            None => {
                plain.push('&');
                plain.push_str(part);
            }
        }
    }
    plain.into()
}

/// `rowspan` or `colspan`, at least 1.
fn span(tag: &str, name: &str) -> u32 {
    let lower = tag.get(..200).unwrap_or(tag).to_ascii_lowercase();
    let value = lower.split(name).nth(1).and_then(|rest| rest.trim_start().strip_prefix('='));
    let digits: String = value
        .unwrap_or_default()
        .chars()
        .skip_while(|c| !c.is_ascii_digit() && *c != '>' && !c.is_ascii_alphabetic())
        .take_while(char::is_ascii_digit)
        .take(9)
        .collect();
    digits.parse().unwrap_or(1).clamp(1, MOST_SPAN)
}
