//! The values of a table. In: a match of a form's table with rows and columns of the document. Out: values
//! with raw text, status and place, and notes on everything that was not as the form prints it. Does not know
//! how the match was made.

use super::cell::Under;
use super::columns::{ColumnMatch, Placed};
use super::figures::Figures;
use super::filled::{Cell, Filled};
use super::grid::{Grid, place_at};
use super::matched::{Match, RowMatch};
use super::rivals;
use crate::form::{Axis, Kind, Line, Table};
use crate::label::{Label, SAME};
use crate::numeral::{Amount, Reading, Unit, fold_width, is_blank, leading_ordinal};
use crate::place::Place;
use crate::report::{Note, NoteKind, Status, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The values of one table, in form order, and its notes.
pub(super) fn values(found: &Match, figures: &Figures) -> (Vec<Value>, Vec<Note>) {
    let spec = found.spec;
    let mut reader = Reader { table: &spec.id, found, figures, notes: Vec::new() };
    let mut values = Filled::new(spec);
    // The merged cells of the document that are read, by grid and place in it.
    let mut taken: BTreeMap<Square, Cell> = BTreeMap::new();
    for row in &found.rows {
        let down = &found.layout.down[row.axis];
        reader.relabelled_row(row, down);
        let Some(under) = found.columns.get(&(row.group, down.block)) else { continue };
        let uneven = reader.is_uneven(row, under);
        if uneven {
            reader.uneven_row(row, down);
        }
        for (across, placed) in found.layout.across[down.block].iter().zip(&under.places) {
            let (Some(cell), Some(placed)) = (crossing(down, across), placed) else { continue };
            let Some((mut value, square)) = reader.value(row, cell, placed) else { continue };
            value.doubtful |= uneven;
            // A figure merged over several lines belongs to one of them, and which is not to be seen.
            if let Some(square) = square
                && value.value.is_some_and(|figure| !figure.is_zero())
            {
                if let Some(&first) = taken.get(&square) {
                    if let Some(first) = values.at(first) {
                        first.doubtful = true;
                    }
                    continue;
                }
                taken.insert(square, cell);
            }
            *values.at(cell) = Some(value);
        }
    }
    reader.relabelled_columns();
    for cell in reader.extra_rows() {
        if let Some(value) = values.at(cell) {
            value.doubtful = true;
        }
    }
    reader.notes.extend(values.missing().map(|(block, row, column)| Note {
        kind: NoteKind::Missing,
        id: Some(spec.cell_id(block, row, column).to_string()),
        printed: None,
        place: None,
    }));
    (values.values(), reader.notes)
}

/// The row and the column of a cell.
fn lines(spec: &Table, (block, row, column): Cell) -> (&Line, &Line) {
    let block = &spec.blocks[block];
    (&block.rows[row], &block.columns[column])
}

/// The cell in which a line down and a line across cross.
fn crossing(down: &Axis, across: &Axis) -> Option<Cell> {
    Some((down.block, down.row.or(across.row)?, down.column.or(across.column)?))
}

/// The first square of a cell of the document: its grid, row and column.
type Square = (usize, u32, u32);

struct Reader<'r, 'f, 'd> {
    table: &'f str,
    found: &'r Match<'f>,
    figures: &'r Figures<'f, 'd>,
    notes: Vec<Note>,
}

impl<'f> Reader<'_, 'f, '_> {
    fn note(&mut self, kind: NoteKind, id: String, printed: Option<&str>, place: Place) {
        let printed = printed.map(str::to_owned);
        self.notes.push(Note { kind, id: Some(id), printed, place: Some(place) });
    }

