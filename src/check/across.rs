//! Rules across years. In: the few figures that are kept of two reports of the same body, on successive years.
//! Out: findings for the figures that do not carry over, and what could not be compared. Does not know which
//! reports there are, nor whether two are of the same body.

use super::cases::{cases, line_words};
use super::wording::{cell_of, label_of};
use super::{Checked, FailedEquation, Finding, Skipped, identify};
use crate::form::{Across, Check, Form, Instance, Pair, Rule, Term};
use crate::message::{Argument, Message};
use crate::place::Place;
use crate::report::Report;
use figures::Figures;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

mod figures;

/// What is kept of a report while others are read: a few hundred bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The year reported on.
    pub year: i32,
    /// The figures that rules across years name, written out.
    figures: Box<str>,
}

impl Kept {
    /// What rules across years need of a report; `None` where its year is not known.
    pub fn of(form: &Form, report: &Report, checked: &Checked) -> Option<Kept> {
        let figures = Figures::of(form, report, checked).to_string().into();
        Some(Kept { year: report.year?, figures })
    }
}

/// What is kept of a report, and the file it is in.
#[derive(Debug, Clone, Copy)]
pub struct Dated<'a> {
    /// What is kept.
    pub kept: &'a Kept,
    /// The file, as messages name it.
    pub path: &'a str,
}

/// What became of the rules across years between two reports.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// One for each cause.
    pub findings: Vec<Finding>,
    /// What could not be compared, and why.
    pub skipped: Vec<Skipped>,
}

/// The rules across years of a form.
pub fn rules(form: &Form) -> impl Iterator<Item = (&Rule, &Across)> {
    form.rules.iter().filter_map(|rule| match &rule.check {
        Check::Across(across) => Some((rule, across)),
        Check::Linear(_) | Check::Named(_) => None,
    })
}

/// Every rule across years as one that did not run.
pub fn none(form: &Form, because: &Message) -> Vec<Skipped> {
    let skipped = |(rule, _): (&Rule, &Across)| Skipped {
        rule: rule.id.clone(),
        instance: None,
        because: because.clone(),
    };
    rules(form).map(skipped).collect()
}

/// Compares two reports of one body on successive years. The findings stand in `report`, which is either of them.
pub fn compare(form: &Form, report: &Report, earlier: Dated, later: Dated) -> Compared {
    let years = Years {
        form,
        report,
        earlier,
        later,
        last: Figures::read(&earlier.kept.figures),
        this: Figures::read(&later.kept.figures),
    };
    let mut compared = Compared::default();
    for (rule, across) in rules(form) {
        years.compare(rule, across, &mut compared);
    }
    compared
}

/// Two reports being compared.
struct Years<'a> {
    form: &'a Form,
    report: &'a Report,
    earlier: Dated<'a>,
    later: Dated<'a>,
    last: Figures,
    this: Figures,
}

/// A rule that does not hold in one row or column.
struct Failure<'a> {
    pair: &'a Pair,
    left: Decimal,
    right: Decimal,
}

