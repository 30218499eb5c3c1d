//! Rules about headings, text and signature say nothing about generated reports that are right, whatever troubles
//! of layout they have. `GOUJI_DOCUMENTS=2000` sets how many.

#[path = "generate/mod.rs"]
mod generate;
#[path = "reading/mod.rs"]
mod reading;

use generate::{Edition, Figures, Report, Size, Trouble};
use gouji::form::{Form, Named};
use gouji::message::Lang;
use std::collections::BTreeMap;

/// What a trouble makes true.
fn is_true(rule: &str, troubles: &[Trouble], message: &str) -> bool {
    match rule {
        // Governments sign until 31 March, others sign too late or not at all.
        "structure.date" => message.contains("晚于公布期限") || troubles.contains(&Trouble::SignatureMissing),
        // Headings may be mistyped, and are made of the form's terms.
        "structure.wording" => troubles.contains(&Trouble::HeadingTypos),
        // A row that is there again, and mistyped, is none of the form's.
        "structure.extra" => {
            let slips = [Trouble::LabelTypos, Trouble::LabelRemarks];
            let mistyped = slips.iter().any(|slip| troubles.contains(slip));
            troubles.contains(&Trouble::RowExtra) || mistyped && troubles.contains(&Trouble::RowRepeated)
        }
        // Random figures give regulations to anybody.
        "disclosure.regulation_power" => {
            !["市人民政府", "州人民政府"].iter().any(|name| message.contains(name))
        }
        _ => false,
    }
}

