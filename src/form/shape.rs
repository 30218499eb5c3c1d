//! A form file held against its schema. In: TOML that is no form. Out: every place where it is not written as a
//! form is (slips of notation, unknown, misplaced, missing and doubled keys, values of another type), and what is
//! left of it where nothing that matters is lost. Does not know what the keys mean: that is in the schema.

use super::file::FormFile;
use super::syntax;
use super::value_shape::Kind;
use super::words::word;
use crate::label::nearest;
use crate::message::{Argument, Message};
use schemars::generate::SchemaSettings;
use serde::Deserialize;
use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// What is wrong with a file, each with its byte, and what is left of it.
pub(super) struct Shape {
    pub faults: Vec<(usize, Message)>,
    pub rest: Option<FormFile>,
}

/// Holds a file against the schema of forms.
pub(super) fn of(toml: &str) -> Shape {
    let (root, errors) = DeTable::parse_recoverable(toml);
    let settings = SchemaSettings::draft2020_12();
    let schema = settings.into_generator().into_root_schema_for::<FormFile>().to_value();
    let definitions = &schema["$defs"];
    let mut places = Vec::new();
    collect(&schema, definitions, String::new(), false, &mut places);
    let headers: Vec<&str> =
        places.iter().filter(|place| place.many).map(|place| place.path.as_str()).collect();
    let (faults, readable) = syntax::faults(toml, &errors, &headers);
    let mut shape = Shape { faults, rest: None };
    let Some(top) = places.first().filter(|_| readable) else { return shape };
    let mut walk = Walk {
        toml,
        definitions,
        places: &places,
        faults: Vec::new(),
        whole: true,
        orphans: Vec::new(),
        mistyped: false,
    };
    let root = walk.table(root.into_inner(), 0, &[top], &word("top").into());
    if walk.whole {
        shape.rest = FormFile::deserialize(toml::Deserializer::from(Spanned::new(0..toml.len(), root))).ok();
    }
    shape.faults.append(&mut walk.faults);
    if !walk.mistyped {
        shape.faults.append(&mut walk.orphans);
    }
    shape.faults.sort_by_key(|&(at, _)| at);
    shape.faults.dedup();
    shape
}

/// A header that a form can have, `""` for the top of the file, with its keys.
struct Place<'s> {
    path: String,
    many: bool,
    keys: &'s Map<String, Value>,
    required: Vec<&'s str>,
}

impl<'s> Place<'s> {
    fn title(&self) -> String {
        if self.many { format!("[[{}]]", self.path) } else { format!("[{}]", self.path) }
    }

    fn name(&self) -> Argument {
        match self.path.as_str() {
            "" => word("top").into(),
            _ => header_name(&self.title()),
        }
    }

    /// The path of a key of this place.
    fn below(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn is_bilingual(&self) -> bool {
        Kind::Keys(self.keys).is_bilingual()
    }

    /// Whether it has this key with a value that stands behind `=`.
    fn has_plain(&self, key: &str, definitions: &Value) -> bool {
        self.keys.get(key).is_some_and(|schema| !Kind::of(schema, definitions).has_header(definitions))
    }

    /// The key that a mistyped one is meant to be: the nearest of those that such a value suits.
    fn meant(&self, id: &str, value: &DeValue, present: &[String], definitions: &Value) -> Option<&'s str> {
        if let Some((same, _)) =
            self.keys.iter().find(|(known, _)| known.eq_ignore_ascii_case(id) && !present.contains(known))
        {
            return Some(same);
        }
        let free = self.keys.iter().filter(|(known, _)| !present.contains(known));
        // One that differs in its ending alone is meant even where the value is not as it should be.
        let begins = |known: &str| known.starts_with(id) || id.starts_with(known);
        let fits =
            free.filter(|(known, schema)| begins(known) || Kind::of(schema, definitions).admits(value));
        nearest(id, fits.map(|(known, _)| known.as_str()))
    }
}

/// What stands before “lacks …” and its like.
fn header_name(title: &str) -> Argument {
    word("header").with("id", title).into()
}

