//! Years and dates as reports write them: 2025年1月20日, 二〇二五年一月二十日, 2025.1.20. In: text. Out: numbers.
//! Does not know what the date is for.

use super::{chinese, digit, folded, is_blank, unit};

/// A four-digit year in Arabic digits of any width or in Chinese ones (二〇二四).
pub fn year(text: &str) -> Option<i32> {
    let folded = folded(text);
    let value =
        if folded.chars().all(|c| c.is_ascii_digit()) { folded.parse().ok()? } else { chinese(&folded)? };
    i32::try_from(value).ok().filter(|year| (1949..2200).contains(year))
}

/// The digits of a year spelt out at the beginning of a text, 年 behind it: 2024 of 二〇二四年.
pub fn spelled_year(text: &str) -> Option<[char; 4]> {
    if !text.starts_with(|c: char| !c.is_ascii() && digit(c).is_some()) {
        return None;
    }
    let mut digits = ['0'; 4];
    let mut chars = text.chars();
    for place in &mut digits {
        let c = chars.next().filter(|c| !c.is_ascii_digit())?;
        *place = char::from_digit(digit(c)?, 10)?;
    }
    let known = year(&digits.iter().collect::<String>()).is_some();
    (known && chars.next() == Some('年')).then_some(digits)
}

/// A year of this century by its last two digits: 24.
pub fn short_year(text: &str) -> Option<i32> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse::<i32>().ok().map(|year| 2000 + year) } else { None }
}

/// What follows the first year in a text: 行政处罚情况 in 临溪县2024年度行政处罚情况.
pub fn after_year(text: &str) -> Option<&str> {
    text.match_indices('年').find_map(|(at, mark)| {
        let before = text[..at].trim_end_matches(is_blank);
        let start = before.char_indices().rev().nth(3).map(|(start, _)| start)?;
        year(&before[start..])?;
        let rest = text[at + mark.len()..].trim_start_matches(is_blank);
        Some(rest.strip_prefix('度').unwrap_or(rest).trim_matches(is_blank)).filter(|rest| !rest.is_empty())
    })
}

/// A year that a caption or label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NamedYear {
    /// 2024年.
    Of(i32),
    /// 本年, 今年.
    This,
    /// 上年, 去年.
    Last,
}

/// Words for a year without its number.
const YEAR_WORDS: [(&str, NamedYear); 7] = [
    ("上一年", NamedYear::Last),
    ("上年", NamedYear::Last),
    ("去年", NamedYear::Last),
    ("本年", NamedYear::This),
    ("今年", NamedYear::This),
    ("当年", NamedYear::This),
    ("本报告年", NamedYear::This),
];

/// The one year that a text names; `None` where it names none, or more than one.
pub fn named_year(text: &str) -> Option<NamedYear> {
    // As nearly every text.
    if !text.contains('年') {
        return None;
    }
    let folded = folded(text);
    let mut named: Option<NamedYear> = None;
    for (at, _) in folded.match_indices('年') {
        let before = &folded[..at];
        let behind = &folded[..at + '年'.len_utf8()];
        let word = YEAR_WORDS.iter().find(|(word, _)| behind.ends_with(word)).map(|&(_, year)| year);
        let number = || {
            let start = before.char_indices().rev().nth(3)?.0;
            year(&before[start..]).map(NamedYear::Of)
        };
        match (word.or_else(number), named) {
            (None, _) => {}
            (Some(found), None) => named = Some(found),
            (Some(found), Some(known)) if found == known => {}
            _ => return None,
        }
    }
    named
}

/// The year that a text consists of: 2024年, 上年度, 本年数.
pub fn year_alone(text: &str) -> Option<NamedYear> {
    const BEHIND: [&str; 6] = ["度", "数据", "数", "情况", "同期", "合计"];
    if !text.contains('年') {
        return None;
    }
    let folded = folded(text);
    let inner = folded.trim_start_matches(['(', '[']).trim_end_matches([')', ']', ':']);
    let mut rest = inner;
    while let Some(shorter) = BEHIND.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter;
    }
    let bare = rest.strip_suffix('年')?;
    let alone =
        bare.chars().count() == 4 && year(bare).is_some() || YEAR_WORDS.iter().any(|&(word, _)| word == rest);
    alone.then(|| named_year(rest)).flatten()
}

