//! A form as it stands in TOML. In: text. Out: plain data with the position of everything that can be wrong.
//! Does not know what the data means; `super::resolve` does.

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
    #[schemars(with = "String")]
    pub id: Spanned<String>,
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
    /// How the names of reporting bodies are compared.
    #[serde(default)]
    pub bodies: BodiesFile,
    /// The rules, in order.
    #[serde(default)]
    pub rule: Vec<RuleFile>,
    /// What the phrases have in common.
    #[serde(default)]
    pub narrative: NarrativeFile,
    /// Phrases that state a count in the text.
    #[serde(default)]
    pub phrase: Vec<PhraseFile>,
    /// Phrases that look like those and state something else: the longer match wins.
    #[serde(default)]
    pub trap: Vec<TrapFile>,
    /// Phrases that add up to another.
    #[serde(default)]
    pub list: Vec<ListFile>,
    /// How growths are stated.
    #[serde(default)]
    pub rate: Vec<RateFile>,
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
    /// An equation or inequality: `handled_total = results.**`, `[total] = [**]`; with `last.` before a row or column
    /// of the report on the year before: `carried_in = last.carried_out`.
    #[schemars(with = "Option<String>")]
    pub rule: Option<Spanned<String>>,
    /// Or a check known by name, e.g. `value.negative`.
    #[schemars(with = "Option<String>")]
    pub check: Option<Spanned<String>>,
    /// What a check looks for in the text.
    #[serde(default)]
    pub texts: Vec<TextFile>,
    /// The cells a check is about, in the notation of one side of a rule: `regulation[*]`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub cells: Vec<Spanned<String>>,
    /// Names of bodies that a check is not for.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Spanned<String>>,
    /// The only sections that a check is about.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub sections: Vec<Spanned<String>>,
    /// Words of the form that are easily garbled: `["word", "another word that is like it", …]`.
    #[serde(default)]
    #[schemars(with = "Vec<Vec<String>>")]
    pub terms: Vec<Spanned<Vec<String>>>,
    /// Words that are easily written twice: `["word", "what may rightly follow the first", …]`.
    #[serde(default)]
    #[schemars(with = "Vec<Vec<String>>")]
    pub doubled: Vec<Spanned<Vec<String>>>,
    /// By when reports are published.
    #[serde(default)]
    pub deadlines: Vec<DeadlineFile>,
    /// `error`, `warning` or `note`; else what is usual for the check, and `error` for an equation.
    #[schemars(with = "Option<String>")]
    pub severity: Option<Spanned<String>>,
    /// The finding's sentence; else what is usual for the check, and a plain one for an equation, which can name
    /// `{table}`, `{row}`, `{column}`, `{total}`, `{stated}`, `{expected}` and `{difference}`.
    pub message: Option<Text>,
    /// What it checks.
    pub meaning: Option<Text>,
    /// The legal or printed source.
    pub basis: Option<Text>,
    /// An example of a failure.
    pub example: Option<Text>,
    /// What usually causes it.
    pub cause: Option<Text>,
    /// How it is put right.
    pub remedy: Option<Text>,
}

/// What a check looks for: a regular expression over a paragraph without white space and in half width (`,` `;`
/// `:` `(` `)` for ， ； ： （ ）; 。 and 、 as they are).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextFile {
    /// The expression; with the group `year`, `organization` or `number` where the check compares that.
    #[schemars(with = "String")]
    pub pattern: Spanned<String>,
    /// The only sections it counts in; `preface` is the text before the first heading.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub sections: Vec<Spanned<String>>,
    /// First year of report it counts for, and the last.
    #[serde(default)]
    #[schemars(with = "Option<Vec<i32>>")]
    pub years: Option<Spanned<Vec<i32>>>,
    /// An expression; in a paragraph where it is found the pattern does not count.
    #[schemars(with = "Option<String>")]
    pub unless: Option<Spanned<String>>,
    /// An expression; in a sentence where it is found the pattern does not count.
    #[schemars(with = "Option<String>")]
    pub except: Option<Spanned<String>>,
    /// For years: with `only`, the report's own year may be named in the same paragraph.
    #[serde(default)]
    pub beside: bool,
    /// For bodies: the name found must end as the reporting body's does.
    #[serde(default)]
    pub same_kind: bool,
    /// What is said instead of the message of the rule, with the same places to fill.
    pub message: Option<Text>,
    /// For years: it counts only where the year named is this far from the report's (-1 the year before), and
    /// the report's own year is not named in the paragraph.
    pub only: Option<i32>,
    /// What belongs in its place.
    pub instead: Option<Text>,
}

/// By when bodies of one kind publish.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeadlineFile {
    /// A regular expression over their names; without it, every other body.
    #[schemars(with = "Option<String>")]
    pub bodies: Option<Spanned<String>>,
    /// Month and day of the year after the one reported on: `"01-31"`.
    #[schemars(with = "String")]
    pub date: Spanned<String>,
}

/// How the names of reporting bodies are compared.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BodiesFile {
    /// A regular expression: what the name of a body looks like.
    #[schemars(with = "Option<String>")]
    pub name: Option<Spanned<String>>,
    /// A regular expression: what stands in for a name (本机关, 我局).
    #[schemars(with = "Option<String>")]
    pub pronoun: Option<Spanned<String>>,
    /// Endings that make no other body: 人民政府办公室.
    #[serde(default)]
    pub endings: Vec<String>,
}

