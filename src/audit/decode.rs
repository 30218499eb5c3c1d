//! The encoding of files that people make and spreadsheets save. In: bytes. Out: text. Does not know what is in it.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file in UTF-8, UTF-16 (each with or without its mark) or GBK; `None` where it is in none of them.
pub fn decode(bytes: &[u8]) -> Option<String> {
    match told(bytes) {
        Some((encoding, text)) => strictly(encoding, text),
        None => strictly(UTF_8, bytes).or_else(|| strictly(GB18030, bytes)),
    }
}

/// The encoding that a file tells by its mark, or by its NULs where it is UTF-16 without one, and the text behind the
/// mark; `None` where nothing tells it.
pub(super) fn told(bytes: &[u8]) -> Option<(&'static Encoding, &[u8])> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => Some((encoding, &bytes[mark..])),
        None => Some((utf_16_without_mark(bytes)?, bytes)),
    }
}

/// Control characters other than those between lines and cells are a sign of something that is no text, such as a
/// workbook.
fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    // DOS ended texts with a Ctrl-Z.
    let text = text.strip_suffix('\u{1A}').unwrap_or(&text);
    (!text.contains(|c: char| c.is_ascii_control() && !matches!(c, '\t' | '\r' | '\n')))
        .then(|| text.to_owned())
}

/// Such files are full of ASCII (commas, digits, line breaks) and no encoding of one byte has NUL: where there are
/// NULs the text is UTF-16, and the half of the bytes with more of them is the upper one.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let nul_at = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    match (nul_at(0), nul_at(1)) {
        (0, 0) => None,
        (even, odd) if even > odd => Some(UTF_16BE),
        _ => Some(UTF_16LE),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use encoding_rs::GBK;

    /// A text in every encoding that programs save lists in.
    pub(in super::super) fn encoded(text: &str) -> Vec<Vec<u8>> {
        let utf_16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        vec![
            text.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", text.as_bytes()),
            utf_16(u16::to_le_bytes),
            utf_16(u16::to_be_bytes),
            marked(b"\xFF\xFE", &utf_16(u16::to_le_bytes)),
            marked(b"\xFE\xFF", &utf_16(u16::to_be_bytes)),
            GBK.encode(text).0.into_owned(),
        ]
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "单位,一\r\n统一战线工作部,1\n";
        for bytes in encoded(text) {
            assert_eq!(decode(&bytes).as_deref(), Some(text), "{bytes:?}");
        }
        assert_eq!(decode(b"\xFF\xFF\xFF"), None);
        assert_eq!(decode(b"PK\x03\x04a workbook\x00"), None);
        assert_eq!(decode(b"").as_deref(), Some(""));
    }
}
