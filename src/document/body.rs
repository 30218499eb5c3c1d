//! The main document part. In: its events, the styles and the lists. Out: paragraphs and tables in reading
//! order. Looks through every wrapper (content controls, smart tags, hyperlinks, custom XML, directions,
//! insertions), leaves out what Word does not show (deletions, moved-away text, hidden text,
//! placeholders), and keeps no more than one element a level open. ECMA-376-1 §17.2, §17.3, §17.13.5.

use super::equation;
use super::numbering::Numbering;
use super::properties;
use super::story::{Kind, Open, Story, Unsaid};
use super::styles::Styles;
use super::table::Builder;
use super::xml::{Cursor, El, Token, attribute, number};
use super::{Block, Note, Options, Printed};
use crate::error::Error;
use crate::package::Limits;
use crate::place::At;
use quick_xml::events::BytesStart;
use std::collections::BTreeSet;

/// A picture of at least this many EMU (10 cm by 3 cm) may well be a table.
const WIDE: i64 = 3_600_000;
const TALL: i64 = 1_080_000;

/// An open element.
pub(super) enum Frame {
    Plain,
    Paragraph,
    Run { hidden: bool },
    Text { from: usize, trim: bool },
    Instruction,
    Table,
    Row,
    Cell(properties::Cell),
    TextBox { run_hidden: bool },
    Control { placeholder: bool },
    Alternate { taken: bool },
}

/// The innermost open element that gives others their meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
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
    /// What has been spent of [`Limits::squares`].
    pub squares: u64,
}

/// The state between two events.
pub struct Body<'a, 's> {
    pub(super) styles: &'s mut Styles<'a>,
    pub(super) numbering: &'s mut Numbering<'a>,
    pub(super) limits: &'s Limits,
    /// Fields that are known never to end.
    pub lame: BTreeSet<u32>,
    /// What is wanted.
    pub options: Options,
    pub(super) out: Outcome,
    pub(super) frames: Vec<Frame>,
    pub(super) levels: Vec<Level>,
    pub(super) stories: Vec<Story>,
    pub(super) paragraphs: Vec<Open>,
    pub(super) tables: Vec<(Builder, properties::Row)>,
    pub(super) run_hidden: bool,
    pub(super) placeholders: u32,
    pub(super) fields: u32,
    pub(super) boxes: u32,
    pub(super) extent: (i64, i64),
    /// Whether there has been any text.
    pub(super) spoken: bool,
}

impl<'a, 's> Body<'a, 's> {
    /// Nothing read yet.
    pub fn new(styles: &'s mut Styles<'a>, numbering: &'s mut Numbering<'a>, limits: &'s Limits) -> Self {
        Self {
            styles,
            numbering,
            limits,
            lame: BTreeSet::new(),
            options: Options::default(),
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
            spoken: false,
        }
    }

