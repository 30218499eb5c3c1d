//! What messages about a form call its parts. In: a key, or names. Out: words for a message. Does not know forms.

use crate::message::{Argument, Message, template};

/// A part of a form, a kind of value or a notation, by its key in the catalogue under `form_word`.
pub(super) fn word(name: &str) -> Message {
    Message::new(&format!("form_word.{name}"))
}

/// Names one after another.
pub(super) fn listed(names: impl Iterator<Item = String>) -> Argument {
    Argument::List(names.map(Argument::Text).collect(), template("coverage.separator"))
}
