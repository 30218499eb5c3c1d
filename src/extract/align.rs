//! Two sequences laid side by side. In: their lengths and a gain for each pair. Out: the pairs, in the order
//! of both, that gain most. Does not know what the sequences are of.

/// What skipping costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gaps {
    /// For each element of the first sequence skipped between two pairs; skipping before the first and
    /// after the last pair is free.
    pub first: i64,
    /// For each element of the second sequence skipped anywhere.
    pub second: i64,
}

/// An alignment and what it gains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alignment {
    /// Positions in the first and the second sequence, ascending in both.
    pub pairs: Vec<(usize, usize)>,
    /// The gains less the gaps.
    pub gain: i64,
}

impl Alignment {
    /// Pairs by elimination: where between two pairs exactly one element of each sequence is left over.
    pub(super) fn squeezed(&self) -> Vec<(usize, usize)> {
        let between = |pairs: &[(usize, usize)]| match *pairs {
            [(i, j), (k, l)] if k - i == 2 && l - j == 2 => Some((i + 1, j + 1)),
            _ => None,
        };
        self.pairs.windows(2).filter_map(between).collect()
    }

    /// Pairs that elimination suggests at the ends: the one element of the second sequence (of `n`) that is left over
    /// before the first or after the last pair, with the element of the first sequence (of `m`) next to that pair.
    pub(super) fn ends(&self, m: usize, n: usize) -> Vec<(usize, usize)> {
        let (Some(&(i, j)), Some(&(k, l))) = (self.pairs.first(), self.pairs.last()) else {
            return Vec::new();
        };
        let before = (i > 0 && j == 1).then(|| (i - 1, 0));
        let after = (k + 1 < m && l + 2 == n).then_some((k + 1, l + 1));
        before.into_iter().chain(after).collect()
    }
}

/// Pairs out of order that are beyond doubt: an element of the first sequence that is exactly one of the second,
/// where neither is in a pair yet and nothing else fits either of them.
pub(super) fn out_of_order(
    paired: &[(usize, usize)],
    m: usize,
    n: usize,
    exact: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let free_first = |i: &usize| paired.iter().all(|&(taken, _)| taken != *i);
    let free_second = |j: &usize| paired.iter().all(|&(_, taken)| taken != *j);
    let only = |mut found: Vec<usize>| if found.len() == 1 { found.pop() } else { None };
    (0..n)
        .filter(free_second)
        .filter_map(|j| {
            let i = only((0..m).filter(free_first).filter(|&i| exact(i, j)).collect())?;
            let back = only((0..n).filter(free_second).filter(|&j| exact(i, j)).collect())?;
            (back == j).then_some((i, j))
        })
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Start,
    Pair,
    SkipFirst,
    SkipSecond,
}

/// Aligns `m` elements with `n` elements. `gain(i, j)` is `None` where the two cannot be a pair. Of equally
/// good alignments the one that ends first is taken, so the result never depends on chance.
pub(super) fn align(m: usize, n: usize, gaps: Gaps, gain: impl Fn(usize, usize) -> Option<i64>) -> Alignment {
    let possible: Vec<Option<i64>> =
        (0..m).flat_map(|i| (0..n).map(move |j| (i, j))).map(|(i, j)| gain(i, j)).collect();
    chain(m, n, gaps, &possible).unwrap_or_else(|| table(m, n, gaps, &possible))
}

