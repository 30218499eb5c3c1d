//! An equation in a form's own words. In: a rule's notation, the form. Out: labels for the ids, as people read them.
//! Does not know figures.

use crate::form::{Block, Form, Line, Table};
use crate::message::{Lang, Message};

/// `[total] = [**]` as “总计”列 = 各列之和. `table` is the index of one edition; labels of the others count too.
pub fn in_words(form: &Form, table: usize, source: &str, lang: Lang) -> String {
    let Some(own) = form.tables.get(table) else { return source.to_owned() };
    let mut editions: Vec<&Table> = form.tables.iter().filter(|other| other.id == own.id).collect();
    // That one first: of two labels it has the one that is meant.
    editions.sort_by_key(|other| other.edition != own.edition);
    let mut words = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        if !first.is_ascii_alphabetic() && !matches!(first, '[' | '*') {
            words.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (last, reference) = rest.strip_prefix("last.").map_or((false, rest), |of| (true, of));
        let (row, behind) = name(reference);
        let (column, behind) = match behind.strip_prefix('[') {
            Some(inside) => {
                let (column, behind) = name(inside);
                (column, behind.trim_start_matches(']'))
            }
            None => ("", behind),
        };
        let row = (!row.is_empty()).then(|| line(&editions, row, |block| &block.rows, "row"));
        let column = (!column.is_empty()).then(|| line(&editions, column, |block| &block.columns, "column"));
        let cell = match (row, column) {
            (Some(row), Some(column)) => {
                Message::new("explain.of_cell").with("row", row).with("column", column)
            }
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return source.to_owned(),
        };
        let cell = if last { Message::new("explain.of_last_year").with("cell", cell) } else { cell };
        words += &cell.render(lang);
        rest = behind;
    }
    words
}

/// The name that a text begins with, and what follows it.
fn name(text: &str) -> (&str, &str) {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '*');
    text.split_at(text.find(|c| !allowed(c)).unwrap_or(text.len()))
}

/// The lines that a name stands for, by the label of the line itself or of the one above them.
fn line(editions: &[&Table], name: &str, lines: fn(&Block) -> &Vec<Line>, kind: &str) -> Message {
    let own = name.trim_end_matches('*').trim_end_matches('.');
    let mut all = editions.iter().flat_map(|table| &table.blocks).flat_map(lines);
    let (several, key) = match (name.ends_with('*'), kind) {
        (true, "row") if own.is_empty() => (true, "explain.of_all_rows"),
        (true, _) if own.is_empty() => (true, "explain.of_all_columns"),
        (true, _) => (true, "explain.of_all_under"),
        (false, "row") => (false, "explain.of_row"),
        (false, _) => (false, "explain.of_column"),
    };
    let by_id = all.find(|line| line.id == own).map(Line::label);
    // `denied` in `denied.**` may be no line but what ids begin with: then the header above them says it.
    let above = || {
        let below = |line: &&Line| line.id.strip_prefix(own).is_some_and(|rest| rest.starts_with('.'));
        let mut all = editions.iter().flat_map(|table| &table.blocks).flat_map(lines);
        let first = all.find(|line| several && below(line))?;
        first.path.iter().rev().nth(1).map(String::as_str)
    };
    Message::new(key).with("label", by_id.or_else(above).filter(|label| !label.is_empty()).unwrap_or(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_put_in_the_words_of_the_form() {
        let form = Form::named("disclosure-annual-report").unwrap();
        let table = |id: &str| form.tables.iter().position(|table| table.id == id).unwrap();
        for (of, source, zh, en) in [
            (
                "applications",
                "new_received + carried_in = handled_total + carried_out",
                "“一、本年新收政府信息公开申请数量” + “二、上年结转政府信息公开申请数量” = “（七）总计” + “四、结转下年度继续办理”",
                "“一、本年新收政府信息公开申请数量” + “二、上年结转政府信息公开申请数量” = “（七）总计” + “四、结转下年度继续办理”",
            ),
            ("applications", "[total] = [**]", "“总计” = 各列之和", "“总计” = the sum of all columns"),
            (
                "applications",
                "handled_total = results.**",
                "“（七）总计” = “三、本年度办理结果”下各项之和",
                "“（七）总计” = the sum of all under “三、本年度办理结果”",
            ),
            (
                "applications",
                "denied.**[total] >= 0",
                "“（三）不予公开”下各项之和的“总计” >= 0",
                "the sum of all under “（三）不予公开”, “总计” >= 0",
            ),
            (
                "disclosure",
                "[in_force] = last.[in_force] + [issued] - [repealed]",
                "“现行有效件数” = 上一年的“现行有效件数” + “本年制发件数” - “本年废止件数”",
                "“现行有效件数” = last year's “现行有效件数” + “本年制发件数” - “本年废止件数”",
            ),
            ("disclosure", "[items_change] >= 0", "“本年增/减” >= 0", "“本年增/减” >= 0"),
        ] {
            let told = [Lang::Zh, Lang::En].map(|lang| in_words(form, table(of), source, lang));
            assert_eq!(told, [zh, en], "{source}");
        }
    }
}
