//! Labels made comparable. In: the text of a heading or a label cell. Out: its normal form, and how alike
//! two are. Does not know what the labels are for.

use crate::numeral::{fold_width, is_blank, leading_ordinal};

/// A label without white space, width, ordinal and punctuation; with and without its remarks in brackets.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Label {
    full: Chars,
    /// The label without bracketed remarks, where that differs and leaves something.
    bare: Option<Chars>,
}

/// Characters with a summary of which occur.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
struct Chars {
    /// A bit for each character that occurs, several characters sharing a bit: most labels have nothing in
    /// common with most others, and this says so at once.
    occurring: u64,
    chars: Vec<char>,
}

impl Chars {
    fn bit(c: char) -> u64 {
        1 << ((c as u32).wrapping_mul(0x9E37_79B1) >> 26)
    }

    fn len(&self) -> usize {
        self.chars.len()
    }
}

impl FromIterator<char> for Chars {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let chars: Vec<char> = chars.into_iter().take(COMPARED).collect();
        Self { occurring: chars.iter().fold(0, |bits, &c| bits | Self::bit(c)), chars }
    }
}

/// Likeness in thousandths: 1000 is the same label, 0 nothing in common.
pub type Likeness = u32;

/// The likeness of equal labels.
pub const SAME: Likeness = 1000;

/// Longer labels are compared by their beginnings.
const COMPARED: usize = 64;

impl Label {
    /// The normal form of a text.
    pub fn new(text: &str) -> Self {
        let body = leading_ordinal(text).map_or(text, |ordinal| &text[ordinal.bytes..]);
        let body = if body.chars().all(is_blank) { text } else { body };
        let full: Chars = plain(body).collect();
        let bare: Option<Chars> = body.contains(OPENING).then(|| without_remarks(body).collect());
        let bare = bare.filter(|bare| *bare != full && bare.len() > 0);
        Self { full, bare }
    }

    /// Several labels as one, e.g. a path through merged headers.
    pub fn joined<'a>(labels: impl IntoIterator<Item = &'a Label>) -> Self {
        Self {
            full: labels.into_iter().flat_map(|label| label.full.chars.iter().copied()).collect(),
            bare: None,
        }
    }

    /// Whether nothing is left of the text.
    pub fn is_empty(&self) -> bool {
        self.full.chars.is_empty()
    }

    /// How alike two labels are: the share of each that the other has in the same order, the better of
    /// the readings with and without bracketed remarks.
    pub fn likeness(&self, other: &Label) -> Likeness {
        if self.full == other.full {
            return SAME;
        }
        let mut best = 0;
        for a in std::iter::once(&self.full).chain(&self.bare) {
            for b in std::iter::once(&other.full).chain(&other.bare) {
                best = best.max(likeness(a, b));
            }
        }
        best
    }
}

const OPENING: [char; 5] = ['（', '(', '[', '【', '〔'];

fn plain(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(fold_width).filter(|&c| !is_blank(c) && c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The text without remarks in brackets. Short brackets stay: 第二十条第（一）项.
fn without_remarks(text: &str) -> impl Iterator<Item = char> + '_ {
    const REMARK: usize = 3;
    let mut kept = String::new();
    let mut rest = text;
    while let Some(open) = rest.find(OPENING) {
        let after = &rest[open..];
        let close = after.char_indices().find(|&(_, c)| matches!(c, '）' | ')' | ']' | '】' | '〕'));
        let end = close.map_or(after.len(), |(i, c)| i + c.len_utf8());
        kept.push_str(&rest[..open]);
        if plain(&after[..end]).count() <= REMARK {
            kept.push_str(&after[..end]);
        }
        rest = &after[end..];
    }
    kept.push_str(rest);
    plain(&kept).collect::<Vec<_>>().into_iter()
}

/// Less than this is chance, and counts as nothing in common.
const CHANCE: Likeness = 250;

fn likeness(a: &Chars, b: &Chars) -> Likeness {
    if a.occurring & b.occurring == 0 {
        return 0;
    }
    if a.chars == b.chars {
        return SAME;
    }
    let share = |common: u32, length: usize| common * SAME / u32::try_from(length).unwrap_or(u32::MAX);
    let both = |common: u32| (share(common, a.len()) + share(common, b.len())) / 2;
    // No more can be in common than occurs in both, in whatever order.
    let most = b.chars.iter().filter(|&&c| a.occurring & Chars::bit(c) != 0).count();
    let most = u32::try_from(most.min(a.len())).unwrap_or(u32::MAX);
    if both(most) < CHANCE {
        return 0;
    }
    let likeness = both(common_subsequence(a, b));
    if likeness < CHANCE { 0 } else { likeness }
}

/// Length of the longest common subsequence, by the bit-parallel method of Hyyrö (2004): one machine word
/// holds a row of the table, so labels are compared by their first 64 characters.
fn common_subsequence(a: &Chars, b: &Chars) -> u32 {
    let mut row = u64::MAX;
    for &c in b.chars.iter().filter(|&&c| a.occurring & Chars::bit(c) != 0) {
        let matches = a.chars.iter().enumerate().fold(0u64, |mask, (i, &x)| mask | u64::from(x == c) << i);
        let both = row & matches;
        row = row.wrapping_add(both) | (row - both);
    }
    let used = if a.len() >= COMPARED { u64::MAX } else { (1 << a.len()) - 1 };
    (!row & used).count_ones()
}

/// The candidate most like `text`, if any is alike at all: for "did you mean".
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let chars: Chars = text.chars().collect();
    candidates
        .into_iter()
        .map(|candidate| (likeness(&chars, &candidate.chars().collect()), candidate))
        .filter(|&(score, _)| score >= 500)
        .max_by_key(|&(score, _)| score)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> Likeness {
        Label::new(a).likeness(&Label::new(b))
    }

    #[test]
    fn layout_does_not_count() {
        for (a, b) in [
            ("一、本年新收政府信息公开申请数量", "本年新收 政府信息公开申请数量"),
            ("自\n然\n人", "自然人"),
            ("3.危及“三安全一稳定”", "3、危及\"三安全一稳定\""),
            ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
            ("第二十条第（一）项", "第二十条 第(一)项"),
            ("本年收费金额（单位：万元）", "本年收费金额"),
        ] {
            assert_eq!(alike(a, b), SAME, "{a} {b}");
        }
    }

    #[test]
    fn slips_stay_near_and_others_far() {
        assert!(alike("2.没有线程信息需要另行制作", "2.没有现成信息需要另行制作") > 800);
        assert!(alike("四、转结下年度继续办理", "四、结转下年度继续办理") > 850);
        assert!(alike("规范性文件", "行政规范性文件") > 800);
        assert!(alike("（一）予以公开", "（三）不予公开") <= 750);
        assert!(alike("第二十条第（一）项", "第二十条第（五）项") < SAME);
        assert_eq!(alike("总计", "其他"), 0);
        assert_eq!(nearest("handeld_total", ["granted", "handled_total"]), Some("handled_total"));
        assert_eq!(nearest("x", ["granted"]), None);
    }
}
