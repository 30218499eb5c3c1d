//! The reports of `fixtures/reports`, each made for one point. In: nothing. Out: names and bytes.

use super::figures::{Figures, Size};
use super::official::Edition::{Y2019, Y2021};
use super::report::Report;

/// Every fixture: its name and its bytes.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![("clean-2021", clean_2021().to_docx())]
}

/// A county bureau with a little of everything, all in order.
pub fn clean_2021() -> Report {
    let figures = Figures::random(Y2021, Y2021, Size::County, 2021);
    Report::new("临溪县自然资源局", 2024, figures)
}
