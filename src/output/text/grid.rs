//! A table drawn with lines. In: cells with the squares they cover. Out: a frame around each, its text inside,
//! columns as wide as a terminal allows; East Asian characters count as two.

use crate::document::{Cell, Table};
use crate::output::paint::Plain;
use std::io::{self, Write};
use unicode_width::UnicodeWidthChar;

/// The width of a whole table, where its columns can be made narrow enough.
const WIDTH: usize = 100;
/// No column is narrower than this: two East Asian characters.
const NARROWEST: usize = 4;
/// Tables of more squares are not drawn, only listed: no screen holds them.
const DRAWN: u64 = 200_000;
const NOBODY: usize = usize::MAX;

/// Draws the table, each line ended by a line break.
pub fn draw(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let (rows, columns) = (table.rows as usize, table.columns as usize);
    if rows == 0 || columns == 0 {
        return Ok(());
    }
    if u64::from(table.rows) * u64::from(table.columns) > DRAWN {
        return list(table, out);
    }
    let spans: Vec<Span> = table.cells.iter().map(|cell| Span::of(cell, rows, columns)).collect();
    let mut owners = vec![NOBODY; rows * columns];
    for (index, span) in spans.iter().enumerate() {
        for row in span.rows.clone() {
            owners[row * columns..][span.columns.clone()].fill(index);
        }
    }
    let widths = widths(&spans, columns);
    let texts: Vec<Vec<String>> = spans.iter().map(|span| wrapped(span.text, span.width(&widths))).collect();
    let heights = heights(&spans, &texts, rows);
    Drawing { rows, columns, owners, widths, heights, spans, texts }.print(out)
}

/// A cell cut to the grid.
struct Span<'t> {
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
    text: &'t str,
}

impl<'t> Span<'t> {
    fn of(cell: &'t Cell, rows: usize, columns: usize) -> Self {
        let range = |first: u32, count: u32, end: usize| {
            let first = (first as usize).saturating_sub(1).min(end);
            first..(first + count.max(1) as usize).min(end)
        };
        Span {
            rows: range(cell.row, cell.row_span, rows),
            columns: range(cell.column, cell.column_span, columns),
            text: &cell.text,
        }
    }

    /// The room for text: that of its columns, and of the lines between them.
    fn width(&self, widths: &[usize]) -> usize {
        widths[self.columns.clone()].iter().sum::<usize>() + 3 * self.columns.len().saturating_sub(1)
    }
}

/// As wide as the texts of single columns need; the widest made narrower until the table fits.
fn widths(spans: &[Span], columns: usize) -> Vec<usize> {
    let mut widths = vec![NARROWEST; columns];
    for span in spans.iter().filter(|span| span.columns.len() == 1) {
        let needs = span.text.lines().map(width).max().unwrap_or(0);
        let column = &mut widths[span.columns.start];
        *column = needs.max(*column);
    }
    let room = WIDTH.saturating_sub(3 * columns + 1);
    while widths.iter().sum::<usize>() > room {
        let excess = widths.iter().sum::<usize>() - room;
        let Some(widest) = (0..columns).max_by_key(|&column| widths[column]) else { break };
        let next = widths.iter().copied().filter(|&width| width < widths[widest]).max().unwrap_or(NARROWEST);
        if widths[widest] <= NARROWEST {
            break;
        }
        widths[widest] =
            next.max(widths[widest].saturating_sub(excess)).min(widths[widest] - 1).max(NARROWEST);
    }
    widths
}

/// As high as the texts need; a cell over several rows lends its last row what it lacks.
fn heights(spans: &[Span], texts: &[Vec<String>], rows: usize) -> Vec<usize> {
    let mut heights = vec![1; rows];
    for (span, text) in spans.iter().zip(texts).filter(|(span, _)| span.rows.len() == 1) {
        heights[span.rows.start] = heights[span.rows.start].max(text.len());
    }
    for (span, text) in spans.iter().zip(texts).filter(|(span, _)| span.rows.len() > 1) {
        let has = heights[span.rows.clone()].iter().sum::<usize>() + span.rows.len() - 1;
        heights[span.rows.end - 1] += text.len().saturating_sub(has);
    }
    heights
}

struct Drawing<'t> {
    rows: usize,
    columns: usize,
    owners: Vec<usize>,
    widths: Vec<usize>,
    heights: Vec<usize>,
    spans: Vec<Span<'t>>,
    texts: Vec<Vec<String>>,
}

