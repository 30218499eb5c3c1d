//! A Word document as a person sees it. In: the parts of a package. Out: paragraphs with their printed
//! numbers and tables as grids, in reading order. Does not know sections or forms. XML ends here.

mod body;
mod equation;
mod flow;
mod html;
mod import;
mod numbering;
mod properties;
mod story;
mod styles;
mod table;
mod xml;

use crate::error::{Error, ErrorKind};
use crate::package::{Limits, Package, Part, force_utf8};
use crate::place::Place;
use std::collections::BTreeSet;

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

/// What is wanted beyond the document, for those who compare with other readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// What an empty content control shows is text.
    pub placeholders: bool,
    /// Imported files are left out.
    pub no_imports: bool,
    /// Every automatic number is listed.
    pub numbers: bool,
}

/// An automatic number where it was printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Printed {
    /// The paragraph, or the cell around it.
    pub place: Option<Place>,
    /// The number.
    pub number: String,
    /// The text of the paragraph.
    pub text: String,
    /// In a cell: the bytes of the cell's text that the number and what follows it take up.
    pub prefix: (usize, usize),
}

impl Document {
    /// Reads the bytes of a .docx file.
    ///
    /// # Errors
    /// When the bytes are no Word document that can be read; see [`crate::error::ErrorKind`].
    pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        Ok(Self::parse_with(bytes, limits, Options::default())?.0)
    }

    /// Reads the bytes of a .docx file with options; the list of automatic numbers is empty where it is not
    /// asked for.
    ///
    /// # Errors
    /// As [`Document::parse`].
    pub fn parse_with(
        bytes: &[u8],
        limits: &Limits,
        options: Options,
    ) -> Result<(Self, Vec<Printed>), Error> {
        let package = Package::open(bytes, limits)?;
        let Some(main) = package.part(&package.main)? else {
            return Err(Error::new(ErrorKind::NoMainPart));
        };
        let mut notes = Vec::new();
        let mut note = |kind, detail: &str| notes.push(Note { kind, detail: detail.to_owned(), place: None });
        if package.recovered {
            note("recovered_archive", "");
        }
        if !package.folder.is_empty() {
            note("zipped_again", package.folder.trim_end_matches('/'));
        }
        let mut side = |kind| match package.related(kind) {
            Ok(part) => part,
            Err(error) => {
                note("part_not_read", error.part.as_deref().unwrap_or(kind));
                None
            }
        };
        let mut parts = Parts { styles: side("styles"), numbering: side("numbering"), main };
        let mut read = parts.read(limits, BTreeSet::new(), options);
        // The parser has looked at every character it passed; only where it failed may the encoding be wrong.
        if read.is_err() && std::str::from_utf8(&parts.main.bytes).is_err() {
            parts.main = force_utf8(&parts.main);
            read = parts.read(limits, BTreeSet::new(), options);
        }
        if parts.main.replaced {
            note("characters_replaced", &parts.main.name);
        }
        let mut outcome = read?;
        if !outcome.unclosed.is_empty() {
            note("unclosed_field", &outcome.unclosed.len().to_string());
            outcome = parts.read(limits, outcome.unclosed, options)?;
        }
        let imports: &[_] = if options.no_imports { &[] } else { &outcome.imports };
        if options.no_imports && !outcome.imports.is_empty() {
            let ids: Vec<&str> = outcome.imports.iter().take(8).map(|(_, id)| id.as_str()).collect();
            note("import_not_read", &ids.join(" "));
        }
        let left = limits.squares.saturating_sub(outcome.squares);
        let rest = Limits { squares: left, ..limits.clone() };
        let blocks = import::merge(&package, outcome.blocks, imports, &rest, &mut outcome.notes);
        notes.append(&mut outcome.notes);
        let application = package.application();
        notes.extend(package.damaged_unread().into_iter().map(|name| Note {
            kind: "part_damaged",
            detail: name.to_owned(),
            place: None,
        }));
        Ok((Self { application, blocks, notes }, outcome.printed))
    }
}

/// The parts that a document is read from.
struct Parts {
    main: Part,
    styles: Option<Part>,
    numbering: Option<Part>,
}

impl Parts {
    /// Reads them; fields with the serial numbers `lame` are known never to end.
    fn read(&self, limits: &Limits, lame: BTreeSet<u32>, options: Options) -> Result<body::Outcome, Error> {
        let mut styles =
            self.styles.as_ref().map_or_else(Default::default, |p| styles::Styles::new(&p.bytes));
        let mut numbering =
            self.numbering.as_ref().map_or_else(Default::default, |p| numbering::Numbering::new(&p.bytes));
        let mut body = body::Body::new(&mut styles, &mut numbering, limits);
        body.lame = lame;
        body.options = options;
        let mut outcome = body.read(&mut xml::Cursor::new(&self.main.name, &self.main.bytes))?;
        outcome.notes.extend(numbering.unwritten.into_iter().map(|detail| Note {
            kind: "number_format",
            detail,
            place: None,
        }));
        Ok(outcome)
    }
}