/// What the phrases have in common. Every pattern is a regular expression over the text without white space
/// and in half width (`,` `;` `:` `(` `)` for ， ； ： （ ）; 。 and 、 as they are), with `{name}` for a word.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NarrativeFile {
    /// Pieces of patterns by name, used as `{name}` in all the others; they may use each other.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub words: BTreeMap<Spanned<String>, Spanned<String>>,
    /// What the text is about, by the words that turn to it: the last one before a count decides.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub topics: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Words that say that the figures behind them are of the year reported on.
    #[schemars(with = "Option<String>")]
    pub this_year: Option<Spanned<String>>,
    /// Words that compare with another year, up to the next comma.
    #[schemars(with = "Option<String>")]
    pub compared: Option<Spanned<String>>,
    /// Words that turn to another year or to several; a group `year` is another year only if it differs
    /// from the year reported on.
    #[schemars(with = "Option<String>")]
    pub other_year: Option<Spanned<String>>,
    /// Words that narrow a count to a part of what the tables cover, in the groups `part` and `among`, or
    /// name another body in the group `body`; a group `own` widens it again, as the reporting body's own name does.
    #[schemars(with = "Option<String>")]
    pub scope: Option<Spanned<String>>,
    /// How a sentence begins that goes on with the year and the scope of the one before.
    #[schemars(with = "Option<String>")]
    pub continued: Option<Spanned<String>>,
    /// What follows a part that is stated with its share of the whole: `{rate}`.
    #[schemars(with = "Option<String>")]
    pub share: Option<Spanned<String>>,
}

/// A phrase that states a count.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PhraseFile {
    /// Public id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// Patterns with `{n}` where the number stands, or, with `value`, without it. The words before the number
    /// reach up to it, those behind begin there; a group `said` says where what they state begins. The groups `last_year`, `this_year` and `next_year` must be
    /// those of the report.
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Spanned<String>>,
    /// The count that the words state by themselves (未收到申请: 0).
    pub value: Option<u32>,
    /// Whether the number is money, in yuan.
    #[serde(default)]
    pub money: bool,
    /// The only sections where it states a count.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub sections: Vec<Spanned<String>>,
    /// The topic that the text must be on.
    #[schemars(with = "Option<String>")]
    pub topic: Option<Spanned<String>>,
    /// The table its readings are about.
    #[schemars(with = "Option<String>")]
    pub table: Option<Spanned<String>>,
    /// What it can mean, each in the notation of one side of a rule: `new_received[total]`, `denied.**[total]`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub reads: Vec<Spanned<String>>,
    /// What it says at the same time, again with all its readings.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub also: Vec<Spanned<String>>,
    /// Whether the count is a part of its readings, not the whole.
    #[serde(default)]
    pub part: bool,
    /// The check under which a conflict with the tables is reported, if not `narrative.count`.
    #[schemars(with = "Option<String>")]
    pub check: Option<Spanned<String>>,
    /// Phrases that take it back where they fit the tables.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Spanned<String>>,
    /// The phrase that states the same quantity in other words.
    #[schemars(with = "Option<String>")]
    pub same: Option<Spanned<String>>,
    /// Where a number stands right before it, the phrases whose number that must be.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub after: Vec<Spanned<String>>,
}

/// Phrases that add up to another.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListFile {
    /// Public id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The phrases that can be the whole; the first one's readings are what complete parts add up to where no
    /// whole is stated.
    #[schemars(with = "Vec<String>")]
    pub whole: Vec<Spanned<String>>,
    /// The phrases that can be parts.
    #[schemars(with = "Vec<String>")]
    pub parts: Vec<Spanned<String>>,
    /// The parts that are all there are, where they are all named; behind a `|` parts of a part that can stand
    /// for it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub complete: Vec<Spanned<String>>,
    /// Words between a stated whole and the first part that announce all of them.
    #[schemars(with = "Option<String>")]
    pub announced: Option<Spanned<String>>,
    /// Words by which there are others, which are not named.
    #[schemars(with = "Option<String>")]
    pub open: Option<Spanned<String>>,
    /// Words behind the last part that lead to a whole that follows: 全年共 in 一季度12件、二季度9件，全年共收到21件.
    #[schemars(with = "Option<String>")]
    pub total: Option<Spanned<String>>,
    /// Whether every part names a scope of its own (一季度), so that the words of one do not narrow the next.
    #[serde(default)]
    pub own_scope: bool,
}

/// A way to state a growth with both figures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateFile {
    /// `growth`, `decline` (percent), `increase`, `decrease` (numbers), `multiple`, `multiple_growth` (factors), `share`
    /// (percent of a whole).
    #[schemars(with = "String")]
    pub kind: Spanned<String>,
    /// Text without this has no such growth.
    pub mark: String,
    /// Patterns with `{now}`, `{then}` and `{rate}` where the numbers stand; `{difference}` in place of `{then}` is by how
    /// much last year's number was smaller (`growth`) or larger (`decline`). Of a share `{then}` is the whole.
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Spanned<String>>,
}

/// A phrase that states no count of this form.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrapFile {
    /// Public id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// Patterns with or without `{n}`, as in phrases.
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Spanned<String>>,
}
