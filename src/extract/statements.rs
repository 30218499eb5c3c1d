//! Counts stated in the text. In: a form's phrases and the paragraphs outside tables. Out: each number with
//! what it can mean. Does not know whether it is true.
//!
//! A number is read by the words that lead up to it; of all phrases that fit the longest wins, and a trap that
//! is longer still takes the number out. What the text is about, which year and whose figures it speaks of is
//! decided by the last such words before the phrase.

use super::sections::Headings;
use crate::form::{Form, Narrative, Phrase, Years};
use crate::numeral::{Count, Counted, Unit, counts, fold_width, is_blank};
use crate::outline::{Line, Outline};
use crate::report::{Report, Statement};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::ops::Range;

/// How far before a number its phrase may begin, in bytes.
const HEAD: usize = 240;
/// How far behind it a phrase may end.
const TAIL: usize = 120;
/// Longer sentences are read in pieces.
const LONGEST: usize = 4000;
/// How far before a phrase the words stand that decide about its year and scope.
const CONTEXT: usize = 1500;
/// What ends a sentence.
const SENTENCE_ENDS: [char; 4] = ['。', '!', '?', '\n'];

/// Finds the counts in all lines but those of the title.
pub(super) fn statements(
    form: &Form,
    outline: &Outline,
    headings: &Headings,
    title: &Range<usize>,
    report: &Report,
) -> Vec<Statement> {
    let narrative = &form.narrative;
    let mut found = Vec::new();
    if narrative.phrases.is_empty() {
        return found;
    }
    let reader = Reader { narrative, report, tables: editions(form, report) };
    let mut heading_topic = None;
    for (i, line) in outline.lines.iter().enumerate() {
        if line.text.is_empty() || line.contents || title.contains(&i) {
            continue;
        }
        let own = headings.found.iter().any(|&(at, _)| at == i);
        if own || line.heading.is_some() {
            let words = line.heading.as_ref().map_or(line.text, |heading| heading.title);
            heading_topic = reader.topics(words).last().map(|&(_, topic)| topic);
        }
        let section = headings.around(i + 1).map(|section| form.sections[section].id.as_str());
        reader.line(line, section, heading_topic, &mut found);
    }
    found
}

/// The edition that readings refer to, for each table of the form: the one found, else the one for the year,
/// else the newest.
fn editions(form: &Form, report: &Report) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    for (first, table) in form.tables.iter().enumerate() {
        if chosen.iter().any(|&other| form.tables[other].id == table.id) {
            continue;
        }
        let found = report.tables.iter().find(|found| found.id == table.id);
        let of_id = || (first..form.tables.len()).filter(|&i| form.tables[i].id == table.id);
        let edition = match (found, report.year) {
            (Some(found), _) => of_id().find(|&i| form.tables[i].edition == found.edition),
            (None, Some(year)) => of_id().find(|&i| form.tables[i].is_for(year)),
            (None, None) => None,
        };
        chosen.push(edition.unwrap_or(first));
    }
    chosen
}

struct Reader<'a> {
    narrative: &'a Narrative,
    report: &'a Report,
    /// The edition of each table, as indices into the form's tables.
    tables: Vec<usize>,
}

/// A phrase with its number, before it is known what the text is about.
struct Candidate<'a> {
    phrase: &'a Phrase,
    /// In the paragraph as it is compared.
    range: Range<usize>,
    value: Decimal,
    approximate: bool,
}

/// A paragraph as it is compared: half width, without white space but for line breaks.
struct Plain {
    text: String,
    /// For each byte, where its character begins in the paragraph as printed; and the end.
    origin: Vec<u32>,
}

impl Plain {
    fn new(printed: &str) -> Self {
        let mut plain = Self {
            text: String::with_capacity(printed.len()),
            origin: Vec::with_capacity(printed.len() + 1),
        };
        for (at, c) in printed.char_indices().filter(|&(_, c)| c == '\n' || !is_blank(c)) {
            plain.text.push(fold_width(c));
            plain.origin.resize(plain.text.len(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        plain.origin.push(u32::try_from(printed.len()).unwrap_or(u32::MAX));
        plain
    }

    /// The words as printed.
    fn printed<'t>(&self, printed: &'t str, range: &Range<usize>) -> &'t str {
        let (start, end) = (self.origin[range.start] as usize, self.origin[range.end] as usize);
        printed.get(start..end).unwrap_or_default().trim_matches(is_blank)
    }
}

/// What the words before a phrase say about the year of its number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Year {
    This,
    Compared,
    Other,
}

