//! The reports of `fixtures/reports`, each made for one point; `fixtures/README.md` says which. In: nothing.
//! Out: names and bytes. All places and bodies are invented.

use super::enforcement::{Layout, Statistics};
use super::expected::{Figure, Status};
use super::figures::Figures;
use super::official::Edition::{self, Y2019, Y2021};
use super::report::{Report, collection};
use super::trouble::Trouble;

/// Every fixture: its name and its bytes.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let mut made: Vec<(&str, Vec<u8>)> =
        single().into_iter().map(|(name, report)| (name, report.to_docx())).collect();
    made.extend(enforcement().into_iter().map(|(name, statistics)| (name, statistics.to_docx())));
    made.push(("saved-by-docx-rs", county_bureau("临溪县档案局").to_docx_rs()));
    made.push(("two-reports-in-one", collection(&[township(2023), township(2024)])));
    made
}

/// Every fixture that is one report.
pub fn single() -> Vec<(&'static str, Report)> {
    vec![
        ("clean-2021", county_bureau("临溪县自然资源局")),
        ("clean-2019", county_before_2021()),
        ("mixed-editions-with-slips", mixed_editions_with_slips()),
        ("one-wrong-cell", one_wrong_cell()),
        ("disputes-total-left-at-zero", disputes_total_left_at_zero()),
        ("disputes-five-candidates", disputes_five_candidates()),
        ("blanks-for-zeros", blanks_for_zeros()),
        ("blank-that-must-be-one", blank_that_must_be_one()),
        ("headings-numbered-by-word", headings_numbered_by_word()),
        ("figures-in-every-dress", figures_in_every_dress()),
        ("form-of-2019-in-2023", form_of_2019_in_2023()),
        ("labels-mistyped", labels_mistyped()),
        ("table-continued-on-next-page", table_continued()),
        ("tables-taken-apart", tables_taken_apart()),
        ("tables-in-text-boxes", tables_in_text_boxes()),
        ("tables-named-by-lines", tables_named_by_lines()),
        ("last-year-beside-this-year", last_year_beside_this_year()),
        ("row-twice-with-other-figures", row_twice()),
        ("title-missing", title_missing()),
    ]
}

/// Every fixture that is statistics of enforcement.
fn enforcement() -> Vec<(&'static str, Statistics)> {
    let county = Statistics::new("临溪县", 2024, Layout::Combined, &COUNTY);
    let city = [
        ("penalty.warning", 31),
        ("penalty.fine", 54),
        ("penalty.confiscation", 59),
        ("penalty.amount_10k_yuan", 1_181_750),
        ("license.applied", 2207),
        ("license.accepted", 2207),
        ("license.granted", 2207),
        ("coercion.detain", 5),
        ("coercion.court_execution", 2),
        ("other.inspection", 913),
        ("other.collection", 4),
        ("other.collection_amount_10k_yuan", 82_500),
    ];
    let mut wrong = Statistics { year: 2023, seed: 43, ..county.clone() };
    wrong.figures.insert("penalty.this_year.fine".to_owned(), 94_299);
    vec![
        ("enforcement-eleven-columns", Statistics { seed: 41, ..county }),
        (
            "enforcement-ten-columns",
            Statistics {
                seed: 42, ..Statistics::new("云泽市城市管理局", 2020, Layout::Earlier, &city)
            },
        ),
        ("enforcement-one-wrong-cell", wrong),
    ]
}

/// Every kind of penalty; more licenses than anything else.
const COUNTY: [(&str, i64); 19] = [
    ("penalty.warning_or_criticism", 12_175),
    ("penalty.fine", 94_929),
    ("penalty.confiscation", 235),
    ("penalty.suspension_or_downgrade", 189),
    ("penalty.revocation", 101),
    ("penalty.closure", 11),
    ("penalty.detention", 504),
    ("penalty.other", 12),
    ("penalty.amount_10k_yuan", 17_537_900),
    ("license.applied", 26_569),
    ("license.accepted", 26_569),
    ("license.granted", 26_462),
    ("license.refused", 102),
    ("license.revoked", 5),
    ("coercion.seal", 37),
    ("coercion.surcharge", 16),
    ("coercion.court_execution", 21),
    ("other.inspection", 58_320),
    ("other.confirmation", 7_114),
];