impl Drawing<'_> {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        // How many lines of each cell's text are printed.
        let mut printed = vec![0; self.spans.len()];
        for row in 0..self.rows {
            self.border(row, &mut printed, out)?;
            for _ in 0..self.heights[row] {
                self.line(row, &mut printed, out)?;
            }
        }
        self.border(self.rows, &mut printed, out)
    }

    /// Who owns a square; nobody outside.
    fn owner(&self, row: Option<usize>, column: Option<usize>) -> usize {
        match (row, column) {
            (Some(row), Some(column)) if row < self.rows && column < self.columns => {
                self.owners[row * self.columns + column]
            }
            _ => NOBODY,
        }
    }

    /// The line above `row`. A cell that goes on through it goes on with its text.
    fn border(&self, row: usize, printed: &mut [usize], out: &mut dyn Write) -> io::Result<()> {
        let above = row.checked_sub(1);
        let mut line = String::new();
        let mut column = 0;
        while column <= self.columns {
            let left = column.checked_sub(1);
            let square = |row, column| self.owner(row, column);
            let corners = [
                square(above, left),
                square(above, Some(column)),
                square(Some(row), left),
                square(Some(row), Some(column)),
            ];
            line.push(corner(corners));
            if column == self.columns {
                break;
            }
            let (up, down) = (corners[1], corners[3]);
            if up != down {
                line.extend(std::iter::repeat_n('─', self.widths[column] + 2));
                column += 1;
            } else if up == NOBODY {
                line.extend(std::iter::repeat_n(' ', self.widths[column] + 2));
                column += 1;
            } else {
                self.text(up, printed, &mut line);
                column = self.spans[up].columns.end;
            }
        }
        writeln!(out, "      {}", line.trim_end())
    }

    fn line(&self, row: usize, printed: &mut [usize], out: &mut dyn Write) -> io::Result<()> {
        let mut line = String::new();
        let (mut column, mut before) = (0, NOBODY);
        while column < self.columns {
            let owner = self.owner(Some(row), Some(column));
            line.push(if owner == before { ' ' } else { '│' });
            if owner == NOBODY {
                line.extend(std::iter::repeat_n(' ', self.widths[column] + 2));
                column += 1;
            } else {
                self.text(owner, printed, &mut line);
                column = self.spans[owner].columns.end;
            }
            before = owner;
        }
        line.push(if before == NOBODY { ' ' } else { '│' });
        writeln!(out, "      {}", line.trim_end())
    }

    /// The next line of a cell's text, filled up to the cell's width.
    fn text(&self, owner: usize, printed: &mut [usize], line: &mut String) {
        let room = self.spans[owner].width(&self.widths);
        let text = self.texts[owner].get(printed[owner]).map_or("", String::as_str);
        printed[owner] += 1;
        line.push(' ');
        line.push_str(text);
        line.extend(std::iter::repeat_n(' ', room.saturating_sub(width(text)) + 1));
    }
}

/// The character where four squares meet (left and right above, left and right below), by the lines that
/// leave it: up, down, left, right.
fn corner([above_left, above, below_left, below]: [usize; 4]) -> char {
    let (up, down) = (above_left != above, below_left != below);
    let (left, right) = (above_left != below_left, above != below);
    match (up, down, left, right) {
        (true, true, true, true) => '┼',
        (true, true, true, false) => '┤',
        (true, true, false, true) => '├',
        (true, false, true, true) => '┴',
        (false, true, true, true) => '┬',
        (true, false, true, false) => '┘',
        (true, false, false, true) => '└',
        (false, true, true, false) => '┐',
        (false, true, false, true) => '┌',
        (true, _, false, false) | (_, true, false, false) => '│',
        (false, false, true, _) | (false, false, _, true) => '─',
        (false, false, false, false) => ' ',
    }
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The lines of a text, broken where they are wider than the room.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let (mut part, mut used) = (String::new(), 0);
        for c in Plain(line).to_string().chars() {
            let wide = c.width().unwrap_or(0);
            if used + wide > room && !part.is_empty() {
                lines.push(std::mem::take(&mut part));
                used = 0;
            }
            part.push(c);
            used += wide;
        }
        lines.push(part);
    }
    lines
}

/// A cell a line.
fn list(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    for cell in table.cells.iter().filter(|cell| !cell.text.is_empty()) {
        writeln!(out, "      R{}C{}  {}", cell.row, cell.column, Plain(&cell.text))?;
    }
    Ok(())
}
