//! A form and an outline in, a report out. Does not know arithmetic.
