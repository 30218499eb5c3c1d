//! How a cause is put into words. In: the failed equations and their explanations. Out: a message that says
//! what to check, in the form's own words. Does not know how the explanations were found.

use super::Explanation;
use super::Suspect;
use crate::form::{Line, Rule, Table};
use crate::locate::{Confidence, Unexplained};
use crate::message::{Argument, Message, Text};
use std::sync::Arc;

/// A cause about to be worded.
pub(super) struct Wording<'a> {
    pub table: &'a Table,
    /// How many equations fail.
    pub failed: usize,
    pub explanations: &'a [Explanation],
    pub unexplained: Option<Unexplained>,
    /// Whether the text states what the best explanation suggests.
    pub stated: bool,
}

impl Wording<'_> {
    /// What fails, and which cells could be to blame. `total` says that the problem already names the only
    /// suspect as its total.
    pub(super) fn cause(&self, problem: Message, total: bool) -> Message {
        let problem = match self.failed {
            0 | 1 => problem,
            more => Message::new("finding.and_more").with("problem", problem).with("n", more - 1),
        };
        let best = self.explanations.first();
        let rivals = self.explanations.iter().filter(|e| e.confidence == Confidence::Possible).count();
        let message = match best {
            None => Message::new("finding.unexplained").with("why", self.why()),
            Some(best) if rivals < 2 || self.stated && best.confidence != Confidence::Possible => {
                match best.cells.as_slice() {
                    [cell] if total => Message::new("finding.total").with("suggested", cell.suggested),
                    [cell] => Message::new("finding.component")
                        .with("cell", cell_words(cell))
                        .with("suggested", cell.suggested),
                    _ => Message::new("finding.together").with("cells", self.corrections(&best.cells)),
                }
            }
            Some(_) => Message::new("finding.candidates")
                .with("n", self.explanations.len())
                .with("cells", self.candidates()),
        };
        message.with("problem", problem)
    }

    /// Blanks that must hold figures.
    pub(super) fn blank(&self, rule: &Rule) -> Message {
        let cells = self.explanations.first().map_or(&[][..], |best| best.cells.as_slice());
        let words = cells.iter().map(|cell| Argument::Message(cell_words(cell))).collect();
        let suggested = cells.iter().map(|cell| Argument::Number(cell.suggested)).collect();
        Message::of(rule.message.clone())
            .with("table", Message::of(self.table.name.clone()))
            .with("cells", Argument::List(words, separator()))
            .with("suggested", Argument::List(suggested, separator()))
            .with("count", cells.len())
    }

    fn why(&self) -> Message {
        Message::new(match self.unexplained {
            Some(Unexplained::TooMany) | None => "finding.too_many",
            Some(Unexplained::Bound) => "finding.bound",
            Some(Unexplained::Impossible) => "finding.impossible",
        })
    }

    fn corrections(&self, cells: &[Suspect]) -> Argument {
        Argument::List(cells.iter().map(|cell| Argument::Message(correction(cell))).collect(), separator())
    }

    fn candidates(&self) -> Argument {
        /// More would not be read.
        const LISTED: usize = 8;
        let either =
            self.explanations.iter().take(LISTED).map(|explanation| self.corrections(&explanation.cells));
        Argument::List(either.collect(), Arc::new(Text { zh: "；".to_owned(), en: "; ".to_owned() }))
    }
}

/// What stands between the cells of a list.
pub(super) fn separator() -> Arc<Text> {
    Arc::new(Text { zh: "、".to_owned(), en: ", ".to_owned() })
}

fn cell_words(cell: &Suspect) -> Message {
    match cell.label.split_once(" / ") {
        Some((row, column)) => Message::new("finding.cell").with("row", row).with("column", column),
        None => Message::new("finding.cell_of_one").with("label", cell.label.as_str()),
    }
}

fn correction(cell: &Suspect) -> Message {
    let message = match cell.stated {
        Some(stated) => Message::new("finding.correction").with("stated", stated),
        None => Message::new("finding.fill"),
    };
    message.with("cell", cell_words(cell)).with("suggested", cell.suggested)
}

/// A cell (index among [`Table::cells`]) in the form's own words.
pub(super) fn cell_of(table: &Table, cell: usize) -> Message {
    let lines = table.cells().nth(cell);
    let (row, column) =
        lines.map(|(row, column)| (label_of(table, row), label_of(table, column))).unwrap_or_default();
    match (row.as_str(), column.as_str()) {
        ("", label) | (label, "") => Message::new("finding.cell_of_one").with("label", label),
        (row, column) => Message::new("finding.cell").with("row", row).with("column", column),
    }
}

/// A line in the form's own words; with the header above it where the label alone would be ambiguous.
pub(super) fn label_of(table: &Table, line: &Line) -> String {
    let among = |lines: fn(&crate::form::Block) -> &Vec<Line>| {
        let mut same = table.blocks.iter().flat_map(lines).filter(|other| other.label() == line.label());
        same.any(|other| other.path != line.path)
    };
    let ambiguous = among(|block| &block.rows) || among(|block| &block.columns);
    match line.path.as_slice() {
        [.., above, own] if ambiguous => format!("{above}·{own}"),
        _ => line.label().to_owned(),
    }
}
