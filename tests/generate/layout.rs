//! Where tables stand and how they are cut. In: a report's figures and troubles. Out: the blocks of its
//! three tables. Does not know markup.

use super::body::{Block, Paragraph, Role};
use super::expected::{Heading, Printed, Status};
use super::figures::Figures;
use super::ink::Inkwell;
use super::official;
use super::relayout;
use super::slips;
use super::table::{Aside, Below, Cell, Table, Use};
use super::tables;
use super::trouble::Trouble;

/// The blocks of `disclosure`, `applications`, `disputes`.
pub fn arrange(figures: &Figures, inkwell: &Inkwell) -> [Vec<Block>; 3] {
    let worker = Worker { figures, inkwell };
    [worker.disclosure(), worker.applications(), worker.disputes()].map(|pieces| worker.stand(pieces))
}

struct Worker<'a> {
    figures: &'a Figures,
    inkwell: &'a Inkwell<'a>,
}

impl Worker<'_> {
    fn has(&self, trouble: Trouble) -> bool {
        self.inkwell.troubles.contains(&trouble)
    }

    fn rng(&self, purpose: &str) -> fastrand::Rng {
        super::rng(self.inkwell.seed, purpose)
    }

    fn disclosure(&self) -> Vec<Block> {
        let ink = |printed: Printed| self.inkwell.write(printed);
        let made = if self.has(Trouble::DisclosureInFour) {
            tables::disclosure_blocks(self.figures, &ink)
        } else if self.has(Trouble::DisclosureNamesLeft) {
            vec![tables::disclosure_names_left(self.figures, &ink)]
        } else if self.has(Trouble::DisclosureCut) {
            let table = tables::disclosure(self.figures, &ink);
            let row = self.rng("disclosure cut").usize(2..table.height());
            let (upper, lower) = table.cut(row, Below::Repeated);
            vec![upper, lower]
        } else if self.has(Trouble::DisclosureRecord) {
            vec![tables::disclosure_record(self.figures, &ink)]
        } else if self.has(Trouble::DisclosureList) {
            vec![tables::disclosure_list(self.figures, &ink)]
        } else if self.has(Trouble::DisclosureYears) {
            vec![tables::disclosure_years(self.figures, &ink, self.years())]
        } else {
            vec![tables::disclosure(self.figures, &ink)]
        };
        let mut made = made;
        let in_yuan = self.has(Trouble::DisclosureUnitLine) && self.captions() && in_yuan(&mut made);
        let mut blocks = self.finish(made, "disclosure");
        if in_yuan {
            blocks.insert(0, Block::line("单位：件、元", Role::Right));
        }
        blocks
    }

    /// Whether lines above tables stay there.
    fn captions(&self) -> bool {
        !self.has(Trouble::TablesJoined)
    }

    /// What last year and this are called.
    fn years(&self) -> [&'static str; 2] {
        if self.inkwell.seed.is_multiple_of(2) {
            ["上年", "本年"]
        } else {
            ["上年度数", "本年度数"]
        }
    }

    fn disputes(&self) -> Vec<Block> {
        let ink = |printed: Printed| self.inkwell.write(printed);
        let made = if self.has(Trouble::DisputesInThree) {
            tables::disputes_in_three(self.figures, &ink)
        } else if self.has(Trouble::DisputesHeaderApart) {
            let (header, figures) = tables::disputes(self.figures, &ink).cut(3, Below::Repeated);
            vec![header, figures]
        } else if self.has(Trouble::DisputesOnSide) {
            vec![tables::disputes_on_side(self.figures, &ink)]
        } else if self.has(Trouble::DisputesSquare) {
            vec![tables::disputes_square(self.figures, &ink)]
        } else if self.has(Trouble::DisputesFlat) {
            vec![tables::disputes_flat(self.figures, &ink)]
        } else if self.has(Trouble::DisputesFolded) {
            tables::disputes_folded(self.figures, &ink)
        } else if self.has(Trouble::DisputesYears) {
            vec![tables::disputes_years(self.figures, &ink, self.years())]
        } else if self.has(Trouble::DisputesLastYear) && self.captions() {
            let table = tables::disputes(self.figures, &ink);
            let mut last = table.clone();
            last.cells = last.cells.into_iter().map(was).collect();
            return self.named(vec![last, table], &["上年情况", "本年情况"]);
        } else if self.captions() && self.has(Trouble::DisputesCaptioned) {
            let names =
                ["（一）行政复议", "（二）行政诉讼（未经复议直接起诉）", "（三）行政诉讼（复议后起诉）"];
            return self.named(tables::disputes_unnamed(self.figures, &ink), &names);
        } else if self.captions() && self.has(Trouble::DisputesCaptionedFreely) {
            let names =
                ["表1 行政复议情况", "表2 未经复议直接起诉的行政诉讼情况", "表3 复议后起诉的行政诉讼情况"];
            return self.named(tables::disputes_unnamed(self.figures, &ink), &names);
        } else {
            vec![tables::disputes(self.figures, &ink)]
        };
        self.finish(made, "disputes")
    }

    /// Tables of `disputes`, each under a line.
    fn named(&self, made: Vec<Table>, names: &[&str]) -> Vec<Block> {
        let mut blocks = self.finish(made, "disputes");
        blocks.retain(|block| matches!(block, Block::Table(_)));
        let with_name = |(name, table): (&&str, Block)| {
            let mut line = Paragraph::new(*name, Role::Caption);
            // A line with an ordinal is a heading as well.
            line.heading = name.starts_with('（').then(|| Heading {
                id: None,
                level: 2,
                title: slips::without_ordinal(name),
            });
            [Block::Paragraph(line), table]
        };
        names.iter().zip(blocks).flat_map(with_name).collect()
    }

    fn applications(&self) -> Vec<Block> {
        let ink = |printed: Printed| self.inkwell.write(printed);
        let flat = [Trouble::LabelsFlat, Trouble::LabelsFlatBlank].into_iter().find(|flat| self.has(*flat));
        let mut table = match flat {
            Some(flat) => tables::applications_flat(self.figures, &ink, flat == Trouble::LabelsFlatBlank),
            None => tables::applications(self.figures, &ink),
        };
        self.rows(&mut table);
        self.columns(&mut table);
        if self.has(Trouble::RowShort) {
            let mut rng = self.rng("row short");
            let row = table.header_height() + rng.usize(4..19);
            let first = table.width() - rng.usize(1..=3);
            table.cells.retain(|cell| cell.row != row || cell.column < first);
        }
        if self.has(Trouble::DigitsSplit) {
            split_digits(&mut table, &mut self.rng("digits split"));
        }
        self.labels(&mut table, "applications");
        if self.has(Trouble::ColumnNumbers) {
            relayout::column_numbers(&mut table);
        }
        let pieces = match self.has(Trouble::ColumnsFolded) {
            true => {
                let (left, right) = relayout::folded(&table, self.rng("folded").usize(2..6));
                vec![left, right]
            }
            false => vec![table],
        };
        let mut blocks = Vec::new();
        for (number, mut piece) in pieces.into_iter().enumerate() {
            if number > 0 {
                blocks.push(Block::line("", Role::Text));
            } else {
                self.unit_row(&mut piece);
                self.title_row(&mut piece, "applications");
            }
            self.note_row(&mut piece);
            self.asides(&mut piece);
            blocks.extend(self.cut(piece));
        }
        self.copies(blocks)
    }

    /// The table once more, as a copy that was left in the file.
    fn copies(&self, blocks: Vec<Block>) -> Vec<Block> {
        let copy = |write: &dyn Fn(&str) -> String| -> Vec<Block> {
            let mut copied = blocks.clone();
            for block in &mut copied {
                let Block::Table(table) = block else { continue };
                let figure = |cell: &&mut Cell| matches!(cell.use_, Use::Value(_) | Use::Again(_));
                for cell in table.cells.iter_mut().filter(figure) {
                    cell.text = vec![write(&cell.text.concat())];
                    cell.aside = None;
                    cell.use_ = Use::Extra;
                }
            }
            copied
        };
        let between = || vec![Block::line("", Role::Text)];
        let blank = |_: &str| String::new();
        let other = |text: &str| text.replace('0', "3").replace('１', "２").replace('1', "4");
        if self.has(Trouble::LastYearBefore) && self.captions() {
            let name = |text: &str| vec![Block::line(text, Role::Caption)];
            // Of a folded table each part is named.
            let named = |blocks: Vec<Block>, text: &str| -> Vec<Block> {
                let folded = self.has(Trouble::ColumnsFolded);
                let names = |(n, block): (usize, Block)| match block {
                    Block::Table(_) if n == 0 || folded => [name(text), vec![block]].concat(),
                    block => vec![block],
                };
                blocks.into_iter().enumerate().flat_map(names).collect()
            };
            return [named(copy(&other), "上年度情况"), named(blocks.clone(), "本年度情况")].concat();
        }
        if self.has(Trouble::LastYearInHeader) {
            let under = |mut blocks: Vec<Block>, text: &str| {
                let parts = if self.has(Trouble::ColumnsFolded) { blocks.len() } else { 1 };
                for block in blocks.iter_mut().take(parts) {
                    let Block::Table(table) = block else { continue };
                    relayout::title_row(table, text);
                }
                blocks
            };
            return [under(copy(&other), "上年度"), between(), under(blocks.clone(), "本年度")].concat();
        }
        if self.has(Trouble::BlankCopyBefore) {
            [copy(&blank), between(), blocks.clone()].concat()
        } else if self.has(Trouble::BlankCopyAfter) {
            [blocks.clone(), between(), copy(&blank)].concat()
        } else if self.has(Trouble::DraftCopyAfter) {
            [blocks.clone(), between(), copy(&other)].concat()
        } else {
            blocks
        }
    }

    /// Labels, unit row and marks for tables that are not cut.
    fn finish(&self, made: Vec<Table>, purpose: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (index, mut table) in made.into_iter().enumerate() {
            if index > 0 {
                blocks.push(Block::line("", Role::Text));
            }
            self.labels(&mut table, &format!("{purpose} {index}"));
            if self.has(Trouble::ColumnNumbers)
                && purpose == "disputes"
                && index == 0
                && !self.has(Trouble::DisputesYears)
            {
                let headed = table.values().next().is_some() && table.header_height() > 0;
                // A list has no columns to number.
                if headed && table.width() > 4 {
                    relayout::column_numbers(&mut table);
                }
            }
            if index == 0 {
                self.unit_row(&mut table);
                self.title_row(&mut table, purpose);
            }
            self.note_row(&mut table);
            self.asides(&mut table);
            blocks.push(Block::Table(table));
        }
        blocks
    }

    fn rows(&self, table: &mut Table) {
        let mut rng = self.rng("rows");
        let head = table.header_height();
        if self.has(Trouble::RowRepeated) {
            table.repeat_row(head + rng.usize(4..19));
        }
        if self.has(Trouble::RowRepeatedOtherwise) {
            let row = head + rng.usize(4..19);
            table.repeat_row(row);
            for cell in table.cells.iter_mut().filter(|cell| cell.row == row + 1) {
                let Use::Value(first) = cell.use_.clone() else { continue };
                *cell = was(cell.clone());
                cell.use_ = Use::Again(Printed::plain(&first.id, &cell.text.concat()));
            }
        }
        if self.has(Trouble::RowMissing) {
            table.remove_row(head + rng.usize(5..19));
        }
        if self.has(Trouble::RowExtra) {
            let row = head + rng.usize(6..12);
            table.open_row(row);
            let column = table.at(row - 1, 2).map_or(2, |cell| cell.column);
            table.cells.push(Cell::new(row, column, "属于商业秘密或者个人隐私", Use::Extra));
            table.cells.extend((3..10).map(|column| Cell::new(row, column, "0", Use::Extra)));
        }
    }

    fn columns(&self, table: &mut Table) {
        let (head, height) = (table.header_height(), table.height());
        let extra = |column: usize, label: &str, text: &dyn Fn(usize) -> String| {
            let mut cells = vec![Cell::new(0, column, label, Use::Extra).spanning(head, 1)];
            cells.extend((head..height).map(|row| Cell::new(row, column, &text(row), Use::Extra)));
            cells
        };
        if self.has(Trouble::SerialColumn) {
            table.move_by(0, 1);
            table.cells.extend(extra(0, "序号", &|row| (row - head + 1).to_string()));
        }
        if self.has(Trouble::LineNumbers) {
            relayout::line_numbers(table, "行次");
        }
        if self.has(Trouble::TotalFirst) {
            let (first, last) = (table.width() - 7, table.width() - 1);
            for cell in &mut table.cells {
                if cell.column == last {
                    cell.column = first;
                } else if cell.column >= first && cell.columns < 7 {
                    cell.column += 1;
                }
            }
        }
        if self.has(Trouble::TotalColumnMissing) {
            table.remove_column(table.width() - 1);
        }
        if self.has(Trouble::RemarkColumn) {
            table.cells.extend(extra(table.width(), "备注", &|_| String::new()));
        }
    }

    fn labels(&self, table: &mut Table, purpose: &str) {
        let mut rng = self.rng(&format!("labels {purpose}"));
        for cell in &mut table.cells {
            let is_header = matches!(cell.use_, Use::Header);
            if !matches!(cell.use_, Use::Header | Use::Label | Use::Banner) {
                continue;
            }
            if self.has(Trouble::DisclosureHeaderLost) && cell.text[0] == "本年新" {
                cell.text.truncate(1);
            }
            if self.has(Trouble::RowOrdinalsAutomatic) && matches!(cell.use_, Use::Label) {
                cell.list = slips::list_of(&cell.text.concat());
            }
            if self.has(Trouble::RowOrdinalsMissing) || cell.list.is_some() {
                cell.text = vec![slips::without_ordinal(&cell.text.concat())];
            }
            if self.has(Trouble::LabelRemarks) && rng.u8(0..4) == 0 && !matches!(cell.use_, Use::Banner) {
                cell.text = vec![slips::remark(&cell.text.concat(), &mut rng)];
            }
            if self.has(Trouble::TotalRenamed) {
                cell.text = cell.text.iter().map(|line| line.replace("总计", "合计")).collect();
            }
            if self.has(Trouble::LabelTypos) && rng.u8(0..5) == 0 {
                cell.text = vec![slips::mistype(&cell.text.concat(), &mut rng)];
            }
            if self.has(Trouble::LabelBlanks) && rng.u8(0..3) == 0 {
                cell.text = vec![slips::spread(&cell.text.concat(), &mut rng)];
            }
            if self.has(Trouble::HeaderUpright) && is_header && cell.text.concat().chars().count() <= 4 {
                cell.text = cell.text.concat().chars().map(String::from).collect();
            }
        }
    }

    fn title_row(&self, table: &mut Table, section: &str) {
        if self.has(Trouble::TitleRow) {
            let place = official::SECTIONS.iter().position(|(id, _)| *id == section);
            let number = place.map_or(String::new(), |place| super::ink::chinese(place as u64 + 1));
            let title = place.map_or("", |place| official::SECTIONS[place].1);
            relayout::title_row(table, &format!("{number}、{title}"));
        }
    }

    fn note_row(&self, table: &mut Table) {
        if self.has(Trouble::NoteRow) {
            let notes = ["注：本表数据由各科室报送。", "填表人：王某　　联系电话：0991-1234567"];
            relayout::note_row(table, notes[self.inkwell.seed as usize % 2]);
        }
    }

    fn unit_row(&self, table: &mut Table) {
        if self.has(Trouble::UnitRow) {
            let width = table.width();
            table.open_row(0);
            table.cells.push(Cell::new(0, 0, "单位：件", Use::Extra).spanning(1, width));
        }
    }

    /// Marks beside the figures. The lists of the rows are told apart by the label above them.
    fn asides(&self, table: &mut Table) {
        let mut rng = self.rng("asides");
        let asides = [
            (Trouble::Footnotes, Aside::Footnote),
            (Trouble::TrackedChanges, Aside::Tracked),
            (Trouble::HiddenText, Aside::Hidden),
            (Trouble::FigureNested, Aside::Nested),
        ];
        let asides: Vec<Aside> =
            asides.into_iter().filter(|(trouble, _)| self.has(*trouble)).map(|(_, aside)| aside).collect();
        for cell in table.cells.iter_mut().filter(|cell| matches!(cell.use_, Use::Value(_))) {
            if cell.text != [""] && rng.u8(0..8) == 0 {
                cell.aside = rng.choice(&asides).copied();
            }
        }
        let groups: Vec<(usize, usize)> = table
            .cells
            .iter()
            .filter(|cell| cell.list == Some(3) && cell.rows > 1)
            .map(|cell| (cell.row, cell.row + cell.rows))
            .collect();
        for cell in table.cells.iter_mut().filter(|cell| cell.list == Some(4)) {
            let group = groups.iter().position(|(first, end)| (*first..*end).contains(&cell.row));
            cell.list = Some(4 + group.unwrap_or(0) as u32);
        }
    }

    fn cut(&self, mut table: Table) -> Vec<Block> {
        let mut rng = self.rng("cut");
        let head = table.header_height();
        let row = match self.inkwell.cut {
            Some(id) => row_of(&table, id),
            None => head + rng.usize(5..tables::rows_of(self.figures.applications) - 3),
        };
        if self.has(Trouble::MergeCutRepeated) || self.has(Trouble::HeaderRepeated) {
            table.cut_merges(row, Below::Repeated);
        }
        if self.has(Trouble::MergeCutBlank) {
            table.cut_merges(row, Below::Blank);
        }
        if self.has(Trouble::HeaderRepeated) {
            let header = table.head(head);
            let (mut upper, lower) = table.cut(row, Below::Repeated);
            upper.stack(&header);
            upper.stack(&lower);
            return vec![Block::Table(upper)];
        }
        let with_header = self.has(Trouble::TableCutWithHeader) || self.has(Trouble::TableCutTwice);
        let below = if self.has(Trouble::TableCutBlank) { Below::Blank } else { Below::Repeated };
        let between = if self.has(Trouble::TableCutContinued) { "（续表）" } else { "" };
        let cuts = [Trouble::TableCut, Trouble::TableCutBlank, Trouble::TableCutContinued];
        if !with_header && !cuts.iter().any(|trouble| self.has(*trouble)) {
            return vec![Block::Table(table)];
        }
        let header = table.head(head);
        let mut blocks = Vec::new();
        let rows = if self.has(Trouble::TableCutTwice) { vec![row, head + 3] } else { vec![row] };
        for row in rows {
            let (upper, lower) = table.cut(row, below);
            let mut piece = if with_header { header.clone() } else { Table::default() };
            piece.stack(&lower);
            blocks.insert(0, Block::Table(piece));
            blocks.insert(0, Block::line(between, Role::Caption));
            table = upper;
        }
        blocks.insert(0, Block::Table(table));
        blocks
    }

    fn stand(&self, pieces: Vec<Block>) -> Vec<Block> {
        let wrap = |block: Block| match block {
            table @ Block::Table(_) if self.has(Trouble::TablesInLayoutTable) => Block::Layout(vec![table]),
            table @ Block::Table(_) if self.has(Trouble::TablesInTextBox) => Block::TextBox(vec![table]),
            other => other,
        };
        pieces.into_iter().map(wrap).collect()
    }
}

