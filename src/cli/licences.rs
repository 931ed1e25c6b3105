//! `footing licences`: the notices of everything that is in the program.

use std::io::Write as _;

use anyhow::Result;

use super::Ending;
use super::output::output;

const OWN: &str = "Footing is yours under the MIT licence or the Apache licence 2.0, as you like.";
/// Written by `cargo xtask licences`.
const CRATES: &str = include_str!("licences.txt");
const FONTS: &str = include_str!("../report/press/fonts/OFL.txt");

pub fn print() -> Result<Ending> {
    let mut out = output();
    write!(out, "{OWN}\n\nThe fonts Noto Sans and Noto Sans CJK JP:\n\n{FONTS}\n\nCrates of others:\n\n{CRATES}")?;
    out.flush()?;
    Ok(Ending::Good)
}
