//! The values of a table. In: a match of a form's table with rows and columns of the document. Out: values
//! with raw text, status and place, and notes on everything that was not as the form prints it. Does not know
//! how the match was made.

use super::cell::Under;
use super::layout::Axis;
use super::tables::{Figures, Match, Placed, RowMatch};
use crate::document::Cell;
use crate::form::{Form, Kind, Line};
use crate::label::{Label, SAME};
use crate::numeral::{Amount, Reading, Unit, leading_ordinal};
use crate::place::{At, Place};
use crate::report::{Note, NoteKind, Status, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The values of one table, in form order, and its notes.
pub(super) fn values(form: &Form, found: &Match, figures: &Figures) -> (Vec<Value>, Vec<Note>) {
    let spec = &form.tables[found.table];
    let mut reader = Reader { table: &spec.id, found, figures, notes: Vec::new() };
    let mut values: BTreeMap<(&str, &str), Value> = BTreeMap::new();
    let mut taken: BTreeMap<Place, (&str, &str)> = BTreeMap::new();
    for row in &found.rows {
        let down = &found.layout.down[row.axis];
        reader.relabelled_row(row, down);
        let Some(under) = found.columns.get(&(row.group, down.block)) else { continue };
        for (across, placed) in found.layout.across[down.block].iter().zip(&under.places) {
            let (Some(line), Some(column)) = (down.row.or(across.row), down.column.or(across.column)) else {
                continue;
            };
            let Some(placed) = placed else { continue };
            let Some(value) = reader.value(row, line, column, placed) else { continue };
            // A figure merged over several lines belongs to one of them, and which is not to be seen.
            if value.value.is_some_and(|figure| !figure.is_zero())
                && let Some(first) = taken.insert(value.place.clone(), (line.id.as_str(), column.id.as_str()))
            {
                taken.insert(value.place, first);
                if let Some(first) = values.get_mut(&first) {
                    first.doubtful = true;
                }
                continue;
            }
            values.insert((&line.id, &column.id), value);
        }
    }
    reader.relabelled_columns();
    reader.extra_rows();
    let mut ordered = Vec::with_capacity(values.len());
    for (row, column) in spec.cells() {
        match values.remove(&(row.id.as_str(), column.id.as_str())) {
            Some(value) => ordered.push(value),
            None => reader.notes.push(Note {
                kind: NoteKind::Missing,
                id: Some(format!("{}.{}.{}", spec.id, row.id, column.id)),
                printed: None,
                place: None,
            }),
        }
    }
    (ordered, reader.notes)
}

struct Reader<'r, 'f, 'd> {
    table: &'f str,
    found: &'r Match<'f>,
    figures: &'r Figures<'d>,
    notes: Vec<Note>,
}