/// A figure as last year's report had it; other cells as they are.
fn was(cell: Cell) -> Cell {
    if matches!(cell.use_, Use::Value(_)) { tables::of_last_year(cell) } else { cell }
}

/// Turns the amount of `disclosure` into yuan and takes the unit out of its header; not where it is written
/// otherwise than in digits.
fn in_yuan(made: &mut [Table]) -> bool {
    let mut done = false;
    for cell in made.iter_mut().flat_map(|table| &mut table.cells) {
        let Use::Value(printed) = &cell.use_ else { continue };
        let digits = printed.raw.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if printed.id.ends_with(".amount_10k_yuan") && digits && !printed.raw.is_empty() {
            let yuan = tables::with_unit(printed.clone(), true);
            let digits = yuan.raw.trim_end_matches('元').to_owned();
            let yuan = yuan.written(digits);
            cell.text = vec![yuan.raw.clone()];
            cell.use_ = Use::Value(yuan);
            done = true;
        }
    }
    for cell in made.iter_mut().flat_map(|table| &mut table.cells).filter(|_| done) {
        if cell.text.concat() == "本年收费金额（单位：万元）" {
            cell.text = vec!["本年收费金额".to_owned()];
        }
    }
    done
}

/// The row that holds the figures of this row id.
fn row_of(table: &Table, id: &str) -> usize {
    let start = format!("applications.{id}.");
    let holds = |cell: &&Cell| matches!(&cell.use_, Use::Value(printed) if printed.id.starts_with(&start));
    table.cells.iter().find(holds).map(|cell| cell.row).expect("a row of the form")
}

