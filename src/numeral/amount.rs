//! Figures in cells: １，０７６.18, 12件, 十二, 251000元, 22（其中修订16件）. In: a cell's text. Out: an exact
//! amount, or what stands instead of one. Does not know what the cell is for.

use super::{chinese, digit, fold_width, folded, is_blank, unit};
use rust_decimal::Decimal;
use std::str::FromStr;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// White space of any kind, or nothing.
    Blank,
    /// A mark for "nothing": / - — 无 不适用 N/A.
    Dash,
    /// A figure.
    Amount(Amount),
    /// Text that is no figure.
    Text,
}

/// A figure with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The number, with the digits stated.
    pub value: Decimal,
    /// The unit of money behind it, if there is one; counting words are not units.
    pub unit: Option<Unit>,
    /// Whether a remark follows the number.
    pub remark: bool,
}

/// A unit of money that a cell may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 元.
    Yuan,
    /// 万元.
    TenThousandYuan,
    /// 亿元.
    HundredMillionYuan,
}

impl Unit {
    /// The unit of this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "元" => Some(Self::Yuan),
            "万元" => Some(Self::TenThousandYuan),
            "亿元" => Some(Self::HundredMillionYuan),
            _ => None,
        }
    }

    /// The unit that a header names in brackets: 罚没金额（元）, 收费金额（单位：万元）.
    pub fn in_header(text: &str) -> Option<Self> {
        let folded = folded(text);
        let remarks =
            folded.split(['(', '[', '【']).skip(1).filter_map(|rest| rest.split([')', ']', '】']).next());
        remarks
            .filter_map(|remark| Self::named(remark.trim_start_matches("单位").trim_start_matches(':')))
            .last()
    }

    /// What a line above a table, or a row on top of it, says of units alone (单位：件、万元): `Some` with the unit
    /// of money in it, if there is one; `None` where the line says something else.
    pub fn above_table(text: &str) -> Option<Option<Self>> {
        let folded = folded(text);
        let bare = folded.trim_start_matches(['(', '[', '【']).trim_end_matches([')', ']', '】']);
        let units =
            ["计量单位", "金额单位", "数量单位", "单位"].iter().find_map(|word| bare.strip_prefix(word))?;
        let units = units.strip_prefix(':')?;
        // 单位：临溪县教育局 names a body.
        const LONGEST: usize = 12;
        if units.chars().count() > LONGEST {
            return None;
        }
        let mut names = units.split(['、', ',', '/', '，', ';', '；', '或', '和']);
        let known = |name: &str| Self::named(name).is_some() || COUNTERS.contains(&name);
        if !names.clone().any(known) {
            return None;
        }
        let mut money = names.by_ref().filter_map(Self::named);
        let first = money.next();
        // Two units of money over one table say nothing.
        Some(first.filter(|first| money.all(|other| other == *first)))
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::TenThousandYuan => "万元",
            Self::HundredMillionYuan => "亿元",
        }
    }

    /// The power of ten that turns this unit into yuan.
    pub fn exponent(self) -> u32 {
        match self {
            Self::Yuan => 0,
            Self::TenThousandYuan => 4,
            Self::HundredMillionYuan => 8,
        }
    }

    /// `value` of this unit in `target`, exactly; `None` beyond the range of exact decimals.
    pub fn convert(self, value: Decimal, target: Unit) -> Option<Decimal> {
        let power = |e: u32| Decimal::from(10u64.pow(e));
        let (from, to) = (self.exponent(), target.exponent());
        let converted = if from >= to {
            value.checked_mul(power(from - to))?
        } else {
            // A division by a power of ten only moves the point: exact as long as the scale has room.
            let scale = value.scale().checked_add(to - from).filter(|&scale| scale <= 28)?;
            Decimal::try_from_i128_with_scale(value.mantissa(), scale).ok()?.normalize()
        };
        Some(converted)
    }
}

/// Counting words that may follow a count.
const COUNTERS: [&str; 13] =
    ["件次", "人次", "件", "条", "份", "次", "例", "个", "起", "宗", "部", "项", "人"];

