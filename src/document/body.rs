//! The main document part. In: its events, the styles and the lists. Out: paragraphs and tables in reading
//! order. Looks through every wrapper (content controls, smart tags, hyperlinks, custom XML, directions,
//! insertions), leaves out what Word does not show (deletions, moved-away text, hidden text,
//! placeholders), and keeps no more than one element a level open. ECMA-376-1 §17.2, §17.3, §17.13.5.

use super::numbering::{Numbering, Suffix};
use super::properties;
use super::story::{Kind, Open, Story};
use super::styles::Styles;
use super::table::Builder;
use super::xml::{Cursor, El, Token, attribute, number};
use super::{Block, Holder, Note, Paragraph, Printed};
use crate::error::{Error, ErrorKind};
use crate::place::{At, Place};
use quick_xml::events::BytesStart;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A picture of at least this many EMU (10 cm by 3 cm) may well be a table.
const WIDE: i64 = 3_600_000;
const TALL: i64 = 1_080_000;

/// An open element.
enum Frame {
    Plain,
    Paragraph,
    Run { hidden: bool },
    Text { from: usize, trim: bool },
    Table,
    Row,
    Cell(properties::Cell),
    TextBox { run_hidden: bool },
    Control { placeholder: bool },
    Alternate { taken: bool },
}

/// The innermost open element that gives others their meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Story,
    Paragraph,
    Table,
    Row,
}

/// What reading a part has brought to light.
#[derive(Default)]
pub struct Outcome {
    /// Paragraphs and tables; `None` where one turned out not to be shown.
    pub blocks: Vec<Option<Block>>,
    /// Notes.
    pub notes: Vec<Note>,
    /// Every automatic number.
    pub printed: Vec<Printed>,
    /// Fields that begin and never end, by serial number.
    pub unclosed: BTreeSet<u32>,
    /// `w:altChunk` parts, by relationship id, with the block they come before.
    pub imports: Vec<(usize, String)>,
}

/// The state between two events.
pub struct Body<'a, 's> {
    styles: &'s mut Styles<'a>,
    numbering: &'s mut Numbering<'a>,
    squares: u64,
    /// Fields that are known never to end.
    pub lame: BTreeSet<u32>,
    /// Whether what an empty content control shows is text.
    pub keep_placeholders: bool,
    out: Outcome,
    frames: Vec<Frame>,
    levels: Vec<Level>,
    stories: Vec<Story>,
    paragraphs: Vec<Open>,
    tables: Vec<(Builder, properties::Row)>,
    run_hidden: bool,
    placeholders: u32,
    fields: u32,
    boxes: u32,
    extent: (i64, i64),
}

impl<'a, 's> Body<'a, 's> {
    /// Nothing read yet.
    pub fn new(styles: &'s mut Styles<'a>, numbering: &'s mut Numbering<'a>, squares: u64) -> Self {
        Self {
            styles,
            numbering,
            squares,
            lame: BTreeSet::new(),
            keep_placeholders: false,
            out: Outcome::default(),
            frames: Vec::new(),
            levels: vec![Level::Story],
            stories: vec![Story::new(Kind::Body, None)],
            paragraphs: Vec::new(),
            tables: Vec::new(),
            run_hidden: false,
            placeholders: 0,
            fields: 0,
            boxes: 0,
            extent: (0, 0),
        }
    }

    /// Reads the part to its end.
    pub fn read(mut self, cursor: &mut Cursor<'_>) -> Result<Outcome, Error> {
        loop {
            match cursor.next()? {
                Token::Start(el, tag) => self.start(cursor, el, tag)?,
                Token::Empty(el, tag) => self.empty(el, &tag),
                Token::End => self.end()?,
                Token::Text(text) => self.text(&text),
                Token::Eof => break,
            }
        }
        self.end_story();
        Ok(self.out)
    }

    fn level(&self) -> Level {
        self.levels.last().copied().unwrap_or(Level::Story)
    }

    fn story(&mut self) -> &mut Story {
        if self.stories.is_empty() {
            self.stories.push(Story::new(Kind::Body, None));
        }
        let last = self.stories.len() - 1;
        &mut self.stories[last]
    }

