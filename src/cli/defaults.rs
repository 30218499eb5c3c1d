//! Options that a settings file may give defaults for. In: what the command line says, and the settings. Out: what
//! holds. Does not know where settings are found.

use super::args::{FailOn, FormOption, Labels, LabelsOption};
use super::console::Console;
use super::settings::Found;
use crate::audit::settings::Settings;
use crate::form::Form;
use crate::message::Lang;
use crate::output::csv::Style;
use crate::output::labels;
use clap::ValueEnum;
use std::path::PathBuf;

/// The defaults of a run: the command line is stronger, then the environment, then these.
pub struct Defaults<'f> {
    found: &'f Found,
}

impl<'f> Defaults<'f> {
    /// Those of the settings found. The language is set at once, unless the user chose another.
    pub fn new(found: &'f Found, console: &mut Console) -> Self {
        let defaults = Self { found };
        if let (false, Some(lang)) = (console.lang_chosen, defaults.get(|settings| &settings.lang)) {
            console.lang = if lang == "en" { Lang::En } else { Lang::Zh };
        }
        defaults
    }

    fn get(&self, option: fn(&Settings) -> &Option<String>) -> Option<&'f str> {
        self.found.options().and_then(|settings| option(settings).as_deref())
    }

    /// The form: one that the settings name by its file lies beside them.
    pub fn form(&self, option: &FormOption) -> Option<String> {
        option.chosen.clone().or_else(|| {
            let name = self.get(|settings| &settings.form)?;
            let built_in = Form::named(name).is_some();
            let beside = || self.found.beside(name).to_string_lossy().into_owned();
            Some(if built_in { name.to_owned() } else { beside() })
        })
    }

    /// How CSV names things.
    pub fn style(&self, option: &LabelsOption, console: &Console) -> Style {
        let default = || Labels::from_str(self.get(|settings| &settings.labels)?, false).ok();
        let labels = match option.labels.or_else(default) {
            Some(Labels::Zh) => labels::Labels::Zh,
            Some(Labels::Id) | None => labels::Labels::Id,
        };
        Style { labels, lang: console.lang }
    }

    /// The severity from which on findings count.
    pub fn fail_on(&self, option: Option<FailOn>) -> FailOn {
        let default = || FailOn::from_str(self.get(|settings| &settings.fail_on)?, false).ok();
        option.or_else(default).unwrap_or(FailOn::Error)
    }

    /// The file of decisions.
    pub fn decisions(&self, option: Option<&PathBuf>) -> Option<PathBuf> {
        let default = || self.get(|settings| &settings.decisions).map(|name| self.found.beside(name));
        option.cloned().or_else(default)
    }

    /// The list of units.
    pub fn expect(&self, option: Option<&PathBuf>) -> Option<PathBuf> {
        let default = || self.get(|settings| &settings.expect).map(|name| self.found.beside(name));
        option.cloned().or_else(default)
    }
}
