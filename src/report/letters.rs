//! Letters that this machine cannot draw: they show as boxes in pictures, reports and slides. The person who brings
//! names is told so while they can still do something about it.

use std::collections::BTreeSet;

use footing_core::organisation::{Member, RosterChange};

use crate::press::text::font::missing;

/// Letters that no face has, and where there is one. It is made by [`undrawable`], so there is at least one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undrawable {
    /// In the order of Unicode, each once.
    pub letters: Vec<char>,
    /// The packages of Debian that most likely draw them, in the order of the alphabet.
    pub packages: Vec<&'static str>,
}

impl Undrawable {
    /// More letters than this are not read.
    const MOST_SHOWN: usize = 20;

    /// The first 20 letters, with a space between them, and an ellipsis if there are more.
    pub fn shown(&self) -> String {
        let shown: Vec<String> = self.letters.iter().take(Self::MOST_SHOWN).map(char::to_string).collect();
        let more = if self.letters.len() > Self::MOST_SHOWN { " …" } else { "" };
        shown.join(" ") + more
    }
}

/// What of some names cannot be drawn; `None` if everything can.
/// # Examples
/// ```
/// assert!(footing_report::undrawable(["Vertrieb Süd", "営業部"].into_iter()).is_none());
/// let lacking = footing_report::undrawable(["Team \u{1F600}"].into_iter());
/// assert!(lacking.is_none_or(|lacking| lacking.letters == ['\u{1F600}']), "unless this machine has it");
/// ```
pub fn undrawable<'n>(names: impl Iterator<Item = &'n str>) -> Option<Undrawable> {
    let letters: Vec<char> = missing(names).into_iter().collect();
    let mut packages: Vec<&'static str> = letters.iter().map(|letter| package(*letter)).collect();
    packages.sort_unstable();
    packages.dedup();
    (!letters.is_empty()).then_some(Undrawable { letters, packages })
}

/// The same of the teams and locations that a roster brings; those who leave are not asked about.
pub fn undrawable_in(change: &RosterChange) -> Option<Undrawable> {
    let changed = [&change.returners, &change.id_changes, &change.moves, &change.edits].into_iter().flatten();
    let members = change.joiners.iter().chain(changed.map(|changed| &changed.after));
    let names: BTreeSet<&str> = members.flat_map(names).collect();
    undrawable(names.into_iter())
}

/// What figures are named after. People's own names are in no picture.
fn names(member: &Member) -> impl Iterator<Item = &str> {
    let teams = std::iter::once(&member.team).chain(&member.leads).map(|team| team.as_str());
    teams.chain(member.location.as_deref())
}

fn package(letter: char) -> &'static str {
    match letter {
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{A4CF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' => {
            "fonts-noto-cjk"
        }
        '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' => "fonts-noto-cjk",
        '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' => "fonts-symbola",
        _ => "fonts-noto-core",
    }
}
