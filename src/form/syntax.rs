//! Slips of TOML in plain words. In: a file and what the parser says of it. Out: each slip with its place, one a
//! line, and whether what was read can be relied on. Does not know forms; the words are in `messages/form.toml`
//! under `toml.<what the parser says>`.

use super::words::word;
use crate::message::{Message, has};
use toml::de::Error;

/// The slip that leaves the rest of the file as it is.
const DOUBLED: &str = "duplicate_key";
/// Slips by which the lines that follow are read as something else.
const UNCLOSED: [&str; 2] = ["unexpected_in_array", "unclosed_inline_table"];

/// Every slip with its byte, and whether the rest was read as it is meant. `headers` are those that stand in
/// double brackets.
pub(super) fn faults(toml: &str, errors: &[Error], headers: &[&str]) -> (Vec<(usize, Message)>, bool) {
    let mut slips: Vec<(usize, String, &str)> = errors.iter().map(|error| slip(toml, error)).collect();
    slips.sort_by_key(|slip| slip.0);
    let mut faults = Vec::new();
    let mut readable = true;
    let mut last_line = None;
    // Where a table ends that was read as the one before it continued.
    let mut merged = 0;
    for (at, kind, text) in &slips {
        let (at, text) = (*at, *text);
        if kind == DOUBLED {
            if at >= merged {
                let (fault, end) = doubled(toml, at, text, headers);
                faults.extend(fault);
                merged = end;
            }
            continue;
        }
        readable = false;
        let line = toml.get(..at).unwrap_or(toml).matches('\n').count();
        // An open bracket is noticed in the line below.
        let missing_comma = kind.starts_with("missing_comma");
        let open = slips.iter().find(|(other, kind, _)| {
            let on_line = toml.get(at..*other).is_some_and(|between| !between.contains('\n'));
            let noticed =
                *other == at || *other > at && (missing_comma || on_line) && at_start_of_line(toml, at);
            UNCLOSED.contains(&kind.as_str()) && noticed
        });
        if let Some((_, kind, _)) = open {
            faults.push((at, Message::new(&format!("toml.{kind}"))));
            break;
        }
        if last_line != Some(line) {
            faults.push((at, said(kind, text, toml.get(at..).unwrap_or_default())));
        }
        last_line = Some(line);
    }
    (faults, readable)
}

/// Where a slip is, what the parser calls it, as a key of the catalogue, and the text it is about.
fn slip<'t>(toml: &'t str, error: &Error) -> (usize, String, &'t str) {
    let span = error.span().unwrap_or_default();
    let what = error.message().split(", expected").next().unwrap_or_default();
    let letters = what.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' });
    let words: Vec<String> = letters.collect::<String>().split_whitespace().map(str::to_owned).collect();
    (span.start, words.join("_"), toml.get(span).unwrap_or_default())
}

fn at_start_of_line(toml: &str, at: usize) -> bool {
    let before = toml.get(..at).unwrap_or_default();
    before.rsplit('\n').next().is_some_and(|line| line.trim().is_empty())
}

/// What ends a line elsewhere.
const END: [char; 3] = ['\u{FF1B}', ';', '\u{3002}'];

/// Full-width punctuation and what is typed instead.
fn half(wide: char) -> Option<&'static str> {
    Some(match wide {
        '\u{3000}' => " ",
        '\u{3001}' | '\u{FF0C}' => ",",
        '\u{3010}' | '\u{FF3B}' => "[",
        '\u{3011}' | '\u{FF3D}' => "]",
        '\u{201C}' | '\u{201D}' => "\"",
        '\u{2018}' | '\u{2019}' => "'",
        '\u{FF1A}' | '\u{FF1D}' => "=",
        '\u{FF5B}' => "{",
        '\u{FF5D}' => "}",
        '\u{FF0B}' => "+",
        '\u{FF0D}' | '\u{2212}' | '\u{2014}' => "-",
        '\u{2264}' => "<=",
        '\u{2265}' => ">=",
        '\u{FF03}' => "#",
        _ => return None,
    })
}

/// The full-width punctuation that a slip begins with.
pub(super) fn wide(text: &str) -> Option<Message> {
    wide_sign(text.chars().next()?)
}

fn wide_sign(found: char) -> Option<Message> {
    let half = half(found)?;
    Some(Message::new("form.wide").with("found", found.to_string()).with("half", half))
}

fn said(kind: &str, text: &str, rest: &str) -> Message {
    let key = format!("toml.{kind}");
    let ends =
        rest.trim_start_matches(' ').starts_with(['}', ']', ',', '\n', '\r']) || rest.trim().is_empty();
    let wide_inside = || text.chars().find_map(wide_sign);
    if let Some(message) = wide(rest.trim_start_matches(' ')).or_else(wide_inside) {
        message
    } else if rest.starts_with(END) {
        Message::new("toml.ended").with("found", rest.chars().take(1).collect::<String>())
    } else if rest.trim_start().starts_with("//") {
        Message::new("toml.comment")
    } else if rest.trim_start().starts_with(':') {
        Message::new("form.wide").with("found", ":").with("half", "=")
    } else if ends && matches!(kind, "string_values_must_be_quoted" | "invalid_literal_string") {
        Message::new("toml.value_missing")
    } else if has(&key) {
        Message::new(&key).with("found", text)
    } else {
        Message::new("toml.other")
    }
}

/// A key or header that is there twice; one in single brackets may be meant to be. And up to where keys count as
/// doubled only because of it.
fn doubled(toml: &str, at: usize, text: &str, headers: &[&str]) -> (Option<(usize, Message)>, usize) {
    let start = toml.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let rest = toml.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default().trim();
    let header = line.strip_prefix('[').map(|rest| rest.trim_start_matches('['));
    let path = header.and_then(|rest| rest.split(']').next()).map(str::trim);
    let twice = || {
        let (what, id) = match path {
            Some(path) => ("header_word", format!("[{path}]")),
            None => ("key", text.to_owned()),
        };
        Message::new("form.duplicate").with("what", word(what)).with("id", id)
    };
    let end = if path.is_some() { rest.find("\n[").map_or(toml.len(), |end| start + end) } else { 0 };
    let fault = match path.filter(|path| headers.contains(path)) {
        // The one before it lacks brackets, and is told of.
        Some(_) if line.starts_with("[[") => None,
        Some(path) => Some((start, Message::new("form.header_many").with("id", path))),
        None => Some((at, twice())),
    };
    (fault, end)
}