#[test]
fn nothing_is_said_of_reports_that_are_right() {
    const EDITIONS: [Edition; 2] = [Edition::Y2021, Edition::Y2019];
    const RULES: [&str; 14] = [
        "structure.order",
        "structure.empty",
        "structure.section_repeated",
        "structure.parts",
        "structure.template",
        "structure.year",
        "structure.organization",
        "structure.basis",
        "structure.date",
        "structure.wording",
        "structure.extra",
        "disclosure.regulation_power",
        "applications.fee_mention",
        "structure.several_reports",
    ];
    let form = Form::named("disclosure-annual-report").expect("the form");
    for id in RULES {
        assert!(form.rules.iter().any(|rule| rule.id == id), "{id}");
    }
    assert!(Named::ALL.len() > RULES.len());
    let mut told: Vec<String> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..reading::documents(150) {
        let edition = EDITIONS[seed as usize % 2];
        let mut rng = fastrand::Rng::with_seed(seed);
        let troubles = Trouble::combination(7, &mut rng);
        let report = Report::random(edition, edition, Size::ALL[seed as usize % 4], seed).with(&troubles);
        for (rule, message) in said(&report) {
            if RULES.contains(&rule.as_str()) && !is_true(&rule, &troubles, &message) {
                told.push(format!("seed {seed}, {troubles:?}: {message} [{rule}]"));
            }
            *seen.entry(rule).or_default() += 1;
        }
    }
    println!("{seen:#?}");
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// Which rule says something of a report, and what.
fn said(report: &Report) -> impl Iterator<Item = (String, String)> {
    let findings = reading::read(&report.to_docx()).1.findings.into_iter();
    findings.map(|finding| (finding.rule, finding.message.render(Lang::Zh)))
}

/// What the rules about headings, text and signature say.
fn told(report: &Report) -> Vec<(String, String)> {
    said(report).filter(|(rule, _)| rule.starts_with("structure.")).collect()
}

#[derive(Clone, Copy)]
enum Part {
    Preface,
    Overview,
    Problems,
    Other,
}

fn saying(part: Part, text: &str) -> Report {
    let figures = Figures::zero(Edition::Y2021, Edition::Y2021);
    let mut report = Report { seed: 5, ..Report::new("临溪县自然资源局", 2024, figures) };
    let texts = vec![text.to_owned()];
    match part {
        Part::Preface => report.narrative.preface = texts,
        Part::Overview => report.narrative.overview = texts,
        Part::Problems => report.narrative.problems = texts,
        Part::Other => report.narrative.other = texts,
    }
    report
}

/// Sentences of a report on 2024 of 临溪县自然资源局, with the words that must be said of each; none if empty.
fn expect(rule: &str, sentences: &[(Part, &str, &str)]) {
    let mut wrong = Vec::new();
    for &(part, sentence, words) in sentences {
        let told = told(&saying(part, sentence));
        let said: Vec<&String> = told.iter().filter(|(id, _)| id == rule).map(|(_, said)| said).collect();
        let right = if words.is_empty() {
            said.is_empty()
        } else {
            said.len() == 1 && said.iter().all(|said| said.contains(words))
        };
        if !right {
            wrong.push(format!("{sentence}: expected {words:?}, {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), sentences.len(), wrong.join("\n"));
}

#[test]
fn years_that_were_left_over() {
    use Part::{Other, Overview, Preface, Problems};
    expect(
        "structure.year",
        &[
            (Overview, "2023年，新收政府信息公开申请138件，上年结转6件，全年办结134件。", "2023年，新收"),
            (Overview, "2023年制发行政规范性文件3件，废止1件，现行有效14件。", "2023年制发"),
            (Overview, "通过公示栏公开法定信息。2023年制发行政规范性文件3件。", "2023年制发"),
            (Overview, "2023年组织培训2次。", "2023年组织培训2次"),
            (Overview, "2023年门户网站发布信息860条。", "2023年门户网站"),
            (Overview, "扎实推进2023年度政府信息公开工作。", "写的是2023年"),
            (Overview, "2023年，我局政府信息公开工作取得了一定成效。", "写的是2023年"),
            (Overview, "2025年新收政府信息公开申请138件。", "写的是2025年"),
            (Overview, "2024年新收政府信息公开申请138件，2022年结转6件。", "写的是2022年"),
            (Problems, "一是公开不够及时。下一步，2024年将重点加强培训。", "计划写的是2024年"),
            (Problems, "2024年，我局将加强政策解读。", "计划写的是2024年"),
            (Problems, "2023年，我局将进一步完善制度。", "计划写的是2023年"),
            (Preface, "本报告所列数据的统计期限自2024年1月1日至2024年11月30日。", "不是2024年全年"),
            // What is right.
            (Problems, "2025年，我局将加强政策解读，组织培训2次。", ""),
            (Overview, "2024年，我局将政府信息公开纳入考核。", ""),
            (Overview, "2024年，我局将加强政策解读作为重点任务。", ""),
            (Overview, "2023年制发文件3件，2024年制发文件5件。", ""),
            (Overview, "2023年发布信息860条，比2022年增加12条。", ""),
            (Overview, "2022年以来，累计发布信息860条。", ""),
            (Overview, "截至2023年底，累计发布信息860条，今年新增12条。", ""),
            (Overview, "2023年12月31日前制发的文件3件均已清理。", ""),
            (Overview, "2024年新收申请138件，2023年结转6件。", ""),
            (Overview, "按照《2023年政务公开工作要点》，公开信息860条。", ""),
            (Overview, "扎实推进《2023年度政府信息公开工作要点》落实。", ""),
            (Overview, "2025年1月，我局组织培训2次，总结2024年工作。", ""),
            (Overview, "2025年将组织培训2次。", ""),
            (Overview, "2025年计划组织培训2次以上。", ""),
            (Problems, "2023年存在的3个问题已全部整改。", ""),
            (Preface, "本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。", ""),
            (Preface, "我局于2024年3月1日成立，数据统计期限为2024年3月1日至2024年12月31日。", ""),
            (Other, "2024年未收取信息处理费。", ""),
        ],
    );
    let mut years = saying(Part::Overview, "");
    years.narrative.overview =
        ["2022年，公开信息120条。", "2023年，公开信息130条。", "2024年，公开信息140条。"]
            .map(str::to_owned)
            .to_vec();
    assert_eq!(told(&years).iter().find(|(rule, _)| rule == "structure.year"), None);
}

#[test]
fn templates_left_in() {
    use Part::{Other, Overview};
    expect(
        "structure.template",
        &[
            (Overview, "202X年，我局公开信息12条。", "202X年"),
            (Overview, "202×年，我局公开信息12条。", "202×年"),
            (Overview, "组织培训X次，参训X人次。", "X次"),
            (Overview, "通过XXX网站公开信息12条。", "XXX网站"),
            (Overview, "通过××网站公开信息12条。", "××网站"),
            (Overview, "某某局认真落实工作部署。", "某某局"),
            (Overview, "工作开展情况（字数不少于500字）", "字数不少于500字"),
            (Overview, "示例：我局认真落实工作部署。", "示例："),
            (Overview, "组织培训 次，参训    人次。", "组织培训 次，参训    人次"),
            (Other, "2024年发出收费通知 件。", "收费通知 件"),
            (Other, "（盖章）2025年X月X日", "2025年X月X日"),
            // Real words.
            (Overview, "采购X光机2台，公开信息12条。", ""),
            (Overview, "3×4米公示栏更新12次。", ""),
            (Overview, "发布“某某局未答复案”等案例3件。", ""),
            (Overview, "组织培训两次，参训人次较多。", ""),
            (Overview, "公开SUV-X型号车辆信息12条，IX次例会形成纪要。", ""),
            (Overview, "组织培训2次，参训40人次，发布信息条数增长。", ""),
            (Other, "2024年发出收费通知0件，总金额0元。", ""),
            (Other, "2024年未发出收费通知，未收取信息处理费。", ""),
        ],
    );
}

#[test]
fn dates_behind_a_label() {
    const SIGNED: &str = "2025年1月20日";
    let mut report = saying(Part::Overview, "各项工作有序开展。");
    for label in ["填报日期", "编制日期", "日期"] {
        report.typos = vec![(SIGNED.to_owned(), format!("{label}：2025年1月16日"))];
        let told = told(&report);
        assert_eq!(told.iter().find(|(rule, _)| rule == "structure.date"), None, "{label}");
    }
    report.typos = vec![(SIGNED.to_owned(), "填报日期：2025年2月30日".to_owned())];
    assert!(told(&report).iter().any(|(rule, _)| rule == "structure.date"));
}

#[test]
fn titles_with_a_slip() {
    const TITLE: &str = "临溪县自然资源局2024年政府信息公开工作年度报告";
    for title in [
        "临溪县自然资源局2024年政府信息公开公开工作年度报告",
        "临溪县自然资源局2024年政府信息公开工作告年度报",
        "临溪县自然资源局2024年政府信息开公工作年度报告",
    ] {
        let mut report = saying(Part::Overview, "各项工作有序开展。");
        report.typos = vec![(TITLE.to_owned(), title.to_owned())];
        let told = told(&report);
        let says = |id: &str| told.iter().any(|(rule, _)| rule == id);
        assert!(says("structure.wording") && !says("structure.title"), "{title}: {told:?}");
    }
}

#[test]
fn another_body_speaks() {
    use Part::{Other, Overview, Preface};
    expect(
        "structure.organization",
        &[
            (
                Overview,
                "2024年，青麓县自然资源局按照上级部署（以下简称“我局”）推进公开。",
                "青麓县自然资源局",
            ),
            (Overview, "青麓县自然资源局按照上级部署推进公开（以下简称“我局”）。", "青麓县自然资源局"),
            (Preface, "本报告由临溪县林业局编制。", "临溪县林业局"),
            (Other, "（青麓县水利局）2024年度未收取信息处理费。", "青麓县水利局"),
            (Overview, "临溪县自然资源局（以下简称“我局”）推进公开。", ""),
            (Overview, "临溪自然资源局（以下简称本局）推进公开。", ""),
            (Preface, "本报告由临溪县自然资源局编制。", ""),
            (Preface, "本报告由临溪县人民政府办公室编制。", ""),
            (Overview, "配合青麓县水利局开展联合检查。", ""),
            (Overview, "会同青麓县水利局、临溪县林业局印发通知，我局推进公开。", ""),
        ],
    );
}
