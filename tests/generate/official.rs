//! The official form as the ministries print it: labels with their ordinals, ids, editions. Typed from the
//! published forms, on purpose not read from gouji's own form file.

/// Which of the two official forms a table follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// 国办公开办函〔2019〕60号.
    Y2019,
    /// 国办公开办函〔2021〕30号.
    Y2021,
}

impl Edition {
    /// The edition as gouji names it.
    pub fn name(self) -> &'static str {
        match self {
            Edition::Y2019 => "2019",
            Edition::Y2021 => "2021",
        }
    }
}

/// Section ids and their official headings.
pub const SECTIONS: [(&str, &str); 6] = [
    ("overview", "总体情况"),
    ("disclosure", "主动公开政府信息情况"),
    ("applications", "收到和处理政府信息公开申请情况"),
    ("disputes", "政府信息公开行政复议、行政诉讼情况"),
    ("problems", "存在的主要问题及改进情况"),
    ("other", "其他需要报告的事项"),
];

/// Other wordings that real reports use for a heading.
pub fn heading_variants(id: &str) -> &'static [&'static str] {
    match id {
        "overview" => &["总体工作情况", "概述", "工作概况", "基本情况"],
        "disclosure" => &["主动公开信息情况", "主动公开政府信息的情况", "行政机关主动公开政府信息情况"],
        "disputes" => &[
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "政府信息公开行政复议和行政诉讼情况",
            "政府信息公开行政复议及行政诉讼情况",
        ],
        "applications" => &["依申请公开政府信息情况", "依申请公开情况", "政府信息公开申请办理情况"],
        "problems" => &[
            "存在问题及改进情况",
            "政府信息公开工作存在的主要问题及改进情况",
            "主要问题及改进措施",
            "存在的问题和下一步工作打算",
        ],
        _ => &[],
    }
}

/// A row or column: id and label.
pub type Label = (&'static str, &'static str);

/// One block of the table `disclosure`.
pub struct Block {
    /// The full-width row above.
    pub banner: &'static str,
    /// Its columns; a `\n` in the label is a line break of the official form.
    pub columns: &'static [Label],
    /// Its rows.
    pub rows: &'static [Label],
}

/// The blocks of `disclosure`.
pub fn disclosure(edition: Edition) -> &'static [Block] {
    match edition {
        Edition::Y2021 => DISCLOSURE_2021,
        Edition::Y2019 => DISCLOSURE_2019,
    }
}

const DECISIONS: &[Label] = &[("decisions", "本年处理决定数量")];

