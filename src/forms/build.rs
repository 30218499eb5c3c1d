//! Lists the forms in this folder for the library, so that adding one is adding a file. In: `src/forms/*.toml`.
//! Out: `forms.rs`, an array of their texts, by file name. Does not know what a form is.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folder = root.join("src").join("forms");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut forms: Vec<PathBuf> = fs::read_dir(&folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    forms.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    forms.sort();
    let mut list = String::from("&[\n");
    for form in &forms {
        let _ = writeln!(list, "    include_str!({:?}),", form.display().to_string());
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join(Path::new("forms.rs")), list)
}
