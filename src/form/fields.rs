//! The data that a rule can carry besides its words. In: a check. Out: which of it the check needs, and which it can
//! have. Does not know what the checks do with it.

use super::Named;
use super::file::RuleFile;

/// What a rule can say besides its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Texts,
    Cells,
    Unless,
    Sections,
    Terms,
    Doubled,
    Deadlines,
}

impl Field {
    pub(super) const ALL: [(&'static str, Field); 7] = [
        ("texts", Field::Texts),
        ("cells", Field::Cells),
        ("unless", Field::Unless),
        ("sections", Field::Sections),
        ("terms", Field::Terms),
        ("doubled", Field::Doubled),
        ("deadlines", Field::Deadlines),
    ];

    /// What it is called in form files.
    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, field)| *field == self).map_or("", |&(name, _)| name)
    }

    /// Where a rule says it.
    pub(super) fn place(self, file: &RuleFile) -> Option<usize> {
        match self {
            Field::Texts => file.texts.first().map(|text| text.pattern.span().start),
            Field::Cells => file.cells.first().map(|cell| cell.span().start),
            Field::Unless => file.unless.first().map(|pattern| pattern.span().start),
            Field::Sections => file.sections.first().map(|section| section.span().start),
            Field::Terms => file.terms.first().map(|term| term.span().start),
            Field::Doubled => file.doubled.first().map(|term| term.span().start),
            Field::Deadlines => file.deadlines.first().map(|deadline| deadline.date.span().start),
        }
    }
}

/// What a check cannot do without, and what it can have besides.
pub(super) fn fields(named: Named) -> (&'static [Field], &'static [Field]) {
    match named {
        Named::TextForbidden | Named::TextYear => (&[Field::Texts], &[]),
        // The terms are the words that join the names of parts.
        Named::Parts => (&[Field::Texts], &[Field::Terms]),
        Named::TextRequired => (&[Field::Texts, Field::Cells], &[]),
        Named::ZeroUnless => (&[Field::Cells, Field::Unless], &[]),
        Named::SectionEmpty => (&[Field::Sections], &[Field::Texts]),
        Named::Organization => (&[], &[Field::Texts]),
        Named::SignatureDate => (&[Field::Deadlines], &[Field::Texts]),
        Named::Wording => (&[], &[Field::Terms, Field::Doubled, Field::Texts]),
        _ => (&[], &[]),
    }
}
