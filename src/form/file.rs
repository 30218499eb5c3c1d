//! A form as it stands in TOML. In: text. Out: plain data with the position of everything that can be wrong.
//! Does not know what the data means; [`super::resolve`] does.

use crate::message::Text;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A form file (`src/forms/*.toml`, `--form FILE`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "gouji form")]
pub struct FormFile {
    /// Public id, lower case with hyphens.
    pub id: String,
    /// Version of this description.
    pub version: String,
    /// What people call the report.
    pub name: Text,
    /// How its title is recognised.
    #[serde(default)]
    pub title: TitleFile,
    /// The sections, in order.
    #[serde(default)]
    pub section: Vec<SectionFile>,
    /// The tables, in order; editions of one table follow each other, the newest first.
    #[serde(default)]
    pub table: Vec<TableFile>,
    /// The rules, in order.
    #[serde(default)]
    pub rule: Vec<RuleFile>,
}

/// How a title is recognised.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TitleFile {
    /// Regular expressions over the title without white space, with the groups `organization` and `year`.
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Spanned<String>>,
}

/// A section.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionFile {
    /// Public id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The official heading, ordinal included.
    pub heading: String,
    /// Other wordings.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// An edition of a table.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableFile {
    /// Public id; the same for all editions.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The edition's name, where there are several.
    pub edition: Option<String>,
    /// First year of report it is for, and the last if it was superseded.
    #[serde(default)]
    #[schemars(with = "Vec<i32>")]
    pub years: Option<Spanned<Vec<i32>>>,
    /// The section it stands in.
    #[schemars(with = "String")]
    pub section: Spanned<String>,
    /// What messages call it.
    pub name: Text,
    /// Ids of rows and columns that are totals.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub totals: Vec<Spanned<String>>,
    /// Ids of rows that only group others and carry no figures.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub groups: Vec<Spanned<String>>,
    /// Columns or rows whose figures are not counts: `count`, `change` (signed) or `amount` (decimals).
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub kinds: BTreeMap<Spanned<String>, Spanned<String>>,
    /// The unit of money that a column's or row's figures are kept in: 元, 万元 or 亿元.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub units: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Columns or rows whose header names no unit: cells carry their own.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unit_in_cell: Vec<Spanned<String>>,
    /// The blocks stacked in it; most tables have one.
    pub block: Vec<BlockFile>,
}

/// Rows and columns that cross in every cell.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BlockFile {
    /// The full-width line above it.
    pub banner: Option<String>,
    /// `["id", "label path", "other wording", …]`, the path's labels joined by `/`. A single row or column may have
    /// the label `""`: none is printed.
    #[schemars(with = "Vec<Vec<String>>")]
    pub rows: Vec<Spanned<Vec<Spanned<String>>>>,
    /// The same for columns.
    #[schemars(with = "Vec<Vec<String>>")]
    pub columns: Vec<Spanned<Vec<Spanned<String>>>>,
}

/// A rule.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// Public id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The table it is about; needed by `rule`.
    #[schemars(with = "Option<String>")]
    pub table: Option<Spanned<String>>,
    /// An equation or inequality: `handled_total = results.**`, `[total] = [**]`.
    #[schemars(with = "Option<String>")]
    pub rule: Option<Spanned<String>>,
    /// Or a check known by name, e.g. `value.negative`.
    #[schemars(with = "Option<String>")]
    pub check: Option<Spanned<String>>,
    /// `error`, `warning` or `note`.
    #[schemars(with = "String")]
    pub severity: Spanned<String>,
    /// The finding's sentence.
    pub message: Text,
    /// What it checks.
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
