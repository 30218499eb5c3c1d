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
    // Units go down (一百二十, not 二十一百); what stands before 万 and 亿 counts anew.
    let (mut least, mut most, mut after_zero) = (u64::MAX, u64::MAX, false);
    for c in text.chars() {
        if let Some(d) = digit(c) {
            if pending.is_some_and(|p| p != 0) {
                return None;
            }
            after_zero = pending == Some(0);
            pending = Some(d.into());
        } else if let Some(factor) = unit(c).filter(|&factor| factor < least) {
            let before = pending.take().filter(|&p| p != 0).unwrap_or(1);
            section = section.checked_add(before.checked_mul(factor)?)?;
            least = factor;
        } else if c == '万' && most > MYRIAD {
            myriads = section.checked_add(pending.take().unwrap_or(0))?.checked_mul(MYRIAD)?;
            (section, least, most) = (0, MYRIAD, MYRIAD);
        } else if c == '亿' && total == 0 {
            let below = myriads.checked_add(section)?.checked_add(pending.take().unwrap_or(0))?;
            total = below.checked_mul(MYRIAD * MYRIAD)?;
            (myriads, section, least, most) = (0, 0, MYRIAD * MYRIAD, u64::MAX);
        } else {
            return None;
        }
    }
    // 一百五 may be 105 or 150.
    let skipped = (11..u64::MAX).contains(&least) && !after_zero;
    if skipped && pending.is_some_and(|digit| digit != 0) {
        return None;
    }
    total.checked_add(myriads)?.checked_add(section)?.checked_add(pending.unwrap_or(0))
}

/// 万
const MYRIAD: u64 = 10_000;

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
            ("十万", 100_000),
            ("一千二百三十四万五千六百七十八", 12_345_678),
            ("一万零五", 10_005),
            ("三千二十", 3020),
            ("千百十一", 1111),
        ] {
            assert_eq!(chinese(text), Some(value), "{text}");
        }
        for text in ["", "一x", "个", "三四十", "二廿", "十十十", "二十一百", "一万万", "一百五", "一万三"]
        {
            assert_eq!(chinese(text), None, "{text}");
        }
    }
}

pub mod print;