    /// Reads the part to its end.
    pub fn read(mut self, cursor: &mut Cursor<'_>) -> Result<Outcome, Error> {
        loop {
            match cursor.next()? {
                Token::Start(el, tag) => self.start(cursor, el, tag)?,
                Token::Empty(el, tag) => {
                    if matches!(el, El::Paragraph | El::Cell) {
                        self.spend(1)?;
                    }
                    self.empty(el, &tag)?;
                }
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

    pub(super) fn story(&mut self) -> &mut Story {
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
                self.spend(1)?;
                self.start_paragraph();
                properties::pass_paragraph(cursor);
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
                properties::pass_run(cursor);
                Frame::Run { hidden }
            }
            (El::RunProperties, Level::Paragraph) => {
                let run = properties::run(cursor)?;
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
            (El::Instruction, Level::Paragraph) => Frame::Instruction,
            (El::Table, Level::Story | Level::Paragraph) => {
                self.start_table()?;
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
                properties::pass_row(cursor);
                Frame::Row
            }
            (El::RowProperties, Level::Row) => {
                let found = properties::row(cursor)?;
                if let Some((table, row)) = self.tables.last_mut() {
                    table.leave_free(found.before);
                    *row = found;
                }
                return Ok(());
            }
            (El::Cell, Level::Row) => {
                if self.tables.last().is_some_and(|(_, row)| row.deleted) {
                    let shape = properties::cell_alone(cursor)?;
                    if let Some((table, _)) = self.tables.last_mut() {
                        table.deleted_cell(shape);
                    }
                    return Ok(());
                }
                properties::pass_cell(cursor);
                return self.start_cell();
            }
            (El::CellProperties, Level::Story) => {
                let found = properties::cell(cursor)?;
                if let Some(Frame::Cell(cell)) = self.frames.last_mut() {
                    *cell = found;
                    if found.deleted {
                        properties::pass_over(cursor)?;
                        self.end()?;
                    }
                }
                return Ok(());
            }
            (El::FormField, _) => {
                if let Some(shown) = properties::form_field(cursor)? {
                    self.story().show_in_field(shown);
                }
                return Ok(());
            }
            (El::Control, _) => {
                properties::pass_control(cursor);
                Frame::Control { placeholder: false }
            }
            (El::ControlProperties, _) => {
                let shows = properties::control(cursor)? && !self.options.placeholders;
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
                self.start_box()?
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
                self.empty(el, &tag)?;
                Frame::Plain
            }
        };
        self.frames.push(frame);
        Ok(())
    }

    /// An element without content, or the beginning of one whose content is looked through.
    fn empty(&mut self, el: El, tag: &BytesStart<'_>) -> Result<(), Error> {
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
                let at = self.paragraphs.last().map_or(0, |paragraph| paragraph.text.len());
                match attribute(tag, "fldCharType").as_deref() {
                    Some("begin") => {
                        let serial = self.fields;
                        self.fields += 1;
                        if !self.lame.contains(&serial) {
                            self.story().begin_field(serial);
                        }
                    }
                    Some("separate") => self.story().separate_field(at),
                    Some("end") => {
                        let shown = match self.story().end_field(at) {
                            Some(Unsaid::Instruction(instruction)) => equation::text(&instruction),
                            Some(Unsaid::Choice(choice)) => Some(choice),
                            None => None,
                        };
                        if let (Some(shown), true, Some(paragraph)) =
                            (shown, self.visible(), self.paragraphs.last_mut())
                        {
                            paragraph.text.push_str(&shown);
                        }
                    }
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
            (El::Object, _) => {
                self.note("embedded_object", attribute(tag, "ProgID").unwrap_or_default());
                // The picture of an object stands in front of it.
                if let [.., picture, object] = self.out.notes.as_slice()
                    && picture.place == object.place
                    && picture.kind.starts_with("picture_")
                {
                    let object = self.out.notes.len() - 1;
                    self.out.notes.remove(object - 1);
                }
            }
            (El::Extent, _) => {
                self.extent = match attribute(tag, "style") {
                    Some(style) => {
                        (properties::points(&style, "width"), properties::points(&style, "height"))
                    }
                    None => (number(tag, "cx").unwrap_or(0), number(tag, "cy").unwrap_or(0)),
                };
            }
            (El::Picture, _) => {
                let (wide, tall) = std::mem::take(&mut self.extent);
                if wide >= WIDE && tall >= TALL {
                    self.note("picture_for_table", "");
                } else if wide >= WIDE && tall > 0 && !self.spoken {
                    self.note("picture_for_title", "");
                }
            }
            (El::Drawn, _) if self.visible() => self.note("drawing_not_read", ""),
            (El::WordArt, Level::Paragraph) if self.visible() => {
                if let Some(text) = attribute(tag, "string").filter(|text| !text.trim().is_empty()) {
                    self.word_art(&text)?;
                }
            }
            _ => {}
        }
        Ok(())
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
        match (self.frames.last(), self.paragraphs.last_mut()) {
            (Some(Frame::Text { .. }), Some(paragraph)) => paragraph.text.push_str(text),
            (Some(Frame::Instruction), _) => self.story().instruct(text),
            _ => {}
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
                    match row.deleted {
                        true => table.end_deleted_row(),
                        false => table.end_row(row.hidden),
                    }
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
}

/// Text as Word keeps it: without `xml:space`, white space at both ends is not text; line ends are blanks;
/// what is no character in XML is left out.
fn tidy(text: &mut String, from: usize, trim: bool) {
    let Some(new) = text.get(from..) else { return };
    let odd = |c: char| c.is_ascii_control();
    if new.bytes().any(|b| b.is_ascii_control()) {
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
        let kept = new.trim_matches(' ').to_owned();
        text.replace_range(from.., &kept);
    }
}
