//! Names and tokens. In: the bytes of a part. Out: events with their elements told apart by namespace
//! family and local name, whatever the prefix and whether strict or transitional; attributes by local
//! name. Knows how to leave subtrees unread. XML 1.0; Namespaces in XML; ECMA-376-3 (markup compatibility).

use crate::error::{Error, ErrorKind};
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// How far ahead an end tag is looked for before the element is read event by event.
const FAR: usize = 128 << 10;
/// More prefixes than this in force at once are an attack.
const MOST_NAMES: usize = 2000;

/// Elements that the reader acts on; all others are looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum El {
    /// `w:p`
    Paragraph,
    /// `w:pPr`
    ParagraphProperties,
    /// `w:r`, `m:r`
    Run,
    /// `w:rPr`
    RunProperties,
    /// `w:t`, `m:t`
    Text,
    /// What stands for one character: tab, break, hyphen.
    Character(char),
    /// `w:sym`
    Symbol,
    /// `w:instrText`
    Instruction,
    /// `w:fldChar`
    FieldCharacter,
    /// `w:ffData`
    FormField,
    /// `w:tbl`
    Table,
    /// `w:tblGrid`
    Grid,
    /// `w:tr`
    Row,
    /// `w:trPr`
    RowProperties,
    /// `w:tc`
    Cell,
    /// `w:tcPr`
    CellProperties,
    /// `w:sdt`
    Control,
    /// `w:sdtPr`
    ControlProperties,
    /// `w:txbxContent`
    TextBox,
    /// `mc:AlternateContent`
    Alternate,
    /// `mc:Choice`
    Choice,
    /// `mc:Fallback`
    Fallback,
    /// `w:altChunk`
    Import,
    /// `w:subDoc`
    SubDocument,
    /// `pic:pic`, `v:imagedata`
    Picture,
    /// `o:OLEObject`
    Object,
    /// `wp:extent`, `v:shape`
    Extent,
    /// `v:textpath`
    WordArt,
    /// `dgm:relIds`, `c:chart`, `cx:chart`: text of another part, drawn.
    Drawn,
    /// What Word does not show, with all it contains.
    Unseen,
    /// Everything else.
    Other,
}

/// The namespaces told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Word,
    Math,
    Compatibility,
    Picture,
    Vml,
    Office,
    DrawingFrame,
    Drawn,
    Understood,
    Unknown,
    /// Unknown, and of no account by `mc:Ignorable`.
    Ignored,
}

fn family(uri: &str) -> Family {
    const STRICT: &str = "http://purl.oclc.org/ooxml/";
    const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/";
    let Some(path) = uri.strip_prefix(TRANSITIONAL).or_else(|| uri.strip_prefix(STRICT)) else {
        return match uri {
            "urn:schemas-microsoft-com:vml" => Family::Vml,
            "urn:schemas-microsoft-com:office:office" => Family::Office,
            "http://schemas.microsoft.com/office/drawing/2014/chartex" => Family::Drawn,
            _ if uri.starts_with("http://schemas.microsoft.com/office/") => Family::Understood,
            _ if uri.starts_with("urn:schemas-microsoft-com:") => Family::Understood,
            _ => Family::Unknown,
        };
    };
    let mut steps = path.split('/').filter(|step| !step.starts_with("2006"));
    match (steps.next(), steps.next()) {
        (Some("wordprocessingml"), _) => Family::Word,
        (Some("officeDocument"), Some("math")) => Family::Math,
        (Some("markup-compatibility"), _) => Family::Compatibility,
        (Some("drawingml"), Some("picture")) => Family::Picture,
        (Some("drawingml"), Some("wordprocessingDrawing")) => Family::DrawingFrame,
        (Some("drawingml"), Some("diagram" | "chart")) => Family::Drawn,
        _ => Family::Understood,
    }
}

fn element(family: Family, local: &str) -> El {
    match (family, local) {
        (Family::Word, local) => word(local),
        (Family::Math, "r") => El::Run,
        (Family::Math, "t") => El::Text,
        (Family::Compatibility, "AlternateContent") => El::Alternate,
        (Family::Compatibility, "Choice") => El::Choice,
        (Family::Compatibility, "Fallback") => El::Fallback,
        (Family::Picture, "pic") | (Family::Vml, "imagedata") => El::Picture,
        (Family::Office, "OLEObject") => El::Object,
        (Family::DrawingFrame, "extent") | (Family::Vml, "shape") => El::Extent,
        (Family::Vml, "textpath") => El::WordArt,
        (Family::Drawn, "relIds" | "chart") => El::Drawn,
        (Family::Ignored, _) => El::Unseen,
        _ => El::Other,
    }
}