/// Every header of the schema, outermost first.
fn collect<'s>(
    schema: &'s Value,
    definitions: &'s Value,
    path: String,
    many: bool,
    places: &mut Vec<Place<'s>>,
) {
    let Kind::Keys(keys) = Kind::of(schema, definitions) else { return };
    let needed = super::value_shape::resolved(schema, definitions)["required"].as_array();
    let required = needed.into_iter().flatten().filter_map(Value::as_str).collect();
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    let inner: Vec<_> = keys.iter().map(|(key, schema)| (below(key), schema)).collect();
    places.push(Place { path, many, keys, required });
    for (path, schema) in inner {
        match Kind::of(schema, definitions) {
            Kind::List(items) => collect(items, definitions, path, true, places),
            _ => collect(schema, definitions, path, false, places),
        }
    }
}

struct Walk<'s> {
    toml: &'s str,
    definitions: &'s Value,
    places: &'s [Place<'s>],
    faults: Vec<(usize, Message)>,
    /// Whether nothing that others may refer to had to be left out.
    whole: bool,
    /// Headers without the one that they belong to, which may be there under another name.
    orphans: Vec<(usize, Message)>,
    /// Whether a header is mistyped.
    mistyped: bool,
}

impl<'s> Walk<'s> {
    /// The keys of a table, the last of `places`; a mistyped key counts as the one that is meant.
    fn table<'i>(
        &mut self,
        table: DeTable<'i>,
        at: usize,
        places: &[&'s Place<'s>],
        name: &Argument,
    ) -> DeTable<'i> {
        let Some(&place) = places.last() else { return table };
        let mut present: Vec<String> = table.keys().map(|key| key.get_ref().to_string()).collect();
        let mut sound = DeTable::new();
        for (mut key, value) in table {
            let written = key.get_ref().to_string();
            if !place.keys.contains_key(&written) {
                match self.unknown(&key, &value, places, name, &present) {
                    // What stands under a header that is there already is looked at, and left out.
                    Some(meant) if present.contains(&meant) => {
                        self.whole = false;
                        self.value(value, &place.keys[&meant], Some(&meant), places);
                        continue;
                    }
                    Some(meant) => *key.get_mut() = meant.into(),
                    None => continue,
                }
                present.push(key.get_ref().to_string());
            }
            let schema = &place.keys[key.get_ref().as_ref()];
            let value = self.value(value, schema, Some(key.get_ref()), places);
            sound.insert(key, value);
        }
        for &missing in place.required.iter().filter(|needed| present.iter().all(|key| key != **needed)) {
            let written = Kind::of(&place.keys[missing], self.definitions).entry(missing, &place.path, None);
            if self.is_astray(&written, &place.path) {
                self.whole = false;
                continue;
            }
            let message = Message::new("form.missing_key").with("where", name.clone());
            self.lossy(at, message.with("written", written));
        }
        sound
    }

    fn value<'i>(
        &mut self,
        mut value: Spanned<DeValue<'i>>,
        schema: &'s Value,
        key: Option<&str>,
        places: &[&'s Place<'s>],
    ) -> Spanned<DeValue<'i>> {
        let at = value.span().start;
        let kind = Kind::of(schema, self.definitions);
        let headed = self.has_header(&value);
        let path = places.last().map_or("", |place| place.path.as_str());
        match (kind, value.get_mut()) {
            (Kind::Keys(keys), DeValue::Table(table)) => {
                let table = std::mem::take(table);
                let Some(place) = self.places.iter().find(|place| std::ptr::eq(place.keys, keys)) else {
                    return value;
                };
                let name = key.filter(|_| !headed).map_or_else(|| place.name(), header_name);
                let table = self.table(table, at, &[places, &[place]].concat(), &name);
                *value.get_mut() = DeValue::Table(table);
            }
            (Kind::Map(items), DeValue::Table(table)) => {
                for (name, entry) in std::mem::take(table) {
                    let entry = self.value(entry, items, Some(name.get_ref()), &[]);
                    table.insert(name, entry);
                }
            }
            // A list of texts where lists are wanted lacks brackets as a whole.
            (Kind::List(items), DeValue::Array(array)) if !(kind.is_of_lists() && is_of_texts(array)) => {
                let key = key.filter(|_| kind.has_header(self.definitions));
                for item in array.iter_mut() {
                    let taken = std::mem::replace(item, Spanned::new(0..0, DeValue::Boolean(false)));
                    *item = self.value(taken, items, key, places);
                }
            }
            (Kind::List(_), DeValue::Table(_)) if self.double_bracketed(at).is_some() => {
                self.whole = false;
                let there = format!("[[{}]]", key.unwrap_or_default());
                let header = self.double_bracketed(at).unwrap_or_default();
                let message = Message::new("form.header_before").with("id", header).with("there", there);
                self.orphans.push((at, message));
            }
            (Kind::List(_), DeValue::Table(_)) if kind.has_header(self.definitions) => {
                self.header("form.header_many", at, key, path);
            }
            (Kind::Keys(_), DeValue::Array(_)) if headed => {
                self.header("form.header_once", at, key, path);
            }
            (kind, found) if !kind.admits(found) || matches!(kind, Kind::List(_)) => {
                let span = value.span();
                let raw = self.toml.get(span.clone()).unwrap_or_default();
                let written = match key {
                    Some(key) => kind.entry(key, path, Some((value.get_ref(), raw))),
                    None => kind.pattern(Some((value.get_ref(), raw))),
                };
                let message = Message::new("form.wrong_type").with("written", written);
                let found = super::value_shape::shown(value.get_ref(), raw);
                self.lossy(at, message.with("what", kind.word()).with("found", found));
            }
            _ => {}
        }
        value
    }

    /// A key or header that is not among those of the last place; the one that is meant, where that is plain.
    fn unknown(
        &mut self,
        key: &Spanned<impl AsRef<str>>,
        value: &Spanned<DeValue<'_>>,
        places: &[&'s Place<'s>],
        name: &Argument,
        present: &[String],
    ) -> Option<String> {
        let &place = places.last()?;
        let (id, at) = (key.get_ref().as_ref(), key.span().start);
        if self.has_header(value) {
            return self.unknown_header(id, at, value, place);
        }
        let has = |place: &&&Place| place.has_plain(id, self.definitions);
        let fault = |key: &str| Message::new(key).with("id", id).with("where", name.clone());
        if let Some(above) = places.iter().rev().find(has) {
            let key = if above.path.is_empty() { "form.key_of_top" } else { "form.key_above" };
            self.lossy(at, fault(key).with("there", above.name()));
            return None;
        }
        let meant = place.meant(id, value.get_ref(), present, self.definitions);
        let elsewhere = self.places.iter().find(|place| has(&place));
        self.faults.push((
            at,
            match (meant, elsewhere) {
                (Some(meant), _) => {
                    fault("form.unknown_nearest").with("what", word("key")).with("nearest", meant)
                }
                (None, Some(there)) => fault("form.key_elsewhere").with("there", there.name()),
                (None, None) => {
                    let known: Vec<&str> = place.keys.keys().map(String::as_str).collect();
                    fault("form.unknown_key").with("known", known.join(" "))
                }
            },
        ));
        meant.map(str::to_owned)
    }

    /// What stands under a header that no form has may be what rules refer to.
    fn unknown_header(
        &mut self,
        id: &str,
        at: usize,
        value: &Spanned<DeValue<'_>>,
        place: &'s Place<'s>,
    ) -> Option<String> {
        let meant = place.meant(id, value.get_ref(), &[], self.definitions);
        let full = place.below(id);
        let there = meant.map(|meant| place.below(meant));
        let named = |path: &str| self.places.iter().find(|place| place.path == path && !place.is_bilingual());
        let headers = || self.places.iter().filter(|place| !place.path.is_empty() && !place.is_bilingual());
        let nearest = || nearest(id, headers().map(|place| place.path.as_str())).and_then(named);
        let known = match &there {
            Some(path) => Some(named(path).map_or_else(|| format!("[{path}]"), Place::title)),
            None => named(id).or_else(nearest).map(Place::title),
        };
        let message = match known {
            Some(nearest) => Message::new("form.unknown_header").with("nearest", nearest),
            None => {
                let known = headers().map(|place| place.title()).collect::<Vec<_>>().join(" ");
                Message::new("form.no_header").with("known", known)
            }
        };
        let message = message.with("id", format!("[{full}]"));
        if meant.is_some() {
            self.mistyped = true;
            self.faults.push((at, message))
        } else {
            self.lossy(at, message)
        }
        meant.map(str::to_owned)
    }

    /// Whether a table, or a list of them, stands under a header of its own.
    fn has_header(&self, value: &Spanned<DeValue<'_>>) -> bool {
        match value.get_ref() {
            DeValue::Table(_) => {
                self.toml.get(value.span().start..).is_some_and(|rest| rest.starts_with('['))
            }
            DeValue::Array(items) => items
                .iter()
                .next()
                .is_some_and(|first| matches!(first.get_ref(), DeValue::Table(_)) && self.has_header(first)),
            _ => false,
        }
    }

    /// The header in double brackets whose first name stands here: what is above it is there only because of it.
    fn double_bracketed(&self, at: usize) -> Option<&str> {
        let start = self.toml.get(..at)?.strip_suffix("[[")?.len();
        self.toml.get(start..)?.lines().next().map(str::trim)
    }

    /// Whether a header is in the file, but not behind the one that it belongs to.
    fn is_astray(&self, header: &str, above: &str) -> bool {
        let above = self.toml.find(&format!("[[{above}]]"));
        self.toml.find(header).is_some_and(|at| above.is_none_or(|above| at < above))
    }

    /// A header with brackets too many or too few.
    fn header(&mut self, fault: &str, at: usize, key: Option<&str>, path: &str) {
        let key = key.unwrap_or_default();
        let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        self.lossy(at, Message::new(fault).with("id", path));
    }

    fn lossy(&mut self, at: usize, message: Message) {
        self.whole = false;
        self.faults.push((at, message));
    }
}

