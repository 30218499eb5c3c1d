//! Ids in the form's own words. In: forms, and what an audit says about tables and editions. Out: labels of
//! rows, columns and tables. Does not know where they are printed.

use crate::audit::Audit;
use crate::form::{Form, Line, Table};
use crate::message::{Lang, Message};
use crate::report::FoundTable;

/// Whether columns, rows and kinds are named by id or in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// Ids, for scripts.
    Id,
    /// The form's own words, for people.
    Zh,
}

/// The words for one audit's ids.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    form: Option<&'a Form>,
    tables: &'a [FoundTable],
}

/// Which lines of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Rows.
    Row,
    /// Columns.
    Column,
}

impl<'a> Words<'a> {
    /// The words of the form that was chosen for this audit.
    pub fn new(forms: &'a [Form], audit: &'a Audit) -> Self {
        let form = audit.form.as_ref().and_then(|chosen| forms.iter().find(|form| form.id == chosen.id));
        Self { form, tables: &audit.report.tables }
    }

    /// No words: what they are asked for keeps its id.
    pub fn none() -> Self {
        Self { form: None, tables: &[] }
    }

    /// What the form calls a table; the id where the form is not known.
    pub fn table(&self, id: &'a str) -> &'a str {
        self.editions(id).next().map_or(id, |table| table.name.get(Lang::Zh))
    }

    /// The same in either language.
    pub fn table_name(&self, id: &'a str) -> Message {
        let named = self.editions(id).next().map(|table| Message::of(table.name.clone()));
        named.unwrap_or_else(|| Message::new("finding.cell_of_one").with("label", id))
    }

    /// A line's own label.
    pub fn label(&self, table: &str, axis: Axis, id: &'a str) -> &'a str {
        self.line(table, axis, id).map_or(id, Line::label)
    }

    /// A line's label with those it stands under.
    pub fn path(&self, table: &str, axis: Axis, id: &str) -> String {
        self.line(table, axis, id).map_or_else(|| id.to_owned(), |line| line.path.join("/"))
    }

    fn line(&self, table: &str, axis: Axis, id: &str) -> Option<&'a Line> {
        self.editions(table).flat_map(|table| &table.blocks).find_map(|block| {
            let lines = if axis == Axis::Row { &block.rows } else { &block.columns };
            lines.iter().find(|line| line.id == id)
        })
    }

    /// The edition found in the document first, then the others.
    fn editions(&self, id: &str) -> impl Iterator<Item = &'a Table> + use<'a> {
        let edition = self.tables.iter().find(|table| table.id == id);
        let edition = edition.and_then(|table| table.edition.as_deref());
        let found = self.form.and_then(|form| form.table(id, edition));
        let id = id.to_owned();
        let all = self.form.into_iter().flat_map(|form| &form.tables).filter(move |table| table.id == id);
        found.into_iter().chain(all)
    }
}
