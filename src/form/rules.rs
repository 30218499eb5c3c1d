//! The rules of a form file proved sound. In: rules as written, and the tables they are about. Out: [`Rule`]s
//! resolved to cells. Does not know documents.

use super::file::RuleFile;
use super::resolve::Resolver;
use super::words::word;
use super::{Across, Check, Linear, Named, Rule, Section, Severity, Table, rule, unsaid};
use crate::message::Message;
use toml::Spanned;

/// The editions of a table with their index into the form's tables.
type Editions<'t> = Vec<(usize, &'t Table)>;

/// The id of the table that these are editions of.
pub(super) fn table_of<'t>(editions: &[(usize, &'t Table)]) -> &'t str {
    editions.first().map_or("", |(_, table)| &table.id)
}

impl Resolver<'_> {
    pub(super) fn rule(&mut self, file: &RuleFile, sections: &[Section], tables: &[Table]) -> Option<Rule> {
        let severity = file.severity.as_ref().and_then(|name| self.choice("severity", name, Severity::ALL));
        let check = match (&file.rule, &file.check) {
            (Some(rule), None) => self.linear(file, rule, tables),
            (None, Some(name)) if name.get_ref().contains('=') => {
                let message = Message::new("form.equation_as_check");
                let written = format!("rule = \"{}\"", name.get_ref());
                self.report(name.span().start, message.with("written", written));
                None
            }
            (None, Some(name)) => self.choice("check", name, Named::ALL).map(Check::Named),
            _ => {
                let message = Message::new("form.rule_or_check").with("id", file.id.get_ref().as_str());
                self.report(file.id.span().start, message);
                None
            }
        };
        let named = if let Some(Check::Named(named)) = &check { Some(*named) } else { None };
        self.placeholders(file, named);
        let check = check?;
        let content = self.content(file, named, sections, tables);
        Some(unsaid::rule(file, check, content, severity, tables))
    }

    /// The editions of the table that a rule or phrase is about; `None` where there is no such table, or none is
    /// named: `without` says so of `id`.
    pub(super) fn editions<'t>(
        &mut self,
        table: Option<&Spanned<String>>,
        tables: &'t [Table],
        id: &Spanned<String>,
        without: &str,
    ) -> Option<Editions<'t>> {
        let Some(name) = table else {
            self.report(id.span().start, Message::new(without).with("id", id.get_ref().as_str()));
            return None;
        };
        let named = |(_, table): &(usize, &Table)| table.id == *name.get_ref();
        let editions: Editions<'t> = tables.iter().enumerate().filter(named).collect();
        if editions.is_empty() {
            self.unknown(name, "table", word("form"), tables.iter().map(|table| table.id.as_str()));
            return None;
        }
        Some(editions)
    }

    fn linear(&mut self, file: &RuleFile, source: &Spanned<String>, tables: &[Table]) -> Option<Check> {
        let expression = self.notation(source, rule::parse)?;
        let editions = self.editions(file.table.as_ref(), tables, &file.id, "form.rule_table")?;
        if self.names(&expression, source, &editions) {
            return None;
        }
        let Some(over) = expression.over() else {
            self.mixed(&expression, source, &editions);
            return None;
        };
        self.doubled(&expression, source, &editions);
        let (relation, text) = (expression.relation, source.get_ref().clone());
        let (check, resolved) = if expression.is_across_years() {
            let instances = expression.pairs(&editions, over);
            let resolved = !instances.is_empty();
            (Check::Across(Across { source: text, relation, instances }), resolved)
        } else {
            let of = |&(index, table): &(usize, &Table)| expression.instances(index, table, over);
            let instances: Vec<_> = editions.iter().flat_map(of).collect();
            let resolved = !instances.is_empty();
            (Check::Linear(Linear { source: text, relation, instances }), resolved)
        };
        if expression.is_across_years() && expression.parts().all(|part| part.last) {
            let message = Message::new("form.rule_last_only").with("id", file.id.get_ref().as_str());
            self.report(source.span().start, message);
        } else if !resolved {
            let message = Message::new("form.rule_unresolved")
                .with("id", file.id.get_ref().as_str())
                .with("where", table_of(&editions));
            self.report(source.span().start, message);
        }
        Some(check)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Check, Form};

    fn annual_report() -> &'static Form {
        Form::named("disclosure-annual-report").unwrap()
    }

    #[test]
    fn instances_are_those_of_the_official_form() {
        let form = annual_report();
        let count = |id: &str, edition: Option<&str>| {
            let rule = form.rules.iter().find(|rule| rule.id == id).unwrap();
            let Check::Linear(linear) = &rule.check else { panic!("{id}") };
            linear.instances.iter().filter(|i| form.tables[i.table].edition.as_deref() == edition).count()
        };
        assert_eq!(count("applications.row_total", Some("2021")), 25);
        assert_eq!(count("applications.row_total", Some("2019")), 23);
        assert_eq!(count("applications.handled_total", Some("2021")), 7);
        assert_eq!(count("applications.balance", Some("2019")), 7);
        assert_eq!(count("disputes.total", None), 3);
        assert_eq!(count("disclosure.in_force", Some("2021")), 2);
        assert_eq!(count("disclosure.in_force", Some("2019")), 0);
        assert_eq!(count("disclosure.items", Some("2019")), 5);
        let cells = |id: &str, edition| form.table(id, edition).unwrap().cells().count();
        assert_eq!(cells("disclosure", Some("2021")), 10);
        assert_eq!(cells("disclosure", Some("2019")), 22);
        assert_eq!(cells("applications", Some("2021")), 175);
        assert_eq!(cells("applications", Some("2019")), 161);
        assert_eq!(cells("disputes", None), 15);
    }

    #[test]
    fn handled_total_adds_up_every_result() {
        let form = annual_report();
        let rule = form.rules.iter().find(|rule| rule.id == "applications.handled_total").unwrap();
        let Check::Linear(linear) = &rule.check else { panic!() };
        let terms: Vec<usize> = linear.instances.iter().map(|i| i.right.len()).collect();
        assert_eq!(terms, [[21; 7], [19; 7]].concat());
    }
}
