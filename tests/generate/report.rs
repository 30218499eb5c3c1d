//! A report and its printing. In: names, figures, text, troubles. Out: a [`Body`] and what a reader must find
//! in it. Does not know markup.

use super::body::{Block, Body, Paragraph, Role};
use super::expected::{Expected, Figure, Heading, Printed, Status};
use super::figures::{Figures, Size};
use super::ink::{Inkwell, chinese, full_width};
use super::layout;
use super::narrative::Narrative;
use super::official::Edition::{Y2019, Y2021};
use super::official::{self, Edition, SECTIONS};
use super::slips;
use super::table::Table;
use super::trouble::Trouble;
use super::{docx_rs_writer, ooxml, tables};
use std::collections::BTreeMap;

/// A report, before it is printed.
#[derive(Debug, Clone)]
pub struct Report {
    /// The body in the title.
    pub organization: String,
    /// The body in the signature.
    pub signatory: String,
    /// The year reported on.
    pub year: i32,
    /// Month and day of the signature, in the year after.
    pub signed: (u32, u32),
    /// What the tables state.
    pub figures: Figures,
    /// What the text states.
    pub narrative: Narrative,
    /// What went wrong in the typing.
    pub troubles: Vec<Trouble>,
    /// Cells written by hand: what the cell says and what it means.
    pub by_hand: BTreeMap<String, (String, Figure)>,
    /// Exact replacements of text, labels included: what should stand there and what does.
    pub typos: Vec<(String, String)>,
    /// The row of `applications` above which the table is cut; random where `None`.
    pub cut: Option<&'static str>,
    /// Whether the markup shows years of editing, or is as clean as a new document's.
    pub worn: bool,
    /// Decides everything that is random.
    pub seed: u64,
}

impl Report {
    /// A report on these figures, signed on 20 January.
    pub fn new(organization: &str, year: i32, figures: Figures) -> Self {
        Self {
            organization: organization.to_owned(),
            signatory: organization.to_owned(),
            year,
            signed: (1, 20),
            narrative: Narrative::of(organization, year, &figures),
            figures,
            troubles: Vec::new(),
            by_hand: BTreeMap::new(),
            typos: Vec::new(),
            cut: None,
            worn: true,
            seed: 1,
        }
    }

    /// A random report of one of the mixtures of editions that are met, and of one of these sizes, in turn.
    pub fn mixed(sizes: &[Size], seed: u64) -> Self {
        let editions = [(Y2021, Y2021), (Y2019, Y2019), (Y2021, Y2019)];
        let (disclosure, applications) = editions[seed as usize % 3];
        Self::random(disclosure, applications, sizes[seed as usize % sizes.len()], seed)
    }

    /// A random report, without troubles.
    pub fn random(disclosure: Edition, applications: Edition, size: Size, seed: u64) -> Self {
        const PLACES: [&str; 6] = ["临溪县", "云泽市", "青麓区", "北屏县", "南槐州", "澄湖市"];
        const BODIES: [&str; 6] =
            ["教育局", "农业农村局", "人民政府", "住房和城乡建设局", "水务局", "人民政府办公室"];
        let mut rng = super::rng(seed, "organization");
        let name = format!("{}{}", PLACES[rng.usize(0..6)], BODIES[rng.usize(0..6)]);
        let year = match applications {
            Edition::Y2019 => rng.i32(2019..=2020),
            Edition::Y2021 => rng.i32(2021..=2025),
        };
        let mut report = Self::new(&name, year, Figures::random(disclosure, applications, size, seed));
        report.signed = (rng.u32(1..=3), rng.u32(1..=28));
        report.seed = seed;
        report
    }

    /// The same report with these troubles.
    pub fn with(mut self, troubles: &[Trouble]) -> Self {
        self.troubles.extend_from_slice(troubles);
        self
    }

    /// The bytes of a .docx.
    pub fn to_docx(&self) -> Vec<u8> {
        ooxml::write(&self.body(), self.worn, self.seed)
    }

    /// The bytes of a .docx as docx-rs saves it; text boxes and footnotes are not among its gifts.
    pub fn to_docx_rs(&self) -> Vec<u8> {
        docx_rs_writer::write(&self.body())
    }

