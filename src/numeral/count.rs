//! Counts in running text: 12件, １，０７６ 份, 十二件, 约1.1万余件, 3000元. In: text with its width folded and its
//! blanks taken out. Out: every number with what it counts, and whether it is rounded. Does not know what
//! the counts are about.

use super::{Unit, chinese, digit, unit};
use rust_decimal::Decimal;
use std::ops::Range;
use std::str::FromStr;

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The bytes it takes up, with its counting word and the words that round it.
    pub range: Range<usize>,
    /// The number.
    pub value: Decimal,
    /// Whether it is rounded (约, 余, 超, 以上, 1.1万).
    pub approximate: bool,
    /// What stands behind it.
    pub of: Counted,
}

/// What a number in running text counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Cases of any kind (件, 条, 份 …), or nothing that is named.
    Cases,
    /// Money.
    Money(Unit),
}

/// Counting words, longer ones first.
const COUNTERS: [&str; 12] = ["件次", "件", "条", "份", "次", "例", "个", "起", "宗", "部", "项", "篇"];
/// Words in front of a number that round it.
const ROUNDED_BEFORE: [&str; 12] =
    ["大约", "约为", "约", "将近", "接近", "近", "超过", "超", "逾", "不足", "不到", "至少"];
/// Words behind it that do.
const ROUNDED_BEHIND: [&str; 4] = ["以上", "左右", "上下", "以内"];

/// Every count in a text, in order. Ordinals (第三条), ranges (3-5件), percentages, years and bare Chinese
/// numerals are none.
pub fn counts(text: &str) -> Vec<Count> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_numeral).map(|n| at + n) {
        let length = text[start..].find(|c| !is_numeral(c)).unwrap_or(text.len() - start);
        // Whatever is no number is passed over as a whole.
        at = start + length;
        let ordinal = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || "第-.~〔[".contains(c));
        let Some(number) = (!ordinal).then(|| number(&text[start..])).flatten() else { continue };
        if let Some(count) = count(text, start, number) {
            at = count.range.end;
            found.push(count);
        }
    }
    found
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || unit(c).is_some()
}

/// A number as written, before its counting word.
struct Number {
    value: Decimal,
    bytes: usize,
    arabic: bool,
    rounded: bool,
}

fn number(text: &str) -> Option<Number> {
    let arabic = text.starts_with(|c: char| c.is_ascii_digit());
    let (mut value, mut bytes) = if arabic { arabic_number(text)? } else { chinese_number(text)? };
    let mut rounded = false;
    // 1.1万余, 10多万: a myriad behind Arabic digits is rounded by itself.
    for _ in 0..2 {
        let rest = &text[bytes..];
        if let Some(c) = rest.chars().next().filter(|c| "余多".contains(*c)) {
            rounded = true;
            bytes += c.len_utf8();
        } else if let Some((c, factor)) = myriad(rest).filter(|_| arabic || rounded) {
            value = value.checked_mul(factor)?;
            rounded = true;
            bytes += c.len_utf8();
        }
    }
    Some(Number { value: value.normalize(), bytes, arabic, rounded })
}

/// 万 or 亿, unless money follows: 3万元 keeps its unit.
fn myriad(text: &str) -> Option<(char, Decimal)> {
    let mut chars = text.chars();
    let (c, next) = (chars.next()?, chars.next());
    let factor = match c {
        '万' => 10_000u64,
        '亿' => 100_000_000,
        _ => return None,
    };
    (next != Some('元')).then(|| (c, factor.into()))
}

fn arabic_number(text: &str) -> Option<(Decimal, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    if end <= 3 {
        while text[end..].starts_with(',') && digits(&text[end + 1..]) == 3 {
            end += 4;
        }
    }
    if text[end..].starts_with('.') && digits(&text[end + 1..]) > 0 {
        end += 1 + digits(&text[end + 1..]);
    }
    let plain = text[..end].replace(',', "");
    // More digits than an exact decimal can hold is no count.
    (plain.len() <= 20).then(|| Decimal::from_str(&plain).ok())?.map(|value| (value, end))
}

