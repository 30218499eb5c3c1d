//! Ordinals in front of headings and labels: 一、 （三） 4. 第五部分. In: text. Out: the ordinal with its
//! punctuation. Does not know whether it stands before a heading.

use super::{chinese, digit, fold_width, is_blank, unit};

/// An ordinal at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordinal {
    /// How it is written; headings of one level share it.
    pub style: OrdinalStyle,
    /// Its value.
    pub value: u64,
    /// Length in bytes, punctuation and blanks after it included.
    pub bytes: usize,
}

/// The ways of writing an ordinal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrdinalStyle {
    /// 一、 — also with ． . ： or a blank behind it.
    Chinese,
    /// （一）
    ChineseBracketed,
    /// 第一部分, 第一章.
    Part,
    /// 1. 1、 1．
    Arabic,
    /// 1.2 and deeper.
    ArabicNested,
    /// （1） 1)
    ArabicBracketed,
    /// ① and its like.
    Circled,
}

/// The ordinal that `text` begins with, if it begins with one (leading blanks allowed).
pub fn leading_ordinal(text: &str) -> Option<Ordinal> {
    let blanks = text.len() - text.trim_start_matches(is_blank).len();
    let body = &text[blanks..];
    let first = fold_width(body.chars().next()?);
    let (style, value, length) = match first {
        '(' => bracketed(body)?,
        '第' => part(body)?,
        '①'..='⑳' => (OrdinalStyle::Circled, u64::from(first as u32 - 0x2460 + 1), first.len_utf8()),
        c if c.is_ascii_digit() => arabic(body)?,
        c if digit(c).is_some() || unit(c).is_some() => plain(body)?,
        _ => return None,
    };
    let rest = &body[length..];
    let after = rest.len() - rest.trim_start_matches(is_blank).len();
    Some(Ordinal { style, value, bytes: blanks + length + after })
}

/// What follows the number of a table that a caption begins with: 表3 行政复议情况, 附表一：行政复议情况.
pub fn after_table_number(text: &str) -> &str {
    let body = text.strip_prefix('附').unwrap_or(text);
    let Some(number) = body.strip_prefix('表').map(|rest| rest.trim_start_matches(is_blank)) else {
        return text;
    };
    let length = run(number, is_arabic).max(run(number, is_chinese));
    let rest = number[length..].trim_start_matches(|c| is_blank(c) || is_separator(c));
    if length == 0 || rest.is_empty() { text } else { rest }
}

/// The byte length of the run of characters that `keep` accepts.
fn run(text: &str, keep: impl Fn(char) -> bool) -> usize {
    text.char_indices().find(|&(_, c)| !keep(c)).map_or(text.len(), |(i, _)| i)
}

fn is_chinese(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some()
}

fn is_arabic(c: char) -> bool {
    fold_width(c).is_ascii_digit()
}

fn arabic_value(text: &str) -> Option<u64> {
    text.chars().try_fold(0u64, |n, c| n.checked_mul(10)?.checked_add(fold_width(c).to_digit(10)?.into()))
}

fn bracketed(body: &str) -> Option<(OrdinalStyle, u64, usize)> {
    let open = body.chars().next()?.len_utf8();
    let inner = &body[open..];
    let lead = run(inner, is_blank);
    let digits = &inner[lead..];
    let (style, length) = match digits.chars().next()? {
        c if is_chinese(c) => (OrdinalStyle::ChineseBracketed, run(digits, is_chinese)),
        c if is_arabic(c) => (OrdinalStyle::ArabicBracketed, run(digits, is_arabic)),
        _ => return None,
    };
    let number = &digits[..length];
    let value =
        if style == OrdinalStyle::ChineseBracketed { chinese(number)? } else { arabic_value(number)? };
    let tail = &digits[length..];
    let pad = run(tail, is_blank);
    let close = tail[pad..].chars().next().filter(|&c| fold_width(c) == ')')?;
    let mut end = open + lead + length + pad + close.len_utf8();
    // （一）、 and （一）. are seen as well.
    end += body[end..].chars().next().filter(|&c| is_separator(c)).map_or(0, char::len_utf8);
    Some((style, value, end))
}

fn is_separator(c: char) -> bool {
    matches!(fold_width(c), '、' | '.' | ':' | ',' | '。' | '．')
}

