//! Sentences for people. In: a template in Chinese and English, and its arguments. Out: one of the two
//! languages, filled in. Does not know what a sentence is about. The templates that belong to no form are
//! in `messages/*.toml`.

use crate::place::{At, Place};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

/// A language that messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese, the forms' own language.
    #[default]
    Zh,
    /// English.
    En,
}

/// The same sentence in both languages, with `{name}` where an argument goes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(from = "Written")]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A sentence as it stands in TOML.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Chinese.
    zh: String,
    /// English; without it the Chinese stands for both.
    en: Option<String>,
}

impl From<Written> for Text {
    fn from(written: Written) -> Self {
        let en = written.en.unwrap_or_else(|| written.zh.clone());
        Self { zh: written.zh, en }
    }
}

/// A template with its arguments; rendered only where it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    template: Arc<Text>,
    arguments: Vec<(&'static str, Argument)>,
}

/// What a template can be given.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// Text that is the same in both languages (a label of the form, a file name).
    Text(String),
    /// An exact number.
    Number(Decimal),
    /// A position, worded for people.
    Place(Place),
    /// Another sentence.
    Message(Message),
    /// Sentences one after another, with a separator in each language.
    List(Vec<Argument>, Arc<Text>),
}

static CATALOGUE: LazyLock<BTreeMap<String, Arc<Text>>> = LazyLock::new(|| {
    let mut catalogue = BTreeMap::new();
    for (file, toml) in SOURCES {
        let groups: BTreeMap<String, BTreeMap<String, Text>> =
            toml::from_str(toml).unwrap_or_else(|e| panic!("messages/{file}: {e}"));
        for (group, texts) in groups {
            catalogue
                .extend(texts.into_iter().map(|(name, text)| (format!("{group}.{name}"), Arc::new(text))));
        }
    }
    catalogue
});

const SOURCES: &[(&str, &str)] = &[
    ("place.toml", include_str!("messages/place.toml")),
    ("reading.toml", include_str!("messages/reading.toml")),
    ("output.toml", include_str!("messages/output.toml")),
    ("form.toml", include_str!("messages/form.toml")),
    ("finding.toml", include_str!("messages/finding.toml")),
    ("structure.toml", include_str!("messages/structure.toml")),
    ("batch.toml", include_str!("messages/batch.toml")),
    ("narrative.toml", include_str!("messages/narrative.toml")),
    ("note.toml", include_str!("messages/note.toml")),
    ("help.toml", include_str!("messages/help.toml")),
];

/// The sentence of the catalogue by `group.name`; a key that is not there is its own sentence.
pub fn template(key: &str) -> Arc<Text> {
    let itself = || Arc::new(Text { zh: key.to_owned(), en: key.to_owned() });
    CATALOGUE.get(key).cloned().unwrap_or_else(itself)
}

impl Message {
    /// A message of the catalogue, by `group.name`. A key that is not there prints itself; a test proves
    /// that every key used exists.
    pub fn new(key: &str) -> Self {
        Self { template: template(key), arguments: Vec::new() }
    }

    /// A message from a template that belongs to a form.
    pub fn of(template: Arc<Text>) -> Self {
        Self { template, arguments: Vec::new() }
    }

    /// The same message with one argument more.
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The sentence in one language. A placeholder without argument stays as written.
    pub fn render(&self, lang: Lang) -> String {
        let mut out = String::new();
        let mut rest = self.template.get(lang);
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            rest = &rest[open..];
            let Some(close) = rest.find('}') else { break };
            match self.arguments.iter().find(|(name, _)| *name == &rest[1..close]) {
                Some((_, argument)) => argument.render(lang, &mut out),
                None => out.push_str(&rest[..=close]),
            }
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
        out
    }
}

/// Whether the catalogue has this key.
pub fn has(key: &str) -> bool {
    CATALOGUE.contains_key(key)
}

/// A catalogue text as it stands, if the catalogue has this key.
pub fn fixed(key: &str, lang: Lang) -> Option<&'static str> {
    CATALOGUE.get(key).map(|text| text.get(lang))
}

/// A catalogue text as it stands, for words without arguments.
pub fn word(key: &str, lang: Lang) -> String {
    Message::new(key).render(lang)
}

impl Text {
    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl Argument {
    /// Words of a document as a sentence quotes them: on one line, and cut with `…` where they are longer than
    /// anybody reads.
    pub fn quoted(text: &str) -> Self {
        const LONGEST: usize = 80;
        let mut words = text.chars().map(|c| if c == '\n' { ' ' } else { c });
        let mut quoted: String = words.by_ref().take(LONGEST).collect();
        if words.next().is_some() {
            quoted.push('…');
        }
        Argument::Text(quoted)
    }

    fn render(&self, lang: Lang, out: &mut String) {
        match self {
            Argument::Text(text) => out.push_str(text),
            Argument::Number(number) => {
                let _ = write!(out, "{number}");
            }
            Argument::Place(place) => out.push_str(&place_in_words(place).render(lang)),
            Argument::Message(message) => out.push_str(&message.render(lang)),
            Argument::List(items, separator) => {
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push_str(separator.get(lang));
                    }
                    item.render(lang, out);
                }
            }
        }
    }
}

/// “文中第2个表第4行第4列” and its like, outermost first.
pub fn place_in_words(place: &Place) -> Message {
    let number = |n: u32| Argument::Number(n.into());
    let here = match place.at {
        At::Paragraph(n) => Message::new("place.paragraph").with("n", number(n)),
        At::Table(n) => Message::new("place.table").with("n", number(n)),
        At::TextBox(n) => Message::new("place.text_box").with("n", number(n)),
        At::Cell { table, row, column } => Message::new("place.cell")
            .with("table", number(table))
            .with("row", number(row))
            .with("column", number(column)),
    };
    match &place.within {
        None => here,
        Some(outer) => Message::new("place.within")
            .with("outer", Argument::Message(place_in_words(outer)))
            .with("inner", Argument::Message(here)),
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Argument::Message(message)
    }
}
impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Argument::Text(text.to_owned())
    }
}
impl From<String> for Argument {
    fn from(text: String) -> Self {
        Argument::Text(text)
    }
}
impl From<Decimal> for Argument {
    fn from(number: Decimal) -> Self {
        Argument::Number(number)
    }
}
impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Argument::Number(number.into())
    }
}
impl From<Place> for Argument {
    fn from(place: Place) -> Self {
        Argument::Place(place)
    }
}
