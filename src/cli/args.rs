//! The options. In: words typed. Out: values. Does not do anything.

use crate::package::Limits;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const STATUS: &str = "\
Exit status:
  0  everything was read, nothing at or above --fail-on
  1  findings at or above --fail-on
  2  bad usage, a bad form or settings file, or nothing to read; nothing was done
  3  some input could not be read, or the results could not be written

A report that could not be checked in full is “incomplete”. That is a verdict on the report, no
failure of the run: it does not change the status.";

/// What the limits stand under in the long help.
const LIMITS: &str = "Limits";

/// Audits statutory Word reports: reads them by their headings and labels, says which figures do not agree
/// and which cell is to blame.
#[derive(Debug, Parser)]
#[command(name = "gouji", version, after_help = STATUS, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports, say what does not add up
    #[command(after_help = STATUS)]
    Check(Check),
    /// Read reports, print their sections and values
    Extract(Extract),
    /// Print documents as gouji reads them: paragraphs with their printed numbers, tables with their grids
    Document(Document),
    /// Say what a rule checks, on what authority, and how a failure is put right
    Explain(Explain),
    /// The built-in forms; a form of your own, proved sound
    Forms(Forms),
    /// Print the JSON Schema of an output, or of a form file
    Schema {
        /// What to print the schema of
        #[arg(value_enum, default_value = "report")]
        of: SchemaOf,
    },
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Language of messages [default: zh, or what GOUJI_LANG says]
    #[arg(long, value_enum, global = true, value_name = "LANG")]
    pub lang: Option<Lang>,
    /// Colours in text
    #[arg(long, value_enum, global = true, default_value = "auto", value_name = "WHEN")]
    pub color: When,
    /// Problems only: no clean files, no summary, no progress
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// More: notes in full
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub read: Read,
    #[command(flatten)]
    pub form: FormOption,
    /// Output format: text for people, a line a finding (csv) or a file (units)
    #[arg(long, value_enum)]
    pub format: Option<CheckFormat>,
    #[command(flatten)]
    pub write: Write,
    #[command(flatten)]
    pub labels: LabelsOption,
    /// The severity from which on findings make the exit status 1 [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    #[command(flatten)]
    pub config: ConfigOption,
    /// Evaluate only these rules: whole ids, or what several begin with (applications); repeat it, or use commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not evaluate these rules; of two names that fit a rule the longer one counts
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Findings that were decided on: the CSV of `gouji check --format csv`, its column decision filled in
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    /// The units that should submit, one a line or in a table: names those that have not, and those not on the list
    #[arg(long, value_name = "FILE")]
    pub expect: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Extract {
    #[command(flatten)]
    pub read: Read,
    #[command(flatten)]
    pub form: FormOption,
    /// Output format: a line a value (csv), a report (wide) or a section (sections)
    #[arg(long, value_enum)]
    pub format: Option<ExtractFormat>,
    #[command(flatten)]
    pub write: Write,
    #[command(flatten)]
    pub labels: LabelsOption,
    #[command(flatten)]
    pub config: ConfigOption,
}

#[derive(Debug, Args)]
pub struct Document {
    #[command(flatten)]
    pub read: Read,
    /// Output format
    #[arg(long, value_enum)]
    pub format: Option<DocumentFormat>,
    #[command(flatten)]
    pub write: Write,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// A rule, or the first words of several; without it, the list of all
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
    #[command(flatten)]
    pub form: FormOption,
}

#[derive(Debug, Args)]
pub struct Forms {
    #[command(subcommand)]
    pub action: Option<FormsAction>,
}

#[derive(Debug, Subcommand)]
pub enum FormsAction {
    /// List the built-in forms
    List,
    /// Print a built-in form as TOML, to start one of your own from
    Show {
        /// The form's id
        id: String,
    },
    /// Prove a form of your own sound
    Check {
        /// The TOML file
        file: PathBuf,
    },
}

/// What to read, and how.
#[derive(Debug, Args)]
pub struct Read {
    /// Files and folders (walked for .docx, .docm, .dotx and .dotm); `-` for a document on standard input
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub paths: Vec<PathBuf>,
    /// Read paths from a list too, one a line (UTF-8, UTF-16 or GBK); `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// The list's paths are ended by NUL, not by line breaks
    #[arg(short = '0', long = "null", requires = "files_from")]
    pub nul: bool,
    /// Files read at the same time; 0 for one a processor
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
    /// Read .doc, .wps, .rtf and .odt too, converted by an installed LibreOffice (or the one GOUJI_SOFFICE names)
    #[arg(long)]
    pub convert: bool,
    #[command(flatten)]
    pub limits: LimitOptions,
    /// Longest time to convert one document, in seconds
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 120,
        requires = "convert",
        hide_short_help = true,
        help_heading = LIMITS
    )]
    pub convert_seconds: u64,
}

