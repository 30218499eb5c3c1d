//! The zip container. In: the bytes of a file. Out: its entries by name, and any one inflated within
//! limits. What can be recovered is: junk before or after the archive, a central directory that is cut
//! off (local headers are walked instead), wrong sizes or checksums in one of the two places a zip keeps
//! them. Does not know what the entries are for. APPNOTE.TXT 6.3.10; ECMA-376-2 annex B.

use super::Limits;
use crate::error::{Error, ErrorKind};
use flate2::{Crc, Decompress, FlushDecompress, Status};
use memchr::memmem;
use std::cell::{Cell, RefCell};

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const END64: &[u8] = b"PK\x06\x06";
const LOCATOR64: &[u8] = b"PK\x06\x07";
/// Deflate cannot do better than about 1032 : 1; a size beyond that is a lie.
const BEST_RATIO: u64 = 1040;

/// Parts that nobody needs are checked all the same up to this size, inflated: XML, not pictures.
const CHECKED: u64 = 64 << 10;

/// What is no larger than this is no bomb, however small it was.
const SMALL: u64 = 4 << 20;

/// The entries of a zip file, over the bytes of that file.
#[derive(Debug)]
pub struct Archive<'a> {
    bytes: &'a [u8],
    limits: &'a Limits,
    entries: Vec<Entry>,
    /// Whether the central directory was unusable and the entries were found one by one.
    pub recovered: bool,
    inflated: Cell<u64>,
    /// One state for all entries: to set up another costs as much as to inflate a small part.
    stream: RefCell<Decompress>,
    /// The entries that have been read, by the position of their header.
    seen: RefCell<Vec<u64>>,
}

/// One file in the archive.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name with `/` between folders and none in front.
    pub name: String,
    method: u16,
    encrypted: bool,
    crc: u32,
    packed: u64,
    size: u64,
    header: u64,
}

/// Little-endian fields at an offset; `None` beyond the end.
fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

impl<'a> Archive<'a> {
    /// Lists the entries.
    ///
    /// # Errors
    /// `DamagedArchive` when no entry can be found, `TooLarge` when there are more than the limit.
    pub fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Error> {
        let mut stream = Decompress::new(false);
        let (entries, recovered) = match central_directory(bytes, limits.entries) {
            Some(found) => (found?, false),
            None => (walk(bytes, limits, &mut stream)?, true),
        };
        if entries.is_empty() {
            return Err(Error::new(ErrorKind::DamagedArchive).at(bytes.len() as u64));
        }
        let (inflated, stream) = (Cell::new(0), RefCell::new(stream));
        Ok(Self { bytes, limits, entries, recovered, inflated, stream, seen: RefCell::default() })
    }

    /// The entries in the order of the archive.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of this name: as written, else in another case (ECMA-376-2 §6.2.2 compares so).
    pub fn find(&self, name: &str) -> Option<&Entry> {
        let name = name.trim_start_matches('/');
        let exact = self.entries.iter().find(|e| e.name == name);
        exact.or_else(|| self.entries.iter().find(|e| e.name.eq_ignore_ascii_case(name)))
    }

