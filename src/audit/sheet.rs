//! Tables as spreadsheets save them. In: text. Out: rows of cells under named columns, wherever the header stands
//! and whatever parts the cells (comma, tab, semicolon). Does not know what the columns mean.

use super::decode::decode;
use crate::message::{Lang, word};
use csv::{ReaderBuilder, StringRecord, Trim};

/// A table with its header found.
#[derive(Debug)]
pub struct Sheet {
    /// The names of the columns, as written.
    pub header: Vec<String>,
    /// The rows below the header that are not empty.
    pub rows: Vec<Row>,
}

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file it begins on, from 1.
    pub line: u64,
    /// Its cells, without white space around them.
    pub cells: Vec<String>,
}

/// The header is looked for in the first rows that are not empty.
const HEADER_WITHIN: usize = 10;
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// Why there is no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSheet {
    /// The bytes are in no known encoding.
    Encoding,
    /// There is nothing in it.
    Empty,
    /// No row names all columns that must be there; the first row as it stands.
    Header(Vec<String>),
    /// A quotation mark that opens on this line is never closed.
    Quote(u64),
}

/// The table of a file in which some row is a header by `is_header`.
///
/// # Errors
/// See [`NoSheet`].
pub fn read(bytes: &[u8], is_header: impl Fn(&[String]) -> bool) -> Result<Sheet, NoSheet> {
    let text = decode(bytes).ok_or(NoSheet::Encoding)?;
    let mut first: Option<Vec<String>> = None;
    for delimiter in DELIMITERS {
        let rows = rows(&text, delimiter);
        if rows.is_empty() {
            return Err(NoSheet::Empty);
        }
        let found = rows.iter().take(HEADER_WITHIN).position(|row| is_header(&row.cells));
        if let Some(at) = found {
            if let Some(line) = unclosed(&text, &rows) {
                return Err(NoSheet::Quote(line));
            }
            let mut rows = rows.into_iter().skip(at);
            let header = rows.next().map(|row| row.cells).unwrap_or_default();
            return Ok(Sheet { header, rows: rows.collect() });
        }
        let cells = rows.into_iter().next().map(|row| row.cells).unwrap_or_default();
        if first.as_ref().is_none_or(|first| first.len() < cells.len()) {
            first = Some(cells);
        }
    }
    Err(NoSheet::Header(first.unwrap_or_default()))
}

/// The rows of a text that are not empty.
pub fn rows(text: &str, delimiter: u8) -> Vec<Row> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    // The reader counts the lines of Windows one short.
    let (mut line, mut counted) = (1, 0);
    let mut row = |record: StringRecord| {
        let at =
            record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
        let rest = text.get(at..).unwrap_or_default();
        let begins = at + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = text.get(counted..begins).unwrap_or_default();
        line += passed.matches('\n').count() as u64;
        counted = begins;
        Row { line, cells: record.iter().map(unguarded).collect() }
    };
    // Text is UTF-8 and lines may be of any length: nothing can go wrong.
    let rows = reader.records().filter_map(Result::ok).map(&mut row);
    rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect()
}

/// The `'` that gouji puts before text that a spreadsheet would take for a formula is not part of the text.
fn unguarded(cell: &str) -> String {
    let text = cell.trim();
    match text.strip_prefix('\'') {
        Some(formula) if formula.starts_with(['=', '+', '-', '@']) => formula.to_owned(),
        _ => text.to_owned(),
    }
}

/// The line of the last row, where its quotation mark swallows the rest of the file.
fn unclosed(text: &str, rows: &[Row]) -> Option<u64> {
    let odd = text.matches('"').count() % 2 == 1;
    let last = rows.last().filter(|row| odd && row.cells.iter().any(|cell| cell.contains('\n')))?;
    Some(last.line)
}

impl Sheet {
    /// The column of a public name (`fingerprint`), in whatever language its header is written.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| is_column(cell, name))
    }
}

impl Row {
    /// A cell; empty where the row is shorter, or has no such column.
    pub fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).map_or("", String::as_str)
    }
}

/// Whether a header is that of the column with a public name: the name itself, or its words in a language.
pub fn is_column(cell: &str, name: &str) -> bool {
    let key = format!("header.{name}");
    let cell = cell.trim();
    cell.eq_ignore_ascii_case(name)
        || [Lang::Zh, Lang::En].into_iter().any(|lang| cell.eq_ignore_ascii_case(&word(&key, lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Result<Sheet, NoSheet> {
        read(text.as_bytes(), |cells| cells.iter().any(|cell| is_column(cell, "fingerprint")))
    }

    #[test]
    fn the_header_is_found_wherever_it_stands() {
        for text in [
            "decision,fingerprint\r\n属实,f1\r\n",
            ",\r\n\r\n处理决定一览,\r\n处理;,\r\n处理,指纹\r\n,\r\n属实,f1\r\n,,,\r\n",
            "处理\t指纹\t备注\n属实\tf1\t\n",
            "\"处理\";\"指纹\"\n\"属实\";\"f1\"\n",
            "FINGERPRINT,Decision\n f1 , 属实 \n",
        ] {
            let sheet = sheet(text).unwrap();
            let row = &sheet.rows[0];
            assert_eq!(sheet.rows.len(), 1, "{text}");
            assert_eq!(
                (row.cell(sheet.column("fingerprint")), row.cell(sheet.column("decision"))),
                ("f1", "属实")
            );
            assert_eq!(row.cell(sheet.column("reason")), "");
        }
    }

    #[test]
    fn what_is_no_table_is_told() {
        assert_eq!(sheet("").unwrap_err(), NoSheet::Empty);
        assert_eq!(sheet(" \r\n,,\r\n").unwrap_err(), NoSheet::Empty);
        assert_eq!(sheet("a;b\n1;2\n").unwrap_err(), NoSheet::Header(vec!["a".into(), "b".into()]));
        assert_eq!(sheet("fingerprint,decision\nf1,\"yes\nf2,no\n").unwrap_err(), NoSheet::Quote(2));
        assert_eq!(sheet("fingerprint,decision\nf1,5\" wide\n").unwrap().rows.len(), 1);
        assert_eq!(read(b"\xFF\xFF", |_| true).unwrap_err(), NoSheet::Encoding);
    }

    #[test]
    fn cells_keep_quotes_line_breaks_and_lose_the_guard() {
        let sheet = sheet("fingerprint,reason\nf1,\"两行\n\"\"引\"\"\"\nf2,'=1+1\n").unwrap();
        let reason = sheet.column("reason");
        assert_eq!((sheet.rows[0].cell(reason), sheet.rows[0].line), ("两行\n\"引\"", 2));
        assert_eq!((sheet.rows[1].cell(reason), sheet.rows[1].line), ("=1+1", 4));
    }
}
