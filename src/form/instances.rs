//! The instances of a rule. In: a rule as written and the editions of its table. Out: what the rule runs over, and
//! its terms as cells for every row or column it holds in. Does not know what the figures are.

use super::rule::{Expression, Part, figures, lines};
use super::{Block, Instance, Line, Pair, Table, Term};

/// What a rule runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    Rows,
    Columns,
    Once,
}

impl Expression {
    /// What the rule runs over; `None` when it names both whole rows and whole columns.
    pub(super) fn over(&self) -> Option<Over> {
        let rows = self.parts().any(|part| part.column.is_none());
        let columns = self.parts().any(|part| part.row.is_none());
        match (rows, columns) {
            (true, true) => None,
            (true, false) => Some(Over::Columns),
            (false, true) => Some(Over::Rows),
            (false, false) => Some(Over::Once),
        }
    }

    /// The instances in one edition of a table; none where it lacks one of the lines named.
    pub(super) fn instances(&self, index: usize, table: &Table, over: Over) -> Vec<Instance> {
        let mut instances = Vec::new();
        let mut first_cell = 0;
        for block in &table.blocks {
            instances.extend(self.in_block(index, block, first_cell, over));
            first_cell += figures(&block.rows).count() * figures(&block.columns).count();
        }
        instances
    }

    /// Whether it compares with the report on the year before.
    pub(super) fn is_across_years(&self) -> bool {
        self.parts().any(|part| part.last)
    }

    /// The instances of a rule across years: for every edition that this year's report can have and every one
    /// that last year's can, one for each line that both have.
    pub(super) fn pairs(&self, editions: &[(usize, &Table)], over: Over) -> Vec<Pair> {
        let of = |year: bool, (index, table): (usize, &Table)| {
            let side = |parts: &[Part]| parts.iter().filter(|part| part.last == year).cloned().collect();
            let (left, right) = (side(&self.left), side(&self.right));
            Expression { relation: self.relation, left, right }.instances(index, table, over)
        };
        let mut pairs = Vec::new();
        for &edition in editions {
            let last: Vec<Instance> = editions.iter().flat_map(|&other| of(true, other)).collect();
            for this in of(false, edition) {
                let same = |other: &&Instance| (&other.row, &other.column) == (&this.row, &this.column);
                pairs.extend(last.iter().filter(same).map(|l| Pair { this: this.clone(), last: l.clone() }));
            }
        }
        pairs
    }

    fn in_block(&self, table: usize, block: &Block, first_cell: usize, over: Over) -> Vec<Instance> {
        let width = figures(&block.columns).count();
        let height = figures(&block.rows).count();
        let instance = |row: Option<usize>, column: Option<usize>| {
            let side = |parts: &[Part]| -> Option<Vec<Term>> {
                let mut terms = Vec::new();
                for part in parts {
                    let rows = lines(&block.rows, part.row.as_ref(), row)?;
                    let columns = lines(&block.columns, part.column.as_ref(), column)?;
                    for r in &rows {
                        terms.extend(columns.iter().map(|c| Term {
                            cell: first_cell + r * width + c,
                            coefficient: part.coefficient,
                        }));
                    }
                }
                Some(terms)
            };
            let id = |lines: &[Line], n: usize| figures(lines).nth(n).map(|line| line.id.clone());
            Some(Instance {
                table,
                row: row.and_then(|n| id(&block.rows, n)),
                column: column.and_then(|n| id(&block.columns, n)),
                left: side(&self.left)?,
                right: side(&self.right)?,
            })
        };
        match over {
            Over::Rows => (0..height).filter_map(|row| instance(Some(row), None)).collect(),
            Over::Columns => (0..width).filter_map(|column| instance(None, Some(column))).collect(),
            Over::Once => instance(None, None).into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::parse;
    use super::Over;

    #[test]
    fn what_a_rule_runs_over() {
        let over = |source: &str| parse(source).unwrap().over();
        assert_eq!(over("[in_force] >= [issued] - [repealed]"), Some(Over::Rows));
        assert_eq!(over("[in_force] = last.[in_force] + [issued]"), Some(Over::Rows));
        assert_eq!(over("a + b = c.**"), Some(Over::Columns));
        assert_eq!(over("a[x] = b[y]"), Some(Over::Once));
        assert_eq!(over("a = [x]"), None);
        assert_eq!(over("a = last.[x]"), None);
    }
}