fn is_of_texts(array: &DeArray) -> bool {
    !array.is_empty() && array.iter().all(|item| item.get_ref().is_str())
}

#[cfg(test)]
mod tests {
    use super::super::Form;
    use crate::message::Lang;

    /// Whatever is changed in a value of a form, its fault has words of its own.
    #[test]
    fn no_fault_is_told_in_the_words_of_the_parser() {
        let toml = include_str!("../forms/administrative-enforcement-statistics.toml");
        let mut keys: Vec<&str> = Vec::new();
        let mut seen = 0;
        for (line, text) in toml.lines().enumerate() {
            let Some((key, _)) = text.split_once(" = ").filter(|(key, _)| !keys.contains(key)) else {
                continue;
            };
            keys.push(key);
            for wrong in
                ["1", "-1.5", "true", "\"x\"", "[]", "[1]", "{ a = 1 }", "[[\"a\"]]", "1979-05-27", ""]
            {
                let changed: Vec<String> = toml
                    .lines()
                    .enumerate()
                    .map(|(n, own)| if n == line { format!("{key} = {wrong}") } else { own.to_owned() })
                    .collect();
                for fault in Form::parse(&changed.join("\n")).err().into_iter().flatten() {
                    seen += 1;
                    let told = fault.message.render(Lang::En);
                    assert!(!told.starts_with("not written as a form is"), "{key} = {wrong}: {told}");
                }
            }
        }
        assert!(seen > 150, "{seen}");
    }

