//! Properties of paragraphs, runs, rows, cells and content controls. In: the events inside a `…Pr` element.
//! Out: the few of them that decide what is shown. Does not know where the element stands. ECMA-376-1
//! §17.3.1.26 (pPr), §17.3.2.28 (rPr), §17.4.81 (trPr), §17.4.69 (tcPr), §17.5.2.38 (sdtPr).

use super::styles::outline;
use super::table::{self, Merge, Shape};
use super::xml::{Cursor, Token, attribute, is_on, number};
use crate::error::Error;
use quick_xml::events::BytesStart;

/// What a paragraph says of itself.
#[derive(Debug, Default, Clone)]
pub struct Paragraph {
    /// `pStyle`.
    pub style: Option<String>,
    /// `numId`.
    pub list: Option<i64>,
    /// `ilvl`.
    pub level: Option<i64>,
    /// `outlineLvl`, from 1.
    pub outline: Option<u8>,
    /// Its mark is deleted or moved away, so that the next paragraph joins it.
    pub mark_deleted: bool,
    /// Its mark is hidden.
    pub mark_hidden: Option<bool>,
    /// It ends a section.
    pub section: bool,
}

/// What a run says of itself.
#[derive(Debug, Default, Clone)]
pub struct Run {
    /// `rStyle`.
    pub style: Option<String>,
    /// `vanish`.
    pub hidden: Option<bool>,
    deleted: bool,
}

/// What a row says of itself.
#[derive(Debug, Default, Clone, Copy)]
pub struct Row {
    /// Grid columns left free before the first cell.
    pub before: u32,
    /// Grid columns left free after the last cell.
    pub after: u32,
    /// It is deleted.
    pub deleted: bool,
    /// Its mark is hidden: it is not shown unless something in it is (§17.4.20).
    pub hidden: bool,
}

/// What a cell says of itself.
#[derive(Debug, Default, Clone, Copy)]
pub struct Cell {
    /// Its spans and merges.
    pub shape: Shape,
    /// It is deleted.
    pub deleted: bool,
}

/// A list in a form has at most 25 entries in Word.
const MOST_ENTRIES: usize = 100;

/// Visits the elements inside `tag`, each with whether it has content, until its end. The visitor says
/// whether to look inside.
fn each<'a>(
    cursor: &mut Cursor<'a>,
    mut visit: impl FnMut(&mut Cursor<'a>, &BytesStart<'a>, bool) -> Result<Step, Error>,
) -> Result<(), Error> {
    let mut depth = 0_usize;
    loop {
        match cursor.next()? {
            Token::Start(_, tag) => match visit(cursor, &tag, true)? {
                Step::Inside => depth += 1,
                Step::Over => cursor.skip(&tag)?,
                Step::Done => {}
            },
            Token::Empty(_, tag) => {
                visit(cursor, &tag, false)?;
            }
            Token::End if depth == 0 => return Ok(()),
            Token::End => depth -= 1,
            Token::Text(_) => {}
            Token::Eof => return Ok(()),
        }
    }
}

enum Step {
    /// Look at its children.
    Inside,
    /// Leave it unread.
    Over,
    /// The visitor has read it.
    Done,
}

/// Passes over what is left of the element around, its end tag included.
pub fn pass_over(cursor: &mut Cursor<'_>) -> Result<(), Error> {
    each(cursor, |_, _, _| Ok(Step::Over))
}

/// Passes over a `w:pPr` that comes next and says none of this.
pub fn pass_paragraph(cursor: &mut Cursor<'_>) {
    cursor.pass("pPr", |name| match name {
        b"pStyle" | b"numPr" | b"outlineLvl" | b"sectPr" | b"vanish" | b"del" | b"moveFrom" => true,
        name => name.ends_with(b"Change"),
    });
}

/// Reads the rest of a `w:pPr`.
pub fn paragraph(cursor: &mut Cursor<'_>) -> Result<Paragraph, Error> {
    let mut found = Paragraph::default();
    each(cursor, |cursor, tag, open| {
        match tag.local_name().as_ref() {
            "pStyle" => found.style = attribute(tag, "val").map(|v| v.into_owned()),
            "numId" => found.list = number(tag, "val"),
            "ilvl" => found.level = number(tag, "val"),
            "outlineLvl" => found.outline = number(tag, "val").and_then(outline),
            "sectPr" => {
                found.section = true;
                return Ok(Step::Over);
            }
            "rPr" if open => {
                let mark = run(cursor)?;
                found.mark_deleted |= mark.deleted;
                found.mark_hidden = mark.hidden;
                return Ok(Step::Done);
            }
            "numPr" | "AlternateContent" | "Choice" => return Ok(Step::Inside),
            _ => return Ok(Step::Over),
        }
        Ok(Step::Inside)
    })?;
    Ok(found)
}

/// Passes over a `w:rPr` that comes next and says none of this.
pub fn pass_run(cursor: &mut Cursor<'_>) {
    cursor.pass("rPr", |name| matches!(name, b"vanish" | b"rStyle" | b"del" | b"moveFrom" | b"rPrChange"));
}

