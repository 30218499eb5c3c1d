//! A Word document as a person sees it. In: the parts of a package. Out: paragraphs with their printed
//! numbers and tables as grids, in reading order. Does not know sections or forms. XML ends here.

use crate::error::Error;
use crate::package::Limits;
use crate::place::Place;

/// What Word shows of a document with all changes accepted and hidden text off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The program that saved it, from the extended properties part (`Application`).
    pub application: Option<String>,
    /// Everything in reading order. A table nested in a cell follows the table that holds it; the content
    /// of a text box follows its anchor paragraph.
    pub blocks: Vec<Block>,
    /// What was there and could not be read, or was read in a way worth knowing.
    pub notes: Vec<Note>,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph outside tables.
    Paragraph(Paragraph),
    /// A table, wherever it stands.
    Table(Table),
}

/// A paragraph outside tables (ECMA-376-1 §17.3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands.
    pub place: Place,
    /// The automatic number as printed, without the tab or blank after it; empty where there is none.
    pub number: String,
    /// The text without the automatic number. Breaks are `\n`, tabs `\t`.
    pub text: String,
    /// The style's name (not its id), e.g. `heading 1`.
    pub style: Option<String>,
    /// Outline level from 1 (direct or through the style); `None` for body text.
    pub outline_level: Option<u8>,
}

/// A table resolved to a grid (ECMA-376-1 §17.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Where it stands; `At::Table`.
    pub place: Place,
    /// What holds it.
    pub holder: Holder,
    /// Number of rows.
    pub rows: u32,
    /// Number of grid columns.
    pub columns: u32,
    /// The cells, by row, then column; covered squares of a merge are not listed.
    pub cells: Vec<Cell>,
}

/// What a table stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The body of the document.
    Body,
    /// A cell of another table.
    Cell,
    /// A text box.
    TextBox,
}

/// A cell with the squares it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// First row, from 1.
    pub row: u32,
    /// First grid column, from 1.
    pub column: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Grid columns covered, at least 1.
    pub column_span: u32,
    /// Its paragraphs joined by `\n`, each with its printed number in front; without nested tables.
    pub text: String,
}

/// Something about the reading that the user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A key of `messages/reading.toml`, group `reading`, e.g. `picture_for_table`.
    pub kind: &'static str,
    /// What it is about: a part name, a count; fills `{detail}`.
    pub detail: String,
    /// Where, when known.
    pub place: Option<Place>,
}

impl Document {
    /// Reads the bytes of a .docx file.
    ///
    /// # Errors
    /// When the bytes are no Word document that can be read; see [`crate::error::ErrorKind`].
    pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        let _ = (bytes, limits);
        Ok(Self::default())
    }
}
