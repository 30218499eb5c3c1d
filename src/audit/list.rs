//! Lists of paths. In: the bytes of a `--files-from` file. Out: the paths in it. Does not look at the files.

use super::decode::told;
use encoding_rs::{GBK, UTF_8};
use std::path::PathBuf;

/// The paths of a list, one a line (UTF-8, UTF-16 or GBK, with LF or CRLF), or ended by NUL each. Empty
/// entries are left out. A name that is in no known encoding is taken byte for byte where the system allows
/// that.
pub fn paths(bytes: &[u8], nul: bool) -> Vec<PathBuf> {
    if nul {
        return bytes.split(|&byte| byte == 0).filter(|name| !name.is_empty()).map(path).collect();
    }
    if let Some((encoding, text)) = told(bytes) {
        return lines(&encoding.decode_without_bom_handling(text).0);
    }
    bytes.split(|&byte| byte == b'\n').map(without_return).filter(|line| !line.is_empty()).map(path).collect()
}

fn lines(text: &str) -> Vec<PathBuf> {
    text.split('\n')
        .map(|line| line.trim_end_matches('\r'))
        .filter(|l| !l.is_empty())
        .map(PathBuf::from)
        .collect()
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// A single name: UTF-8, else the bytes themselves where a file of that name exists, else GBK.
fn path(name: &[u8]) -> PathBuf {
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(name) {
        return PathBuf::from(text.as_ref());
    }
    let gbk = GBK.decode_without_bom_handling_and_without_replacement(name).map(|text| text.into_owned());
    match (raw(name), gbk) {
        (Some(raw), Some(gbk)) => {
            if raw.exists() {
                raw
            } else {
                PathBuf::from(gbk)
            }
        }
        (Some(raw), None) => raw,
        (None, Some(gbk)) => PathBuf::from(gbk),
        (None, None) => PathBuf::from(String::from_utf8_lossy(name).as_ref()),
    }
}

#[cfg(unix)]
fn raw(name: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(name)))
}

#[cfg(not(unix))]
fn raw(_: &[u8]) -> Option<PathBuf> {
    None
}

#[cfg(test)]
mod tests {
    use super::super::decode::tests::encoded;
    use super::*;

    fn expected() -> Vec<PathBuf> {
        ["报告/和田 地区.docx", "b.docx"].map(PathBuf::from).to_vec()
    }

    #[test]
    fn every_encoding_gives_the_same_paths() {
        let text = "报告/和田 地区.docx\r\n\r\nb.docx\n";
        for list in encoded(text) {
            assert_eq!(paths(&list, false), expected(), "{list:?}");
        }
        assert_eq!(paths("报告/和田 地区.docx\0b.docx\0".as_bytes(), true), expected());
        assert_eq!(paths("a\nb\0".as_bytes(), true), [PathBuf::from("a\nb")]);
    }
}