    /// The value of a cell, and where it was read, if that may be read as another cell as well: the grid, row and
    /// column.
    fn value(&mut self, row: &RowMatch, cell: Cell, placed: &Placed) -> Option<(Value, Option<Square>)> {
        let (line, column) = lines(self.found.spec, cell);
        let id = self.found.spec.cell_id(cell.0, cell.1, cell.2);
        let grid = self.figures.grid(row.group);
        let number = self.figures.groups[row.group].rows[row.row].number;
        let under = Under::header(grid, number, placed.columns)?;
        let place = place_at(&grid.table.place, under.cell.row, under.cell.column);
        let (value, status) = match &under.reading {
            Reading::Blank => (None, Status::Blank),
            Reading::Dash => (None, Status::Dash),
            // Money where cases are counted is in the wrong cell.
            Reading::Amount(amount)
                if amount.unit.is_some()
                    && column.kind.or(line.kind).unwrap_or(Kind::Count) != Kind::Amount =>
            {
                (None, Status::Unreadable)
            }
            Reading::Amount(amount) => {
                // Only a line kept in a unit of money needs to know which one is printed.
                let header = || column.unit.or(line.unit).and_then(|_| self.printed_unit(row, placed));
                let unit = amount.unit.or_else(header);
                let (value, converted) = convert(&Amount { unit, ..amount.clone() }, line, column);
                if converted {
                    self.note(NoteKind::Converted, id.to_string(), Some(&under.raw), place.clone());
                }
                (Some(value), Status::Stated)
            }
            Reading::Text => (None, Status::Unreadable),
        };
        let merged = under.cell.row_span > 1 || under.cell.column_span > 1;
        let square = merged.then(|| (self.figures.groups[row.group].grid, under.cell.row, under.cell.column));
        let value = Value {
            cell: Arc::clone(id),
            value,
            unit: column.unit.or(line.unit).map(|unit| unit.unit),
            raw: under.raw.into_owned(),
            status,
            place,
            doubtful: row.doubtful || placed.doubtful || under.joined,
        };
        Some((value, square))
    }

    /// The unit of money that the labels over a figure, or those beside it, name in brackets.
    fn printed_unit(&self, row: &RowMatch, placed: &Placed) -> Option<Unit> {
        let above = placed.slot.and_then(|(group, slot)| {
            let grid = self.figures.grid(group);
            let path = &self.figures.groups[group].slots[slot].path;
            path.iter().rev().find_map(|&i| Unit::in_header(grid.text(i)))
        });
        let grid = self.figures.grid(row.group);
        let beside = || {
            let path = self.figures.path((row.group, row.row), placed.columns.0);
            path.iter().rev().find_map(|&i| Unit::in_header(grid.text(i)))
        };
        // A row on top of the table, or a line above it, that says 单位：万元.
        let on_top = || {
            let rows = (1..=grid.table.rows.min(3)).filter_map(|number| grid.at(number, placed.columns.0));
            rows.filter_map(|i| Unit::above_table(grid.text(i)).flatten()).next()
        };
        above.or_else(beside).or_else(on_top).or(grid.above.unit)
    }

    /// Whether a row has fewer cells than its header, or figures beyond it: one of its cells is gone or too many, and
    /// which is not to be seen.
    fn is_uneven(&self, row: &RowMatch, under: &ColumnMatch) -> bool {
        let grid = self.figures.grid(row.group);
        let number = self.figures.groups[row.group].rows[row.row].number;
        let placed = || under.places.iter().flatten();
        let short = placed().any(|placed| grid.is_free(number, placed.columns));
        let header = placed().find_map(|placed| placed.slot).map(|(group, _)| &self.figures.groups[group]);
        let last = header.and_then(|group| {
            let labelled = group.slots.iter().filter(|slot| !slot.path.is_empty());
            labelled.map(|slot| slot.columns.1).max()
        });
        let beyond = |last: u32| {
            (last + 1..=grid.table.columns)
                .filter_map(|column| grid.at(number, column))
                .any(|i| grid.cell(i).column > last && matches!(grid.reading(i), Some(Reading::Amount(_))))
        };
        short || last.is_some_and(beyond)
    }

