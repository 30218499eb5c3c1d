//! Numbers listed as the parts of another. In: the numbers of a paragraph, in order. Out: the lists the form
//! knows, each with its whole, if that is stated, and whether it claims to be complete. Does not know whether
//! the parts add up.

use super::plain::{Plain, SENTENCE_ENDS};
use super::{Placed, Reader, Told};
use crate::form::List;
use crate::outline::Line;
use crate::report::Listing;

impl Reader<'_> {
    /// Finds the lists of a paragraph.
    pub(super) fn listings(&self, plain: &Plain, line: &Line, placed: &[Placed], told: &mut Told) {
        for list in &self.narrative.lists {
            let mut at = 0;
            while at < placed.len() {
                at = self.listing(list, plain, line, placed, at, told);
            }
        }
    }

    /// The list that begins at `first`, with its whole or its first part; where to go on.
    fn listing(
        &self,
        list: &List,
        plain: &Plain,
        line: &Line,
        placed: &[Placed],
        first: usize,
        told: &mut Told,
    ) -> usize {
        let is_part = |number: &Placed| list.parts.contains(&number.candidate.phrase.id);
        let is_whole = |number: &Placed| list.whole.contains(&number.candidate.phrase.id);
        let whole = is_whole(&placed[first]).then_some(first);
        if whole.is_none() && !is_part(&placed[first]) {
            return first + 1;
        }
        let mut parts: Vec<usize> = Vec::new();
        let mut next = first + usize::from(whole.is_some());
        while let Some(number) = placed.get(next) {
            if number.context != placed[first].context || is_whole(number) {
                break;
            }
            parts.extend(is_part(number).then_some(next));
            next += 1;
        }
        let Some(&last) = parts.last() else { return next.max(first + 1) };
        let of = |&part: &usize| &placed[part].candidate;
        let is_named = |id: &String| parts.iter().any(|part| of(part).phrase.id == *id);
        let all_named =
            !list.complete.is_empty() && list.complete.iter().all(|either| either.iter().any(is_named));
        let within_another = list.complete.iter().any(|either| {
            either.split_first().is_some_and(|(whole, parts)| is_named(whole) && parts.iter().any(is_named))
        });
        let start = whole.map_or(placed[first].context, |whole| of(&whole).range.end);
        let lead = &plain.text[start..of(&parts[0]).range.start.max(start)];
        let announced = list.announced.as_ref().and_then(|words| words.regex());
        let announced = whole.is_some() && announced.is_some_and(|words| words.is_match(lead));
        let stretch = &plain.text[start..of(&last).range.end];
        let open = list.open.as_ref().and_then(|words| words.regex());
        let open = open.is_some_and(|words| {
            let rest = plain.text[of(&last).range.end..].split(SENTENCE_ENDS).next();
            words.is_match(stretch) || rest.is_some_and(|rest| words.is_match(rest))
        });
        // What narrows the first of parts that name their own scope narrows all; what they name themselves does not.
        let outside = whole.unwrap_or(parts[0]);
        let clear = |number: &usize| {
            let narrowed = placed[*number].narrowed && (!list.own_scope || *number == outside);
            !narrowed && !of(number).approximate
        };
        let end = of(&last).range.end;
        let total =
            list.total.as_ref().filter(|_| whole.is_none() && all_named).and_then(|words| words.regex());
        let follows = |number: &&Placed| {
            let range = &number.candidate.range;
            let words = total.and_then(|total| total.find(&plain.text[end..range.end.max(end)]));
            let leads = words.is_some_and(|words| end + words.end() >= range.start);
            number.context == placed[first].context && is_whole(number) && leads
        };
        let behind = placed.get(last + 1).filter(follows).map(|_| last + 1);
        let mut named: Vec<&str> = parts.iter().map(|part| of(part).phrase.id.as_str()).collect();
        named.sort_unstable();
        let twice = named.windows(2).any(|pair| pair[0] == pair[1]);
        // A part named twice is a part of a part, or of something else: it is not known what adds up.
        if !twice && !within_another && parts.iter().chain(&whole).all(clear) {
            let range = placed[first].candidate.range.start..behind.map_or(end, |whole| of(&whole).range.end);
            told.listings.push(Listing {
                list: list.id.clone(),
                text: plain.printed(&range).to_owned(),
                place: line.place.clone(),
                whole: whole.or(behind).map(|whole| placed[whole].statement),
                parts: parts.iter().map(|&part| placed[part].statement).collect(),
                complete: !open && (all_named || announced),
                sentence: plain.sentence(&range),
            });
        }
        next.max(first + 1)
    }
}