    /// What a reader must find.
    pub fn expected(&self) -> Expected {
        let body = self.body();
        let mut values = BTreeMap::new();
        for table in body.blocks.iter().flat_map(Block::tables) {
            for Printed { id, figure, .. } in table.values() {
                values.entry(id.clone()).or_insert_with(|| figure.clone());
            }
        }
        let mut otherwise = BTreeMap::new();
        for Printed { id, figure, .. } in body.blocks.iter().flat_map(Block::tables).flat_map(Table::repeated)
        {
            otherwise.insert(id.clone(), figure.clone());
        }
        // A row left blank and printed again with figures is no contradiction: it says nothing.
        if otherwise.keys().all(|id| values[id].status == Status::Blank) {
            values.append(&mut otherwise);
        }
        otherwise.retain(|id, figure| values[id] != *figure);
        let ids = official::ids(self.figures.disclosure, self.figures.applications);
        let missing = ids.into_iter().filter(|id| !values.contains_key(id)).collect();
        let headings = body.blocks.iter().flat_map(Block::paragraphs);
        let signed = !self.has(Trouble::SignatureMissing);
        let titled = !self.has(Trouble::TitleMissing);
        let (month, day) = self.signed;
        // Without a title who signs reports, on the year that the text says it covers.
        let covers = |line: &String| line.contains("年1月1日") && line.contains("12月31日");
        let named = if titled { Some(&self.organization) } else { Some(&self.signatory).filter(|_| signed) };
        Expected {
            organization: named.cloned(),
            year: (titled || self.narrative.preface.iter().any(covers)).then_some(self.year),
            signatory: signed.then(|| self.signatory.clone()),
            date: signed.then(|| format!("{}-{month:02}-{day:02}", self.year + 1)),
            disclosure: self.figures.disclosure,
            applications: self.figures.applications,
            headings: headings.filter_map(|paragraph| paragraph.heading.clone()).collect(),
            values,
            otherwise,
            missing,
        }
    }

    /// The report as blocks.
    pub fn body(&self) -> Body {
        let chosen = self.chosen();
        let inkwell = Inkwell {
            troubles: &self.troubles,
            by_hand: &self.by_hand,
            chosen: &chosen,
            cut: self.cut,
            seed: self.seed,
        };
        let [mut disclosure, mut applications, mut disputes] = layout::arrange(&self.figures, &inkwell);
        let mut at_end = Vec::new();
        if self.has(Trouble::TablesJoined) {
            let all: Vec<Block> = [disclosure, applications, disputes].concat();
            (disclosure, applications, disputes) = (vec![layout::joined(&all)], Vec::new(), Vec::new());
        } else if self.has(Trouble::TablesAtEnd) {
            for table in [&mut disclosure, &mut applications, &mut disputes] {
                at_end.append(table);
                at_end.push(Block::line("", Role::Text));
            }
        } else if self.has(Trouble::TableUnderOtherHeading) {
            applications.push(Block::line("", Role::Text));
            applications.append(&mut disputes);
        }
        let text = &self.narrative;
        let paragraphs = |lines: &[String]| -> Vec<Block> {
            lines.iter().map(|line| Block::line(line.as_str(), Role::Text)).collect()
        };
        let mut overview = paragraphs(&text.overview);
        for (index, (title, text)) in text.topics.iter().enumerate() {
            overview.extend(self.topic(index, title, text));
        }
        if self.has(Trouble::EarlierReports) {
            let earlier =
                |past: i32| format!("{}{}年政府信息公开工作年度报告", self.organization, self.year - past);
            overview.extend(paragraphs(&[earlier(1), earlier(2)]));
        }
        if self.has(Trouble::OtherTable) {
            overview.push(Block::Table(tables::channels()));
        }
        let contents = [
            overview,
            disclosure,
            applications,
            disputes,
            paragraphs(&text.problems),
            paragraphs(&text.other),
        ];
        let mut blocks = self.title();
        blocks.extend(paragraphs(&text.preface));
        if self.has(Trouble::Contents) {
            let line = |index: usize| {
                Block::line(
                    format!("{}{}\t{}", self.ordinal(index), SECTIONS[index].1, index + 1),
                    Role::Text,
                )
            };
            blocks.push(Block::line("目  录", Role::Caption));
            blocks.extend((0..6).map(line));
        }
        let numbered = |index: usize| !self.ordinal(index).is_empty();
        let headings: Vec<(usize, Block)> =
            (0..6).filter_map(|index| Some((index, self.heading(index)?))).collect();
        for (trouble, paged) in [(Trouble::ContentsBare, false), (Trouble::ContentsPaged, true)] {
            if self.has(trouble) && headings.iter().all(|(index, _)| numbered(*index)) {
                let typed = headings
                    .iter()
                    .flat_map(|(index, block)| Some((index, block.paragraphs().first()?.text.clone())));
                let page = |index: usize| if paged { format!(" {}", index + 1) } else { String::new() };
                blocks.push(Block::line("目  录", Role::Caption));
                blocks.extend(
                    typed.map(|(index, text)| Block::line(format!("{text}{}", page(*index)), Role::Text)),
                );
            }
        }
        for (index, mut content) in contents.into_iter().enumerate() {
            blocks.extend(self.heading(index));
            if self.has(Trouble::Caption) && (1..4).contains(&index) {
                blocks.push(Block::line("具体数据见下表。", Role::Text));
            }
            let before = index.checked_sub(1).and_then(|table| text.tables.get(table));
            blocks.extend(before.map(|lines| paragraphs(lines)).unwrap_or_default());
            blocks.append(&mut content);
        }
        blocks.append(&mut at_end);
        blocks.extend(self.signature());
        self.apply_typos(&mut blocks);
        Body { blocks, controls: self.has(Trouble::ContentControls) }
    }

