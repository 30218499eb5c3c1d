//! The three official tables with their merged cells. In: figures. Out: tables. Does not know troubles,
//! save those that are another layout of a whole table.

use super::expected::Printed;
use super::figures::Figures;
use super::official::{self, APPLICANTS, Block, Edition, NOTE, OUTCOMES, PROCEEDINGS};
use super::table::{Cell, Table, Use};

/// Ink for cells that are not plain digits, by id.
pub type Ink<'a> = dyn Fn(Printed) -> Printed + 'a;

/// A figure in its ink.
fn value(row: usize, column: usize, id: String, figures: &Figures, ink: &Ink) -> Cell {
    let printed = ink(Printed::plain(&id, figures.get(&id)));
    Cell::new(row, column, &printed.raw.clone(), Use::Value(printed))
}

/// One block of `disclosure` on a grid of four columns.
fn block(block: &Block, figures: &Figures, ink: &Ink) -> Table {
    let width = 4 - block.columns.len();
    let place = |index: usize| {
        let last = index + 1 == block.columns.len();
        (1 + index, if last { width } else { 1 })
    };
    let mut cells = vec![
        Cell::new(0, 0, block.banner, Use::Banner).spanning(1, 4),
        Cell::new(1, 0, "信息内容", Use::Header),
    ];
    for (index, (_, label)) in block.columns.iter().enumerate() {
        let (column, columns) = place(index);
        cells.push(Cell::new(1, column, label, Use::Header).spanning(1, columns));
    }
    for (line, (row, label)) in block.rows.iter().enumerate() {
        cells.push(Cell::new(2 + line, 0, label, Use::Label));
        for (index, (name, _)) in block.columns.iter().enumerate() {
            let (column, columns) = place(index);
            let id = format!("disclosure.{row}.{name}");
            cells.push(value(2 + line, column, id, figures, ink).spanning(1, columns));
        }
    }
    Table { cells }
}

/// The blocks of `disclosure` as tables of their own.
pub fn disclosure_blocks(figures: &Figures, ink: &Ink) -> Vec<Table> {
    official::disclosure(figures.disclosure).iter().map(|part| block(part, figures, ink)).collect()
}

/// `disclosure` as one table of stacked blocks.
pub fn disclosure(figures: &Figures, ink: &Ink) -> Table {
    let mut table = Table::default();
    for block in disclosure_blocks(figures, ink) {
        let rows = table.height();
        let mut block = block;
        block.move_by(rows, 0);
        table.cells.append(&mut block.cells);
    }
    table
}

/// `disclosure` with the names of the blocks in a first column.
pub fn disclosure_names_left(figures: &Figures, ink: &Ink) -> Table {
    let mut table = Table::default();
    for part in official::disclosure(figures.disclosure) {
        let rows = table.height();
        let mut piece = block(part, figures, ink);
        piece.cells.retain(|cell| !matches!(cell.use_, Use::Banner));
        piece.move_by(rows, 1);
        for cell in &mut piece.cells {
            cell.row -= 1;
        }
        let height = 1 + part.rows.len();
        piece.cells.push(Cell::new(rows, 0, part.banner, Use::Banner).spanning(height, 1));
        table.cells.append(&mut piece.cells);
    }
    table
}

/// `disclosure` as a record: two columns, label and figure, a row a column of the form.
pub fn disclosure_record(figures: &Figures, ink: &Ink) -> Table {
    let mut cells = Vec::new();
    let mut line = 0;
    for block in official::disclosure(figures.disclosure) {
        cells.push(Cell::new(line, 0, block.banner, Use::Banner).spanning(1, 2));
        line += 1;
        for (row, label) in block.rows {
            cells.push(Cell::new(line, 0, "信息内容", Use::Label));
            cells.push(Cell::new(line, 1, label, Use::Header));
            line += 1;
            for (column, label) in block.columns {
                cells.push(Cell::new(line, 0, &label.replace('\n', ""), Use::Label));
                cells.push(value(line, 1, format!("disclosure.{row}.{column}"), figures, ink));
                line += 1;
            }
        }
    }
    Table { cells }
}

