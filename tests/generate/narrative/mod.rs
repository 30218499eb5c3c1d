//! The sentences of a report, true to its figures. In: a name, a year, figures. Out: paragraphs by section.

mod numbers;
mod plain;
mod quantities;
mod told;
mod varied;
mod wordings;

pub use plain::Narrative;
pub use quantities::Quantities;
pub use told::Teller;
pub use wordings::{BESIDE, RATES, ROWS, Row, Topic};
