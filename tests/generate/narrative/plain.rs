//! Plain sentences, the same for every report. In: a name, a year, figures. Out: paragraphs by section.

use crate::generate::figures::Figures;
use crate::generate::official::{Edition, results};

/// The text of a report.
#[derive(Debug, Clone)]
pub struct Narrative {
    /// Before the first heading.
    pub preface: Vec<String>,
    /// Under 总体情况, before its sub-headings.
    pub overview: Vec<String>,
    /// The five topics: sub-heading and text.
    pub topics: Vec<(String, String)>,
    /// Under the headings of the three tables, before them.
    pub tables: [Vec<String>; 3],
    /// Under 存在的主要问题及改进情况.
    pub problems: Vec<String>,
    /// Under 其他需要报告的事项.
    pub other: Vec<String>,
}

impl Narrative {
    /// Plain sentences that state what the figures state.
    pub fn of(organization: &str, year: i32, figures: &Figures) -> Self {
        let topics = [
            ("主动公开情况", proactive(organization, year, figures)),
            ("依申请公开情况", on_request(year, figures)),
            (
                "政府信息管理情况",
                "落实信息制作、审核、发布、更新各环节的责任，拟制公文时同步确定公开属性，定期清理失效信息。"
                    .to_owned(),
            ),
            (
                "政府信息公开平台建设情况",
                "依托门户网站开设政府信息公开专栏，栏目设置与法定主动公开内容一一对应，并提供检索和下载服务。"
                    .to_owned(),
            ),
            (
                "监督保障情况",
                "由办公室承担日常工作，配备专职人员，将信息公开纳入科室年度考核，本年度未发生责任追究情形。"
                    .to_owned(),
            ),
        ];
        Self {
            preface: vec![format!(
                "本报告依照《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
            )],
            overview: vec![format!(
                "{year}年，{organization}按照上级关于政务公开工作的部署，围绕群众关心的事项推进信息公开，各项工作有序开展。"
            )],
            topics: topics.map(|(title, text)| (title.to_owned(), text)).to_vec(),
            tables: Default::default(),
            problems: vec![
                "对照群众需求，工作中仍有短板：部分栏目更新不够及时，政策解读的形式较为单一。".to_owned(),
                "下一步将从两方面改进：建立栏目更新提醒制度，明确每个栏目的责任人；丰富解读形式，多用图表和问答说明政策要点。"
                    .to_owned(),
            ],
            other: vec![format!("{year}年度未向申请人收取政府信息公开信息处理费。")],
        }
    }
}

fn proactive(organization: &str, year: i32, figures: &Figures) -> String {
    let of = |column: &str| figures.count(&format!("disclosure.normative_document.{column}"));
    let documents = match figures.disclosure {
        Edition::Y2021 => {
            let (issued, repealed, in_force) = (of("issued"), of("repealed"), of("in_force"));
            match (issued, repealed) {
                (0, 0) => format!("{year}年未制发、未废止行政规范性文件，现行有效{in_force}件。"),
                _ => {
                    format!("{year}年制发行政规范性文件{issued}件，废止{repealed}件，现行有效{in_force}件。")
                }
            }
        }
        Edition::Y2019 => match of("made") {
            0 => format!("{year}年未制发规范性文件。"),
            made => format!("{year}年制发规范性文件{made}件。"),
        },
    };
    format!("{organization}通过门户网站、公示栏和政务新媒体公开法定信息。{documents}")
}

fn on_request(year: i32, figures: &Figures) -> String {
    let of = |row: &str| figures.count(&format!("applications.{row}.total"));
    let (new, carried_in) = (of("new_received"), of("carried_in"));
    let (handled, out) = (of("handled_total"), of("carried_out"));
    let mut text = match (new, carried_in) {
        (0, 0) => format!("{year}年未收到政府信息公开申请。"),
        (_, 0) => format!("{year}年新收政府信息公开申请{new}件，全年办结{handled}件，"),
        _ => {
            format!("{year}年新收政府信息公开申请{new}件，上年结转{carried_in}件，全年办结{handled}件，")
        }
    };
    if new + carried_in > 0 {
        text += &if out > 0 {
            format!("结转下年度继续办理{out}件。")
        } else {
            "无结转下年度办理件。".to_owned()
        };
    }
    let (granted, partially) = (of("granted"), of("partially_granted"));
    if granted + partially > 0 {
        text += &format!("办结件中，予以公开{granted}件，部分公开{partially}件。");
    }
    let disputes = |row: &str| figures.count(&format!("disputes.{row}.total"));
    let reconsidered = disputes("reconsideration");
    let sued = disputes("direct_litigation") + disputes("litigation_after_reconsideration");
    text += &match (reconsidered, sued) {
        (0, 0) => "未发生因政府信息公开引起的行政复议、行政诉讼。".to_owned(),
        _ => format!("因政府信息公开引起的行政复议{reconsidered}件，行政诉讼{sued}件。"),
    };
    debug_assert_eq!(figures.sum(&results(figures.applications), "total"), handled);
    text
}
