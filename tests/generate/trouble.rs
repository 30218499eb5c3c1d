//! The troubles of real reports, each to be switched on alone or together with others. In: nothing. Out:
//! names. [`super::report`], [`super::layout`] and [`super::ink`] act on them.

macro_rules! troubles {
    ($($(#[$doc:meta])* $name:ident $kind:ident,)*) => {
        /// Something that clerks do to a report.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Trouble { $($(#[$doc])* $name,)* }

        impl Trouble {
            /// All of them.
            pub const ALL: &[Trouble] = &[$(Trouble::$name,)*];

            /// What it is done to; of one kind, a report has at most one trouble at a time, except
            /// [`Kind::Free`].
            pub fn kind(self) -> Kind {
                match self { $(Trouble::$name => Kind::$kind,)* }
            }
        }
    };
}

/// What a trouble is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The title.
    Title,
    /// The signature.
    Signature,
    /// The ordinals of headings.
    Ordinal,
    /// Single headings.
    Heading,
    /// Where tables stand.
    Standing,
    /// The layout of `disclosure`.
    Disclosure,
    /// The layout of `disputes`.
    Disputes,
    /// Where `applications` is cut.
    Cut,
    /// The rows of `applications`.
    Rows,
    /// The columns of `applications`.
    Columns,
    /// Whether `applications` is there twice.
    Copies,
    /// How digits are written.
    Digits,
    /// How zeros are written.
    Zeros,
    /// Goes with everything.
    Free,
}

troubles! {
    /// The title on two lines.
    TitleOnTwoLines Title,
    /// The title on three lines.
    TitleOnThreeLines Title,
    /// The title in a text box.
    TitleInTextBox Title,
    /// The title in a table of one cell.
    TitleInTable Title,
    /// The title printed twice.
    TitleTwice Title,
    /// 关于YYYY年度政府信息公开情况的报告 under the name of the body.
    TitleAbout Title,
    /// YYYY年度 in place of YYYY年.
    TitleYearLong Title,
    /// Name and year a line each, in bold, with blanks between the characters.
    TitleSpaced Title,
    /// …年报.
    TitleYearbook Title,
    /// 24年.
    TitleShortYear Title,
    /// （2025年3月修订后重新发布）.
    TitleRevised Title,
    /// The body in brackets on the second line.
    TitleBodyInBrackets Title,
    /// 《…》.
    TitleQuoted Title,
    /// No title in the text, as where it is a picture.
    TitleMissing Title,
    /// 二〇二五年一月二十日.
    DateChinese Signature,
    /// 2025.1.20.
    DateDots Signature,
    /// 2025-01-20.
    DateHyphens Signature,
    /// ２０２５年１月２０日.
    DateFullWidth Signature,
    /// Name and date on one line.
    SignatureOnOneLine Signature,
    /// Neither name nor date.
    SignatureMissing Signature,
    /// The name spread out with full-width blanks.
    SignatureSpaced Signature,
    /// Automatic numbers, which are not in the text.
    HeadingsAutomatic Ordinal,
    /// Automatic numbers that come with the heading style.
    HeadingsStyledAutomatic Ordinal,
    /// Word heading styles, typed ordinals.
    HeadingsStyled Ordinal,
    /// 1. 2. 3.
    HeadingsArabic Ordinal,
    /// 第一部分.
    HeadingsParts Ordinal,
    /// （一）… for the form's own sections, 1. for what is below.
    HeadingsInBrackets Ordinal,
    /// 一． 一： 一 and a blank.
    HeadingsPunctuated Ordinal,
    /// First half 一、, second half 5.
    HeadingsMixed Ordinal,
    /// No ordinals at all, only bold type.
    HeadingsBold Ordinal,
    /// Automatic numbers, and the same numbers typed.
    HeadingsNumberedTwice Ordinal,
    /// Other wordings than the official ones.
    HeadingVariants Heading,
    /// The heading over `applications` is not there.
    HeadingMissing Heading,
    /// A heading with typing slips.
    HeadingTypos Heading,
    /// None of the form's headings is there.
    HeadingsGone Ordinal,
    /// A table of contents before the first heading.
    Contents Free,
    /// A table of contents without page numbers.
    ContentsBare Free,
    /// A table of contents with page numbers but no leaders.
    ContentsPaged Free,
    /// A list of earlier reports in the text, each line worded as a title.
    EarlierReports Free,
    /// Sub-headings run on into their paragraph.
    SubheadingsRunIn Free,
    /// A sentence between heading and table.
    Caption Free,
    /// A table of something else in the text.
    OtherTable Free,
    /// Some figures were changed with the changes tracked.
    TrackedChanges Free,
    /// Hidden text beside some figures.
    HiddenText Free,
    /// Headings and tables in content controls.
    ContentControls Free,
    /// The ordinals of the rows as automatic numbers.
    RowOrdinalsAutomatic Free,
    /// All tables pasted into one.
    TablesJoined Standing,
    /// Every table inside a cell of a layout table.
    TablesInLayoutTable Standing,
    /// Every table in a text box.
    TablesInTextBox Standing,
    /// The table `disputes` right under the table `applications`, before its own heading.
    TableUnderOtherHeading Standing,
    /// All tables after the text.
    TablesAtEnd Standing,
    /// `disclosure` as a table for each block.
    DisclosureInFour Disclosure,
    /// `disclosure` with the name of each block merged on its left.
    DisclosureNamesLeft Disclosure,
    /// `disclosure` cut in two by a page break, nothing between.
    DisclosureCut Disclosure,
    /// `disclosure` as a record of two columns.
    DisclosureRecord Disclosure,
    /// `disclosure` as a list of two columns.
    DisclosureList Disclosure,
    /// The second line of 本年新… is lost (2019).
    DisclosureHeaderLost Disclosure,
    /// The unit in a line above the table, and the amount in that unit.
    DisclosureUnitLine Disclosure,
    /// `disclosure` as a list with a column for last year.
    DisclosureYears Disclosure,
    /// `disputes` as three small tables.
    DisputesInThree Disputes,
    /// `disputes` as three small tables named by the lines above them.
    DisputesCaptioned Disputes,
    /// The same with the table's number and other words around the name.
    DisputesCaptionedFreely Disputes,
    /// `disputes` as three rows with one label each.
    DisputesFlat Disputes,
    /// `disputes` with 行政复议 and 行政诉讼 as a table each.
    DisputesFolded Disputes,
    /// Last year's row above this year's.
    DisputesYears Disputes,
    /// Last year's table before this year's, each named by a line.
    DisputesLastYear Disputes,
    /// The header of `disputes` and its row of figures as two tables.
    DisputesHeaderApart Disputes,
    /// `disputes` on its side.
    DisputesOnSide Disputes,
    /// `disputes` as three rows of five.
    DisputesSquare Disputes,
    /// A page break ends the merged labels, which are printed again.
    MergeCutRepeated Cut,
    /// A page break ends the merged labels, which stay blank below.
    MergeCutBlank Cut,
    /// The table cut in two, nothing between.
    TableCut Cut,
    /// The table cut in two, the labels blank in the second.
    TableCutBlank Cut,
    /// The table cut in two, the header on both.
    TableCutWithHeader Cut,
    /// The table cut in two with a line （续表）.
    TableCutContinued Cut,
    /// The table cut in three with headers.
    TableCutTwice Cut,
    /// The columns as two tables, the labels of the rows in both.
    ColumnsFolded Cut,
    /// The header rows printed again inside the table.
    HeaderRepeated Cut,
    /// A row printed twice.
    RowRepeated Rows,
    /// A row printed twice, with other figures the second time.
    RowRepeatedOtherwise Rows,
    /// A row that is not there.
    RowMissing Rows,
    /// A row that is not of the form.
    RowExtra Rows,
    /// A row without its last cells.
    RowShort Rows,
    /// One label a row, what groups them as rows without figures.
    LabelsFlat Rows,
    /// The same, with blank cells beside what groups them.
    LabelsFlatBlank Rows,
    /// A copy of the table without figures, before it.
    BlankCopyBefore Copies,
    /// A copy of the table without figures, after it.
    BlankCopyAfter Copies,
    /// A copy of the table with other figures, after it.
    DraftCopyAfter Copies,
    /// Last year's table, named by a line, before this year's.
    LastYearBefore Copies,
    /// The year in a row over each of two tables, last year's first.
    LastYearInHeader Copies,
    /// A unit row on top of every table.
    UnitRow Free,
    /// The heading of the part as a row on top of its first table.
    TitleRow Free,
    /// A row for a note at the end of every table.
    NoteRow Free,
    /// A row of numbers under the header of `applications` and `disputes`.
    ColumnNumbers Free,
    /// A first column of serial numbers.
    SerialColumn Columns,
    /// A column of serial numbers between labels and figures.
    LineNumbers Columns,
    /// The total column before all others.
    TotalFirst Columns,
    /// The total column is not there.
    TotalColumnMissing Columns,
    /// A last column for remarks.
    RemarkColumn Columns,
    /// Narrow headers one character a paragraph.
    HeaderUpright Free,
    /// Blanks inside labels.
    LabelBlanks Free,
    /// One or two typing slips in a fifth of the labels.
    LabelTypos Free,
    /// Ordinals of the rows left out.
    RowOrdinalsMissing Free,
    /// Notes in brackets left out or added.
    LabelRemarks Free,
    /// 合计 for 总计.
    TotalRenamed Free,
    /// １２.
    FullWidthDigits Digits,
    /// 1 2.
    SpacedDigits Digits,
    /// 1,234.
    Separators Digits,
    /// 12件.
    UnitsInCells Digits,
    /// 22（其中…件）.
    Remarks Digits,
    /// 十二.
    ChineseNumerals Digits,
    /// 12 and a circled number.
    CircledMarks Digits,
    /// 12 and a footnote.
    Footnotes Digits,
    /// 12 as 1 and 2 in two cells.
    DigitsSplit Digits,
    /// Some figures in a table of their own inside the cell.
    FigureNested Digits,
    /// One cell with two numbers.
    TwoNumbers Digits,
    /// 共12件.
    SumWords Digits,
    /// One count in yuan, broken over two lines, or with a blank astray.
    FigureBroken Digits,
    /// One count with a decimal.
    Fraction Digits,
    /// Nothing for zero.
    Blanks Zeros,
    /// U+3000 for zero.
    FullWidthBlanks Zeros,
    /// / - — 无 for zero, side by side.
    Dashes Zeros,
    /// 零 and 〇 for zero.
    ChineseZeros Zeros,
}

impl Trouble {
    /// One to `most` troubles that go together.
    pub fn combination(most: usize, rng: &mut fastrand::Rng) -> Vec<Trouble> {
        let mut chosen: Vec<Trouble> = Vec::new();
        let wanted = rng.usize(1..=most);
        while chosen.len() < wanted {
            let trouble = Trouble::ALL[rng.usize(0..Trouble::ALL.len())];
            let clash = |other: &Trouble| {
                *other == trouble || (trouble.kind() != Kind::Free && other.kind() == trouble.kind())
            };
            if !chosen.iter().any(clash) {
                chosen.push(trouble);
            }
        }
        chosen.sort();
        for (one, other) in &OPEN {
            if chosen.contains(one) {
                chosen.retain(|trouble| trouble != other);
            }
        }
        chosen
    }
}

/// What is not read right together yet, so the second is left out where the first is.
const OPEN: [(Trouble, Trouble); 7] = [
    // A total that was moved, under a header with a remark.
    (Trouble::TotalFirst, Trouble::LabelRemarks),
    // Without any heading a list of earlier reports may be taken for the title.
    (Trouble::HeadingsGone, Trouble::EarlierReports),
    // The page is cut between the two cells of one number.
    (Trouble::ColumnsFolded, Trouble::DigitsSplit),
    // A blank copy of a folded table before it.
    (Trouble::ColumnsFolded, Trouble::BlankCopyBefore),
    // Two tables folded.
    (Trouble::DisputesFolded, Trouble::ColumnsFolded),
    // A note between a header and the table with its figures.
    (Trouble::DisclosureCut, Trouble::NoteRow),
    // A mistyped name of a block on its left.
    (Trouble::DisclosureNamesLeft, Trouble::LabelTypos),
];
