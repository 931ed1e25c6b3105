//! A number with its noun, for what code says in English: faults in files, reports, the command line. What pages say
//! stands in the text files, where each language has plurals of its own.

/// "1 row", "5 rows"; "1 person", "5 people". Other nouns take an s.
pub fn counted(count: usize, noun: &str) -> String {
    match (count, noun) {
        (1, noun) => format!("1 {noun}"),
        (count, "person") => format!("{count} people"),
        (count, noun) => format!("{count} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_agrees_with_its_number() {
        let said = [0, 1, 2, 5, 21, 110].map(|count| counted(count, "row"));
        assert_eq!(said, ["0 rows", "1 row", "2 rows", "5 rows", "21 rows", "110 rows"]);
        assert_eq!([0, 1, 21].map(|count| counted(count, "person")), ["0 people", "1 person", "21 people"]);
    }
}
