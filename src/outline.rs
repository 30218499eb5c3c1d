//! Numbered headings and the text under each. In: a document. Out: its paragraphs outside tables, those that
//! look like headings told apart, and its tables with their position among them. Does not know XML or forms:
//! which headings are a form's own is for [`crate::extract`] to say.

use crate::document::{Block, Document, Paragraph, Table};
use crate::numeral::{OrdinalStyle, is_blank, leading_ordinal};
use crate::place::Place;
use std::collections::HashSet;

/// A document as lines and tables.
#[derive(Debug, Clone)]
pub struct Outline<'d> {
    /// Paragraphs outside tables, in reading order, empty ones included.
    pub lines: Vec<Line<'d>>,
    /// Tables, in reading order.
    pub tables: Vec<Standing<'d>>,
    /// The document itself.
    pub document: &'d Document,
}

/// A paragraph outside tables.
#[derive(Debug, Clone)]
pub struct Line<'d> {
    /// Where it stands.
    pub place: &'d Place,
    /// Its automatic number as printed.
    pub number: &'d str,
    /// Its text without the automatic number, trimmed.
    pub text: &'d str,
    /// What it says as a heading, if it looks like one.
    pub heading: Option<Heading<'d>>,
    /// Whether it is a line of a table of contents.
    pub contents: bool,
}

/// A paragraph taken apart as a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading<'d> {
    /// The ordinal as printed, punctuation included; empty where a style alone makes the heading.
    pub number: &'d str,
    /// How the ordinal is written.
    pub style: Option<OrdinalStyle>,
    /// The words of the heading.
    pub title: &'d str,
    /// Text that runs on in the same paragraph.
    pub body: &'d str,
}

/// A table and the number of lines before it.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'d> {
    /// The table.
    pub table: &'d Table,
    /// How many of [`Outline::lines`] stand before it.
    pub after: usize,
}

/// Longest title on a line of its own, in characters.
const TITLE: usize = 45;
/// No report has a page number of more digits.
const PAGE: usize = 3;
/// Longest title that runs on into its paragraph.
const RUN_IN: usize = 30;
/// Longest closed sentence that can still be a title.
const SENTENCE: usize = 20;
/// No report has a hundredth section; larger numbers are years.
const LARGEST_ORDINAL: u64 = 99;

/// Tells headings from text.
pub fn outline(document: &Document) -> Outline<'_> {
    let mut lines = Vec::new();
    let mut tables = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(line(paragraph)),
            Block::Table(table) => tables.push(Standing { table, after: lines.len() }),
        }
    }
    contents_without_pages(&mut lines, &tables);
    Outline { lines, tables, document }
}

/// Marks headings as lines of a table of contents where several stand one right after another and each is there
/// once more below.
fn contents_without_pages(lines: &mut [Line], tables: &[Standing]) {
    /// Fewer may be headings without text.
    const LINES: usize = 3;
    /// A table of contents begins among the first lines.
    const FIRST: usize = 200;
    type Title<'d> = (Option<OrdinalStyle>, &'d str);
    fn title<'d>(line: &Line<'d>) -> Option<Title<'d>> {
        line.heading.as_ref().map(|heading| (heading.style, heading.title))
    }
    let mut start = 0;
    while start < lines.len().min(FIRST) {
        let mut run: Vec<usize> = Vec::new();
        let mut titles: Vec<Option<Title>> = Vec::new();
        let mut end = start;
        while let Some(line) = lines.get(end) {
            let table = !run.is_empty() && tables.iter().any(|standing| standing.after == end);
            let plain = line.heading.as_ref().is_some_and(|heading| heading.body.is_empty());
            // What comes a second time is the heading itself.
            if table || !plain && !line.text.is_empty() || plain && titles.contains(&title(line)) {
                break;
            }
            if plain {
                run.push(end);
                titles.push(title(line));
            }
            end += 1;
        }
        if run.len() >= LINES {
            let below: HashSet<Title> = lines[end..].iter().filter_map(title).collect();
            if titles.iter().flatten().all(|title| below.contains(title)) {
                for &i in &run {
                    lines[i].heading = None;
                    lines[i].contents = true;
                }
            }
        }
        start = end.max(start + 1);
    }
}

fn line(paragraph: &Paragraph) -> Line<'_> {
    let text = paragraph.text.trim_matches(is_blank);
    let contents = is_contents(paragraph, text);
    let heading = (!contents && !text.is_empty()).then(|| heading(paragraph, text)).flatten();
    Line { place: &paragraph.place, number: &paragraph.number, text, heading, contents }
}

