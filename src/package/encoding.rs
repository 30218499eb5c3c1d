//! Character encodings of XML parts. In: the bytes of a part. Out: the same part in UTF-8, copied only
//! when it was in something else. Does not know XML beyond its declaration. XML 1.0 §4.3.3 and annex F.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// The part in UTF-8, and whether characters had to be replaced to get there.
pub fn utf8(bytes: Vec<u8>) -> (Vec<u8>, bool) {
    let encoding = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => return (bytes, false),
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] | [0, b'<', ..] => UTF_16BE,
        _ => match declared(&bytes) {
            None => return (bytes, false),
            Some(encoding) => encoding,
        },
    };
    let (text, _, replaced) = encoding.decode(&bytes);
    (text.into_owned().into_bytes(), replaced)
}

/// The part as valid UTF-8 whatever its bytes, for a part that claims to be UTF-8 and is not: as GB18030
/// where that fits, else with replacement characters.
pub fn forced(bytes: &[u8]) -> Vec<u8> {
    if let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        return text.into_owned().into_bytes();
    }
    String::from_utf8_lossy(bytes).into_owned().into_bytes()
}

/// The encoding in the XML declaration, `None` for UTF-8 and where none is named.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(200))?;
    if !head.starts_with(b"<?xml") {
        return None;
    }
    let head = &head[..memchr::memmem::find(head, b"?>")?];
    let value = &head[memchr::memmem::find(head, b"encoding")? + 8..];
    let label = value.split(|&b| b == b'"' || b == b'\'').nth(1)?;
    // A part that can be read up to here is no UTF-16, whatever it says.
    Encoding::for_label(label).filter(|e| *e != encoding_rs::UTF_8 && *e != UTF_16LE && *e != UTF_16BE)
}
