//! The options. In: words typed. Out: values. Does not do anything; what each is for is said in `messages/help.toml`.

use crate::package::Limits;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What the limits stand under in the long help.
pub const LIMITS: &str = "Limits";

#[derive(Debug, Parser)]
#[command(name = "gouji", version, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Check(Check),
    Extract(Extract),
    Document(Document),
    Explain(Explain),
    Forms(Forms),
    Schema {
        #[arg(value_enum, default_value = "report")]
        of: SchemaOf,
    },
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    #[arg(long, value_enum, global = true, value_name = "LANG")]
    pub lang: Option<Lang>,
    #[arg(long, value_enum, global = true, default_value = "auto", value_name = "WHEN")]
    pub color: When,
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub read: Read,
    #[command(flatten)]
    pub form: FormOption,
    #[arg(long, value_enum)]
    pub format: Option<CheckFormat>,
    #[command(flatten)]
    pub write: Write,
    #[command(flatten)]
    pub labels: LabelsOption,
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    #[command(flatten)]
    pub config: ConfigOption,
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub expect: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Extract {
    #[command(flatten)]
    pub read: Read,
    #[command(flatten)]
    pub form: FormOption,
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
    #[arg(long, value_enum)]
    pub format: Option<DocumentFormat>,
    #[command(flatten)]
    pub write: Write,
}

#[derive(Debug, Args)]
pub struct Explain {
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
    List,
    Show {
        id: String,
    },
    Check {
        file: PathBuf,
        #[arg(value_name = "SAMPLE")]
        samples: Vec<PathBuf>,
    },
    Checks,
    New,
}

/// What to read, and how.
#[derive(Debug, Args)]
pub struct Read {
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    #[arg(short = '0', long = "null", requires = "files_from")]
    pub nul: bool,
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
    #[arg(long)]
    pub convert: bool,
    #[command(flatten)]
    pub limits: LimitOptions,
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
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "512M", hide_short_help = true, help_heading = LIMITS)]
    pub max_file_bytes: u64,
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "256M", hide_short_help = true, help_heading = LIMITS)]
    pub max_part_bytes: u64,
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "1G", hide_short_help = true, help_heading = LIMITS)]
    pub max_total_bytes: u64,
    #[arg(long, value_name = "N", default_value_t = 400, hide_short_help = true, help_heading = LIMITS)]
    pub max_ratio: u64,
    #[arg(long, value_name = "N", default_value_t = 65_536, hide_short_help = true, help_heading = LIMITS)]
    pub max_entries: usize,
    #[arg(long, value_name = "N", default_value_t = 4_000_000, hide_short_help = true, help_heading = LIMITS)]
    pub max_squares: u64,
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
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, overrides_with = "no_bom")]
    pub bom: bool,
    #[arg(long, overrides_with = "bom")]
    pub no_bom: bool,
}

#[derive(Debug, Args)]
pub struct FormOption {
    #[arg(long = "form", value_name = "ID|FILE")]
    pub chosen: Option<String>,
}

#[derive(Debug, Args)]
pub struct LabelsOption {
    #[arg(long, value_enum)]
    pub labels: Option<Labels>,
}

#[derive(Debug, Args)]
pub struct ConfigOption {
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
