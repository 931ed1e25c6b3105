//! The words of one column, such as the team of each person, as numbers.

use std::collections::HashMap;

/// Which of a few words stands in each row; an empty cell is none of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    names: Vec<String>,
    numbers: HashMap<String, u32>,
    /// The word of each row; [`Labels::NONE`] for an empty cell.
    rows: Vec<u32>,
}

impl Labels {
    const NONE: u32 = u32::MAX;

    /// Adds a row; spaces around the word do not count.
    pub fn push(&mut self, cell: &str) {
        let word = cell.trim();
        if word.is_empty() {
            self.rows.push(Self::NONE);
            return;
        }
        let number = self.numbers.get(word).copied().unwrap_or_else(|| {
            let number = self.names.len() as u32;
            self.names.push(word.to_owned());
            self.numbers.insert(word.to_owned(), number);
            number
        });
        self.rows.push(number);
    }

    /// The words in the order in which they first stood in the column.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The number of each row's word, with one more than the last for rows without one.
    pub(super) fn of_rows(&self) -> Vec<u32> {
        let none = self.names.len() as u32;
        self.rows.iter().map(|number| if *number == Self::NONE { none } else { *number }).collect()
    }

    /// How many rows have no word.
    pub fn unlabelled(&self) -> usize {
        self.rows.iter().filter(|number| **number == Self::NONE).count()
    }

    /// The numbers of the words in the order people expect: as numbers if all of them are, else by letters.
    pub(super) fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        let values: Option<Vec<f64>> = self.names.iter().map(|name| name.parse().ok()).collect();
        match values {
            Some(values) => order.sort_by(|a, b| values[*a].total_cmp(&values[*b])),
            None => order.sort_by(|a, b| self.names[*a].cmp(&self.names[*b])),
        }
        order
    }
}