impl<'a> Reader<'a> {
    fn line(&self, line: &Line, section: Option<&str>, topic: Option<usize>, found: &mut Vec<Statement>) {
        let plain = Plain::new(line.text);
        let mut candidates = Vec::new();
        let mut start = 0;
        while start < plain.text.len() {
            let rest = &plain.text[start..floor(&plain.text, (start + LONGEST).min(plain.text.len()))];
            let sentence = rest.split_inclusive(SENTENCE_ENDS).next().unwrap_or(rest);
            self.sentence(sentence, start, section, &mut candidates);
            start += sentence.len();
        }
        if candidates.is_empty() {
            return;
        }
        let topics = self.topics(&plain.text);
        let years = self.years(&plain.text);
        let mut claimed: Vec<Range<usize>> = Vec::new();
        for candidate in candidates {
            let range = &candidate.range;
            let turned = topics.partition_point(|(mark, _)| mark.end <= range.end);
            let now = topics[..turned].last().map(|&(_, topic)| topic);
            if candidate.phrase.topic.is_some_and(|needed| now.or(topic) != Some(needed)) {
                continue;
            }
            let sentence = self.context(&plain.text, range.start);
            if self.of_another_year(&plain.text, sentence, range.start, &years, &claimed) {
                continue;
            }
            let scope = self.scope(&plain.text[sentence..range.start]);
            claimed.push(range.clone());
            for readings in &candidate.phrase.states {
                let of_edition = readings.iter().filter_map(|reading| {
                    let mut editions = reading.editions.iter();
                    editions.find(|(table, _)| self.tables.contains(table)).map(|(_, ids)| ids.clone())
                });
                found.push(Statement {
                    text: plain.printed(line.text, range).to_owned(),
                    value: candidate.value,
                    place: line.place.clone(),
                    reads: of_edition.collect(),
                    phrase: candidate.phrase.id.clone(),
                    approximate: candidate.approximate,
                    part: candidate.phrase.part,
                    scope: scope.clone(),
                });
            }
        }
    }

    /// The phrases of a sentence in order; `start` is where it begins in the paragraph.
    fn sentence(&self, text: &str, start: usize, section: Option<&str>, candidates: &mut Vec<Candidate<'a>>) {
        let first = candidates.len();
        let counts = counts(text);
        candidates.extend(counts.iter().filter_map(|count| self.number(text, start, count, section)));
        let mut whole = self.narrative.whole.within(text, Years(self.report.year));
        // The longest first, of two as long a trap; those that overlap one before, or a number, say nothing more.
        let trap = |phrase: usize| self.narrative.phrases[phrase].trap;
        whole.sort_by_key(|(phrase, range)| (Reverse(range.len()), !trap(*phrase), range.start, *phrase));
        let mut taken: Vec<Range<usize>> = Vec::new();
        let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        for (phrase, range) in whole {
            let phrase = &self.narrative.phrases[phrase];
            let numbered = |candidate: &Candidate| {
                let range = (start + range.start)..(start + range.end);
                overlaps(&candidate.range, &range)
            };
            if taken.iter().any(|other| overlaps(other, &range))
                || !phrase.trap && (candidates[first..].iter().any(numbered) || !in_section(phrase, section))
            {
                continue;
            }
            taken.push(range.clone());
            if let Some(value) = phrase.value {
                let range = start + range.start..start + range.end;
                // Zeros found so far do not stand in each other's way: `taken` knows them.
                let range = trimmed(text, start, range);
                candidates.push(Candidate { phrase, range, value, approximate: false });
            }
        }
        candidates[first..].sort_by_key(|candidate| candidate.range.start);
    }

