//! Annual statistics of administrative enforcement as three provinces print them. In: names and figures. Out: the
//! bytes of a .docx and the values in it. Knows the layouts from published reports; does not know gouji.

use super::body::{Block, Body, Role};
use super::expected::{Printed, Status};
use super::ink::chinese;
use super::ooxml;
use super::relayout;
use super::slips;
use super::table::{Cell, Table, Use};
use std::collections::BTreeMap;

/// How a province prints the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Eleven columns of penalties, 宗 and 万元, two parts with captions that repeat body and year.
    Combined,
    /// Fourteen columns of penalties, 宗 and 元.
    Detailed,
    /// Ten columns of penalties in the order of the older law, 件 and 元; licenses first, a label beside the only
    /// row, other acts as a list.
    Earlier,
}

/// Statistics, before they are printed.
#[derive(Debug, Clone)]
pub struct Statistics {
    /// The body in title and signature.
    pub organization: String,
    /// The year reported on.
    pub year: i32,
    /// How they are printed.
    pub layout: Layout,
    /// Figures by id; those not given are 0. Amounts are in yuan.
    pub figures: BTreeMap<String, i64>,
    /// What was done to the tables.
    pub messes: Vec<Mess>,
    /// Decides what is random in the markup.
    pub seed: u64,
}