/// `disclosure` as a list: two columns, the labels of row and column together in the first.
pub fn disclosure_list(figures: &Figures, ink: &Ink) -> Table {
    let mut cells = Vec::new();
    let mut line = 0;
    for block in official::disclosure(figures.disclosure) {
        cells.push(Cell::new(line, 0, block.banner, Use::Banner).spanning(1, 2));
        line += 1;
        for (row, name) in block.rows {
            for (column, label) in block.columns {
                let label = format!("{name}{}", label.replace('\n', ""));
                cells.push(Cell::new(line, 0, &label, Use::Label));
                cells.push(value(line, 1, format!("disclosure.{row}.{column}"), figures, ink));
                line += 1;
            }
        }
    }
    Table { cells }
}

/// `applications`: three header rows, three label columns, seven columns of figures.
pub fn applications(figures: &Figures, ink: &Ink) -> Table {
    let mut cells = vec![
        Cell::new(0, 0, NOTE, Use::Banner).spanning(3, 3),
        Cell::new(0, 3, "申请人情况", Use::Header).spanning(1, 7),
        Cell::new(1, 3, APPLICANTS[0].1, Use::Header).spanning(2, 1),
        Cell::new(1, 4, "法人或其他组织", Use::Header).spanning(1, 5),
        Cell::new(1, 9, "总计", Use::Header).spanning(2, 1),
    ];
    for (index, (_, label)) in APPLICANTS.iter().enumerate().skip(1) {
        cells.push(Cell::new(2, 3 + index, label, Use::Header));
    }
    let rows = official::application_rows(figures.applications);
    for (line, (row, path)) in rows.iter().enumerate() {
        for (column, label) in path.iter().enumerate().filter(|(_, label)| !label.is_empty()) {
            let same = |other: &official::Row| other.1[..=column] == path[..=column];
            if line > 0 && same(&rows[line - 1]) {
                continue;
            }
            let height = rows[line..].iter().take_while(|other| same(other)).count();
            let width = if path[column + 1..].iter().all(|label| label.is_empty()) { 3 - column } else { 1 };
            cells.push(Cell::new(3 + line, column, label, Use::Label).spanning(height, width));
        }
        let columns = APPLICANTS.iter().map(|(column, _)| *column).chain(["total"]);
        for (index, column) in columns.enumerate() {
            cells.push(value(3 + line, 3 + index, format!("applications.{row}.{column}"), figures, ink));
        }
    }
    Table { cells }
}

/// `applications` with one column of labels: what groups the rows stands in rows of its own, over the whole width or
/// beside blank cells.
pub fn applications_flat(figures: &Figures, ink: &Ink, blank: bool) -> Table {
    let mut cells = vec![
        Cell::new(0, 0, NOTE, Use::Banner).spanning(3, 1),
        Cell::new(0, 1, "申请人情况", Use::Header).spanning(1, 7),
        Cell::new(1, 1, APPLICANTS[0].1, Use::Header).spanning(2, 1),
        Cell::new(1, 2, "法人或其他组织", Use::Header).spanning(1, 5),
        Cell::new(1, 7, "总计", Use::Header).spanning(2, 1),
    ];
    for (index, (_, label)) in APPLICANTS.iter().enumerate().skip(1) {
        cells.push(Cell::new(2, 1 + index, label, Use::Header));
    }
    let mut line = 3;
    let mut before: [&str; 3] = [""; 3];
    for (row, path) in official::application_rows(figures.applications) {
        let own = path.iter().rposition(|label| !label.is_empty()).unwrap_or(0);
        for (level, label) in path.iter().enumerate().take(own) {
            if before[..=level] != path[..=level] {
                let wide = if blank { 1 } else { 8 };
                cells.push(Cell::new(line, 0, label, Use::Label).spanning(1, wide));
                cells.extend((1..8).filter(|_| blank).map(|column| Cell::new(line, column, "", Use::Extra)));
                line += 1;
            }
        }
        cells.push(Cell::new(line, 0, path[own], Use::Label));
        let columns = APPLICANTS.iter().map(|(column, _)| *column).chain(["total"]);
        for (index, column) in columns.enumerate() {
            cells.push(value(line, 1 + index, format!("applications.{row}.{column}"), figures, ink));
        }
        before = path;
        line += 1;
    }
    Table { cells }
}

