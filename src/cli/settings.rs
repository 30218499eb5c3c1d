//! Settings files. In: `--config`, or the places of the inputs. Out: which settings hold for which input, and which
//! give the defaults of options. Does not know what the settings mean.
//!
//! As ruff does it: an input has the nearest `gouji.toml`, in its own folder or above; files are not merged. Unlike
//! ruff the search ends at the current folder or at the folder named on the command line, whichever is higher, so that
//! a file somewhere above changes nothing unseen; a file named by itself elsewhere has only its own folder. Defaults
//! of options come from the file that is nearest to the first path named.

use super::args::Read;
use super::console::Console;
use super::stop::{Stop, reason};
use crate::audit::batch;
use crate::audit::decode::decode;
use crate::audit::gather::Gathered;
use crate::audit::input::{Input, shown};
use crate::audit::selection::Level;
use crate::audit::settings::{NAME, Settings};
use crate::form::Form;
use crate::message::Message;
use crate::output::codes;
use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The settings of a run.
#[derive(Debug, Default)]
pub struct Found {
    /// Every settings file that holds for some input.
    pub all: Vec<Settings>,
    /// Where each of them is.
    pub paths: Vec<PathBuf>,
    /// Which of them gives the defaults of options.
    pub main: Option<usize>,
    /// Which of them holds for the inputs of a folder.
    of_folder: HashMap<PathBuf, Option<usize>>,
    /// Whether one was named, which then holds for all.
    named: bool,
}

impl Found {
    /// The file named, or those nearest to the inputs.
    ///
    /// # Errors
    /// When one cannot be read, or has mistakes.
    pub fn find(config: Option<&Path>, read: &Read, gathered: &Gathered, own: &[Form]) -> Result<Self, Stop> {
        let mut found = Found::default();
        let mut forms: Vec<&Form> = Form::built_in().iter().chain(own).collect();
        forms.push(batch::rules());
        if let Some(path) = config {
            found.named = true;
            found.main = Some(found.load(path, shown(path), &forms)?);
            return Ok(found);
        }
        let bounds = Bounds::new(gathered);
        let folders = gathered.inputs.iter().filter_map(Input::path).filter_map(|path| folder_of(&path));
        for folder in folders {
            if !found.of_folder.contains_key(&folder) {
                let index = found.nearest(&folder, &bounds, &forms)?;
                found.of_folder.insert(folder, index);
            }
        }
        let first = read.paths.iter().find(|path| path.as_path() != Path::new("-"));
        let first = first.and_then(|path| if path.is_dir() { Some(path.clone()) } else { folder_of(path) });
        found.main = found.nearest(&first.unwrap_or_else(|| PathBuf::from(".")), &bounds, &forms)?;
        Ok(found)
    }

    /// Which settings hold for an input.
    pub fn of(&self, input: &Input) -> Option<usize> {
        let folder = input.path().and_then(|path| folder_of(&path));
        match folder {
            Some(folder) if !self.named => self.of_folder.get(&folder).copied().flatten(),
            _ => self.main,
        }
    }

    /// The settings that give the defaults of options.
    pub fn options(&self) -> Option<&Settings> {
        self.main.and_then(|main| self.all.get(main))
    }

    /// A file that the main settings name, from their own folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        let folder = self.main.and_then(|main| self.paths.get(main)).and_then(|path| path.parent());
        folder.map_or_else(|| PathBuf::from(name), |folder| folder.join(name))
    }

    fn nearest(&mut self, folder: &Path, bounds: &Bounds, forms: &[&Form]) -> Result<Option<usize>, Stop> {
        for folder in bounds.upwards(folder) {
            let path = folder.join(NAME);
            if let Some(known) = self.paths.iter().position(|other| *other == path) {
                return Ok(Some(known));
            }
            if path.is_file() {
                let name = path.strip_prefix(&bounds.here).unwrap_or(&path).to_owned();
                return self.load(&path, shown(&name), forms).map(Some);
            }
        }
        Ok(None)
    }

    fn load(&mut self, path: &Path, name: String, forms: &[&Form]) -> Result<usize, Stop> {
        let bytes = fs::read(path).map_err(|error| {
            let message = Message::new("usage.config").with("about", name.as_str());
            Stop::Usage(message.with("reason", reason(&error)))
        })?;
        let text = decode(&bytes).ok_or_else(|| Stop::usage("usage.config_encoding", &name))?;
        let settings =
            Settings::parse(&text, &name, forms).map_err(|faults| Stop::Settings(name.clone(), faults))?;
        self.all.push(settings);
        self.paths.push(path.to_owned());
        Ok(self.all.len() - 1)
    }

    /// Says which settings are used: briefly where they change rules, in full for those who ask.
    pub fn tell(&self, console: &Console) {
        for (index, settings) in self.all.iter().enumerate() {
            let off = settings.changes.iter().filter(|change| change.level == Level::Off).count();
            let graded = settings.changes.len() - off;
            if console.verbose || (!console.quiet && off + graded > 0) {
                let message = Message::new("config.used")
                    .with("file", settings.file.as_ref())
                    .with("off", off)
                    .with("graded", graded);
                console.line(message.render(console.lang));
            }
            if console.verbose {
                for change in &settings.changes {
                    let level = match change.level {
                        Level::Off => Message::new("config.off"),
                        Level::Graded(severity) => {
                            Message::new(&format!("severity.{}", codes::Severity::from(severity).code()))
                        }
                    };
                    let message = Message::new("config.change")
                        .with("rule", change.rule.as_str())
                        .with("level", level)
                        .with("date", change.date.as_str())
                        .with("reason", change.reason.as_str());
                    console.line(message.render(console.lang));
                }
            }
            if settings.has_options() && self.main != Some(index) && !console.quiet {
                let message = Message::new("config.options_unused").with("file", settings.file.as_ref());
                console.line(message.render(console.lang));
            }
        }
        if console.verbose && self.all.is_empty() {
            console.line(Message::new("config.none").render(console.lang));
        }
    }
}

/// How far up settings are looked for.
struct Bounds {
    /// The current folder.
    here: PathBuf,
    /// The folders named on the command line.
    roots: Vec<PathBuf>,
}

impl Bounds {
    fn new(gathered: &Gathered) -> Self {
        let roots = gathered.roots.iter().filter_map(|root| full(root)).collect();
        Self { here: full(Path::new(".")).unwrap_or_default(), roots }
    }

    /// A folder and those above it, up to the bound.
    fn upwards(&self, folder: &Path) -> Vec<PathBuf> {
        let Some(folder) = full(folder) else { return Vec::new() };
        let bounds = self.roots.iter().chain([&self.here]).filter(|bound| folder.starts_with(bound));
        let last = bounds.min_by_key(|bound| bound.as_os_str().len()).unwrap_or(&folder);
        folder.ancestors().take_while(|above| above.starts_with(last)).map(Path::to_owned).collect()
    }
}

/// A path from the root, as it reads: a link to a folder is where it stands, not where it leads.
fn full(path: &Path) -> Option<PathBuf> {
    let mut full = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::ParentDir => {
                full.pop();
            }
            Component::CurDir => {}
            part => full.push(part),
        }
    }
    Some(full)
}

/// The folder a file is in.
fn folder_of(file: &Path) -> Option<PathBuf> {
    let folder = file.parent()?;
    Some(if folder == Path::new("") { PathBuf::from(".") } else { folder.to_owned() })
}
