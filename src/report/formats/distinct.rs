//! Names for a place where they must differ and may not hold everything: the heads of a table in a workbook, its sheets.

use std::collections::BTreeSet;

/// Makes each name fit for a workbook, and different from those before it whatever their case. `longest` is in UTF-16
/// units, as spreadsheets count.
pub(super) fn distinct(names: impl IntoIterator<Item = String>, longest: usize, forbidden: &[char]) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut make = |name: String| {
        let name = fit(&clean(&name, forbidden), longest);
        let further = (2..).map(|number| {
            let ending = format!(" ({number})");
            fit(&name, longest - ending.len()) + &ending
        });
        let mut tries = std::iter::once(name.clone()).chain(further);
        tries.find(|name| taken.insert(name.to_lowercase())).unwrap_or(name)
    };
    names.into_iter().map(&mut make).collect()
}

/// Text as a workbook can hold it: what XML refuses is left out, and control characters become spaces.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| !matches!(letter, '\u{FFFE}' | '\u{FFFF}'))
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

fn clean(name: &str, forbidden: &[char]) -> String {
    let name: String =
        plain(name).chars().map(|letter| if forbidden.contains(&letter) { ' ' } else { letter }).collect();
    // A sheet's name neither begins nor ends with an apostrophe.
    let name = name.trim_matches(|letter: char| letter.is_whitespace() || letter == '\'');
    if name.is_empty() { "–".to_owned() } else { name.to_owned() }
}

fn fit(name: &str, longest: usize) -> String {
    let mut length = 0;
    let fitting = name.chars().take_while(|letter| {
        length += letter.len_utf16();
        length <= longest
    });
    fitting.collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(names: &[&str], longest: usize) -> Vec<String> {
        distinct(names.iter().map(|name| (*name).to_owned()), longest, &['/', ':'])
    }

    #[test]
    fn equal_names_get_numbers_whatever_their_case() {
        assert_eq!(made(&["Team", "TEAM", "Team (2)", "team"], 31), ["Team", "TEAM (2)", "Team (2) (2)", "team (3)"]);
    }

    #[test]
    fn long_names_stay_within_the_limit_and_differ() {
        let long = "🙂".repeat(40);
        let names = made(&[&long, &long, &"x".repeat(40)], 31);
        assert!(names.iter().all(|name| name.encode_utf16().count() <= 31), "{names:?}");
        assert!(names[1].ends_with(" (2)"));
    }

    #[test]
    fn what_a_workbook_refuses_is_not_in_a_name_and_nothing_is_not_a_name() {
        assert_eq!(made(&["a/b:c\u{1}d\u{FFFF}", " ' ", ""], 31), ["a b c d", "–", "– (2)"]);
    }
}
