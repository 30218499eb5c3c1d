//! How a cause is put into words. In: the failed equations and their explanations. Out: a message that says
//! what to check, in the form's own words. Does not know how the explanations were found.

use super::Explanation;
use super::Suspect;
use crate::form::{Line, Rule, Table};
use crate::locate::{Confidence, Slip, Unexplained};
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
                    _ => match slip_words(best.slip) {
                        Some(slip) => Message::new("finding.together_by").with("slip", slip),
                        None => Message::new("finding.together"),
                    }
                    .with("cells", self.corrections(&best.cells)),
                }
            }
            Some(_) => {
                let certain = self.certain();
                let message = match certain.is_empty() {
                    true => Message::new("finding.candidates"),
                    false => Message::new("finding.candidates_with"),
                };
                let words = certain.iter().map(|cell| Argument::Message(correction(cell))).collect();
                message
                    .with("n", self.explanations.len())
                    .with("certain", listed(words))
                    .with("cells", self.candidates(&certain))
            }
        };
        message.with("problem", problem)
    }

    /// Blanks that must hold figures.
    pub(super) fn blank(&self, rule: &Rule) -> Message {
        let cells = self.explanations.first().map_or(&[][..], |best| best.cells.as_slice());
        let suggested = cells.iter().map(|cell| Argument::Number(cell.suggested)).collect();
        let message = Message::of(rule.message.clone())
            .with("table", Message::of(self.table.name.clone()))
            .with("cells", cells_words(cells))
            .with("suggested", listed(suggested))
            .with("count", cells.len());
        Message::new("finding.sentence").with("problem", message)
    }

    fn why(&self) -> Message {
        Message::new(match self.unexplained {
            Some(Unexplained::TooMany) | None => "finding.too_many",
            Some(Unexplained::Bound) => "finding.bound",
            Some(Unexplained::Impossible) => "finding.impossible",
        })
    }

    fn corrections(&self, cells: &[Suspect]) -> Argument {
        listed(cells.iter().map(|cell| Argument::Message(correction(cell))).collect())
    }

    /// The cells that every explanation corrects, and to the same figure.
    fn certain(&self) -> Vec<&Suspect> {
        let Some((first, others)) = self.explanations.split_first() else { return Vec::new() };
        if self.unexplained.is_some() {
            return Vec::new();
        }
        let certain = first.cells.iter().filter(|cell| others.iter().all(|other| has(&other.cells, cell)));
        certain.collect()
    }

    /// What each explanation says besides the cells that all of them share.
    fn candidates(&self, certain: &[&Suspect]) -> Argument {
        let own = |explanation: &Explanation| -> Vec<Suspect> {
            let cells = explanation.cells.iter();
            cells.filter(|cell| !certain.iter().any(|known| known.id == cell.id)).cloned().collect()
        };
        let either =
            self.explanations.iter().take(LISTED).map(|explanation| self.corrections(&own(explanation)));
        let mut either: Vec<Argument> = either.collect();
        if self.explanations.len() > LISTED {
            either.push(Argument::Message(Message::new("finding.and_others")));
        }
        Argument::List(either, Arc::new(Text { zh: "；".to_owned(), en: "; ".to_owned() }))
    }
}

/// More of a list would not be read.
const LISTED: usize = 8;

/// A list, cut short where it is long.
fn listed(mut items: Vec<Argument>) -> Argument {
    let count = items.len();
    if count > LISTED {
        items.truncate(LISTED - 1);
        items.push(Argument::Message(Message::new("finding.and_so_on").with("n", count)));
    }
    Argument::List(items, separator())
}

fn has(cells: &[Suspect], cell: &Suspect) -> bool {
    cells.iter().any(|known| (&known.id, known.suggested) == (&cell.id, cell.suggested))
}

/// Several cells; those of one row or column by that line and the lines that cross it.
fn cells_words(cells: &[Suspect]) -> Argument {
    let split: Option<Vec<(&str, &str)>> = cells.iter().map(|cell| cell.label.split_once(" / ")).collect();
    let split = split.filter(|split| split.len() > 1).unwrap_or_default();
    let line = |name: &str| Argument::Message(Message::new("finding.cell_of_one").with("label", name));
    let [(row, column), rest @ ..] = split.as_slice() else {
        return listed(cells.iter().map(|cell| Argument::Message(cell_words(cell))).collect());
    };
    if rest.iter().all(|(other, _)| other == row) {
        let columns = listed(split.iter().map(|(_, column)| line(column)).collect());
        Argument::Message(Message::new("finding.cells_of_row").with("row", *row).with("columns", columns))
    } else if rest.iter().all(|(_, other)| other == column) {
        let rows = listed(split.iter().map(|(row, _)| line(row)).collect());
        Argument::Message(Message::new("finding.cells_of_column").with("column", *column).with("rows", rows))
    } else {
        listed(cells.iter().map(|cell| Argument::Message(cell_words(cell))).collect())
    }
}

/// What a slip that changes several cells is called; `None` for one that changes a single cell.
fn slip_words(slip: Option<Slip>) -> Option<Message> {
    Some(Message::new(match slip? {
        Slip::Swapped => "slip.swapped",
        Slip::Shifted => "slip.shifted",
        Slip::StaleTotals => "slip.stale_totals",
        _ => return None,
    }))
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
