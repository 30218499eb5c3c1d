//! The parts of a .docx package. In: bytes. Out: parts by their relationships, within limits. Does not
//! know WordprocessingML. ECMA-376-2 (Open Packaging Conventions).

pub mod archive;
pub mod convert;
mod encoding;
pub mod relationships;
mod sniff;

use crate::error::{Error, ErrorKind};
use archive::Archive;
use relationships::{Relationship, rels_name};

/// Bounds on what a file may make us do. A document within them is read whole; beyond them it is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Bytes of one part, inflated.
    pub part_bytes: u64,
    /// Bytes of all parts read, inflated.
    pub total_bytes: u64,
    /// How many times larger a part may be than it is in the archive, once it is larger than 4 MiB.
    pub ratio: u64,
    /// Entries in the archive.
    pub entries: usize,
    /// Paragraphs, and squares in the grids of all tables. A table counts once more for each cell around it.
    pub squares: u64,
    /// Cells and text boxes open one inside another.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 << 20,
            part_bytes: 256 << 20,
            total_bytes: 1 << 30,
            ratio: 400,
            entries: 65_536,
            squares: 4_000_000,
            depth: 500,
        }
    }
}

/// A package with a main document part.
#[derive(Debug)]
pub struct Package<'a> {
    archive: Archive<'a>,
    /// The name of the main part in the archive, usually `word/document.xml`.
    pub main: String,
    /// The relationships of the main part.
    pub relationships: Vec<Relationship>,
    /// The folder around the package, for one that was unpacked and zipped again: `report/`.
    pub folder: String,
    /// Whether the directory of the archive had to be rebuilt.
    pub recovered: bool,
    app: Option<String>,
}

/// A part in UTF-8.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name in the archive.
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
    /// Whether characters were replaced to get UTF-8.
    pub replaced: bool,
}

impl<'a> Package<'a> {
    /// Opens a package and finds its main part.
    ///
    /// # Errors
    /// The kind of file it is instead, if it is no Word document; `DamagedArchive`; `TooLarge`.
    pub fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Error> {
        if bytes.len() as u64 > limits.file_bytes {
            return Err(
                Error::new(ErrorKind::TooLarge).because(format!("--max-file-bytes {}", limits.file_bytes))
            );
        }
        if let Some(kind) = sniff::refusal(bytes) {
            return Err(Error::new(kind));
        }
        let archive = Archive::open(bytes, limits)?;
        let folder = folder(&archive);
        let root = match archive.find(&format!("{folder}_rels/.rels")) {
            Some(entry) => match archive.read(entry) {
                Ok(xml) => relationships::parse(&encoding::utf8(xml).0, &folder),
                Err(error) if error.kind == ErrorKind::Encrypted => return Err(error),
                Err(_) => Vec::new(),
            },
            None => Vec::new(),
        };
        let target = |kind: &str| {
            let found = root.iter().find(|r| r.kind == kind && !r.external)?;
            Some(archive.find(&found.target)?.name.clone())
        };
        let main = target("officeDocument").or_else(|| declared_main(&archive, &folder)).or_else(|| {
            let usual = archive.find(&format!("{folder}word/document.xml"));
            Some(usual.or_else(|| sole_document(&archive))?.name.clone())
        });
        let kind = sniff::zip_refusal(&archive);
        let foreign = matches!(kind, ErrorKind::Spreadsheet | ErrorKind::Presentation);
        let Some(main) = main.filter(|main| !foreign || main.to_ascii_lowercase().contains("document"))
        else {
            let lost = archive.recovered && matches!(kind, ErrorKind::NoMainPart | ErrorKind::Archive);
            return Err(match lost {
                true => Error::new(ErrorKind::DamagedArchive).at(bytes.len() as u64),
                false => Error::new(kind),
            });
        };
        let app = target("extended-properties");
        let relationships = match archive.find(&rels_name(&main)).map(|entry| archive.read(entry)) {
            Some(Ok(xml)) => relationships::parse(&encoding::utf8(xml).0, &main),
            _ => Vec::new(),
        };
        let recovered = archive.recovered;
        Ok(Self { archive, main, relationships, folder, recovered, app })
    }

    /// The part of this name in the archive; `None` when it is not there.
    ///
    /// # Errors
    /// See [`Archive::read`].
    pub fn part(&self, name: &str) -> Result<Option<Part>, Error> {
        let Some(entry) = self.archive.find(name) else { return Ok(None) };
        let (bytes, replaced) = encoding::utf8(self.archive.read(entry)?);
        Ok(Some(Part { name: entry.name.clone(), bytes, replaced }))
    }

