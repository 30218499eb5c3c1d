//! Sentences as clerks write them, chosen at random. In: a name, a year, figures, a seed. Out: a
//! [`Narrative`] whose every sentence is true.

use super::plain::Narrative;
use super::quantities::Quantities;
use super::told::Teller;
use super::wordings::{BESIDE, RATES, ROWS, Row, Topic};
use crate::generate::figures::Figures;

/// After these a sentence would have to say again what year and whose figures it is about.
const LATE: [&str; 3] = ["a part of the year", "a part of the area", "other years"];

impl Narrative {
    /// True sentences of all kinds.
    pub fn varied(organization: &str, year: i32, figures: &Figures, seed: u64) -> Self {
        let mut rng = crate::generate::rng(seed, "sentences");
        let quantities = Quantities::of(figures, &mut rng);
        let teller = Teller { organization, year, quantities: &quantities };
        let mut narrative = Self::of(organization, year, figures);
        for (title, topic) in [
            ("主动公开情况", Topic::Proactive),
            ("依申请公开情况", Topic::OnRequest),
            ("监督保障情况", Topic::Oversight),
        ] {
            if let Some((_, text)) = narrative.topics.iter_mut().find(|(known, _)| known == title) {
                *text = teller.paragraph(topic, &mut rng);
            }
        }
        narrative.other = vec![teller.paragraph(Topic::Other, &mut rng)];
        narrative
    }
}

impl Teller<'_> {
    /// Up to eight sentences of one topic.
    fn paragraph(&self, topic: Topic, rng: &mut fastrand::Rng) -> String {
        let mut rows: Vec<&Row> = ROWS
            .iter()
            .chain(BESIDE)
            .chain(RATES)
            .filter(|row| row.topic == topic && row.when.iter().all(|when| self.quantities.holds(when)))
            .collect();
        rng.shuffle(&mut rows);
        rows.truncate(8);
        rows.sort_by_key(|row| LATE.contains(&row.about));
        let mut text = String::new();
        for row in rows {
            text += &self.truth(row.wordings[rng.usize(0..row.wordings.len())], rng);
        }
        text
    }
}
