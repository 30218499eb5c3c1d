//! Blocks to a .docx through docx-rs: a second producer with habits of its own. In: a body. Out: bytes.
//! Text boxes become plain paragraphs and tables, footnote marks are left out.

use super::body::{Block, Body, Paragraph, Role};
use super::table::{Cell, Table};
use docx_rs::{
    AbstractNumbering, AlignmentType, Docx, IndentLevel, Level, LevelJc, LevelText, NumberFormat, Numbering,
    NumberingId, Paragraph as Line, Run, Start, Table as Grid, TableCell, TableRow, VMergeType,
};
use std::io::Cursor;

/// The bytes of a .docx.
pub fn write(body: &Body) -> Vec<u8> {
    let level = |index: usize, text: &str| {
        let format = NumberFormat::new("chineseCounting");
        Level::new(index, Start::new(1), format, LevelText::new(text), LevelJc::new("left"))
    };
    let list = AbstractNumbering::new(1).add_level(level(0, "%1、")).add_level(level(1, "（%2）"));
    let docx = Docx::new().add_abstract_numbering(list).add_numbering(Numbering::new(1, 1));
    let mut bytes = Cursor::new(Vec::new());
    add(docx, &body.blocks).build().pack(&mut bytes).expect("memory");
    bytes.into_inner()
}

fn add(docx: Docx, blocks: &[Block]) -> Docx {
    blocks.iter().fold(docx, |docx, block| match block {
        Block::Paragraph(paragraph) => docx.add_paragraph(line(paragraph)),
        Block::Table(table) => docx.add_table(grid(table)),
        Block::TextBox(inner) => add(docx, inner),
        Block::Layout(inner) => docx.add_table(Grid::new(vec![TableRow::new(vec![layout(inner)])])),
    })
}

fn layout(inner: &[Block]) -> TableCell {
    let cell = inner.iter().fold(TableCell::new(), |cell, block| match block {
        Block::Paragraph(paragraph) => cell.add_paragraph(line(paragraph)),
        Block::Table(table) => cell.add_table(grid(table)),
        Block::Layout(_) | Block::TextBox(_) => cell,
    });
    cell.add_paragraph(Line::new())
}

fn line(paragraph: &Paragraph) -> Line {
    let mut line = Line::new();
    for (index, piece) in paragraph.text.split('\t').enumerate() {
        let run = if index > 0 { Run::new().add_tab() } else { Run::new() };
        line = line.add_run(run.add_text(piece));
    }
    if let Some(level) = paragraph.automatic {
        line = line.numbering(NumberingId::new(1), IndentLevel::new(usize::from(level)));
    }
    match paragraph.role {
        Role::Title | Role::Caption => line.align(AlignmentType::Center),
        Role::Right => line.align(AlignmentType::Right),
        _ => line,
    }
}

fn grid(table: &Table) -> Grid {
    let (width, height) = (table.width(), table.height());
    let mut rows = Vec::new();
    for row in 0..height {
        let mut cells = Vec::new();
        let mut column = 0;
        while column < width {
            let Some(cell) = table.at(row, column) else {
                let later = (column..width).any(|column| table.at(row, column).is_some());
                if later {
                    cells.push(TableCell::new().add_paragraph(Line::new()));
                }
                column += 1;
                continue;
            };
            cells.push(one(cell, row));
            column += cell.columns;
        }
        rows.push(TableRow::new(cells));
    }
    Grid::new(rows).set_grid(vec![9000 / width.max(1); width])
}

fn one(cell: &Cell, row: usize) -> TableCell {
    let mut out = TableCell::new();
    if cell.columns > 1 {
        out = out.grid_span(cell.columns);
    }
    if cell.rows > 1 {
        out = out.vertical_merge(if cell.row == row { VMergeType::Restart } else { VMergeType::Continue });
    }
    if cell.row != row {
        return out.add_paragraph(Line::new());
    }
    cell.text.iter().fold(out, |out, text| {
        let run = Run::new().add_text(text);
        out.add_paragraph(Line::new().add_run(run).align(AlignmentType::Center))
    })
}
