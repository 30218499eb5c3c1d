//! Prints annual reports for tests, benches and fixtures. In: a [`Report`] with its figures and
//! [`Trouble`]s. Out: the bytes of a .docx and what a reader must find in it ([`Expected`]). Knows the
//! official form from its own description; does not know gouji.

#![allow(dead_code, unused_imports)]

mod body;
pub mod cases;
mod docx_rs_writer;
pub mod enforcement;
mod expected;
mod figures;
mod ink;
mod layout;
mod narrative;
pub mod narrative_cases;
mod official;
mod ooxml;
mod package;
mod relayout;
mod report;
pub mod rule_cases;
mod slips;
mod table;
mod tables;
mod trouble;

pub use body::{Block, Body, Paragraph, Role};
pub use expected::{Expected, Figure, Printed, Status};
pub use figures::{Figures, Size};
pub use narrative::{BESIDE, Narrative, Quantities, RATES, ROWS, Row, Teller, Topic};
pub use official::{Edition, ids};
pub use package::{parts, same_parts, with_document, zip};
pub use report::{Report, collection};
pub use trouble::Trouble;

/// A generator of its own for each purpose, so that switching one trouble on leaves all else as it was.
pub(crate) fn rng(seed: u64, purpose: &str) -> fastrand::Rng {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for byte in purpose.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    fastrand::Rng::with_seed(hash)
}
