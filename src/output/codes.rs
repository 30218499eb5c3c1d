//! The public names of kinds. In: the kinds of the layers below. Out: their names in JSON and CSV, which
//! stay the same. Does not know words for people.

use schemars::JsonSchema;
use serde::Serialize;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident for $of:path { $($variant:ident = $code:literal),* $(,)? })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
        #[allow(missing_docs)]
        pub enum $name { $(#[serde(rename = $code)] $variant,)* }

        impl $name {
            /// All of them, so that tests can prove each has its words.
            pub const ALL: &[$name] = &[$(Self::$variant,)*];

            /// The public name.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }

        impl From<$of> for $name {
            fn from(kind: $of) -> Self {
                use $of as Kind;
                match kind { $(Kind::$variant => Self::$variant,)* }
            }
        }
    )* };
}

codes! {
    /// Whether a cell states a figure: a number; nothing; a mark for nothing (/ - — and the like); text that
    /// is no number.
    Status for crate::report::Status {
        Stated = "stated", Blank = "blank", Dash = "dash", Unreadable = "unreadable",
    }
    /// What a note is about.
    NoteKind for crate::report::NoteKind {
        Relabelled = "relabelled", Missing = "missing", Extra = "extra", Repeated = "repeated", Conflicting = "conflicting",
        Converted = "converted", Edition = "edition", Layout = "layout", Doubtful = "doubtful",
        NotRead = "not_read", NoForm = "no_form",
    }
    /// How grave a finding is: it cannot be right; ask the submitter; for the record.
    Severity for crate::check::Severity { Error = "error", Warning = "warning", Note = "note" }
    /// The verdict on a report: every equation held; something cannot be right; not everything could be
    /// checked.
    Verdict for crate::check::Verdict {
        Agrees = "agrees", Disagrees = "disagrees", Incomplete = "incomplete",
    }
    /// How sure an explanation is: the only one; clearly the best; one of several equally good.
    Confidence for crate::locate::Confidence { Only = "only", Likely = "likely", Possible = "possible" }
    /// How a figure went wrong, where that can be recognised.
    Slip for crate::locate::Slip {
        Digit = "digit", Transposed = "transposed", DigitMissing = "digit_missing",
        DigitDoubled = "digit_doubled", Magnitude = "magnitude", Unit = "unit",
        ComponentOmitted = "component_omitted", ComponentTwice = "component_twice", Sign = "sign",
        Blank = "blank", TotalZero = "total_zero", StaleTotals = "stale_totals", Swapped = "swapped",
        Shifted = "shifted",
    }
    /// What a table stands in.
    Holder for crate::document::Holder { Body = "body", Cell = "cell", TextBox = "textbox" }
}

#[cfg(test)]
mod tests {
    use crate::error::ErrorKind;
    use crate::message::has;

    #[test]
    fn every_code_has_its_words() {
        let keys = [
            ("severity", super::Severity::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>()),
            ("verdict", super::Verdict::ALL.iter().map(|kind| kind.code()).collect()),
            ("confidence", super::Confidence::ALL.iter().map(|kind| kind.code()).collect()),
            ("slip", super::Slip::ALL.iter().map(|kind| kind.code()).collect()),
            ("status", super::Status::ALL.iter().map(|kind| kind.code()).collect()),
            ("kind", ErrorKind::ALL.iter().map(|kind| kind.code()).collect()),
        ];
        for (group, codes) in keys {
            for code in codes {
                assert!(has(&format!("{group}.{code}")), "no words for {group}.{code}");
            }
        }
    }
}