/// Reads a cell. Full-width digits, blanks between digits, separators, units, signs, Chinese numerals and
/// a remark in brackets behind the number are understood; anything else is [`Reading::Text`].
pub fn read(text: &str) -> Reading {
    // Nearly every cell of a real table is one or two ASCII digits.
    if let [d @ b'0'..=b'9'] = text.as_bytes() {
        return Reading::Amount(Amount { value: Decimal::from(d - b'0'), unit: None, remark: false });
    }
    if (2..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let value = text.bytes().fold(0u64, |value, byte| value * 10 + u64::from(byte - b'0'));
        return Reading::Amount(Amount { value: value.into(), unit: None, remark: false });
    }
    // And nearly every other is a label.
    if text.trim_start_matches(is_blank).starts_with(begins_words) {
        return Reading::Text;
    }
    carefully(text)
}

/// Reads any cell.
fn carefully(text: &str) -> Reading {
    let folded = folded(text);
    if folded.is_empty() {
        return Reading::Blank;
    }
    // Punctuation typed behind a figure says nothing.
    let bare = folded.trim_end_matches(['，', ',', '。', '；', ';', '、']);
    if bare.is_empty() {
        return Reading::Text;
    }
    if is_dash(bare) {
        return Reading::Dash;
    }
    amount(without_sum(bare), text).map_or(Reading::Text, Reading::Amount)
}

/// Words that only say that what follows is a sum, the longer before those they begin with.
const SUM: [&str; 5] = ["共计", "合计", "总计", "共", "计"];

/// The figure behind words that only say that it is a sum: 共12件, 合计：12.
fn without_sum(text: &str) -> &str {
    let rest = SUM.iter().find_map(|word| text.strip_prefix(word));
    rest.map_or(text, |rest| rest.trim_start_matches(':'))
}

/// Words for "nothing".
const NOTHING: [&str; 12] = [
    "无",
    "不适用",
    "暂无",
    "没有",
    "不涉及",
    "未涉及",
    "无此项",
    "无此情况",
    "无相关情况",
    "未发生",
    "没有发生",
    "未产生",
];

/// Whether what begins with this can be neither a figure nor a mark for "nothing".
fn begins_words(c: char) -> bool {
    // What the words above begin with.
    let value = || matches!(c, '共' | '合' | '总' | '计' | '无' | '不' | '暂' | '没' | '未') || is_numeral(c);
    matches!(c, '(' | '（') || matches!(c, '\u{4E00}'..='\u{9FFF}') && !value()
}

fn is_dash(text: &str) -> bool {
    text.chars().all(|c| "/\\-‐‑–—―─﹣~*".contains(c))
        || NOTHING.contains(&text)
        || text.eq_ignore_ascii_case("n/a")
        || text.eq_ignore_ascii_case("na")
}

fn amount(folded: &str, original: &str) -> Option<Amount> {
    let (number, rest) = leading_number(folded)?;
    // Two numbers with white space between them that only the blank told apart are not one number.
    if splits_digits_suspiciously(original) {
        return None;
    }
    let (unit, rest) = trailing_unit(rest);
    if !rest.is_empty() && !is_remark(rest) {
        return None;
    }
    let remark = !rest.is_empty();
    Some(Amount { value: number, unit, remark })
}

