//! What happens to labels. In: a label. Out: the label as a tired clerk leaves it. Does not know tables.

/// Characters that slip in: common ones, many of them of the form itself.
const SLIPS: &str =
    "的公开信息情况数量本年度理结申请关机政府行收件项目内容现线程转属于其他和及有效规范总计是不要一人时";

/// One random edit: substitute, drop, double, swap.
fn edit(label: &mut Vec<char>, rng: &mut fastrand::Rng) {
    let at = rng.usize(0..label.len());
    match rng.u8(0..4) {
        0 => {
            let pool: Vec<char> = SLIPS.chars().collect();
            label[at] = pool[rng.usize(0..pool.len())];
        }
        1 if label.len() > 3 => {
            label.remove(at);
        }
        2 if at + 1 < label.len() => label.swap(at, at + 1),
        _ => label.insert(at, label[at]),
    }
}

/// One typing slip, two in long labels; labels of two or three characters only double or swap.
pub fn mistype(label: &str, rng: &mut fastrand::Rng) -> String {
    let mut chars: Vec<char> = label.chars().collect();
    match chars.len() {
        0 => {}
        1..=3 => {
            let at = rng.usize(0..chars.len());
            chars.insert(at, chars[at]);
        }
        length => {
            for _ in 0..if length > 6 { rng.u8(1..=2) } else { 1 } {
                edit(&mut chars, rng);
            }
        }
    }
    chars.into_iter().collect()
}

/// The label with blanks inside.
pub fn spread(label: &str, rng: &mut fastrand::Rng) -> String {
    let blank = [" ", "\u{3000}", "  "][rng.usize(0..3)];
    let chars: Vec<char> = label.chars().collect();
    if chars.len() <= 4 {
        return chars.iter().map(char::to_string).collect::<Vec<_>>().join(blank);
    }
    let at = rng.usize(1..chars.len());
    let (left, right) = chars.split_at(at);
    format!("{}{blank}{}", left.iter().collect::<String>(), right.iter().collect::<String>())
}

/// The label without its ordinal: 一、 （一） 1.
pub fn without_ordinal(label: &str) -> String {
    let is_number = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    };
    if let Some((number, rest)) = label.strip_prefix('（').and_then(|rest| rest.split_once('）'))
        && is_number(number)
    {
        return rest.to_owned();
    }
    match label.split_once(['、', '.']) {
        Some((number, rest)) if is_number(number) => rest.to_owned(),
        _ => label.to_owned(),
    }
}

/// The list that would number this label, by the kind of its ordinal: 一、 （一） 1.
pub fn list_of(label: &str) -> Option<u32> {
    let bare = without_ordinal(label);
    let ordinal = label.strip_suffix(bare.as_str())?;
    match ordinal.chars().last()? {
        '、' => Some(2),
        '）' => Some(3),
        _ => Some(4),
    }
}

/// The label with its remark in brackets left out, or with one added. What alone tells two labels apart is no
/// remark: 行政诉讼（复议后起诉）.
pub fn remark(label: &str, rng: &mut fastrand::Rng) -> String {
    const OWN: [&str; 2] = ["第二十条", "行政诉讼"];
    match label.char_indices().skip(1).find(|(_, c)| *c == '（') {
        Some((at, _)) if label.ends_with('）') && !OWN.iter().any(|own| label.starts_with(own)) => {
            label[..at].to_owned()
        }
        Some(_) => label.to_owned(),
        None => format!("{label}{}", ["（件）", "(本级)", "（含下属单位）"][rng.usize(0..3)]),
    }
}
