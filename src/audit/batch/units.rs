//! A list of units as people keep it. In: bytes, a name a line or a table with a column of names. Out: the names.
//! Does not know what they are compared with.

use super::names::listed;
use crate::audit::decode::decode;
use crate::audit::sheet::{self, NoSheet};
use crate::message::{Lang, Message, word};

/// More of a line would not be read.
const LONGEST: usize = 60;

/// The units of a list: the column called 单位 (or `organization`, or another usual name) of a table; where there is
/// no such header, a name a line.
///
/// # Errors
/// What is wrong with it, and the line.
pub fn units(bytes: &[u8]) -> Result<Vec<String>, (u64, Message)> {
    let names = names(bytes)?;
    if names.is_empty() { Err((1, Message::new("expect.empty"))) } else { Ok(names) }
}

/// The units, even if there are none.
fn names(bytes: &[u8]) -> Result<Vec<String>, (u64, Message)> {
    match sheet::read(bytes, |cells| cells.iter().any(|cell| is_header(cell))) {
        Ok(table) => {
            let column = table.header.iter().position(|cell| is_header(cell));
            Ok(table.rows.iter().map(|row| row.cell(column)).filter_map(listed).map(str::to_owned).collect())
        }
        Err(NoSheet::Encoding) => Err((1, Message::new("sheet.encoding"))),
        Err(NoSheet::Quote(line)) => Err((line, Message::new("sheet.quote"))),
        Err(NoSheet::Empty) => Ok(Vec::new()),
        Err(NoSheet::Header(_)) => lines(&decode(bytes).unwrap_or_default()),
    }
}

/// A name a line; a line of several cells is a table without header.
fn lines(text: &str) -> Result<Vec<String>, (u64, Message)> {
    let mut names = Vec::new();
    for row in sheet::rows(text, b'\t') {
        let several = row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
        let name = row.cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
        if several || name.contains([',', ';']) {
            let line: String = row.cells.join(" ").chars().take(LONGEST).collect();
            return Err((row.line, Message::new("expect.columns").with("line", line)));
        }
        names.extend(listed(name).map(str::to_owned));
    }
    Ok(names)
}

/// Whether a cell is one of the usual headers of a column of units.
fn is_header(cell: &str) -> bool {
    let usual = |lang| {
        let words = word("expect.headers", lang);
        words.split_whitespace().any(|name| cell.eq_ignore_ascii_case(name))
    };
    usual(Lang::Zh) || usual(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_tables() {
        let expected = ["甲县教育局", "乙县水利局"];
        for text in [
            "甲县教育局\r\n\r\n乙县水利局",
            "单位\n甲县教育局\n乙县水利局\n",
            "序号,单位名称,联系人\n1,甲县教育局,张\n2,乙县水利局,李\n3,,\n",
            "2025年度应报送单位,,\n序号,单位,\n1,甲县教育局,\n2,乙县水利局,\n",
            "organization;year\n甲县教育局;2024\n乙县水利局;2024\n",
            "一、县直部门（2个）\n（1）甲县教育局\n（2）乙县水利局\n（3）\n",
            "单位\n县直部门\n1.甲县教育局\n2.乙县水利局\n",
        ] {
            assert_eq!(units(text.as_bytes()).unwrap(), expected, "{text}");
        }
        let (line, _) = units("甲县教育局,张\n".as_bytes()).unwrap_err();
        assert_eq!(line, 1);
        assert!(units(b"").is_err() && units("单位\n".as_bytes()).is_err() && units(b"\xFF\xFF").is_err());
    }
}
