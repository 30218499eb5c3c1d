//! Dates as spreadsheets save them: 2026/1/5, 2026年1月5日, 1/5/2026, 5-Jan-26, 2026-01-05 00:00, 46027, 20260105.
//! In: a cell. Out: ISO 8601. Does not know what the date is for.

use super::date::calendar_date;
use super::{fold_width, is_blank};

/// The date that a cell of a spreadsheet holds, as ISO 8601. Of 1/5/2026 the first number is the month, as Excel
/// prints dates in America, unless it cannot be one.
pub fn day(cell: &str) -> Option<String> {
    let folded: String = cell.trim().chars().map(fold_width).collect();
    let text = without_time(&folded);
    if let Some(date) = calendar_date(text) {
        return Some(date);
    }
    if text.chars().all(|c| c.is_ascii_digit()) {
        return match text.len() {
            8 => iso(number(&text[..4])?, number(&text[4..6])?, number(&text[6..])?),
            5 => serial(text.parse().ok()?),
            _ => None,
        };
    }
    let fields: Vec<&str> = text
        .split(['/', '-', '.', ' ', ','])
        .map(|field| field.trim_matches(is_blank))
        .filter(|field| !field.is_empty())
        .collect();
    let &[first, second, third] = fields.as_slice() else { return None };
    if let Some(month) = month(second) {
        return iso(year(third)?, month, number(first)?);
    }
    if let Some(month) = month(first) {
        return iso(year(third)?, month, number(second)?);
    }
    let (first, second) = (number(first)?, number(second)?);
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    iso(year(third)?, month, day)
}

/// The part before a time of day.
fn without_time(text: &str) -> &str {
    let mut date = text;
    for (at, mark) in text.char_indices().filter(|&(_, c)| matches!(c, 'T' | ' ')) {
        let time = &text[at + mark.len_utf8()..];
        let is_time =
            time.starts_with(|c: char| c.is_ascii_digit()) && time.split(':').next().is_some_and(short);
        if time.contains(':') && is_time {
            date = &text[..at];
            break;
        }
    }
    // A serial number with a time of day behind the point.
    match date.split_once('.') {
        Some((days, time)) if days.len() == 5 && digits(days) && digits(time) => days,
        _ => date,
    }
}

fn short(text: &str) -> bool {
    text.len() <= 2 && digits(text)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn number(text: &str) -> Option<u32> {
    digits(text).then(|| text.parse().ok()).flatten()
}

/// Four digits, or two of this century.
fn year(text: &str) -> Option<u32> {
    match text.len() {
        4 => number(text),
        2 => number(text).map(|year| 2000 + year),
        _ => None,
    }
}

fn month(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = text.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| lower.starts_with(month))?;
    u32::try_from(found + 1).ok()
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    calendar_date(&format!("{year}-{month}-{day}"))
}

/// Days since 30 December 1899, as spreadsheets count them.
fn serial(days: i64) -> Option<String> {
    // Days from 1 March of the year 0, in years that begin in March: the leap day is then the last.
    let days = days - 25_569 + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    iso(u32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_of_one_day() {
        for written in [
            "2026-01-05",
            "2026/1/5",
            "2026/01/05",
            "2026.1.5",
            "2026年1月5日",
            "２０２６年１月５日",
            "二〇二六年一月五日",
            "1/5/2026",
            "01/05/2026",
            "1/5/26",
            "1/5/2026 0:00",
            "2026/1/5 0:00:00",
            "2026-01-05T08:30:00",
            "20260105",
            "46027",
            "46027.5",
            "5-Jan-26",
            "5-Jan-2026",
            "Jan 5, 2026",
            "January 5, 2026",
            " 2026-1-5 ",
        ] {
            assert_eq!(day(written).as_deref(), Some("2026-01-05"), "{written}");
        }
        assert_eq!(day("13/1/2026").as_deref(), Some("2026-01-13"));
        assert_eq!(day("45351").as_deref(), Some("2024-02-29"));
        assert_eq!(day("44197").as_deref(), Some("2021-01-01"));
        for bad in ["", "上周", "2026-13-01", "2026-02-30", "31/31/2026", "1/5", "460", "999999", "5-Foo-26"]
        {
            assert_eq!(day(bad), None, "{bad}");
        }
    }
}