/// The alignment by dynamic programming; `possible` holds the gains, row by row.
fn table(m: usize, n: usize, gaps: Gaps, possible: &[Option<i64>]) -> Alignment {
    let width = n + 1;
    let mut best = vec![0i64; (m + 1) * width];
    let mut steps = vec![Step::Start; (m + 1) * width];
    // Whether a pair was made on the way: before the first, elements of the first sequence are free.
    let mut begun = vec![false; (m + 1) * width];
    for j in 1..=n {
        best[j] = best[j - 1] - gaps.second;
        steps[j] = Step::SkipSecond;
    }
    for i in 1..=m {
        for j in 1..=n {
            let at = i * width + j;
            let (up, left, across) = (at - width, at - 1, at - width - 1);
            let skip_first = best[up] - if begun[up] && j < n { gaps.first } else { 0 };
            let skip_second = best[left] - gaps.second;
            (best[at], steps[at], begun[at]) = if skip_first >= skip_second {
                (skip_first, Step::SkipFirst, begun[up])
            } else {
                (skip_second, Step::SkipSecond, begun[left])
            };
            if let Some(gain) = possible[(i - 1) * n + j - 1]
                && best[across] + gain > best[at]
            {
                (best[at], steps[at], begun[at]) = (best[across] + gain, Step::Pair, true);
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (m, n);
    while j > 0 {
        match steps[i * width + j] {
            Step::Pair => {
                (i, j) = (i - 1, j - 1);
                pairs.push((i, j));
            }
            Step::SkipFirst => i -= 1,
            Step::SkipSecond => j -= 1,
            Step::Start => break,
        }
    }
    pairs.reverse();
    Alignment { pairs, gain: best[m * width + n] }
}

/// The alignment where there is nothing to choose, as in a table that is filled in as printed: the elements of
/// the first sequence that can be in a pair follow one another, each in one pair only, in the order of the
/// second. To leave out any of these pairs would save nothing.
fn chain(m: usize, n: usize, gaps: Gaps, possible: &[Option<i64>]) -> Option<Alignment> {
    let mut pairs: Vec<(usize, usize)> = Vec::with_capacity(n);
    let mut gain = 0;
    for i in 0..m {
        for j in 0..n {
            let Some(own) = possible[i * n + j] else { continue };
            let next = pairs.last().is_none_or(|&(k, l)| k + 1 == i && l < j);
            if own <= 0 || !next {
                return None;
            }
            pairs.push((i, j));
            gain += own;
        }
    }
    gain -= gaps.second * i64::try_from(n - pairs.len()).ok()?;
    Some(Alignment { pairs, gain })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(a: &str, b: &str) -> Vec<(usize, usize)> {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        align(a.len(), b.len(), Gaps { first: 1, second: 1 }, |i, j| (a[i] == b[j]).then_some(10)).pairs
    }

    #[test]
    fn missing_and_extra_elements_shift_nobody() {
        assert_eq!(pairs("abc", "abc"), [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(pairs("xxacyy", "abc"), [(2, 0), (3, 2)]);
        assert_eq!(pairs("axbc", "abc"), [(0, 0), (2, 1), (3, 2)]);
        assert_eq!(pairs("", "abc"), []);
        assert_eq!(pairs("abc", ""), []);
    }

    #[test]
    fn one_left_over_on_each_side_is_a_pair_by_elimination() {
        let squeezed = |pairs: &[(usize, usize)]| Alignment { pairs: pairs.to_vec(), gain: 0 }.squeezed();
        assert_eq!(squeezed(&[(3, 0), (5, 2), (6, 3)]), [(4, 1)]);
        assert_eq!(squeezed(&[(3, 0), (6, 2)]), []);
        assert_eq!(squeezed(&[(3, 0), (5, 1)]), []);
    }

    #[test]
    fn one_left_over_at_an_end_goes_with_its_neighbour() {
        let ends = |pairs: &[(usize, usize)]| Alignment { pairs: pairs.to_vec(), gain: 0 }.ends(5, 4);
        assert_eq!(ends(&[(1, 1), (2, 2)]), [(0, 0), (3, 3)]);
        assert_eq!(ends(&[(0, 1), (4, 2)]), []);
        assert_eq!(ends(&[(1, 2), (2, 3)]), []);
        assert_eq!(ends(&[]), []);
    }

    #[test]
    fn what_fits_exactly_is_paired_out_of_order() {
        let exact = |i: usize, j: usize| [(0, 1), (1, 0)].contains(&(i, j));
        assert_eq!(out_of_order(&[(0, 1)], 2, 2, exact), [(1, 0)]);
        assert_eq!(out_of_order(&[(0, 1), (1, 0)], 2, 2, exact), []);
        // Two that fit the same place: neither is taken.
        assert_eq!(out_of_order(&[], 2, 1, |_, _| true), []);
    }

    #[test]
    fn a_chain_is_what_the_table_finds() {
        let gaps = Gaps { first: 3, second: 4 };
        let mut random = fastrand::Rng::with_seed(4);
        let mut chains = 0;
        for _ in 0..3000 {
            let (m, n) = (random.usize(0..7), random.usize(0..6));
            let shift = random.i64(-2..3);
            let gains: Vec<Option<i64>> = (0..m * n)
                .map(|at| {
                    let straight = (at / n) as i64 + shift == (at % n) as i64;
                    (random.u8(0..20) < if straight { 17 } else { 1 }).then(|| random.i64(-1..9))
                })
                .collect();
            let Some(chain) = chain(m, n, gaps, &gains) else { continue };
            assert_eq!(table(m, n, gaps, &gains), chain, "{m} {n} {gains:?}");
            chains += usize::from(!chain.pairs.is_empty());
        }
        assert!(chains > 100, "{chains}");
    }

    #[test]
    fn a_compact_match_beats_a_scattered_one() {
        assert_eq!(pairs("a....ab", "ab"), [(5, 0), (6, 1)]);
    }
}
