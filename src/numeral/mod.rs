//! Numbers as Chinese documents write them. In: text. Out: ordinals, dates and exact amounts; and numbers
//! back into text as Word prints them. Does not know where the text came from.

mod amount;
mod count;
mod date;
mod day;
mod ordinal;

pub use amount::{Amount, Reading, Unit, integer, read};
pub use count::{Count, Counted, counts};
pub use date::{
    NamedYear, after_year, calendar_date, covered_year, named_year, short_year, spelled_year, year,
    year_alone,
};
pub use day::day;
pub use ordinal::{Ordinal, OrdinalStyle, after_table_number, leading_ordinal};

/// Full-width ASCII (U+FF01–FF5E) as ASCII, the full-width blank as a blank; every other character as it is.
pub fn fold_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// White space of any width, and the characters that show as nothing.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// A text in half width, without white space. Nearly all characters are of the kinds that stay as they are.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{4E00}'..='\u{9FFF}' | '!'..='~' => folded.push(c),
            c => folded.extend(Some(fold_width(c)).filter(|&c| !is_blank(c))),
        }
    }
    folded
}

/// The value of a Chinese digit, formal ones (壹, 贰) included; `None` for units and everything else.
pub(crate) fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | 'Ｏ' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a Chinese unit that multiplies what stands before it (十 to 千).
fn unit(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// A number written in Chinese numerals: 十二, 一百零五, 二〇二四, 一万三千. `None` if anything else is in it.
pub fn chinese(text: &str) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    if text.chars().all(|c| digit(c).is_some()) {
        // Digits in a row are read as positions: 二〇二四 is 2024.
        return text.chars().try_fold(0u64, |n, c| n.checked_mul(10)?.checked_add(digit(c)?.into()));
    }
    if text.contains(['廿', '卅']) {
        return chinese(&text.replace('廿', "二十").replace('卅', "三十"));
    }
    let (mut total, mut myriads, mut section, mut pending) = (0u64, 0u64, 0u64, None::<u64>);
    for c in text.chars() {
        if let Some(d) = digit(c) {
            if pending.is_some_and(|p| p != 0) {
                return None;
            }
            pending = Some(d.into());
        } else if let Some(factor) = unit(c) {
            section =
                section.checked_add(pending.take().filter(|&p| p != 0).unwrap_or(1).checked_mul(factor)?)?;
        } else if c == '万' {
            myriads = section.checked_add(pending.take().unwrap_or(0))?.checked_mul(10_000)?;
            section = 0;
        } else if c == '亿' {
            let below = myriads.checked_add(section)?.checked_add(pending.take().unwrap_or(0))?;
            total = total.checked_add(below)?.checked_mul(100_000_000)?;
            (myriads, section) = (0, 0);
        } else {
            return None;
        }
    }
    total.checked_add(myriads)?.checked_add(section)?.checked_add(pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals() {
        for (text, value) in [
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百零五", 105),
            ("二〇二四", 2024),
            ("一万三千", 13_000),
            ("两", 2),
            ("零", 0),
            ("三千零二十", 3020),
            ("一亿二千万", 120_000_000),
            ("廿三", 23),
            ("卅", 30),
        ] {
            assert_eq!(chinese(text), Some(value), "{text}");
        }
        for text in ["", "一x", "个", "三四十", "二廿"] {
            assert_eq!(chinese(text), None, "{text}");
        }
    }
}

pub mod print;
