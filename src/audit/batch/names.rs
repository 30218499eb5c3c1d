//! What a unit is called. In: a name as people write it, or a line of a list. Out: the name in plain form, and the
//! shortest usual form, which is the same for 人社局 and 人力资源和社会保障局. Does not know which units there are.

use crate::message::{Lang, word};
use crate::numeral::{OrdinalStyle, folded, is_blank, leading_ordinal};
use std::sync::LazyLock;

/// The usual long forms with their short ones, the longest first.
static SHORT: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let words = word("expect.short", Lang::Zh);
    let of_one = |entry: &str| {
        let mut forms = entry.split('=').map(str::to_owned);
        let short = forms.next().unwrap_or_default();
        forms.map(|long| (long, short.clone())).collect::<Vec<_>>()
    };
    let mut pairs: Vec<(String, String)> = words.split_whitespace().flat_map(of_one).collect();
    pairs.sort_by_key(|(long, _)| std::cmp::Reverse(long.len()));
    pairs
});

/// The shortest usual form of a plain name: only its end is shortened, and only as the list of forms says.
pub fn short(plain: &str) -> String {
    let mut name = plain.to_owned();
    // 人民政府办公室 is shortened twice; nothing is shortened for ever, since every form is shorter than its long one.
    while let Some((long, short)) = SHORT.iter().find(|(long, _)| name.ends_with(long.as_str())) {
        name.truncate(name.len() - long.len());
        name.push_str(short);
    }
    name
}

/// The unit that a line of a list names, without the number before it; `None` for a heading (一、县直部门) and for a
/// line that holds nothing else than a number (（3）).
pub fn listed(line: &str) -> Option<&str> {
    let numbered = leading_ordinal(line).filter(|ordinal| ordinal.style != OrdinalStyle::Part);
    let name = numbered.map_or(line, |ordinal| &line[ordinal.bytes..]).trim_matches(is_blank);
    let whole = folded(name);
    // 县直部门（32个）, 乡镇：
    let bare = whole.split(['(', ':']).next().unwrap_or_default();
    let groups = word("expect.groups", Lang::Zh);
    let is_group = bare.is_empty() || groups.split_whitespace().any(|group| bare.ends_with(group));
    (!is_group).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms() {
        for (name, expected) in [
            ("临溪县人力资源和社会保障局", "临溪县人社局"),
            ("县人社局", "县人社局"),
            ("临溪县发展和改革委员会", "临溪县发改委"),
            ("临溪县人民政府办公室", "临溪县政府办"),
            ("临溪县政府办公室", "临溪县政府办"),
            ("临溪县人民政府", "临溪县政府"),
            ("城关镇人民政府", "城关镇"),
            ("城关街道办事处", "城关街道"),
            ("临溪县教育局", "临溪县教育局"),
            ("临溪县信访局", "临溪县信访局"),
        ] {
            assert_eq!(short(name), expected, "{name}");
        }
    }

    #[test]
    fn every_short_form_is_shorter() {
        assert!(!SHORT.is_empty());
        for (long, short) in SHORT.iter() {
            assert!(short.chars().count() < long.chars().count(), "{short} = {long}");
        }
    }

    #[test]
    fn lines_of_a_list() {
        for (line, expected) in [
            ("县教育局", Some("县教育局")),
            ("1.县教育局", Some("县教育局")),
            ("（3）县教育局", Some("县教育局")),
            ("十二、县教育局", Some("县教育局")),
            ("第三中学", Some("第三中学")),
            ("八一街道", Some("八一街道")),
            ("一、县直部门", None),
            ("二、乡镇（街道）", None),
            ("县政府工作部门（32个）：", None),
            ("（3）", None),
            ("3.", None),
            ("城关街道", Some("城关街道")),
        ] {
            assert_eq!(listed(line), expected, "{line}");
        }
    }
}