/// The year that a text covers from its first day to its last: 自2024年1月1日起至2024年12月31日止.
pub fn covered_year(text: &str) -> Option<i32> {
    const BETWEEN: usize = 16;
    if !["年", "月", "日"].iter().all(|mark| text.contains(mark)) {
        return None;
    }
    let folded = folded(text);
    folded.match_indices("年1月1日").find_map(|(at, first)| {
        let start = folded[..at].char_indices().rev().nth(3)?.0;
        let covered = year(&folded[start..at])?;
        let behind = &folded[at + first.len()..];
        let between = &behind[..behind.find("12月31日")?];
        let same = named_year(between)
            .is_none_or(|named| matches!(named, NamedYear::This) || named == NamedYear::Of(covered));
        (same && between.chars().count() <= BETWEEN).then_some(covered)
    })
}

/// The date a line consists of (nothing else may be on it), as ISO 8601.
pub fn calendar_date(text: &str) -> Option<String> {
    let folded = folded(text);
    let mut rest = folded.trim_end_matches(['。', '.']);
    rest = rest.strip_suffix('日').or_else(|| rest.strip_suffix('号')).unwrap_or(rest);
    let mut fields = Vec::new();
    for field in rest.split(['年', '月', '.', '-', '/', '。']) {
        fields.push(number(field)?);
    }
    let &[year, month, day] = fields.as_slice() else { return None };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1949..2200).contains(&year) && (1..=longest).contains(&day))
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn number(text: &str) -> Option<u64> {
    if text.is_empty() || text.chars().count() > 5 {
        None
    } else if text.chars().all(|c| c.is_ascii_digit()) {
        text.parse().ok()
    } else if text.chars().all(|c| digit(c).is_some() || unit(c).is_some()) {
        chinese(text)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_spelt_out() {
        assert_eq!(spelled_year("二〇二四年度"), Some(['2', '0', '2', '4']));
        assert_eq!(spelled_year("二○二四年"), Some(['2', '0', '2', '4']));
        for text in ["二〇二四", "二十四年", "2024年", "九九九九年", ""] {
            assert_eq!(spelled_year(text), None, "{text}");
        }
    }

    #[test]
    fn words_after_a_year() {
        assert_eq!(after_year("临溪县2024年度行政处罚情况"), Some("行政处罚情况"));
        assert_eq!(after_year("二〇二四 年 总体情况"), Some("总体情况"));
        assert_eq!(after_year("2024年"), None);
        assert_eq!(after_year("本年度总体情况"), None);
    }

    #[test]
    fn years_covered() {
        for (text, covered) in [
            ("统计期限自2024年1月1日起至2024年12月31日止。", Some(2024)),
            ("（2024年1月1日至12月31日）", Some(2024)),
            ("2023年1月1日至2024年12月31日", None),
            ("自2024年1月1日起施行", None),
        ] {
            assert_eq!(covered_year(text), covered, "{text}");
        }
    }

    #[test]
    fn years_of_tables() {
        for (text, named) in [
            ("2023年行政复议、行政诉讼情况", Some(NamedYear::Of(2023))),
            ("二〇二三年度", Some(NamedYear::Of(2023))),
            ("表1：上年度情况", Some(NamedYear::Last)),
            ("本年情况", Some(NamedYear::This)),
            ("2024年与2023年对比", None),
            ("行政复议", None),
            ("历年", None),
        ] {
            assert_eq!(named_year(text), named, "{text}");
        }
        for (text, named) in [
            ("上年", Some(NamedYear::Last)),
            ("2024年度", Some(NamedYear::Of(2024))),
            ("（本年数）", Some(NamedYear::This)),
            ("上一年项目数量", None),
            ("本年制发件数", None),
            ("年度", None),
            ("", None),
        ] {
            assert_eq!(year_alone(text), named, "{text}");
        }
    }

    #[test]
    fn dates() {
        for text in [
            "2025年1月20日",
            "二〇二五年一月二十日",
            "2025.1.20",
            "２０２５年１月２０日",
            "2025 年 1 月 20 日",
            "2025-01-20",
            "二○二五年一月二十日",
        ] {
            assert_eq!(calendar_date(text).as_deref(), Some("2025-01-20"), "{text}");
        }
        for text in ["2025年2月29日", "2025年13月1日", "2025年", "1.2.3", "截至2025年1月20日", "2025年1月"]
        {
            assert_eq!(calendar_date(text), None, "{text}");
        }
        assert_eq!(year("二〇二四"), Some(2024));
        assert_eq!(year("２０２４"), Some(2024));
        assert_eq!(year("12"), None);
        assert_eq!((short_year("24"), short_year("2024"), short_year("二四")), (Some(2024), None, None));
    }
}