/// One number of several digits over two cells.
fn split_digits(table: &mut Table, rng: &mut fastrand::Rng) {
    table.scale_columns(2);
    let long = |cell: &Cell| {
        let digits = cell.text.concat();
        matches!(cell.use_, Use::Value(_)) && digits.len() > 1 && digits.bytes().all(|c| c.is_ascii_digit())
    };
    let candidates: Vec<usize> = (0..table.cells.len()).filter(|index| long(&table.cells[*index])).collect();
    if let Some(index) = rng.choice(candidates) {
        let digits = table.cells[index].text.concat();
        let at = rng.usize(1..digits.len());
        let mut right = table.cells[index].clone();
        right.column += 1;
        right.columns = 1;
        right.text = vec![digits[at..].to_owned()];
        right.use_ = Use::Extra;
        table.cells[index].columns = 1;
        table.cells[index].text = vec![digits[..at].to_owned()];
        table.cells.push(right);
    }
}

/// All tables among these blocks in one, and the other blocks after it.
pub fn joined(blocks: &[Block]) -> Block {
    let mut whole = Table::default();
    for table in blocks.iter().flat_map(Block::tables) {
        if whole.cells.is_empty() { whole = table.clone() } else { whole.stack(table) }
    }
    Block::Table(whole)
}
