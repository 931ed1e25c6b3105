//! Which groups' figures may be shown. For now only the organisation as a whole, which gives nobody away.

/// Whether each group is shown; the first one is the organisation.
pub fn publish(counts: &[u32], groups: &[Vec<usize>], least: u32) -> Vec<bool> {
    let answers = |cells: &[usize]| cells.iter().map(|cell| counts[*cell]).sum::<u32>();
    groups.iter().enumerate().map(|(place, cells)| place == 0 && answers(cells) >= least).collect()
}
