//! The built-in form's known numbers, and small tables whose answer can be told by hand.

use super::*;

fn of(form: &Form, id: &str, edition: Option<&str>) -> Coverage {
    let all = coverage(form);
    let wanted = |c: &&Coverage| {
        let table = &form.tables[c.table];
        table.id == id && table.edition.as_deref() == edition
    };
    all.iter().find(wanted).unwrap().clone()
}

fn annual_report() -> &'static Form {
    Form::named("disclosure-annual-report").unwrap()
}

#[test]
fn applications_locate_any_single_error() {
    for (edition, cells, equations, rank) in [("2021", 175, 39, 37), ("2019", 161, 37, 35)] {
        let found = of(annual_report(), "applications", Some(edition));
        assert_eq!((found.cells, found.equations, found.rank), (cells, equations, rank));
        assert!(found.uncovered.is_empty());
        let distance = found.distance.unwrap();
        assert_eq!(distance, Distance::Exactly(4));
        assert_eq!((distance.detected(), distance.located()), (3, 1));
        assert_eq!(found.alike, Vec::<Vec<usize>>::new());
        assert_eq!(found.implied.len(), 2);
        assert!(found.contradictory.is_empty());
    }
}

#[test]
fn disputes_detect_and_cannot_locate() {
    let found = of(annual_report(), "disputes", None);
    assert_eq!((found.cells, found.equations, found.rank), (15, 3, 3));
    let distance = found.distance.unwrap();
    assert_eq!((distance, distance.detected(), distance.located()), (Distance::Exactly(2), 1, 0));
    assert_eq!(found.alike, [0, 5, 10].map(|first| (first..first + 5).collect::<Vec<_>>()));
}

#[test]
fn disclosure_has_no_equation() {
    let found = of(annual_report(), "disclosure", Some("2021"));
    assert_eq!((found.equations, found.rank, found.distance, found.across), (0, 0, None, 2));
    assert_eq!(of(annual_report(), "disclosure", Some("2019")).across, 0);
    assert_eq!(of(annual_report(), "applications", Some("2019")).across, 7);
    assert_eq!(found.uncovered.len(), 10);
}

/// A table of rows a, b, c and columns x, y, z under these rules.
fn form(rules: &[&str]) -> Form {
    let mut toml = String::from(
        r#"
id = "small"
version = "1"
name = { zh = "small", en = "small" }
[[section]]
id = "s"
heading = "t"
[[table]]
id = "t"
section = "s"
name = { zh = "t", en = "table" }
[[table.block]]
rows = [["a", "a"], ["b", "b"], ["c", "c"]]
columns = [["x", "x"], ["y", "y"], ["z", "z"]]
"#,
    );
    for (number, rule) in rules.iter().enumerate() {
        let text = r#"{ zh = "words", en = "words" }"#;
        toml += &format!(
            "[[rule]]\nid = \"r{number}\"\ntable = \"t\"\nrule = \"{rule}\"\nseverity = \"error\"\n"
        );
        for part in ["message", "meaning", "basis", "example", "cause", "remedy"] {
            toml += &format!("{part} = {text}\n");
        }
    }
    Form::parse(&toml).unwrap()
}

#[test]
fn two_totals_with_other_parts_leave_nothing_but_zero() {
    let form = form(&["a[x] = b[x] + c[x]", "a[x] = b[x] + c[x] + a[y]"]);
    let found = of(&form, "t", None);
    let [(equation, cells)] = found.contradictory.as_slice() else { panic!("{found:?}") };
    assert_eq!((equation.rule.as_str(), cells.as_slice()), ("r1", [1].as_slice()));
    let form = self::form(&["b[x] = 0"]);
    assert_eq!(of(&form, "t", None).contradictory[0].1, [3]);
    let form = self::form(&["0 = 0"]);
    assert!(of(&form, "t", None).contradictory[0].1.is_empty());
}

#[test]
fn an_equation_given_twice_is_implied() {
    let form = form(&["a = b + c", "b + c = a"]);
    let found = of(&form, "t", None);
    assert_eq!((found.equations, found.rank, found.implied.len()), (6, 3, 3));
    assert_eq!(found.implied[0], Equation { rule: "r1".to_owned(), line: Some("x".to_owned()) });
}

#[test]
fn three_cells_that_cancel_out_are_found() {
    // Columns (1,0), (0,1) and (1,1): any two are independent, the three are not.
    let form = form(&["a[x] + a[z] = b[x]", "a[y] + a[z] = b[x]"]);
    let found = of(&form, "t", None);
    assert_eq!(found.distance, Some(Distance::Exactly(2)));
    let form = self::form(&["a[x] = a[z]", "a[y] = a[z]"]);
    assert_eq!(of(&form, "t", None).distance, Some(Distance::Exactly(3)));
    let form = self::form(&["a[x] = b[x]", "b[x] = c[x]", "c[x] = a[y]", "a[y] = b[y]"]);
    assert_eq!(of(&form, "t", None).distance, Some(Distance::AtLeast(5)));
}
