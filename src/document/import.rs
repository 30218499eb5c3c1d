//! Imported files (`w:altChunk`). In: the parts that a main part imports, and the blocks read so far. Out:
//! all blocks in one order, places counted through. A .docx is read as one, HTML and plain text by
//! their own modules; anything else is noted, and so are imports inside imports. What is imported into a
//! cell follows its table. ECMA-376-1 §17.17.2.1.

use super::{Block, Document, Note, Options, html};
use crate::package::{Limits, Package, decode_text};
use crate::place::{At, Place};
use std::sync::Arc;

/// No more imports than this are read, none larger than its share.
const MOST_IMPORTS: usize = 64;

/// How far paragraphs, tables and text boxes have been counted.
#[derive(Clone, Copy, Default)]
struct Counts {
    paragraphs: u32,
    tables: u32,
    boxes: u32,
}

/// Puts the imported files at their places.
pub fn merge(
    package: &Package<'_>,
    blocks: Vec<Option<Block>>,
    imports: &[(usize, String)],
    limits: &Limits,
    notes: &mut Vec<Note>,
) -> Vec<Block> {
    if imports.is_empty() {
        return blocks.into_iter().flatten().collect();
    }
    let mut merged = Vec::new();
    let mut added = Counts::default();
    let mut met = Counts::default();
    let share = limits.total_bytes / MOST_IMPORTS as u64;
    let mut limits = Limits { part_bytes: share, total_bytes: share, ..limits.clone() };
    let mut left = MOST_IMPORTS;
    let mut imports = imports.iter().peekable();
    let (mut found, mut shifts) = (Vec::new(), Vec::new());
    for (slot, block) in blocks.into_iter().enumerate() {
        if let Some((_, id)) = imports.next_if(|(at, _)| *at == slot) {
            let first = found.len();
            let mut blocks = match left.checked_sub(1) {
                Some(fewer) => {
                    left = fewer;
                    read(package, id, &limits, &mut found)
                }
                None => {
                    found.push(Note { kind: "import_not_read", detail: id.clone(), place: None });
                    Vec::new()
                }
            };
            limits.squares = limits.squares.saturating_sub(blocks.iter().map(size).sum());
            let before = Counts {
                paragraphs: met.paragraphs + added.paragraphs,
                tables: met.tables + added.tables,
                boxes: met.boxes + added.boxes,
            };
            let mut inside = Counts::default();
            for block in &mut blocks {
                count(block, &mut inside);
                move_on(block, before);
            }
            for place in found[first..].iter_mut().filter_map(|note| note.place.as_mut()) {
                *place = shifted(place, before);
            }
            added.paragraphs += inside.paragraphs;
            added.tables += inside.tables;
            added.boxes += inside.boxes;
            shifts.push((met, added));
            merged.extend(blocks);
        }
        if let Some(mut block) = block {
            count(&block, &mut met);
            move_on(&mut block, added);
            merged.push(block);
        }
    }
    for note in notes.iter_mut() {
        if let Some(place) = &mut note.place {
            let by = shifts.iter().rev().find(|(met, _)| after(place, *met)).map(|(_, added)| *added);
            *place = shifted(place, by.unwrap_or_default());
        }
    }
    notes.append(&mut found);
    merged
}

/// Reads one imported part.
fn read(package: &Package<'_>, id: &str, limits: &Limits, notes: &mut Vec<Note>) -> Vec<Block> {
    let mut note = |kind, detail: &str| notes.push(Note { kind, detail: detail.to_owned(), place: None });
    let Ok(Some(part)) = package.raw_by_id(id) else {
        note("import_not_read", id);
        return Vec::new();
    };
    let head = &part.bytes[..part.bytes.len().min(1024)];
    let has = |what: &[u8]| head.windows(what.len()).any(|bytes| bytes.eq_ignore_ascii_case(what));
    let mut inside = Vec::new();
    let blocks = if part.bytes.starts_with(b"PK\x03\x04") {
        let options = Options { no_imports: true, ..Options::default() };
        Document::parse_with(&part.bytes, limits, options).ok().map(|(document, _)| {
            inside = document.notes;
            document.blocks
        })
    } else if has(b"{\\rtf") || has(b"MIME-Version") {
        None
    } else if has(b"<html") || has(b"<body") || has(b"<!doctype html") || has(b"<p") || has(b"<table") {
        html::blocks(&decode_text(&part.bytes), limits)
    } else {
        html::plain(&decode_text(&part.bytes), limits)
    };
    let blocks = blocks.unwrap_or_default();
    note(if blocks.is_empty() { "import_not_read" } else { "imported" }, &part.name);
    notes.append(&mut inside);
    blocks
}

/// What a block counts towards [`Limits::squares`].
fn size(block: &Block) -> u64 {
    match block {
        Block::Paragraph(_) => 1,
        Block::Table(table) => u64::from(table.rows) * u64::from(table.columns) + table.cells.len() as u64,
    }
}

/// The outermost step of a place.
fn outermost(place: &Place) -> At {
    place.within.as_ref().map_or(place.at, |outer| outermost(outer))
}

fn place_of(block: &mut Block) -> &mut Place {
    match block {
        Block::Paragraph(paragraph) => &mut paragraph.place,
        Block::Table(table) => &mut table.place,
    }
}

fn count(block: &Block, counts: &mut Counts) {
    let place = match block {
        Block::Paragraph(paragraph) => &paragraph.place,
        Block::Table(table) => &table.place,
    };
    match outermost(place) {
        At::Paragraph(n) => counts.paragraphs = counts.paragraphs.max(n),
        At::Table(n) | At::Cell { table: n, .. } => counts.tables = counts.tables.max(n),
        At::TextBox(n) => counts.boxes = counts.boxes.max(n),
    }
}

/// Whether a place comes after what has been met.
fn after(place: &Place, met: Counts) -> bool {
    match outermost(place) {
        At::Paragraph(n) => n > met.paragraphs,
        At::Table(n) | At::Cell { table: n, .. } => n > met.tables,
        At::TextBox(n) => n > met.boxes,
    }
}

fn move_on(block: &mut Block, by: Counts) {
    let place = place_of(block);
    *place = shifted(place, by);
}

/// The same place with its outermost step counted on.
fn shifted(place: &Place, by: Counts) -> Place {
    match &place.within {
        Some(outer) => Place { within: Some(Arc::new(shifted(outer, by))), at: place.at },
        None => Place::body(match place.at {
            At::Paragraph(n) => At::Paragraph(n + by.paragraphs),
            At::Table(n) => At::Table(n + by.tables),
            At::Cell { table, row, column } => At::Cell { table: table + by.tables, row, column },
            At::TextBox(n) => At::TextBox(n + by.boxes),
        }),
    }
}
