//! What a report of one kind should contain. In: TOML. Out: sections, tables with their rows and columns,
//! rules and phrases, all proved sound. Does not know documents.

mod content;
mod content_file;
pub mod coverage;
pub mod file;
pub mod hints;
mod instances;
mod layout;
mod lists;
mod names;
mod narrative;
mod needs;
mod phrases;
mod placeholders;
mod resolve;
mod rule;
mod rules;
mod shape;
mod syntax;
mod together;
mod unsaid;
mod value_shape;
mod vocabulary;
mod words;

use crate::label::{Index, Label};
use crate::message::Text;
use crate::numeral::Unit;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

pub use content::{Bodies, Content, Deadline, Term as Word, TextPattern};
pub use layout::{Axis, Layout, Layouts, Way};
pub use narrative::{
    Around, FoundRate, List, Narrative, Patterns, Phrase, RateKind, RatePattern, Reading, Wording, Years,
};
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

/// One edition of a table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Public id; the same for all its editions.
    pub id: String,
    /// The edition's name; `None` where the form has but one.
    pub edition: Option<String>,
    /// First and last year of report the edition is for.
    pub years: (Option<i32>, Option<i32>),
    /// The section it stands in.
    pub section: String,
    /// What messages call it.
    pub name: Arc<Text>,
    /// The blocks stacked in it; most tables have one.
    pub blocks: Vec<Block>,
    /// Index among [`Table::cells`] by value id.
    by_id: HashMap<String, usize>,
    /// What the cells of each block are called, row by row, as values of any report share them.
    ids: Vec<Vec<Arc<CellId>>>,
    /// The ways it can be laid out; see [`Table::layout`].
    pub layouts: Layouts,
}

/// What a cell of a table is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellId {
    /// The table's id.
    pub table: String,
    /// The row's id inside the table.
    pub row: String,
    /// The column's id inside the table.
    pub column: String,
}

/// Rows and columns that cross in every cell.
#[derive(Debug, Clone)]
pub struct Block {
    /// The full-width line above it.
    pub banner: Option<String>,
    /// Its rows.
    pub rows: Vec<Line>,
    /// Its columns.
    pub columns: Vec<Line>,
}

/// A row or a column.
#[derive(Debug, Clone)]
pub struct Line {
    /// Public id inside the table, e.g. `denied.state_secret`.
    pub id: String,
    /// The official label, from the outermost merged header to the line's own, ordinals included.
    pub path: Vec<String>,
    /// The label path and its other wordings, ready to be compared; the official one first. None where the line is
    /// the only one of its block and has no label.
    pub wordings: Vec<Vec<Label>>,
    /// The same labels by number: equal labels of a form have equal numbers, so that each needs to be compared
    /// with a label of a document only once.
    pub numbers: Vec<Vec<usize>>,
    /// Whether cells in it carry figures (a parent that only groups does not).
    pub figures: bool,
    /// Whether it is a total: left out of `*` and `**`.
    pub total: bool,
    /// What its figures are (columns; `None` where the crossing line decides).
    pub kind: Option<Kind>,
    /// The unit of money its figures are kept in.
    pub unit: Option<LineUnit>,
}

/// The unit of money of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineUnit {
    /// The unit values are kept in.
    pub unit: Unit,
    /// Whether the header leaves it to the cells: a figure without a unit of its own stays as printed.
    pub in_cell: bool,
}

/// What figures are possible in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, not negative.
    Count,
    /// A whole number of either sign.
    Change,
    /// An amount, not negative, with decimals.
    Amount,
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

/// Checks that are not equations, by the name a form calls them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    /// Blank cells.
    ValueBlank,
    /// Cells that hold no figure.
    ValueUnreadable,
    /// Fractions where only whole numbers are possible.
    ValueFraction,
    /// Negative figures where none are possible.
    ValueNegative,
    /// Tables that hold nothing but zeros.
    AllZero,
    /// Tables that are not there.
    TableMissing,
    /// Sections that are not there.
    SectionMissing,
    /// Editions of tables against the year of the report.
    Edition,
    /// More than one report in a file.
    SeveralReports,
    /// Lines and cells that a table lacks.
    ValueMissing,
    /// Lines whose label is hardly more like their own than another, or mistyped.
    Label,
    /// Rows and columns that the form does not have.
    ExtraLine,
    /// Sections in another order than the form's.
    SectionOrder,
    /// Sections in which nothing is said.
    SectionEmpty,
    /// Headings printed twice.
    SectionRepeated,
    /// How many parts are announced and how many there are.
    Parts,
    /// The body in title, text and signature.
    Organization,
    /// The date of the signature.
    SignatureDate,
    /// Text that has no place in a report.
    TextForbidden,
    /// Text that goes with a figure that is not 0.
    TextRequired,
    /// Years in the text against the year reported on.
    TextYear,
    /// Words of the form garbled or doubled.
    Wording,
    /// Figures that are 0 for most bodies.
    ZeroUnless,
    /// Lines and tables that are there again with other figures.
    Repeated,
    /// Tables that are said to be of another year.
    TableYear,
    /// A title that was not recognised.
    Title,
    /// A file of which something was lost or left out.
    Damaged,
    /// The same report twice in a batch.
    Duplicate,
    /// Units of a list without a report in the batch.
    NotSubmitted,
    /// Reports of the batch by units that are not on the list.
    NotExpected,
    /// Counts in the text against the tables.
    NarrativeCount,
    /// A claim that everything was handled against the tables.
    NarrativeAllHandled,
    /// Counts in the text listed as the parts of another.
    NarrativeSum,
    /// Growths and shares in the text against the figures they rest on.
    NarrativeGrowth,
    /// One quantity stated twice in the text.
    NarrativeTwice,
}