macro_rules! messes {
    ($($(#[$doc:meta])* $name:ident $kind:literal,)*) => {
        /// What a clerk does to the tables; of one kind there is at most one at a time.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Mess { $($(#[$doc])* $name,)* }

        impl Mess {
            /// All of them.
            pub const ALL: &[Mess] = &[$(Mess::$name,)*];

            fn kind(self) -> &'static str {
                match self { $(Mess::$name => $kind,)* }
            }
        }
    };
}

messes! {
    /// Last year's row above this year's.
    YearRows "layout",
    /// Last year's table before this year's, each named by a line.
    YearTables "layout",
    /// The columns of each table as two tables.
    Folded "layout",
    /// The columns of each table in two rows, each under its own header.
    FoldedInOne "layout",
    /// A label and a figure a row.
    Lists "layout",
    /// The same with last year's figures in a column before this year's.
    ListsOfYears "layout",
    /// The header and the row of figures as two tables.
    HeaderApart "layout",
    /// A row over each table that says its unit.
    UnitRow "top",
    /// A row over each table that says what it is.
    TitleRow "top",
    /// A row under each table for a note.
    NoteRow "bottom",
    /// A row of numbers under the header.
    ColumnNumbers "numbers",
    /// A first column of serial numbers.
    SerialColumn "first",
    /// A first column that names the body.
    BodyColumn "first",
    /// All tables pasted into one.
    Joined "standing",
    /// The tables inside tables of one cell.
    InLayoutTables "standing",
    /// Typing slips in a fifth of the labels.
    LabelTypos "slips",
    /// Blanks inside labels.
    LabelBlanks "blanks",
    /// Headers one character a line.
    HeaderUpright "upright",
    /// Nothing for zero.
    Blanks "zeros",
    /// A dash for zero.
    Dashes "zeros",
}

impl Mess {
    /// One to `most` that go together.
    pub fn combination(most: usize, rng: &mut fastrand::Rng) -> Vec<Mess> {
        let mut chosen: Vec<Mess> = Vec::new();
        for _ in 0..rng.usize(1..=most) {
            let mess = Mess::ALL[rng.usize(0..Mess::ALL.len())];
            if chosen.iter().all(|other| other.kind() != mess.kind()) {
                chosen.push(mess);
            }
        }
        // Not read right together yet: a folded table beside the name of the body or with numbered columns, a note between a header and its
        // figures.
        let has = |mess: Mess, chosen: &[Mess]| chosen.contains(&mess);
        if has(Mess::Folded, &chosen) || has(Mess::FoldedInOne, &chosen) {
            chosen.retain(|mess| !matches!(mess, Mess::BodyColumn | Mess::ColumnNumbers));
        }
        if has(Mess::HeaderApart, &chosen) {
            chosen.retain(|mess| *mess != Mess::NoteRow);
        }
        chosen.sort();
        chosen
    }
}

/// Id and header of a column.
type Column<'a> = (&'a str, &'a str);

const COMBINED: [Column<'static>; 9] = [
    ("warning_or_criticism", "警告、通报批评"),
    ("fine", "罚款"),
    ("confiscation", "没收违法所得、没收非法财物"),
    ("suspension_or_downgrade", "暂扣许可证、执照，降低资质等级"),
    ("revocation", "吊销许可证、执照"),
    ("business_restriction", "限制开展生产经营活动"),
    ("closure", "责令停产停业、责令关闭、限制从业"),
    ("detention", "行政拘留"),
    ("other", "其他行政处罚"),
];
const DETAILED: [Column<'static>; 12] = [
    ("warning", "警告"),
    ("criticism", "通报批评"),
    ("fine", "罚款"),
    ("confiscation", "没收违法所得、没收非法财物"),
    ("suspension", "暂扣许可证件"),
    ("downgrade", "降低资质等级"),
    ("business_restriction", "限制开展生产经营活动"),
    ("suspension_of_business", "责令停产停业"),
    ("closure_or_ban", "责令关闭、限制从业"),
    ("revocation", "吊销许可证件"),
    ("detention", "行政拘留"),
    ("other", "其他行政处罚"),
];
const EARLIER: [Column<'static>; 8] = [
    ("warning", "警告"),
    ("fine", "罚款"),
    ("confiscation", "没收违法所得、没收非法财物"),
    ("suspension", "暂扣许可证、执照"),
    ("suspension_of_business", "责令停产停业"),
    ("revocation", "吊销许可证、执照"),
    ("detention", "行政拘留"),
    ("other", "其他行政处罚"),
];
const LICENSE: [Column<'static>; 5] = [
    ("applied", "申请数量"),
    ("accepted", "受理数量"),
    ("granted", "许可数量"),
    ("refused", "不予许可数量"),
    ("revoked", "撤销许可数量"),
];
const MEASURES: [Column<'static>; 4] = [
    ("seal", "查封场所、设施或者财物"),
    ("detain", "扣押财物"),
    ("freeze", "冻结存款、汇款"),
    ("other_measure", "其他行政强制措施"),
];
const EXECUTIONS: [Column<'static>; 6] = [
    ("surcharge", "加处罚款或者滞纳金"),
    ("transfer", "划拨存款、汇款"),
    ("auction", "拍卖或者依法处理查封、扣押的场所、设施或者财物"),
    ("restoration", "排除妨碍、恢复原状"),
    ("substitute_performance", "代履行"),
    ("other_execution", "其他强制执行"),
];
const OTHER: [Column<'static>; 9] = [
    ("collection", "行政征收次数"),
    ("collection_amount_10k_yuan", "征收总金额"),
    ("inspection", "行政检查次数"),
    ("expropriation", "行政征用次数"),
    ("adjudication", "行政裁决次数"),
    ("confirmation", "行政确认次数"),
    ("payment", "行政给付次数"),
    ("reward", "行政奖励次数"),
    ("other", "其他行政执法行为"),
];

impl Layout {
    /// Every layout.
    pub const ALL: [Layout; 3] = [Layout::Combined, Layout::Detailed, Layout::Earlier];

    fn kinds(self) -> &'static [Column<'static>] {
        match self {
            Layout::Combined => &COMBINED,
            Layout::Detailed => &DETAILED,
            Layout::Earlier => &EARLIER,
        }
    }

    fn counter(self) -> &'static str {
        if self == Layout::Earlier { "件" } else { "宗" }
    }

    fn money(self) -> &'static str {
        if self == Layout::Combined { "万元" } else { "元" }
    }
}

fn id(table: &str, column: &str) -> String {
    format!("{table}.this_year.{column}")
}

