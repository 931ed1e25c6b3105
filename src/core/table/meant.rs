//! The name that was probably meant by one that nobody knows.

/// In characters: distances between long texts cost time.
const LONGEST_SLIP: usize = 64;

/// The nearest known name. Nothing near is `None`, and so is everything for a text too long to be a slip.
pub fn meant<'n>(wrong: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let wrong = wrong.to_lowercase();
    let length = wrong.chars().count();
    known
        .filter(|_| length <= LONGEST_SLIP)
        .map(|name| (name, name.chars().count()))
        .map(|(name, name_length)| (name, 1 + name_length / 4, length.abs_diff(name_length)))
        // The distance is at least the difference in length, which is far cheaper to know.
        .filter(|(_, most, least)| least <= most)
        .map(|(name, most, _)| (strsim::damerau_levenshtein(&wrong, &name.to_lowercase()), most, name))
        .filter(|(distance, most, _)| distance <= most)
        .min()
        .map(|(_, _, name)| name)
}
