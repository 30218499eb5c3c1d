//! Colour and care for terminals. In: words. Out: the same with escape sequences where colour is wanted, and
//! without control characters of other people's making. Does not know what the words mean.

use anstyle::{AnsiColor, Style};
use std::fmt::{self, Display};

/// Whether colour is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint(pub bool);

impl Paint {
    /// Cannot be right.
    pub fn bad(self, words: impl Display) -> String {
        self.with(AnsiColor::Red.on_default().bold(), words)
    }
    /// To be asked about.
    pub fn doubtful(self, words: impl Display) -> String {
        self.with(AnsiColor::Yellow.on_default().bold(), words)
    }
    /// In order.
    pub fn good(self, words: impl Display) -> String {
        self.with(AnsiColor::Green.on_default(), words)
    }
    /// To be seen first.
    pub fn strong(self, words: impl Display) -> String {
        self.with(Style::new().bold(), words)
    }
    /// To be seen last.
    pub fn faint(self, words: impl Display) -> String {
        self.with(Style::new().dimmed(), words)
    }

    fn with(self, style: Style, words: impl Display) -> String {
        if self.0 { format!("{style}{words}{style:#}") } else { words.to_string() }
    }
}

/// Text from outside, safe to print: control characters as escapes, line breaks as blanks.
pub struct Plain<'a>(pub &'a str);

impl Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '\n' | '\t' => f.write_str(" ")?,
                c if c.is_control() || is_direction(c) => write!(f, "{}", c.escape_unicode())?,
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

/// Marks that turn the direction of the text after them.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
