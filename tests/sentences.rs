//! Sentences as clerks write them, each in a report with the same figures, with what must be said of it. The
//! verdicts were reached by hand.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{Edition, Figures, Report};
use gouji::check::Severity;
use gouji::message::Lang;

/// New 36 (33 by natural persons), carried in 4, handled 38, carried out 2; granted 20, partially 6, denied 3,
/// unavailable 7 (5 not held, 2 needing creation), not processed 1, otherwise 1. Reconsideration 5 with 2
/// pending, litigation 3 with 1 pending. Documents: 4 issued, 1 repealed, 32 in force; no regulations.
fn figures() -> Figures {
    let mut figures = Figures::zero(Edition::Y2021, Edition::Y2021);
    for (id, value) in [
        ("applications.carried_in.natural_person", 4),
        ("applications.granted.natural_person", 18),
        ("applications.granted.commercial_enterprise", 2),
        ("applications.partially_granted.natural_person", 6),
        ("applications.denied.process_information.natural_person", 3),
        ("applications.unavailable.not_held.natural_person", 4),
        ("applications.unavailable.not_held.commercial_enterprise", 1),
        ("applications.unavailable.needs_creation.natural_person", 2),
        ("applications.not_processed.duplicate.natural_person", 1),
        ("applications.other.miscellaneous.natural_person", 1),
        ("applications.carried_out.natural_person", 2),
        ("disputes.reconsideration.upheld", 3),
        ("disputes.reconsideration.pending", 2),
        ("disputes.direct_litigation.upheld", 1),
        ("disputes.direct_litigation.pending", 1),
        ("disputes.litigation_after_reconsideration.upheld", 1),
        ("disclosure.normative_document.issued", 4),
        ("disclosure.normative_document.repealed", 1),
        ("disclosure.normative_document.in_force", 32),
        ("disclosure.administrative_license.decisions", 280),
    ] {
        figures.set(id, value);
    }
    figures.add_up();
    figures
}

/// New 138, carried in 6, handled 134, carried out 10; granted 47, partially 12, denied 24, unavailable 31, not
/// processed 11, otherwise 9. Reconsideration 8 (upheld 5, corrected 1, pending 2), litigation 3 and 1. Documents:
/// 3 issued, 1 repealed, 14 in force. Licences 1286, penalties 57, coercion 4.
fn bureau() -> Figures {
    let mut figures = Figures::zero(Edition::Y2021, Edition::Y2021);
    for (id, value) in [
        ("applications.carried_in.natural_person", 6),
        ("applications.granted.natural_person", 40),
        ("applications.granted.commercial_enterprise", 7),
        ("applications.partially_granted.natural_person", 12),
        ("applications.denied.process_information.natural_person", 24),
        ("applications.unavailable.not_held.natural_person", 21),
        ("applications.unavailable.needs_creation.natural_person", 10),
        ("applications.not_processed.duplicate.natural_person", 11),
        ("applications.other.miscellaneous.natural_person", 9),
        ("applications.carried_out.natural_person", 10),
        ("disputes.reconsideration.upheld", 5),
        ("disputes.reconsideration.corrected", 1),
        ("disputes.reconsideration.pending", 2),
        ("disputes.direct_litigation.upheld", 3),
        ("disputes.litigation_after_reconsideration.upheld", 1),
        ("disclosure.normative_document.issued", 3),
        ("disclosure.normative_document.repealed", 1),
        ("disclosure.normative_document.in_force", 14),
        ("disclosure.administrative_license.decisions", 1286),
        ("disclosure.administrative_penalty.decisions", 57),
        ("disclosure.administrative_coercion.decisions", 4),
    ] {
        figures.set(id, value);
    }
    figures.add_up();
    figures
}

/// The rules that find something, without the notes.
fn verdict(figures: Figures, body: &str, section: &str, sentence: &str) -> (String, String) {
    let mut report = Report { seed: 5, ..Report::new(body, 2024, figures) };
    for (title, text) in &mut report.narrative.topics {
        *text = if title == section { sentence.to_owned() } else { "各项工作有序推进。".to_owned() };
    }
    let (read, checked) = reading::read(&report.to_docx());
    let raised: Vec<_> = checked.findings.iter().filter(|f| f.severity > Severity::Note).collect();
    let rules: Vec<&str> =
        raised.iter().map(|f| f.rule.strip_prefix("narrative.").unwrap_or(&f.rule)).collect();
    let mut told: Vec<String> = raised.iter().map(|f| f.message.render(Lang::Zh)).collect();
    told.extend(read.statements.iter().map(|s| format!("{}={} {:?}", s.phrase, s.value, s.scope)));
    (rules.join(" "), told.join("\n      "))
}