    /// Notes a row whose label was mended.
    fn relabelled_row(&mut self, row: &RowMatch, axis: &Axis) {
        if row.likeness == SAME && !row.doubtful || axis.is_bare() {
            return;
        }
        let group = &self.figures.groups[row.group];
        let first = self.found.columns.get(&(row.group, axis.block)).and_then(|under| under.first_column());
        let first = first.unwrap_or(group.rows[row.row].first_value);
        let path = self.figures.path((row.group, row.row), first);
        let grid = self.figures.grid(row.group);
        let Some((text, label, place)) = path.last().and_then(|&i| self.label_at(grid, i)) else { return };
        let Some(line) = self.named_by(axis, label) else { return };
        let id = format!("{}.{}", self.table, line.id);
        if row.doubtful || ends_in_figure(text) && !is_wording(line, label) {
            self.note(NoteKind::Doubtful, id, Some(&printed(text)), place);
        } else if !is_wording(line, label) {
            self.note(NoteKind::Relabelled, id, Some(&printed(text)), place);
        }
    }

    /// Notes a row that has more or fewer cells than its header.
    fn uneven_row(&mut self, row: &RowMatch, axis: &Axis) {
        let number = self.figures.row((row.group, row.row)).number;
        let place = place_at(&self.figures.grid(row.group).table.place, number, 1);
        let spec = self.found.spec;
        let id = match spec.row(axis).or_else(|| spec.column(axis)) {
            Some(line) => format!("{}.{}", self.table, line.id),
            None => self.table.to_owned(),
        };
        self.note(NoteKind::Layout, id, None, place);
    }

    /// Notes each column label that was mended, once a header.
    fn relabelled_columns(&mut self) {
        let mut seen = BTreeSet::new();
        let used: BTreeSet<(usize, usize)> =
            self.found.rows.iter().map(|row| (row.group, self.found.layout.down[row.axis].block)).collect();
        for (key, under) in self.found.columns.iter().filter(|(key, _)| used.contains(key)) {
            for (axis, placed) in self.found.layout.across[key.1].iter().zip(&under.places) {
                let Some(placed) = placed else { continue };
                let Some((group, slot)) =
                    placed.slot.filter(|slot| placed.likeness < SAME && seen.insert(*slot))
                else {
                    continue;
                };
                let grid = self.figures.grid(group);
                let last = self.figures.groups[group].slots[slot].path.last();
                let Some((text, label, place)) = last.and_then(|&i| self.label_at(grid, i)) else { continue };
                let Some(line) = self.named_by(axis, label) else { continue };
                let kind = if placed.doubtful { NoteKind::Doubtful } else { NoteKind::Relabelled };
                if placed.doubtful || !is_wording(line, label) {
                    let id = format!("{}.{}", self.table, line.id);
                    self.note(kind, id, Some(&printed(text)), place);
                }
            }
        }
    }

    /// Notes rows between the table's own that the form does not have, or has printed already, and returns the cells
    /// that such a row fills with another figure.
    fn extra_rows(&mut self) -> Vec<Cell> {
        let mut contradicted = Vec::new();
        for &(group, row) in &self.found.extra {
            let first = self.figures.groups[group].rows[row].first_value;
            let path = self.figures.path((group, row), first);
            let grid = self.figures.grid(group);
            let number = self.figures.groups[group].rows[row].number;
            let place = match path.last() {
                Some(&i) => grid.place(i),
                None => place_at(&grid.table.place, number, 1),
            };
            let own = rivals::line_again(self.found, self.figures, (group, row));
            let named = self.figures.named_year((group, row)).is_some_and(|year| self.figures.is_other(year));
            let others =
                own.filter(|_| !named).map_or_else(Vec::new, |own| self.other_figures(own, (group, row)));
            let kind = match own {
                None => NoteKind::Extra,
                Some(_) if others.is_empty() => NoteKind::Repeated,
                Some(_) => NoteKind::Conflicting,
            };
            contradicted.extend(others);
            // Figures that were left out are the table's loss.
            let lost = || self.figures.groups[group].rows[row].stated.then(|| self.table.to_owned());
            let id = match own {
                Some(row) => {
                    let line = self.found.spec.row(&self.found.layout.down[row.axis]);
                    line.map(|line| format!("{}.{}", self.table, line.id))
                }
                None => lost(),
            };
            let printed = path.last().map(|&i| printed(grid.text(i)));
            self.notes.push(Note { kind, id, printed, place: Some(place) });
        }
        contradicted
    }