/// Rows of `applications` for the six kinds of applicant.
pub type Rows = [(&'static str, [i64; 6])];

/// Figures of `applications` that add up, all else 0.
pub fn figures(disclosure: Edition, applications: Edition, rows: &Rows) -> Figures {
    let mut figures = Figures::zero(disclosure, applications);
    for (row, cells) in rows {
        for ((column, _), cell) in super::official::APPLICANTS.iter().zip(cells) {
            figures.set(&format!("applications.{row}.{column}"), cell);
        }
    }
    figures.add_up();
    figures
}

/// Sets figures of one table.
pub fn fill(figures: &mut Figures, table: &str, cells: &[(&str, &str)]) {
    for (id, value) in cells {
        figures.set(&format!("{table}.{id}"), value);
    }
}

fn county_figures() -> Figures {
    let mut figures = figures(
        Y2021,
        Y2021,
        &[
            ("carried_in", [5, 1, 0, 0, 0, 0]),
            ("granted", [38, 6, 0, 1, 2, 0]),
            ("partially_granted", [9, 2, 0, 0, 1, 0]),
            ("denied.state_secret", [1, 0, 0, 0, 0, 0]),
            ("denied.third_party_rights", [4, 1, 0, 0, 0, 0]),
            ("denied.process_information", [12, 0, 0, 0, 1, 0]),
            ("denied.enforcement_file", [3, 0, 0, 0, 2, 0]),
            ("unavailable.not_held", [21, 3, 0, 0, 4, 1]),
            ("unavailable.still_unclear", [2, 0, 0, 0, 0, 0]),
            ("not_processed.petition", [7, 0, 0, 0, 0, 0]),
            ("not_processed.duplicate", [3, 0, 0, 0, 1, 0]),
            ("other.correction_overdue", [2, 0, 0, 0, 0, 0]),
            ("other.miscellaneous", [6, 1, 0, 0, 0, 0]),
            ("carried_out", [8, 2, 0, 0, 0, 0]),
        ],
    );
    fill(
        &mut figures,
        "disclosure",
        &[
            ("normative_document.issued", "3"),
            ("normative_document.repealed", "1"),
            ("normative_document.in_force", "14"),
            ("administrative_license.decisions", "1286"),
            ("administrative_penalty.decisions", "57"),
            ("administrative_coercion.decisions", "4"),
            ("administrative_fee.amount_10k_yuan", "208.4635"),
        ],
    );
    fill(
        &mut figures,
        "disputes",
        &[
            ("reconsideration.upheld", "5"),
            ("reconsideration.corrected", "1"),
            ("reconsideration.pending", "2"),
            ("direct_litigation.upheld", "2"),
            ("direct_litigation.other", "1"),
            ("litigation_after_reconsideration.upheld", "1"),
        ],
    );
    figures.add_up();
    figures
}

fn county_bureau(body: &str) -> Report {
    Report { signed: (1, 16), seed: 11, ..Report::new(body, 2024, county_figures()) }
}

fn county_before_2021() -> Report {
    let mut figures = figures(
        Y2019,
        Y2019,
        &[
            ("carried_in", [1, 0, 0, 0, 0, 0]),
            ("granted", [14, 2, 0, 0, 1, 0]),
            ("partially_granted", [3, 0, 0, 0, 0, 0]),
            ("denied.internal_affairs", [2, 0, 0, 0, 0, 0]),
            ("unavailable.not_held", [9, 1, 0, 0, 0, 0]),
            ("not_processed.petition", [1, 0, 0, 0, 0, 0]),
            ("other", [1, 0, 0, 0, 0, 0]),
            ("carried_out", [2, 0, 0, 0, 0, 0]),
        ],
    );
    fill(
        &mut figures,
        "disclosure",
        &[
            ("normative_document.made", "6"),
            ("normative_document.newly_public", "6"),
            ("normative_document.public_total", "41"),
            ("administrative_license.items_previous_year", "212"),
            ("administrative_license.items_change", "21"),
            ("administrative_license.decisions", "9041"),
            ("other_services.items_previous_year", "88"),
            ("other_services.items_change", "-3"),
            ("other_services.decisions", "15230"),
            ("administrative_penalty.items_previous_year", "1904"),
            ("administrative_penalty.decisions", "733"),
            ("administrative_coercion.items_previous_year", "96"),
            ("administrative_coercion.items_change", "-2"),
            ("administrative_coercion.decisions", "18"),
            ("administrative_fee.items_previous_year", "17"),
            ("central_procurement.projects", "63"),
            ("central_procurement.amount", "1605.964"),
        ],
    );
    fill(&mut figures, "disputes", &[("reconsideration.upheld", "1")]);
    figures.add_up();
    Report { signed: (3, 12), seed: 12, ..Report::new("青麓县人民政府", 2020, figures) }
}

fn mixed_editions_with_slips() -> Report {
    let mut figures = figures(Y2021, Y2019, &[]);
    fill(
        &mut figures,
        "disclosure",
        &[("administrative_license.decisions", "345"), ("administrative_fee.amount_10k_yuan", "1076.1811")],
    );
    let slips = [
        ("没有现成信息", "没有线程信息"),
        ("四、结转下年度", "四、转结下年度"),
        ("本年制发件数", "本年制发数量"),
        ("行政规范性文件", "规范性文件"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        ("信息处理费", "信息公理费"),
    ];
    Report {
        signatory: "澜川地区教育局".to_owned(),
        typos: slips.map(|(right, wrong)| (right.to_owned(), wrong.to_owned())).to_vec(),
        cut: Some("not_processed.petition"),
        seed: 13,
        ..Report::new("地区教育局", 2024, figures)
    }
    .with(&[
        Trouble::TitleOnTwoLines,
        Trouble::MergeCutRepeated,
        Trouble::HeaderUpright,
        Trouble::SubheadingsRunIn,
    ])
}

fn one_wrong_cell() -> Report {
    let mut report = county_bureau("临溪县交通运输局");
    report.figures.set("applications.denied.process_information.natural_person", 21);
    Report { seed: 14, ..report }
}

fn disputes_total_left_at_zero() -> Report {
    let mut report = county_bureau("临溪县教育局");
    report.figures.set("disputes.reconsideration.total", 0);
    Report { seed: 15, ..report }
}

fn disputes_five_candidates() -> Report {
    let mut report = county_bureau("临溪县卫生健康局");
    report.figures.set("disputes.reconsideration.total", 9);
    // Nor does the text tell which of the five it is.
    for (_, text) in &mut report.narrative.topics {
        if let Some(at) = text.find("因政府信息公开引起的行政复议") {
            text.truncate(at);
        }
    }
    Report { seed: 16, ..report }
}

fn few_applications() -> Figures {
    figures(Y2021, Y2021, &[("granted", [1, 0, 0, 0, 0, 0]), ("unavailable.not_held", [2, 1, 0, 0, 0, 0])])
}

fn blanks_for_zeros() -> Report {
    let report = Report::new("云泽市水务局", 2022, few_applications());
    let report = Report { seed: 17, ..report }.with(&[Trouble::Blanks]);
    report
        .write("disputes.reconsideration.upheld", "/", None, Status::Dash)
        .write("disputes.reconsideration.corrected", "—", None, Status::Dash)
        .write("disputes.reconsideration.other", "无", None, Status::Dash)
        .write("disputes.reconsideration.pending", "\u{3000}", None, Status::Blank)
}

fn blank_that_must_be_one() -> Report {
    let report = Report::new("云泽市水务局", 2023, few_applications());
    Report { seed: 18, ..report }.write("applications.granted.total", "", None, Status::Blank)
}

fn headings_numbered_by_word() -> Report {
    Report { seed: 19, ..county_bureau("临溪县民政局") }.with(&[Trouble::HeadingsAutomatic])
}

fn figures_in_every_dress() -> Report {
    let dress = [
        ("applications.new_received.natural_person", "１１１", "111"),
        ("applications.new_received.total", "1 3 8", "138"),
        ("applications.granted.natural_person", "38件", "38"),
        ("applications.granted.commercial_enterprise", "六", "6"),
        ("applications.denied.process_information.natural_person", "十二", "12"),
        ("applications.unavailable.not_held.natural_person", "21（其中网络申请 16 件）", "21"),
        ("applications.carried_out.natural_person", "８ 件", "8"),
        ("disclosure.normative_document.in_force", "14（含自然失效 2 件）", "14"),
        ("disclosure.administrative_license.decisions", "1,286", "1286"),
        ("disclosure.administrative_penalty.decisions", "５７", "57"),
        ("disclosure.administrative_fee.amount_10k_yuan", "2084635元", "208.4635"),
    ];
    let report = Report { seed: 20, ..county_bureau("临溪县司法局") };
    dress.into_iter().fold(report, |report, (id, raw, value)| {
        let stated = report.figures.get(id);
        assert_eq!(stated, value, "{id}");
        report.write(id, raw, Some(value), Status::Stated)
    })
}

fn form_of_2019_in_2023() -> Report {
    let figures = figures(Y2019, Y2019, &[("granted", [2, 0, 0, 0, 0, 0])]);
    Report { seed: 21, ..Report::new("北屏县民政局", 2023, figures) }
}

fn labels_mistyped() -> Report {
    Report { seed: 22, ..county_bureau("临溪县财政局") }.with(&[Trouble::LabelTypos, Trouble::LabelBlanks])
}

fn table_continued() -> Report {
    Report { seed: 23, ..county_bureau("临溪县农业农村局") }.with(&[Trouble::TableCutContinued])
}

fn tables_named_by_lines() -> Report {
    county_bureau("临溪县水利局").with(&[
        Trouble::DisputesCaptioned,
        Trouble::DisclosureUnitLine,
        Trouble::TitleBodyInBrackets,
    ])
}

fn last_year_beside_this_year() -> Report {
    county_bureau("临溪县统计局").with(&[
        Trouble::LastYearBefore,
        Trouble::DisputesYears,
        Trouble::EarlierReports,
    ])
}

fn row_twice() -> Report {
    county_bureau("临溪县审计局").with(&[Trouble::RowRepeatedOtherwise])
}

fn title_missing() -> Report {
    county_bureau("临溪县医疗保障局").with(&[Trouble::TitleMissing, Trouble::ContentsBare])
}

fn tables_taken_apart() -> Report {
    Report { seed: 24, ..county_bureau("临溪县文化和旅游局") }.with(&[
        Trouble::DisclosureInFour,
        Trouble::DisputesOnSide,
        Trouble::TableCutWithHeader,
        Trouble::UnitRow,
    ])
}

fn tables_in_text_boxes() -> Report {
    let troubles = [Trouble::TablesInTextBox, Trouble::TitleInTextBox, Trouble::DateChinese];
    Report { seed: 25, ..county_bureau("临溪县应急管理局") }.with(&troubles)
}

fn township(year: i32) -> Report {
    Report { seed: 26, ..Report::new("南槐州澄湖镇人民政府", year, few_applications()) }
}

impl Report {
    /// The same report with one cell written by hand.
    pub fn write(mut self, id: &str, raw: &str, value: Option<&str>, status: Status) -> Self {
        let figure = Figure { value: value.map(str::to_owned), status };
        self.by_hand.insert(id.to_owned(), (raw.to_owned(), figure));
        self
    }
}
