//! What stands above a table outside it. In: an outline and the lines that are the form's headings. Out: the short
//! lines right above a table, and the unit of money they name. Does not know tables of forms.

use crate::numeral::{Unit, after_table_number};
use crate::outline::Outline;
use crate::place::Place;

/// The lines above a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Above<'d> {
    /// Text and place of the captions, outermost first.
    pub captions: Vec<(&'d str, &'d Place)>,
    /// The unit of money they name.
    pub unit: Option<Unit>,
}

/// Longer lines are text.
const LONGEST: usize = 40;
/// So many lines can caption one table.
const LINES: usize = 2;

impl<'d> Above<'d> {
    /// What stands above the table of this index; `headings` are the lines of the form's own headings, which
    /// caption no single table.
    pub(super) fn table(outline: &Outline<'d>, index: usize, headings: &[usize]) -> Self {
        let mut above = Self::default();
        // What stands above a layout table stands above the first table in it.
        let mut index = index;
        while let (Some(outer), Some(inner)) =
            (index.checked_sub(1).and_then(|outer| outline.tables.get(outer)), outline.tables.get(index))
            && outer.table.place.holds(&inner.table.place)
        {
            index -= 1;
        }
        let Some(standing) = outline.tables.get(index) else { return above };
        let start = index.checked_sub(1).and_then(|before| outline.tables.get(before)).map_or(0, |t| t.after);
        for at in (start..standing.after).rev() {
            let Some(line) = outline.lines.get(at).filter(|line| !line.text.is_empty()) else { continue };
            let unit = Unit::above_table(line.text);
            if unit.is_some() {
                above.unit = above.unit.or(unit.flatten());
                continue;
            }
            let text = line.text.contains('。') || line.text.chars().count() > LONGEST;
            if text || line.contents || headings.contains(&at) || above.captions.len() == LINES {
                break;
            }
            above.captions.insert(0, (after_table_number(line.text), line.place));
        }
        above
    }
}
