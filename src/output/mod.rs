//! Audits in, text out: one file a format. Does not know how values were found.

pub mod codes;
pub mod labels;
pub mod unread;
pub mod json;
pub mod csv;
pub mod paint;
pub mod text;
mod equation;
pub mod explain;
pub mod coverage;
pub mod target;

use crate::audit::Outcome;
use crate::audit::batch::Missing;
use crate::audit::gather::Passed;
use std::io::{self, Write};

/// A format: outcomes one after another, in input order, memory bounded by one of them.
pub trait Format<T> {
    /// What stands before the first.
    ///
    /// # Errors
    /// Those of `out`, here and below.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }
    /// One outcome.
    fn add(&mut self, outcome: &Outcome<T>, out: &mut dyn Write) -> io::Result<()>;
    /// The units of a list that have not submitted, in its order; after the last outcome.
    fn missing(&mut self, missing: &[Missing], out: &mut dyn Write) -> io::Result<()> {
        let _ = (missing, out);
        Ok(())
    }
    /// What stands after the last.
    fn end(&mut self, passed: &Passed, out: &mut dyn Write) -> io::Result<()> {
        let _ = (passed, out);
        Ok(())
    }
}
