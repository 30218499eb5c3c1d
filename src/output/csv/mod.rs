//! CSV. In: outcomes. Out: RFC 4180 lines, one file a table. Text cells cannot become formulas.

mod check;
mod extract;
mod wide;

pub use check::{Findings, Units};
pub use extract::{Long, Sections};
pub use wide::Wide;

use super::labels::Labels;
use crate::message::{Lang, has, word};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::io::{self, Write};

/// How ids, kinds and sentences are written in any CSV.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Ids, or words.
    pub labels: Labels,
    /// The language of sentences.
    pub lang: Lang,
}

impl Style {
    /// A kind's public name, or the word for it.
    fn kind(self, group: &str, code: &'static str) -> Cow<'static, str> {
        match self.labels {
            Labels::Id => code.into(),
            Labels::Zh => self.zh(group, code),
        }
    }

    fn zh(self, group: &str, code: &'static str) -> Cow<'static, str> {
        let key = format!("{group}.{code}");
        if has(&key) { word(&key, Lang::Zh).into() } else { code.into() }
    }
}

/// A line of cells, all of them text or numbers, none a formula.
#[derive(Debug, Default)]
struct Row(Vec<String>);

impl Row {
    /// A text cell.
    fn text(mut self, text: impl AsRef<str>) -> Self {
        self.0.push(guarded(text.as_ref()).into_owned());
        self
    }
    /// A text cell, empty where there is none.
    fn option(self, text: Option<impl AsRef<str>>) -> Self {
        match text {
            Some(text) => self.text(text),
            None => self.empty(),
        }
    }
    /// A number, empty where there is none.
    fn number(mut self, number: Option<Decimal>) -> Self {
        self.0.push(number.map_or_else(String::new, |number| number.to_string()));
        self
    }
    /// A count.
    fn count(mut self, count: impl ToString) -> Self {
        self.0.push(count.to_string());
        self
    }
    /// A year, empty where there is none.
    fn year(self, year: Option<i32>) -> Self {
        match year {
            Some(year) => self.count(year),
            None => self.empty(),
        }
    }
    fn empty(mut self) -> Self {
        self.0.push(String::new());
        self
    }
    /// As many empty cells as a line of this width still lacks.
    fn up_to(mut self, width: usize) -> Self {
        self.0.resize(width.max(self.0.len()), String::new());
        self
    }
}

/// Writes lines with CRLF, quoted where RFC 4180 says so.
fn write_rows(out: &mut dyn Write, rows: impl IntoIterator<Item = Row>) -> io::Result<()> {
    let mut csv = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    for Row(cells) in rows {
        csv.write_record(cells).map_err(io_error)?;
    }
    csv.flush()
}

fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The header line: the public names, or the words for them.
fn header(columns: &[&'static str], style: Style) -> Row {
    columns.iter().fold(Row::default(), |row, column| row.text(style.kind("header", column)))
}

/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. Text that does gets a `'`
/// in front; numbers, and marks such as `-` or `--`, stay as they are.
fn guarded(text: &str) -> Cow<'_, str> {
    let dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}');
    let formula = text.starts_with(['=', '+', '-', '@'])
        && text.chars().nth(1).is_some()
        && !text.chars().all(dash)
        && !is_number(text);
    if formula { format!("'{text}").into() } else { text.into() }
}

/// A sign, digits with separators, a fraction, a per cent sign.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = unsigned.strip_suffix('%').unwrap_or(unsigned);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str, allowed: fn(u8) -> bool| !part.is_empty() && part.bytes().all(allowed);
    whole.starts_with(|c: char| c.is_ascii_digit())
        && all(whole, |b| b.is_ascii_digit() || b == b',')
        && all(fraction, |b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_formulas_are_guarded() {
        for plain in
            ["", "-", "--", "-—", "—", "+21", "-3", "-1,234.50", "+12.5%", "=", "@", "0", "无", "a=b"]
        {
            assert_eq!(guarded(plain), plain);
        }
        for formula in
            ["=1+1", "+1+1", "-1+2", "@SUM(A1)", "-a", "=-", "-,1", "+.5", "-1.2.3", "- 3", "=cmd|'x'!A"]
        {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
    }

    #[test]
    fn cells_are_quoted_as_rfc_4180_says() {
        let mut out = Vec::new();
        let row = Row::default().text("a,b").text("say \"x\"").text("two\nlines").number(None).count(3);
        assert!(write_rows(&mut out, [row]).is_ok());
        assert_eq!(String::from_utf8_lossy(&out), "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",,3\r\n");
    }
}