    fn has(&self, trouble: Trouble) -> bool {
        self.troubles.contains(&trouble)
    }

    fn rng(&self, purpose: &str) -> fastrand::Rng {
        super::rng(self.seed, purpose)
    }

    /// The cell of `applications` that some troubles choose.
    fn chosen(&self) -> String {
        let rows = official::application_rows(self.figures.applications);
        let mut rng = self.rng("chosen");
        let row = rows[rng.usize(2..rows.len() - 2)].0;
        format!("applications.{row}.{}", official::APPLICANTS[rng.usize(0..6)].0)
    }

    fn title(&self) -> Vec<Block> {
        let Report { organization, year, .. } = self;
        let line = |text: &str| Block::line(text, Role::Title);
        let whole = format!("{organization}{year}年政府信息公开工作年度报告");
        let long = format!("{organization}{year}年度政府信息公开工作报告");
        let of = |trouble: Trouble| self.has(trouble);
        if of(Trouble::TitleOnTwoLines) {
            vec![line(&format!("{organization}{year}年政府信息公开工作")), line("年度报告")]
        } else if of(Trouble::TitleOnThreeLines) {
            vec![line(organization), line(&format!("{year}年政府信息公开工作")), line("年度报告")]
        } else if of(Trouble::TitleInTextBox) {
            vec![Block::TextBox(vec![line(&whole)])]
        } else if of(Trouble::TitleYearbook) {
            vec![line(&format!("{organization}{year}年政府信息公开年报"))]
        } else if of(Trouble::TitleShortYear) {
            vec![line(&format!("{organization}{:02}年政府信息公开工作年度报告", year % 100))]
        } else if of(Trouble::TitleRevised) {
            vec![line(&format!("{whole}（{}年3月修订后重新发布）", year + 1))]
        } else if of(Trouble::TitleBodyInBrackets) {
            vec![line(&format!("{year}年度政府信息公开工作年度报告")), line(&format!("（{organization}）"))]
        } else if of(Trouble::TitleQuoted) {
            vec![line(&format!("《{whole}》"))]
        } else if of(Trouble::TitleMissing) {
            Vec::new()
        } else if of(Trouble::TitleInTable) {
            vec![Block::Layout(vec![line(&whole)]), Block::line("", Role::Text)]
        } else if of(Trouble::TitleTwice) {
            vec![line(&whole), Block::line("", Role::Text), line(&whole)]
        } else if of(Trouble::TitleAbout) {
            vec![line(organization), line(&format!("关于{year}年度政府信息公开情况的报告"))]
        } else if of(Trouble::TitleYearLong) {
            vec![line(&long)]
        } else if of(Trouble::TitleSpaced) {
            vec![line(organization), line(&format!("{year} 年 政 府 信 息 公 开 工 作 年 度 报 告"))]
        } else {
            vec![line(&whole)]
        }
    }

    fn signature(&self) -> Vec<Block> {
        let line = |text: String| Block::line(text, Role::Right);
        let (year, (month, day)) = (self.year + 1, self.signed);
        let plain = format!("{year}年{month}月{day}日");
        let date = if self.has(Trouble::DateChinese) {
            let digit = |c: char| "〇一二三四五六七八九".chars().nth(c.to_digit(10)? as usize);
            let year: String = year.to_string().chars().filter_map(digit).collect();
            format!("{year}年{}月{}日", chinese(u64::from(month)), chinese(u64::from(day)))
        } else if self.has(Trouble::DateDots) {
            format!("{year}.{month}.{day}")
        } else if self.has(Trouble::DateHyphens) {
            format!("{year}-{month:02}-{day:02}")
        } else if self.has(Trouble::DateFullWidth) {
            full_width(&plain)
        } else {
            plain
        };
        if self.has(Trouble::SignatureMissing) {
            Vec::new()
        } else if self.has(Trouble::SignatureOnOneLine) {
            vec![line(format!("{}  {date}", self.signatory))]
        } else if self.has(Trouble::SignatureSpaced) {
            let spread: Vec<String> = self.signatory.chars().map(String::from).collect();
            vec![line(spread.join("\u{3000}")), line(date)]
        } else {
            vec![line(self.signatory.clone()), line(date)]
        }
    }

