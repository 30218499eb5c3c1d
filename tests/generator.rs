//! The generator itself: figures that agree, tables without holes, troubles that show, the same bytes twice.
//! Does not know gouji.

#[path = "generate/mod.rs"]
mod generate;

use generate::{Block, Edition, Figures, Report, Size, Trouble, parts};

fn reports(count: u64) -> impl Iterator<Item = Report> {
    (0..count).map(|seed| Report::mixed(&Size::ALL, seed))
}

#[test]
fn random_figures_agree() {
    for report in reports(60) {
        let mut added = report.figures.clone();
        added.add_up();
        assert_eq!(added, report.figures);
        for (id, value) in report.figures.iter().filter(|(id, _)| id.starts_with("applications")) {
            assert!(value.parse::<u32>().is_ok(), "{id} = {value}");
        }
    }
}

#[test]
fn the_editions_have_as_many_values_as_the_forms() {
    let count = |disclosure, applications| Figures::zero(disclosure, applications).iter().count();
    assert_eq!(count(Edition::Y2021, Edition::Y2021), 10 + 175 + 15);
    assert_eq!(count(Edition::Y2019, Edition::Y2019), 22 + 161 + 15);
    assert_eq!(count(Edition::Y2021, Edition::Y2019), 186);
}

#[test]
fn cells_never_overlap() {
    let mut rng = fastrand::Rng::with_seed(1);
    let singles = Trouble::ALL.iter().map(|trouble| vec![*trouble]);
    let combined: Vec<Vec<Trouble>> = (0..100).map(|_| Trouble::combination(7, &mut rng)).collect();
    for (report, troubles) in reports(200).zip(singles.chain(combined)) {
        let body = report.with(&troubles).body();
        for table in body.blocks.iter().flat_map(Block::tables) {
            let mut taken = vec![vec![false; table.width()]; table.height()];
            for cell in &table.cells {
                for row in &mut taken[cell.row..cell.row + cell.rows] {
                    for square in &mut row[cell.column..cell.column + cell.columns] {
                        assert!(!*square, "{troubles:?}: two cells on one square: {:?}", cell.text);
                        *square = true;
                    }
                }
            }
            let first = taken.iter().all(|row| row[0]);
            assert!(first, "{troubles:?}: a row without a first cell");
        }
    }
}

#[test]
fn every_trouble_shows() {
    for trouble in Trouble::ALL {
        let shows = reports(24).any(|report| {
            let document = |report: &Report| parts(&report.to_docx())[4].1.clone();
            document(&report) != document(&report.clone().with(&[*trouble]))
        });
        assert!(shows, "{trouble:?} changes nothing");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for report in reports(4) {
        assert_eq!(report.to_docx(), report.to_docx());
        assert_eq!(report.to_docx_rs(), report.to_docx_rs());
    }
}

#[test]
fn a_trouble_of_ink_leaves_the_figures_as_they_are() {
    for trouble in [Trouble::FullWidthDigits, Trouble::Separators, Trouble::Remarks, Trouble::ChineseNumerals]
    {
        let report = Report::random(Edition::Y2021, Edition::Y2021, Size::City, 3);
        let plain = report.expected().values;
        assert_eq!(report.with(&[trouble]).expected().values, plain, "{trouble:?}");
    }
}
