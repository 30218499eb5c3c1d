//! The notation of rules. In: `handled_total = results.**`, `[in_force] >= [issued] - [repealed]`. Out: the
//! terms of both sides, and the lines of a table that a name stands for. Does not know what the figures are.
//!
//! A bare name is a row, `[name]` a column, `row[column]` a cell. Naming no column means every column; only
//! columns, every row. `x.*` are the direct children of x, `x.**` its deepest lines that carry figures,
//! `*` and `**` alone those of the whole table; none of them takes in totals. `last.` before any of them is the
//! same in the report of the same body on the year before.

use super::{Line, Relation};

/// A rule as written, with byte positions for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expression {
    pub relation: Relation,
    pub left: Vec<Part>,
    pub right: Vec<Part>,
}

/// One signed reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub coefficient: i64,
    /// Whether it is meant in the report on the year before.
    pub last: bool,
    pub row: Option<Name>,
    pub column: Option<Name>,
}

/// A name with its position in the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub at: usize,
    pub text: String,
}

/// What was expected where; the word is in the catalogue under `form_word`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Syntax {
    pub at: usize,
    pub expected: &'static str,
}

/// Reads a rule.
pub(super) fn parse(source: &str) -> Result<Expression, Syntax> {
    let mut cursor = Cursor { source, at: 0, years: true };
    let left = cursor.side()?;
    let relation = cursor.relation()?;
    let right = cursor.side()?;
    cursor.skip_blanks();
    if cursor.at < source.len() {
        return Err(Syntax { at: cursor.at, expected: "end" });
    }
    Ok(Expression { relation, left, right })
}

/// Reads one side of a rule, as in the readings of a phrase, which are of one report.
pub(super) fn parse_side(source: &str) -> Result<Vec<Part>, Syntax> {
    let mut cursor = Cursor { source, at: 0, years: false };
    let parts = cursor.side()?;
    cursor.skip_blanks();
    if cursor.at < source.len() {
        return Err(Syntax { at: cursor.at, expected: "end" });
    }
    Ok(parts)
}

struct Cursor<'a> {
    source: &'a str,
    at: usize,
    /// Whether `last.` means another year.
    years: bool,
}

/// What stands before a name of the year before.
pub(super) const LAST: &str = "last.";

impl Cursor<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, token: &str) -> bool {
        self.skip_blanks();
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn relation(&mut self) -> Result<Relation, Syntax> {
        for (token, relation) in [("<=", Relation::AtMost), (">=", Relation::AtLeast), ("=", Relation::Equal)]
        {
            if self.eat(token) {
                return Ok(relation);
            }
        }
        Err(Syntax { at: self.at, expected: "relation" })
    }

    fn side(&mut self) -> Result<Vec<Part>, Syntax> {
        // A side that is the constant 0 has no terms; other constants have no place in these forms.
        if self.eat("0") {
            return Ok(Vec::new());
        }
        let mut parts = Vec::new();
        let mut coefficient = if self.eat("-") { -1 } else { 1 };
        loop {
            parts.push(self.part(coefficient)?);
            coefficient = if self.eat("+") {
                1
            } else if self.eat("-") {
                -1
            } else {
                return Ok(parts);
            };
        }
    }

    fn part(&mut self, coefficient: i64) -> Result<Part, Syntax> {
        self.skip_blanks();
        let last = self.years && self.eat(LAST);
        let row = if self.rest().starts_with('[') { None } else { Some(self.name()?) };
        let column = if self.rest().starts_with('[') {
            self.at += 1;
            let name = self.name()?;
            if !self.eat("]") {
                return Err(Syntax { at: self.at, expected: "bracket" });
            }
            Some(name)
        } else {
            None
        };
        Ok(Part { coefficient, last, row, column })
    }

    fn name(&mut self) -> Result<Name, Syntax> {
        self.skip_blanks();
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '*');
        let length = self.rest().find(|c| !allowed(c)).unwrap_or(self.rest().len());
        if length == 0 {
            return Err(Syntax { at: self.at, expected: "name" });
        }
        let name = Name { at: self.at, text: self.rest()[..length].to_owned() };
        self.at += length;
        Ok(name)
    }
}