    /// The contents of an entry.
    ///
    /// # Errors
    /// `DamagedPart` at the byte up to which it could be inflated, `TooLarge` beyond a limit,
    /// `Encrypted` for an entry with a zip password.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, Error> {
        let fail = |kind, byte, why: &str| Err(Error::new(kind).in_part(&entry.name).at(byte).because(why));
        if entry.encrypted {
            return Err(Error::new(ErrorKind::Encrypted).in_part(&entry.name));
        }
        self.seen.borrow_mut().push(entry.header);
        let Some((data, local_crc)) = self.data(entry) else {
            return fail(ErrorKind::DamagedPart, entry.header, "no local header");
        };
        let limit = self.limits.part_bytes.min(self.limits.total_bytes.saturating_sub(self.inflated.get()));
        if entry.size > limit && entry.size / BEST_RATIO <= data.len() as u64 {
            return Err(Error::new(ErrorKind::TooLarge).in_part(&entry.name).because(self.limit_hit(limit)));
        }
        let out = match entry.method {
            0 => {
                let whole = data.len() as u64 >= entry.packed;
                let data = data.get(..entry.packed as usize).unwrap_or(data);
                if data.len() as u64 > limit {
                    return Err(Error::new(ErrorKind::TooLarge)
                        .in_part(&entry.name)
                        .because(self.limit_hit(limit)));
                }
                if !whole {
                    return fail(ErrorKind::DamagedPart, data.len() as u64, "cut off");
                }
                data.to_vec()
            }
            8 => match inflate(&mut self.stream.borrow_mut(), data, entry.size, limit, self.limits.ratio) {
                (out, End::Whole(_)) => out,
                (_, End::Limit) => {
                    return Err(Error::new(ErrorKind::TooLarge)
                        .in_part(&entry.name)
                        .because(self.limit_hit(limit)));
                }
                (_, End::Ratio) => {
                    let limit = format!("--max-ratio {}", self.limits.ratio);
                    return Err(Error::new(ErrorKind::TooLarge).in_part(&entry.name).because(limit));
                }
                (out, End::Broken) => return fail(ErrorKind::DamagedPart, out.len() as u64, "inflate"),
            },
            other => return fail(ErrorKind::DamagedPart, 0, &format!("method {other}")),
        };
        self.inflated.set(self.inflated.get() + out.len() as u64);
        let mut crc = Crc::new();
        crc.update(&out);
        if crc.sum() != entry.crc && crc.sum() != local_crc {
            return fail(ErrorKind::DamagedPart, out.len() as u64, "CRC");
        }
        Ok(out)
    }

    /// The names of small entries that nobody has read and nobody could: they do not inflate to what their
    /// checksum says.
    pub fn damaged_unread(&self) -> Vec<&str> {
        let seen = self.seen.borrow();
        let unread = self.entries.iter().filter(|entry| {
            !entry.encrypted && (1..=CHECKED).contains(&entry.size) && !seen.contains(&entry.header)
        });
        let mut left = CHECKED * 4;
        unread
            .filter(|entry| {
                let Some(fewer) = left.checked_sub(entry.size) else { return false };
                left = fewer;
                !self.is_sound(entry)
            })
            .map(|entry| entry.name.as_str())
            .collect()
    }

    fn is_sound(&self, entry: &Entry) -> bool {
        let Some((data, local_crc)) = self.data(entry) else { return false };
        let mut crc = Crc::new();
        match entry.method {
            0 => match data.get(..entry.packed as usize) {
                Some(data) => crc.update(data),
                None => return false,
            },
            8 => match inflate(&mut self.stream.borrow_mut(), data, entry.size, CHECKED, BEST_RATIO) {
                (out, End::Whole(_)) => crc.update(&out),
                _ => return false,
            },
            _ => return true,
        }
        crc.sum() == entry.crc || crc.sum() == local_crc
    }

    /// Which of the two limits on inflated bytes it is.
    fn limit_hit(&self, limit: u64) -> String {
        match limit == self.limits.part_bytes {
            true => format!("--max-part-bytes {limit}"),
            false => format!("--max-total-bytes {}", self.limits.total_bytes),
        }
    }

    /// The packed bytes of an entry (with whatever follows them, for deflate ends itself) and the
    /// checksum in its local header.
    fn data(&self, entry: &Entry) -> Option<(&'a [u8], u32)> {
        let at = usize::try_from(entry.header).ok()?;
        let head = self.bytes.get(at..)?;
        if !head.starts_with(LOCAL) {
            return None;
        }
        let crc = u32_at(head, 14)?;
        let skip = 30 + usize::from(u16_at(head, 26)?) + usize::from(u16_at(head, 28)?);
        Some((head.get(skip..)?, crc))
    }
}

