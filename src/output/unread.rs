//! Why a file was not read, in words. In: an error. Out: what is wrong and what to do next, in either
//! language. Does not know where the words are printed.

use crate::audit::Audit;
use crate::error::{Error, ErrorKind};
use crate::message::{Message, has};
use crate::report::NoteKind;

/// What is wrong: the words of the kind, with part, byte and the lower layer's reason where known.
pub fn reason(error: &Error) -> Message {
    let mut message = filled(format!("error.{}", error.kind.code()), error);
    if let Some(part) = &error.part {
        message = match error.byte {
            Some(byte) => Message::new("unread.part_byte").with("byte", byte.to_string()),
            None => Message::new("unread.part"),
        }
        .with("part", part.as_str())
        .with("reason", message);
    } else if let Some(byte) = error.byte {
        message = Message::new("unread.byte").with("byte", byte.to_string()).with("reason", message);
    }
    match (&error.detail, shows_detail(error.kind)) {
        (Some(detail), true) => {
            Message::new("unread.detail").with("reason", message).with("detail", detail.as_str())
        }
        _ => message,
    }
}

/// What to do next.
pub fn advice(error: &Error) -> Message {
    filled(format!("advice.{}", error.kind.code()), error)
}

/// Why a document that was read could not be checked: no form fits it. `None` when one does.
pub fn no_form(audit: &Audit) -> Option<Message> {
    if audit.form.is_some() {
        return None;
    }
    let nearest = audit.report.notes.iter().find(|note| note.kind == NoteKind::NoForm);
    Some(match nearest.and_then(|note| note.id.as_deref()) {
        Some(nearest) => Message::new("unread.no_form_nearest").with("nearest", nearest),
        None => Message::new("unread.no_form"),
    })
}

/// The kinds whose detail adds to their words; for others it is a lower layer's remark.
fn shows_detail(kind: ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::Io | K::DamagedArchive | K::DamagedPart | K::BadXml | K::NoMainPart | K::TooLarge | K::Internal
    )
}

fn filled(key: String, error: &Error) -> Message {
    let mut message = if has(&key) { Message::new(&key) } else { Message::new("unread.unworded") };
    message = message.with("kind", error.kind.code());
    for (name, value) in [("part", &error.part), ("detail", &error.detail)] {
        if let Some(value) = value {
            message = message.with(name, value.as_str());
        }
    }
    match error.byte {
        Some(byte) => message.with("byte", byte.to_string()),
        None => message,
    }
}