fn table(section: &str, rows: &[(&str, &str)]) {
    table_of(figures, "青麓区人民政府办公室", section, rows);
}

fn table_of(figures: fn() -> Figures, body: &str, section: &str, rows: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (sentence, expected) in rows {
        let (found, told) = verdict(figures(), body, section, sentence);
        if found != *expected {
            wrong.push(format!("{sentence}\n  expected [{expected}], found [{found}]\n      {told}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn about_applications() {
    table(
        "依申请公开情况",
        &[
            // True, in one reading or another.
            ("2024年，我办共收到政府信息公开申请36件，较去年减少5件，均按期办理。", ""),
            ("全年共收到依申请公开件40件（含上年结转4件），办结38件，办结率95%。", ""),
            (
                "2024年新增政府信息公开申请36件，上年结转4件，共计40件；已答复38件，剩余2件按规定结转下年度办理。",
                "",
            ),
            (
                "本年度共办理依申请公开38件，其中予以公开20件，部分公开6件，不予公开3件，无法提供7件，不予处理1件，其他处理1件。",
                "",
            ),
            (
                "收到申请36件，其中自然人33件，法人和其他组织3件；按受理渠道分，网络28件，信函6件，当面2件。",
                "",
            ),
            ("受理政府信息公开申请36件，同比下降12.2%；办结38件（含上年结转4件），结转2件至下年。", ""),
            ("全年依申请公开共36件，其中：网络申请28件，信函申请6件，当面申请2件。", ""),
            ("我办严格规范依申请公开流程，2024年度共受理公众申请公开政府信息36件次。", ""),
            ("依申请公开方面，收件36件，出件38件。", ""),
            ("收到政府信息公开申请三十六件，办结三十八件。", ""),
            ("今年以来，累计接收政府信息公开申请40件，按时答复38件，答复率达到100%。", ""),
            (
                "2024年我区共收到政府信息公开申请36件，其中区政府本级受理12件，区教育局受理8件，其他部门受理16件。",
                "",
            ),
            ("对收到的36件政府信息公开申请，均严格按照条例规定的时限和程序办理。", ""),
            ("上年度结转的4件申请已全部办结。", ""),
            ("38件已办结的申请中，20件予以公开，6件部分公开，5件本机关不掌握。", ""),
            ("申请内容主要涉及征地拆迁（18件）、规划建设（10件）、财政预决算（8件）等方面。", ""),
            ("本年度政府信息公开申请数量为36件，占全区申请总量的15%。", ""),
            ("办理依申请公开38件，其中予以公开20件，占比52.63%；部分公开6件，占比15.79%。", ""),
            ("办理依申请公开38件，其中予以公开20件，占52.6%；部分公开6件，占15.8%；其余12件，占31.6%。", ""),
            ("全年收到申请36件，较2023年的41件减少5件，下降12.20%。", ""),
            ("全年收到申请36件，较2023年的9件增长3倍。", ""),
            ("全年收到申请36件，是上年9件的4倍。", ""),
            ("2024年收到申请36件，2023年收到41件，2022年收到53件，逐年下降。", ""),
            ("2023年收到政府信息公开申请41件，办结41件。2024年收到36件，办结38件。", ""),
            ("自2008年《条例》施行以来，我办共受理政府信息公开申请516件。", ""),
            ("近三年来，共受理政府信息公开申请130件，年均43件。", ""),
            ("截至2024年12月31日，尚有2件申请正在办理。", ""),
            ("截至目前，已办结申请40件。", "count"),
            ("上半年收到申请20件，下半年收到申请16件，全年共收到申请36件。", ""),
            ("一季度受理申请9件，二季度受理申请11件，三季度受理8件，四季度受理8件。", ""),
            ("1-11月受理申请33件，12月受理3件。", ""),
            ("日均接待咨询5人次，全年受理咨询1200余件，均已答复。", ""),
            ("办理12345热线转办件1320件、市长信箱46件、网民留言85件，办结率100%。", ""),
            ("受理行政许可申请280件，办结280件。", ""),
            ("组织培训4次，参训120人次；开展依申请公开案例研讨2次。", ""),
            ("编制依申请公开答复文书模板12份，印发工作指引3期。", ""),
            ("严格执行20个工作日答复期限，延期答复5件。", ""),
            ("提前办结申请12件，平均办理时间9个工作日。", ""),
            ("因申请人补正，3件申请重新计算办理期限。", ""),
            ("当面接待申请人8人次，电话沟通26次。", ""),
            ("被申请公开的信息涉及国家秘密0件。", ""),
            ("区政府办代表区政府受理17件，其他各部门受理19件。", ""),
            ("各乡镇（街道）共收到申请6件，各部门共收到申请18件。", ""),
            ("指导下属单位办理依申请公开事项14件。", ""),
            ("协助区政府办理申请7件。", ""),
            ("依申请公开信息公开申请的受理、答复各环节由专人负责，实行一件一档。", ""),
            ("收到申请40余件，基本按时办结。", ""),
            ("收到申请近40件。", ""),
            ("计划2025年办理依申请公开件50件以上，力争按时答复率100%。", ""),
            ("予以公开、部分公开、不予公开、无法提供分别为20件、6件、3件、7件。", ""),
            ("其中，20件予以公开，6件部分公开，3件不予公开，7件无法提供，1件不予处理，1件作其他处理。", ""),
            ("没有收取信息公开费用，无因费用减免引起的申请。", ""),
            ("全市各级行政机关共新收政府信息公开申请36件，上年结转4件。", ""),
            (
                "本机关收到申请36件，其中通过网络提交28件，占77.8%；通过信函提交6件，占16.7%；当面提交2件，占5.6%。",
                "",
            ),
            ("收到申请36件，自然人申请33件，占91.67%；法人或其他组织申请3件，占8.33%。", ""),
            ("全年受理36件，其中当年办结34件，结转下年2件。", ""),
            ("答复38件，均在法定期限内答复。", ""),
            ("收到的36件申请中，除2件尚在办理期限内，其余均已答复。", ""),
            ("已到期的申请均按时办结。", ""),
            ("因涉及国家秘密不予公开1件，因属于过程性信息不予公开2件，因本机关不掌握无法提供5件。", ""),
            ("网站申请23件。电子邮箱申请5件。信函申请6件。当面申请2件。", ""),
            ("收到申请36件，网络申请28件（门户网站23件、电子邮箱5件），信函申请6件，当面申请2件。", ""),
            ("通过信函渠道未收到申请。", ""),
            ("2022年、2023年、2024年分别收到政府信息公开申请53件、41件、36件。", ""),
            ("网络、信函、当面申请分别为28件、6件、2件。", ""),
            ("二〇二三年收到政府信息公开申请41件，二〇二四年收到36件。", ""),
            ("收到申请36件，比2022年的53件下降20%。", ""),
            ("收到转办的行政复议申请2件，受理行政许可申请280件。", ""),
            ("延长答复期限5件，告知补正8件，转送其他机关3件。", ""),
            ("申请人在收到告知书后补正的3件，逾期未补正视为放弃的1件。", ""),
            ("政府信息公开申请涉及信息52条，提供纸质材料310页。", ""),
            ("依申请公开工作连续3年无行政复议被纠错、无行政诉讼败诉案件。", ""),
            ("全县共受理申请95件，其中我办受理36件。", ""),
            ("2024年，青麓区人民政府办公室受理政府信息公开申请36件，全区其他单位受理59件。", ""),
            // False.
            ("收到的36件申请均已办结。", "all_handled"),
            ("二〇二四年收到政府信息公开申请41件。", "count"),
            ("2024年，青麓区人民政府办公室受理政府信息公开申请63件。", "count"),
            ("收到申请36件，网站申请28件，信函申请7件，当面申请2件。", "sum"),
            ("2024年，我办共收到政府信息公开申请63件，办结38件，结转下年2件。", "count"),
            ("全年共办理答复政府信息公开申请83件。", "count"),
            ("本年度未收到政府信息公开申请。", "count"),
            ("上年结转申请5件，本年新收36件。", "count"),
            ("结转下年度继续办理的申请为3件。", "count"),
            ("无结转下年度办理的申请。", "count"),
            ("收到的申请均已全部办结。", "all_handled"),
            ("办结申请38件，其中予以公开21件，部分公开6件。", "count"),
            (
                "答复申请38件：公开20件、部分公开6件、不予公开3件、无法提供8件、不予处理1件、其他处理1件。",
                "count",
            ),
            ("其中自然人申请30件，法人或者其他组织申请6件。", "count count"),
            ("收到申请36件，其中网络申请28件，信函申请7件，当面申请2件。", "sum"),
            ("全年收到申请36件，包括网络申请30件，信函申请20件。", "sum"),
            ("收到申请36件，按申请渠道分为：网络申请20件、信函申请10件。", "sum"),
            ("全年收到申请36件，较上年的41件减少6件。", "growth"),
            ("全年收到申请36件，较上年的41件下降21.2%。", "growth"),
            ("2023年收到申请41件，2024年收到36件，同比增长12.2%。", "growth"),
            ("办理依申请公开38件，其中予以公开20件，占比62.5%。", "growth"),
            ("收到申请1.2万余件。", "count"),
            ("办理过程中，5件因申请人主动撤回而终止。", "count"),
        ],
    );
}

#[test]
fn about_disputes() {
    table(
        "监督保障情况",
        &[
            ("2024年，因政府信息公开引发的行政复议5件、行政诉讼3件。", ""),
            ("因政府信息公开被申请行政复议3件，被提起行政诉讼2件，均已审结。", ""),
            (
                "全年发生涉政府信息公开行政复议案件5件，其中维持3件，尚未审结2件；行政诉讼案件3件，维持2件。",
                "",
            ),
            ("行政复议、行政诉讼案件共8件，无被纠错案件。", ""),
            ("涉政府信息公开行政复议5起，无一被撤销。", ""),
            ("区司法局全年受理行政复议案件126件，审结118件。", ""),
            ("未发生因政府信息公开工作不力被追责的情形。", ""),
            ("未发生因不服政府信息公开答复而败诉的行政诉讼案件。", ""),
            ("2023年发生行政复议9件、行政诉讼4件。", ""),
            ("办理行政复议答复书5份、行政诉讼答辩状3份。", ""),
            ("因政府信息公开引发的行政复议15件、行政诉讼3件。", "count"),
            ("全年未发生因政府信息公开引发的行政复议和行政诉讼案件。", "count"),
            ("未发生行政诉讼案件。", "count"),
            ("行政复议和行政诉讼均为零。", "count"),
            ("考核扣分2件次，约谈单位3个。", ""),
        ],
    );
}

#[test]
fn about_documents() {
    table(
        "主动公开情况",
        &[
            ("2024年制发行政规范性文件4件，废止1件，现行有效32件。", ""),
            ("共印发规范性文件4件、废止1件，目前现行有效的规范性文件32件，均在门户网站集中公开。", ""),
            ("全年主动公开规范性文件45件，政策解读38篇，重大行政决策12项。", ""),
            ("通过门户网站发布信息2800条，政务新媒体推送信息1560条，同比增长12.5%。", ""),
            ("公开行政许可280件、行政处罚57件、行政强制0件。", ""),
            ("主动公开建议提案办理结果56件，答复率100%。", ""),
            ("清理规范性文件36件，拟废止5件、拟修改8件。", ""),
            ("对政府规章进行全面清理，集中公开现行有效规章0件。", ""),
            ("发布信息1200条，较上年1000条增长20%；公开财政预决算信息96条，占8%。", ""),
            ("制定信息公开审查制度2项，废止1项，印发工作要点1份。", ""),
            ("2023年制发规范性文件6件，2024年制发4件。", ""),
            ("制发行政规范性文件14件，废止1件，现行有效32件。", "count"),
            ("本年度未制发行政规范性文件。", "count"),
            ("制定政府规章2部。", "count"),
            ("发布信息1200条，较上年1000条增长25%。", "growth"),
            ("规范性文件：制发4件，废止2件，现行有效32件。", "count"),
        ],
    );
}

const BUREAU: &str = "临溪县自然资源局";

#[test]
fn about_other_things_than_the_tables_count() {
    table_of(
        bureau,
        BUREAU,
        "依申请公开情况",
        &[
            ("全年制发公文286件，主动公开152件，依申请公开66件，不予公开68件。", ""),
            ("全年审查文件286件，其中主动公开152件，依申请公开66件，不予公开68件。", ""),
            ("制发公文286件。其中主动公开152件，依申请公开66件，不予公开68件。", ""),
            ("对286件发文逐一认定公开属性，主动公开152件，不予公开68件。", ""),
            ("5个工作日内办结23件，10个工作日内办结58件，15个工作日内办结31件，20个工作日内办结22件。", ""),
            ("20个工作日内答复120件。", ""),
            ("通过电子邮件答复88件，通过邮寄答复46件。", ""),
            ("网上申请平台办结96件，线下办结38件。", ""),
            ("全年共收到申请138件，其中12月新收申请10件。", ""),
            ("12月收到的10件申请尚在办理中。", ""),
            ("政府信息公开平台收到申请96件，线下收到申请42件。", ""),
            ("局机关收到申请100件，下属不动产登记中心收到申请38件。", ""),
            ("涉及2个以上行政机关的共收到4件。", ""),
            ("收到补正材料后答复12件。", ""),
            ("当年收到并办结128件，上年结转办结6件，共计134件。", ""),
            ("不予公开、无法提供、不予处理共66件。", ""),
            ("不予公开、无法提供55件。", ""),
            ("不予公开或无法提供的55件。", ""),
            ("不予处理及其他处理20件。", ""),
            ("依法予以公开59件（含部分公开12件）。", ""),
            ("办结134件，依法予以公开59件（含部分公开12件），其余75件不予公开、无法提供或不予处理。", ""),
            ("全县自然资源系统共收到政府信息公开申请356件，其中局机关138件。", ""),
            ("全县138件申请中，县政府收到17件，县政府部门收到121件。", ""),
            ("月均收到申请11.5件。", ""),
            ("人均办理申请46件。", ""),
            ("全年收到政府信息公开申请138件，比上年增加新收申请18件。", ""),
            ("全年受理不动产登记业务8620件，办结8620件，另收到政府信息公开申请138件。", ""),
            ("受理投诉举报32起，办结32起。", ""),
            ("受理投诉举报32件，办结32件。", ""),
            ("所有申请均在法定期限内答复，无超期件。", ""),
            ("收到的138件申请均依法答复。", ""),
            ("所有投诉均已办结。", ""),
            ("12345工单全部办结。", ""),
            ("收到1件非政府信息公开申请事项（信访），已告知申请人通过信访渠道反映。", ""),
            ("2024年新收政府信息公开申请138件，上年结转6件，办结134件，结转2025年继续办理10件。", ""),
            ("结转2024年继续办理6件。", ""),
            ("本年度未收到政府信息公开申请。", "count"),
            ("收到的138件申请均已办结。", "all_handled"),
            ("全年收到申请138件，上年120件，同比下降15%。", "growth"),
            ("不予公开42件。", "count"),
            ("办结申请143件。", "count"),
            ("门户网站收到申请150件，信函申请6件。", "sum"),
        ],
    );
    table_of(
        bureau,
        BUREAU,
        "监督保障情况",
        &[
            ("未发生因超期答复引起的行政复议、行政诉讼。", ""),
            ("未发生因信息公开不及时引发的行政复议和行政诉讼案件。", ""),
            ("未因超期未答复引起行政复议。", ""),
            ("县政府作为复议机关，全年办理政府信息公开类行政复议案件46件。", ""),
            ("行政复议方面，收到8件，上年结转行政复议1件。", ""),
            ("所有投诉均已办结。", ""),
            ("未发生因政府信息公开工作引起的行政复议、行政诉讼。", "count"),
        ],
    );
    table_of(
        bureau,
        BUREAU,
        "主动公开情况",
        &[
            ("以县政府名义制定规范性文件2件，县自然资源局制定规范性文件1件。", ""),
            (
                "门户网站公开信息2860条，其中公示公告类1200条，行政许可类1286条，行政处罚类57条，其他317条。",
                "",
            ),
            ("全年制发公文286件，主动公开152件，依申请公开66件，不予公开68件。", ""),
            ("制发文件286件，其中公开属性为主动公开的152件，不予公开的68件。", ""),
            ("制发规范性文件30件，废止1件。", "count"),
        ],
    );
}
