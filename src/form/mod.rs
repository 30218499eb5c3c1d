//! What a report of one kind should contain. In: TOML. Out: sections, tables with their rows and columns,
//! rules and phrases, all proved sound. Does not know documents.

pub mod checks;
mod content;
mod content_file;
pub mod coverage;
mod fields;
pub mod file;
pub mod hints;
mod instances;
mod layout;
mod lists;
mod named;
mod names;
mod narrative;
mod needs;
mod never;
mod phrases;
mod placeholders;
mod resolve;
mod rule;
mod rules;
mod shape;
pub mod skeleton;
mod syntax;
mod table;
mod together;
mod unsaid;
mod value_shape;
mod vocabulary;
mod words;

use crate::label::{Index, Label};
use crate::message::Text;
use rust_decimal::Decimal;
use std::sync::{Arc, LazyLock};

pub use content::{Bodies, Content, Deadline, Term as Word, TextPattern};
pub use layout::{Axis, Layout, Layouts, Way};
pub use named::Named;
pub use narrative::{
    Around, FoundRate, List, Narrative, Patterns, Phrase, RateKind, RatePattern, Reading, Wording, Years,
};
pub use table::{Block, CellId, Kind, Line, LineUnit, Table};
pub use vocabulary::Vocabulary;

/// A form: everything gouji knows about one kind of report.
#[derive(Debug, Clone)]
pub struct Form {
    /// Public id, e.g. `disclosure-annual-report`.
    pub id: String,
    /// Version of this description.
    pub version: String,
    /// What people call it.
    pub name: Text,
    /// The TOML it was read from, as printed by `gouji forms show`.
    pub source: String,
    /// What its title looks like without white space; groups `organization` and `year`.
    pub titles: Vec<Wording>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// Their headings in every wording, under their place among the sections.
    pub headings: Index,
    /// The tables, in order; editions of one table follow each other, the newest first.
    pub tables: Vec<Table>,
    /// The different labels of the lines of its tables, under their [`Line::numbers`].
    pub vocabulary: Vocabulary,
    /// How the names of reporting bodies are compared.
    pub bodies: Bodies,
    /// The rules, in order.
    pub rules: Vec<Rule>,
    /// Rules that the user has switched off: they are not evaluated, and each says why.
    pub off: Vec<Off>,
    /// How counts are stated in the text.
    pub narrative: Narrative,
    /// What its author may look at again, by its place; none in a built-in form.
    pub hints: Vec<Fault>,
}

/// A numbered section that the form prescribes.
#[derive(Debug, Clone)]
pub struct Section {
    /// Public id.
    pub id: String,
    /// The official heading, ordinal included.
    pub heading: String,
    /// The heading and its other wordings, ready to be compared; the official one first.
    pub wordings: Vec<Label>,
}

/// Something that must hold, or is worth saying.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Public id, e.g. `applications.row_total`.
    pub id: String,
    /// The table it is about.
    pub table: Option<String>,
    /// What kind of check it is.
    pub check: Check,
    /// What a check that is no equation looks for.
    pub content: Content,
    /// How grave a failure is.
    pub severity: Severity,
    /// How grave the user wants it to be, where that differs. What the rule is stays decided by `severity`: an
    /// equation that is only to be noted is still an equation.
    pub grade: Option<Severity>,
    /// The finding's sentence, with `{row}`, `{column}`, `{stated}`, `{expected}`, `{difference}` …
    pub message: Arc<Text>,
    /// What it checks, for `gouji explain`.
    pub meaning: Text,
    /// The legal or printed source.
    pub basis: Text,
    /// An example of a failure.
    pub example: Text,
    /// What usually causes it.
    pub cause: Text,
    /// How it is put right.
    pub remedy: Text,
}

/// A rule that is not evaluated.
#[derive(Debug, Clone)]
pub struct Off {
    /// The rule.
    pub rule: Rule,
    /// Who or what has switched it off, and why.
    pub because: crate::message::Message,
}

/// The kinds of check that a form can ask for.
#[derive(Debug, Clone)]
pub enum Check {
    /// A linear equation or inequality.
    Linear(Linear),
    /// A linear equation or inequality between a report and the one on the year before.
    Across(Across),
    /// A check that Rust knows by name.
    Named(Named),
}

/// A linear rule with all its instances.
#[derive(Debug, Clone)]
pub struct Linear {
    /// As written in the form.
    pub source: String,
    /// How the two sides compare.
    pub relation: Relation,
    /// One for each row or column it holds in, of every edition that has its lines.
    pub instances: Vec<Instance>,
}