    /// The phrase around a number: the longest that ends at it, else one that begins behind it.
    fn number(
        &self,
        text: &str,
        start: usize,
        count: &Count,
        section: Option<&str>,
    ) -> Option<Candidate<'a>> {
        let head = &text[floor(text, count.range.start.saturating_sub(HEAD))..count.range.start];
        let tail = &text[count.range.end..floor(text, (count.range.end + TAIL).min(text.len()))];
        let fits = |phrase: &Phrase| {
            phrase.trap
                || in_section(phrase, section) && phrase.money == matches!(count.of, Counted::Money(_))
        };
        let years = Years(self.report.year);
        let phrases = &self.narrative.phrases;
        // (phrase, bytes before, bytes behind); of two as long a trap, then the earlier in the form.
        let longest = |found: &mut dyn Iterator<Item = (usize, usize, usize)>| {
            found.filter(|&(phrase, ..)| fits(&phrases[phrase])).min_by_key(|&(phrase, before, behind)| {
                (Reverse(before + behind), !phrases[phrase].trap, phrase)
            })
        };
        let behind = longest(
            &mut self.narrative.behind.within(tail, years).into_iter().map(|(p, range)| (p, 0, range.len())),
        );
        let trapped = behind.is_some_and(|(phrase, ..)| phrases[phrase].trap);
        let best = longest(&mut self.narrative.before.around(head, tail, years)).or(behind);
        let (phrase, before, behind) = best.filter(|&(phrase, ..)| !trapped && !phrases[phrase].trap)?;
        let phrase = &phrases[phrase];
        let value = match count.of {
            Counted::Money(unit) => unit.convert(count.value, Unit::Yuan)?.normalize(),
            Counted::Cases => count.value,
        };
        let range = start + count.range.start - before..start + count.range.end + behind;
        Some(Candidate { phrase, range: trimmed(text, start, range), value, approximate: count.approximate })
    }

    /// Where the text turns to which topic, in order.
    fn topics(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let topics = self.narrative.topics.iter().enumerate();
        let mut marks: Vec<_> = topics
            .filter_map(|(i, (_, words))| Some((i, words.regex()?)))
            .flat_map(|(i, words)| words.find_iter(text).map(move |found| (found.range(), i)))
            .collect();
        marks.sort_by_key(|(mark, topic)| (mark.end, mark.len(), *topic));
        marks
    }

    /// Where the text turns to which year, in order.
    fn years(&self, text: &str) -> Vec<(Range<usize>, Year)> {
        let words = self.narrative.years.as_ref().and_then(|words| words.regex());
        let Some(words) = words else { return Vec::new() };
        let marks = words.captures_iter(text).filter_map(|captures| {
            let own = |named: &str| self.report.year.is_none_or(|year| named.parse() == Ok(year));
            let kind = if captures.name("this").is_some() {
                Year::This
            } else if captures.name("compared").is_some() {
                Year::Compared
            } else if captures.name("year").is_some_and(|named| own(named.as_str())) {
                Year::This
            } else {
                Year::Other
            };
            Some((captures.get(0)?.range(), kind))
        });
        marks.collect()
    }

    /// Whether the last words before a phrase that name a year, and are no part of another phrase, name one that
    /// the report is not about.
    fn of_another_year(
        &self,
        text: &str,
        sentence: usize,
        start: usize,
        years: &[(Range<usize>, Year)],
        claimed: &[Range<usize>],
    ) -> bool {
        let mut before = years.iter().rev().filter(|(mark, _)| {
            (sentence..start).contains(&mark.start)
                && claimed.iter().all(|range| !range.contains(&mark.start))
        });
        let ends = |mark: &Range<usize>| text[mark.end.min(start)..start].contains([',', ';']);
        let last = before.find(|(mark, year)| *year != Year::Compared || !ends(mark));
        last.is_some_and(|&(_, year)| year != Year::This)
    }

    /// The words that narrow the count, if the last of them do not widen it again.
    fn scope(&self, before: &str) -> Option<String> {
        let words = self.narrative.scope.as_ref()?.regex()?;
        let last = words.captures_iter(before).last()?;
        let narrowing = last.name("part").or_else(|| last.name("among"))?;
        Some(narrowing.as_str().trim_start_matches(MARKS).to_owned())
    }

    /// Where the words begin that decide about the year and the scope of what stands at `at`: with its sentence, or
    /// with the one that this sentence goes on with.
    fn context(&self, text: &str, at: usize) -> usize {
        let nearest = floor(text, at.saturating_sub(CONTEXT));
        let continued = self.narrative.continued.as_ref().and_then(|words| words.regex());
        let mut end = at;
        while let Some(start) = text[nearest..end].rfind(SENTENCE_ENDS).map(|start| nearest + start) {
            let sentence = text[start..at].trim_start_matches(SENTENCE_ENDS);
            if !continued.is_some_and(|words| words.is_match(sentence)) {
                return start;
            }
            end = start;
        }
        nearest
    }
}