const DISCLOSURE_2021: &[Block] = &[
    Block {
        banner: "第二十条第（一）项",
        columns: &[("issued", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数")],
        rows: &[("regulation", "规章"), ("normative_document", "行政规范性文件")],
    },
    Block {
        banner: "第二十条第（五）项",
        columns: DECISIONS,
        rows: &[("administrative_license", "行政许可")],
    },
    Block {
        banner: "第二十条第（六）项",
        columns: DECISIONS,
        rows: &[("administrative_penalty", "行政处罚"), ("administrative_coercion", "行政强制")],
    },
    Block {
        banner: "第二十条第（八）项",
        columns: &[("amount_10k_yuan", "本年收费金额（单位：万元）")],
        rows: &[("administrative_fee", "行政事业性收费")],
    },
];

const ITEMS: &[Label] = &[
    ("items_previous_year", "上一年项目数量"),
    ("items_change", "本年增/减"),
    ("decisions", "处理决定数量"),
];

const DISCLOSURE_2019: &[Block] = &[
    Block {
        banner: "第二十条第（一）项",
        columns: &[
            ("made", "本年新\n制作数量"),
            ("newly_public", "本年新\n公开数量"),
            ("public_total", "对外公开总数量"),
        ],
        rows: &[("regulation", "规章"), ("normative_document", "规范性文件")],
    },
    Block {
        banner: "第二十条第（五）项",
        columns: ITEMS,
        rows: &[("administrative_license", "行政许可"), ("other_services", "其他对外管理服务事项")],
    },
    Block {
        banner: "第二十条第（六）项",
        columns: ITEMS,
        rows: &[("administrative_penalty", "行政处罚"), ("administrative_coercion", "行政强制")],
    },
    Block {
        banner: "第二十条第（八）项",
        columns: &[("items_previous_year", "上一年项目数量"), ("items_change", "本年增/减")],
        rows: &[("administrative_fee", "行政事业性收费")],
    },
    Block {
        banner: "第二十条第（九）项",
        columns: &[("projects", "采购项目数量"), ("amount", "采购总金额")],
        rows: &[("central_procurement", "政府集中采购")],
    },
];

/// The six kinds of applicant.
pub const APPLICANTS: [Label; 6] = [
    ("natural_person", "自然人"),
    ("commercial_enterprise", "商业企业"),
    ("research_institution", "科研机构"),
    ("public_welfare_organization", "社会公益组织"),
    ("legal_service_institution", "法律服务机构"),
    ("other_organization", "其他"),
];

/// The note in the top left cell of `applications`.
pub const NOTE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

/// A row of `applications`: id, then the labels of the three label columns; an empty one belongs to the
/// cell on its left.
pub type Row = (&'static str, [&'static str; 3]);

const RESULTS: &str = "三、本年度办理结果";
const DENIED: &str = "（三）不予公开";
const UNAVAILABLE: &str = "（四）无法提供";
const NOT_PROCESSED: &str = "（五）不予处理";
const OTHER: &str = "（六）其他处理";

const HEAD: [Row; 20] = [
    ("new_received", ["一、本年新收政府信息公开申请数量", "", ""]),
    ("carried_in", ["二、上年结转政府信息公开申请数量", "", ""]),
    ("granted", [RESULTS, "（一）予以公开", ""]),
    ("partially_granted", [RESULTS, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ""]),
    ("denied.state_secret", [RESULTS, DENIED, "1.属于国家秘密"]),
    ("denied.prohibited_by_law", [RESULTS, DENIED, "2.其他法律行政法规禁止公开"]),
    ("denied.three_securities_one_stability", [RESULTS, DENIED, "3.危及“三安全一稳定”"]),
    ("denied.third_party_rights", [RESULTS, DENIED, "4.保护第三方合法权益"]),
    ("denied.internal_affairs", [RESULTS, DENIED, "5.属于三类内部事务信息"]),
    ("denied.process_information", [RESULTS, DENIED, "6.属于四类过程性信息"]),
    ("denied.enforcement_file", [RESULTS, DENIED, "7.属于行政执法案卷"]),
    ("denied.administrative_inquiry", [RESULTS, DENIED, "8.属于行政查询事项"]),
    ("unavailable.not_held", [RESULTS, UNAVAILABLE, "1.本机关不掌握相关政府信息"]),
    ("unavailable.needs_creation", [RESULTS, UNAVAILABLE, "2.没有现成信息需要另行制作"]),
    ("unavailable.still_unclear", [RESULTS, UNAVAILABLE, "3.补正后申请内容仍不明确"]),
    ("not_processed.petition", [RESULTS, NOT_PROCESSED, "1.信访举报投诉类申请"]),
    ("not_processed.duplicate", [RESULTS, NOT_PROCESSED, "2.重复申请"]),
    ("not_processed.public_publication", [RESULTS, NOT_PROCESSED, "3.要求提供公开出版物"]),
    ("not_processed.excessive", [RESULTS, NOT_PROCESSED, "4.无正当理由大量反复申请"]),
    ("not_processed.reissue", [RESULTS, NOT_PROCESSED, "5.要求行政机关确认或重新出具已获取信息"]),
];

const OTHER_2019: [Row; 1] = [("other", [RESULTS, OTHER, ""])];

const OTHER_2021: [Row; 3] = [
    (
        "other.correction_overdue",
        [RESULTS, OTHER, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"],
    ),
    (
        "other.fee_overdue",
        [RESULTS, OTHER, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"],
    ),
    ("other.miscellaneous", [RESULTS, OTHER, "3.其他"]),
];

const TAIL: [Row; 2] =
    [("handled_total", [RESULTS, "（七）总计", ""]), ("carried_out", ["四、结转下年度继续办理", "", ""])];

/// The rows of `applications`, in order.
pub fn application_rows(edition: Edition) -> Vec<Row> {
    let other: &[Row] = match edition {
        Edition::Y2019 => &OTHER_2019,
        Edition::Y2021 => &OTHER_2021,
    };
    HEAD.iter().chain(other).chain(&TAIL).copied().collect()
}

/// The rows of `applications` that `handled_total` adds up.
pub fn results(edition: Edition) -> Vec<&'static str> {
    let rows = application_rows(edition);
    rows[2..rows.len() - 2].iter().map(|row| row.0).collect()
}

/// The three ways to dispute, with their labels on one or two levels.
pub const PROCEEDINGS: [(&str, &str, &str); 3] = [
    ("reconsideration", "行政复议", ""),
    ("direct_litigation", "行政诉讼", "未经复议直接起诉"),
    ("litigation_after_reconsideration", "行政诉讼", "复议后起诉"),
];

/// The outcomes of a dispute, the total last.
pub const OUTCOMES: [Label; 5] = [
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
];

/// Every value id of a report with these editions, in the order of the form.
pub fn ids(disclosure_edition: Edition, applications_edition: Edition) -> Vec<String> {
    let mut ids = Vec::new();
    for block in disclosure(disclosure_edition) {
        for (row, _) in block.rows {
            ids.extend(block.columns.iter().map(|(column, _)| format!("disclosure.{row}.{column}")));
        }
    }
    for (row, _) in application_rows(applications_edition) {
        ids.extend(APPLICANTS.iter().map(|(column, _)| format!("applications.{row}.{column}")));
        ids.push(format!("applications.{row}.total"));
    }
    for (row, ..) in PROCEEDINGS {
        ids.extend(OUTCOMES.iter().map(|(column, _)| format!("disputes.{row}.{column}")));
    }
    ids
}