    fn is_automatic(&self) -> bool {
        self.has(Trouble::HeadingsAutomatic) || self.has(Trouble::HeadingsStyledAutomatic)
    }

    fn is_styled(&self) -> bool {
        self.has(Trouble::HeadingsStyled) || self.has(Trouble::HeadingsStyledAutomatic)
    }

    /// The typed ordinal of a section of the form.
    fn ordinal(&self, index: usize) -> String {
        let number = chinese(index as u64 + 1);
        if self.is_automatic() || self.has(Trouble::HeadingsBold) {
            String::new()
        } else if self.has(Trouble::HeadingsArabic) {
            format!("{}.", index + 1)
        } else if self.has(Trouble::HeadingsParts) {
            format!("第{number}部分 ")
        } else if self.has(Trouble::HeadingsInBrackets) {
            format!("（{number}）")
        } else if self.has(Trouble::HeadingsPunctuated) {
            format!("{number}{}", ["．", "：", " ", "\u{3000}", ".", "、"][index])
        } else if self.has(Trouble::HeadingsMixed) && index > 2 {
            format!("{}. ", index + 1)
        } else {
            format!("{number}、")
        }
    }

    fn heading(&self, index: usize) -> Option<Block> {
        let (id, official) = SECTIONS[index];
        if self.has(Trouble::HeadingsGone) || self.has(Trouble::HeadingMissing) && id == "applications" {
            return None;
        }
        let mut rng = self.rng(&format!("heading {id}"));
        let mut title = official.to_owned();
        let variants = official::heading_variants(id);
        if self.has(Trouble::HeadingVariants) && !variants.is_empty() {
            title = variants[rng.usize(0..variants.len())].to_owned();
        } else if self.has(Trouble::HeadingTypos) && rng.bool() {
            title = slips::mistype(official, &mut rng);
        }
        let mut paragraph = Paragraph::new(format!("{}{title}", self.ordinal(index)), Role::Heading(1));
        paragraph.styled = self.is_styled();
        let numbered = self.is_automatic() || self.has(Trouble::HeadingsNumberedTwice);
        paragraph.automatic = numbered.then_some(0);
        paragraph.heading = Some(Heading { id: Some(id.to_owned()), level: 1, title });
        Some(Block::Paragraph(paragraph))
    }

    fn topic(&self, index: usize, title: &str, text: &str) -> Vec<Block> {
        let number = chinese(index as u64 + 1);
        let automatic = self.is_automatic();
        let ordinal = if automatic {
            String::new()
        } else if self.has(Trouble::HeadingsInBrackets) {
            format!("{}.", index + 1)
        } else {
            format!("（{number}）")
        };
        let heading = Heading { id: None, level: 2, title: title.to_owned() };
        let run_in = self.has(Trouble::SubheadingsRunIn);
        let line = if run_in { format!("{ordinal}{title}。{text}") } else { format!("{ordinal}{title}") };
        let mut paragraph = Paragraph::new(line, Role::Heading(2));
        paragraph.styled = self.is_styled() && !run_in;
        paragraph.automatic = automatic.then_some(1);
        paragraph.heading = Some(heading);
        if run_in {
            paragraph.role = Role::Text;
            return vec![Block::Paragraph(paragraph)];
        }
        vec![Block::Paragraph(paragraph), Block::line(text, Role::Text)]
    }

    fn apply_typos(&self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    for (right, wrong) in &self.typos {
                        paragraph.text = paragraph.text.replace(right, wrong);
                        if let Some(heading) = &mut paragraph.heading {
                            heading.title = heading.title.replace(right, wrong);
                        }
                    }
                }
                Block::Table(table) => {
                    for line in table.cells.iter_mut().flat_map(|cell| &mut cell.text) {
                        for (right, wrong) in &self.typos {
                            *line = line.replace(right, wrong);
                        }
                    }
                }
                Block::Layout(inner) | Block::TextBox(inner) => self.apply_typos(inner),
            }
        }
    }
}

/// Several reports one after another in a single document.
pub fn collection(reports: &[Report]) -> Vec<u8> {
    let blocks = reports.iter().flat_map(|report| report.body().blocks).collect();
    ooxml::write(&Body { blocks, controls: false }, true, reports.len() as u64)
}