/// Reads the rest of a `w:rPr` (or `m:rPr`).
pub fn run(cursor: &mut Cursor<'_>) -> Result<Run, Error> {
    let mut found = Run::default();
    each(cursor, |_, tag, _| {
        match tag.local_name().as_ref() {
            "rStyle" => found.style = attribute(tag, "val").map(|v| v.into_owned()),
            "vanish" => found.hidden = Some(is_on(tag)),
            "del" | "moveFrom" => found.deleted = true,
            _ => return Ok(Step::Over),
        }
        Ok(Step::Inside)
    })?;
    Ok(found)
}

/// Passes over a `w:trPr` that comes next and says none of this.
pub fn pass_row(cursor: &mut Cursor<'_>) {
    cursor.pass("trPr", |name| {
        matches!(name, b"gridBefore" | b"gridAfter" | b"hidden" | b"del" | b"moveFrom" | b"trPrChange")
    });
}

/// Reads the rest of a `w:trPr`.
pub fn row(cursor: &mut Cursor<'_>) -> Result<Row, Error> {
    let mut found = Row::default();
    each(cursor, |_, tag, _| {
        let squares = || table::columns(number(tag, "val").unwrap_or(0));
        match tag.local_name().as_ref() {
            "gridBefore" => found.before = squares(),
            "gridAfter" => found.after = squares(),
            "hidden" => found.hidden = is_on(tag),
            "del" | "moveFrom" => found.deleted = true,
            _ => return Ok(Step::Over),
        }
        Ok(Step::Inside)
    })?;
    Ok(found)
}

/// Passes over a `w:tcPr` that comes next and says none of this.
pub fn pass_cell(cursor: &mut Cursor<'_>) {
    cursor.pass("tcPr", |name| {
        matches!(name, b"gridSpan" | b"vMerge" | b"hMerge" | b"cellDel" | b"cellMerge" | b"tcPrChange")
    });
}

/// Reads the rest of a `w:tcPr`.
pub fn cell(cursor: &mut Cursor<'_>) -> Result<Cell, Error> {
    let mut found = Cell::default();
    each(cursor, |_, tag, _| {
        let merge = || match attribute(tag, "val").as_deref() {
            Some("restart") => Merge::Restart,
            _ => Merge::Continue,
        };
        match tag.local_name().as_ref() {
            "gridSpan" => found.shape.span = table::columns(number(tag, "val").unwrap_or(1)).max(1),
            "vMerge" => found.shape.vertical = merge(),
            "hMerge" => found.shape.horizontal = merge(),
            "cellDel" => found.deleted = true,
            // A tracked merge: `rest` begins one, `cont` goes on (§17.13.5.3).
            "cellMerge" => {
                found.shape.vertical = match attribute(tag, "vMerge").as_deref() {
                    Some("cont") => Merge::Continue,
                    Some("rest") => Merge::Restart,
                    _ => found.shape.vertical,
                }
            }
            _ => return Ok(Step::Over),
        }
        Ok(Step::Inside)
    })?;
    Ok(found)
}

/// Reads the rest of a `w:tc` for its shape alone.
pub fn cell_alone(cursor: &mut Cursor<'_>) -> Result<Shape, Error> {
    let mut found = Cell::default();
    each(cursor, |cursor, tag, open| {
        if open && tag.local_name().as_ref() == "tcPr" {
            found = cell(cursor)?;
            return Ok(Step::Done);
        }
        Ok(Step::Over)
    })?;
    Ok(found.shape)
}

/// Reads the rest of a `w:ffData`: the chosen entry of a list, which is shown although the field has no result
/// (§17.16.12 ddList). The box of a check box is drawn and no character.
pub fn form_field(cursor: &mut Cursor<'_>) -> Result<Option<String>, Error> {
    let (mut entries, mut chosen, mut default) = (Vec::new(), None, None);
    each(cursor, |_, tag, _| {
        match tag.local_name().as_ref() {
            "ddList" => return Ok(Step::Inside),
            "listEntry" if entries.len() < MOST_ENTRIES => {
                entries.push(attribute(tag, "val").unwrap_or_default().into_owned());
            }
            "result" => chosen = number(tag, "val"),
            "default" => default = number(tag, "val"),
            _ => {}
        }
        Ok(Step::Over)
    })?;
    let at = usize::try_from(chosen.or(default).unwrap_or(0)).unwrap_or(usize::MAX);
    Ok((at < entries.len()).then(|| entries.swap_remove(at)))
}

/// Passes over a `w:sdtPr` that comes next and is not of a control that shows its placeholder.
pub fn pass_control(cursor: &mut Cursor<'_>) {
    cursor.pass("sdtPr", |name| name == b"showingPlcHdr");
}

/// Reads the rest of a `w:sdtPr`: whether the control shows its placeholder.
pub fn control(cursor: &mut Cursor<'_>) -> Result<bool, Error> {
    let mut placeholder = false;
    each(cursor, |_, tag, _| {
        if tag.local_name().as_ref() == "showingPlcHdr" {
            placeholder = is_on(tag);
        }
        Ok(Step::Over)
    })?;
    Ok(placeholder)
}

/// A length in points in the style of a VML shape, in EMU (`width:415pt`); 0 for other units.
pub fn points(style: &str, name: &str) -> i64 {
    let value =
        style.split(';').find_map(|rule| rule.trim().strip_prefix(name)?.trim_start().strip_prefix(':'));
    let points = value.and_then(|value| value.trim().strip_suffix("pt")?.trim().parse::<f64>().ok());
    points.map_or(0, |points| (points * 12_700.0) as i64)
}
