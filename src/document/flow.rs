//! Paragraphs, tables and text boxes as they begin and end. In: the calls of `body`, with what each element
//! says of itself. Out: blocks at the places where they began, numbers counted on, merges resolved. Does
//! not know XML beyond the grid of a table. ECMA-376-1 §17.3.1 (paragraphs), §17.4 (tables), §17.7.3
//! (toggles), §17.13.5 (tracked marks).

use super::body::{Body, Frame, Level};
use super::numbering::Suffix;
use super::properties;
use super::story::{Early, Kind, Open, Story};
use super::table::Builder;
use super::xml::{Cursor, El, Token, number};
use super::{Block, Holder, Paragraph, Printed};
use crate::error::{Error, ErrorKind};
use crate::place::{At, Place};
use std::sync::Arc;

impl Body<'_, '_> {
    pub(super) fn start_paragraph(&mut self) {
        let slot = self.out.blocks.len();
        if self.story().kind != Kind::Cell {
            self.out.blocks.push(None);
        }
        self.paragraphs.push(Open { slot, ..Open::default() });
        self.levels.push(Level::Paragraph);
    }

    /// Whether a run with this style and this `vanish` of its own is hidden. Hidden is a toggle: a paragraph
    /// style and a character style that both hide show again (§17.7.3).
    pub(super) fn style_hides(&mut self, run_style: Option<&str>, own: Option<bool>) -> bool {
        if let Some(own) = own {
            return own;
        }
        let by_paragraph = match self.paragraphs.last_mut() {
            Some(open) => *open.hides.get_or_insert_with(|| {
                self.styles.paragraph(open.properties.style.as_deref()).hidden.unwrap_or(false)
            }),
            None => false,
        };
        by_paragraph != run_style.is_some_and(|id| self.styles.get(id).hidden.unwrap_or(false))
    }

