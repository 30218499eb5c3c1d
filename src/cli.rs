//! Arguments in, an exit status out.
