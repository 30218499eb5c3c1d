//! Equation fields. In: the instruction of an `EQ` field, which has no result in the file. Out: what it
//! shows, on one line: the sign in a circle, numerator / denominator, otherwise its arguments. Does not know
//! XML. ECMA-376-1 §17.16.5.22.

use crate::numeral::print;

/// Signs that are drawn around another: circles, squares, triangles, lozenges.
const AROUND: [char; 9] =
    ['\u{25CB}', '\u{25EF}', '\u{3007}', '\u{FF2F}', 'O', '\u{25A1}', '\u{25B3}', '\u{25C7}', '\u{25CE}'];
/// How many of them are circles.
const CIRCLES: usize = 5;

/// The text that a field shows; `None` where it is no equation.
pub fn text(instruction: &str) -> Option<String> {
    let instruction = instruction.trim();
    let rest = instruction.get(2..).filter(|_| instruction[..2].eq_ignore_ascii_case("eq"))?;
    if !rest.starts_with([' ', '\\', '\t']) {
        return None;
    }
    // Open brackets, each with its switch and the arguments so far.
    let mut open: Vec<(Option<char>, Vec<String>)> = vec![(None, vec![String::new()])];
    let mut switch = None;
    let mut chars = rest.trim_start().chars().peekable();
    while let Some(c) = chars.next() {
        let depth = open.len();
        let Some((_, arguments)) = open.last_mut() else { break };
        match c {
            '\\' => match chars.next() {
                Some(name) if name.is_ascii_alphabetic() => {
                    switch = switch.or(Some(name.to_ascii_lowercase()));
                    while chars.next_if(char::is_ascii_alphanumeric).is_some() {}
                }
                Some(literal) => push(arguments, literal),
                None => {}
            },
            '(' if switch.is_some() => open.push((switch.take(), vec![String::new()])),
            ',' | ';' if depth > 1 => arguments.push(String::new()),
            ')' if depth > 1 => {
                let shown = open.pop().map(|(switch, arguments)| combined(switch, &arguments));
                if let Some((_, arguments)) = open.last_mut() {
                    shown.unwrap_or_default().chars().for_each(|c| push(arguments, c));
                }
            }
            ' ' if switch.is_some() => {}
            c => push(arguments, c),
        }
    }
    let parts: Vec<String> = open.iter().map(|(switch, arguments)| combined(*switch, arguments)).collect();
    Some(parts.concat())
}

fn push(arguments: &mut [String], c: char) {
    if let Some(last) = arguments.last_mut() {
        last.push(c);
    }
}

fn combined(switch: Option<char>, arguments: &[String]) -> String {
    match (switch, arguments) {
        (Some('f'), _) => arguments.join("/"),
        (Some('l'), _) => arguments.join(","),
        (Some('o'), [around, inner]) => {
            match AROUND.iter().position(|sign| around.trim().chars().eq([*sign])) {
                Some(at) if at < CIRCLES => match inner.trim().parse() {
                    Ok(n @ 1..=20) => print::number("decimalEnclosedCircle", n),
                    _ => inner.trim().to_owned(),
                },
                Some(_) => inner.trim().to_owned(),
                None => arguments.concat(),
            }
        }
        _ => arguments.concat(),
    }
}