impl Statistics {
    /// Statistics with these figures and the totals they make.
    pub fn new(organization: &str, year: i32, layout: Layout, figures: &[(&str, i64)]) -> Self {
        let figures = figures
            .iter()
            .map(|(name, figure)| {
                let (table, column) = name.split_once('.').expect("table and column");
                (id(table, column), *figure)
            })
            .collect();
        let mut made = Self {
            organization: organization.to_owned(),
            year,
            layout,
            figures,
            messes: Vec::new(),
            seed: 1,
        };
        made.add_up();
        made
    }

    /// Random figures that agree.
    pub fn random(layout: Layout, seed: u64) -> Self {
        const BODIES: [&str; 4] = ["临溪县", "云泽市文化和旅游局", "北屏县应急管理局", "青麓区城市管理局"];
        let mut rng = super::rng(seed, "enforcement");
        let mut made = Self::new(BODIES[rng.usize(0..4)], rng.i32(2019..=2025), layout, &[]);
        made.seed = seed;
        let most = [3, 60, 2_000, 100_000][rng.usize(0..4)];
        for id in made.ids() {
            let figure = if rng.u8(0..3) == 0 { 0 } else { rng.i64(0..=most) };
            let figure = if id.ends_with("yuan") { figure * rng.i64(1..=50_000) } else { figure };
            made.figures.insert(id, figure);
        }
        let accepted = made.get(&id("license", "accepted"));
        let granted = rng.i64(0..=accepted);
        made.figures.insert(id("license", "applied"), accepted + rng.i64(0..9));
        made.figures.insert(id("license", "granted"), granted);
        made.figures.insert(id("license", "refused"), rng.i64(0..=accepted - granted));
        made.add_up();
        made
    }

    /// Sets the totals.
    pub fn add_up(&mut self) {
        let sum = |columns: &[Column], table: &str| -> i64 {
            columns.iter().map(|(column, _)| self.get(&id(table, column))).sum()
        };
        let penalties = sum(self.layout.kinds(), "penalty");
        let coercion = sum(&MEASURES, "coercion")
            + sum(&EXECUTIONS, "coercion")
            + self.get(&id("coercion", "court_execution"));
        self.figures.insert(id("penalty", "total"), penalties);
        self.figures.insert(id("coercion", "total"), coercion);
    }

    /// A figure; 0 where none was given.
    pub fn get(&self, id: &str) -> i64 {
        self.figures.get(id).copied().unwrap_or(0)
    }

    /// The ids of all values of the layout.
    pub fn ids(&self) -> Vec<String> {
        let of = |table: &'static str, columns: &'static [Column<'static>]| {
            columns.iter().map(move |(column, _)| id(table, column))
        };
        let mut ids: Vec<String> = of("penalty", self.layout.kinds()).collect();
        ids.extend([id("penalty", "total"), id("penalty", "amount_10k_yuan")]);
        ids.extend(
            of("license", &LICENSE).chain(of("coercion", &MEASURES)).chain(of("coercion", &EXECUTIONS)),
        );
        ids.extend([id("coercion", "court_execution"), id("coercion", "total")]);
        ids.extend(of("other", &OTHER));
        ids
    }

    /// The same statistics with these messes.
    pub fn with(mut self, messes: &[Mess]) -> Self {
        self.messes.extend_from_slice(messes);
        self
    }

    fn has(&self, mess: Mess) -> bool {
        self.messes.contains(&mess)
    }

    /// What a cell holds: whether it is a figure, a blank or a dash.
    pub fn ink(&self, id: &str) -> Status {
        let zero = self.get(id) == 0 && super::rng(self.seed, id).bool();
        match zero {
            true if self.has(Mess::Blanks) => Status::Blank,
            true if self.has(Mess::Dashes) => Status::Dash,
            _ => Status::Stated,
        }
    }

    /// What a reader must find, amounts in units of ten thousand yuan.
    pub fn values(&self) -> BTreeMap<String, String> {
        self.ids().into_iter().map(|id| (id.clone(), self.digits(&id, "万元"))).collect()
    }