/// `disputes`: one row of figures under fifteen columns with three header rows.
pub fn disputes(figures: &Figures, ink: &Ink) -> Table {
    let mut cells = vec![
        Cell::new(0, 0, PROCEEDINGS[0].1, Use::Header).spanning(1, 5),
        Cell::new(0, 5, PROCEEDINGS[1].1, Use::Header).spanning(1, 10),
    ];
    for (group, (row, _, label)) in PROCEEDINGS.iter().enumerate() {
        let first = group * 5;
        if group > 0 {
            cells.push(Cell::new(1, first, label, Use::Header).spanning(1, 5));
        }
        for (index, (column, label)) in OUTCOMES.iter().enumerate() {
            let (top, rows) = if group == 0 { (1, 2) } else { (2, 1) };
            cells.push(Cell::new(top, first + index, label, Use::Header).spanning(rows, 1));
            cells.push(value(3, first + index, format!("disputes.{row}.{column}"), figures, ink));
        }
    }
    Table { cells }
}

/// `disputes` on its side: a row an outcome.
pub fn disputes_on_side(figures: &Figures, ink: &Ink) -> Table {
    let mut table = disputes(figures, ink);
    table.turn();
    table
}

/// `disputes` as three tables of one row of figures each.
pub fn disputes_in_three(figures: &Figures, ink: &Ink) -> Vec<Table> {
    let one = |(row, name, kind): &(&str, &str, &str)| {
        let banner = if kind.is_empty() { (*name).to_owned() } else { format!("{name}（{kind}）") };
        let mut cells = vec![Cell::new(0, 0, &banner, Use::Banner).spanning(1, 5)];
        for (index, (column, label)) in OUTCOMES.iter().enumerate() {
            cells.push(Cell::new(1, index, label, Use::Header));
            cells.push(value(2, index, format!("disputes.{row}.{column}"), figures, ink));
        }
        Table { cells }
    };
    PROCEEDINGS.iter().map(one).collect()
}

/// `disputes` as three tables without a name of their own.
pub fn disputes_unnamed(figures: &Figures, ink: &Ink) -> Vec<Table> {
    let mut made = disputes_in_three(figures, ink);
    for table in &mut made {
        table.remove_row(0);
    }
    made
}

/// `disputes` as three rows with a label each.
pub fn disputes_flat(figures: &Figures, ink: &Ink) -> Table {
    let mut cells = vec![Cell::new(0, 0, "类别", Use::Banner)];
    for (index, (_, label)) in OUTCOMES.iter().enumerate() {
        cells.push(Cell::new(0, 1 + index, label, Use::Header));
    }
    for (line, (row, name, kind)) in PROCEEDINGS.iter().enumerate() {
        let label = if kind.is_empty() { (*name).to_owned() } else { format!("{name}（{kind}）") };
        cells.push(Cell::new(1 + line, 0, &label, Use::Label));
        for (index, (column, _)) in OUTCOMES.iter().enumerate() {
            cells.push(value(1 + line, 1 + index, format!("disputes.{row}.{column}"), figures, ink));
        }
    }
    Table { cells }
}

/// `disputes` as two tables: 行政复议, and 行政诉讼 with ten columns.
pub fn disputes_folded(figures: &Figures, ink: &Ink) -> Vec<Table> {
    let whole = disputes(figures, ink);
    let (left, mut right): (Vec<Cell>, Vec<Cell>) = whole.cells.into_iter().partition(|cell| cell.column < 5);
    for cell in &mut right {
        cell.column -= 5;
    }
    vec![Table { cells: left }, Table { cells: right }]
}