#[derive(Debug, Args)]
pub struct LimitOptions {
    /// Largest file, in bytes or with K, M, G
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "512M", hide_short_help = true, help_heading = LIMITS)]
    pub max_file_bytes: u64,
    /// Largest part of a document, inflated
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "256M", hide_short_help = true, help_heading = LIMITS)]
    pub max_part_bytes: u64,
    /// Most of a document, inflated
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "1G", hide_short_help = true, help_heading = LIMITS)]
    pub max_total_bytes: u64,
    /// How many times larger than in the archive a part may become, once it is beyond 4M
    #[arg(long, value_name = "N", default_value_t = 400, hide_short_help = true, help_heading = LIMITS)]
    pub max_ratio: u64,
    /// Most entries in a document's archive
    #[arg(long, value_name = "N", default_value_t = 65_536, hide_short_help = true, help_heading = LIMITS)]
    pub max_entries: usize,
    /// Most squares in the grids of a document's tables
    #[arg(long, value_name = "N", default_value_t = 4_000_000, hide_short_help = true, help_heading = LIMITS)]
    pub max_squares: u64,
    /// Most tables or text boxes one inside another
    #[arg(long, value_name = "N", default_value_t = 500, hide_short_help = true, help_heading = LIMITS)]
    pub max_depth: usize,
}

impl From<&LimitOptions> for Limits {
    fn from(options: &LimitOptions) -> Self {
        Limits {
            file_bytes: options.max_file_bytes,
            part_bytes: options.max_part_bytes,
            total_bytes: options.max_total_bytes,
            ratio: options.max_ratio,
            entries: options.max_entries,
            squares: options.max_squares,
            depth: options.max_depth,
        }
    }
}

/// Where to write, and how.
#[derive(Debug, Args)]
pub struct Write {
    /// Write to a file, whole or not at all; .csv, .json and .jsonl imply the format
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Begin CSV with a byte order mark, for Excel [default with -o]
    #[arg(long, overrides_with = "no_bom")]
    pub bom: bool,
    /// Begin CSV without a byte order mark
    #[arg(long, overrides_with = "bom")]
    pub no_bom: bool,
}

#[derive(Debug, Args)]
pub struct FormOption {
    /// The form to apply: the id of a built-in one, or a TOML file [default: the built-in one that fits best]
    #[arg(long = "form", value_name = "ID|FILE")]
    pub chosen: Option<String>,
}

#[derive(Debug, Args)]
pub struct LabelsOption {
    /// Name the columns, rows and kinds of any CSV by id, or in the form's own words [default: id]
    #[arg(long, value_enum)]
    pub labels: Option<Labels>,
}

#[derive(Debug, Args)]
pub struct ConfigOption {
    /// The settings file [default: the nearest gouji.toml beside an input or above it]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    Zh,
    En,
}

impl From<Lang> for crate::message::Lang {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => crate::message::Lang::Zh,
            Lang::En => crate::message::Lang::En,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Labels {
    Id,
    Zh,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Text,
    Jsonl,
    Json,
    Csv,
    Units,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    Jsonl,
    Json,
    Csv,
    Wide,
    Sections,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    Jsonl,
    Json,
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    Report,
    Check,
    Document,
    Form,
    Config,
}

/// `512M` and its like.
fn size(text: &str) -> Result<u64, String> {
    let bad = || format!("{text:?} is no size: write bytes, or a number with K, M or G");
    let upper = text.to_ascii_uppercase();
    let short = upper.strip_suffix('B').unwrap_or(&upper);
    let (digits, shift) = match short.chars().last() {
        Some('K') => (&short[..short.len() - 1], 10),
        Some('M') => (&short[..short.len() - 1], 20),
        Some('G') => (&short[..short.len() - 1], 30),
        _ => (short, 0),
    };
    let number: u64 = digits.trim().parse().map_err(|_| bad())?;
    number.checked_mul(1 << shift).ok_or_else(bad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_options_are_consistent_and_default_to_the_limits() {
        Arguments::command().debug_assert();
        let arguments = Arguments::try_parse_from(["gouji", "check", "a.docx"]);
        let Ok(Arguments { command: Command::Check(check), .. }) = arguments else { panic!("{arguments:?}") };
        assert_eq!(Limits::from(&check.read.limits), Limits::default());
    }

    #[test]
    fn only_limits_stand_under_limits() {
        let command = Arguments::command();
        for name in ["check", "extract", "document"] {
            let command = command.find_subcommand(name).unwrap_or_else(|| panic!("{name}"));
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                let limit = id.starts_with("max_") || id == "convert_seconds";
                assert_eq!(argument.get_help_heading() == Some(LIMITS), limit, "{name} {id}");
            }
        }
    }

    #[test]
    fn sizes() {
        assert_eq!(size("7"), Ok(7));
        assert_eq!(size("512m"), Ok(512 << 20));
        assert_eq!(size("1GB"), Ok(1 << 30));
        for bad in ["", "M", "1.5G", "-1", "99999999999G", "一"] {
            assert!(size(bad).is_err(), "{bad}");
        }
    }
}