fn part(body: &str) -> Option<(OrdinalStyle, u64, usize)> {
    let open = '第'.len_utf8();
    let inner = &body[open..];
    let first = inner.chars().next()?;
    let (length, value) = if is_chinese(first) {
        let length = run(inner, is_chinese);
        (length, chinese(&inner[..length])?)
    } else {
        let length = run(inner, is_arabic);
        (length, arabic_value(inner.get(..length).filter(|digits| !digits.is_empty())?)?)
    };
    let tail = &inner[length..];
    let word = ["部分", "章", "节"].into_iter().find(|word| tail.starts_with(word))?;
    let mut end = open + length + word.len();
    end += body[end..].chars().next().filter(|&c| is_separator(c)).map_or(0, char::len_utf8);
    Some((OrdinalStyle::Part, value, end))
}

fn arabic(body: &str) -> Option<(OrdinalStyle, u64, usize)> {
    let length = run(body, is_arabic);
    let value = arabic_value(&body[..length])?;
    let tail = &body[length..];
    let mark = tail.chars().next()?;
    let end = length + mark.len_utf8();
    match fold_width(mark) {
        ')' => Some((OrdinalStyle::ArabicBracketed, value, end)),
        '.' if body[end..].starts_with(is_arabic) => {
            // 1.2 may be a decimal as well as a number of the second level: only with text behind it.
            let nested = end + run(&body[end..], |c| is_arabic(c) || fold_width(c) == '.');
            let behind = body[nested..].chars().next()?;
            (is_blank(behind) || behind == '、')
                .then_some((OrdinalStyle::ArabicNested, value, nested))
                .filter(|_| body[nested..].chars().any(|c| !is_blank(c)))
        }
        '.' | '、' => Some((OrdinalStyle::Arabic, value, end)),
        _ => None,
    }
}

fn plain(body: &str) -> Option<(OrdinalStyle, u64, usize)> {
    let length = run(body, is_chinese);
    let value = chinese(&body[..length])?;
    let mark = body[length..].chars().next()?;
    // A comma is seen in place of 、; a bare blank only behind a single short numeral.
    let separated = is_separator(mark) || (is_blank(mark) && length <= 6);
    separated.then(|| {
        let taken = if is_blank(mark) { 0 } else { mark.len_utf8() };
        (OrdinalStyle::Chinese, value, length + taken)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_tables() {
        for (text, rest) in [
            ("表3 行政复议情况", "行政复议情况"),
            ("附表一：行政诉讼", "行政诉讼"),
            ("表１", "表１"),
            ("表格说明", "表格说明"),
            ("行政复议", "行政复议"),
        ] {
            assert_eq!(after_table_number(text), rest, "{text}");
        }
    }

    #[test]
    fn ordinals_and_what_follows() {
        use OrdinalStyle::*;
        for (text, style, value, rest) in [
            ("一、总体情况", Chinese, 1, "总体情况"),
            ("十二．其他", Chinese, 12, "其他"),
            ("三　收到", Chinese, 3, "收到"),
            ("（三）不予公开", ChineseBracketed, 3, "不予公开"),
            ("(四)、无法提供", ChineseBracketed, 4, "无法提供"),
            ("（ 二 ）部分", ChineseBracketed, 2, "部分"),
            ("1.属于国家秘密", Arabic, 1, "属于国家秘密"),
            ("１０、其他", Arabic, 10, "其他"),
            ("1．属于", Arabic, 1, "属于"),
            ("（1）重复", ArabicBracketed, 1, "重复"),
            ("2）重复", ArabicBracketed, 2, "重复"),
            ("第一部分 总体", Part, 1, "总体"),
            ("1.2 背景", ArabicNested, 1, "背景"),
            ("③其他", Circled, 3, "其他"),
        ] {
            let ordinal = leading_ordinal(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (ordinal.style, ordinal.value, &text[ordinal.bytes..]),
                (style, value, rest),
                "{text}"
            );
        }
        for text in [
            "",
            "一是加强",
            "2024年",
            "12.5",
            "12.5%",
            "第二十条第（一）项",
            "一",
            "十分",
            "（略）",
            "三安全一稳定",
        ] {
            assert_eq!(leading_ordinal(text), None, "{text}");
        }
    }
}
