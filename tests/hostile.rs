//! Documents that are large in one way: one text, one number, one row or one kind of element over and over.
//! Each is of a size at which a step that is worse than linear takes minutes (optimised; a fifth of it
//! otherwise), and is audited whole; nothing measures time. What must still be read of them is compared.

mod mutate;
mod packing;

use gouji::audit::{Audit, audit_bytes};
use gouji::form::Form;
use gouji::message::Lang;
use gouji::package::Limits;
use gouji::report::Status;

/// How large.
const TIMES: usize = if cfg!(debug_assertions) { 1 } else { 5 };
const SOUND: &str = "clean-2021.docx";

/// What a text is made of: what ordinals, figures, dates, titles and sentences begin with.
const UNITS: [&str; 24] = [
    "一",
    "十",
    "万",
    "1",
    "（",
    "（一）",
    "一、",
    "1.",
    "1,",
    "，",
    "件",
    "年",
    "2021年",
    "2021年1月1日",
    "12件，",
    "收到申请12件，",
    "总计",
    "其中",
    "“公开”",
    "10%",
    "人民政府",
    "—",
    "\u{3000}",
    "第三条",
];

/// A sound report, its main part changed.
fn changed(change: impl Fn(&str) -> String) -> Audit {
    let file = packing::files("reports").into_iter().find(|file| file.ends_with(SOUND)).expect("a report");
    let mut parts = mutate::unzipped(&std::fs::read(file).expect("its bytes")).expect("a zip");
    let (_, main) = parts.iter_mut().find(|(name, _)| name == "word/document.xml").expect("a main part");
    *main = change(std::str::from_utf8(main).expect("UTF-8")).into_bytes();
    let bytes = packing::zipped(&parts, true);
    let limits = Limits { ratio: u64::MAX, ..Limits::default() };
    audit_bytes(Form::built_in(), "hostile.docx", &bytes, &limits).expect("a document")
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A table of rows with a label and a figure.
fn table(rows: &[(&str, &str)]) -> String {
    let rows = rows.iter().map(|(label, figure)| {
        format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", paragraph(label), paragraph(figure))
    });
    format!("<w:tbl>{}</w:tbl>", rows.collect::<String>())
}

/// The report with something more before its end.
fn followed_by(more: &str) -> Audit {
    changed(|main| main.replacen("</w:body>", &format!("{more}</w:body>"), 1))
}

fn stated(audit: &Audit) -> usize {
    audit.report.values.iter().filter(|value| value.status == Status::Stated).count()
}

#[test]
fn long_texts() {
    let sound = changed(str::to_owned);
    let long: Vec<String> =
        UNITS.iter().map(|unit| unit.repeat(TIMES * 20_000 / unit.chars().count())).collect();
    // As figures and as labels of a table, as paragraphs, in front of everything and behind it.
    let rows: Vec<(&str, &str)> = long.iter().map(|text| (text.as_str(), text.as_str())).collect();
    let paragraphs: String = long.iter().map(|text| paragraph(text)).collect();
    let audit = followed_by(&(table(&rows) + &paragraphs));
    assert_eq!(stated(&audit), stated(&sound));
    changed(|main| main.replacen("<w:body>", &format!("<w:body>{paragraphs}"), 1));
}

#[test]
fn long_texts_where_a_figure_should_be() {
    for unit in ["一", "1", "十", "1 ", "公开"] {
        let text = unit.repeat(TIMES * 20_000);
        // The last figure of the largest table of the form.
        let audit = changed(|main| {
            let largest = main.split_inclusive("</w:tbl>").max_by_key(|part| part.len()).expect("a table");
            let at = main.find(largest).expect("its place") + largest.rfind("<w:t").expect("a figure");
            let at = at + main[at..].find('>').expect("its begin") + 1;
            let end = at + main[at..].find('<').expect("its end");
            [&main[..at], &text, &main[end..]].concat()
        });
        let unreadable = audit.report.values.iter().filter(|value| value.status == Status::Unreadable);
        let raw: Vec<usize> = unreadable.map(|value| value.raw.chars().count()).collect();
        assert_eq!(raw, [text.chars().count()], "{unit}");
        // A person is shown the beginning.
        for finding in &audit.checked.findings {
            assert!(finding.message.render(Lang::Zh).chars().count() < 300, "{unit}");
        }
    }
}

#[test]
fn figures_of_too_many_digits_are_nobodys_guess() {
    for digits in [
        "123456789012345678901234567890",
        "0.12345678901234567890123456789",
        "１２３４５６７８９０１２３４５６７８９０１２３４５６７８９０",
    ] {
        assert_eq!(gouji::numeral::read(digits), gouji::numeral::Reading::Text, "{digits}");
    }
}

#[test]
fn many_paragraphs() {
    let sound = changed(str::to_owned);
    let many: String = UNITS.iter().map(|unit| paragraph(&unit.repeat(3)).repeat(TIMES * 600)).collect();
    assert_eq!(stated(&followed_by(&many)), stated(&sound));
    changed(|main| main.replacen("<w:body>", &format!("<w:body>{many}"), 1));
    changed(|main| main.replacen("<w:body>", &format!("<w:body>{}", "<w:p/>".repeat(TIMES * 12_000)), 1));
}

#[test]
fn many_tables() {
    let sound = changed(str::to_owned);
    let small = table(&[("行政许可", "1"), ("总计", "2")]);
    assert_eq!(stated(&followed_by(&small.repeat(TIMES * 1_600))), stated(&sound));
    let titled = paragraph("一、总体情况") + &small;
    assert_eq!(stated(&followed_by(&titled.repeat(TIMES * 800))), stated(&sound));
}

#[test]
fn many_rows_and_cells() {
    let sound = changed(str::to_owned);
    let cell = |merge: &str| format!("<w:tc><w:tcPr>{merge}</w:tcPr>{}</w:tc>", paragraph("1"));
    // Merges that nothing began, none of them where a cell above begins, in a grid of slivers.
    let grid = format!("<w:tblGrid>{}</w:tblGrid>", r#"<w:gridCol w:w="21"/>"#.repeat(1000));
    let wide = format!("<w:tr>{}</w:tr>", cell(r#"<w:gridSpan w:val="2"/>"#).repeat(500));
    let odd = ["<w:tr>", &cell(""), &cell(r#"<w:gridSpan w:val="2"/><w:vMerge/>"#).repeat(499), "</w:tr>"];
    let merged = format!("<w:tbl>{grid}{}</w:tbl>", (wide + &odd.concat()).repeat(TIMES * 20));
    assert_eq!(stated(&followed_by(&merged)), stated(&sound));
    let long =
        format!("<w:tbl>{}</w:tbl>", format!("<w:tr>{}</w:tr>", cell("").repeat(8)).repeat(TIMES * 1_200));
    assert_eq!(stated(&followed_by(&long)), stated(&sound));
    let spans = format!("<w:tr>{}</w:tr>", cell(r#"<w:gridSpan w:val="1000000"/>"#));
    assert_eq!(
        stated(&followed_by(&format!("<w:tbl>{}</w:tbl>", spans.repeat(TIMES * 400)))),
        stated(&sound)
    );
}
