//! What `--help` says, in the user's language. In: the options. Out: the same with their texts, which are those of
//! `messages/help.toml`. Does not know what an option does.

use super::args::LIMITS;
use crate::message::{Lang, Message, fixed, word};
use clap::builder::Styles;
use clap::{Arg, ArgAction, Command};

/// The commands and options with their texts.
pub fn in_words(command: Command, lang: Lang) -> Command {
    let command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help).global(true))
        .arg(flag("version", 'V', ArgAction::Version));
    let mut command = described(command, "", lang);
    // The commands `help` are there only once clap has built the rest.
    command.build();
    helps_described(command, lang)
}

fn helps_described(command: Command, lang: Lang) -> Command {
    command.mut_subcommands(|below| match below.get_name() {
        "help" => below.about(word("command.help", lang)),
        _ => helps_described(below, lang),
    })
}

fn flag(id: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(id).short(short).long(id).action(action).display_order(usize::MAX)
}

/// A command with its text, its options and the commands below it; `path` is `forms_` for those of `gouji forms`.
fn described(command: Command, path: &str, lang: Lang) -> Command {
    let name = format!("{path}{}", command.get_name());
    let below = if name == "gouji" { String::new() } else { format!("{name}_") };
    // The headings of clap itself are English: its template, with words of ours.
    let style = Styles::styled();
    let heading = style.get_header();
    let usage = word("help.usage", lang);
    let template =
        format!("{{about-with-newline}}\n{heading}{usage}{heading:#}{{usage}}\n\n{{all-args}}{{after-help}}");
    let mut command = command
        .about(word(&format!("command.{name}"), lang))
        .help_template(template)
        .subcommand_help_heading(fixed("help.commands", lang))
        .mut_args(|argument| argument_in_words(argument, &name, lang));
    if matches!(name.as_str(), "gouji" | "check") {
        command = command.after_help(word("help.status", lang).trim_start().to_owned());
    }
    command.mut_subcommands(|command| described(command, &below, lang))
}

fn argument_in_words(argument: Arg, command: &str, lang: Lang) -> Arg {
    let id = argument.get_id().as_str();
    let of_the_command = fixed(&format!("option.{command}_{id}"), lang);
    let mut help = of_the_command.map_or_else(|| word(&format!("option.{id}"), lang), str::to_owned);
    let heading = match argument.get_help_heading() {
        Some(LIMITS) => "help.limits",
        _ if argument.is_positional() => "help.arguments",
        _ => "help.options",
    };
    if !argument.get_action().takes_values() {
        return argument.help(help).help_heading(fixed(heading, lang));
    }
    let defaults: Vec<_> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() {
        help += &Message::new("help.default").with("value", defaults.join(" ")).render(lang);
    }
    let values = argument.get_possible_values();
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
        help += &Message::new("help.possible").with("values", names.join(", ")).render(lang);
    }
    argument.help(help).help_heading(fixed(heading, lang)).hide_default_value(true).hide_possible_values(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Arguments;
    use clap::CommandFactory;

    /// The help of a command and of all below it.
    fn pages(command: &mut Command, out: &mut Vec<String>) {
        out.push(command.render_help().to_string());
        out.push(command.render_long_help().to_string());
        for below in command.get_subcommands_mut().filter(|below| below.get_name() != "help") {
            pages(below, out);
        }
    }

    #[test]
    fn everything_has_a_text() {
        for lang in [Lang::Zh, Lang::En] {
            let mut all = Vec::new();
            pages(&mut in_words(Arguments::command(), lang), &mut all);
            for page in all {
                // A key without a text prints itself.
                assert!(!page.contains("option.") && !page.contains("command."), "{page}");
                for words in ["Options:", "Usage:", "Print ", "default:"] {
                    assert!(lang == Lang::En || !page.contains(words), "{words}\n{page}");
                }
            }
        }
    }
}
