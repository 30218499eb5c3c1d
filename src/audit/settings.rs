//! A settings file, `gouji.toml`. In: TOML. Out: rules switched off or graded anew, and defaults for options; or every
//! mistake with line, column and the nearest name. Does not know where the file was found.

use super::selection::{self, Change, Level};
use crate::form::{Fault, Form, Severity};
use crate::label::nearest;
use crate::message::Message;
use crate::numeral::day;
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name it is looked for under.
pub const NAME: &str = "gouji.toml";

/// What a settings file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The file, as shown to people.
    pub file: Arc<str>,
    /// Rules switched off or graded anew, in the order of the file.
    pub changes: Vec<Change>,
    /// `--fail-on`: `error`, `warning` or `never`.
    pub fail_on: Option<String>,
    /// `--form`.
    pub form: Option<String>,
    /// `--labels`: `id` or `zh`.
    pub labels: Option<String>,
    /// `--lang`: `zh` or `en`.
    pub lang: Option<String>,
    /// `--decisions`, from the folder of the settings file.
    pub decisions: Option<String>,
    /// `--expect`, from the folder of the settings file.
    pub expect: Option<String>,
}

/// A settings file as its schema describes it (`gouji schema config`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "gouji settings")]
pub struct SettingsFile {
    /// The severity from which on findings make the exit status 1: `error`, `warning` or `never`.
    #[schemars(extend("enum" = ["error", "warning", "never"]))]
    pub fail_on: Option<String>,
    /// The form to apply: the id of a built-in one, or a TOML file, from the folder of the settings file.
    pub form: Option<String>,
    /// Names in CSV by `id`, or in the form's own words (`zh`).
    #[schemars(extend("enum" = ["id", "zh"]))]
    pub labels: Option<String>,
    /// The language of messages: `zh` or `en`.
    #[schemars(extend("enum" = ["zh", "en"]))]
    pub lang: Option<String>,
    /// A file of decisions, from the folder of the settings file.
    pub decisions: Option<String>,
    /// A list of the units that should submit, from the folder of the settings file.
    pub expect: Option<String>,
    /// Rules switched off or graded anew.
    #[serde(default)]
    pub rule: Vec<RuleSetting>,
}

/// A rule switched off or graded anew.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// The rule's id, or the beginning of several: `disclosure`, `applications.balance`.
    pub id: String,
    /// `off`, `note`, `warning` or `error`.
    #[schemars(extend("enum" = ["off", "note", "warning", "error"]))]
    pub severity: String,
    /// Why.
    pub reason: String,
    /// When it was decided: `2026-01-05`, with or without quotation marks.
    #[schemars(with = "String")]
    pub date: toml::Value,
}

const KEYS: [&str; 7] = ["fail-on", "form", "labels", "lang", "decisions", "expect", "rule"];
const RULE_KEYS: [&str; 4] = ["id", "severity", "reason", "date"];
const LEVELS: [(&str, Level); 4] = [
    ("off", Level::Off),
    ("note", Level::Graded(Severity::Note)),
    ("warning", Level::Graded(Severity::Warning)),
    ("error", Level::Graded(Severity::Error)),
];

impl Settings {
    /// Reads a settings file; the rules it names are those of `forms`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn parse(toml: &str, file: &str, forms: &[&Form]) -> Result<Self, Vec<Fault>> {
        let file: Arc<str> = Arc::from(file);
        let mut reader = Reader { toml, forms, faults: Vec::new() };
        let table = match DeTable::parse(toml) {
            Ok(table) => table,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                reader.fault(at, Message::new("config.toml").with("detail", error.message()));
                return Err(reader.faults);
            }
        };
        let mut settings = Settings { file: Arc::clone(&file), ..Settings::default() };
        for (key, value) in table.get_ref() {
            match key.get_ref().as_ref() {
                "fail-on" => settings.fail_on = reader.one_of(value, &["error", "warning", "never"]),
                "form" => settings.form = reader.text(value),
                "labels" => settings.labels = reader.one_of(value, &["id", "zh"]),
                "lang" => settings.lang = reader.one_of(value, &["zh", "en"]),
                "decisions" => settings.decisions = reader.text(value),
                "expect" => settings.expect = reader.text(value),
                "rule" => settings.changes = reader.rules(value, &file),
                other => reader.unknown(key.span(), other, "key", KEYS),
            }
        }
        if reader.faults.is_empty() {
            Ok(settings)
        } else {
            reader.faults.sort_by_key(|fault| (fault.line, fault.column));
            Err(reader.faults)
        }
    }

    /// Whether it gives a default to any option.
    pub fn has_options(&self) -> bool {
        [&self.fail_on, &self.form, &self.labels, &self.lang, &self.decisions, &self.expect]
            .iter()
            .any(|option| option.is_some())
    }
}

