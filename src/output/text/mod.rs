//! Text for people. In: outcomes. Out: problem files in full, clean ones brief, counts at the end; or a
//! document drawn. Does not know how values were found.

mod document;
mod finding;
mod findings;
mod grid;
mod notes;
mod summary;
mod template;
mod whereabouts;

pub use document::Drawing;
pub use findings::Findings;
pub use summary::passed_over;

use super::paint::Paint;
use crate::message::{Lang, Message};

/// How to speak to the reader.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// The language.
    pub lang: Lang,
    /// The colours.
    pub paint: Paint,
    /// Problems only.
    pub quiet: bool,
    /// Notes in full.
    pub verbose: bool,
}

impl Manner {
    fn say(self, message: &Message) -> String {
        message.render(self.lang)
    }

    fn word(self, key: &str) -> String {
        crate::message::word(key, self.lang)
    }
}
