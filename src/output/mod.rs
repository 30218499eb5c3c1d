//! Audits in, text out: one file a format. Does not know how values were found.