enum End {
    /// The stream ended by itself, after so many packed bytes.
    Whole(usize),
    Broken,
    Limit,
    /// It grew out of all proportion.
    Ratio,
}

/// Inflates a raw deflate stream, never beyond `limit` bytes of output, nor beyond [`SMALL`] and `ratio` times
/// what went in.
fn inflate(stream: &mut Decompress, data: &[u8], size: u64, limit: u64, ratio: u64) -> (Vec<u8>, End) {
    let believable = size.min(limit).min(SMALL.max(data.len() as u64 * ratio.min(BEST_RATIO)));
    let mut out = Vec::with_capacity(believable as usize + 1);
    stream.reset(false);
    loop {
        let (before_in, before_out) = (stream.total_in(), out.len());
        let rest = data.get(before_in as usize..).unwrap_or_default();
        match stream.decompress_vec(rest, &mut out, FlushDecompress::None) {
            Ok(Status::StreamEnd) if out.len() as u64 > limit => return (out, End::Limit),
            Ok(Status::StreamEnd) => return (out, End::Whole(stream.total_in() as usize)),
            Ok(_) if out.len() as u64 > limit => return (out, End::Limit),
            Ok(_) if out.len() as u64 > SMALL.max(stream.total_in().saturating_mul(ratio)) => {
                return (out, End::Ratio);
            }
            Ok(_) if out.len() == out.capacity() => out.reserve(out.len().max(4096)),
            Ok(_) if stream.total_in() == before_in && out.len() == before_out => return (out, End::Broken),
            Ok(_) => {}
            Err(_) => return (out, End::Broken),
        }
    }
}

fn entry_name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    name.replace('\\', "/").trim_start_matches("./").trim_start_matches('/').to_owned()
}

/// The entries as the central directory lists them; `None` when there is no usable one.
fn central_directory(bytes: &[u8], most: usize) -> Option<Result<Vec<Entry>, Error>> {
    let end = memmem::rfind(bytes, END)?;
    let mut size = u64::from(u32_at(bytes, end + 12)?);
    let mut offset = u64::from(u32_at(bytes, end + 16)?);
    let mut stop = end as u64;
    if let Some(locator) = end.checked_sub(20).filter(|&at| bytes[at..].starts_with(LOCATOR64)) {
        let named = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
        let at = match bytes.get(named..) {
            Some(rest) if rest.starts_with(END64) => named,
            _ => memmem::rfind(&bytes[..locator], END64)?,
        };
        size = u64_at(bytes, at + 40)?;
        offset = u64_at(bytes, at + 48)?;
        stop = at as u64;
    }
    // The directory stands right before its end record; what its offset lacks to that is junk in front.
    let start = stop.checked_sub(size)?;
    let (start, junk) = match start.checked_sub(offset) {
        Some(junk) if bytes.get(start as usize..)?.starts_with(CENTRAL) => (start, junk),
        _ => (offset, 0),
    };
    let mut at = usize::try_from(start).ok()?;
    let mut entries = Vec::new();
    while let Some(head) = bytes.get(at..).filter(|head| head.starts_with(CENTRAL)) {
        if entries.len() >= most {
            return Some(Err(Error::new(ErrorKind::TooLarge).because(format!("--max-entries {most}"))));
        }
        let (name, extra, comment) = (u16_at(head, 28)?, u16_at(head, 30)?, u16_at(head, 32)?);
        let mut entry = Entry {
            name: entry_name(head.get(46..46 + usize::from(name))?),
            method: u16_at(head, 10)?,
            encrypted: u16_at(head, 8)? & 1 != 0,
            crc: u32_at(head, 16)?,
            packed: u32_at(head, 20)?.into(),
            size: u32_at(head, 24)?.into(),
            header: u32_at(head, 42)?.into(),
        };
        let extra_at = 46 + usize::from(name);
        zip64_sizes(head.get(extra_at..extra_at + usize::from(extra)).unwrap_or_default(), &mut entry);
        entry.header = entry.header.saturating_add(junk);
        let there = |at: u64| {
            usize::try_from(at).ok().and_then(|at| bytes.get(at..)).is_some_and(|b| b.starts_with(LOCAL))
        };
        if !there(entry.header) && junk > 0 && there(entry.header - junk) {
            entry.header -= junk;
        }
        entries.push(entry);
        at += 46 + usize::from(name) + usize::from(extra) + usize::from(comment);
    }
    // A directory of which no entry leads anywhere is as good as none.
    let usable = entries.iter().any(|e| {
        usize::try_from(e.header).ok().and_then(|at| bytes.get(at..)).is_some_and(|b| b.starts_with(LOCAL))
    });
    usable.then_some(Ok(entries))
}

