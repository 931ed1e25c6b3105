//! What an attacker holds, what was guessed from it, and how many would be right by chance.
//!
//! The attacker knows who cast when, in which group each person files, and from the name of each box the ballots of each
//! group: all that is so by design. Within a group, nothing may tell whose ballot is whose.

use std::collections::{BTreeMap, HashMap};
use std::time::SystemTime;

use footing_core::organisation::{PersonId, TeamId};
use jiff::Timestamp;

use super::dice::Dice;

/// The answers of a ballot as they are stored. In these tests no two ballots are alike.
pub type Answers = Vec<u8>;

/// Somebody who was seen casting a ballot; which one, nobody saw.
#[derive(Clone, Debug)]
pub struct Witnessed {
    pub person: PersonId,
    pub email: String,
    pub group: TeamId,
    pub at: Timestamp,
}

/// A file with all its bytes, or the log.
#[derive(Clone, Debug)]
pub struct Seized {
    /// Its path in the data directory.
    pub name: String,
    pub bytes: Vec<u8>,
    pub modified: SystemTime,
}

/// A copy of the data directory, made when so many ballots had been cast.
#[derive(Clone, Debug)]
pub struct Copied {
    pub after: usize,
    pub files: Vec<Seized>,
}

#[derive(Clone, Debug)]
pub struct Evidence {
    /// In the order of casting.
    pub casts: Vec<Witnessed>,
    /// Sorted, so that the order tells nothing.
    pub ballots: BTreeMap<TeamId, Vec<Answers>>,
    pub files: Vec<Seized>,
    pub copies: Vec<Copied>,
}

/// Who is thought to have cast which ballot.
pub type Guess = BTreeMap<Answers, PersonId>;

/// One way of guessing.
#[derive(Debug)]
pub struct Attempt {
    pub how: String,
    pub guess: Guess,
}

/// Who did cast which ballot.
pub struct Truth(pub Guess);

impl Truth {
    pub fn hits(&self, guess: &Guess) -> usize {
        guess.iter().filter(|(ballot, person)| self.0.get(*ballot) == Some(person)).count()
    }
}

impl Evidence {
    pub fn people(&self, group: TeamId) -> Vec<&Witnessed> {
        self.casts.iter().filter(|cast| cast.group == group).collect()
    }

    /// How many hits somebody who only knows the groups has in all but one of a thousand cases.
    pub fn chance(&self, guess: &Guess) -> usize {
        let mut dice = Dice::new(1);
        let groups: Vec<(usize, usize)> = self
            .ballots
            .iter()
            .map(|(group, ballots)| {
                let guessed = ballots.iter().filter(|ballot| guess.contains_key(*ballot)).count();
                (guessed, self.people(*group).len())
            })
            .collect();
        let mut hits: Vec<usize> = (0..10_000)
            .map(|_| {
                let by_group = groups.iter().map(|(guessed, people)| {
                    let mut assigned: Vec<usize> = (0..*people).collect();
                    dice.shuffle(&mut assigned);
                    assigned.iter().take(*guessed).enumerate().filter(|(place, person)| place == *person).count()
                });
                by_group.sum()
            })
            .collect();
        hits.sort_unstable();
        hits[9_990]
    }

    /// Every place in the bytes where a ballot begins, however it is written.
    pub fn sightings(&self, bytes: &[u8]) -> Vec<(usize, &Answers)> {
        let mut forms: HashMap<Vec<u8>, &Answers> = HashMap::new();
        for ballot in self.ballots.values().flatten() {
            forms.extend(forms_of(ballot).into_iter().map(|form| (form, ballot)));
        }
        let lengths: Vec<usize> = forms_of(&vec![1; self.length()]).iter().map(Vec::len).collect();
        let may_begin = |byte: u8| byte == b'[' || matches!(byte, 1..=5 | b'1'..=b'5');
        let mut found = Vec::new();
        for place in (0..bytes.len()).filter(|place| may_begin(bytes[*place])) {
            let forms_here = lengths.iter().filter_map(|length| forms.get(bytes.get(place..place + length)?));
            found.extend(forms_here.map(|ballot| (place, *ballot)));
        }
        found
    }

    fn length(&self) -> usize {
        self.ballots.values().flatten().map(Vec::len).next().unwrap_or_default()
    }
}

/// As JSON, as bytes, as digits, and as the cookie has it.
pub fn forms_of(ballot: &Answers) -> [Vec<u8>; 4] {
    let words: Vec<String> = ballot.iter().map(u8::to_string).collect();
    [format!("[{}]", words.join(",")).into(), ballot.clone(), words.concat().into(), words.join(".").into()]
}