/// Punctuation that a phrase may need around it and that is no part of it.
const MARKS: [char; 8] = [',', ';', ':', '、', '。', '(', '!', '\n'];

/// A range of the paragraph without punctuation at its ends; `text` begins at `start`.
fn trimmed(text: &str, start: usize, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.start - start..range.end - start];
    let first = inner.len() - inner.trim_start_matches(MARKS).len();
    let last = inner.len() - inner.trim_end_matches(MARKS).len();
    range.start + first..(range.end - last).max(range.start + first)
}

fn in_section(phrase: &Phrase, section: Option<&str>) -> bool {
    phrase.sections.is_empty() || section.is_some_and(|id| phrase.sections.iter().any(|own| own == id))
}

/// The nearest boundary between characters at or below `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document, Paragraph};
    use crate::outline::outline;
    use crate::place::{At, Place};
    use crate::report::FoundTable;

    /// The statements of a report on 2023 with these paragraphs.
    fn read(paragraphs: &[&str], applications: &str) -> Vec<Statement> {
        let block = |(i, text): (usize, &&str)| {
            Block::Paragraph(Paragraph {
                place: Place::body(At::Paragraph(u32::try_from(i).unwrap() + 1)),
                number: String::new(),
                text: (*text).to_owned(),
                style: None,
                outline_level: None,
            })
        };
        let blocks = paragraphs.iter().enumerate().map(block).collect();
        let document = Document { application: None, blocks, notes: Vec::new() };
        let outline = outline(&document);
        let form = Form::named("disclosure-annual-report").unwrap();
        let found = |id: &str, edition: &str| FoundTable {
            id: id.into(),
            edition: Some(edition.into()),
            place: Place::body(At::Table(1)),
        };
        let report = Report {
            year: Some(2023),
            tables: vec![found("disclosure", "2021"), found("applications", applications)],
            ..Report::default()
        };
        statements(form, &outline, &Headings::find(form, &outline), &(0..0), &report)
    }

    /// `phrase=value` of every statement, `~` for rounded ones, `@` before what narrows them.
    fn seen(paragraphs: &[&str]) -> String {
        let mut seen: Vec<String> = Vec::new();
        for s in read(paragraphs, "2021") {
            let scope = s.scope.map(|scope| format!("@{scope}")).unwrap_or_default();
            let text = format!("{}={}{}{scope}", s.phrase, if s.approximate { "~" } else { "" }, s.value);
            // A phrase that says two things stands twice.
            if seen.last() != Some(&text) {
                seen.push(text);
            }
        }
        seen.join(" ")
    }

    fn table(heading: &str, rows: &[(&str, &str)]) {
        let wrong: Vec<String> = rows
            .iter()
            .map(|&(text, expected)| (text, expected, seen(&[heading, text])))
            .filter(|(_, expected, seen)| expected != seen)
            .map(|(text, expected, seen)| format!("{text}\n  expected {expected}\n  seen     {seen}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn applications_received_and_handled() {
        table(
            "（二）依申请公开情况",
            &[
                ("2023年，我局共受理政府信息公开申请12件。", "received=12"),
                ("全年累计收到公民、法人和其他组织提交的政府信息公开申请 103 件", "received=103"),
                ("本年度新收到政府信息公开申请１２件。", "received=12"),
                ("2023年新受理信息公开申请两件", "received=2"),
                ("接收到依申请公开政府信息十二件。", "received=12"),
                ("全年收到12件政府信息公开申请", "received=12"),
                ("共收到政府信息公开申请1,076件次。", "received=1076"),
                ("政府信息公开申请共计8份", "received=8"),
                ("通过网络、信函等渠道共收到申请12件", "received=12"),
                ("收办政府信息公开申请15件", "in_hand=15"),
                ("全年共收办依申请公开15件。", "in_hand=15"),
                ("本年度收办申请十五件", "in_hand=15"),
                ("受理并办结政府信息公开申请9件", "received_and_handled=9"),
                ("全年收到和处理政府信息公开申请9件", "received_and_handled=9"),
                ("共收到、办理政府信息公开申请9件", "received_and_handled=9"),
                ("收到申请12件，均已按时答复。", "received=12 all_handled=0"),
                ("全年答复政府信息公开申请11件", "handled=11"),
                ("截至2023年12月31日，办结11件。", "handled=11"),
                ("办理回复11件", "handled=11"),
                ("共办理政府信息公开申请11件", "dealt_with=11"),
                ("全部处理11件", "handled=11"),
                ("已按时办结11件", "handled=11"),
                ("作出答复11件", "handled=11"),
            ],
        );
    }

    #[test]
    fn applications_carried_over() {
        table(
            "（二）依申请公开情况",
            &[
                ("上年结转3件", "carried_in=3"),
                ("2022年结转3件，新收申请12件", "carried_in=3 received=12"),
                ("含上年度结转政府信息公开申请三件", "carried_in=3"),
                ("新收申请12件（含上年度结转3件）", "received=12 carried_in=3"),
                ("2022年结转至2023年办理的申请3件", "carried_in=3"),
                ("结转下年度继续办理2件", "carried_out=2"),
                ("转结到下年继续办理2件", "carried_out=2"),
                ("顺延至2024年办理2件。", "carried_out=2"),
                ("办结10件，2件结转至下一年度办理。", "handled=10 carried_out=2"),
                ("正在办理2件", "carried_out=2"),
                ("剩余1件转入2024年办理", "carried_out=1"),
                ("尚未办结两件", "carried_out=2"),
                ("无下年度结转。", "none_carried_out=0"),
                ("没有结转下年度继续办理的申请", "none_carried_out=0"),
                ("无结转下年度办理件。", "none_carried_out=0"),
                ("所有申请均已办理完成。", "all_handled=0"),
                ("全部按时办结", "all_handled=0"),
                ("收到的申请均在规定时限内答复。", "all_handled=0"),
            ],
        );
    }

    #[test]
    fn results_of_applications() {
        table(
            "（二）依申请公开情况",
            &[
                ("其中，予以公开5件、部分公开3件", "granted=5 partially_granted=3"),
                ("准予公开5件", "granted=5"),
                ("同意公开的5件", "granted=5"),
                ("5件予以公开，3件部分公开", "granted=5 partially_granted=3"),
                ("予以部分公开3件", "partially_granted=3"),
                ("予以公开及部分公开8件", "granted_in_whole_or_part=8"),
                ("予以公开和部分公开共8件", "granted_in_whole_or_part=8"),
                ("予以公开、部分公开答复共计8件", "granted_in_whole_or_part=8"),
                ("不予公开4件，无法提供6件", "denied=4 unavailable=6"),
                ("决定不予公开的有4件", "denied=4"),
                ("4件不予公开", "denied=4"),
                ("无法提供的182件，占12.53%", "unavailable=182"),
                ("不能提供6件", "unavailable=6"),
                ("不予处理的2件；其他处理1件", "not_processed=2 otherwise_processed=1"),
                ("不予处理答复2件", "not_processed=2"),
                ("2件不予处理", "not_processed=2"),
                ("其他方式处理1件", "otherwise_processed=1"),
                ("作其他处理1件", "otherwise_processed=1"),
                ("3件为本机关不掌握", "not_held=3"),
                ("本机关不掌握相关政府信息3件", "not_held=3"),
                ("因我局不掌握的3件", "not_held=3"),
                ("申请人撤销2件", "withdrawn=2"),
                ("主动撤回申请2件", "withdrawn=2"),
                ("2件由申请人自行撤回", "withdrawn=2"),
                ("部分公开67，占4.61%", "partially_granted=67"),
            ],
        );
    }

    #[test]
    fn channels_and_applicants() {
        table(
            "（二）依申请公开情况",
            &[
                (
                    "网络申请8件，信函申请3件，当面申请1件",
                    "channel.online=8 channel.mail=3 channel.in_person=1",
                ),
                ("通过政府网站在线平台提交申请8件、邮寄3件", "channel.online=8 channel.mail=3"),
                (
                    "其中网上申请8件，信件方式3件，现场提交1件",
                    "channel.online=8 channel.mail=3 channel.in_person=1",
                ),
                ("自然人10件，法人或其他组织2件", "applicant.natural_person=10 applicant.organization=2"),
                (
                    "自然人申请10件、法人和其他组织申请2件",
                    "applicant.natural_person=10 applicant.organization=2",
                ),
                (
                    "10件为自然人申请，2件为法人或者其他组织",
                    "applicant.natural_person=10 applicant.organization=2",
                ),
            ],
        );
    }

    #[test]
    fn no_applications() {
        table(
            "一、总体情况",
            &[
                ("2023年我局未收到政府信息公开申请。", "not_received=0"),
                ("全年没有收到公民、法人和其他组织提出的政府信息公开申请", "not_received=0"),
                ("未接到信息公开申请；各栏目刊发文稿44篇", "not_received=0"),
                ("本年度无依申请公开事项。", "not_received=0"),
                ("无政府信息公开申请", "not_received=0"),
                ("收到政府信息公开申请0件", "received=0"),
                ("收到政府信息公开申请零件。", "received=0"),
                ("依申请公开工作实现零申请", "not_received=0"),
                ("我局全年未收到行政许可申请", ""),
                ("无逾期未答复的政府信息公开申请。", ""),
                ("未发生政府信息公开申请引起的收费", ""),
            ],
        );
    }

    #[test]
    fn disputes() {
        table(
            "（五）监督保障",
            &[
                ("因政府信息公开引起的行政复议3件，行政诉讼2件", "reconsideration=3 litigation=2"),
                ("被申请行政复议三起、被提起行政诉讼两起", "reconsideration=3 litigation=2"),
                ("行政复议案件3件；行政诉讼案件2宗", "reconsideration=3 litigation=2"),
                ("行政复议、行政诉讼共5件", "disputes=5"),
                (
                    "未经复议直接起诉1件，复议后起诉1件",
                    "direct_litigation=1 litigation_after_reconsideration=1",
                ),
                ("未发生因政府信息公开引起的行政复议、行政诉讼。", "no_disputes=0"),
                ("没有因政府信息公开被申请行政复议、提起行政诉讼的情况", "no_disputes=0"),
                ("未发生行政复议和行政诉讼案件", "no_disputes=0"),
                ("无行政复议。", "no_reconsideration=0"),
                ("未发生行政诉讼案件", "no_litigation=0"),
                ("全年受理行政复议案件120件", ""),
                ("无被纠错的行政复议、行政诉讼案件", ""),
            ],
        );
    }

    #[test]
    fn documents_and_fees() {
        table(
            "（一）主动公开情况",
            &[
                (
                    "制定规范性文件3件，废止1件，现行有效14件",
                    "documents.issued=3 either.repealed=1 either.in_force=14",
                ),
                (
                    "制发行政规范性文件3件、废止规范性文件1件、现行有效规范性文件14件。",
                    "documents.issued=3 documents.repealed=1 documents.in_force=14",
                ),
                ("2023年印发规范性文件三份；规范性文件废止1份", "documents.issued=3 documents.repealed=1"),
                ("未制发、未废止行政规范性文件", "documents.none_issued_or_repealed=0"),
                ("未制发规范性文件。", "documents.none_issued=0"),
                ("制定规章1部", "regulations.issued=1"),
                ("制定行政规范性文件2件，修订1件，废止3件，宣布失效4件", "documents.issued=2"),
                ("收取信息处理费200元", ""),
            ],
        );
        table(
            "六、其他需要报告的事项",
            &[
                ("2023年收取信息处理费200元。", "processing_fee=200"),
                ("收取政府信息公开信息处理费共计0.02万元", "processing_fee=200"),
                ("信息处理费收入二百元", "processing_fee=200"),
                ("未收取信息处理费", "no_processing_fee=0"),
            ],
        );
    }

    #[test]
    fn rounded_numbers_are_marked() {
        table(
            "（二）依申请公开情况",
            &[
                ("收到申请超300件", "received=~300"),
                ("共答复申请1.1万余件", "handled=~11000"),
                ("收到申请约三十件", "received=~30"),
                ("收到申请50件以上", "received=~50"),
                ("收到政府信息公开申请百余件", "received=~100"),
            ],
        );
    }

    #[test]
    fn traps() {
        table(
            "（二）依申请公开情况",
            &[
                ("2022年受理12件，2023年受理15件", "received=15"),
                ("去年同期收到申请12件。", ""),
                ("与上年相比，收到申请15件", "received=15"),
                ("收到申请15件，较2022年的12件增加3件，同比增长25%", "received=15"),
                ("收到申请15件，比上年增加3件", "received=15"),
                ("同比增长12.5%，上年办结12件", ""),
                ("历年累计受理政府信息公开申请120件。", ""),
                ("自2008年以来，共收到政府信息公开申请300件，其中2023年收到12件", "received=12"),
                ("2019年至2023年共受理申请99件", ""),
                ("今年以来，收到申请12件", "received=12"),
                ("2023年1月1日至2023年12月31日，收到申请12件", "received=12"),
                ("在公众号发布信息280条，主动公开行政许可类信息10条", ""),
                ("共办理人大建议、政协提案47件", ""),
                ("共办理12345热线47件，已办结47件。", ""),
                ("处理群众留言92条", ""),
                ("因政府信息公开申请引起的行政复议3件，已办结2件", "reconsideration=3"),
                ("收到申请12件，5个工作日内办结。", "received=12"),
                ("当场答复3件", ""),
                ("2022年共收到申请14件。其中，网络申请13件，信函申请1件。2023年收到申请8件。", "received=8"),
                ("收到申请12件，答复10件，均按时答复，结转下年度2件", "received=12 handled=10 carried_out=2"),
                ("收到申请12件，均为自然人申请，均已答复。", "received=12 all_handled=0"),
                ("根据《条例》第三十二条，共3-5件", ""),
                ("收到申请较上年增加3件", ""),
                ("主动公开市政府规章13件、行政规范性文件42件，人事任免文件106件", ""),
                ("答复群众来信12件，受理投诉件8件", ""),
                (
                    "办理政府信息公开申请12件，行政复议3件。共接听咨询电话40次",
                    "dealt_with=12 reconsideration=3",
                ),
                ("制定政府信息公开制度3件，废止2件", ""),
                ("培训12次，参加人员300人次，答复率100%", ""),
                ("每件申请均由一个科室办理，一件一答。", ""),
            ],
        );
    }

    #[test]
    fn whose_count_it_is() {
        table(
            "（二）依申请公开情况",
            &[
                ("区政府办代表区政府受理17件", "received=17@区政府办代表区政府"),
                ("全区各职能部门、镇街共收到政府信息公开申请95件", "received=95"),
                ("受区政府委托，办结申请3件", "handled=3@受区政府委托"),
                ("受理政府信息公开申请12件，均已答复。", "received=12 all_handled=0"),
                ("市本级受理17件，各县区受理95件", "received=17@市本级 received=95@各县区"),
                ("全区共受理申请95件，其中区教育局受理17件", "received=95 received=17@其中区教育局"),
            ],
        );
    }

    #[test]
    fn a_paragraph_without_end_takes_time_in_proportion() {
        for text in ["其中，上年结转申请1件。", "上年结转申请1件，未收到申请，", "十", "未", "2022年"]
        {
            let long = text.repeat(20_000 / text.len());
            let start = std::time::Instant::now();
            read(&["（二）依申请公开情况", &long], "2021");
            assert!(start.elapsed().as_secs() < 30, "{text}: {:?}", start.elapsed());
        }
    }

    #[test]
    fn text_place_and_readings() {
        let found =
            read(&["（二）依申请公开情况。", "　2023年，收到 政府信息公开申请１２ 件，撤回1件。"], "2021");
        assert_eq!(found[0].text, "收到 政府信息公开申请１２ 件");
        assert_eq!(found[0].value, Decimal::from(12));
        assert_eq!(found[0].place, Place::body(At::Paragraph(2)));
        let new = "applications.new_received.total".to_owned();
        assert_eq!(found[0].reads[0], std::slice::from_ref(&new));
        assert_eq!(found[0].reads[1], [new, "applications.carried_in.total".to_owned()]);
        assert_eq!(found[0].reads[2], ["applications.handled_total.total"]);
        assert!(found[1].part);
        // The rows of the edition that was found.
        let other = |edition| read(&["（二）依申请公开情况", "其他处理3件"], edition)[0].reads.clone();
        assert_eq!(other("2019"), [["applications.other.total"]]);
        assert_eq!(other("2021")[0].len(), 3);
        // A count that says two things is two statements.
        let both = read(&["（二）依申请公开情况", "受理并办结申请3件"], "2021");
        assert_eq!(both.len(), 2);
        assert_eq!(both[1].reads, [["applications.handled_total.total"]]);
        let disputes = read(&["行政复议3件"], "2021");
        assert_eq!(
            disputes[0].reads[1],
            ["disputes.reconsideration.total", "-disputes.reconsideration.pending"]
        );
    }
}
