//! One finding in words. In: a finding and the report it is about. Out: a message, the equations and the
//! suspects beneath it. Does not know files.

use super::Manner;
use super::whereabouts::whereabouts;
use crate::check::{Explanation, FailedEquation, Finding, Severity};
use crate::message::{Message, place_in_words};
use crate::output::codes;
use crate::output::paint::Plain;
use crate::report::Report;
use std::fmt::Write;

/// A severity's mark and name, coloured.
pub fn severity(severity: Severity, manner: Manner) -> String {
    let word = manner.word(&format!("severity.{}", codes::Severity::from(severity).code()));
    match severity {
        Severity::Error => manner.paint.bad(word),
        Severity::Warning => manner.paint.doubtful(word),
        Severity::Note => manner.paint.faint(word),
    }
}

/// The finding, indented, ending in a line break.
pub fn finding(finding: &Finding, report: &Report, manner: Manner) -> String {
    let mut text = line(finding, manner);
    if let Some(quote) = &finding.quote {
        let quote = Message::new("text.quote").with("quote", Plain(quote).to_string());
        let _ = writeln!(text, "        {}", manner.say(&quote));
    }
    if finding.equations.len() > 1 {
        for equation in &finding.equations {
            let _ = writeln!(text, "        {}", failed(equation, manner));
        }
    }
    for explanation in &finding.explanations {
        let _ = writeln!(text, "        {}", explained(explanation, manner));
    }
    if finding.explanations.is_empty()
        && let Some(place) = &finding.place
    {
        // What a quotation is for: the words are to be looked for in the text.
        let place = match finding.quote {
            Some(_) => whereabouts(report, place),
            None => place_in_words(place),
        };
        let _ = writeln!(text, "        {}", manner.paint.faint(Plain(&manner.say(&place))));
    }
    if finding.doubtful {
        let _ = writeln!(text, "        {}", manner.word("text.doubtful"));
    }
    text
}

/// Its severity, message and rule, indented, ending in a line break.
pub fn line(finding: &Finding, manner: Manner) -> String {
    let message = manner.say(&finding.message);
    let rule = manner.paint.faint(format_args!("[{}]", finding.rule));
    format!("  {}  {} {rule}\n", severity(finding.severity, manner), Plain(&message))
}

fn failed(equation: &FailedEquation, manner: Manner) -> String {
    let rule = manner.paint.faint(format_args!("[{}]", equation.rule));
    format!("- {} {rule}", Plain(&manner.say(&equation.message)))
}

fn explained(explanation: &Explanation, manner: Manner) -> String {
    let cells = explanation.cells.iter().map(|cell| {
        let message = match cell.stated {
            Some(stated) => Message::new("text.suspect").with("stated", stated),
            None => Message::new("text.suspect_blank"),
        };
        let message =
            message.with("label", cell.label.as_str()).with("suggested", cell.suggested.normalize());
        match &cell.place {
            Some(place) => {
                Message::new("text.suspect_at").with("suspect", message).with("place", place.clone())
            }
            None => message,
        }
    });
    let cells: Vec<String> = cells.map(|cell| Plain(&manner.say(&cell)).to_string()).collect();
    let confidence = codes::Confidence::from(explanation.confidence).code();
    let confidence = manner.paint.strong(manner.word(&format!("confidence.{confidence}")));
    let slip = match explanation.slip {
        Some(slip) => {
            let slip = manner.word(&format!("slip.{}", codes::Slip::from(slip).code()));
            manner.say(&Message::new("text.slip").with("slip", slip))
        }
        None => String::new(),
    };
    let colon = manner.word("text.colon");
    // Many cells are read one below the other.
    if cells.len() > 2 {
        let lines: String = cells.iter().map(|cell| format!("\n          · {cell}")).collect();
        return format!("{confidence}{slip}{colon}{lines}");
    }
    format!("{confidence}{slip}{colon}{}", cells.join(&manner.word("text.and")))
}
