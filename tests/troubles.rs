//! Every trouble alone, and random combinations of up to seven: all cells right, none invented, and title,
//! signature and headings as printed. `GOUJI_DOCUMENTS=2000` sets how many documents, `GOUJI_SEED` from which seed
//! on; the table of rates goes to standard output (`--nocapture`); reports that are misread are kept in the folder
//! `GOUJI_KEEP`.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{Report, Size, Trouble};
use gouji::report::NoteKind;
use reading::{Score, compare, keep, read};
use std::collections::BTreeMap;
use std::ops::Range;

fn report(seed: u64) -> Report {
    Report::mixed(&Size::ALL[1..], seed)
}

fn seeds() -> Range<u64> {
    reading::seeds(200)
}

/// How often something went as printed.
#[derive(Default)]
struct Rate {
    documents: usize,
    perfect: usize,
    printed: usize,
    right: usize,
    invented: usize,
}

impl Rate {
    fn add(&mut self, name: &str, score: &Score) {
        self.documents += 1;
        self.printed += score.printed;
        self.right += score.right;
        self.invented += score.invented;
        match score.differences.first() {
            None => self.perfect += 1,
            Some(first) => {
                let more = score.differences.len() - 1;
                println!("{name}: {first} (and {more} more)");
            }
        }
    }
}

fn print(rates: &BTreeMap<String, Rate>) -> Vec<&String> {
    let mut bad = Vec::new();
    for (name, rate) in rates {
        let share = 100.0 * rate.right as f64 / rate.printed as f64;
        println!(
            "{name:26} {:5} documents {:5} perfect  {share:8.3} % of cells right {:4} invented",
            rate.documents, rate.perfect, rate.invented
        );
        if rate.perfect < rate.documents {
            bad.push(name);
        }
    }
    bad
}

#[test]
fn every_trouble_alone() {
    let mut rates: BTreeMap<String, Rate> = BTreeMap::new();
    let Range { start, end } = seeds();
    let each = (end - start).div_ceil(Trouble::ALL.len() as u64).max(3);
    for trouble in Trouble::ALL {
        for seed in start..start + each {
            let report = report(seed).with(&[*trouble]);
            let bytes = report.to_docx();
            let score = compare(&read(&bytes).0, &report.expected());
            keep(&format!("{trouble:?}-{seed}"), &bytes, &score);
            rates.entry(format!("{trouble:?}")).or_default().add(&format!("seed {seed}"), &score);
        }
    }
    let bad = print(&rates);
    assert!(bad.is_empty(), "{bad:?}");
}

#[test]
fn troubles_together() {
    let mut rates: BTreeMap<String, Rate> = BTreeMap::new();
    let seeds = seeds();
    let mut rng = fastrand::Rng::with_seed(2 + seeds.start);
    for seed in seeds {
        let troubles = Trouble::combination(7, &mut rng);
        let report = report(seed).with(&troubles);
        let bytes = report.to_docx();
        let score = compare(&read(&bytes).0, &report.expected());
        let name = format!("seed {seed} {troubles:?}");
        keep(&seed.to_string(), &bytes, &score);
        rates.entry(format!("{} together", troubles.len())).or_default().add(&name, &score);
    }
    let bad = print(&rates);
    assert!(bad.is_empty(), "{bad:?}");
}

#[test]
fn a_table_that_is_there_twice_is_noted() {
    for trouble in [Trouble::BlankCopyBefore, Trouble::BlankCopyAfter, Trouble::DraftCopyAfter] {
        for seed in 0..6 {
            let read = read(&report(seed).with(&[trouble]).to_docx()).0;
            // A draft says something else; a blank copy says nothing.
            let kind =
                if trouble == Trouble::DraftCopyAfter { NoteKind::Conflicting } else { NoteKind::Repeated };
            let repeated = read
                .notes
                .iter()
                .filter(|note| note.kind == kind && note.id.as_deref() == Some("applications"));
            assert_eq!(repeated.count(), 1, "seed {seed} {trouble:?}: {:?}", read.notes);
            assert!(read.others.is_empty(), "{:?}", read.others);
        }
    }
}

/// Combinations that were misread once.
#[test]
fn once_misread() {
    use Trouble::*;
    let cases: [(u64, &[Trouble]); 18] = [
        // 七（）合计 in place of （七）合计 read as a seven with a remark.
        (747, &[HeadingsMixed, TableUnderOtherHeading, LabelTypos, TotalRenamed, FullWidthDigits]),
        // （五） with a slip in the heading.
        (767, &[HeadingsInBrackets, HeadingTypos]),
        // Two labels in one cell, and a slip in the short one.
        (769, &[DisclosureList, LabelTypos]),
        (0, &[HeadingsBold, HeadingTypos]),
        (1, &[HeadingsBold, HeadingTypos]),
        (2, &[HeadingsBold, HeadingTypos]),
        // Word counts three where the clerk typed 四.
        (614, &[HeadingsNumberedTwice, HeadingMissing, ContentControls, TablesInLayoutTable]),
        (979, &[TotalColumnMissing, LabelTypos, Separators, Dashes]),
        // A slip in the header of a folded table.
        (409, &[TitleTwice, DateFullWidth, Contents, DisputesFolded, LabelTypos, TotalRenamed, Blanks]),
        // A unit row between the line that names a table and its header.
        (481, &[TitleOnTwoLines, HeadingsArabic, Contents, DisputesCaptionedFreely, TableCutBlank, UnitRow]),
        // The years stand over the first block alone.
        (40, &[HeadingTypos, OtherTable, TableUnderOtherHeading, DisclosureYears, RowMissing, Remarks]),
        (57, &[TablesInTextBox, DisclosureYears, RowRepeatedOtherwise, LabelTypos, RowOrdinalsMissing]),
        // A slip beside a row's label in a header.
        (977, &[DateHyphens, HeadingVariants, DisputesFolded, LastYearBefore, RemarkColumn, LabelTypos]),
        // 2.依申请公开情况 within （一） in place of the missing （三）.
        (
            1132,
            &[TitleOnTwoLines, DateHyphens, HeadingsInBrackets, HeadingMissing, DisputesFolded, Footnotes],
        ),
        // A line of the title worded like the mistyped heading that follows.
        (1000926, &[TitleOnThreeLines, HeadingsBold, HeadingTypos, Contents, ContentsPaged]),
        (1004645, &[TitleOnTwoLines, HeadingsBold, HeadingTypos, EarlierReports, TablesInTextBox]),
        // 总行（件） at the end of a header.
        (1003699, &[TitleAbout, TableCut, RowMissing, LabelTypos, LabelRemarks, ChineseNumerals]),
        (1543, &[DateHyphens, HeadingsInBrackets, HeadingMissing, RowExtra, SpacedDigits]),
    ];
    for (seed, troubles) in cases {
        let report = report(seed).with(troubles);
        let score = compare(&read(&report.to_docx()).0, &report.expected());
        assert!(score.differences.is_empty(), "{seed} {troubles:?}: {:#?}", score.differences);
    }
}
