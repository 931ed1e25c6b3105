//! How the width of a page is shared among the columns of a table: by what they hold.

use super::style::Shaped;

/// How wide a column has to be so that no word is broken, and so that no cell is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Need {
    pub least: f32,
    pub natural: f32,
}

/// No column has to be narrower than this, about four kanji, if its cells are wider.
const NARROW: f32 = 36.0;
/// A longer word may be broken: it would take the room of all others.
const LONG: f32 = 120.0;

impl Need {
    pub fn of<'a>(head: &Shaped, cells: impl Iterator<Item = &'a Shaped>, of_figures: bool) -> Self {
        let head = Self::of_cell(head);
        // The head of figures is often the longest by far, and may take more lines to leave words their room.
        let head = if of_figures { Self { natural: head.least, ..head } } else { head };
        cells.map(Self::of_cell).fold(head, |need, cell| Self {
            least: need.least.max(cell.least),
            natural: need.natural.max(cell.natural),
        })
    }

    fn of_cell(cell: &Shaped) -> Self {
        let natural = cell.natural_width();
        let whole = if is_figure(&cell.text) { natural } else { NARROW.min(natural) };
        Self { least: cell.least_width().min(LONG).max(whole), natural }
    }
}

/// The widths of the columns, together as wide as the room.
pub(super) fn share(needs: &[Need], room: f32) -> Vec<f32> {
    let least: f32 = needs.iter().map(|need| need.least).sum();
    let natural: f32 = needs.iter().map(|need| need.natural).sum();
    if least > room {
        let most = fair_limit(needs, room);
        return needs.iter().map(|need| need.least.min(most)).collect();
    }
    if natural > room {
        let part = (room - least) / (natural - least);
        return needs.iter().map(|need| need.least + (need.natural - need.least) * part).collect();
    }
    // What is left over goes half to all alike, half to those that hold more.
    let spare = (room - natural) / 2.0;
    let alike = spare / needs.len() as f32;
    needs.iter().map(|need| need.natural + alike + spare * need.natural / natural.max(1.0)).collect()
}

/// The width above which columns have to give, so that only the widest words are broken.
fn fair_limit(needs: &[Need], room: f32) -> f32 {
    let mut widths: Vec<f32> = needs.iter().map(|need| need.least).collect();
    widths.sort_by(f32::total_cmp);
    let mut left = room;
    for (index, width) in widths.iter().enumerate() {
        let share = left / (widths.len() - index) as f32;
        if *width > share {
            return share;
        }
        left -= width;
    }
    left
}

/// Figures stand to the right so that their digits do: the column has figures, and beside them at most one phrase, such
/// as "not shown".
pub(super) fn is_of_figures<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (figures, words): (Vec<&str>, Vec<&str>) =
        cells.filter(|cell| !cell.is_empty()).partition(|cell| is_figure(cell));
    !figures.is_empty() && words.iter().all(|phrase| *phrase == words[0])
}

/// A number with whatever signs: "66", "≤ 5", "10–14", "3,4 %".
fn is_figure(cell: &str) -> bool {
    cell.contains(char::is_numeric) && !cell.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: f32, natural: f32) -> Need {
        Need { least, natural }
    }

    #[test]
    fn the_widths_fill_the_room_whatever_the_columns_need() {
        for needs in [
            vec![need(10.0, 20.0), need(5.0, 5.0)],
            vec![need(40.0, 300.0), need(30.0, 31.0), need(10.0, 10.0)],
            vec![need(400.0, 400.0), need(300.0, 900.0), need(10.0, 12.0)],
        ] {
            let widths = share(&needs, 200.0);
            assert!((widths.iter().sum::<f32>() - 200.0).abs() < 0.01, "{widths:?}");
        }
    }

    #[test]
    fn a_short_column_keeps_its_words_whole_where_long_ones_must_break() {
        let widths = share(&[need(400.0, 400.0), need(20.0, 25.0), need(300.0, 300.0)], 200.0);
        assert_eq!(widths, [90.0, 20.0, 90.0]);
    }

    #[test]
    fn figures_are_told_from_words() {
        for column in [vec!["66", "≤ 5", "not shown", "10–14", "not shown"], vec!["3,4 %", ""], vec!["９０％"]] {
            assert!(is_of_figures(column.iter().copied()), "{column:?}");
        }
        for column in [vec!["Sales", "12"], vec!["not shown"], vec!["38 of 41", "17 of 17"], vec!["1", "many", "few"]] {
            assert_eq!(is_of_figures(column.iter().copied()), column == ["Sales", "12"], "{column:?}");
        }
    }
}
