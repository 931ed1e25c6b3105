//! Teams by their path from the top of the organisation: "Sales > North > Berlin".
//! The path is all there is to a team, so it is also its identity.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::line::{LineError, line};
use crate::survey::bytes_from_hex;

/// Between the parts of a path as it is written here; a reader needs only the `>`.
const SEPARATOR: &str = " > ";

/// A team's place in the organisation, from the top down.
///
/// The path is the identity of a team: a team that is renamed, or put below another one, is another team.
/// Paths are ordered part by part, so that a team is followed by those within it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TeamPath(Box<str>);

/// Why a text is no path of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TeamPathError {
    /// More levels than [`TeamPath::MOST_PARTS`].
    #[error("this has more than {} levels", TeamPath::MOST_PARTS)]
    TooDeep,
    /// Nothing between two `>`.
    #[error("this has a \">\" with no name on one side of it")]
    EmptyPart,
    /// Semicolons stand between the teams somebody leads.
    #[error("this holds a semicolon, which no name of a team may")]
    Semicolon,
    /// A name that is no line of text.
    #[error(transparent)]
    Name(LineError),
}

impl TeamPath {
    /// The levels of the tree at most.
    pub const MOST_PARTS: usize = 8;
    /// In characters, of one part.
    pub const LONGEST_PART: usize = 80;

    /// Reads 1 to [`MOST_PARTS`](Self::MOST_PARTS) parts with `>` between them. A part has 1 to
    /// [`LONGEST_PART`](Self::LONGEST_PART) characters, none of them a control character or a semicolon; space at its ends
    /// is dropped. Upper and lower case are told apart.
    ///
    /// # Errors
    /// What the text breaks first of these rules.
    pub fn parse(text: &str) -> Result<Self, TeamPathError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TeamPathError::Name(LineError::Empty));
        }
        let mut parts = Vec::new();
        for part in text.split('>') {
            if parts.len() == Self::MOST_PARTS {
                return Err(TeamPathError::TooDeep);
            }
            if part.contains(';') {
                return Err(TeamPathError::Semicolon);
            }
            parts.push(line(part, Self::LONGEST_PART).map_err(|error| match error {
                LineError::Empty => TeamPathError::EmptyPart,
                error => TeamPathError::Name(error),
            })?);
        }
        Ok(TeamPath(parts.join(SEPARATOR).into()))
    }

    /// The path as it is written, with `" > "` between the parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// From the top down.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split(SEPARATOR)
    }

    /// The team's own name, the last part.
    pub fn name(&self) -> &str {
        self.0.rsplit_once(SEPARATOR).map_or(&*self.0, |(_, name)| name)
    }

    /// The team this one is directly within; `None` at the top.
    pub fn parent(&self) -> Option<TeamPath> {
        self.0.rsplit_once(SEPARATOR).map(|(parent, _)| TeamPath(parent.into()))
    }

    /// Every team this one is within, from the top down, and then itself.
    pub fn ancestors_and_self(&self) -> impl Iterator<Item = TeamPath> {
        let ends = self.0.match_indices(SEPARATOR).map(|(end, _)| end).chain([self.0.len()]);
        ends.map(|end| TeamPath(self.0[..end].into()))
    }

    /// Whether it is the other team or below it.
    pub fn is_within(&self, other: &TeamPath) -> bool {
        self.0.strip_prefix(&*other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with(SEPARATOR))
    }

    /// Its name in addresses and stores, the same for the same path.
    pub fn id(&self) -> TeamId {
        let hash: [u8; 32] = Sha256::digest(self.0.as_bytes()).into();
        let mut id = [0; 16];
        id.copy_from_slice(&hash[..16]);
        TeamId(id)
    }
}

impl Ord for TeamPath {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(other.parts())
    }
}

impl PartialOrd for TeamPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for TeamPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for TeamPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TeamPath({self})")
    }
}

impl TryFrom<String> for TeamPath {
    type Error = TeamPathError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        TeamPath::parse(&text)
    }
}

impl From<TeamPath> for String {
    fn from(path: TeamPath) -> String {
        path.0.into()
    }
}

/// A team's short name for addresses and keys: the first half of the SHA-256 of its path as it is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TeamId([u8; 16]);

