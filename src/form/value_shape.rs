//! What kind of value a schema asks for. In: a piece of the schema of forms. Out: whether a value is of the kind,
//! the kind in words, and how it is written, with what was found put where it belongs. Does not know which key it
//! is for.

use super::words::word;
use crate::message::{Argument, Message};
use serde_json::{Map, Value};
use toml::de::DeValue;

/// What a schema asks for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind<'s> {
    Text,
    Flag,
    /// A whole number from the first to the second.
    Number(i64, i64),
    List(&'s Value),
    /// Any names, each with such a value.
    Map(&'s Value),
    Keys(&'s Map<String, Value>),
}

/// A value with its TOML.
type Found<'f> = Option<(&'f DeValue<'f>, &'f str)>;

/// What stands in for something that only the author knows.
const OPEN: &str = "…";

/// A schema without its references, and without the possibility that there is no value.
pub(super) fn resolved<'s>(schema: &'s Value, definitions: &'s Value) -> &'s Value {
    let mut choices = schema["anyOf"].as_array().into_iter().flatten();
    let chosen = choices.find(|choice| choice["type"] != "null").unwrap_or(schema);
    let name = chosen["$ref"].as_str().and_then(|path| path.rsplit('/').next());
    name.map_or(chosen, |name| &definitions[name])
}

impl<'s> Kind<'s> {
    pub(super) fn of(schema: &'s Value, definitions: &'s Value) -> Self {
        let schema = resolved(schema, definitions);
        let named = |name: &str| {
            let several = schema["type"].as_array().into_iter().flatten();
            schema["type"] == name || several.into_iter().any(|one| one == name)
        };
        if named("boolean") {
            Kind::Flag
        } else if named("integer") {
            let from_zero = schema["minimum"].as_i64() == Some(0);
            if from_zero {
                Kind::Number(0, u32::MAX.into())
            } else {
                Kind::Number(i32::MIN.into(), i32::MAX.into())
            }
        } else if named("array") {
            Kind::List(&schema["items"])
        } else if let Some(keys) = schema["properties"].as_object() {
            Kind::Keys(keys)
        } else if named("object") {
            Kind::Map(&schema["additionalProperties"])
        } else {
            Kind::Text
        }
    }

    /// Whether a value is of this kind; what is inside lists and tables is not looked at.
    pub(super) fn admits(self, value: &DeValue) -> bool {
        match (self, value) {
            (Kind::Text, DeValue::String(_)) | (Kind::Flag, DeValue::Boolean(_)) => true,
            (Kind::List(_), DeValue::Array(_)) => true,
            (Kind::Map(_) | Kind::Keys(_), DeValue::Table(_)) => true,
            (Kind::Number(least, most), DeValue::Integer(number)) => {
                let number = i64::from_str_radix(number.as_str(), number.radix());
                number.is_ok_and(|number| (least..=most).contains(&number))
            }
            _ => false,
        }
    }

    /// Text in both languages.
    pub(super) fn is_bilingual(self) -> bool {
        matches!(self, Kind::Keys(keys) if keys.len() == 2 && keys.contains_key("zh"))
    }

    /// Whether it is a list of lists.
    pub(super) fn is_of_lists(self) -> bool {
        matches!(self, Kind::List(items) if matches!(Kind::of(items, &Value::Null), Kind::List(_)))
    }

    /// Whether such a value stands under a header of its own.
    pub(super) fn has_header(self, definitions: &Value) -> bool {
        match self {
            Kind::List(items) => matches!(Kind::of(items, definitions), Kind::Keys(_)),
            kind => matches!(kind, Kind::Keys(_)) && !kind.is_bilingual(),
        }
    }

    /// The kind in words.
    pub(super) fn word(self) -> Message {
        word(match self {
            Kind::Text => "type_text",
            Kind::Flag => "type_flag",
            Kind::Number(0, _) => "type_number_from_zero",
            Kind::Number(..) => "type_number",
            Kind::List(_) if self.is_of_lists() => "type_lists",
            Kind::List(_) => "type_list",
            Kind::Map(_) => "type_map",
            Kind::Keys(_) if self.is_bilingual() => "type_bilingual",
            Kind::Keys(_) => "type_header",
        })
    }

    /// How a value of this kind is written, as far as what was found tells.
    pub(super) fn pattern(self, found: Found) -> String {
        let raw = |found: Found| match found {
            Some((DeValue::String(text), _)) => Some(text.to_string()),
            Some((DeValue::Array(_) | DeValue::Table(_), _)) | None => None,
            Some((_, raw)) => Some(raw.to_owned()),
        };
        let alone = |found: Found| match found {
            Some((DeValue::Array(items), _)) => match items.iter().next().map(|item| item.get_ref()) {
                Some(DeValue::String(text)) => Some(text.to_string()),
                _ => None,
            },
            found => raw(found),
        };
        let quoted = |text: Option<String>| match text.as_deref().unwrap_or(OPEN) {
            text if text.contains(['\\', '"']) => format!("'{text}'"),
            text => format!("\"{text}\""),
        };
        match self {
            Kind::Text => quoted(alone(found)),
            Kind::Flag => raw(found).filter(|text| text == "false").unwrap_or_else(|| "true".to_owned()),
            Kind::Number(..) => {
                let number = raw(found).filter(|text| text.parse::<u16>().is_ok());
                number.unwrap_or_else(|| OPEN.to_owned())
            }
            Kind::List(items) => match Kind::of(items, &Value::Null) {
                Kind::Text => format!("[{}]", quoted(raw(found))),
                Kind::Number(..) => format!("[{}]", Kind::Number(0, 0).pattern(found)),
                Kind::List(_) => match found {
                    Some((DeValue::Array(_), raw)) => format!("[{raw}]"),
                    _ => format!("[[\"{OPEN}\", \"{OPEN}\"]]"),
                },
                _ => format!("[{OPEN}]"),
            },
            // A text alone is what a line is, not which line.
            Kind::Map(_) => match found {
                Some((DeValue::String(text), _)) => format!("{{ {OPEN} = \"{text}\" }}"),
                _ => format!("{{ {} = \"{OPEN}\" }}", alone(found).as_deref().unwrap_or(OPEN)),
            },
            Kind::Keys(_) if self.is_bilingual() => {
                format!("{{ zh = {} }}", quoted(raw(found)))
            }
            Kind::Keys(_) => format!("{{ {OPEN} }}"),
        }
    }

    /// How a key with a value of this kind is written below a header.
    pub(super) fn entry(self, key: &str, header: &str, found: Found) -> String {
        let path = if header.is_empty() { key.to_owned() } else { format!("{header}.{key}") };
        match self {
            Kind::List(items) if items.get("$ref").is_some() => format!("[[{path}]]"),
            Kind::Keys(_) if !self.is_bilingual() => format!("[{path}]"),
            _ => format!("{key} = {}", self.pattern(found)),
        }
    }
}

/// What was found, as it stands or, where that is long, in words.
pub(super) fn shown(value: &DeValue, raw: &str) -> Argument {
    const LONGEST: usize = 24;
    match value {
        _ if raw.chars().count() <= LONGEST => Argument::quoted(raw),
        DeValue::Array(_) => word("type_list").into(),
        DeValue::Table(_) => word("type_map").into(),
        _ => word("type_text").into(),
    }
}
