//! Which rules are evaluated, and how grave they are. In: a form, the rules that the command line selects and
//! ignores, the changes that a settings file makes. Out: the form with rules switched off or graded anew, each with
//! the reason. Does not know where the settings were found.

use crate::form::{Form, Off, Severity};
use crate::label::nearest;
use crate::message::Message;
use std::sync::Arc;

/// What becomes of a rule, or of all whose ids begin so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The rule's id, or the beginning of several up to a dot.
    pub rule: String,
    /// Off, or another severity.
    pub level: Level,
    /// Why.
    pub reason: String,
    /// When it was decided, ISO 8601.
    pub date: String,
    /// The settings file, as shown to people.
    pub file: Arc<str>,
}

/// Whether a rule is evaluated, and how grave it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Not evaluated.
    Off,
    /// Evaluated; a failure is of this severity.
    Graded(Severity),
}

/// Rules named on the command line, whole or by their beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these; empty for all.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
}

/// A name that fits no rule, with the nearest that does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The name.
    pub name: String,
    /// The rule or beginning nearest to it.
    pub nearest: Option<String>,
}

impl Selection {
    /// The names among these that fit no rule.
    pub fn unknown(&self, forms: &[&Form]) -> Vec<Unknown> {
        self.select.iter().chain(&self.ignore).filter_map(|name| unknown(name, forms)).collect()
    }

    /// The form with what the settings and the command line make of its rules. The command line is stronger: a rule
    /// that it selects by its whole name is evaluated even if the settings switch it off. Of two names that fit a
    /// rule the longer one counts.
    pub fn apply(&self, form: &Form, changes: &[Change]) -> Form {
        let mut form = form.clone();
        for mut rule in std::mem::take(&mut form.rules) {
            let longest = |names: &[String]| {
                names.iter().filter(|name| fits(name, &rule.id)).map(|n| stem(n).len()).max()
            };
            let selected = longest(&self.select);
            let ignored = longest(&self.ignore);
            let change = changes
                .iter()
                .filter(|change| fits(&change.rule, &rule.id))
                .max_by_key(|change| stem(&change.rule).len());
            let by_name = self.select.iter().any(|name| stem(name) == rule.id);
            let because = if selected.is_none() && !self.select.is_empty() {
                Some(Message::new("off.not_selected"))
            } else if ignored.is_some() && ignored >= selected {
                Some(Message::new("off.ignored"))
            } else {
                change.filter(|change| change.level == Level::Off && !by_name).map(|change| {
                    Message::new("off.settings")
                        .with("file", change.file.as_ref())
                        .with("date", change.date.as_str())
                        .with("reason", change.reason.as_str())
                })
            };
            if let Some(because) = because {
                form.off.push(Off { rule, because });
                continue;
            }
            if let Some(Level::Graded(severity)) = change.map(|change| change.level) {
                rule.grade = Some(severity);
            }
            form.rules.push(rule);
        }
        form
    }
}

/// A name without what may stand behind it: `applications.*` is `applications`.
fn stem(name: &str) -> &str {
    name.trim_end_matches(['*', '.'])
}

/// Whether a name is a rule's id, or the beginning of it up to a dot.
pub fn fits(name: &str, rule: &str) -> bool {
    let name = stem(name);
    rule.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) && !name.is_empty()
}

/// A name that fits no rule of these forms.
pub fn unknown(name: &str, forms: &[&Form]) -> Option<Unknown> {
    let rules =
        || forms.iter().flat_map(|form| form.rules.iter().chain(form.off.iter().map(|off| &off.rule)));
    if rules().any(|rule| fits(name, &rule.id)) {
        return None;
    }
    let groups = rules().filter_map(|rule| rule.id.split_once('.').map(|(group, _)| group));
    let known = rules().map(|rule| rule.id.as_str()).chain(groups);
    Some(Unknown { name: name.to_owned(), nearest: nearest(stem(name), known).map(str::to_owned) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> &'static Form {
        Form::named("disclosure-annual-report").unwrap()
    }

    fn on(select: &[&str], ignore: &[&str], changes: &[Change]) -> Vec<String> {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let selection = Selection { select: names(select), ignore: names(ignore) };
        let made = selection.apply(form(), changes);
        assert_eq!(made.rules.len() + made.off.len(), form().rules.len());
        made.rules.into_iter().map(|rule| rule.id).collect()
    }

    fn off(rule: &str) -> Change {
        change(rule, Level::Off)
    }

    fn change(rule: &str, level: Level) -> Change {
        let [reason, date] = ["r", "2026-01-05"].map(str::to_owned);
        Change { rule: rule.to_owned(), level, reason, date, file: Arc::from("gouji.toml") }
    }

    #[test]
    fn the_longer_name_counts() {
        assert_eq!(on(&[], &[], &[]).len(), form().rules.len());
        assert_eq!(on(&["disputes"], &[], &[]), ["disputes.total", "disputes.all_zero"]);
        assert_eq!(on(&["disputes.*"], &[], &[]), ["disputes.total", "disputes.all_zero"]);
        assert!(on(&["disp"], &[], &[]).is_empty(), "up to a dot");
        assert!(
            !on(&["applications"], &["applications.balance"], &[]).contains(&"applications.balance".into())
        );
        assert_eq!(on(&["applications.balance"], &["applications"], &[]), ["applications.balance"]);
        assert!(on(&["disputes.total"], &["disputes.total"], &[]).is_empty());
    }

    #[test]
    fn the_command_line_is_stronger_than_the_settings() {
        let settings = [off("disputes")];
        assert!(!on(&[], &[], &settings).contains(&"disputes.total".into()));
        assert!(on(&["disputes"], &[], &settings).is_empty());
        assert_eq!(on(&["disputes.total"], &[], &settings), ["disputes.total"]);
        let both = [off("disputes"), change("disputes.total", Level::Graded(Severity::Note))];
        assert!(on(&[], &[], &both).contains(&"disputes.total".into()));
    }

    #[test]
    fn unknown_names_get_the_nearest() {
        let all = [form()];
        for (name, near) in
            [("applications.balanse", Some("applications.balance")), ("aplications", Some("applications"))]
        {
            assert_eq!(unknown(name, &all).unwrap().nearest.as_deref(), near);
        }
        assert_eq!(unknown("applications", &all), None);
        assert!(unknown("", &all).is_some() && unknown("*", &all).is_some());
    }
}
