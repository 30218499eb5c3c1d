//! Tables that hold nothing but zeros. In: the values of a table. Out: whether all of it is 0. Does not know what
//! is said about it.

use super::values::TableValues;
use crate::report::Status;
use rust_decimal::Decimal;

/// Whether every cell of a table counts as 0 and one at least says so; blanks alone are told as blanks.
pub(super) fn all_zero(table: &TableValues) -> bool {
    let states_zero =
        |status: Status, value: Option<Decimal>| status == Status::Stated && value == Some(Decimal::ZERO);
    (0..table.cells.len()).all(|cell| table.figure(cell) == Some(Decimal::ZERO))
        && table.values.iter().flatten().any(|value| states_zero(value.status, value.value))
}
