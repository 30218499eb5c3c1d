//! Checks that are not equations. In: a form's named rules and a report. Out: findings, and what did not run. Does
//! not know documents.

mod garbled;
mod plain;
mod sections;
mod signature;
mod tables;
mod text;
mod values;

use super::narrative::Text;
use super::values::TableValues;
use super::{Finding, Skipped, fingerprint};
use crate::form::{Check, Form, Named, Rule, Table};
use crate::message::Message;
use crate::place::Place;
use crate::report::Report;
use plain::{Line, lines};

/// What a check found, or why it did not run.
type Ran = Result<Vec<Finding>, Message>;

/// Runs every named rule of a form.
pub(super) fn findings(
    form: &Form,
    report: &Report,
    tables: &[TableValues],
    skipped: &mut Vec<Skipped>,
) -> Vec<Finding> {
    let lines = lines(report);
    let text = Text::new(form, report, tables);
    let mut findings = Vec::new();
    for rule in &form.rules {
        let Check::Named(named) = &rule.check else { continue };
        let context = Context { form, report, rule };
        let (found, because) = context.run(*named, tables, &lines);
        findings.extend(found);
        findings.extend(text.findings(rule, *named, skipped));
        skipped.extend(because.map(|because| Skipped { rule: rule.id.clone(), instance: None, because }));
    }
    findings
}

pub(super) struct Context<'a> {
    pub form: &'a Form,
    pub report: &'a Report,
    rule: &'a Rule,
}

impl Context<'_> {
    /// What the check finds, and why some or all of it did not run.
    fn run(&self, named: Named, tables: &[TableValues], lines: &[Line]) -> (Vec<Finding>, Option<Message>) {
        let found = match named {
            // Blanks that break equations are found with the equations.
            Named::ValueBlank => tables
                .iter()
                .filter(|table| table.agrees)
                .filter_map(|table| self.not_stated(table))
                .collect(),
            Named::ValueUnreadable | Named::ValueFraction | Named::ValueNegative => {
                tables.iter().flat_map(|table| self.values(table, named)).collect()
            }
            Named::AllZero => tables.iter().filter_map(|table| self.all_zero(table)).collect(),
            Named::TableMissing => self.missing_tables(),
            Named::ValueMissing => tables.iter().filter_map(|table| self.missing_values(table)).collect(),
            Named::Label => {
                let mended = tables.iter().filter_map(|table| self.mended_labels(table));
                tables.iter().flat_map(|table| self.doubtful_labels(table)).chain(mended).collect()
            }
            Named::ExtraLine => tables.iter().flat_map(|table| self.extra_lines(table)).collect(),
            Named::SeveralReports => self.several_reports(),
            Named::SectionMissing => self.missing_sections(),
            Named::SectionOrder => self.out_of_order(),
            Named::SectionEmpty => self.empty_sections(lines),
            Named::SectionRepeated => self.repeated_sections(),
            Named::Parts => self.parts(lines),
            Named::Repeated => self.repeated(),
            Named::TableYear => self.table_years(),
            Named::Title => self.title().into_iter().collect(),
            Named::Damaged => self.damaged(),
            Named::Wording => self.garbled(lines),
            Named::TextForbidden => return self.forbidden(lines),
            // One report alone does not show these: the batch checks them.
            Named::Duplicate | Named::NotSubmitted | Named::NotExpected => Vec::new(),
            // Found with everything else that the text states.
            Named::NarrativeCount
            | Named::NarrativeAllHandled
            | Named::NarrativeSum
            | Named::NarrativeGrowth
            | Named::NarrativeTwice => Vec::new(),
            Named::Edition => return ran(self.editions()),
            Named::ZeroUnless => return ran(self.zero_unless(tables)),
            Named::TextRequired => return ran(self.required(tables, lines)),
            Named::TextYear => return ran(self.years(lines)),
            Named::Organization => return ran(self.organizations(lines)),
            Named::SignatureDate => return ran(self.signed(lines)),
        };
        (found, None)
    }

    pub(super) fn finding(
        &self,
        about: &str,
        values: &[String],
        table: Option<&Table>,
        message: Message,
        place: Option<Place>,
    ) -> Finding {
        Finding {
            fingerprint: fingerprint(self.form, self.report, &format!("{} {about}", self.rule.id), values),
            rule: self.rule.id.clone(),
            severity: self.rule.severity,
            message,
            table: table.map(|table| table.id.clone()),
            equations: Vec::new(),
            explanations: Vec::new(),
            quote: None,
            place,
            doubtful: false,
        }
    }

    pub(super) fn message(&self) -> Message {
        Message::of(self.rule.message.clone())
    }
}

fn ran(ran: Ran) -> (Vec<Finding>, Option<Message>) {
    match ran {
        Ok(found) => (found, None),
        Err(because) => (Vec::new(), Some(because)),
    }
}
