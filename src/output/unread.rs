//! Why a file was not read, in words. In: an error. Out: what is wrong and what to do next, in either
//! language. Does not know where the words are printed.

use crate::audit::Audit;
use crate::check::Verdict;
use crate::error::Error;
use crate::message::{Argument, Message, has};
use crate::report::NoteKind;

/// What is wrong: the words of the kind, with part, byte and the lower layer's reason where known.
pub fn reason(error: &Error) -> Message {
    filled(format!("error.{}", error.kind.code()), error)
}

/// What to do next.
pub fn advice(error: &Error) -> Message {
    filled(format!("advice.{}", error.kind.code()), error)
}

/// Why a document that was read could not be checked at all: no form fits it, or the one that does has no equation
/// for it. `None` when there was something to check.
pub fn unchecked(audit: &Audit) -> Option<Message> {
    if audit.form.is_some() {
        let bare = audit.checked.summary.equations == 0 && audit.checked.verdict == Verdict::Incomplete;
        return bare.then(|| Message::new("unread.no_equations"));
    }
    let nearest = audit.report.notes.iter().find(|note| note.kind == NoteKind::NoForm);
    Some(match nearest.and_then(|note| note.id.as_deref()) {
        Some(nearest) => Message::new("unread.no_form_nearest").with("nearest", nearest),
        None => Message::new("unread.no_form"),
    })
}

fn filled(key: String, error: &Error) -> Message {
    let message = if has(&key) { Message::new(&key) } else { Message::new("unread.unworded") };
    let known =
        |value: Option<String>| value.map_or_else(|| UNKNOWN.into(), |value| Argument::quoted(&value));
    message
        .with("kind", error.kind.code())
        .with("part", known(error.part.clone()))
        .with("byte", known(error.byte.map(|byte| byte.to_string())))
        .with("detail", known(error.detail.clone()))
}

/// Where words have room for something that the error does not have.
const UNKNOWN: &str = "?";
