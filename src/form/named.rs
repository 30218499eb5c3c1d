//! The checks that Rust knows by name, where a rule is no equation. Does not know what they look for.

/// Checks that are not equations, by the name a form calls them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    /// Blank cells.
    ValueBlank,
    /// Cells that hold no figure.
    ValueUnreadable,
    /// Fractions where only whole numbers are possible.
    ValueFraction,
    /// Negative figures where none are possible.
    ValueNegative,
    /// Tables that hold nothing but zeros.
    AllZero,
    /// Tables that are not there.
    TableMissing,
    /// Sections that are not there.
    SectionMissing,
    /// Editions of tables against the year of the report.
    Edition,
    /// More than one report in a file.
    SeveralReports,
    /// Lines and cells that a table lacks.
    ValueMissing,
    /// Lines whose label is hardly more like their own than another, or mistyped.
    Label,
    /// Rows and columns that the form does not have.
    ExtraLine,
    /// Sections in another order than the form's.
    SectionOrder,
    /// Sections in which nothing is said.
    SectionEmpty,
    /// Headings printed twice.
    SectionRepeated,
    /// How many parts are announced and how many there are.
    Parts,
    /// The body in title, text and signature.
    Organization,
    /// The date of the signature.
    SignatureDate,
    /// Text that has no place in a report.
    TextForbidden,
    /// Text that goes with a figure that is not 0.
    TextRequired,
    /// Years in the text against the year reported on.
    TextYear,
    /// Words of the form garbled or doubled.
    Wording,
    /// Figures that are 0 for most bodies.
    ZeroUnless,
    /// Lines and tables that are there again with other figures.
    Repeated,
    /// Tables that are said to be of another year.
    TableYear,
    /// A title that was not recognised.
    Title,
    /// A file of which something was lost or left out.
    Damaged,
    /// The same report twice in a batch.
    Duplicate,
    /// Units of a list without a report in the batch.
    NotSubmitted,
    /// Reports of the batch by units that are not on the list.
    NotExpected,
    /// Counts in the text against the tables.
    NarrativeCount,
    /// A claim that everything was handled against the tables.
    NarrativeAllHandled,
    /// Counts in the text listed as the parts of another.
    NarrativeSum,
    /// Growths and shares in the text against the figures they rest on.
    NarrativeGrowth,
    /// One quantity stated twice in the text.
    NarrativeTwice,
}

impl Named {
    /// Its name in form files.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, named)| *named == self).map_or("", |&(name, _)| name)
    }

    /// Every named check with its name in form files.
    pub const ALL: &[(&str, Named)] = &[
        ("value.blank", Named::ValueBlank),
        ("value.unreadable", Named::ValueUnreadable),
        ("value.fraction", Named::ValueFraction),
        ("value.negative", Named::ValueNegative),
        ("value.all_zero", Named::AllZero),
        ("structure.table_missing", Named::TableMissing),
        ("structure.section_missing", Named::SectionMissing),
        ("structure.edition", Named::Edition),
        ("structure.several_reports", Named::SeveralReports),
        ("structure.value_missing", Named::ValueMissing),
        ("structure.label", Named::Label),
        ("structure.extra", Named::ExtraLine),
        ("structure.order", Named::SectionOrder),
        ("structure.empty", Named::SectionEmpty),
        ("structure.section_repeated", Named::SectionRepeated),
        ("structure.parts", Named::Parts),
        ("structure.organization", Named::Organization),
        ("structure.date", Named::SignatureDate),
        ("text.forbidden", Named::TextForbidden),
        ("text.required", Named::TextRequired),
        ("text.year", Named::TextYear),
        ("text.wording", Named::Wording),
        ("value.zero_unless", Named::ZeroUnless),
        ("structure.repeated", Named::Repeated),
        ("structure.table_year", Named::TableYear),
        ("structure.title", Named::Title),
        ("structure.damaged", Named::Damaged),
        ("batch.duplicate", Named::Duplicate),
        ("batch.not_submitted", Named::NotSubmitted),
        ("batch.not_expected", Named::NotExpected),
        ("narrative.count", Named::NarrativeCount),
        ("narrative.all_handled", Named::NarrativeAllHandled),
        ("narrative.sum", Named::NarrativeSum),
        ("narrative.growth", Named::NarrativeGrowth),
        ("narrative.twice", Named::NarrativeTwice),
    ];
}