/// A linear rule across years with all its instances.
#[derive(Debug, Clone)]
pub struct Across {
    /// As written in the form.
    pub source: String,
    /// How the two sides compare.
    pub relation: Relation,
    /// One for each row or column it holds in, for each edition that either report can have.
    pub instances: Vec<Pair>,
}

/// A rule across years in one row or column: what both instances add up to on either side is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Its terms in the report itself.
    pub this: Instance,
    /// Its terms in the report on the year before.
    pub last: Instance,
}

/// How the two sides of a rule compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `=`
    Equal,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
}

impl Relation {
    /// Whether two sides compare so.
    pub fn holds(self, left: Decimal, right: Decimal) -> bool {
        match self {
            Relation::Equal => left == right,
            Relation::AtMost => left <= right,
            Relation::AtLeast => left >= right,
        }
    }
}

/// A rule in one row or column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// Index into [`Form::tables`].
    pub table: usize,
    /// The row's id, for a rule that runs over rows.
    pub row: Option<String>,
    /// The column's id, for a rule that runs over columns.
    pub column: Option<String>,
    /// The side with the total.
    pub left: Vec<Term>,
    /// The other side.
    pub right: Vec<Term>,
}

/// A cell with its coefficient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Index among [`Table::cells`].
    pub cell: usize,
    /// How often it counts.
    pub coefficient: i64,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// For the record.
    Note,
    /// Ask the submitter.
    Warning,
    /// Cannot be right.
    Error,
}

impl Severity {
    /// Every severity with its name in form files.
    pub const ALL: &[(&str, Severity)] =
        &[("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];

    /// The severity that form files call so.
    pub fn named(name: &str) -> Option<Severity> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|&(_, severity)| severity)
    }
}

/// A mistake in a form file, or what may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Line in the TOML, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// What is wrong, with the nearest known id.
    pub message: crate::message::Message,
}

static BUILT_IN: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let read = |toml: &str| {
        resolve::resolve(toml, true).unwrap_or_else(|faults| panic!("built-in form: {faults:?}"))
    };
    SOURCES.iter().map(|toml| read(toml)).collect()
});

/// The files of `src/forms`, listed when the crate is built.
const SOURCES: &[&str] = include!(concat!(env!("OUT_DIR"), "/forms.rs"));

impl Form {
    /// The rule with a check of this name, if it is switched on.
    pub fn rule_named(&self, named: Named) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.is_named(named))
    }

    /// The forms compiled in.
    pub fn built_in() -> &'static [Form] {
        &BUILT_IN
    }

    /// The form compiled in under this id.
    pub fn named(id: &str) -> Option<&'static Form> {
        BUILT_IN.iter().find(|form| form.id == id)
    }

    /// Reads a form file.
    ///
    /// # Errors
    /// Every mistake found, with line and column.
    pub fn parse(toml: &str) -> Result<Form, Vec<Fault>> {
        resolve::resolve(toml, false)
    }

    /// The ids of its tables, each once: editions of one table follow each other.
    pub fn table_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.tables.iter().map(|table| table.id.as_str()).collect();
        ids.dedup();
        ids
    }

    /// The table of this id and edition.
    pub fn table(&self, id: &str, edition: Option<&str>) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id && table.edition.as_deref() == edition)
    }

    /// Every value id of every edition, in form order, each once: table, row line, column line.
    pub fn value_ids(&self) -> Vec<(&Table, &Line, &Line)> {
        let mut seen = std::collections::HashSet::new();
        let mut ids = Vec::new();
        for table in &self.tables {
            for (row, column) in table.cells() {
                if seen.insert((table.id.as_str(), row.id.as_str(), column.id.as_str())) {
                    ids.push((table, row, column));
                }
            }
        }
        ids
    }
}

impl Rule {
    /// Whether its check is the one of this name.
    pub fn is_named(&self, named: Named) -> bool {
        matches!(self.check, Check::Named(own) if own == named)
    }

    /// How grave a finding of this rule is that was given `found`. One made less grave than its rule for a reason of
    /// its own (doubtful cells, blanks that change nothing) never becomes graver than that reason allows.
    pub fn graded(&self, found: Severity) -> Severity {
        match self.grade {
            None => found,
            Some(grade) if found >= self.severity => grade,
            Some(grade) => found.min(grade),
        }
    }

    /// Whether it is an equation that must hold, whatever the user has made of its grade.
    pub fn is_hard(&self) -> bool {
        self.severity == Severity::Error
            && matches!(&self.check, Check::Linear(linear) if linear.relation == Relation::Equal)
    }
}
