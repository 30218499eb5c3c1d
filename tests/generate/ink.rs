//! How a figure is written. In: a figure, the troubles, a seed. Out: the same figure in other ink, and what
//! it means then. Does not know tables.

use super::expected::{Figure, Printed, Status};
use super::tables::with_unit;
use super::trouble::{Kind, Trouble};
use std::collections::BTreeMap;

/// The ink of a report.
pub struct Inkwell<'a> {
    /// The troubles of the report.
    pub troubles: &'a [Trouble],
    /// Cells written by hand: what the cell says and what it means.
    pub by_hand: &'a BTreeMap<String, (String, Figure)>,
    /// The one cell that some troubles choose.
    pub chosen: &'a str,
    /// The row above which `applications` is cut; random where `None`.
    pub cut: Option<&'a str>,
    /// The seed of the report.
    pub seed: u64,
}

impl Inkwell<'_> {
    /// Writes a figure.
    pub fn write(&self, printed: Printed) -> Printed {
        if let Some((raw, figure)) = self.by_hand.get(&printed.id) {
            return Printed { id: printed.id, raw: raw.clone(), figure: figure.clone() };
        }
        let mut rng = super::rng(self.seed, &printed.id);
        let printed = match printed.id.rsplit('.').next() {
            Some("amount") => with_unit(printed, rng.bool()),
            Some("items_change") => signed(printed, rng.bool()),
            _ => printed,
        };
        let of = |kind: Kind| self.troubles.iter().copied().find(|trouble| trouble.kind() == kind);
        let often = rng.u8(0..10) < 6;
        if let Some(trouble) = of(Kind::Zeros)
            && often
            && printed.is_zero()
        {
            return zero(trouble, printed, &mut rng);
        }
        match of(Kind::Digits) {
            Some(trouble) => self.digits(trouble, printed, &mut rng),
            None => printed,
        }
    }

    fn digits(&self, trouble: Trouble, printed: Printed, rng: &mut fastrand::Rng) -> Printed {
        let raw = printed.raw.clone();
        let bare = raw.bytes().all(|byte| byte.is_ascii_digit());
        match trouble {
            Trouble::FullWidthDigits => printed.written(full_width(&raw)),
            Trouble::SpacedDigits if bare && raw.len() > 1 => {
                let blank = ["\u{20}", "\u{a0}", "\u{3000}"][rng.usize(0..3)];
                let digits: Vec<String> = raw.chars().map(String::from).collect();
                printed.written(digits.join(blank))
            }
            Trouble::Separators => {
                let mark = if rng.bool() { "," } else { "，" };
                printed.written(separated(&raw, mark))
            }
            Trouble::UnitsInCells if printed.id.ends_with(".amount_10k_yuan") => {
                with_unit(printed, rng.bool())
            }
            Trouble::UnitsInCells if bare => {
                printed.written(format!("{raw}{}", if rng.bool() { "件" } else { " 件" }))
            }
            Trouble::Remarks if bare && !printed.is_zero() && rng.bool() => {
                let part = printed.raw.parse::<i64>().map_or(1, |value| value / 2);
                let remark = ["其中修订", "含自然失效", "其中网络申请"][rng.usize(0..3)];
                printed.written(format!("{raw}（{remark} {part} 件）"))
            }
            Trouble::ChineseNumerals if bare && !printed.is_zero() => match raw.parse() {
                Ok(value) => printed.written(chinese(value)),
                Err(_) => printed,
            },
            Trouble::CircledMarks if bare && rng.u8(0..8) == 0 => printed.written(format!("{raw}①")),
            Trouble::TwoNumbers if printed.id == self.chosen => {
                printed.without_value(format!("{raw}、{}", raw.len() + 1), Status::Unreadable)
            }
            Trouble::SumWords if bare => {
                let words = [format!("共{raw}件"), format!("合计：{raw}"), format!("共计{raw}")];
                printed.written(words[rng.usize(0..3)].clone())
            }
            Trouble::FigureBroken if printed.id == self.chosen => {
                let broken =
                    [format!("{raw}元"), format!("{raw}\n1"), format!("{raw}1 1"), format!("（{raw}）")];
                printed.without_value(broken[rng.usize(0..4)].clone(), Status::Unreadable)
            }
            Trouble::Fraction if printed.id == self.chosen => {
                let half = format!("{raw}.5");
                Printed::plain(&printed.id, &half)
            }
            _ => printed,
        }
    }
}

fn zero(trouble: Trouble, printed: Printed, rng: &mut fastrand::Rng) -> Printed {
    match trouble {
        Trouble::Blanks => printed.without_value("", Status::Blank),
        Trouble::FullWidthBlanks => printed.without_value("\u{3000}", Status::Blank),
        Trouble::ChineseZeros => printed.written(if rng.bool() { "零" } else { "〇" }),
        _ => {
            let marks = ["/", "-", "—", "——", "无", "不适用", "N/A", "不涉及", "未发生", "无。"];
            printed.without_value(marks[rng.usize(0..marks.len())], Status::Dash)
        }
    }
}

/// `+21`, as clerks write an increase.
fn signed(printed: Printed, with_plus: bool) -> Printed {
    let raw = printed.raw.clone();
    if with_plus && !raw.starts_with('-') && raw != "0" {
        printed.written(format!("+{raw}"))
    } else {
        printed
    }
}

/// Digits, signs and points in their full-width forms.
pub fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '0'..='9' | '.' | '+' | '-' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(wide).collect()
}

fn separated(text: &str, mark: &str) -> String {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut out = String::new();
    for (index, digit) in text[..digits].chars().enumerate() {
        if index > 0 && (digits - index).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out + &text[digits..]
}

/// A number below a hundred million in Chinese.
pub fn chinese(value: u64) -> String {
    let text = spoken(value);
    text.strip_prefix("一十").map_or(text.clone(), |rest| format!("十{rest}"))
}

fn spoken(value: u64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    for (unit, name) in [(10_000, "万"), (1_000, "千"), (100, "百"), (10, "十")] {
        if value >= unit {
            let rest = value % unit;
            let link = if rest > 0 && rest < unit / 10 { "零" } else { "" };
            let rest = if rest == 0 { String::new() } else { spoken(rest) };
            return format!("{}{name}{link}{rest}", spoken(value / unit));
        }
    }
    DIGITS[value as usize].to_owned()
}
