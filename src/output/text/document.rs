//! `document --format text`. In: a document as it was read. Out: its paragraphs with their places, its tables
//! drawn.

use super::grid;
use crate::audit::{Outcome, Reading};
use crate::document::{Block, Holder, Paragraph, Table};
use crate::message::{Lang, Message, place_in_words};
use crate::output::Format;
use crate::output::json::note_in_words;
use crate::output::paint::{Paint, Plain};
use crate::output::unread;
use std::io::{self, Write};

/// Documents drawn for people.
#[derive(Debug)]
pub struct Drawing {
    /// The language of captions.
    pub lang: Lang,
    /// The colours.
    pub paint: Paint,
}

impl Format<Reading> for Drawing {
    fn add(&mut self, outcome: &Outcome<Reading>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.paint.strong(Plain(&outcome.path)))?;
        let reading = match &outcome.result {
            Ok(reading) => reading,
            Err(error) => {
                let reason = unread::reason(error).render(self.lang);
                let advice = unread::advice(error).render(self.lang);
                return writeln!(out, "  {}\n  {}\n", Plain(&reason), Plain(&advice));
            }
        };
        for block in &reading.document.blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, out)?,
                Block::Table(table) => self.table(table, out)?,
            }
        }
        for note in &reading.document.notes {
            let said = note_in_words(note, self.lang);
            match &note.place {
                Some(place) => writeln!(out, "! {place}  {}", Plain(&said))?,
                None => writeln!(out, "! {}", Plain(&said))?,
            }
        }
        writeln!(out)
    }
}

impl Drawing {
    fn paragraph(&self, paragraph: &Paragraph, out: &mut dyn Write) -> io::Result<()> {
        let Paragraph { place, number, text, style, outline_level } = paragraph;
        // Places are short and the same width for most paragraphs: the text begins at one column.
        write!(out, "{}", self.paint.faint(format_args!("{:<5} ", place.to_string())))?;
        if !number.is_empty() {
            write!(out, "{} ", self.paint.good(Plain(number)))?;
        }
        let mut lines = text.lines();
        write!(out, "{}", Plain(lines.next().unwrap_or_default()))?;
        for line in lines {
            write!(out, "\n      {}", Plain(line))?;
        }
        let level = outline_level.map(|level| Message::new("document.level").with("n", usize::from(level)));
        let about: Vec<String> =
            style.iter().cloned().chain(level.map(|level| level.render(self.lang))).collect();
        if !about.is_empty() {
            let about = about.join(", ");
            write!(out, "  {}", self.paint.faint(format_args!("[{}]", Plain(&about))))?;
        }
        writeln!(out)
    }

    fn table(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let key = match table.holder {
            Holder::Body => "document.table",
            Holder::Cell => "document.table_in_cell",
            Holder::TextBox => "document.table_in_box",
        };
        let caption = Message::new(key)
            .with("place", place_in_words(&table.place))
            .with("rows", table.rows as usize)
            .with("columns", table.columns as usize);
        let place = table.place.to_string();
        writeln!(out, "{}", self.paint.faint(format_args!("{place:<5} {}", caption.render(self.lang))))?;
        grid::draw(table, out)
    }
}