    pub(super) fn end_paragraph(&mut self) {
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
    pub(super) fn flush(&mut self) {
        if let Some(mut paragraph) = self.story().carry.take()
            && !paragraph.text.is_empty()
        {
            if paragraph.properties.mark_deleted {
                paragraph.properties.list = Some(0);
            }
            self.emit(paragraph);
        }
    }

    /// Counts so many paragraphs, cells or squares towards what a document may have.
    pub(super) fn spend(&mut self, squares: u64) -> Result<(), Error> {
        let most = self.limits.squares;
        self.out.squares = self.out.squares.saturating_add(squares);
        match self.out.squares > most {
            true => Err(Error::new(ErrorKind::TooLarge).because(format!("--max-squares {most}"))),
            false => Ok(()),
        }
    }

    /// Counts the open paragraph on before a text box in it is read, for its number comes first.
    fn number_early(&mut self) {
        let Some(open) = self.paragraphs.last() else { return };
        if open.early.is_some() || open.properties.mark_deleted || open.properties.mark_hidden == Some(true) {
            return;
        }
        let properties = open.properties.clone();
        let style = self.styles.paragraph(properties.style.as_deref());
        let (number, suffix) = self.number(&properties, &style);
        let printed = self.out.printed.len();
        if self.options.numbers && !number.is_empty() {
            self.out.printed.push(Printed::default());
        }
        if let Some(open) = self.paragraphs.last_mut() {
            open.early = Some(Early { number, suffix, printed });
        }
    }

    fn emit(&mut self, paragraph: Open) {
        let Open { slot, text, properties, early, .. } = paragraph;
        self.spoken |= !text.is_empty();
        let style = self.styles.paragraph(properties.style.as_deref());
        let at = early.as_ref().map(|early| early.printed);
        let (number, suffix) = match early {
            Some(early) => (early.number, early.suffix),
            None if properties.section && text.is_empty() => Default::default(),
            None => self.number(&properties, &style),
        };
        let numbers = self.options.numbers;
        let story = self.story();
        if story.kind == Kind::Cell {
            let place = story.place.as_deref().cloned();
            let listed = if numbers { text.clone() } else { String::new() };
            let prefix = story.line(&number, suffix, text);
            self.list(at, || Printed { place, number, text: listed, prefix });
            return;
        }
        story.paragraphs += 1;
        let place = story.at(At::Paragraph(story.paragraphs));
        self.list(at, || Printed {
            place: Some(place.clone()),
            number: number.clone(),
            text: text.clone(),
            prefix: (0, 0),
        });
        let outline_level = properties.outline.or(style.outline).filter(|level| *level <= 9);
        let style = properties.style.and(style.name.clone());
        if let Some(free) = self.out.blocks.get_mut(slot) {
            *free = Some(Block::Paragraph(Paragraph { place, number, text, style, outline_level }));
        }
    }

    /// Lists an automatic number, at the position kept for it where there is one.
    fn list(&mut self, at: Option<usize>, printed: impl FnOnce() -> Printed) {
        if !self.options.numbers {
            return;
        }
        let printed = printed();
        if printed.number.is_empty() {
            return;
        }
        match at.and_then(|at| self.out.printed.get_mut(at)) {
            Some(kept) => *kept = printed,
            None => self.out.printed.push(printed),
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

    pub(super) fn start_table(&mut self) -> Result<(), Error> {
        self.spend(self.stories.len() as u64)?;
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
        Ok(())
    }

    /// Begins a story, unless too many are open already: places grow with depth, and so does all that names them.
    fn start_story(&mut self, kind: Kind, place: Place) -> Result<(), Error> {
        if self.stories.len() > self.limits.depth {
            let most = self.limits.depth;
            return Err(Error::new(ErrorKind::TooLarge).because(format!("--max-depth {most}")));
        }
        self.stories.push(Story::new(kind, Some(Arc::new(place))));
        self.levels.push(Level::Story);
        Ok(())
    }

    pub(super) fn grid(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Error> {
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
    pub(super) fn start_cell(&mut self) -> Result<(), Error> {
        let Some((table, _)) = self.tables.last() else { return Ok(()) };
        let (row, column) = table.position();
        let At::Table(number) = table.place.at else { return Ok(()) };
        let place = Place { within: table.place.within.clone(), at: At::Cell { table: number, row, column } };
        self.start_story(Kind::Cell, place)?;
        self.frames.push(Frame::Cell(properties::Cell::default()));
        Ok(())
    }

    pub(super) fn end_cell(&mut self, cell: properties::Cell) {
        let text = self.end_story();
        self.levels.pop();
        if let Some((table, _)) = self.tables.last_mut()
            && !cell.deleted
        {
            table.cell(cell.shape, text);
        }
    }

    pub(super) fn end_table(&mut self) -> Result<(), Error> {
        self.levels.pop();
        let Some((table, _)) = self.tables.pop() else { return Ok(()) };
        let slot = table.slot;
        let table = table.finish();
        if let Some(table) = &table {
            let squares = u64::from(table.rows) * u64::from(table.columns);
            self.spend(squares)?;
        } else {
            let story = self.story();
            story.tables = story.tables.saturating_sub(1);
        }
        if let Some(free) = self.out.blocks.get_mut(slot) {
            *free = table.map(Block::Table);
        }
        Ok(())
    }

    pub(super) fn start_box(&mut self) -> Result<Frame, Error> {
        self.number_early();
        self.boxes += 1;
        self.start_story(Kind::Box, Place::body(At::TextBox(self.boxes)))?;
        Ok(Frame::TextBox { run_hidden: std::mem::take(&mut self.run_hidden) })
    }

    /// Text drawn along a line, which VML keeps in an attribute: a text box of one paragraph (ECMA-376-4 §19.1.2.23).
    pub(super) fn word_art(&mut self, text: &str) -> Result<(), Error> {
        self.spend(1)?;
        let hidden = self.run_hidden;
        self.start_box()?;
        self.start_paragraph();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
        self.end_paragraph();
        self.end_story();
        self.levels.pop();
        self.run_hidden = hidden;
        Ok(())
    }

    /// Ends the innermost story and gives back the text of a cell.
    pub(super) fn end_story(&mut self) -> String {
        self.flush();
        let Some(story) = self.stories.pop() else { return String::new() };
        self.out.unclosed.extend(story.unclosed());
        story.text
    }
}