impl TeamId {
    /// Stands for the organisation as a whole, which is no team.
    pub const ORGANISATION: TeamId = TeamId([0; 16]);
    /// Stands for those who lead a team, whose answers are in no team's figures.
    pub const LEADERS: TeamId = TeamId([0xff; 16]);

    /// For keys of a store.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// From a key of a store.
    pub fn from_bytes(bytes: [u8; 16]) -> TeamId {
        TeamId(bytes)
    }

    /// Reads 32 lower-case hexadecimal digits, as [`Display`](fmt::Display) writes them.
    pub fn parse(text: &str) -> Option<Self> {
        bytes_from_hex(text).map(TeamId)
    }
}

impl fmt::Display for TeamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for TeamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TeamId({self})")
    }
}

impl Serialize for TeamId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TeamId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        TeamId::parse(&text).ok_or_else(|| serde::de::Error::custom("not 32 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> TeamPath {
        TeamPath::parse(text).unwrap()
    }

    #[test]
    fn a_path_is_written_in_one_way_however_it_was_typed() {
        let berlin = path(" Sales>North  > Berlin ");
        assert_eq!(berlin.to_string(), "Sales > North > Berlin");
        assert_eq!(path(berlin.as_str()), berlin);
        assert_eq!(serde_json::to_string(&berlin).unwrap(), "\"Sales > North > Berlin\"");
        assert_eq!(serde_json::from_str::<TeamPath>("\"Sales>North>Berlin\"").unwrap(), berlin);
    }

    #[test]
    fn what_is_no_path_is_refused() {
        assert_eq!(TeamPath::parse("  "), Err(TeamPathError::Name(LineError::Empty)));
        assert_eq!(TeamPath::parse("Sales >"), Err(TeamPathError::EmptyPart));
        assert_eq!(TeamPath::parse("Sales >> North"), Err(TeamPathError::EmptyPart));
        assert_eq!(TeamPath::parse("Sales; North"), Err(TeamPathError::Semicolon));
        assert_eq!(TeamPath::parse("Sales\nNorth"), Err(TeamPathError::Name(LineError::Control)));
        assert!(TeamPath::parse("1>2>3>4>5>6>7>8").is_ok());
        assert_eq!(TeamPath::parse("1>2>3>4>5>6>7>8>9"), Err(TeamPathError::TooDeep));
        let longest = "営".repeat(TeamPath::LONGEST_PART);
        assert!(TeamPath::parse(&longest).is_ok());
        assert_eq!(TeamPath::parse(&format!("{longest}業")), Err(TeamPathError::Name(LineError::TooLong(80))));
    }

    #[test]
    fn a_team_knows_its_name_and_the_teams_above_it() {
        let berlin = path("Sales > North > Berlin");
        assert_eq!(berlin.name(), "Berlin");
        assert_eq!(berlin.parent(), Some(path("Sales > North")));
        assert_eq!(path("Sales").parent(), None);
        let above: Vec<TeamPath> = berlin.ancestors_and_self().collect();
        assert_eq!(above, [path("Sales"), path("Sales > North"), berlin]);
    }

    #[test]
    fn a_team_is_within_itself_and_those_above_it_only() {
        let north = path("Sales > North");
        assert!(north.is_within(&north));
        assert!(north.is_within(&path("Sales")));
        assert!(!path("Sales").is_within(&north));
        assert!(!path("Sales Support").is_within(&path("Sales")), "a name that begins alike is another team");
    }

    #[test]
    fn a_team_is_followed_by_those_within_it() {
        let mut teams = ["Sales East", "Sales & Co", "Sales > North", "Sales"].map(path);
        teams.sort();
        assert_eq!(teams, ["Sales", "Sales > North", "Sales & Co", "Sales East"].map(path));
    }

    #[test]
    fn an_id_comes_from_the_path_alone_and_is_read_back() {
        let id = path("Sales>North").id();
        assert_eq!(id, path("Sales > North").id());
        assert_ne!(id, path("sales > North").id());
        assert_eq!(TeamId::parse(&id.to_string()), Some(id));
        assert_eq!(serde_json::from_str::<TeamId>(&serde_json::to_string(&id).unwrap()).unwrap(), id);
        // printf 'Sales > North' | sha256sum | cut -c1-32
        assert_eq!(id.to_string(), "cd2eb8a39b0917440ac3a6e39541930f");
    }
}
