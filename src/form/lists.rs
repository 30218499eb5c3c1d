//! The lists and rates of a form file proved sound. In: names of phrases, patterns as written. Out: [`List`]s
//! and [`RatePattern`]s. Does not know documents.

use super::file::FormFile;
use super::narrative::{List, Narrative, RateKind, RatePattern};
use super::resolve::Resolver;
use super::words::word;
use toml::Spanned;

/// The kinds of rate by their names in form files.
const KINDS: [(&str, RateKind); 7] = [
    ("growth", RateKind::Growth),
    ("decline", RateKind::Decline),
    ("increase", RateKind::Increase),
    ("decrease", RateKind::Decrease),
    ("multiple", RateKind::Multiple),
    ("multiple_growth", RateKind::MultipleGrowth),
    ("share", RateKind::Share),
];

/// The groups for the numbers of a rate, always at hand as words.
pub(super) fn number(name: &str) -> Option<&'static str> {
    match name {
        "now" => Some("(?<now>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"),
        "then" => Some("(?<then>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"),
        "difference" => Some("(?<difference>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"),
        "rate" => Some("(?<rate>-?[0-9]{1,9}(?:\\.[0-9]{1,9})?)"),
        _ => None,
    }
}

impl Resolver<'_> {
    /// Adds the lists and rates to the phrases.
    pub(super) fn lists(&mut self, file: &FormFile, narrative: &mut Narrative) {
        let words = &file.narrative.words;
        self.unique("list", file.list.iter().map(|list| &list.id));
        for list in &file.list {
            let mut wording = |pattern: &Option<Spanned<String>>| {
                pattern.as_ref().and_then(|pattern| self.compiled(words, pattern, "(?:", ")"))
            };
            let (announced, open) = (wording(&list.announced), wording(&list.open));
            let total = wording(&list.total);
            let list = List {
                id: list.id.get_ref().clone(),
                whole: self.phrase_names(file, &list.whole),
                parts: self.phrase_names(file, &list.parts),
                complete: list.complete.iter().map(|name| self.alternatives(file, name)).collect(),
                announced,
                open,
                total,
                own_scope: list.own_scope,
            };
            narrative.lists.push(list);
        }
        for rate in &file.rate {
            let Some(kind) = self.choice("rate", &rate.kind, &KINDS) else { continue };
            for pattern in &rate.patterns {
                if let Some(wording) = self.compiled(words, pattern, "(?:", ")") {
                    narrative.rates.push(RatePattern { kind, mark: rate.mark.clone(), wording });
                }
            }
        }
        let share = &file.narrative.share;
        narrative.share = share.as_ref().and_then(|pattern| self.compiled(words, pattern, "^(?:", ")"));
    }

    /// Ids with `|` between them.
    fn alternatives(&mut self, file: &FormFile, names: &Spanned<String>) -> Vec<String> {
        let each = names.get_ref().split('|').map(|name| Spanned::new(names.span(), name.to_owned()));
        self.phrase_names(file, &each.collect::<Vec<_>>())
    }

    /// Ids of phrases, each of which must be there.
    pub(super) fn phrase_names(&mut self, file: &FormFile, names: &[Spanned<String>]) -> Vec<String> {
        for name in names {
            if file.phrase.iter().all(|other| other.id.get_ref() != name.get_ref()) {
                let known = file.phrase.iter().map(|other| other.id.get_ref().as_str());
                self.unknown(name, "phrase", word("form"), known);
            }
        }
        names.iter().map(|name| name.get_ref().clone()).collect()
    }
}