impl Named {
    /// Its name in form files.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, named)| *named == self).map_or("", |&(name, _)| name)
    }

    /// Every named check with its name in form files.
    pub const ALL: &[(&str, Named)] = &[
        ("value.blank", Named::ValueBlank),
        ("value.unreadable", Named::ValueUnreadable),
        ("value.fraction", Named::ValueFraction),
        ("value.negative", Named::ValueNegative),
        ("value.all_zero", Named::AllZero),
        ("structure.table_missing", Named::TableMissing),
        ("structure.section_missing", Named::SectionMissing),
        ("structure.edition", Named::Edition),
        ("structure.several_reports", Named::SeveralReports),
        ("structure.value_missing", Named::ValueMissing),
        ("structure.label", Named::Label),
        ("structure.extra", Named::ExtraLine),
        ("structure.order", Named::SectionOrder),
        ("structure.empty", Named::SectionEmpty),
        ("structure.section_repeated", Named::SectionRepeated),
        ("structure.parts", Named::Parts),
        ("structure.organization", Named::Organization),
        ("structure.date", Named::SignatureDate),
        ("text.forbidden", Named::TextForbidden),
        ("text.required", Named::TextRequired),
        ("text.year", Named::TextYear),
        ("text.wording", Named::Wording),
        ("value.zero_unless", Named::ZeroUnless),
        ("structure.repeated", Named::Repeated),
        ("structure.table_year", Named::TableYear),
        ("structure.title", Named::Title),
        ("structure.damaged", Named::Damaged),
        ("batch.duplicate", Named::Duplicate),
        ("batch.not_submitted", Named::NotSubmitted),
        ("batch.not_expected", Named::NotExpected),
        ("narrative.count", Named::NarrativeCount),
        ("narrative.all_handled", Named::NarrativeAllHandled),
        ("narrative.sum", Named::NarrativeSum),
        ("narrative.growth", Named::NarrativeGrowth),
        ("narrative.twice", Named::NarrativeTwice),
    ];
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

/// A mistake in a form file.
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

impl Table {
    /// Whether this edition is the one for reports on `year`.
    pub fn is_for(&self, year: i32) -> bool {
        self.years.0.is_none_or(|first| first <= year) && self.years.1.is_none_or(|last| year <= last)
    }

    /// The cell of this value id (`table.row.column`), as index among [`Table::cells`].
    pub fn cell(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// What the cell of a block in which a row and a column cross is called.
    pub fn cell_id(&self, block: usize, row: usize, column: usize) -> &Arc<CellId> {
        &self.ids[block][row * self.blocks[block].columns.len() + column]
    }

    /// Its cells with figures, block by block, row by row.
    pub fn cells(&self) -> impl Iterator<Item = (&Line, &Line)> {
        self.blocks.iter().flat_map(|block| {
            block.rows.iter().filter(|row| row.figures).flat_map(move |row| {
                block.columns.iter().filter(|column| column.figures).map(move |column| (row, column))
            })
        })
    }
}

impl CellId {
    fn of_block(table: &str, block: &Block) -> Vec<Arc<Self>> {
        let id = |row: &Line, column: &Line| {
            let (row, column) = (row.id.clone(), column.id.clone());
            Arc::new(Self { table: table.to_owned(), row, column })
        };
        block.rows.iter().flat_map(|row| block.columns.iter().map(move |column| id(row, column))).collect()
    }

    /// Whether it is where these lines of a table cross.
    pub fn is(&self, table: &str, row: &Line, column: &Line) -> bool {
        self.table == table && self.row == row.id && self.column == column.id
    }
}

/// `table.row.column`, the public id of a value.
impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.table, self.row, self.column)
    }
}

impl Line {
    /// The line's own label.
    pub fn label(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}