impl Years<'_> {
    fn compare(&self, rule: &Rule, across: &Across, compared: &mut Compared) {
        let mut failures = Vec::new();
        let mut any = false;
        for pair in &across.instances {
            if !self.this.has(pair.this.table) || !self.last.has(pair.last.table) {
                continue;
            }
            any = true;
            match self.sums(pair) {
                Ok((left, right)) if across.relation.holds(left, right) => {}
                Ok((left, right)) => failures.push(Failure { pair, left, right }),
                Err(because) => {
                    let instance = pair.this.row.as_ref().or(pair.this.column.as_ref()).cloned();
                    compared.skipped.push(Skipped { rule: rule.id.clone(), instance, because });
                }
            }
        }
        if !any {
            let because = Message::new("finding.skipped_not_in_both")
                .with("year", Argument::Text(self.later.kept.year.to_string()))
                .with("last_year", Argument::Text(self.earlier.kept.year.to_string()));
            compared.skipped.push(Skipped { rule: rule.id.clone(), instance: None, because });
        }
        compared.findings.extend(self.causes(failures).iter().map(|failures| self.finding(rule, failures)));
    }

    /// What both sides add up to, or why that cannot be said.
    fn sums(&self, pair: &Pair) -> Result<(Decimal, Decimal), Message> {
        let left = self.side(pair, &pair.this.left, &pair.last.left)?;
        let right = self.side(pair, &pair.this.right, &pair.last.right)?;
        Ok((left, right))
    }

    fn side(&self, pair: &Pair, this: &[Term], last: &[Term]) -> Result<Decimal, Message> {
        let overflow = || Message::new("finding.skipped_overflow");
        let mut sum = Decimal::ZERO;
        let both = [
            (this, pair.this.table, &self.this, self.later.kept.year),
            (last, pair.last.table, &self.last, self.earlier.kept.year),
        ];
        for (terms, table, figures, year) in both {
            for term in terms {
                let value = figures.get(table, term.cell).value().map_err(|key| {
                    let reason = Message::new(key).with("cell", cell_of(&self.form.tables[table], term.cell));
                    Message::new("finding.skipped_of_year")
                        .with("year", Argument::Text(year.to_string()))
                        .with("reason", reason)
                })?;
                let times = value.checked_mul(term.coefficient.into());
                sum = times.and_then(|value| sum.checked_add(value)).ok_or_else(overflow)?;
            }
        }
        Ok(sum)
    }

    /// Failures whose cells stand together in an equation of either report's table have one cause: a wrong figure
    /// shows in its total too.
    fn causes<'f>(&self, failures: Vec<Failure<'f>>) -> Vec<Vec<Failure<'f>>> {
        let mut causes: Vec<Vec<Failure>> = Vec::new();
        for failure in failures {
            let (near, mut far): (Vec<_>, Vec<_>) = std::mem::take(&mut causes)
                .into_iter()
                .partition(|cause| cause.iter().any(|other| self.together(other.pair, failure.pair)));
            let mut joined: Vec<Failure> = near.into_iter().flatten().collect();
            joined.push(failure);
            far.push(joined);
            causes = far;
        }
        causes
    }

    fn together(&self, a: &Pair, b: &Pair) -> bool {
        let meet = |a: &Instance, b: &Instance| {
            let has = |case: &Instance, of: &Instance| {
                let cells: BTreeSet<usize> = terms(case).map(|term| term.cell).collect();
                terms(of).any(|term| cells.contains(&term.cell))
            };
            let hard = cases(self.form, a.table).into_iter().filter(|case| case.is_hard());
            a.table == b.table && hard.map(|case| case.instance).any(|case| has(case, a) && has(case, b))
        };
        meet(&a.this, &b.this) || meet(&a.last, &b.last)
    }

    /// One finding; its sentence is about the total, where one fails.
    fn finding(&self, rule: &Rule, failures: &[Failure]) -> Finding {
        let headline = failures.iter().find(|f| self.is_of_total(&f.pair.this)).unwrap_or(&failures[0]);
        let (pair, message) = (headline.pair, self.message(rule, headline));
        let message = match failures.len() - 1 {
            0 => message,
            more => Message::new("finding.and_more_lines").with("problem", message).with("n", more),
        };
        let Instance { row, column, .. } = &pair.this;
        let about =
            format!("{} {} {}", rule.id, row.as_deref().unwrap_or("-"), column.as_deref().unwrap_or("-"));
        let organization = self.report.organization.as_deref();
        let values: Vec<String> = failures.iter().flat_map(|failure| self.stated(failure.pair)).collect();
        Finding {
            fingerprint: identify(organization, Some(self.later.kept.year), &self.form.id, &about, &values),
            rule: rule.id.clone(),
            severity: rule.graded(rule.severity),
            message,
            table: Some(self.form.tables[pair.this.table].id.clone()),
            equations: failures.iter().map(|failure| self.equation(rule, failure)).collect(),
            explanations: Vec::new(),
            quote: None,
            place: self.place(pair),
            doubtful: false,
        }
    }

    fn equation(&self, rule: &Rule, failure: &Failure) -> FailedEquation {
        FailedEquation {
            rule: rule.id.clone(),
            row: failure.pair.this.row.clone(),
            column: failure.pair.this.column.clone(),
            stated: failure.left,
            expected: failure.right,
            difference: failure.left - failure.right,
            message: self.message(rule, failure),
        }
    }

    /// The rule's own sentence about one row or column.
    fn message(&self, rule: &Rule, failure: &Failure) -> Message {
        let Failure { pair, left, right } = failure;
        let Instance { table, row, column, .. } = &pair.this;
        let spec = &self.form.tables[*table];
        let first = pair.this.left.first().and_then(|term| spec.cells().nth(term.cell));
        let total = first.map(|(row, column)| if pair.this.row.is_some() { column } else { row });
        let total = total.map(|line| label_of(spec, line)).unwrap_or_default();
        Message::of(rule.message.clone())
            .with("table", Message::of(spec.name.clone()))
            .with("row", line_words(spec, row.as_deref(), |block| &block.rows))
            .with("column", line_words(spec, column.as_deref(), |block| &block.columns))
            .with("first", total.as_str())
            .with("total", total)
            .with("stated", *left)
            .with("expected", *right)
            .with("difference", Argument::Number((left - right).abs()))
            .with("year", Argument::Text(self.later.kept.year.to_string()))
            .with("last_year", Argument::Text(self.earlier.kept.year.to_string()))
            .with("file", self.later.path)
            .with("last_file", self.earlier.path)
    }

    fn is_of_total(&self, instance: &Instance) -> bool {
        let spec = &self.form.tables[instance.table];
        let line = |line: &crate::form::Line| {
            line.total
                && (Some(&line.id) == instance.row.as_ref() || Some(&line.id) == instance.column.as_ref())
        };
        spec.blocks.iter().any(|block| block.rows.iter().chain(&block.columns).any(line))
    }

    /// The figures that a rule rests on, for its fingerprint.
    fn stated(&self, pair: &Pair) -> Vec<String> {
        let of = |figures: &Figures, instance: &Instance| -> Vec<String> {
            terms(instance).map(|term| figures.get(instance.table, term.cell).to_string()).collect()
        };
        [of(&self.this, &pair.this), of(&self.last, &pair.last)].concat()
    }

    /// The first of the figures that stand in the report at hand.
    fn place(&self, pair: &Pair) -> Option<Place> {
        let instance = if self.report.year == Some(self.later.kept.year) { &pair.this } else { &pair.last };
        let spec = &self.form.tables[instance.table];
        let cell = terms(instance).next().map(|term| term.cell)?;
        let (row, column) = spec.cells().nth(cell)?;
        let mut values = self.report.values.iter();
        let own = values.find(|v| v.cell.is(&spec.id, row, column));
        own.map(|value| value.place.clone())
    }
}

fn terms(instance: &Instance) -> impl Iterator<Item = &Term> {
    instance.left.iter().chain(&instance.right)
}

#[cfg(test)]
mod tests;