    /// The cells of a line that another row fills otherwise; none where that row is left blank.
    fn other_figures(&self, own: &RowMatch, again: (usize, usize)) -> Vec<Cell> {
        let down = &self.found.layout.down[own.axis];
        let figures = |at: (usize, usize)| -> Vec<Option<rust_decimal::Decimal>> {
            let Some(under) = self.found.columns.get(&(at.0, down.block)) else { return Vec::new() };
            let (grid, number) = (self.figures.grid(at.0), self.figures.row(at).number);
            let figure =
                |placed: &Option<Placed>| match Under::header(grid, number, (*placed)?.columns)?.reading {
                    Reading::Amount(amount) => Some(amount.value),
                    // Who types a mark for nothing says that it is nothing.
                    Reading::Dash => Some(rust_decimal::Decimal::ZERO),
                    _ => None,
                };
            under.places.iter().map(figure).collect()
        };
        let (first, second) = (figures((own.group, own.row)), figures(again));
        if second.iter().all(Option::is_none) {
            return Vec::new();
        }
        let across = &self.found.layout.across[down.block];
        let differ = across
            .iter()
            .zip(first.iter().zip(&second))
            .filter(|(_, (first, second))| first.unwrap_or_default() != second.unwrap_or_default());
        differ.filter_map(|(axis, _)| crossing(down, axis)).collect()
    }

    /// The text, the label and the place of a cell or caption.
    fn label_at<'g>(&'g self, grid: &'g Grid, index: usize) -> Option<(&'g str, &'g Label, Place)> {
        let label = self.figures.lexicon.printed(grid.label(index)?);
        Some((grid.text(index), label, grid.place(index)))
    }

    /// The line that a label names: of a line down or across that is both a row and a column of the form, the one
    /// whose own label is the likelier.
    fn named_by(&self, axis: &Axis, label: &Label) -> Option<&'f Line> {
        let likeness = |line: &&Line| {
            let own = line.wordings.iter().filter_map(|wording| wording.last());
            own.map(|wording| wording.likeness(label)).max()
        };
        let spec = self.found.spec;
        spec.column(axis).into_iter().chain(spec.row(axis)).max_by_key(likeness)
    }
}

/// Whether a label is one of the line's own wordings.
fn is_wording(line: &Line, label: &Label) -> bool {
    line.wordings.iter().filter_map(|wording| wording.last()).any(|wording| wording.is_same(label))
}

/// Whether a figure was typed behind a label: 行政许可：11件.
fn ends_in_figure(text: &str) -> bool {
    text.chars().rev().filter(|&c| !is_blank(c)).take(2).any(|c| fold_width(c).is_ascii_digit())
}

/// A label as a note prints it: without ordinal and white space.
fn printed(text: &str) -> String {
    let body = leading_ordinal(text).map_or(text, |ordinal| &text[ordinal.bytes..]);
    body.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The figure in the unit of its line, and whether there is something to note about it. The amount's unit is the
/// cell's own, or else that of its labels.
fn convert(amount: &Amount, row: &Line, column: &Line) -> (rust_decimal::Decimal, bool) {
    let Some(line) = column.unit.or(row.unit) else { return (amount.value, false) };
    match amount.unit {
        None => (amount.value, line.in_cell),
        Some(unit) if unit == line.unit => (amount.value, false),
        Some(unit) => match unit.convert(amount.value, line.unit) {
            Some(value) => (value, true),
            None => (amount.value, true),
        },
    }
}