struct Reader<'a> {
    toml: &'a str,
    forms: &'a [&'a Form],
    faults: Vec<Fault>,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl Reader<'_> {
    fn fault(&mut self, at: usize, message: Message) {
        let before = self.toml.get(..at).unwrap_or(self.toml);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        self.faults.push(Fault { line, column, message });
    }

    fn unknown<'k>(
        &mut self,
        at: Range<usize>,
        name: &str,
        what: &str,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        let word = Message::new(&format!("config_word.{what}"));
        let all = known.clone().into_iter().collect::<Vec<_>>().join(", ");
        let message = match nearest(name, known) {
            Some(nearest) => Message::new("config.unknown_nearest").with("nearest", nearest),
            None => Message::new("config.unknown").with("known", all),
        };
        self.fault(at.start, message.with("what", word).with("name", name));
    }

    fn text(&mut self, value: &Value) -> Option<String> {
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
            Some(_) => {
                self.fault(value.span().start, Message::new("config.empty"));
                None
            }
            None => {
                self.fault(value.span().start, Message::new("config.text"));
                None
            }
        }
    }

    fn one_of(&mut self, value: &Value, known: &[&'static str]) -> Option<String> {
        let text = self.text(value)?;
        if known.contains(&text.as_str()) {
            return Some(text);
        }
        self.unknown(value.span(), &text, "value", known.iter().copied());
        None
    }

    fn rules(&mut self, value: &Value, file: &Arc<str>) -> Vec<Change> {
        let Some(rules) = value.get_ref().as_array() else {
            self.fault(value.span().start, Message::new("config.rules"));
            return Vec::new();
        };
        rules.iter().filter_map(|rule| self.rule(rule, file)).collect()
    }

    fn rule(&mut self, value: &Value, file: &Arc<str>) -> Option<Change> {
        let Some(table) = value.get_ref().as_table() else {
            self.fault(value.span().start, Message::new("config.rules"));
            return None;
        };
        let (mut id, mut level, mut reason, mut date) = (None, None, None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => id = Some(self.id(value)),
                "severity" => level = Some(self.level(value)),
                "reason" => reason = Some(self.text(value)),
                "date" => date = Some(self.date(value)),
                other => self.unknown(key.span(), other, "key", RULE_KEYS),
            }
        }
        let missing: Vec<&str> = [id.is_none(), level.is_none(), reason.is_none(), date.is_none()]
            .into_iter()
            .zip(RULE_KEYS)
            .filter_map(|(missing, key)| missing.then_some(key))
            .collect();
        if !missing.is_empty() {
            let message = Message::new("config.missing").with("keys", missing.join(", "));
            self.fault(value.span().start, message);
        }
        Some(Change { rule: id??, level: level??, reason: reason??, date: date??, file: Arc::clone(file) })
    }

    fn id(&mut self, value: &Value) -> Option<String> {
        let id = self.text(value)?;
        let Some(unknown) = selection::unknown(&id, self.forms) else { return Some(id) };
        let message = match unknown.nearest {
            Some(nearest) => Message::new("config.no_rule_nearest").with("nearest", nearest),
            None => Message::new("config.no_rule"),
        };
        self.fault(value.span().start, message.with("name", id));
        None
    }

    fn level(&mut self, value: &Value) -> Option<Level> {
        let text = self.text(value)?;
        let found = LEVELS.iter().find(|(name, _)| *name == text).map(|&(_, level)| level);
        if found.is_none() {
            self.unknown(value.span(), &text, "value", LEVELS.iter().map(|&(name, _)| name));
        }
        found
    }

    fn date(&mut self, value: &Value) -> Option<String> {
        let written = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        let date = day(&written);
        if date.is_none() {
            self.fault(value.span().start, Message::new("config.date"));
        }
        date
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;

    fn parse(toml: &str) -> Result<Settings, Vec<(usize, usize, String)>> {
        let forms: Vec<&Form> = Form::built_in().iter().collect();
        let faults = |faults: Vec<Fault>| {
            faults.into_iter().map(|f| (f.line, f.column, f.message.render(Lang::En))).collect()
        };
        Settings::parse(toml, "gouji.toml", &forms).map_err(faults)
    }

    const GOOD: &str = "fail-on = \"warning\"\nlabels = \"zh\"\n\n[[rule]]\nid = \"disclosure\"\nseverity = \"off\"\n\
                        reason = \"r\"\ndate = 2026-01-05\n\n[[rule]]\nid = \"applications.balance\"\n\
                        severity = \"note\"\nreason = \"s\"\ndate = \"2026年1月5日\"\n";

    #[test]
    fn what_is_set() {
        let settings = parse(GOOD).unwrap();
        assert_eq!(settings.fail_on.as_deref(), Some("warning"));
        assert!(settings.has_options() && !parse("").unwrap().has_options());
        let told: Vec<_> =
            settings.changes.iter().map(|c| (c.rule.as_str(), c.level, c.date.as_str())).collect();
        assert_eq!(
            told,
            [
                ("disclosure", Level::Off, "2026-01-05"),
                ("applications.balance", Level::Graded(Severity::Note), "2026-01-05")
            ]
        );
    }

    #[test]
    fn every_mistake_is_told_with_its_place_and_the_nearest() {
        for (from, to, line, column, word) in [
            ("fail-on", "fial-on", 1, 1, "fail-on"),
            ("\"warning\"", "\"warn\"", 1, 11, "warning"),
            ("disclosure", "disclosur", 5, 6, "disclosure"),
            ("balance", "ballance", 11, 6, "applications.balance"),
            ("\"off\"", "\"of\"", 6, 12, "off"),
            ("2026-01-05", "\"soon\"", 8, 8, "2026-01-05"),
            ("reason = \"r\"\n", "", 4, 1, "reason"),
            ("reason = \"r\"", "reason = \"\"", 7, 10, "empty"),
            ("severity = \"note\"", "level = \"note\"", 12, 1, "severity"),
            ("labels = \"zh\"", "labels = 3", 2, 10, "quotation"),
            ("labels = \"zh\"", "labels = ", 2, 10, ""),
        ] {
            let faults = parse(&GOOD.replacen(from, to, 1)).unwrap_err();
            let found = faults.iter().find(|(l, c, said)| (*l, *c) == (line, column) && said.contains(word));
            assert!(found.is_some(), "{from} -> {to}: {faults:?}");
        }
    }

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let file: SettingsFile = toml::from_str(GOOD).unwrap();
        assert_eq!(file.rule.len(), 2);
        let schema = serde_json::to_value(schemars::schema_for!(SettingsFile)).unwrap();
        let keys = |object: &serde_json::Value| {
            let mut keys: Vec<String> = object["properties"].as_object().unwrap().keys().cloned().collect();
            keys.sort();
            keys
        };
        let sorted = |keys: &[&str]| {
            let mut keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
            keys.sort();
            keys
        };
        assert_eq!(keys(&schema), sorted(&KEYS));
        assert_eq!(keys(&schema["$defs"]["RuleSetting"]), sorted(&RULE_KEYS));
    }
}
