//! Findings. In: a form and a report. Out: what holds, what fails, what was skipped, one finding a cause.
//! Does not know documents.

pub use crate::form::Severity;
use crate::locate::{Confidence, Slip};
use crate::message::Message;
use crate::place::Place;
use rust_decimal::Decimal;

/// What the checks of one report came to.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The verdict on the report's arithmetic.
    pub verdict: Verdict,
    /// How many there were of each.
    pub summary: Summary,
    /// One a cause, in document order: hard equations first.
    pub findings: Vec<Finding>,
    /// Each check that did not run, and why.
    pub skipped: Vec<Skipped>,
}

/// The verdict on a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// 勾稽相符: every equation held.
    Agrees,
    /// 不符: at least one finding of severity `Error`.
    Disagrees,
    /// 未能全部核对: a table missing, equations skipped, no form. Never printed as agreeing.
    Incomplete,
}

/// Counts. `equations = held + failed + skipped` counts hard equations; the others count findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Hard equations of the editions found.
    pub equations: usize,
    /// Those that hold.
    pub held: usize,
    /// Those that fail.
    pub failed: usize,
    /// Those that could not be evaluated.
    pub skipped: usize,
    /// Findings that cannot be right.
    pub errors: usize,
    /// Findings to ask the submitter about.
    pub warnings: usize,
    /// Findings for the record.
    pub notes: usize,
}

/// One cause of trouble.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Stable across unrelated edits: first half what it is about, second half the values.
    pub fingerprint: String,
    /// The rule, or the first of the rules that failed.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// In the form's own words, never an id.
    pub message: Message,
    /// The table concerned.
    pub table: Option<String>,
    /// Every failed equation the cause accounts for; empty for findings of other kinds.
    pub equations: Vec<FailedEquation>,
    /// Best first; all that are equally good.
    pub explanations: Vec<Explanation>,
    /// The words of the report that the finding is about, for findings about text.
    pub quote: Option<String>,
    /// Where it is: the suspect cell, the total's cell, the heading, the sentence.
    pub place: Option<Place>,
    /// `true` where the cause lies in a cell that was matched doubtfully.
    pub doubtful: bool,
}

/// One instance of a rule that does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct FailedEquation {
    /// The rule's id.
    pub rule: String,
    /// The row's id, for a rule that runs over rows.
    pub row: Option<String>,
    /// The column's id, for a rule that runs over columns.
    pub column: Option<String>,
    /// The side with the total (for the balance: the left side).
    pub stated: Decimal,
    /// The other side.
    pub expected: Decimal,
    /// `stated - expected`.
    pub difference: Decimal,
}

/// Cells that, corrected together, make the equations hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// How sure.
    pub confidence: Confidence,
    /// How the slip came about, where it can be recognised.
    pub slip: Option<Slip>,
    /// The cells.
    pub cells: Vec<Suspect>,
}

/// A cell under suspicion.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspect {
    /// The value's id.
    pub id: String,
    /// Row and column in the form's own words: `（一）予以公开 / 总计`.
    pub label: String,
    /// What the cell states; `None` where blank.
    pub stated: Option<Decimal>,
    /// What would make the equations hold.
    pub suggested: Decimal,
    /// The cell's text.
    pub raw: String,
    /// The cell.
    pub place: Option<Place>,
}

/// A check that did not run.
#[derive(Debug, Clone, PartialEq)]
pub struct Skipped {
    /// The rule's id.
    pub rule: String,
    /// The row's or column's id, where one instance is meant.
    pub instance: Option<String>,
    /// Why.
    pub because: Message,
}