/// A remark behind a figure: words in brackets up to the end, or the mark of a footnote. 12(34) is two figures
/// and 七()总计 a label.
fn is_remark(text: &str) -> bool {
    const MARK: usize = 4;
    let inner = [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕')]
        .iter()
        .find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    match inner {
        Some(inner) => {
            let figure = inner.len() > 1 && inner.chars().all(|c| c.is_ascii_digit());
            !inner.is_empty() && !figure && !closes_early(inner)
        }
        None => text.starts_with(|c| matches!(c, '*' | '①'..='⑳' | '注')) && text.chars().count() <= MARK,
    }
}

/// Whether a bracket that stands before these words is closed within them: 一()予以公开(件) is a label.
fn closes_early(inner: &str) -> bool {
    let mut depth = 0;
    inner.chars().any(|c| {
        depth += i32::from("([【〔".contains(c)) - i32::from(")]】〕".contains(c));
        depth < 0
    })
}

/// Digits set apart by blanks are one number when they are spaced evenly, digit by digit (1 2) or in thousands
/// (1 234); a number on each of two lines, and 11 1, may be two.
fn splits_digits_suspiciously(original: &str) -> bool {
    let is_digit = |c: char| fold_width(c).is_ascii_digit();
    let figure = original.trim_matches(is_blank);
    let end = figure.find(|c| !is_digit(c) && !is_blank(c)).unwrap_or(figure.len());
    let figure = figure[..end].trim_end_matches(is_blank);
    if figure.contains(['\n', '\t']) {
        return true;
    }
    let lengths: Vec<usize> = figure
        .split(|c: char| c.is_whitespace())
        .map(|group| group.chars().filter(|&c| is_digit(c)).count())
        .filter(|&length| length > 0)
        .collect();
    let [first, others @ ..] = lengths.as_slice() else { return false };
    let evenly = |each: usize, most: usize| *first <= most && others.iter().all(|&length| length == each);
    !others.is_empty() && !evenly(1, 1) && !evenly(3, 3)
}

/// The number at the beginning of a folded text, and what follows it.
fn leading_number(text: &str) -> Option<(Decimal, &str)> {
    let (negative, body) = match text.chars().next()? {
        '+' => (false, &text[1..]),
        '-' => (true, &text[1..]),
        c @ ('−' | '–' | '—' | '﹣' | '‐' | '‑') => (true, &text[c.len_utf8()..]),
        _ => (false, text),
    };
    let first = body.chars().next()?;
    let (value, rest) = if first.is_ascii_digit() { arabic(body)? } else { in_chinese(body)? };
    Some((if negative { -value } else { value }, rest))
}

fn arabic(body: &str) -> Option<(Decimal, &str)> {
    let end = body
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '，' | '．'))
        .unwrap_or(body.len());
    let (digits, rest) = body.split_at(end);
    let plain =
        if digits.contains([',', '，']) { without_separators(digits)? } else { digits.replace('．', ".") };
    // `from_str` rounds what it cannot hold; such a figure is left to a person.
    let significant = plain.chars().filter(char::is_ascii_digit).count();
    if significant > 28 || plain.ends_with('.') {
        return None;
    }
    Some((Decimal::from_str(&plain).ok()?, rest))
}

/// 1,076.18 → 1076.18: groups of three after the first, or nothing.
fn without_separators(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split([',', '，']);
    let first = groups.next()?;
    let regular =
        (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3) && !fraction.contains(',');
    regular.then(|| digits.replace([',', '，'], ""))
}

/// No figure in Chinese numerals is longer, in bytes: 9999 亿 9999 万 9999 are 23 characters.
const LONGEST_NUMERAL: usize = 3 * 32;

fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some() || matches!(c, '万' | '亿' | '廿' | '卅')
}

fn in_chinese(body: &str) -> Option<(Decimal, &str)> {
    let mut end = body.find(|c| !is_numeral(c)).unwrap_or(body.len());
    if body[end..].starts_with('元') {
        // 三万元: the 万 belongs to the number read here, the unit is 元.
    } else if end == 0 {
        return None;
    }
    if end > LONGEST_NUMERAL {
        return None;
    }
    while end > 0 {
        if let Some(value) = chinese(&body[..end]) {
            return Some((value.into(), &body[end..]));
        }
        end -= body[..end].chars().next_back().map_or(0, char::len_utf8);
    }
    None
}

fn trailing_unit(rest: &str) -> (Option<Unit>, &str) {
    for (name, unit) in
        [("亿元", Unit::HundredMillionYuan), ("万元", Unit::TenThousandYuan), ("元", Unit::Yuan)]
    {
        if let Some(rest) = rest.strip_prefix(name) {
            return (Some(unit), rest.strip_prefix('整').unwrap_or(rest));
        }
    }
    (None, COUNTERS.iter().find_map(|counter| rest.strip_prefix(counter)).unwrap_or(rest))
}