fn word(local: &str) -> El {
    match local {
        "p" => El::Paragraph,
        "r" => El::Run,
        "t" => El::Text,
        "rPr" => El::RunProperties,
        "pPr" => El::ParagraphProperties,
        "tc" => El::Cell,
        "tcPr" => El::CellProperties,
        "tr" => El::Row,
        "trPr" => El::RowProperties,
        "tbl" => El::Table,
        "tblGrid" => El::Grid,
        "tab" | "ptab" => El::Character('\t'),
        "br" | "cr" => El::Character('\n'),
        "noBreakHyphen" => El::Character('\u{2011}'),
        "softHyphen" => El::Character('\u{AD}'),
        "sym" => El::Symbol,
        "instrText" => El::Instruction,
        "fldChar" => El::FieldCharacter,
        "ffData" => El::FormField,
        "sdt" => El::Control,
        "sdtPr" => El::ControlProperties,
        "txbxContent" => El::TextBox,
        "altChunk" => El::Import,
        "subDoc" => El::SubDocument,
        "del" | "moveFrom" | "delText" | "delInstrText" | "sectPr" | "tblPr" | "tblPrEx" | "sdtEndPr"
        | "rubyPr" | "rt" | "customXmlPr" | "smartTagPr" | "fldData" | "rPrChange" | "pPrChange"
        | "tblGridChange" | "background" => El::Unseen,
        _ => El::Other,
    }
}

/// How many bytes there are from the first declaration of a namespace on.
fn to_declaration(xml: &[u8]) -> usize {
    memmem::find(xml, b"xmlns").map_or(0, |at| xml.len() - at)
}