    fn visible(&self) -> bool {
        !self.run_hidden && self.placeholders == 0 && !self.stories.last().is_some_and(Story::in_instruction)
    }

    fn note(&mut self, kind: &'static str, detail: impl Into<String>) {
        let story = self.story();
        let place = match story.kind {
            Kind::Cell => story.place.as_deref().cloned(),
            _ => Some(story.at(At::Paragraph(story.paragraphs + 1))),
        };
        self.out.notes.push(Note { kind, detail: detail.into(), place });
    }

    fn start(&mut self, cursor: &mut Cursor<'_>, el: El, tag: BytesStart<'_>) -> Result<(), Error> {
        let frame = match (el, self.level()) {
            (El::Unseen, _) => return cursor.skip(&tag),
            (El::Paragraph, Level::Story) => {
                self.start_paragraph();
                Frame::Paragraph
            }
            (El::ParagraphProperties, Level::Paragraph) => {
                let found = properties::paragraph(cursor)?;
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.properties = found;
                }
                return Ok(());
            }
            (El::Run, Level::Paragraph) => {
                let hidden = self.run_hidden;
                self.run_hidden = hidden || self.style_hides(None, None);
                Frame::Run { hidden }
            }
            (El::RunProperties, Level::Paragraph) => {
                let run = properties::run(cursor, &tag)?;
                if let Some(Frame::Run { hidden }) = self.frames.last() {
                    self.run_hidden = *hidden || self.style_hides(run.style.as_deref(), run.hidden);
                }
                return Ok(());
            }
            (El::RunProperties | El::ParagraphProperties, _) => return cursor.skip(&tag),
            (El::Text, Level::Paragraph) => {
                if !self.visible() {
                    return cursor.skip(&tag);
                }
                let from = self.paragraphs.last().map_or(0, |p| p.text.len());
                let trim = attribute(&tag, "space").as_deref() != Some("preserve");
                Frame::Text { from, trim }
            }
            (El::Table, Level::Story | Level::Paragraph) => {
                self.start_table();
                Frame::Table
            }
            (El::Grid, Level::Table) => {
                self.grid(cursor)?;
                return Ok(());
            }
            (El::Row, Level::Table) => {
                if let Some((table, row)) = self.tables.last_mut() {
                    table.start_row();
                    *row = properties::Row::default();
                }
                self.levels.push(Level::Row);
                Frame::Row
            }
            (El::RowProperties, Level::Row) => {
                let found = properties::row(cursor, &tag)?;
                if let Some((table, row)) = self.tables.last_mut() {
                    table.leave_free(found.before);
                    *row = found;
                }
                return Ok(());
            }
            (El::Cell, Level::Row) => {
                if self.tables.last().is_some_and(|(_, row)| row.deleted) {
                    return cursor.skip(&tag);
                }
                return self.start_cell(cursor);
            }
            (El::CellProperties, Level::Story) => {
                let found = properties::cell(cursor, &tag)?;
                if let Some(Frame::Cell(cell)) = self.frames.last_mut() {
                    *cell = found;
                }
                return Ok(());
            }
            (El::Control, _) => Frame::Control { placeholder: false },
            (El::ControlProperties, _) => {
                let shows = properties::control(cursor, &tag)? && !self.keep_placeholders;
                if let (true, Some(Frame::Control { placeholder })) = (shows, self.frames.last_mut())
                    && !*placeholder
                {
                    *placeholder = true;
                    self.placeholders += 1;
                }
                return Ok(());
            }
            (El::TextBox, Level::Paragraph | Level::Story) => {
                if !self.visible() {
                    return cursor.skip(&tag);
                }
                self.start_box()
            }
            (El::Alternate, _) => Frame::Alternate { taken: false },
            (El::Choice, _) => match self.frames.last_mut() {
                Some(Frame::Alternate { taken: true }) => return cursor.skip(&tag),
                Some(Frame::Alternate { taken }) => {
                    let requires = attribute(&tag, "Requires").unwrap_or_default();
                    if !cursor.understands(&requires) {
                        return cursor.skip(&tag);
                    }
                    *taken = true;
                    Frame::Plain
                }
                _ => Frame::Plain,
            },
            (El::Fallback, _) => match self.frames.last() {
                Some(Frame::Alternate { taken: true }) => return cursor.skip(&tag),
                _ => Frame::Plain,
            },
            (el, _) => {
                self.empty(el, &tag);
                Frame::Plain
            }
        };
        self.frames.push(frame);
        Ok(())
    }

    /// An element without content, or the beginning of one whose content is looked through.
    fn empty(&mut self, el: El, tag: &BytesStart<'_>) {
        match (el, self.level()) {
            (El::Paragraph, Level::Story) => {
                self.start_paragraph();
                self.end_paragraph();
            }
            (El::Character(c), Level::Paragraph) => self.character(c, tag),
            (El::Symbol, Level::Paragraph) if self.visible() => {
                let code = attribute(tag, "char").and_then(|v| u32::from_str_radix(v.trim(), 16).ok());
                if let (Some(c), Some(paragraph)) =
                    (code.and_then(char::from_u32), self.paragraphs.last_mut())
                {
                    paragraph.text.push(c);
                }
            }
            (El::FieldCharacter, Level::Paragraph) => {
                match attribute(tag, "fldCharType").as_deref() {
                    Some("begin") => {
                        let serial = self.fields;
                        self.fields += 1;
                        if !self.lame.contains(&serial) {
                            self.story().begin_field(serial);
                        }
                    }
                    Some("separate") => self.story().separate_field(),
                    Some("end") => self.story().end_field(),
                    _ => {}
                };
            }
            (El::Cell, Level::Row) => {
                if let Some((table, row)) = self.tables.last_mut()
                    && !row.deleted
                {
                    table.cell(Default::default(), String::new());
                }
            }
            (El::Import, _) => {
                if let Some(id) = attribute(tag, "id") {
                    self.flush();
                    self.out.imports.push((self.out.blocks.len(), id.into_owned()));
                    self.out.blocks.push(None);
                }
            }
            (El::SubDocument, _) => self.note("sub_document", attribute(tag, "id").unwrap_or_default()),
            (El::Object, _) => self.note("embedded_object", attribute(tag, "ProgID").unwrap_or_default()),
            (El::Extent, _) => {
                self.extent = (number(tag, "cx").unwrap_or(0), number(tag, "cy").unwrap_or(0));
            }
            (El::Picture, _) => {
                let (wide, tall) = std::mem::take(&mut self.extent);
                if wide >= WIDE && tall >= TALL {
                    self.note("picture_for_table", "");
                }
            }
            _ => {}
        }
    }

    fn character(&mut self, c: char, tag: &BytesStart<'_>) {
        if !self.visible() || !matches!(self.frames.last(), Some(Frame::Run { .. })) {
            return;
        }
        if c == '\n' && matches!(attribute(tag, "type").as_deref(), Some("page" | "column")) {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push(c);
        }
    }

    fn text(&mut self, text: &str) {
        if let (Some(Frame::Text { .. }), Some(paragraph)) = (self.frames.last(), self.paragraphs.last_mut())
        {
            paragraph.text.push_str(text);
        }
    }

    fn end(&mut self) -> Result<(), Error> {
        match self.frames.pop() {
            Some(Frame::Text { from, trim }) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    tidy(&mut paragraph.text, from, trim);
                }
            }
            Some(Frame::Run { hidden }) => self.run_hidden = hidden,
            Some(Frame::Paragraph) => self.end_paragraph(),
            Some(Frame::Control { placeholder: true }) => {
                self.placeholders = self.placeholders.saturating_sub(1)
            }
            Some(Frame::Cell(cell)) => self.end_cell(cell),
            Some(Frame::Row) => {
                self.levels.pop();
                if let Some((table, row)) = self.tables.last_mut() {
                    let row = std::mem::take(row);
                    table.leave_free(row.after);
                    table.end_row(row.hidden);
                }
            }
            Some(Frame::Table) => self.end_table()?,
            Some(Frame::TextBox { run_hidden }) => {
                self.end_story();
                self.levels.pop();
                self.run_hidden = run_hidden;
            }
            _ => {}
        }
        Ok(())
    }

    fn start_paragraph(&mut self) {
        let slot = self.out.blocks.len();
        if self.story().kind != Kind::Cell {
            self.out.blocks.push(None);
        }
        self.paragraphs.push(Open { slot, ..Open::default() });
        self.levels.push(Level::Paragraph);
    }

    /// Whether a run with this style and this `vanish` of its own is hidden. Hidden is a toggle: a paragraph
    /// style and a character style that both hide show again (§17.7.3).
    fn style_hides(&mut self, run_style: Option<&str>, own: Option<bool>) -> bool {
        if let Some(own) = own {
            return own;
        }
        let paragraph = self.paragraphs.last().and_then(|p| p.properties.style.as_deref());
        let by_paragraph = self.styles.paragraph(paragraph).hidden.unwrap_or(false);
        by_paragraph != run_style.is_some_and(|id| self.styles.get(id).hidden.unwrap_or(false))
    }

    fn end_paragraph(&mut self) {
        self.levels.pop();
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if let Some(before) = self.story().carry.take() {
            let mut text = before.text;
            text.push_str(&paragraph.text);
            paragraph.text = text;
            if !before.properties.mark_deleted && before.properties.list.or(before.properties.level).is_some()
            {
                // A hidden mark: what is seen is the first paragraph going on.
                paragraph.properties.list = before.properties.list;
                paragraph.properties.level = before.properties.level;
                paragraph.properties.style = before.properties.style;
            }
        }
        let style = self.styles.paragraph(paragraph.properties.style.as_deref());
        let hidden = paragraph.properties.mark_hidden.or(style.hidden).unwrap_or(false);
        if paragraph.properties.mark_deleted || hidden {
            self.story().carry = Some(paragraph);
            return;
        }
        self.emit(paragraph);
    }

    /// A paragraph whose mark is not shown, with nothing after it to join: shown if it has text.
    fn flush(&mut self) {
        if let Some(mut paragraph) = self.story().carry.take()
            && !paragraph.text.is_empty()
        {
            if paragraph.properties.mark_deleted {
                paragraph.properties.list = Some(0);
            }
            self.emit(paragraph);
        }
    }

    fn emit(&mut self, paragraph: Open) {
        let Open { slot, text, properties } = paragraph;
        let style = self.styles.paragraph(properties.style.as_deref());
        let (number, suffix) = match properties.section && text.is_empty() {
            true => Default::default(),
            false => self.number(&properties, &style),
        };
        let story = self.story();
        if story.kind == Kind::Cell {
            if story.lines > 0 {
                story.text.push('\n');
            }
            story.lines += 1;
            let from = story.text.len();
            story.text.push_str(&number);
            if suffix != Suffix::Nothing && !number.is_empty() && !text.is_empty() {
                story.text.push(' ');
            }
            let to = story.text.len();
            story.text.push_str(&text);
            if !number.is_empty() {
                let place = story.place.as_deref().cloned();
                self.out.printed.push(Printed { place, number, text, prefix: (from, to) });
            }
            return;
        }
        story.paragraphs += 1;
        let place = story.at(At::Paragraph(story.paragraphs));
        if !number.is_empty() {
            let printed = Printed {
                place: Some(place.clone()),
                number: number.clone(),
                text: text.clone(),
                prefix: (0, 0),
            };
            self.out.printed.push(printed);
        }
        let outline_level = properties.outline.or(style.outline).filter(|level| *level <= 9);
        let block =
            Paragraph { place, number, text, style: properties.style.and(style.name.clone()), outline_level };
        if let Some(free) = self.out.blocks.get_mut(slot) {
            *free = Some(Block::Paragraph(block));
        }
    }

    /// The automatic number of a paragraph (§17.9.1): its own list, else that of its style.
    fn number(&mut self, own: &properties::Paragraph, style: &super::styles::Style) -> (String, Suffix) {
        let Some(list) = own.list.or(style.list).filter(|list| *list != 0) else { return Default::default() };
        let level = match (own.level, own.list) {
            (Some(level), _) => level,
            (None, Some(_)) => 0,
            (None, None) => match style.level {
                Some(level) => level,
                None => self.numbering.level_of_style(list, &style.lineage, self.styles).unwrap_or(0),
            },
        };
        self.numbering.next(list, level, self.styles).unwrap_or_default()
    }

    fn start_table(&mut self) {
        self.flush();
        let slot = self.out.blocks.len();
        self.out.blocks.push(None);
        let story = self.story();
        story.tables += 1;
        let place = story.at(At::Table(story.tables));
        let holder = match story.kind {
            Kind::Body => Holder::Body,
            Kind::Cell => Holder::Cell,
            Kind::Box => Holder::TextBox,
        };
        self.tables.push((Builder::new(slot, place, holder), properties::Row::default()));
        self.levels.push(Level::Table);
    }

    fn grid(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Error> {
        let mut depth = 0_usize;
        loop {
            match cursor.next()? {
                Token::Start(El::Unseen, tag) => cursor.skip(&tag)?,
                Token::Empty(_, tag) | Token::Start(_, tag) if tag.local_name().as_ref() == "gridCol" => {
                    if let Some((table, _)) = self.tables.last_mut() {
                        table.grid_column(number(&tag, "w").unwrap_or(0));
                    }
                }
                Token::Start(..) => depth += 1,
                Token::End if depth == 0 => return Ok(()),
                Token::End => depth -= 1,
                Token::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// A cell: its properties come first and decide whether it is read at all.
    fn start_cell(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Error> {
        let _ = cursor;
        let Some((table, _)) = self.tables.last() else { return Ok(()) };
        let (row, column) = table.position();
        let At::Table(number) = table.place.at else { return Ok(()) };
        let place = Place { within: table.place.within.clone(), at: At::Cell { table: number, row, column } };
        self.stories.push(Story::new(Kind::Cell, Some(Arc::new(place))));
        self.levels.push(Level::Story);
        self.frames.push(Frame::Cell(properties::Cell::default()));
        Ok(())
    }

    fn end_cell(&mut self, cell: properties::Cell) {
        let text = self.end_story();
        self.levels.pop();
        if let Some((table, _)) = self.tables.last_mut()
            && !cell.deleted
        {
            table.cell(cell.shape, text);
        }
    }

    fn end_table(&mut self) -> Result<(), Error> {
        self.levels.pop();
        let Some((table, _)) = self.tables.pop() else { return Ok(()) };
        let slot = table.slot;
        let table = table.finish();
        if let Some(table) = &table {
            let squares = u64::from(table.rows) * u64::from(table.columns);
            self.squares = match self.squares.checked_sub(squares) {
                Some(left) => left,
                None => return Err(Error::new(ErrorKind::TooLarge).because("squares")),
            };
        } else {
            let story = self.story();
            story.tables = story.tables.saturating_sub(1);
        }
        if let Some(free) = self.out.blocks.get_mut(slot) {
            *free = table.map(Block::Table);
        }
        Ok(())
    }

    fn start_box(&mut self) -> Frame {
        self.boxes += 1;
        let place = Place::body(At::TextBox(self.boxes));
        self.stories.push(Story::new(Kind::Box, Some(Arc::new(place))));
        self.levels.push(Level::Story);
        Frame::TextBox { run_hidden: std::mem::take(&mut self.run_hidden) }
    }

    /// Ends the innermost story and gives back the text of a cell.
    fn end_story(&mut self) -> String {
        self.flush();
        let Some(story) = self.stories.pop() else { return String::new() };
        self.out.unclosed.extend(story.unclosed());
        story.text
    }
}

/// Text as Word keeps it: without `xml:space`, white space at both ends is not text; line ends are blanks;
/// what is no character in XML is left out.
fn tidy(text: &mut String, from: usize, trim: bool) {
    let Some(new) = text.get(from..) else { return };
    let odd = |c: char| c.is_ascii_control();
    if new.contains(odd) {
        let clean: String = new
            .chars()
            .filter_map(|c| match c {
                '\n' | '\r' | '\t' => Some(' '),
                c if odd(c) => None,
                c => Some(c),
            })
            .collect();
        text.replace_range(from.., &clean);
    }
    let Some(new) = text.get(from..) else { return };
    if trim && (new.starts_with(' ') || new.ends_with(' ')) {
        let kept = Cow::from(new.trim_matches(' ').to_owned());
        text.replace_range(from.., &kept);
    }
}