/// A whole number as found in running text: Arabic in any width, with separators, or Chinese.
pub fn integer(text: &str) -> Option<u64> {
    let folded = folded(text);
    let (value, rest) = leading_number(&folded)?;
    (rest.is_empty() && value.is_integer()).then(|| u64::try_from(value).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_in_headers() {
        for (text, unit) in [
            ("罚没金额（元）", Some(Unit::Yuan)),
            ("本年收费金额\n（单位：万元）", Some(Unit::TenThousandYuan)),
            ("金额(已入库)(亿元)", Some(Unit::HundredMillionYuan)),
            ("合计（宗）", None),
            ("采购总金额", None),
            ("万元以上的", None),
        ] {
            assert_eq!(Unit::in_header(text), unit, "{text}");
        }
    }

    #[test]
    fn units_above_tables() {
        for (text, unit) in [
            ("单位：万元", Some(Some(Unit::TenThousandYuan))),
            ("（单位：件、元）", Some(Some(Unit::Yuan))),
            ("单位：件", Some(None)),
            ("单位: 元/万元", Some(None)),
            ("填报单位：临溪县教育局", None),
            ("单位：临溪县教育局", None),
            ("单位", None),
        ] {
            assert_eq!(Unit::above_table(text), unit, "{text}");
        }
    }

    #[test]
    fn figures() {
        for (text, value, unit, remark) in [
            ("0", "0", None, false),
            ("12", "12", None, false),
            ("１２件", "12", None, false),
            ("1 2", "12", None, false),
            ("１，０７６.18", "1076.18", None, false),
            ("1076.1811", "1076.1811", None, false),
            ("251000元", "251000", Some(Unit::Yuan), false),
            ("160.5964万元", "160.5964", Some(Unit::TenThousandYuan), false),
            ("22（其中修订 16 件）", "22", None, true),
            ("55（含自然失效 29 件）", "55", None, true),
            ("55（含自然失效（2）29 件）；", "55", None, true),
            ("+21", "21", None, false),
            ("-3", "-3", None, false),
            ("－3", "-3", None, false),
            ("\u{2010}3", "-3", None, false),
            ("\u{2011}3", "-3", None, false),
            ("1\u{AD}2", "12", None, false),
            ("十二", "12", None, false),
            ("两件", "2", None, false),
            ("零", "0", None, false),
            ("3①", "3", None, true),
            ("5\n件", "5", None, false),
            ("0.0", "0.0", None, false),
            ("共12件", "12", None, false),
            ("合计：12", "12", None, false),
            ("廿三", "23", None, false),
            ("1 2 3", "123", None, false),
            ("1 234 567", "1234567", None, false),
            ("12\n件", "12", None, false),
        ] {
            let expected = Amount { value: Decimal::from_str(value).unwrap(), unit, remark };
            assert_eq!(read(text), Reading::Amount(expected), "{text}");
        }
    }

    #[test]
    fn what_is_quick_to_read_is_read_as_carefully() {
        let beginnings = ('\u{4E00}'..='\u{9FFF}').chain(' '..='~').chain(['（', '１', '－', '／', '\u{AD}']);
        for begins in beginnings {
            for rest in
                ["", "0", "12", "99999999999999999", "三", "十元", "有", "事项", "适用", "计12件", "）"]
            {
                let text = format!("{begins}{rest}");
                assert_eq!(read(&text), carefully(&text), "{text}");
            }
        }
        for word in SUM.iter().chain(&NOTHING) {
            assert_eq!(read(word), carefully(word), "{word}");
        }
    }

    #[test]
    fn what_is_no_figure() {
        for text in ["", " ", "\u{3000}", "\n", "\u{AD}"] {
            assert_eq!(read(text), Reading::Blank, "{text:?}");
        }
        for text in [
            "/",
            "-",
            "\u{2010}",
            "\u{2011}",
            "\u{2011}\u{2011}",
            "-\u{AD}",
            "—",
            "——",
            "无",
            "不适用",
            "N/A",
            "n/a",
            "／",
            "无。",
            "不涉及",
            "未发生",
        ] {
            assert_eq!(read(text), Reading::Dash, "{text:?}");
        }
        for text in [
            "见附件",
            "1,2",
            "12\n34",
            "1.2.3",
            "约12",
            "12或13",
            "1,00",
            "自然人",
            "12（34）",
            "七（）总计",
            "一（）予以公开（件）",
            "1（一）予以公开",
            "99999999999999999999999999999999",
            "一".repeat(100_000).as_str(),
            "千万".repeat(50_000).as_str(),
            "1.",
            "11 1",
            "11\n1",
            "1\n件2",
            "（12）",
            "12/",
            "。",
            "共",
            "累计12",
        ] {
            assert_eq!(read(text), Reading::Text, "{text:?}");
        }
    }

    #[test]
    fn units_convert_exactly() {
        let convert = |value: &str, from: Unit, to: Unit| {
            from.convert(Decimal::from_str(value).unwrap(), to).map(|v| v.to_string())
        };
        assert_eq!(convert("251000", Unit::Yuan, Unit::TenThousandYuan).as_deref(), Some("25.1"));
        assert_eq!(
            convert("1.5", Unit::HundredMillionYuan, Unit::TenThousandYuan).as_deref(),
            Some("15000.0")
        );
        assert_eq!(convert("1", Unit::Yuan, Unit::HundredMillionYuan).as_deref(), Some("0.00000001"));
    }
}