/// `disputes` with last year's row above this year's, the years in the first column.
pub fn disputes_years(figures: &Figures, ink: &Ink, years: [&str; 2]) -> Table {
    let mut table = disputes(figures, ink);
    table.move_by(0, 1);
    let last: Vec<Cell> = table.cells.iter().filter(|cell| cell.row == 3).cloned().collect();
    table.open_row(3);
    table.cells.extend(last.into_iter().map(of_last_year));
    table.cells.push(Cell::new(0, 0, "年度", Use::Extra).spanning(3, 1));
    table.cells.push(Cell::new(3, 0, years[0], Use::Extra));
    table.cells.push(Cell::new(4, 0, years[1], Use::Extra));
    table
}

/// `disclosure` as a list with last year's figures in a column before this year's.
pub fn disclosure_years(figures: &Figures, ink: &Ink, years: [&str; 2]) -> Table {
    let mut table = disclosure_list(figures, ink);
    table.open_row(0);
    let mut last = Vec::new();
    for cell in table.cells.iter_mut() {
        match cell.use_ {
            Use::Banner => cell.columns = 3,
            Use::Value(_) => {
                last.push(of_last_year(cell.clone()));
                cell.column = 2;
            }
            _ => {}
        }
    }
    table.cells.extend(last);
    for (column, label) in ["项目", years[0], years[1]].into_iter().enumerate() {
        table.cells.push(Cell::new(0, column, label, Use::Extra));
    }
    table
}

/// A cell as last year's report had it.
pub fn of_last_year(mut cell: Cell) -> Cell {
    cell.text = vec![(cell.row * 7 + cell.column * 3 + 5).to_string()];
    cell.aside = None;
    cell.use_ = Use::Extra;
    cell
}

/// `disputes` as three rows of five figures.
pub fn disputes_square(figures: &Figures, ink: &Ink) -> Table {
    let mut cells = vec![Cell::new(0, 0, "类别", Use::Banner).spanning(1, 2)];
    for (index, (_, label)) in OUTCOMES.iter().enumerate() {
        cells.push(Cell::new(0, 2 + index, label, Use::Header));
    }
    cells.push(Cell::new(1, 0, PROCEEDINGS[0].1, Use::Label).spanning(1, 2));
    cells.push(Cell::new(2, 0, PROCEEDINGS[1].1, Use::Label).spanning(2, 1));
    for (line, (row, _, label)) in PROCEEDINGS.iter().enumerate() {
        if line > 0 {
            cells.push(Cell::new(1 + line, 1, label, Use::Label));
        }
        for (index, (column, _)) in OUTCOMES.iter().enumerate() {
            cells.push(value(1 + line, 2 + index, format!("disputes.{row}.{column}"), figures, ink));
        }
    }
    Table { cells }
}

/// A table that clerks add to the text and that is none of the form's.
pub fn channels() -> Table {
    let lines = [["公开渠道", "发布信息数量"], ["门户网站", "318"], ["政务新媒体", "126"], ["总计", "444"]];
    let mut cells = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        for (column, text) in line.iter().enumerate() {
            cells.push(Cell::new(row, column, text, Use::Extra));
        }
    }
    Table { cells }
}

/// The amount of 政府集中采购 as the 2019 form prints it, with its unit in the cell.
pub fn with_unit(printed: Printed, in_yuan: bool) -> Printed {
    let Some(value) = printed.figure.value.clone() else { return printed };
    if in_yuan {
        let (whole, fraction) = value.split_once('.').unwrap_or((&value, ""));
        let yuan = format!("{whole}{fraction:0<4}");
        let yuan = yuan.trim_start_matches('0');
        let yuan = if yuan.is_empty() { "0" } else { yuan };
        return printed.written(format!("{yuan}元"));
    }
    printed.written(format!("{value}万元"))
}

/// Number of rows of `applications`.
pub fn rows_of(edition: Edition) -> usize {
    official::application_rows(edition).len()
}