impl Expression {
    /// Every reference of both sides.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.left.iter().chain(&self.right)
    }
}

pub(super) fn figures(lines: &[Line]) -> impl Iterator<Item = &Line> {
    lines.iter().filter(|line| line.figures)
}

/// Positions among the lines with figures that a name stands for; the running line where there is no name.
pub(super) fn lines(all: &[Line], name: Option<&Name>, running: Option<usize>) -> Option<Vec<usize>> {
    let Some(name) = name else { return running.map(|n| vec![n]) };
    let found = matching(all, &name.text);
    (!found.is_empty()).then_some(found)
}

/// Positions among the lines with figures that `name` stands for.
pub(super) fn matching(all: &[Line], name: &str) -> Vec<usize> {
    let (parent, depth) = match name.strip_suffix('*') {
        None => ("", Depth::Itself),
        Some(rest) => match rest.strip_suffix('*') {
            None => (rest.trim_end_matches('.'), Depth::Children),
            Some(rest) => (rest.trim_end_matches('.'), Depth::Leaves),
        },
    };
    let above: Option<&[String]> = all.iter().find(|line| line.id == parent).map(|line| line.path.as_slice());
    let below = |line: &Line| {
        let by_id =
            parent.is_empty() || line.id.strip_prefix(parent).is_some_and(|rest| rest.starts_with('.'));
        by_id || above.is_some_and(|path| line.path.len() > path.len() && line.path.starts_with(path))
    };
    let direct = |line: &Line| match above {
        Some(path) => line.path.len() == path.len() + 1,
        None => line.id.matches('.').count() == parent.matches('.').count() + usize::from(!parent.is_empty()),
    };
    figures(all)
        .enumerate()
        .filter(|(_, line)| match depth {
            Depth::Itself => line.id == name,
            Depth::Children => !line.total && below(line) && direct(line),
            Depth::Leaves => !line.total && below(line) && !has_children(all, line),
        })
        .map(|(n, _)| n)
        .collect()
}

/// The lines with figures that `name` stands for.
pub(super) fn lines_named<'l>(all: &'l [Line], name: &str) -> Vec<&'l Line> {
    let positions = matching(all, name);
    figures(all).enumerate().filter(|(n, _)| positions.contains(n)).map(|(_, line)| line).collect()
}

/// Whether other lines with figures stand under this one.
fn has_children(all: &[Line], line: &Line) -> bool {
    figures(all).any(|other| other.path.len() > line.path.len() && other.path.starts_with(&line.path))
}

enum Depth {
    Itself,
    Children,
    Leaves,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation() {
        let rule = parse("[in_force] >= [issued] - [repealed]").unwrap();
        assert_eq!(rule.relation, Relation::AtLeast);
        assert_eq!(rule.right.iter().map(|part| part.coefficient).collect::<Vec<_>>(), [1, -1]);
        for (source, at, expected) in [
            ("a", 1, "relation"),
            ("a = ", 4, "name"),
            ("a = b c", 6, "end"),
            ("[a = b", 3, "bracket"),
            ("a = last.", 9, "name"),
            ("a = last.[b", 11, "bracket"),
        ] {
            assert_eq!(parse(source), Err(Syntax { at, expected }), "{source}");
        }
    }

    #[test]
    fn the_year_before() {
        let rule = parse("[x] = last.[x] + last.a[y] - a[y]").unwrap();
        let years: Vec<bool> = rule.parts().map(|part| part.last).collect();
        assert_eq!(years, [false, true, true, false]);
        let name = rule.right[1].row.as_ref().map(|name| (name.at, name.text.as_str()));
        assert_eq!(name, Some((22, "a")));
        // The counts of a text are of one year.
        assert!(!parse_side("last.a[x]").unwrap()[0].last);
    }
}