    /// The part that the main part is related to in this way, e.g. `styles`; where no relationships are
    /// left, the usual name beside the main part.
    ///
    /// # Errors
    /// See [`Archive::read`].
    pub fn related(&self, kind: &str) -> Result<Option<Part>, Error> {
        match self.relationships.iter().find(|r| r.kind == kind && !r.external) {
            Some(found) => self.part(&found.target),
            None if self.relationships.is_empty() => {
                self.part(&relationships::resolve(&self.main, &format!("{kind}.xml")))
            }
            None => Ok(None),
        }
    }

    /// The part that the main part refers to by this relationship id, as it is (not made UTF-8).
    ///
    /// # Errors
    /// See [`Archive::read`].
    pub fn raw_by_id(&self, id: &str) -> Result<Option<Part>, Error> {
        let Some(found) = self.relationships.iter().find(|r| r.id == id && !r.external) else {
            return Ok(None);
        };
        let Some(entry) = self.archive.find(&found.target) else { return Ok(None) };
        let bytes = self.archive.read(entry)?;
        Ok(Some(Part { name: entry.name.clone(), bytes, replaced: false }))
    }

    /// The names of parts that nobody has read and that are damaged; call it last.
    pub fn damaged_unread(&self) -> Vec<&str> {
        self.archive.damaged_unread()
    }

    /// The program that saved the package (`Application` in the extended properties), where readable.
    pub fn application(&self) -> Option<String> {
        let usual = format!("{}docProps/app.xml", self.folder);
        let part = self.part(self.app.as_deref().unwrap_or(&usual)).ok()??;
        let open = memchr::memmem::find(&part.bytes, b"Application>")? + 12;
        let rest = part.bytes.get(open..)?;
        let text = std::str::from_utf8(&rest[..memchr::memchr(b'<', rest)?]).ok()?;
        Some(unescape(text.trim())).filter(|text| !text.is_empty())
    }
}

/// The same part forced into UTF-8, for one that claims to be and is not.
pub fn force_utf8(part: &Part) -> Part {
    Part { name: part.name.clone(), bytes: encoding::forced(&part.bytes), replaced: true }
}

/// Text in an encoding that nobody names: UTF-8 where it fits, else GB18030.
pub fn decode_text(bytes: &[u8]) -> String {
    let (bytes, _) = encoding::utf8(bytes.to_vec());
    match String::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
        Err(error) => String::from_utf8_lossy(&encoding::forced(error.as_bytes())).into_owned(),
    }
}

/// Text of an attribute or element with its references replaced; as it stands where one is malformed.
pub fn unescape(text: &str) -> String {
    match quick_xml::escape::unescape(text) {
        Ok(plain) => plain.into_owned(),
        Err(_) => text.to_owned(),
    }
}

/// The folder that the package stands in: `""` for a sound one, `name/` for one zipped again.
fn folder(archive: &Archive<'_>) -> String {
    let root = |name: &str| {
        ["_rels/.rels", "[Content_Types].xml"].iter().any(|end| {
            name.len() >= end.len()
                && name.is_char_boundary(name.len() - end.len())
                && name[name.len() - end.len()..].eq_ignore_ascii_case(end)
        })
    };
    if archive.find("_rels/.rels").is_some() || archive.find("[Content_Types].xml").is_some() {
        return String::new();
    }
    let found = archive.entries().iter().filter(|e| root(&e.name)).min_by_key(|e| e.name.len());
    let base = found
        .and_then(|e| e.name.strip_suffix("_rels/.rels").or_else(|| e.name.rsplit_once('/').map(|s| s.0)));
    match base.map(|base| base.trim_end_matches('/')) {
        None | Some("") => String::new(),
        Some(base) => format!("{base}/"),
    }
}

/// The part that `[Content_Types].xml` declares to be a Word main document.
fn declared_main(archive: &Archive<'_>, folder: &str) -> Option<String> {
    let xml = archive.read(archive.find(&format!("{folder}[Content_Types].xml"))?).ok()?;
    let xml = String::from_utf8(encoding::utf8(xml).0).ok()?;
    for tag in xml.split('<').filter(|tag| tag.contains("Override")) {
        let word = tag.contains("wordprocessingml.") || tag.contains("ms-word.");
        if word && (tag.contains("main+xml") || tag.contains("Main+xml")) {
            let name = tag.split("PartName").nth(1)?.split(['"', '\'']).nth(1)?;
            let target = format!("{folder}{}", relationships::resolve("", name));
            return Some(archive.find(&target)?.name.clone());
        }
    }
    None
}

/// The only entry that is called `document.xml`, wherever it stands.
fn sole_document<'a>(archive: &'a Archive<'_>) -> Option<&'a archive::Entry> {
    let mut found = archive.entries().iter().filter(|e| {
        let lower = e.name.to_ascii_lowercase();
        lower == "document.xml" || lower.ends_with("word/document.xml")
    });
    found.next().filter(|_| found.next().is_none())
}
