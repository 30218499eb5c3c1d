//! Where words stand as a reader looks for them. In: a report, a place. Out: the heading above it and which paragraph
//! under that it is. Does not know what is wrong there.

use crate::message::{Argument, Message, place_in_words};
use crate::place::Place;
use crate::report::{Passage, PassageKind, Report, Section};

/// The place in words; for a paragraph of a report with its heading, as Word does not number paragraphs.
pub fn whereabouts(report: &Report, place: &Place) -> Message {
    let plain = place_in_words(place);
    let found = report.passages.iter().position(|passage| passage.place == *place);
    // The signature stands under the last heading and does not belong to it.
    let signed = |passage: &Passage| Some(&passage.place) == report.signature.place.as_ref();
    let text = found.filter(|&at| !report.passages[..=at].iter().any(signed));
    let under = text.and_then(|at| {
        let section = report.passages[at].section?;
        Some(under(report, section, &report.passages[at], paragraphs(report, section, at)))
    });
    match under {
        Some(under) => Message::new("place.where").with("under", under).with("place", plain),
        None => plain,
    }
}

/// How many paragraphs of a section there are up to this one.
fn paragraphs(report: &Report, section: usize, at: usize) -> usize {
    let own = |passage: &&Passage| passage.section == Some(section) && passage.kind == PassageKind::Text;
    report.passages[..=at].iter().filter(own).count()
}

fn under(report: &Report, section: usize, passage: &Passage, n: usize) -> Message {
    let own = &report.sections[section];
    let main = report.sections[..=section].iter().rfind(|section| section.level == 1);
    let message = match (own.level, passage.kind) {
        (0, _) => Message::new("place.preface"),
        (_, PassageKind::Heading) if runs_on(own, passage) => Message::new("place.run_in"),
        (_, PassageKind::Heading) => Message::new("place.heading"),
        _ => Message::new("place.under"),
    };
    let message = message.with("heading", heading(own)).with("n", n);
    match main.filter(|_| own.level > 1) {
        Some(main) => Message::new("place.within_part").with("heading", heading(main)).with("under", message),
        None => message,
    }
}

/// Whether text follows the heading in its own paragraph.
fn runs_on(section: &Section, passage: &Passage) -> bool {
    !section.title.as_ref().is_none_or(|title| passage.text.trim_end().ends_with(title.as_str()))
}

/// The heading as printed.
fn heading(section: &Section) -> Argument {
    let parts = [&section.number, &section.title].into_iter().flatten();
    Argument::quoted(&parts.map(String::as_str).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;
    use crate::place::At;

    fn report() -> Report {
        let section = |level, number: Option<&str>, title: Option<&str>| Section {
            id: None,
            level,
            number: number.map(str::to_owned),
            title: title.map(str::to_owned),
            text: String::new(),
            place: Place::body(At::Paragraph(1)),
            tables: 0,
        };
        let passage = |n, kind, section| Passage {
            text: if n == 5 { "（一）主动公开情况。共12条。" } else { "一、总体情况" }.to_owned(),
            place: Place::body(At::Paragraph(n)),
            kind,
            section,
        };
        let mut report = Report {
            sections: vec![
                section(0, None, None),
                section(1, Some("一、"), Some("总体情况")),
                section(2, Some("（一）"), Some("主动公开情况")),
                section(1, None, Some("其他事项")),
            ],
            passages: vec![
                passage(1, PassageKind::Title, None),
                passage(2, PassageKind::Text, Some(0)),
                passage(3, PassageKind::Heading, Some(1)),
                passage(4, PassageKind::Text, Some(1)),
                passage(5, PassageKind::Heading, Some(2)),
                passage(6, PassageKind::Text, Some(2)),
                passage(8, PassageKind::Text, Some(2)),
                passage(9, PassageKind::Heading, Some(3)),
                passage(10, PassageKind::Text, Some(3)),
                passage(11, PassageKind::Text, Some(3)),
                passage(12, PassageKind::Text, Some(3)),
            ],
            ..Report::default()
        };
        report.signature.place = Some(Place::body(At::Paragraph(11)));
        report
    }

    #[test]
    fn a_paragraph_is_found_by_its_heading() {
        let report = report();
        for (n, zh, en) in [
            (1, "文中第1段", "paragraph 1"),
            (2, "正文开头第1段（文中第2段）", "paragraph 1 before the first heading (paragraph 2)"),
            (3, "标题“一、总体情况”（文中第3段）", "the heading “一、总体情况” (paragraph 3)"),
            (4, "“一、总体情况”第1段（文中第4段）", "paragraph 1 under “一、总体情况” (paragraph 4)"),
            (
                5,
                "“一、总体情况”部分“（一）主动公开情况”一段（文中第5段）",
                "the paragraph of “（一）主动公开情况” in “一、总体情况” (paragraph 5)",
            ),
            (
                8,
                "“一、总体情况”部分“（一）主动公开情况”第2段（文中第8段）",
                "paragraph 2 under “（一）主动公开情况” in “一、总体情况” (paragraph 8)",
            ),
            (10, "“其他事项”第1段（文中第10段）", "paragraph 1 under “其他事项” (paragraph 10)"),
            (11, "文中第11段", "paragraph 11"),
            (12, "文中第12段", "paragraph 12"),
            (13, "文中第13段", "paragraph 13"),
        ] {
            let told = whereabouts(&report, &Place::body(At::Paragraph(n)));
            assert_eq!([told.render(Lang::Zh), told.render(Lang::En)], [zh, en], "{n}");
        }
    }
}
