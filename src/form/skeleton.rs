//! A small form to start one's own from. In: a language. Out: TOML with comments in that language. Does not know other
//! forms.

use crate::message::Lang;

/// Comments are marked with their language.
const SKELETON: &str = include_str!("skeleton.toml");

/// A small form, sound as it stands.
pub fn skeleton(lang: Lang) -> String {
    let (own, other) = match lang {
        Lang::Zh => ("#zh", "#en"),
        Lang::En => ("#en", "#zh"),
    };
    let lines = SKELETON.lines().filter(|line| !line.starts_with(other));
    lines
        .map(|line| line.strip_prefix(own).map_or_else(|| format!("{line}\n"), |text| format!("#{text}\n")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Form;
    use super::super::coverage::coverage;
    use super::super::hints::hints;
    use super::*;

    #[test]
    fn there_is_nothing_to_say_of_it() {
        for lang in [Lang::Zh, Lang::En] {
            let form = Form::parse(&skeleton(lang)).unwrap();
            assert_eq!(hints(&form, &coverage(&form)), []);
        }
    }
}