fn chinese_number(text: &str) -> Option<(Decimal, usize)> {
    let numeral = |c: char| digit(c).is_some() || unit(c).is_some() || "万亿".contains(c);
    let end = text.find(|c| !numeral(c)).unwrap_or(text.len());
    Some((chinese(&text[..end])?.into(), end))
}

fn count(text: &str, start: usize, number: Number) -> Option<Count> {
    let mut end = start + number.bytes;
    let mut approximate = number.rounded;
    let rest = &text[end..];
    let bracket = usize::from(rest.starts_with('('));
    let of = if let Some((unit, length)) = money(rest) {
        end += length;
        Counted::Money(unit)
    } else if let Some(word) = COUNTERS.iter().find(|word| rest[bracket..].starts_with(**word)) {
        end += bracket + word.len();
        end += usize::from(bracket == 1 && text[end..].starts_with(')'));
        Counted::Cases
    } else if number.arabic && (rest.is_empty() || rest.starts_with([',', '。', ';', '、', ')', '('])) {
        Counted::Cases
    } else {
        return None;
    };
    if let Some(word) = ROUNDED_BEHIND.iter().find(|word| text[end..].starts_with(**word)) {
        approximate = true;
        end += word.len();
    }
    let before = ROUNDED_BEFORE.iter().find(|word| text[..start].ends_with(**word));
    let start = start - before.map_or(0, |word| word.len());
    Some(Count { range: start..end, value: number.value, approximate: approximate || before.is_some(), of })
}

fn money(rest: &str) -> Option<(Unit, usize)> {
    let units = [Unit::HundredMillionYuan, Unit::TenThousandYuan, Unit::Yuan];
    let unit = units.into_iter().find(|unit| rest.starts_with(unit.name()))?;
    Some((unit, unit.name().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(String, String, bool)> {
        let counts = counts(text).into_iter();
        counts.map(|c| (text[c.range.clone()].to_owned(), c.value.to_string(), c.approximate)).collect()
    }

    #[test]
    fn counts_of_every_writing() {
        for (text, printed, value, approximate) in [
            ("收到12件。", "12件", "12", false),
            ("1,076份", "1,076份", "1076", false),
            ("十二件", "十二件", "12", false),
            ("两件", "两件", "2", false),
            ("零件", "零件", "0", false),
            ("一百零五件", "一百零五件", "105", false),
            ("约30件", "约30件", "30", true),
            ("超过300件次", "超过300件次", "300", true),
            ("3000余件", "3000余件", "3000", true),
            ("1.1万余件", "1.1万余件", "11000", true),
            ("10多万条", "10多万条", "100000", true),
            ("百余件", "百余件", "100", true),
            ("50件以上", "50件以上", "50", true),
            ("12(件)", "12(件)", "12", false),
            ("部分公开67,占4.61%", "67", "67", false),
            ("0件", "0件", "0", false),
            ("3万元", "3万元", "3", false),
            ("251000元", "251000元", "251000", false),
        ] {
            assert_eq!(seen(text), [(printed.into(), value.into(), approximate)], "{text}");
        }
        let many = seen("收到12件,办结10件、结转2件");
        assert_eq!(many.iter().map(|c| c.1.as_str()).collect::<Vec<_>>(), ["12", "10", "2"]);
    }

    #[test]
    fn what_is_no_count() {
        for text in [
            "2024年1月20日",
            "第三条",
            "第20条",
            "增长12.5%",
            "3-5件",
            "进一步",
            "(一)主动公开",
            "国办公开办函〔2021〕30号",
            "99999999999999999999999件",
            "5.",
            "",
        ] {
            assert_eq!(seen(text), [], "{text}");
        }
    }
}