    /// A file with any slip of the keyboard is refused with its faults, or is a form.
    #[test]
    fn no_slip_of_the_keyboard_is_too_much() {
        const TYPED: [&str; 12] = ["", "[", "]", "{", "}", "\"", "'", "=", ",", "\n", "\u{FF0C}", "x"];
        let toml = include_str!("../../fixtures/forms/sound.toml");
        let chars: Vec<char> = toml.chars().collect();
        let mut rng = fastrand::Rng::with_seed(4);
        let mut refused = 0;
        for _ in 0..400 {
            let at = rng.usize(0..chars.len());
            let before: String = chars[..at].iter().collect();
            let behind: String = chars[at + rng.usize(0..2)..].iter().collect();
            let slipped = before + TYPED[rng.usize(0..TYPED.len())] + &behind;
            if let Err(faults) = Form::parse(&slipped) {
                refused += 1;
                assert!(!faults.is_empty(), "{slipped}");
                for fault in faults {
                    let told = fault.message.render(Lang::Zh);
                    let lines = slipped.lines().count() + 1;
                    assert!(
                        fault.line <= lines && !told.is_empty() && !told.contains("toml."),
                        "{told}\n{slipped}"
                    );
                }
            }
        }
        assert!(refused > 100, "{refused}");
    }
}
