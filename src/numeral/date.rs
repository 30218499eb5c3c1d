//! Years and dates as reports write them: 2025年1月20日, 二〇二五年一月二十日, 2025.1.20. In: text. Out: numbers.
//! Does not know what the date is for.

use super::{chinese, digit, fold_width, is_blank, unit};

/// A four-digit year in Arabic digits of any width or in Chinese ones (二〇二四).
pub fn year(text: &str) -> Option<i32> {
    let folded: String = text.chars().map(fold_width).filter(|&c| !is_blank(c)).collect();
    let value =
        if folded.chars().all(|c| c.is_ascii_digit()) { folded.parse().ok()? } else { chinese(&folded)? };
    i32::try_from(value).ok().filter(|year| (1949..2200).contains(year))
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

/// The date a line consists of (nothing else may be on it), as ISO 8601.
pub fn calendar_date(text: &str) -> Option<String> {
    let folded: String = text.chars().map(fold_width).filter(|&c| !is_blank(c)).collect();
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
    fn words_after_a_year() {
        assert_eq!(after_year("临溪县2024年度行政处罚情况"), Some("行政处罚情况"));
        assert_eq!(after_year("二〇二四 年 总体情况"), Some("总体情况"));
        assert_eq!(after_year("2024年"), None);
        assert_eq!(after_year("本年度总体情况"), None);
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
    }
}
