//! What clerks do to any table with a header over figures. In: a table. Out: the same figures laid out otherwise. Does
//! not know which form the table is of.

use super::table::{Cell, Table, Use};
use super::tables::of_last_year;

/// A first row over the whole width.
pub fn title_row(table: &mut Table, text: &str) {
    let width = table.width();
    table.open_row(0);
    table.cells.push(Cell::new(0, 0, text, Use::Extra).spanning(1, width));
}

/// A last row over the whole width.
pub fn note_row(table: &mut Table, text: &str) {
    let (width, height) = (table.width(), table.height());
    table.cells.push(Cell::new(height, 0, text, Use::Extra).spanning(1, width));
}

/// A row of numbers under the header, one a column of figures; 甲 and 乙 over what stands left of them.
pub fn column_numbers(table: &mut Table) {
    let row = table.header_height();
    let columns: Vec<(usize, usize, bool)> = table
        .cells
        .iter()
        .filter(|cell| cell.row <= row && row < cell.row + cell.rows)
        .map(|cell| (cell.column, cell.columns, matches!(cell.use_, Use::Value(_))))
        .collect();
    for cell in table.cells.iter_mut().filter(|cell| cell.row >= row) {
        cell.row += 1;
    }
    let mut columns = columns;
    columns.sort_unstable();
    let (mut number, mut letters) = (0, ["甲", "乙", "丙", "丁"].into_iter());
    for (column, span, figures) in columns {
        number += usize::from(figures || number > 0);
        let text = if number > 0 { number.to_string() } else { letters.next().unwrap_or("").to_owned() };
        table.cells.push(Cell::new(row, column, &text, Use::Extra).spanning(1, span));
    }
}

/// A first column: a header over all header rows, and a text a row below it.
pub fn first_column(table: &mut Table, header: &str, text: impl Fn(usize) -> String) {
    let (head, height) = (table.header_height(), table.height());
    table.move_by(0, 1);
    if head > 0 {
        table.cells.push(Cell::new(0, 0, header, Use::Extra).spanning(head, 1));
    }
    table.cells.extend((head..height).map(|row| Cell::new(row, 0, &text(row - head), Use::Extra)));
}

/// A column between the labels and the figures: 行次.
pub fn line_numbers(table: &mut Table, header: &str) {
    let (head, height) = (table.header_height(), table.height());
    let values = table.cells.iter().filter(|cell| matches!(cell.use_, Use::Value(_)));
    let column = values.map(|cell| cell.column).min().unwrap_or(0);
    for cell in &mut table.cells {
        if cell.column >= column {
            cell.column += 1;
        } else if column < cell.column + cell.columns {
            cell.columns += 1;
        }
    }
    // A label that reached over the columns of labels does not reach over the numbers.
    table.cells.push(Cell::new(0, column, header, Use::Extra).spanning(head, 1));
    let free: Vec<usize> = (head..height).filter(|&row| table.at(row, column).is_none()).collect();
    let numbered = |row: usize| Cell::new(row, column, &(row - head + 1).to_string(), Use::Extra);
    table.cells.extend(free.into_iter().map(numbered));
}

/// The columns of figures from `at` on as a table of their own, with the columns of labels in both.
pub fn folded(table: &Table, at: usize) -> (Table, Table) {
    let values = table.cells.iter().filter(|cell| matches!(cell.use_, Use::Value(_)));
    let labels = values.map(|cell| cell.column).min().unwrap_or(0);
    let cut = labels + at;
    let (mut left, mut right) = (Table::default(), Table::default());
    for cell in &table.cells {
        let end = cell.column + cell.columns;
        if cell.column < labels && end > cut {
            // A row of one label.
            left.cells.push(Cell { columns: cut - cell.column, ..cell.clone() });
            right.cells.push(Cell { columns: end - cut + labels - cell.column, ..cell.clone() });
            continue;
        }
        if cell.column < cut {
            left.cells.push(Cell { columns: end.min(cut) - cell.column, ..cell.clone() });
        }
        if cell.column < labels {
            right.cells.push(Cell { columns: end.min(labels) - cell.column, ..cell.clone() });
        }
        if end > cut {
            let first = cell.column.max(cut);
            right.cells.push(Cell { column: first - cut + labels, columns: end - first, ..cell.clone() });
        }
    }
    (left, right)
}

/// Last year's row of figures above this year's, and a first column that tells the two apart.
pub fn year_rows(table: &mut Table, years: [&str; 2]) {
    let head = table.header_height();
    let last: Vec<Cell> = table.cells.iter().filter(|cell| cell.row == head).cloned().collect();
    for cell in table.cells.iter_mut().filter(|cell| cell.row >= head) {
        cell.row += 1;
    }
    let as_last = |cell: Cell| if matches!(cell.use_, Use::Value(_)) { of_last_year(cell) } else { cell };
    table.cells.extend(last.into_iter().map(as_last));
    table.move_by(0, 1);
    table.cells.push(Cell::new(0, 0, "年度", Use::Extra).spanning(head, 1));
    for (row, year) in (head..).zip(years) {
        table.cells.push(Cell::new(row, 0, year, Use::Extra));
    }
}

/// The same table as a list: a label and a figure a row, the labels of merged headers on their left.
pub fn list(table: &Table) -> Table {
    let mut table = table.clone();
    table.turn();
    table
}

/// A list with last year's figures before this year's, and the years over them.
pub fn list_of_years(table: &Table, years: [&str; 2]) -> Table {
    let mut table = list(table);
    let width = table.width();
    let mut last = Vec::new();
    for cell in table.cells.iter_mut().filter(|cell| matches!(cell.use_, Use::Value(_))) {
        last.push(of_last_year(cell.clone()));
        cell.column += 1;
    }
    table.cells.extend(last);
    table.open_row(0);
    table.cells.push(Cell::new(0, 0, "项目", Use::Extra).spanning(1, width - 1));
    for (column, year) in (width - 1..).zip(years) {
        table.cells.push(Cell::new(0, column, year, Use::Extra));
    }
    table
}

/// Last year's table: the same with other figures.
pub fn of_last(table: &Table) -> Table {
    let as_last = |cell: &Cell| match cell.use_ {
        Use::Value(_) => of_last_year(cell.clone()),
        _ => cell.clone(),
    };
    Table { cells: table.cells.iter().map(as_last).collect() }
}
