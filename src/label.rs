//! Labels made comparable. In: the text of a heading or a label cell. Out: its normal form, and how alike
//! two are. Does not know what the labels are for.

use crate::numeral::{fold_width, is_blank, leading_ordinal};
use memchr::{memchr, memchr3};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// A label without white space, width, ordinal and punctuation; with and without its remarks in brackets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    full: Chars,
    /// The label without bracketed remarks, where that differs and leaves something.
    bare: Option<Chars>,
}

/// Characters with a summary of which occur.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Chars {
    /// A bit for each character that occurs, several characters sharing a bit: most labels have nothing in
    /// common with most others, and this says so at once.
    occurring: u64,
    /// A number made of all characters in their order: labels that differ are told apart by it at once, and are
    /// looked up by it.
    digest: u64,
    chars: Vec<char>,
}

impl Hash for Chars {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.digest);
    }
}

impl Hash for Label {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.full.digest);
    }
}

/// Labels are looked up by their digests as they are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Digests(u64);

/// Makes [`Digests`].
pub type ByDigest = BuildHasherDefault<Digests>;

impl Hasher for Digests {
    fn write_u64(&mut self, digest: u64) {
        // Its upper half is mixed best, and tables look at the lower one first.
        self.0 ^= digest.rotate_left(32);
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(byte.into()));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Chars {
    fn new(mut chars: Vec<char>) -> Self {
        chars.truncate(COMPARED);
        let (mut occurring, mut digest) = (0, 0u64);
        for &c in &chars {
            occurring |= Self::bit(c);
            digest = (digest.rotate_left(5) ^ u64::from(c as u32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        Self { occurring, digest, chars }
    }

    fn bit(c: char) -> u64 {
        1 << ((c as u32).wrapping_mul(0x9E37_79B1) >> 26)
    }

    fn len(&self) -> usize {
        self.chars.len()
    }

    /// No more than this many characters can be in common with `other`: each bit that only one of them has
    /// stands for at least one character that the other lacks.
    fn most_in_common(&self, other: &Chars) -> usize {
        let left =
            |own: &Chars, other: &Chars| own.len() - (own.occurring & !other.occurring).count_ones() as usize;
        left(self, other).min(left(other, self))
    }
}

impl FromIterator<char> for Chars {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        Self::new(chars.into_iter().take(COMPARED).collect())
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
        let full = Chars::new(plain(body));
        let bare = has_brackets(body).then(|| Chars::new(without_remarks(body)));
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

    /// With and without remarks.
    fn readings(&self) -> impl Iterator<Item = &Chars> {
        std::iter::once(&self.full).chain(&self.bare)
    }

    /// Whether two labels are the same to the letter, with or without remarks: whether their likeness is [`SAME`].
    pub fn is_same(&self, other: &Label) -> bool {
        self.full == other.full
            || (self.bare.is_some() || other.bare.is_some())
                && self.readings().any(|own| other.readings().any(|other| own == other))
    }

    /// Whether the first labels, read as one, are the same as the second ones read as one.
    pub fn are_same_joined<'a>(
        first: impl IntoIterator<Item = &'a Label>,
        second: impl IntoIterator<Item = &'a Label>,
    ) -> bool {
        let first = first.into_iter().flat_map(|label| &label.full.chars).take(COMPARED);
        first.eq(second.into_iter().flat_map(|label| &label.full.chars).take(COMPARED))
    }

    /// Whether two labels begin with different characters.
    pub fn begins_unlike(&self, other: &Label) -> bool {
        matches!((self.full.chars.first(), other.full.chars.first()), (Some(own), Some(other)) if own != other)
    }

    /// How alike two labels are: the share of each that the other has in the same order, the better of
    /// the readings with and without bracketed remarks.
    pub fn likeness(&self, other: &Label) -> Likeness {
        self.likeness_from(other, CHANCE)
    }

    /// How alike two labels are, where that is no less than `least`; else 0.
    pub fn likeness_from(&self, other: &Label, least: Likeness) -> Likeness {
        if self.full == other.full {
            return SAME;
        }
        let mut best = 0;
        for a in self.readings() {
            for b in other.readings() {
                best = best.max(likeness(a, b, least));
            }
        }
        best
    }
}

/// Labels to be found by what they say.
#[derive(Debug, Clone, Default)]
pub struct Index {
    numbers: HashMap<Chars, Vec<usize>, ByDigest>,
}

impl Index {
    /// Adds a label under its number.
    pub fn add(&mut self, label: &Label, number: usize) {
        for reading in label.readings() {
            self.numbers.entry(reading.clone()).or_default().push(number);
        }
    }

    /// The numbers of those that are the same as `label`; some maybe twice.
    pub fn same<'i>(&'i self, label: &'i Label) -> impl Iterator<Item = usize> + 'i {
        label.readings().filter_map(|reading| self.numbers.get(reading)).flatten().copied()
    }
}

const OPENING: [char; 5] = ['（', '(', '[', '【', '〔'];

/// Whether remarks may begin in a text; most have no byte of any bracket, which is quick to see.
fn has_brackets(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ascii_or_wide = memchr3(b'(', b'[', 0xEF, bytes).is_some();
    (ascii_or_wide || memchr(0xE3, bytes).is_some()) && text.contains(OPENING)
}

/// The characters that count, folded, as far as they are compared.
fn plain(text: &str) -> Vec<char> {
    let mut plain = Vec::with_capacity((text.len() / 3 + 1).min(COMPARED));
    add_plain(&mut plain, text);
    plain
}

/// Adds the characters that count; nearly all of them are of the first kinds, which need no look at the tables of
/// Unicode.
fn add_plain(plain: &mut Vec<char>, text: &str) {
    for c in text.chars() {
        if plain.len() >= COMPARED {
            return;
        }
        let c = match c {
            '\u{4E00}'..='\u{9FFF}' => {
                plain.push(c);
                continue;
            }
            c if c.is_ascii() => c,
            c => fold_width(c),
        };
        if c.is_ascii() {
            plain.extend(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()));
        } else if !is_blank(c) && c.is_alphanumeric() {
            plain.extend(c.to_lowercase());
        }
    }
}

/// The characters that count without remarks in brackets. Short brackets stay: 第二十条第（一）项.
fn without_remarks(text: &str) -> Vec<char> {
    const REMARK: usize = 3;
    let mut kept = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(OPENING) {
        let after = &rest[open..];
        let close = after.char_indices().find(|&(_, c)| matches!(c, '）' | ')' | ']' | '】' | '〕'));
        let end = close.map_or(after.len(), |(i, c)| i + c.len_utf8());
        add_plain(&mut kept, &rest[..open]);
        if plain(&after[..end]).len() <= REMARK {
            add_plain(&mut kept, &after[..end]);
        }
        rest = &after[end..];
    }
    add_plain(&mut kept, rest);
    kept
}

/// Less than this is chance, and counts as nothing in common.
const CHANCE: Likeness = 250;

fn likeness(a: &Chars, b: &Chars, least: Likeness) -> Likeness {
    if a.occurring & b.occurring == 0 {
        return 0;
    }
    if a == b {
        return SAME;
    }
    let least = least.max(CHANCE);
    let share = |common: u32, length: usize| common * SAME / u32::try_from(length).unwrap_or(u32::MAX);
    let both = |common: u32| (share(common, a.len()) + share(common, b.len())) / 2;
    // No more can be in common than occurs in both, in whatever order.
    let alike = |most: usize| both(u32::try_from(most).unwrap_or(u32::MAX)) >= least;
    // Nor more than the shorter has; said without the divisions, which only round it down.
    let (long, short) = (a.len().max(b.len()) as u64, a.len().min(b.len()) as u64);
    if u64::from(SAME) * (long + short) < 2 * u64::from(least) * long || !alike(a.most_in_common(b)) {
        return 0;
    }
    let most = b.chars.iter().filter(|&&c| a.occurring & Chars::bit(c) != 0).count();
    if !alike(most.min(a.len())) {
        return 0;
    }
    let likeness = both(common_subsequence(a, b));
    if likeness < least { 0 } else { likeness }
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
        .map(|candidate| (likeness(&chars, &candidate.chars().collect(), CHANCE), candidate))
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
        let (slip, right) = (Label::new("转结下年度"), Label::new("结转下年度"));
        assert_eq!(slip.likeness_from(&right, 800), slip.likeness(&right));
        assert_eq!(slip.likeness_from(&right, 801), 0);
        assert_eq!(nearest("handeld_total", ["granted", "handled_total"]), Some("handled_total"));
        assert_eq!(nearest("x", ["granted"]), None);
    }
}
