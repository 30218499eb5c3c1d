//! The program: [`gouji::cli`] and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    gouji::cli::main()
}
