//! The reports of `fixtures/rules` whose text contradicts their tables or itself, and those whose text only seems
//! to. In: nothing. Out: names and bytes. All places and bodies are invented.

use super::cases::{figures, fill};
use super::official::Edition::Y2021;
use super::report::Report;

/// Where a paragraph goes.
const PROACTIVE: &str = "主动公开情况";
const ON_REQUEST: &str = "依申请公开情况";
const OVERSIGHT: &str = "监督保障情况";

/// Every report: its name and its bytes.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    conflicts().into_iter().chain(agreements()).map(|(name, report)| (name, report.to_docx())).collect()
}

/// A district with applications of all kinds; `cells` are written over the rows that are added up.
fn district(rows: &[(&'static str, [i64; 6])], cells: &[(&str, &str)]) -> Report {
    let mut figures = figures(Y2021, Y2021, rows);
    for (table, cells) in [("disclosure", cells), ("disputes", cells)] {
        let own: Vec<(&str, &str)> = cells
            .iter()
            .filter_map(|(id, figure)| Some((id.strip_prefix(table)?.strip_prefix('.')?, *figure)))
            .collect();
        fill(&mut figures, table, &own);
    }
    figures.add_up();
    let mut report = Report { seed: 71, ..Report::new("青麓区人民政府办公室", 2024, figures) };
    for (_, text) in &mut report.narrative.topics {
        *text = "按照上级部署推进各项工作。".to_owned();
    }
    report
}

/// The same report with this paragraph.
fn saying(mut report: Report, topic: &str, text: &str) -> Report {
    for (title, paragraph) in &mut report.narrative.topics {
        if title == topic {
            *paragraph = text.to_owned();
        }
    }
    report
}

/// The same report with this paragraph in its last part.
fn reporting(mut report: Report, text: &str) -> Report {
    report.narrative.other = vec![text.to_owned()];
    report
}

/// The same report with this paragraph above the table of part four.
fn telling(mut report: Report, text: &str) -> Report {
    report.narrative.tables[2] = vec![text.to_owned()];
    report
}

/// 275 received, 4 carried in; 270 handled, 9 carried out.
const BUSY: [(&str, [i64; 6]); 6] = [
    ("carried_in", [4, 0, 0, 0, 0, 0]),
    ("granted", [120, 10, 0, 0, 0, 0]),
    ("partially_granted", [30, 0, 0, 0, 0, 0]),
    ("denied.process_information", [20, 0, 0, 0, 0, 0]),
    ("unavailable.not_held", [85, 5, 0, 0, 0, 0]),
    ("carried_out", [9, 0, 0, 0, 0, 0]),
];

/// 36 received and handled.
const QUIET: [(&str, [i64; 6]); 2] =
    [("granted", [20, 2, 0, 0, 0, 0]), ("unavailable.not_held", [13, 1, 0, 0, 0, 0])];

/// What the rules must find.
fn conflicts() -> Vec<(&'static str, Report)> {
    let documents =
        [("disclosure.normative_document.issued", "4"), ("disclosure.normative_document.in_force", "32")];
    let one_left = [("granted", [20, 2, 0, 0, 0, 0]), ("carried_out", [1, 0, 0, 0, 0, 0])];
    let many = [("granted", [1200, 100, 0, 0, 0, 0]), ("unavailable.not_held", [8, 0, 0, 0, 0, 0])];
    let reconsidered = [
        ("disputes.reconsideration.upheld", "5"),
        ("disputes.reconsideration.corrected", "1"),
        ("disputes.reconsideration.pending", "2"),
    ];
    let mut backed = district(&QUIET, &reconsidered);
    backed.figures.set("disputes.reconsideration.total", 9);
    vec![
        (
            "text-zeros-left-from-last-year",
            saying(
                district(&QUIET, &documents),
                PROACTIVE,
                "2024年制发行政规范性文件0件，废止0件，现行有效0件（2023年现行有效28件）。",
            ),
        ),
        (
            "text-names-a-regulation",
            saying(district(&QUIET, &[]), PROACTIVE, "2024年制定规章1件，已在门户网站公开。"),
        ),
        (
            "text-counts-fewer-applications",
            saying(
                district(&BUSY, &[]),
                ON_REQUEST,
                "2024年共受理政府信息公开申请258件，办结270件，结转下年度继续办理9件。",
            ),
        ),
        (
            "text-claims-all-handled",
            saying(
                district(&one_left, &[]),
                ON_REQUEST,
                "2024年收到政府信息公开申请23件，所有申请均已办理完成。",
            ),
        ),
        (
            "text-growth-computed-wrongly",
            saying(
                district(&many, &[]),
                ON_REQUEST,
                "2024年共收到政府信息公开申请1308件，较上年的1294件增长1.05%，全部办结。",
            ),
        ),
        (
            "text-channel-stated-twice",
            saying(
                saying(
                    district(&QUIET, &[]),
                    ON_REQUEST,
                    "2024年收到政府信息公开申请36件，其中网络申请20件，信函申请12件，当面申请4件。",
                ),
                OVERSIGHT,
                "完善依申请公开办理流程，全年通过网络申请16件，均通过专人跟踪办理。",
            ),
        ),
        (
            "text-channels-not-added",
            saying(
                district(&QUIET, &[]),
                ON_REQUEST,
                "2024年收到政府信息公开申请36件，其中网络申请20件、信函申请10件、当面申请4件。",
            ),
        ),
        (
            "text-quarters-not-added",
            saying(
                district(&QUIET, &[]),
                ON_REQUEST,
                "2024年，一季度收到政府信息公开申请12件，二季度10件，三季度8件，四季度5件，全年共收到36件。",
            ),
        ),
        (
            "text-fee-stated-twice",
            reporting(
                district(&QUIET, &[]),
                "2024年共收取信息处理费1200元，用于支付邮寄、复制成本。全年收取的信息处理费2100元已全额上缴国库。",
            ),
        ),
        (
            "text-fee-and-none",
            reporting(
                district(&QUIET, &[]),
                "2024年全区未收取信息处理费。收取的信息处理费200元已全额上缴国库。",
            ),
        ),
        (
            "part-four-tells-other-outcomes",
            telling(
                district(&QUIET, &reconsidered),
                "2024年发生行政复议8件，其中结果维持6件、结果纠正1件、尚未审结2件，未发生行政诉讼。",
            ),
        ),
        (
            "text-backs-one-of-five-cells",
            saying(backed, OVERSIGHT, "2024年因政府信息公开引起的行政复议8件，未发生行政诉讼。"),
        ),
    ]
}

/// What may raise a note at most.
fn agreements() -> Vec<(&'static str, Report)> {
    let pending = [
        ("disputes.reconsideration.upheld", "120"),
        ("disputes.reconsideration.corrected", "14"),
        ("disputes.reconsideration.pending", "36"),
        ("disputes.direct_litigation.upheld", "40"),
        ("disputes.direct_litigation.pending", "15"),
        ("disputes.litigation_after_reconsideration.upheld", "17"),
        ("disputes.litigation_after_reconsideration.pending", "5"),
    ];
    let whole = [("granted", [80, 5, 0, 0, 0, 0]), ("denied.state_secret", [10, 0, 0, 0, 0, 0])];
    let traps = "受理投诉举报申请52件，均已办结。2024年收到政府信息公开申请36件，上年同期为41件，同比下降12.2%。\
        第三季度受理政府信息公开申请8件，1至6月收到政府信息公开申请20件。予以公开、无法提供分别为22件、14件。\
        其中网络申请30件。2023年共受理政府信息公开申请41件，办结40件。2025年计划受理政府信息公开申请150件。\
        历年累计受理政府信息公开申请2000余件。";
    vec![
        (
            "text-leaves-pending-cases-out",
            saying(
                district(&QUIET, &pending),
                OVERSIGHT,
                "2024年因政府信息公开引起的行政复议134件，行政诉讼57件，均已结案。",
            ),
        ),
        (
            "text-speaks-of-a-part",
            saying(
                district(&whole, &[]),
                ON_REQUEST,
                "2024年，区政府办公室代表区政府受理政府信息公开申请17件，其中网络申请12件、信函申请5件。",
            ),
        ),
        (
            "text-tells-quarters-and-fees",
            reporting(
                telling(
                    saying(
                        district(&QUIET, &pending),
                        ON_REQUEST,
                        "2024年，一季度收到政府信息公开申请12件，二季度10件，三季度8件，四季度6件，全年共收到36件，办结率100%。",
                    ),
                    "2024年行政复议170件，维持120件，纠正14件，尚未审结36件。区政府作为复议机关，全年维持230件。",
                ),
                "应收信息处理费300元。2023年收取信息处理费800元。2024年共收取信息处理费1200元。",
            ),
        ),
        (
            "text-full-of-other-numbers",
            saying(
                saying(district(&QUIET, &[]), ON_REQUEST, traps),
                PROACTIVE,
                "全年发布信息280条，其中行政许可类信息10条、行政处罚类信息2条；修订公开制度3项，废止1项。",
            ),
        ),
    ]
}