/// One event, as far as anybody needs to know it.
#[derive(Debug)]
pub enum Token<'a> {
    /// A start tag; an [`Token::End`] follows in its time.
    Start(El, BytesStart<'a>),
    /// An empty element; no end follows.
    Empty(El, BytesStart<'a>),
    /// An end tag.
    End,
    /// Text, a CDATA section included.
    Text(std::borrow::Cow<'a, str>),
    /// The part is over.
    Eof,
}

/// A part being read.
pub struct Cursor<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    total: usize,
    depth: usize,
    /// Bytes from the next `xmlns` to the end of the part; 0 where there is none.
    declared: usize,
    /// Prefixes in force, the innermost last, with the depth of the element that declared each.
    names: Vec<(usize, String, Family)>,
    /// The prefix that was looked up last: nearly always the next one too.
    last: (String, Family),
    /// Names in `mc:ProcessContent`: looked through although ignored.
    processed: Vec<String>,
}

impl<'a> Cursor<'a> {
    /// A cursor before the first event of a part.
    pub fn new(part: &'a str, xml: &'a [u8]) -> Self {
        let reader = Reader::from_reader(xml);
        Self {
            reader,
            part,
            total: xml.len(),
            depth: 0,
            declared: to_declaration(xml),
            names: Vec::new(),
            last: (String::new(), Family::Unknown),
            processed: Vec::new(),
        }
    }

    /// How many bytes have been read.
    pub fn byte(&self) -> u64 {
        (self.total - self.reader.get_ref().len().min(self.total)) as u64
    }

    fn bad(&self, why: impl std::fmt::Display) -> Error {
        Error::new(ErrorKind::BadXml).in_part(self.part).at(self.byte()).because(why)
    }

    /// The next token.
    ///
    /// # Errors
    /// `BadXml` where the part is not well-formed or ends too early, `Doctype` where it declares one.
    pub fn next(&mut self) -> Result<Token<'a>, Error> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    let el = self.resolve(&tag);
                    if self.names.len() > MOST_NAMES {
                        return Err(self.bad("namespaces"));
                    }
                    return Ok(Token::Start(el, tag));
                }
                Ok(Event::Empty(tag)) => {
                    self.depth += 1;
                    let el = self.resolve(&tag);
                    self.leave();
                    return Ok(Token::Empty(el, tag));
                }
                Ok(Event::End(_)) => {
                    self.leave();
                    return Ok(Token::End);
                }
                Ok(Event::Text(text)) => return Ok(Token::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Ok(Token::Text(text.into_inner())),
                Ok(Event::GeneralRef(name)) => return Ok(Token::Text(self.reference(&name)?)),
                Ok(Event::DocType(_)) => {
                    return Err(Error::new(ErrorKind::Doctype).in_part(self.part).at(self.byte()));
                }
                Ok(Event::Eof) if self.depth > 0 => return Err(self.bad("unexpected end")),
                Ok(Event::Eof) => return Ok(Token::Eof),
                Ok(_) => {}
                Err(error) => return Err(self.bad(error)),
            }
        }
    }

    fn reference(&self, name: &BytesRef<'_>) -> Result<std::borrow::Cow<'a, str>, Error> {
        if let Ok(Some(c)) = name.resolve_char_ref() {
            return Ok(c.to_string().into());
        }
        match quick_xml::escape::resolve_predefined_entity(name) {
            Some(text) => Ok(text.into()),
            None => Err(self.bad(format!("&{};", &**name))),
        }
    }

    fn leave(&mut self) {
        while self.names.last().is_some_and(|(depth, ..)| *depth == self.depth) {
            self.names.pop();
            self.last = (String::new(), self.family_of(""));
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn resolve(&mut self, tag: &BytesStart<'_>) -> El {
        if self.reader.get_ref().len() < self.declared {
            self.declared = to_declaration(self.reader.get_ref());
            if tag.attributes_raw().contains("xmlns") {
                self.declare(tag);
                self.last = (String::new(), self.family_of(""));
            }
        }
        let name = tag.name();
        let name = name.as_ref();
        let same = name.strip_prefix(self.last.0.as_str()).filter(|_| !self.last.0.is_empty());
        let (prefix, local) = match same.and_then(|rest| rest.strip_prefix(':')) {
            Some(local) => (&name[..self.last.0.len()], local),
            None => {
                let (prefix, local) = name.split_once(':').unwrap_or(("", name));
                if self.last.0 != prefix {
                    self.last = (prefix.to_owned(), self.family_of(prefix));
                }
                (prefix, local)
            }
        };
        match element(self.last.1, local) {
            El::Unseen if self.last.1 == Family::Ignored && self.is_processed(prefix, local) => El::Other,
            el => el,
        }
    }

    fn is_processed(&self, prefix: &str, local: &str) -> bool {
        self.processed
            .iter()
            .filter_map(|name| name.split_once(':'))
            .any(|(before, after)| before == prefix && (after == local || after == "*"))
    }

    fn declare(&mut self, tag: &BytesStart<'_>) {
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            let family = family(attribute.value.trim());
            if self.family_of(prefix) != family || family == Family::Unknown {
                self.names.push((self.depth, prefix.to_owned(), family));
            }
        }
        // §10 of part 3: what is ignorable and not understood is left out with its content.
        for prefix in attribute(tag, "Ignorable").unwrap_or_default().split_ascii_whitespace() {
            if self.family_of(prefix) == Family::Unknown {
                self.names.push((self.depth, prefix.to_owned(), Family::Ignored));
            }
        }
        if let Some(names) = attribute(tag, "ProcessContent") {
            self.processed.extend(names.split_ascii_whitespace().take(MOST_NAMES).map(str::to_owned));
            self.processed.truncate(MOST_NAMES);
        }
    }

    fn family_of(&self, prefix: &str) -> Family {
        let found = self.names.iter().rev().find(|(_, name, _)| name == prefix);
        found.map_or(Family::Unknown, |(.., family)| *family)
    }

    /// Whether every prefix in a `Requires` stands for a namespace that Word knows.
    pub fn understands(&self, prefixes: &str) -> bool {
        prefixes
            .split_ascii_whitespace()
            .all(|prefix| !matches!(self.family_of(prefix), Family::Unknown | Family::Ignored))
    }

    /// Leaves the rest of an element unread, up to and including its end tag.
    ///
    /// # Errors
    /// `BadXml` where the end tag is missing.
    pub fn skip(&mut self, tag: &BytesStart<'_>) -> Result<(), Error> {
        if let Some(bytes) = reach(self.reader.get_ref(), tag.name().as_ref().as_bytes(), |_| false) {
            self.jump(bytes);
            self.next()?;
            return Ok(());
        }
        self.reader.read_to_end(tag.name()).map_err(|e| self.bad(e))?;
        self.leave();
        Ok(())
    }

    /// Passes over the element that comes next, unread, if it is the plain WordprocessingML element `local` under
    /// the prefix of the one that has just begun, and no element in it matters, by local name.
    pub fn pass(&mut self, local: &str, matters: impl Fn(&[u8]) -> bool) {
        let (prefix, Family::Word) = (self.last.0.as_bytes(), self.last.1) else { return };
        let next: &[u8] = self.reader.get_ref();
        let inside = [b"<", prefix, b":", local.as_bytes(), b">"]
            .iter()
            .try_fold(next, |rest, piece| rest.strip_prefix(*piece));
        let Some(inside) = inside else { return };
        let tag = next.len() - inside.len();
        if let Some(bytes) = reach(inside, &next[1..tag - 1], matters) {
            self.jump(tag + bytes + tag + 1);
        }
    }

    /// Moves on by so many bytes, which lead to what [`reach`] has found.
    fn jump(&mut self, bytes: usize) {
        let rest: &'a [u8] = self.reader.get_ref();
        *self.reader.get_mut() = rest.get(bytes..).unwrap_or_default();
    }
}

/// How far off the end tag of the element `whole` is, where that can be told without parsing: nothing of the
/// same name inside, no comment or CDATA, and nothing that matters, by local name.
fn reach(inside: &[u8], whole: &[u8], matters: impl Fn(&[u8]) -> bool) -> Option<usize> {
    let inside = &inside[..inside.len().min(FAR)];
    for at in memchr::memchr_iter(b'<', inside) {
        let after = &inside[at + 1..];
        if let Some(closing) = after.strip_prefix(b"/") {
            if closing.strip_prefix(whole).is_some_and(|rest| rest.first() == Some(&b'>')) {
                return Some(at);
            }
            continue;
        }
        let end = after.iter().position(|b| matches!(b, b' ' | b'/' | b'>' | b'\t' | b'\r' | b'\n'))?;
        let name = &after[..end];
        let local = name.iter().position(|b| *b == b':').map_or(name, |colon| &name[colon + 1..]);
        if name == whole || matches!(name.first(), None | Some(b'!' | b'?')) || matters(local) {
            return None;
        }
    }
    None
}

/// The value of an attribute, by its local name; `None` from one on that is malformed.
pub fn attribute<'t>(tag: &'t BytesStart<'_>, local: &str) -> Option<std::borrow::Cow<'t, str>> {
    let mut rest = tag.attributes_raw();
    loop {
        let (key, after) = rest.split_at(memchr::memchr(b'=', rest.as_bytes())?);
        let after = after[1..].trim_ascii_start();
        let quote = after.bytes().next().filter(|b| matches!(b, b'"' | b'\''))?;
        let end = memchr::memchr(quote, &after.as_bytes()[1..])?;
        let before = key.trim_ascii_end().strip_suffix(local);
        if before.is_some_and(|before| before.is_empty() || before.ends_with([':', ' ', '\t', '\r', '\n'])) {
            let value = &after[1..=end];
            return Some(match value.contains('&') {
                true => crate::package::unescape(value).into(),
                false => value.into(),
            });
        }
        rest = &after[end + 2..];
    }
}

/// `val` as a number.
pub fn number(tag: &BytesStart<'_>, local: &str) -> Option<i64> {
    attribute(tag, local)?.trim().parse().ok()
}

/// `val` as a toggle: on when it is missing (ECMA-376-1 §17.17.4).
pub fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "off"))
}

/// The children of the root element that bear one of the names, each with its name, start tag and inner
/// bytes; what cannot be read ends the list.
pub fn children<'a>(xml: &'a [u8], wanted: &[&str]) -> Vec<(BytesStart<'a>, &'a [u8])> {
    let mut cursor = Cursor::new("", xml);
    let mut found = Vec::new();
    let mut in_root = false;
    loop {
        match cursor.next() {
            Ok(Token::Start(_, _)) if !in_root => in_root = true,
            Ok(Token::Start(_, tag)) => {
                let start = cursor.byte() as usize;
                if cursor.skip(&tag).is_err() {
                    return found;
                }
                if wanted.contains(&tag.local_name().as_ref()) {
                    let end = cursor.byte() as usize - (tag.name().as_ref().len() + 3);
                    found.push((tag, xml.get(start..end).unwrap_or_default()));
                }
            }
            Ok(Token::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}
