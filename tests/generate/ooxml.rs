//! Blocks to WordprocessingML as Word and WPS leave it after years of editing: split runs, revision ids,
//! bookmarks, proofing marks. In: a body. Out: the bytes of a .docx.

use super::body::{Block, Body, Paragraph, Role};
use super::package::zip;
use super::table::{Aside, Cell, Table};
use std::fmt::Write;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
"#;
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The bytes of a .docx; the same seed gives the same parts.
pub fn write(body: &Body, worn: bool, seed: u64) -> Vec<u8> {
    let mut writer = Writer {
        out: String::new(),
        worn,
        controls: body.controls,
        rng: super::rng(seed, "markup"),
        bookmarks: 0,
        footnotes: 0,
        boxes: 0,
    };
    writer.blocks(&body.blocks);
    let application = if seed.is_multiple_of(2) { "Microsoft Office Word" } else { "WPS Office" };
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relationships()),
        ("docProps/app.xml", properties(application)),
        ("word/_rels/document.xml.rels", relationships()),
        ("word/document.xml", document(&writer.out)),
        ("word/styles.xml", styles()),
        ("word/numbering.xml", numbering()),
        ("word/footnotes.xml", footnotes(writer.footnotes)),
    ];
    zip(parts.iter().map(|(name, text)| (*name, text.as_bytes())))
}

