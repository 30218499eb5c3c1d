//! The sentences of generated reports are true to their figures: every count found in them has a reading that
//! fits, and every number with a counting word is found.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{Edition, Report, Size};
use rust_decimal::Decimal;

#[test]
fn every_count_of_a_true_report_fits() {
    let editions = [
        (Edition::Y2021, Edition::Y2021),
        (Edition::Y2019, Edition::Y2019),
        (Edition::Y2021, Edition::Y2019),
    ];
    let (mut found, mut printed) = (0, 0);
    for (disclosure, applications) in editions {
        for size in [Size::Small, Size::County] {
            for seed in 0..20 {
                let report = Report::random(disclosure, applications, size, seed);
                let (read, _) = reading::read(&report.to_docx());
                for statement in &read.statements {
                    let sum = |ids: &Vec<String>| -> i64 {
                        let signed = ids.iter().map(|id| match id.strip_prefix('-') {
                            Some(id) => -report.figures.count(id),
                            None => report.figures.count(id),
                        });
                        signed.sum()
                    };
                    let fits = statement.reads.iter().any(|ids| Decimal::from(sum(ids)) == statement.value);
                    assert!(fits || statement.reads.is_empty(), "{statement:#?}");
                }
                // 12件, but not 文件.
                let numbers = |text: &str| {
                    text.split('件')
                        .rev()
                        .skip(1)
                        .filter(|before| before.ends_with(|c: char| c.is_ascii_digit()))
                        .count()
                };
                found += read.statements.iter().map(|statement| numbers(&statement.text)).sum::<usize>();
                printed += read.sections.iter().map(|section| numbers(&section.text)).sum::<usize>();
            }
        }
    }
    assert!(printed > 500, "{printed}");
    assert_eq!(found, printed);
}