    fn digits(&self, id: &str, money: &str) -> String {
        let figure = self.get(id);
        if !id.ends_with("yuan") || money == "元" {
            return figure.to_string();
        }
        let whole = format!("{}.{:04}", figure / 10_000, figure % 10_000);
        whole.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The bytes of a .docx.
    pub fn to_docx(&self) -> Vec<u8> {
        ooxml::write(&Body { blocks: self.blocks(), controls: false }, true, self.seed)
    }

    /// The statistics as blocks.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = match self.layout {
            Layout::Combined | Layout::Detailed => self.in_two_parts(),
            Layout::Earlier => self.in_five_sections(),
        };
        if self.has(Mess::Joined) {
            let first = blocks.iter().position(|block| matches!(block, Block::Table(_)));
            let whole = pasted(&blocks);
            blocks.retain(|block| !matches!(block, Block::Table(_)));
            blocks.insert(first.unwrap_or(0), whole);
        }
        blocks.push(Block::line(self.organization.as_str(), Role::Right));
        blocks.push(Block::line(format!("{}年1月26日", self.year + 1), Role::Right));
        blocks
    }

    fn in_two_parts(&self) -> Vec<Block> {
        let Self { organization, year, .. } = self;
        let line = |text: String| Block::line(text, Role::Text);
        let mut blocks = vec![
            Block::line(format!("{organization}{year}年度行政执法统计年报"), Role::Title),
            Block::line(format!("第一部分  {organization}{year}年度行政执法数据表"), Role::Heading(1)),
        ];
        let tables = [
            ("行政处罚", self.penalties()),
            ("行政许可", self.licenses()),
            ("行政强制", self.coercion()),
            ("其他行政执法行为", self.others()),
        ];
        for (number, (name, table)) in (1..).zip(tables) {
            blocks.push(Block::line(format!("表{}", chinese(number)), Role::Text));
            blocks.push(Block::line(format!("{organization}{year}年度{name}实施情况统计表"), Role::Caption));
            blocks.extend(self.standing(table, name));
            blocks.push(line("说明：".to_owned()));
            blocks.push(line("1.统计范围为统计年度1月1日至12月31日期间作出决定的数量。".to_owned()));
        }
        blocks.push(Block::line(
            format!("第二部分  {organization}{year}年度行政执法总体情况"),
            Role::Heading(1),
        ));
        blocks.push(line(self.description()));
        blocks
    }

    fn in_five_sections(&self) -> Vec<Block> {
        let Self { organization, year, .. } = self;
        let mut blocks = vec![Block::line(format!("{organization}{year}年度行政执法统计情况"), Role::Title)];
        let tables = [
            ("行政许可实施情况", self.licenses()),
            ("行政处罚实施情况", self.penalties()),
            ("行政强制实施情况", self.coercion()),
            ("其他行政执法行为情况", self.others()),
        ];
        for (number, (name, table)) in (1..).zip(tables) {
            blocks.push(Block::line(format!("{}、{name}", chinese(number)), Role::Heading(1)));
            blocks.push(Block::line("具体见下表。", Role::Text));
            blocks.extend(self.standing(table, name));
        }
        blocks.push(Block::line("五、行政执法情况说明", Role::Heading(1)));
        blocks.push(Block::line(self.description(), Role::Text));
        blocks
    }

    /// A table as it stands in the document, with all that was done to it.
    fn standing(&self, table: Table, name: &str) -> Vec<Block> {
        const YEARS: [[&str; 2]; 2] = [["上年", "本年"], ["上年度", "本年度"]];
        let years = YEARS[self.seed as usize % 2];
        let is_list = table.header_height() == 1 && table.height() > 2;
        let mut rng = super::rng(self.seed, name);
        let mut table = table;
        for cell in table.cells.iter_mut().filter(|cell| matches!(cell.use_, Use::Header | Use::Label)) {
            let label = cell.text.concat();
            // A slip in the unit makes another unit of it.
            if self.has(Mess::LabelTypos) && rng.u8(0..5) == 0 && !label.contains("元）") {
                cell.text = vec![slips::mistype(&label, &mut rng)];
            }
            if self.has(Mess::LabelBlanks) && rng.u8(0..3) == 0 {
                cell.text = vec![slips::spread(&cell.text.concat(), &mut rng)];
            }
            if self.has(Mess::HeaderUpright) && matches!(cell.use_, Use::Header) && label.chars().count() <= 6
            {
                cell.text = cell.text.concat().chars().map(String::from).collect();
            }
        }
        let wide = !is_list;
        let middle = table.values().count() / 2;
        let mut tables = vec![table];
        let mut names: Option<[String; 2]> = None;
        if self.has(Mess::YearRows) && wide {
            tables.iter_mut().for_each(|table| relayout::year_rows(table, years));
        } else if self.has(Mess::YearTables) && !self.has(Mess::Joined) {
            tables.insert(0, relayout::of_last(&tables[0]));
            names = Some(years.map(|year| format!("{year}情况")));
        } else if self.has(Mess::Folded) && wide {
            let (left, right) = relayout::folded(&tables[0], middle);
            tables = vec![left, right];
        } else if self.has(Mess::FoldedInOne) && wide {
            let (mut left, right) = relayout::folded(&tables[0], middle);
            left.stack(&right);
            tables = vec![left];
        } else if self.has(Mess::Lists) && wide {
            tables = vec![relayout::list(&tables[0])];
        } else if self.has(Mess::ListsOfYears) && wide {
            tables = vec![relayout::list_of_years(&tables[0], years)];
        } else if self.has(Mess::HeaderApart) && wide {
            let head = tables[0].header_height();
            let (header, figures) = tables.remove(0).cut(head, super::table::Below::Blank);
            tables = vec![header, figures];
        }
        for table in &mut tables {
            if self.has(Mess::SerialColumn) {
                relayout::first_column(table, "序号", |row| (row + 1).to_string());
            }
            if self.has(Mess::BodyColumn) {
                relayout::first_column(table, "单位", |_| self.organization.clone());
            }
            // Numbers are told from figures by the row of figures under them, and by being three or more.
            let apart = self.has(Mess::HeaderApart) || self.has(Mess::Lists) || self.has(Mess::ListsOfYears);
            let many = table.values().count() >= 3;
            if self.has(Mess::ColumnNumbers) && wide && many && !apart && !self.has(Mess::YearRows) {
                relayout::column_numbers(table);
            }
            if self.has(Mess::UnitRow) {
                relayout::title_row(
                    table,
                    &format!("单位：{}、{}", self.layout.counter(), self.layout.money()),
                );
            }
            if self.has(Mess::TitleRow) {
                relayout::title_row(table, &format!("{}{}年度{name}统计表", self.organization, self.year));
            }
            if self.has(Mess::NoteRow) {
                relayout::note_row(table, "填表人：王某　　联系电话：0571-1234567　　填表日期：2025年1月8日");
            }
        }
        let mut blocks = Vec::new();
        for (number, table) in tables.into_iter().enumerate() {
            if let Some(names) = &names {
                blocks.push(Block::line(names[number].as_str(), Role::Caption));
            } else if number > 0 {
                blocks.push(Block::line("", Role::Text));
            }
            let table = Block::Table(table);
            blocks.push(if self.has(Mess::InLayoutTables) { Block::Layout(vec![table]) } else { table });
        }
        blocks
    }

    fn description(&self) -> String {
        let penalties = self.get(&id("penalty", "total"));
        format!("本年度依法作出行政处罚{penalties}{}，全面落实行政执法公示制度。", self.layout.counter())
    }

    fn value(&self, row: usize, column: usize, id: &str) -> Cell {
        let digits = self.digits(id, self.layout.money());
        let raw = match self.ink(id) {
            Status::Blank => "",
            Status::Dash => ["/", "—", "-"][row.wrapping_add(column) % 3],
            _ => &digits,
        };
        Cell::new(row, column, raw, Use::Value(Printed::plain(id, &digits).written(raw)))
    }

    fn penalties(&self) -> Table {
        let counter = self.layout.counter();
        let total = format!("合计（{counter}）");
        let amount = format!("罚没金额（{}）", self.layout.money());
        let mut columns: Vec<Column> = self.layout.kinds().to_vec();
        columns.extend([("total", total.as_str()), ("amount_10k_yuan", amount.as_str())]);
        let banner = format!("行政处罚实施数量（{counter}）");
        self.row("penalty", &[(banner.as_str(), columns.as_slice())])
    }

    fn licenses(&self) -> Table {
        let banner = format!("行政许可实施数量（{}）", self.layout.counter());
        let mut table = self.row("license", &[(banner.as_str(), &LICENSE)]);
        if self.layout == Layout::Earlier {
            table.move_by(0, 1);
            table.cells.push(Cell::new(0, 0, "类别", Use::Header).spanning(2, 1));
            table.cells.push(Cell::new(2, 0, "数量", Use::Label));
        }
        table
    }

    fn coercion(&self) -> Table {
        let counter = self.layout.counter();
        let (measures, executions) =
            (format!("行政强制措施实施数量（{counter}）"), format!("行政强制执行实施数量（{counter}）"));
        let (court, total) = (format!("申请法院强制执行（{counter}）"), format!("合计（{counter}）"));
        let ends = [("court_execution", court.as_str()), ("total", total.as_str())];
        self.row("coercion", &[(&measures, &MEASURES), (&executions, &EXECUTIONS), ("", &ends)])
    }

    fn others(&self) -> Table {
        let money = self.layout.money();
        let header = |label: &str| match label {
            "征收总金额" => format!("{label}（{money}）"),
            label => label.to_owned(),
        };
        let mut cells = Vec::new();
        let list = self.layout == Layout::Earlier;
        for (index, (column, label)) in OTHER.iter().enumerate() {
            let id = id("other", column);
            if list {
                cells.push(Cell::new(index + 1, 0, &header(label), Use::Label));
                cells.push(self.value(index + 1, 1, &id));
            } else {
                cells.push(Cell::new(0, index, &header(label), Use::Header));
                cells.push(self.value(1, index, &id));
            }
        }
        if list {
            cells.push(Cell::new(0, 0, "执法行为", Use::Header));
            cells.push(Cell::new(0, 1, "数量", Use::Header));
        }
        Table { cells }
    }

    /// A table of one row: banners over their columns; columns under no banner reach over both header rows.
    fn row(&self, table: &str, groups: &[(&str, &[Column])]) -> Table {
        let mut cells = Vec::new();
        let mut at = 0;
        for (banner, columns) in groups {
            if !banner.is_empty() {
                cells.push(Cell::new(0, at, banner, Use::Header).spanning(1, columns.len()));
            }
            for (column, label) in *columns {
                let header = Cell::new(1, at, label, Use::Header);
                cells.push(if banner.is_empty() { Cell { row: 0, rows: 2, ..header } } else { header });
                cells.push(self.value(2, at, &id(table, column)));
                at += 1;
            }
        }
        Table { cells }
    }
}

/// All tables among these blocks in one, as wide as the widest: the last cells of the others take up the rest.
fn pasted(blocks: &[Block]) -> Block {
    let tables: Vec<&Table> = blocks.iter().flat_map(Block::tables).collect();
    let width = tables.iter().map(|table| table.width()).max().unwrap_or(0);
    let mut whole = Table::default();
    for table in tables {
        let mut table = table.clone();
        let own = table.width();
        for cell in table.cells.iter_mut().filter(|cell| cell.column + cell.columns == own) {
            cell.columns += width - own;
        }
        table.move_by(whole.height(), 0);
        whole.cells.append(&mut table.cells);
    }
    Block::Table(whole)
}
