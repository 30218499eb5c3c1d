//! What a file is that is no Word document. In: bytes. Out: the kind of refusal. Does not know file
//! names, apart from what the bytes say. Compound files: \[MS-CFB\] §2.6, \[MS-DOC\] §2.5.1.

use super::archive::Archive;
use crate::error::ErrorKind;
use memchr::memmem;

/// The kind of a file that does not begin like a zip archive; `None` where a zip may still be inside.
pub fn refusal(bytes: &[u8]) -> Option<ErrorKind> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    Some(match bytes {
        [] => ErrorKind::Empty,
        _ if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") => return None,
        _ if starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => compound(bytes),
        _ if starts(b"%TSD-Header-###%") || starts(b"\x87\x7d\x1c\x12") => ErrorKind::Protected,
        _ if starts(b"\x62\x14\x23\x65") || within(bytes, 64, b"E-SafeNet") => ErrorKind::Protected,
        _ if starts(b"\xDB\xA5") || starts(b"\x31\xBE\x00\x00") => ErrorKind::Word97,
        _ if starts(b"{\\rtf") => ErrorKind::Rtf,
        _ if starts(b"%PDF") => ErrorKind::Pdf,
        _ if starts(b"\x00\x05\x16\x07") => ErrorKind::AppleDouble,
        _ if starts(b"Rar!\x1A\x07") || starts(b"7z\xBC\xAF\x27\x1C") || starts(b"\x1F\x8B") => {
            ErrorKind::Archive
        }
        _ if starts(b"\x89PNG") || starts(b"\xFF\xD8\xFF") || starts(b"GIF8") => ErrorKind::Image,
        _ if starts(b"BM") && bytes.get(6..10) == Some(&[0; 4]) => ErrorKind::Image,
        _ if starts(b"II*\x00") || starts(b"MM\x00*") => ErrorKind::Image,
        _ if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => ErrorKind::Image,
        _ if bytes.len() == 162 && owner_name(bytes) => ErrorKind::OwnerFile,
        _ => return text(bytes),
    })
}

/// `~$` files: the length of a name (1 to 52), the name in one byte a character, and again in UTF-16.
fn owner_name(bytes: &[u8]) -> bool {
    let len = usize::from(bytes[0]);
    (1..=54).contains(&len)
        && bytes.get(1 + len..54).is_some_and(|pad| pad.iter().all(|&b| b == 0 || b == 32))
}

fn within(bytes: &[u8], reach: usize, what: &[u8]) -> bool {
    memmem::find(&bytes[..bytes.len().min(reach)], what).is_some()
}

fn page(head: &[u8]) -> bool {
    let tags = ["<html", "<HTML", "<!doctype html", "<!DOCTYPE html", "<!DOCTYPE HTML", "<body", "<table"];
    tags.iter().any(|tag| memmem::find(head, tag.as_bytes()).is_some())
}

/// A kind of text, or `Unknown` for other bytes; `None` where a zip begins further on.
fn text(bytes: &[u8]) -> Option<ErrorKind> {
    let head = super::encoding::utf8(bytes[..bytes.len().min(8192)].to_vec()).0;
    let has = |what: &[u8]| memmem::find(&head, what).is_some();
    let first = head.iter().position(|b| !b.is_ascii_whitespace() && !(0xBB..=0xEF).contains(b));
    let markup = first.is_some_and(|at| head[at] == b'<');
    Some(if markup && has(b"http://schemas.microsoft.com/office/2006/xmlPackage") {
        ErrorKind::FlatOpc
    } else if markup && has(b"http://schemas.microsoft.com/office/word/2003/wordml") {
        ErrorKind::Word2003Xml
    } else if markup && has(b"urn:oasis:names:tc:opendocument") {
        ErrorKind::Odf
    } else if (markup && page(&head)) || (has(b"MIME-Version:") && has(b"Content-Type:")) {
        ErrorKind::Html
    } else if memmem::find(bytes, b"PK\x03\x04").is_some() && memmem::rfind(bytes, b"PK\x05\x06").is_some() {
        return None;
    } else if !head.iter().any(|&b| b < 9 || (14..27).contains(&b)) {
        ErrorKind::PlainText
    } else {
        ErrorKind::Unknown
    })
}

/// Which compound file this is, by the names of its streams. Directory entries stand at multiples of
/// 128 bytes, so they can be found without following the allocation table, damaged or not.
fn compound(bytes: &[u8]) -> ErrorKind {
    let mut kind = ErrorKind::OtherOle;
    for entry in bytes.get(512..).unwrap_or_default().chunks_exact(128) {
        let length = usize::from(u16::from_le_bytes([entry[64], entry[65]]));
        if !(4..=64).contains(&length) || length % 2 != 0 || !matches!(entry[66], 1 | 2) || entry[67] > 1 {
            continue;
        }
        let units = entry[..length - 2].chunks_exact(2).map(|u| u16::from_le_bytes([u[0], u[1]]));
        let name = char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}').to_ascii_lowercase());
        match name.collect::<String>().as_str() {
            "encryptedpackage" => return ErrorKind::Encrypted,
            "worddocument" => {
                let sector = u32::from_le_bytes([entry[116], entry[117], entry[118], entry[119]]);
                let shift = u32::from(bytes[30]).clamp(7, 16);
                let stream = (u64::from(sector) + 1) << shift;
                let flags = usize::try_from(stream).ok().and_then(|at| bytes.get(at..at.checked_add(12)?));
                let word = flags.filter(|fib| fib[..2] == [0xEC, 0xA5]);
                if word.is_some_and(|fib| fib[11] & 1 != 0) {
                    return ErrorKind::Encrypted;
                }
                if kind != ErrorKind::Wps {
                    kind = ErrorKind::Word97;
                }
            }
            "wpsdocument" | "wpscustomdata" | "wps" => kind = ErrorKind::Wps,
            "workbook" | "book" if kind == ErrorKind::OtherOle => kind = ErrorKind::Spreadsheet,
            "powerpoint document" if kind == ErrorKind::OtherOle => kind = ErrorKind::Presentation,
            "contents" | "matost" | "mn0" if kind == ErrorKind::OtherOle => kind = ErrorKind::Wps,
            _ => {}
        }
    }
    kind
}

/// The kind of a zip archive in which no Word document was found.
pub fn zip_refusal(archive: &Archive<'_>) -> ErrorKind {
    if let Some(entry) = archive.find("mimetype") {
        let mime = archive.read(entry).unwrap_or_default();
        if mime.starts_with(b"application/vnd.oasis.opendocument") {
            return ErrorKind::Odf;
        }
    }
    let named = |what: &str| archive.entries().iter().any(|e| e.name.eq_ignore_ascii_case(what));
    if named("OFD.xml") {
        ErrorKind::Ofd
    } else if named("xl/workbook.xml") || named("xl/workbook.bin") {
        ErrorKind::Spreadsheet
    } else if named("ppt/presentation.xml") {
        ErrorKind::Presentation
    } else if named("[Content_Types].xml") || named("_rels/.rels") {
        ErrorKind::NoMainPart
    } else {
        ErrorKind::Archive
    }
}
