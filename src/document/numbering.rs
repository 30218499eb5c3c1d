//! Automatic numbers. In: `numbering.xml`, and paragraph by paragraph the list and level it is in. Out: the
//! number as printed and what separates it from the text. Reads no list that nothing refers to. Does not
//! know paragraphs. ECMA-376-1 §17.9.

use super::styles::Styles;
use super::xml::{attribute, children, is_on, number};
use crate::numeral::print;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

const LEVELS: usize = 9;
/// A level's text is at most 255 characters in Word, and a number no longer than this.
const MOST_TEXT: usize = 255;
const MOST_PRINTED: usize = 1000;
/// No more formats than this are noted.
const MOST_UNWRITTEN: usize = 16;

/// What stands between a number and its text (§17.9.28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Suffix {
    /// A tab, the default.
    #[default]
    Tab,
    /// One blank.
    Space,
    /// Nothing.
    Nothing,
}

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: i64,
    format: String,
    /// Whether the format is one that can be written.
    written: bool,
    /// Digits that a decimal is filled up to with zeros.
    width: usize,
    text: String,
    /// The level (from 1) whose use starts this one anew; 0: never; `None`: any level above.
    restart: Option<i64>,
    legal: bool,
    suffix: Suffix,
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: "decimal".to_owned(),
            written: true,
            width: 0,
            text: String::new(),
            restart: None,
            legal: false,
            suffix: Suffix::Tab,
            style: None,
        }
    }
}

/// A list as one `w:num` defines it.
struct List {
    /// Lists over the same abstract definition count together.
    counter: i64,
    levels: [Option<Level>; LEVELS],
    starts: [Option<i64>; LEVELS],
}

#[derive(Default)]
struct Counter {
    counts: [Option<i64>; LEVELS],
    /// The lists that have had their start override.
    overridden: HashSet<(i64, usize)>,
}

/// The lists of a document, and how far each has counted.
#[derive(Default)]
pub struct Numbering<'a> {
    nums: HashMap<i64, &'a [u8]>,
    abstracts: HashMap<i64, &'a [u8]>,
    lists: HashMap<i64, Option<Rc<List>>>,
    /// Formats that were wanted and cannot be written.
    pub unwritten: BTreeSet<String>,
    counters: HashMap<i64, Counter>,
}

impl<'a> Numbering<'a> {
    /// The lists of a part, not yet read.
    pub fn new(xml: &'a [u8]) -> Self {
        let mut numbering = Self::default();
        for (tag, inner) in children(xml, &["abstractNum", "num"]) {
            match (number(&tag, "numId"), number(&tag, "abstractNumId")) {
                (Some(id), _) => numbering.nums.entry(id).or_insert(inner),
                (_, Some(id)) => numbering.abstracts.entry(id).or_insert(inner),
                _ => continue,
            };
        }
        numbering
    }

    /// The level of a list that belongs to one of these styles (§17.9.23).
    pub fn level_of_style(&mut self, id: i64, lineage: &[String], styles: &mut Styles<'_>) -> Option<i64> {
        let list = self.list(id, styles)?;
        let at = list.levels.iter().position(|level| {
            level.as_ref().and_then(|l| l.style.as_ref()).is_some_and(|style| lineage.contains(style))
        })?;
        i64::try_from(at).ok()
    }

    /// Counts one paragraph on: its printed number and what follows it. `None` where there is no such list
    /// or level.
    pub fn next(&mut self, id: i64, level: i64, styles: &mut Styles<'_>) -> Option<(String, Suffix)> {
        let list = self.list(id, styles)?;
        let at = usize::try_from(level).ok().filter(|at| *at < LEVELS)?;
        let this = list.levels[at].as_ref()?;
        let counter = self.counters.entry(list.counter).or_default();
        let begin = |at: usize, counts: &mut [Option<i64>; LEVELS]| {
            let start = list.starts[at].or(list.levels[at].as_ref().map(|l| l.start)).unwrap_or(0);
            counts[at] = Some(start);
        };
        // Levels above that have not been used count as if they had been once.
        for above in 0..at {
            if counter.counts[above].is_none() {
                begin(above, &mut counter.counts);
            }
        }
        let fresh = list.starts[at].is_some() && !counter.overridden.contains(&(id, at));
        match counter.counts[at] {
            Some(count) if !fresh => counter.counts[at] = Some(count.saturating_add(1)),
            _ => begin(at, &mut counter.counts),
        }
        if fresh {
            counter.overridden.insert((id, at));
        }
        for below in at + 1..LEVELS {
            let restart = list.levels[below].as_ref().and_then(|l| l.restart);
            if restart.is_none_or(|level| (at as i64) < level) {
                counter.counts[below] = None;
            }
        }
        let counts = counter.counts;
        if !this.written && self.unwritten.len() < MOST_UNWRITTEN {
            self.unwritten.insert(this.format.chars().take(MOST_TEXT).collect());
        }
        Some((printed(&list, this, &counts), this.suffix))
    }

    fn list(&mut self, id: i64, styles: &mut Styles<'_>) -> Option<Rc<List>> {
        if let Some(known) = self.lists.get(&id) {
            return known.clone();
        }
        let list = self.define(id, styles).map(Rc::new);
        self.lists.insert(id, list.clone());
        list
    }

