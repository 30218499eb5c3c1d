//! Why an input could not be read. In: nothing. Out: a kind, the part and byte it happened at, and
//! the detail a person needs. Does not know languages: the words are in `messages/reading.toml` under
//! `error.<kind>` (what is wrong) and `advice.<kind>` (what to do next).

use std::fmt;

/// An input that could not be read. Anything wrong *inside* a readable document is data, not an `Error`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What kind of obstacle it is; decides the words and the JSON `kind`.
    pub kind: ErrorKind,
    /// The part of the package, as its name stands in the zip, e.g. `word/document.xml`.
    pub part: Option<String>,
    /// Byte offset inside the part (or inside the file where `part` is `None`).
    pub byte: Option<u64>,
    /// The lower layer's own reason, or the limit that was hit; free text, often English.
    pub detail: Option<String>,
}

impl Error {
    /// An error with its kind alone.
    pub fn new(kind: ErrorKind) -> Self {
        Self { kind, part: None, byte: None, detail: None }
    }
    /// The same error, in this part.
    pub fn in_part(self, part: impl Into<String>) -> Self {
        Self { part: Some(part.into()), ..self }
    }
    /// The same error, at this byte.
    pub fn at(self, byte: u64) -> Self {
        Self { byte: Some(byte), ..self }
    }
    /// The same error, for this reason.
    pub fn because(self, detail: impl fmt::Display) -> Self {
        Self { detail: Some(detail.to_string()), ..self }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.code())?;
        if let Some(part) = &self.part {
            write!(f, " in {part}")?;
        }
        if let Some(byte) = self.byte {
            write!(f, " at byte {byte}")?;
        }
        if let Some(detail) = &self.detail {
            write!(f, ": {detail}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)*) => {
        /// The obstacles told apart, each with words of its own. The codes are public (JSON `error.kind`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ErrorKind { $($(#[$doc])* $variant,)* }

        impl ErrorKind {
            /// Every kind, so that tests can prove each has its words.
            pub const ALL: &[ErrorKind] = &[$(ErrorKind::$variant,)*];
            /// The stable name in JSON and in `messages/reading.toml`.
            pub fn code(self) -> &'static str {
                match self { $(ErrorKind::$variant => $code,)* }
            }
        }
    };
}

kinds! {
    /// The path does not exist.
    NotFound = "not_found",
    /// The operating system refused to give the bytes; `detail` has its reason.
    Io = "io",
    /// A folder that the operating system does not open; `detail` has its reason.
    Folder = "folder",
    /// No bytes at all.
    Empty = "empty",
    /// A Word 97–2003 binary document (OLE2 with a WordDocument stream).
    Word97 = "word97",
    /// A WPS Writer binary document.
    Wps = "wps",
    /// OLE2 with an EncryptedPackage stream: the file asks for a password.
    Encrypted = "encrypted",
    /// Wrapped by a data-leak-prevention agent.
    Protected = "protected",
    /// Another OLE2 compound file (a 97 workbook, a presentation, a message).
    OtherOle = "other_ole",
    /// Rich Text Format.
    Rtf = "rtf",
    /// A web page.
    Html = "html",
    /// A PDF.
    Pdf = "pdf",
    /// An OpenDocument text.
    Odf = "odf",
    /// An OFD document.
    Ofd = "ofd",
    /// Flat OPC XML (one XML file holding all parts).
    FlatOpc = "flat_opc",
    /// Word 2003 XML.
    Word2003Xml = "word2003_xml",
    /// Plain text, XML of another kind included.
    PlainText = "plain_text",
    /// A picture.
    Image = "image",
    /// The 162-byte `~$` companion Word keeps while a document is open.
    OwnerFile = "owner_file",
    /// A `._` companion of macOS (AppleDouble).
    AppleDouble = "apple_double",
    /// An Excel workbook under a Word name.
    Spreadsheet = "spreadsheet",
    /// A PowerPoint presentation under a Word name.
    Presentation = "presentation",
    /// An archive that is no Office document (zip, rar, 7z, gzip).
    Archive = "archive",
    /// None of the known kinds.
    Unknown = "unknown",
    /// A zip archive cut off or damaged beyond recovery.
    DamagedArchive = "damaged_archive",
    /// A part that is needed cannot be inflated or fails its CRC.
    DamagedPart = "damaged_part",
    /// A part that is needed is not well-formed XML.
    BadXml = "bad_xml",
    /// A part declares a DOCTYPE, which a Word document never does.
    Doctype = "doctype",
    /// A package without a main document part.
    NoMainPart = "no_main_part",
    /// A limit was exceeded; `detail` names it.
    TooLarge = "too_large",
    /// `--convert` was asked for and LibreOffice is not installed.
    NoConverter = "no_converter",
    /// LibreOffice could not convert the file, or not in time.
    NotConverted = "not_converted",
    /// A defect of gouji itself; the file cost only itself.
    Internal = "internal",
}
