//! Styles. In: `styles.xml` and the ids that paragraphs and runs refer to. Out: what a style, with all it
//! is based on, says of its name, numbering, outline level and visibility. Reads no style that nothing
//! refers to. Does not know paragraphs. ECMA-376-1 §17.7.

use super::xml::{attribute, children, is_on, number};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::HashMap;
use std::rc::Rc;

/// Styles based on styles: more steps than this are taken for a cycle.
const MOST_STEPS: usize = 64;

/// Word's own limit to a style's name.
const MOST_NAME: usize = 253;

/// What a style says, its ancestors included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// Its name, e.g. `heading 1`.
    pub name: Option<String>,
    /// The list it puts paragraphs into; 0 takes them out.
    pub list: Option<i64>,
    /// The level in that list, where it is said.
    pub level: Option<i64>,
    /// The ids of the styles along which `list` was found, itself first: a level of the list may name one.
    pub lineage: Vec<String>,
    /// Outline level from 1; 10 is body text.
    pub outline: Option<u8>,
    /// Whether its text is hidden.
    pub hidden: Option<bool>,
    based_on: Option<String>,
}

/// The styles of a document.
#[derive(Default)]
pub struct Styles<'a> {
    raw: HashMap<String, &'a [u8]>,
    default: Option<String>,
    resolved: HashMap<String, Rc<Style>>,
    /// What a paragraph has that names no style, once it is known.
    fallback: Option<Rc<Style>>,
    /// The style that a paragraph had last, mostly the next one's too.
    latest: Option<(String, Rc<Style>)>,
}

impl<'a> Styles<'a> {
    /// The styles of a part, not yet read.
    pub fn new(xml: &'a [u8]) -> Self {
        let mut styles = Self::default();
        for (tag, inner) in children(xml, &["style"]) {
            let Some(id) = attribute(&tag, "styleId") else { continue };
            let default = attribute(&tag, "default").is_some_and(|v| matches!(&*v, "1" | "true" | "on"));
            if default && attribute(&tag, "type").is_none_or(|kind| kind == "paragraph") {
                styles.default = Some(id.clone().into_owned());
            }
            styles.raw.insert(id.into_owned(), inner);
        }
        styles
    }

    /// The style of a paragraph that names this one, or none.
    pub fn paragraph(&mut self, id: Option<&str>) -> Rc<Style> {
        match id {
            Some(id) if self.latest.as_ref().is_some_and(|(latest, _)| latest == id) => {
                self.latest.as_ref().map(|(_, style)| Rc::clone(style)).unwrap_or_default()
            }
            Some(id) if self.raw.contains_key(id) => {
                let style = self.get(id);
                self.latest = Some((id.to_owned(), Rc::clone(&style)));
                style
            }
            _ => match &self.fallback {
                Some(style) => Rc::clone(style),
                None => {
                    let style = self.default.clone().map_or_else(Default::default, |id| self.get(&id));
                    self.fallback = Some(Rc::clone(&style));
                    style
                }
            },
        }
    }

    /// A style by its id; one that says nothing when there is none.
    pub fn get(&mut self, id: &str) -> Rc<Style> {
        if let Some(known) = self.resolved.get(id) {
            return Rc::clone(known);
        }
        let mut style = self.raw.get(id).map_or_else(Style::default, |xml| own(xml));
        style.lineage.push(id.to_owned());
        let mut next = style.based_on.clone();
        for _ in 0..MOST_STEPS {
            let Some((id, xml)) = next.and_then(|id| Some((id.clone(), self.raw.get(&id)?))) else { break };
            let base = own(xml);
            if style.list.is_none() {
                style.lineage.push(id);
            }
            style.list = style.list.or(base.list);
            style.level = style.level.or(base.level);
            style.outline = style.outline.or(base.outline);
            style.hidden = style.hidden.or(base.hidden);
            next = base.based_on;
        }
        let style = Rc::new(style);
        self.resolved.insert(id.to_owned(), Rc::clone(&style));
        style
    }
}

/// What the style itself says.
fn own(xml: &[u8]) -> Style {
    let mut style = Style::default();
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    while let Ok(event) = reader.read_event() {
        let tag = match event {
            Event::Start(tag)
                if matches!(tag.local_name().as_ref(), "pPrChange" | "rPrChange" | "tblStylePr") =>
            {
                if reader.read_to_end(tag.name()).is_err() {
                    break;
                }
                continue;
            }
            Event::Start(tag) | Event::Empty(tag) => tag,
            Event::Eof => break,
            _ => continue,
        };
        let value = || attribute(&tag, "val").map(|v| v.into_owned());
        match tag.local_name().as_ref() {
            "name" => style.name = value().map(|name| name.chars().take(MOST_NAME).collect()),
            "basedOn" => style.based_on = value(),
            "numId" => style.list = number(&tag, "val"),
            "ilvl" => style.level = number(&tag, "val"),
            "outlineLvl" => style.outline = number(&tag, "val").and_then(outline),
            "vanish" => style.hidden = Some(is_on(&tag)),
            _ => {}
        }
    }
    style
}

/// `w:outlineLvl` counts from 0, and 9 is body text.
pub fn outline(value: i64) -> Option<u8> {
    u8::try_from(value).ok().filter(|v| *v <= 9).map(|v| v + 1)
}
