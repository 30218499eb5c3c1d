//! Growths and shares against the figures they rest on. In: rates as printed. Out: a finding where none of the
//! figures printed gives the rate, to the decimals printed. Does not know how they are worded.

use super::{Quote, Text};
use crate::check::Finding;
use crate::form::{RateKind, Rule};
use crate::message::Message;
use crate::report::Rate;
use rust_decimal::{Decimal, RoundingStrategy};

impl Text<'_> {
    pub(super) fn rates(&self, rule: &Rule) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rate in &self.report.rates {
            let Some((base, computed)) = self.contradiction(rate) else { continue };
            let (up, down) = ("narrative.growth", "narrative.decline");
            let told = match rate.kind {
                RateKind::Growth | RateKind::MultipleGrowth | RateKind::Increase => up,
                RateKind::Decline | RateKind::Decrease => down,
                RateKind::Multiple => "narrative.multiple",
                RateKind::Share => "narrative.share",
            };
            let unit = match rate.kind {
                RateKind::Multiple | RateKind::MultipleGrowth => "narrative.times",
                RateKind::Increase | RateKind::Decrease => "narrative.number",
                RateKind::Growth | RateKind::Decline | RateKind::Share => "narrative.percent",
            };
            let number = |value: Decimal| Message::new(unit).with("n", value);
            // Where the figures go the other way the message says which way they and the text go.
            let opposite = computed.is_sign_negative() && [up, down].contains(&told);
            let key = match told {
                _ if !opposite => told,
                "narrative.growth" => down,
                _ => up,
            };
            let directed = |key: &str, value: Decimal| match opposite {
                false => number(value),
                true => {
                    let way = if key == up { "narrative.risen" } else { "narrative.fallen" };
                    Message::new(way).with("n", number(value.abs()))
                }
            };
            let message = Message::of(rule.message.clone())
                .with("quote", rate.text.as_str())
                .with("stated", directed(told, rate.stated))
                .with("computed", directed(key, computed))
                .with("of", Message::new(key).with("now", rate.now).with("then", base));
            let values = [rate.now, base, rate.stated].map(|value| value.normalize().to_string());
            let at = Quote { table: None, sentence: &rate.sentence, place: &rate.place };
            findings.push(self.finding(rule, key, &values, message, at));
        }
        findings
    }

    /// The base that the rate should rest on and what comes of it, if no base gives the rate.
    fn contradiction(&self, rate: &Rate) -> Option<(Decimal, Decimal)> {
        let mut bases = rate.bases.clone();
        if let Some(part) = rate.statement {
            let whole = self.whole(part)?;
            bases.insert(0, whole.value);
            bases.extend(whole.reads.iter().filter_map(|reading| self.cells.sum(reading).value));
            bases.retain(|base| *base >= rate.now);
        }
        let divides = !matches!(rate.kind, RateKind::Increase | RateKind::Decrease);
        bases.retain(|base| !divides || !base.is_zero());
        let unit = Decimal::new(1, rate.stated.scale());
        let near = |value: Decimal| (value - rate.stated).abs() < unit;
        if bases.iter().any(|base| possible(rate, *base).into_iter().flatten().any(near)) {
            return None;
        }
        let base = *bases.first()?;
        let computed = possible(rate, base)[0]?;
        let printed =
            |scale: u32| computed.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
        Some((base, printed(rate.stated.scale())))
    }
}

/// What figures give as their rate, in each sense the words have.
fn possible(rate: &Rate, base: Decimal) -> [Option<Decimal>; 2] {
    let hundred = Decimal::ONE_HUNDRED;
    let percent = |difference: Decimal| difference.checked_mul(hundred)?.checked_div(base);
    match rate.kind {
        RateKind::Growth => [percent(rate.now - base), None],
        RateKind::Decline => [percent(base - rate.now), None],
        RateKind::Increase => [rate.now.checked_sub(base), None],
        RateKind::Decrease => [base.checked_sub(rate.now), None],
        RateKind::Share => [percent(rate.now), None],
        RateKind::Multiple => [rate.now.checked_div(base), None],
        RateKind::MultipleGrowth => [(rate.now - base).checked_div(base), rate.now.checked_div(base)],
    }
}