/// Replaces sizes of `0xFFFFFFFF` by those in the extra field 1.
fn zip64_sizes(mut extra: &[u8], entry: &mut Entry) {
    while let (Some(id), Some(len)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let field = extra.get(4..4 + usize::from(len)).unwrap_or_default();
        if id == 1 {
            let mut at = 0;
            for value in [&mut entry.size, &mut entry.packed, &mut entry.header] {
                if *value == u64::from(u32::MAX) {
                    let Some(wide) = u64_at(field, at) else { return };
                    *value = wide;
                    at += 8;
                }
            }
            return;
        }
        extra = extra.get(4 + usize::from(len)..).unwrap_or_default();
    }
}

/// The entries as their local headers tell them, for an archive without a usable directory.
fn walk(bytes: &[u8], limits: &Limits, stream: &mut Decompress) -> Result<Vec<Entry>, Error> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    let mut inflated = 0;
    while let Some(found) = memmem::find(bytes.get(at..).unwrap_or_default(), LOCAL) {
        at += found;
        if entries.len() >= limits.entries {
            return Err(Error::new(ErrorKind::TooLarge).because(format!("--max-entries {}", limits.entries)));
        }
        let Some((entry, next)) = local_entry(bytes, at, limits, &mut inflated, stream) else {
            at += LOCAL.len();
            continue;
        };
        entries.push(entry);
        at = next;
    }
    Ok(entries)
}

fn local_entry(
    bytes: &[u8],
    at: usize,
    limits: &Limits,
    inflated: &mut u64,
    stream: &mut Decompress,
) -> Option<(Entry, usize)> {
    let head = bytes.get(at..)?;
    let flags = u16_at(head, 6)?;
    let name_len = usize::from(u16_at(head, 26)?);
    let data = 30 + name_len + usize::from(u16_at(head, 28)?);
    let mut entry = Entry {
        name: entry_name(head.get(30..30 + name_len)?),
        method: u16_at(head, 8)?,
        encrypted: flags & 1 != 0,
        crc: u32_at(head, 14)?,
        packed: u32_at(head, 18)?.into(),
        size: u32_at(head, 22)?.into(),
        header: at as u64,
    };
    let extra = head.get(30 + name_len..data).unwrap_or_default();
    zip64_sizes(extra, &mut entry);
    if flags & 8 != 0 && entry.method == 8 && (entry.crc, entry.size) == (0, 0) {
        // Sizes come after the data (a data descriptor): inflate to find the end.
        let rest = head.get(data..)?;
        let room = limits.part_bytes.min(limits.total_bytes.saturating_sub(*inflated));
        let (out, end) = inflate(stream, rest, 0, room, limits.ratio);
        *inflated += out.len() as u64;
        let End::Whole(packed) = end else {
            return Some((entry, at + data));
        };
        let mut crc = Crc::new();
        crc.update(&out);
        (entry.packed, entry.size, entry.crc) = (packed as u64, out.len() as u64, crc.sum());
    }
    let next = (at + data).saturating_add(usize::try_from(entry.packed).unwrap_or(usize::MAX));
    Some((entry, next.min(bytes.len())))
}