    fn define(&self, id: i64, styles: &mut Styles<'_>) -> Option<List> {
        let num = Definition::read(self.nums.get(&id)?);
        let mut counter = num.abstract_id?;
        let mut base = Definition::read(self.abstracts.get(&counter)?);
        // An abstract definition may only point to a numbering style, whose list is another `w:num`.
        for _ in 0..8 {
            let Some(link) = base.style_link.take() else { break };
            let target = styles.get(&link).list.and_then(|id| self.nums.get(&id));
            let Some(next) = target.and_then(|xml| Definition::read(xml).abstract_id) else { break };
            let Some(xml) = self.abstracts.get(&next) else { break };
            counter = next;
            base = Definition::read(xml);
        }
        let mut list = List { counter, levels: base.levels, starts: num.starts };
        for (level, over) in list.levels.iter_mut().zip(num.levels) {
            if over.is_some() {
                *level = over;
            }
        }
        Some(list)
    }
}

/// The level's text with each `%n` replaced by the count of level n.
fn printed(list: &List, level: &Level, counts: &[Option<i64>; LEVELS]) -> String {
    if level.format == "bullet" {
        return level.text.clone();
    }
    let mut out = String::new();
    let mut rest = level.text.as_str();
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digit = rest.chars().next().and_then(|c| c.to_digit(10)).filter(|d| *d > 0);
        let Some(which) = digit.map(|d| d as usize - 1) else {
            out.push('%');
            continue;
        };
        rest = &rest[1..];
        let Some(of) = &list.levels[which] else { continue };
        let Some(count) = counts[which] else { continue };
        let format = match level.legal && !matches!(of.format.as_str(), "none" | "decimalZero") {
            true => "decimal",
            false => &of.format,
        };
        let number = print::number(format, count);
        out.extend(std::iter::repeat_n('0', of.width.saturating_sub(number.len())));
        out.push_str(&number);
        if out.len() > MOST_PRINTED {
            break;
        }
    }
    out.push_str(rest);
    out
}

/// What a `w:num` or `w:abstractNum` says itself.
#[derive(Default)]
struct Definition {
    abstract_id: Option<i64>,
    style_link: Option<String>,
    levels: [Option<Level>; LEVELS],
    starts: [Option<i64>; LEVELS],
}

impl Definition {
    fn read(xml: &[u8]) -> Self {
        let mut found = Self::default();
        let mut reader = Reader::from_reader(xml);
        reader.config_mut().check_end_names = false;
        let mut at: Option<usize> = None;
        let mut in_level = false;
        while let Ok(event) = reader.read_event() {
            let (tag, empty) = match event {
                Event::Start(tag) => (tag, false),
                Event::Empty(tag) => (tag, true),
                Event::End(tag) if tag.local_name().as_ref() == "lvl" => {
                    in_level = false;
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let unread = matches!(tag.local_name().as_ref(), "Fallback" | "rPr" | "pPr" | "legacy");
            if unread && !empty {
                if reader.read_to_end(tag.name()).is_err() {
                    break;
                }
                continue;
            }
            match tag.local_name().as_ref() {
                "abstractNumId" => found.abstract_id = number(&tag, "val"),
                "numStyleLink" => found.style_link = attribute(&tag, "val").map(|v| v.into_owned()),
                "lvl" | "lvlOverride" => {
                    at = number(&tag, "ilvl").and_then(|v| usize::try_from(v).ok()).filter(|v| *v < LEVELS);
                    in_level = tag.local_name().as_ref() == "lvl" && !empty;
                    if let (true, Some(at)) = (in_level, at) {
                        found.levels[at] = Some(Level::default());
                    }
                }
                "startOverride" => {
                    if let Some(at) = at {
                        found.starts[at] = number(&tag, "val");
                    }
                }
                _ if in_level => {
                    if let Some(level) = at.and_then(|at| found.levels[at].as_mut()) {
                        level.say(&tag);
                    }
                }
                _ => {}
            }
        }
        found
    }
}

impl Level {
    fn say(&mut self, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "val").map(|v| v.into_owned());
        match tag.local_name().as_ref() {
            "start" => self.start = number(tag, "val").unwrap_or(0),
            "numFmt" => {
                self.format = value().unwrap_or_default();
                if self.format == "custom" {
                    // `001, 002, 003, ...`: what is left of the first comma shows the width.
                    let shown = attribute(tag, "format").unwrap_or_default();
                    let first = shown.split(',').next().unwrap_or_default().trim();
                    self.width = if first.ends_with('1') { first.len().min(10) } else { 0 };
                    self.format = "decimal".to_owned();
                }
                self.written = print::is_written(&self.format);
            }
            "lvlText" => self.text = value().unwrap_or_default().chars().take(MOST_TEXT).collect(),
            "lvlRestart" => self.restart = number(tag, "val"),
            "isLgl" => self.legal = is_on(tag),
            "suff" => {
                self.suffix = match value().as_deref() {
                    Some("nothing") => Suffix::Nothing,
                    Some("space") => Suffix::Space,
                    _ => Suffix::Tab,
                }
            }
            "pStyle" => self.style = value(),
            _ => {}
        }
    }
}