struct Writer {
    out: String,
    worn: bool,
    controls: bool,
    rng: fastrand::Rng,
    bookmarks: u32,
    footnotes: u32,
    boxes: u32,
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            let held = self.controls
                && match block {
                    Block::Paragraph(paragraph) => paragraph.heading.is_some(),
                    Block::Table(_) => true,
                    Block::Layout(_) | Block::TextBox(_) => false,
                };
            if held {
                self.push(r#"<w:sdt><w:sdtPr><w:alias w:val="内容"/></w:sdtPr><w:sdtContent>"#);
            }
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
                Block::Layout(inner) => self.layout(inner),
                Block::TextBox(inner) => self.text_box(inner),
            }
            if held {
                self.push("</w:sdtContent></w:sdt>");
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let rsid = self.rsid();
        let _ = write!(self.out, "<w:p{rsid}><w:pPr>");
        let (font, half_points) = match paragraph.role {
            Role::Title => ("方正小标宋简体", 44),
            Role::Heading(1) => ("黑体", 32),
            Role::Heading(_) => ("楷体", 32),
            _ => ("仿宋", 32),
        };
        let numbered = if paragraph.automatic.is_some() { "n" } else { "" };
        if let (true, Role::Heading(level)) = (paragraph.styled, paragraph.role) {
            let _ = write!(self.out, r#"<w:pStyle w:val="{level}{numbered}"/>"#);
        } else if let Some(level) = paragraph.automatic {
            let _ = write!(self.out, r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>"#);
        }
        self.push(match paragraph.role {
            Role::Title | Role::Caption => r#"<w:jc w:val="center"/>"#,
            Role::Right => r#"<w:jc w:val="right"/>"#,
            _ => r#"<w:ind w:firstLine="640"/>"#,
        });
        self.push("</w:pPr>");
        self.runs(&paragraph.text, font, half_points);
        self.push("</w:p>");
    }

    /// Text as one run, or as the many that editing leaves.
    fn runs(&mut self, text: &str, font: &str, half_points: u32) {
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            let length = if self.worn { self.rng.usize(1..=12) } else { chars.len() };
            let piece: String = chars[at..chars.len().min(at + length)].iter().collect();
            at += length;
            let around = if self.worn { self.rng.u8(0..40) } else { 40 };
            let (before, after) = match around {
                0 => (
                    r#"<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">"#
                        .into(),
                    "</w:smartTag>".into(),
                ),
                1 | 2 => (
                    r#"<w:proofErr w:type="spellStart"/>"#.to_owned(),
                    r#"<w:proofErr w:type="spellEnd"/>"#.into(),
                ),
                3 => {
                    self.bookmarks += 1;
                    let id = self.bookmarks;
                    (
                        format!(r#"<w:bookmarkStart w:id="{id}" w:name="_Toc{:09}"/>"#, 100_000 + id),
                        format!(r#"<w:bookmarkEnd w:id="{id}"/>"#),
                    )
                }
                4 => (String::new(), r#"<w:r><w:lastRenderedPageBreak/></w:r>"#.to_owned()),
                _ => (String::new(), String::new()),
            };
            self.push(&before);
            self.run(&piece, font, half_points);
            self.push(&after);
        }
    }

    fn run(&mut self, text: &str, font: &str, half_points: u32) {
        let rsid = self.rsid();
        let _ = write!(
            self.out,
            r#"<w:r{rsid}><w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hint="eastAsia"/><w:sz w:val="{half_points}"/></w:rPr>"#
        );
        for (index, part) in text.split('\t').enumerate() {
            if index > 0 {
                self.push("<w:tab/>");
            }
            if !part.is_empty() {
                let _ = write!(self.out, r#"<w:t xml:space="preserve">{}</w:t>"#, escape(part));
            }
        }
        self.push("</w:r>");
    }

    fn rsid(&mut self) -> String {
        if self.worn && self.rng.bool() {
            format!(r#" w:rsidR="00{:06X}""#, self.rng.u32(0..0x0100_0000))
        } else {
            String::new()
        }
    }

    fn table(&mut self, table: &Table) {
        let (width, height) = (table.width(), table.height());
        let square = 9000 / width.max(1);
        self.push(r#"<w:tbl><w:tblPr><w:tblStyle w:val="a1"/><w:tblW w:w="9000" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#);
        for _ in 0..width {
            let _ = write!(self.out, r#"<w:gridCol w:w="{square}"/>"#);
        }
        self.push("</w:tblGrid>");
        let mut owner: Vec<Vec<Option<&Cell>>> = vec![vec![None; width]; height];
        for cell in &table.cells {
            for row in &mut owner[cell.row..cell.row + cell.rows] {
                row[cell.column..cell.column + cell.columns].fill(Some(cell));
            }
        }
        for (row, squares) in owner.iter().enumerate() {
            let rsid = self.rsid();
            let _ = write!(self.out, "<w:tr{rsid}>");
            let end = squares.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
            // Some programs leave out what says that a row is shorter.
            if end < width && self.rng.bool() {
                let _ = write!(self.out, r#"<w:trPr><w:gridAfter w:val="{}"/></w:trPr>"#, width - end);
            }
            let mut column = 0;
            while column < end {
                let cell = squares[column];
                self.cell(cell, row, square);
                column += cell.map_or(1, |cell| cell.columns);
            }
            self.push("</w:tr>");
        }
        self.push("</w:tbl>");
    }

    fn cell(&mut self, cell: Option<&Cell>, row: usize, square: usize) {
        let columns = cell.map_or(1, |cell| cell.columns);
        let _ = write!(self.out, r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>"#, square * columns);
        if columns > 1 {
            let _ = write!(self.out, r#"<w:gridSpan w:val="{columns}"/>"#);
        }
        match cell {
            Some(cell) if cell.rows > 1 && cell.row == row => self.push(r#"<w:vMerge w:val="restart"/>"#),
            Some(cell) if cell.rows > 1 => self.push("<w:vMerge/>"),
            _ => {}
        }
        self.push(r#"<w:vAlign w:val="center"/></w:tcPr>"#);
        match cell {
            Some(cell) if cell.row == row => self.cell_text(cell),
            _ => self.push("<w:p/>"),
        }
        self.push("</w:tc>");
    }

    fn cell_text(&mut self, cell: &Cell) {
        if cell.aside == Some(Aside::Nested) {
            self.push(r#"<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="800"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="800" w:type="dxa"/></w:tcPr>"#);
            self.cell_text(&Cell { aside: None, ..cell.clone() });
            self.push("</w:tc></w:tr></w:tbl><w:p/>");
            return;
        }
        let last = cell.text.len() - 1;
        for (index, line) in cell.text.iter().enumerate() {
            let rsid = self.rsid();
            let number = cell.list.filter(|_| index == 0).map_or(String::new(), |list| {
                format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr>"#)
            });
            let _ = write!(self.out, r#"<w:p{rsid}><w:pPr>{number}<w:jc w:val="center"/></w:pPr>"#);
            match cell.aside.filter(|_| index == last) {
                None => self.runs(line, "宋体", 21),
                Some(aside) => self.with_aside(line, aside),
            }
            self.push("</w:p>");
        }
    }

    fn with_aside(&mut self, line: &str, aside: Aside) {
        const WHO: &str = r#"w:author="办公室" w:date="2025-01-10T09:00:00Z""#;
        self.bookmarks += 2;
        let id = self.bookmarks;
        match aside {
            Aside::Footnote => {
                self.runs(line, "宋体", 21);
                self.footnotes += 1;
                let _ = write!(
                    self.out,
                    r#"<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>"#,
                    self.footnotes
                );
            }
            Aside::Tracked => {
                let _ = write!(
                    self.out,
                    r#"<w:del w:id="{id}" {WHO}><w:r><w:delText>7</w:delText></w:r></w:del><w:ins w:id="{}" {WHO}>"#,
                    id - 1
                );
                self.runs(line, "宋体", 21);
                self.push("</w:ins>");
            }
            Aside::Nested => self.runs(line, "宋体", 21),
            Aside::Hidden => {
                self.runs(line, "宋体", 21);
                self.push("<w:r><w:rPr><w:vanish/></w:rPr><w:t>3</w:t></w:r>");
            }
        }
    }

    fn layout(&mut self, inner: &[Block]) {
        self.push(r#"<w:tbl><w:tblPr><w:tblW w:w="9200" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="9200"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="9200" w:type="dxa"/></w:tcPr>"#);
        self.blocks(inner);
        if !matches!(inner.last(), Some(Block::Paragraph(_))) {
            self.push("<w:p/>");
        }
        self.push("</w:tc></w:tr></w:tbl>");
    }

    /// A text box as Word writes it: the drawing, and the same once more for older readers.
    fn text_box(&mut self, inner: &[Block]) {
        let start = self.out.len();
        self.blocks(inner);
        if !matches!(inner.last(), Some(Block::Paragraph(_))) {
            self.push("<w:p/>");
        }
        let content = self.out.split_off(start);
        self.boxes += 1;
        let id = self.boxes;
        let _ = write!(
            self.out,
            r#"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="5760000" cy="720000"/><wp:docPr id="{id}" name="文本框 {id}"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5760000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr><a:spAutoFit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect id="box{id}" style="width:453pt;height:57pt"><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#
        );
    }
}

/// Text for an element's content.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn document(body: &str) -> String {
    format!(
        r#"{HEAD}<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>"#
    )
}

fn content_types() -> String {
    let mut parts = String::new();
    for (part, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("footnotes", "footnotes"),
    ] {
        let _ = write!(parts, r#"<Override PartName="/word/{part}.xml" ContentType="{WORD}.{kind}+xml"/>"#);
    }
    format!(
        r#"{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>{parts}</Types>"#
    )
}

fn package_relationships() -> String {
    format!(
        r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>"#
    )
}

fn relationships() -> String {
    let mut list = String::new();
    for (index, part) in ["styles", "numbering", "footnotes"].iter().enumerate() {
        let _ = write!(
            list,
            r#"<Relationship Id="rId{}" Type="{OFFICE}/{part}" Target="{part}.xml"/>"#,
            index + 1
        );
    }
    format!(
        r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{list}</Relationships>"#
    )
}

fn properties(application: &str) -> String {
    format!(
        r#"{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>{application}</Application></Properties>"#
    )
}

fn styles() -> String {
    let heading = |level: u8, kind: &str| {
        let (name, outline) =
            if kind.is_empty() { ("heading", level - 1) } else { ("编号标题", level - 1) };
        let number = if kind.is_empty() {
            String::new()
        } else {
            format!(r#"<w:numPr><w:ilvl w:val="{outline}"/><w:numId w:val="1"/></w:numPr>"#)
        };
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{level}{kind}"><w:name w:val="{name} {level}"/><w:basedOn w:val="a"/><w:pPr>{number}<w:outlineLvl w:val="{outline}"/></w:pPr></w:style>"#
        )
    };
    let border = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#);
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    format!(
        r#"{HEAD}<w:styles xmlns:w="{MAIN}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>{}{}<w:style w:type="table" w:default="1" w:styleId="a0"><w:name w:val="Normal Table"/></w:style><w:style w:type="table" w:styleId="a1"><w:name w:val="Table Grid"/><w:basedOn w:val="a0"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style></w:styles>"#,
        [heading(1, ""), heading(2, "")].concat(),
        [heading(1, "n"), heading(2, "n")].concat()
    )
}

fn numbering() -> String {
    let level = |level: u8, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>"#
        )
    };
    let one = |id: u32, text: &str, format: &str| {
        format!(
            r#"<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>"#
        )
    };
    let mut lists = [one(1, "%1、", "chineseCounting"), one(2, "（%1）", "chineseCounting")].concat();
    lists.extend((3..9).map(|id| one(id, "%1.", "decimal")));
    let nums: String = (0..9)
        .map(|id| format!(r#"<w:num w:numId="{}"><w:abstractNumId w:val="{id}"/></w:num>"#, id + 1))
        .collect();
    format!(
        r#"{HEAD}<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{}{}</w:abstractNum>{lists}{nums}</w:numbering>"#,
        level(0, "%1、"),
        level(1, "（%2）")
    )
}

fn footnotes(count: u32) -> String {
    let mut notes = String::new();
    for id in 1..=count {
        let _ = write!(
            notes,
            r#"<w:footnote w:id="{id}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>以年底统计为准。</w:t></w:r></w:p></w:footnote>"#
        );
    }
    format!(r#"{HEAD}<w:footnotes xmlns:w="{MAIN}">{notes}</w:footnotes>"#)
}