/// Lines of a table of contents have a style of their own, or end in leaders or a tab and a page number; numbered
/// ones in a blank and a page number.
fn is_contents(paragraph: &Paragraph, text: &str) -> bool {
    let style = paragraph.style.as_deref().unwrap_or_default().to_lowercase();
    let style = style.starts_with("toc ") || style == "toc";
    let unnumbered = text.trim_end_matches(|c: char| c.is_ascii_digit() || is_blank(c) && c != '\t');
    let led = unnumbered.ends_with(['…', '\t', '·']) || unnumbered.ends_with("...");
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let page = (1..=PAGE).contains(&digits) && text[..text.len() - digits].ends_with(is_blank);
    let numbered = || !paragraph.number.is_empty() || leading_ordinal(text).is_some();
    style || (unnumbered.len() < text.len() && led) || page && numbered() && text.chars().count() <= TITLE
}

fn heading<'d>(paragraph: &'d Paragraph, text: &'d str) -> Option<Heading<'d>> {
    let (number, style, rest) = if paragraph.number.is_empty() {
        match leading_ordinal(text) {
            Some(o) if o.value <= LARGEST_ORDINAL => {
                let (number, rest) = text.split_at(o.bytes);
                (number.trim_matches(is_blank), Some(o.style), rest)
            }
            _ => ("", None, text),
        }
    } else {
        // Word prints some numbers bare (一, 1) and sets them apart with a tab or blank.
        let spaced = format!("{} ", paragraph.number);
        let printed = leading_ordinal(&spaced);
        // The heading may have been numbered by hand as well, in another way or not as far as Word has counted.
        let typed = leading_ordinal(text).filter(|typed| {
            let chief = matches!(typed.style, OrdinalStyle::Chinese | OrdinalStyle::Part);
            let twice = printed.is_some_and(|printed| chief || printed.style == typed.style);
            twice && typed.value <= LARGEST_ORDINAL
        });
        let rest = typed.map_or(text, |typed| &text[typed.bytes..]);
        (paragraph.number.as_str(), printed.map(|ordinal| ordinal.style), rest)
    };
    let numbered = style.is_some_and(|style| style != OrdinalStyle::Circled);
    if !numbered && paragraph.outline_level.is_none() {
        return None;
    }
    let (title, body) = title(rest)?;
    Some(Heading { number, style, title, body })
}

/// Splits a heading's own words from text that runs on; `None` if the paragraph is plain text.
fn title(text: &str) -> Option<(&str, &str)> {
    let (first, below) = text.split_once('\n').unwrap_or((text, ""));
    let whole = first.trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':'));
    let closed = whole.ends_with(['。', '；', ';', '，', '！', '？']);
    if !whole.is_empty() && !closed && whole.chars().count() <= TITLE && !whole.contains('。') {
        return Some((whole, below));
    }
    let end = first.find(['。', '：', ':'])?;
    let (title, after) = first.split_at(end);
    let mark = after.chars().next().map_or(0, char::len_utf8);
    let body = &text[title.len() + mark..];
    let longest = if body.trim_matches(is_blank).is_empty() { SENTENCE } else { RUN_IN };
    let plain = !title.contains(['，', ',', '；', ';']);
    (plain && !title.is_empty() && title.chars().count() <= longest).then_some((title, body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::At;

    fn paragraph(number: &str, text: &str) -> Paragraph {
        Paragraph {
            place: Place::body(At::Paragraph(1)),
            number: number.into(),
            text: text.into(),
            style: None,
            outline_level: None,
        }
    }

    fn seen(number: &str, text: &str) -> Option<(String, String, String)> {
        line(&paragraph(number, text)).heading.map(|h| (h.number.into(), h.title.into(), h.body.into()))
    }

    fn heading(number: &str, title: &str, body: &str) -> Option<(String, String, String)> {
        Some((number.into(), title.into(), body.into()))
    }

    #[test]
    fn headings() {
        assert_eq!(seen("", "一、总体情况"), heading("一、", "总体情况", ""));
        assert_eq!(seen("一、", "总体情况"), heading("一、", "总体情况", ""));
        assert_eq!(seen("一、", "一、总体情况"), heading("一、", "总体情况", ""));
        assert_eq!(seen("1.", "一、总体情况"), heading("1.", "总体情况", ""));
        assert_eq!(seen("一、", "二、总体情况"), heading("一、", "总体情况", ""));
        assert_eq!(seen("", "　二．  主动公开：　"), heading("二．", "主动公开", ""));
        assert_eq!(
            seen("", "（一）主动公开情况。2024年发布信息。"),
            heading("（一）", "主动公开情况", "2024年发布信息。")
        );
        assert_eq!(seen("", "第一部分 总体情况"), heading("第一部分", "总体情况", ""));
    }

    #[test]
    fn what_is_no_heading() {
        for text in [
            "2024年，我局认真落实条例。",
            "一、总体情况………………3",
            "一、总体情况\t3",
            "一、总体情况 3",
            "2025.1.20",
            "2025. 1. 20",
            "（一）坚持公开为常态，不公开为例外，落实各项要求，推进工作。",
            "",
        ] {
            assert_eq!(seen("", text), None, "{text}");
        }
    }
}
