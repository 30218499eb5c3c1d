//! The values of a table. In: a match of a form's table with rows and columns of the document. Out: values
//! with raw text, status and place, and notes on everything that was not as the form prints it. Does not know
//! how the match was made.

use super::cell::Under;
use super::grid::{Grid, place_at};
use super::layout::Axis;
use super::tables::{ColumnMatch, Figures, Match, Placed, RowMatch};
use crate::form::{Form, Kind, Line};
use crate::label::{Label, SAME};
use crate::numeral::{Amount, Reading, Unit, fold_width, is_blank, leading_ordinal};
use crate::place::Place;
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
        let uneven = reader.is_uneven(row, under);
        if uneven {
            reader.uneven_row(row, down);
        }
        for (across, placed) in found.layout.across[down.block].iter().zip(&under.places) {
            let (Some(line), Some(column)) = (down.row.or(across.row), down.column.or(across.column)) else {
                continue;
            };
            let Some(placed) = placed else { continue };
            let Some(mut value) = reader.value(row, line, column, placed) else { continue };
            value.doubtful |= uneven;
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
    for cell in reader.extra_rows() {
        if let Some(value) = values.get_mut(&cell) {
            value.doubtful = true;
        }
    }
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
        let Some((text, label, place)) = path.last().and_then(|&i| label_at(grid, i)) else { return };
        let Some(line) = named_by(axis, label) else { return };
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
        let id = match axis.row.or(axis.column) {
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
                let Some((text, label, place)) = last.and_then(|&i| label_at(grid, i)) else { continue };
                let Some(line) = named_by(axis, label) else { continue };
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
    fn extra_rows(&mut self) -> Vec<(&'f str, &'f str)> {
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
            let labels = grid.labels(&path);
            let is_own =
                |row: &&RowMatch| self.found.layout.down[row.axis].is_same(&labels, &self.figures.lexicon);
            let own = self.found.rows.iter().find(is_own);
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
                    let line = self.found.layout.down[row.axis].row;
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
    fn other_figures(&self, own: &RowMatch, again: (usize, usize)) -> Vec<(&'f str, &'f str)> {
        let down = &self.found.layout.down[own.axis];
        let figures = |at: (usize, usize)| -> Vec<Option<rust_decimal::Decimal>> {
            let Some(under) = self.found.columns.get(&(at.0, down.block)) else { return Vec::new() };
            let (grid, number) = (self.figures.grid(at.0), self.figures.row(at).number);
            let figure =
                |placed: &Option<Placed>| match Under::header(grid, number, (*placed)?.columns)?.reading {
                    Reading::Amount(amount) => Some(amount.value),
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
        differ
            .filter_map(|(axis, _)| {
                Some((down.row.or(axis.row)?.id.as_str(), down.column.or(axis.column)?.id.as_str()))
            })
            .collect()
    }
}

/// The text, the label and the place of a cell or caption.
fn label_at<'g>(grid: &'g Grid, index: usize) -> Option<(&'g str, &'g Label, Place)> {
    Some((grid.text(index), grid.label(index)?, grid.place(index)))
}

/// The line that a label names: of a line down or across that is both a row and a column of the form, the one whose
/// own label is the likelier.
fn named_by<'f>(axis: &Axis<'f>, label: &Label) -> Option<&'f Line> {
    let likeness = |line: &&Line| {
        let own = line.wordings.iter().filter_map(|wording| wording.last());
        own.map(|wording| wording.likeness(label)).max()
    };
    axis.column.into_iter().chain(axis.row).max_by_key(likeness)
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
