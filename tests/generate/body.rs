//! A document between report and markup: paragraphs, tables, boxes. Does not know the form, nor XML.

use super::expected::Heading;
use super::table::Table;

/// A whole document.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Whether headings and tables stand in content controls.
    pub controls: bool,
}

/// Something that stands in the body.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A table of one cell that holds other blocks.
    Layout(Vec<Block>),
    /// A text box, anchored in a paragraph of its own.
    TextBox(Vec<Block>),
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Its text, without an automatic number.
    pub text: String,
    /// What it is for.
    pub role: Role,
    /// The level of its automatic number, from 0.
    pub automatic: Option<u8>,
    /// Whether it has a heading style.
    pub styled: bool,
    /// The heading it holds.
    pub heading: Option<Heading>,
}

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A line of the title.
    Title,
    /// A heading, 1 or 2.
    Heading(u8),
    /// Running text.
    Text,
    /// A line in the middle: a caption, （续表）.
    Caption,
    /// A line at the right: signature, date.
    Right,
}

impl Paragraph {
    /// Plain.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, automatic: None, styled: false, heading: None }
    }
}

impl Block {
    /// A plain paragraph.
    pub fn line(text: impl Into<String>, role: Role) -> Self {
        Block::Paragraph(Paragraph::new(text, role))
    }

    /// Every paragraph outside tables, in order, boxes included.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        match self {
            Block::Paragraph(paragraph) => vec![paragraph],
            Block::Table(_) => Vec::new(),
            Block::Layout(blocks) | Block::TextBox(blocks) => {
                blocks.iter().flat_map(Block::paragraphs).collect()
            }
        }
    }

    /// Every table that holds figures or labels, in order.
    pub fn tables(&self) -> Vec<&Table> {
        match self {
            Block::Paragraph(_) => Vec::new(),
            Block::Table(table) => vec![table],
            Block::Layout(blocks) | Block::TextBox(blocks) => blocks.iter().flat_map(Block::tables).collect(),
        }
    }
}
