//! Mistakes in arguments, in the user's language. In: what clap says. Out: the same as a message of our own. Does not
//! know the options.

use crate::label::nearest;
use crate::message::{Lang, Message};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;

/// The mistake in words; `None` for what is no mistake (help), and for kinds that are left to clap.
pub fn mistake(error: &Error) -> Option<Message> {
    let get = |kind| error.get(kind).map(told).unwrap_or_default();
    let argument = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => match error.get(ContextKind::ValidValue) {
            Some(known) => Message::new("mistake.no_value_of").with("known", told(known)),
            None => Message::new("mistake.no_value"),
        },
        ErrorKind::InvalidValue => {
            let suggested = get(ContextKind::SuggestedValue);
            let message = if suggested.is_empty() {
                Message::new("mistake.value")
            } else {
                Message::new("mistake.value_nearest").with("nearest", suggested)
            };
            message.with("known", get(ContextKind::ValidValue))
        }
        // The only values with a check of their own are sizes and whole numbers.
        ErrorKind::ValueValidation if argument.contains("SIZE") => Message::new("mistake.size"),
        ErrorKind::ValueValidation => Message::new("mistake.whole_number"),
        ErrorKind::UnknownArgument => match get(ContextKind::SuggestedArg).as_str() {
            "" => Message::new("mistake.argument"),
            nearest => Message::new("mistake.argument_nearest").with("nearest", nearest),
        },
        ErrorKind::InvalidSubcommand => {
            let command = get(ContextKind::InvalidSubcommand);
            let suggested = get(ContextKind::SuggestedSubcommand);
            let message = match nearest(&command, suggested.split(", ")) {
                None => Message::new("mistake.command"),
                Some(nearest) => Message::new("mistake.command_nearest").with("nearest", nearest),
            };
            message.with("command", command)
        }
        ErrorKind::MissingRequiredArgument => Message::new("mistake.missing"),
        ErrorKind::ArgumentConflict => {
            Message::new("mistake.conflict").with("other", get(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            Message::new("mistake.number")
        }
        ErrorKind::InvalidUtf8 => Message::new("mistake.encoding"),
        _ => return None,
    };
    Some(message.with("argument", argument).with("value", value))
}

fn told(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(several) => several.join(", "),
        ContextValue::Number(number) => number.to_string(),
        ContextValue::StyledStr(text) => text.to_string(),
        _ => String::new(),
    }
}

/// The language that arguments with a mistake in them ask for, as far as that can be seen.
pub fn language(arguments: &[OsString]) -> Option<Lang> {
    let words: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let chosen = words.iter().enumerate().find_map(|(at, word)| match word.as_ref() {
        "--lang" => words.get(at + 1).map(|lang| lang.to_string()),
        word => word.strip_prefix("--lang=").map(str::to_owned),
    });
    match chosen.as_deref() {
        Some("en") => Some(Lang::En),
        Some("zh") => Some(Lang::Zh),
        _ => None,
    }
}