impl<'f, 'd> Reader<'_, 'f, 'd> {
    fn note(&mut self, kind: NoteKind, id: String, printed: Option<&str>, place: Place) {
        let printed = printed.map(str::to_owned);
        self.notes.push(Note { kind, id: Some(id), printed, place: Some(place) });
    }

    fn value(&mut self, row: &RowMatch, line: &Line, column: &Line, placed: &Placed) -> Option<Value> {
        let grid = self.figures.grid(row.group);
        let number = self.figures.groups[row.group].rows[row.row].number;
        let under = Under::header(grid, number, placed.columns)?;
        let place = place_of(&grid.table.place, under.cell);
        let (value, status) = match &under.reading {
            Reading::Blank => (None, Status::Blank),
            Reading::Dash => (None, Status::Dash),
            Reading::Amount(amount) => {
                // Only a line kept in a unit of money needs to know which one is printed.
                let header = || column.unit.or(line.unit).and_then(|_| self.printed_unit(row, placed));
                let unit = amount.unit.or_else(header);
                let (value, converted) = convert(&Amount { unit, ..amount.clone() }, line, column);
                if converted {
                    let id = format!("{}.{}.{}", self.table, line.id, column.id);
                    self.note(NoteKind::Converted, id, Some(&under.raw), place.clone());
                }
                (Some(value), Status::Stated)
            }
            Reading::Text => (None, Status::Unreadable),
        };
        let unit = column.unit.or(line.unit).map(|unit| unit.unit.name().to_owned());
        Some(Value {
            table: self.table.to_owned(),
            row: line.id.clone(),
            column: column.id.clone(),
            value,
            unit,
            raw: under.raw,
            status,
            place,
            doubtful: row.doubtful || placed.doubtful || under.joined,
        })
    }

    /// The unit of money that the labels over a figure, or those beside it, name in brackets.
    fn printed_unit(&self, row: &RowMatch, placed: &Placed) -> Option<Unit> {
        let above = placed.slot.and_then(|(group, slot)| {
            let grid = self.figures.grid(group);
            let path = &self.figures.groups[group].slots[slot].path;
            path.iter().rev().find_map(|&i| Unit::in_header(&grid.cell(i).text))
        });
        let grid = self.figures.grid(row.group);
        let beside = || {
            let path = self.figures.path((row.group, row.row), placed.columns.0);
            path.iter().rev().find_map(|&i| Unit::in_header(&grid.cell(i).text))
        };
        above.or_else(beside)
    }

    /// Notes a row whose label was mended.
    fn relabelled_row(&mut self, row: &RowMatch, axis: &Axis) {
        let Some(line) = axis.row.or(axis.column) else { return };
        if row.likeness == SAME && !row.doubtful || axis.is_bare() {
            return;
        }
        let group = &self.figures.groups[row.group];
        let first = self.found.columns.get(&(row.group, axis.block)).and_then(|under| under.first_column());
        let first = first.unwrap_or(group.rows[row.row].first_value);
        let path = self.figures.path((row.group, row.row), first);
        let grid = self.figures.grid(row.group);
        let Some((cell, label)) = path.last().and_then(|&i| Some((grid.cell(i), grid.label(i)?))) else {
            return;
        };
        let place = place_of(&grid.table.place, cell);
        let id = format!("{}.{}", self.table, line.id);
        if row.doubtful {
            self.note(NoteKind::Doubtful, id, Some(&printed(&cell.text)), place);
        } else if !is_wording(line, label) {
            self.note(NoteKind::Relabelled, id, Some(&printed(&cell.text)), place);
        }
    }

    /// Notes each column label that was mended, once a header.
    fn relabelled_columns(&mut self) {
        let mut seen = BTreeSet::new();
        let used: BTreeSet<(usize, usize)> =
            self.found.rows.iter().map(|row| (row.group, self.found.layout.down[row.axis].block)).collect();
        for (key, under) in self.found.columns.iter().filter(|(key, _)| used.contains(key)) {
            for (axis, placed) in self.found.layout.across[key.1].iter().zip(&under.places) {
                let (Some(line), Some(placed)) = (axis.column.or(axis.row), placed) else { continue };
                let Some((group, slot)) =
                    placed.slot.filter(|slot| placed.likeness < SAME && seen.insert(*slot))
                else {
                    continue;
                };
                let grid = self.figures.grid(group);
                let last = self.figures.groups[group].slots[slot].path.last();
                let Some((cell, label)) = last.and_then(|&i| Some((grid.cell(i), grid.label(i)?))) else {
                    continue;
                };
                let kind = if placed.doubtful { NoteKind::Doubtful } else { NoteKind::Relabelled };
                if placed.doubtful || !is_wording(line, label) {
                    let place = place_of(&grid.table.place, cell);
                    let id = format!("{}.{}", self.table, line.id);
                    self.note(kind, id, Some(&printed(&cell.text)), place);
                }
            }
        }
    }

    /// Notes rows between the table's own that the form does not have, or has printed already.
    fn extra_rows(&mut self) {
        for &(group, row) in &self.found.extra {
            let first = self.figures.groups[group].rows[row].first_value;
            let path = self.figures.path((group, row), first);
            let grid = self.figures.grid(group);
            let number = self.figures.groups[group].rows[row].number;
            let place = match path.last() {
                Some(&i) => place_of(&grid.table.place, grid.cell(i)),
                None => place_at(&grid.table.place, number, 1),
            };
            let labels = grid.labels(&path);
            let own = self.found.rows.iter().find(|row| {
                self.found.layout.down[row.axis].likeness(&labels, &self.figures.lexicon) == SAME
            });
            let kind = if own.is_some() { NoteKind::Repeated } else { NoteKind::Extra };
            let id = own
                .and_then(|row| self.found.layout.down[row.axis].row)
                .map(|line| format!("{}.{}", self.table, line.id));
            let printed = path.last().map(|&i| printed(&grid.cell(i).text));
            self.notes.push(Note { kind, id, printed, place: Some(place) });
        }
    }
}

/// Whether a label is one of the line's own wordings.
fn is_wording(line: &Line, label: &Label) -> bool {
    line.wordings.iter().filter_map(|wording| wording.last()).any(|wording| wording.likeness(label) == SAME)
}

/// A label as a note prints it: without ordinal and white space.
fn printed(text: &str) -> String {
    let body = leading_ordinal(text).map_or(text, |ordinal| &text[ordinal.bytes..]);
    body.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The figure in the unit of its line, and whether there is something to note about it. The amount's unit is the
/// cell's own, or else that of its labels.
fn convert(amount: &Amount, row: &Line, column: &Line) -> (rust_decimal::Decimal, bool) {
    let kind = column.kind.or(row.kind).unwrap_or(Kind::Count);
    let Some(line) = column.unit.or(row.unit) else {
        return (amount.value, kind == Kind::Count && amount.unit.is_some());
    };
    match amount.unit {
        None => (amount.value, line.in_cell),
        Some(unit) if unit == line.unit => (amount.value, false),
        Some(unit) => match unit.convert(amount.value, line.unit) {
            Some(value) => (value, true),
            None => (amount.value, true),
        },
    }
}

fn place_of(table: &Place, cell: &Cell) -> Place {
    place_at(table, cell.row, cell.column)
}

fn place_at(table: &Place, row: u32, column: u32) -> Place {
    let number = match table.at {
        At::Table(number) => number,
        _ => 0,
    };
    Place { within: table.within.clone(), at: At::Cell { table: number, row, column } }
}
