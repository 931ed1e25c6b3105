//! Which groups of a wave are shown: decided once, in order of importance, improved by exchange, and proved.
//! Whether a group has too few people or is hidden so that others stay hidden, it reads the same.

use serde::{Deserialize, Serialize};

use super::census::Census;
use super::elimination::{Audit, Findings};
use super::exchange::{Exchange, MOST_CELLS, ROUNDS};
use super::field::{FIRST, SECOND};
use super::pieces::SearchReach;
use crate::survey::counted;

/// Whether figures of a group are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Shown,
    Suppressed,
}

/// What nobody may work out about fewer people than the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Secret {
    /// The figures of a set of people.
    Sets,
    /// Those, and the difference between the figures of two sets that together have too few people: what one person
    /// answered more than another. Shows about one group in twenty fewer.
    Differences,
}

/// What is published of a wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// By group, in the order of the census.
    pub verdicts: Vec<Verdict>,
    pub proof: Proof,
}

/// What was examined, for those who must be able to trust it. It tells nothing about single groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// What must not be worked out from what is shown.
    pub secret: Secret,
    /// Of fewer people nothing may follow from what is shown.
    #[serde(rename = "least")]
    pub threshold: u64,
    /// Questions that were audited together, as far as different people have answered them.
    pub questions: usize,
    /// Declared groups, whether or not they are shown.
    pub groups: usize,
    /// Of those, how many have a figure.
    pub shown: usize,
    /// Groups that earlier releases have shown, as far as they were taken into account.
    pub earlier: usize,
    /// How many of the figures, earlier ones included, do not follow from the others.
    pub rank: usize,
    /// The smallest sets of people that the figures tell apart, where groups across the tree could open them.
    pub pieces: usize,
    /// Sets of up to four of these with fewer people than the threshold: each was tested.
    pub sets: u64,
    /// Small sets that earlier releases alone give away; no later release can take that back.
    pub already: usize,
}

impl Decision {
    /// Decides for every group of the census whether it is shown.
    ///
    /// Shown are only groups of at least the threshold, and only such that nobody who adds and subtracts the figures of
    /// all shown groups and of earlier releases learns the figure of a small set of people. Small is a set of fewer
    /// people than the threshold that is
    /// - any set whatsoever, if the threshold is 5 or less;
    /// - otherwise what is left of a team without the shown teams below it, a union of up to three hidden groups, or a
    ///   union of up to four pieces, which are the smallest sets that the figures tell apart.
    ///
    /// Groups are published one by one and refused if they give a small set away, rather than hidden until nothing
    /// leaks: that shows more. On a census of few cells some are then exchanged for others. The same census gives the
    /// same release.
    ///
    /// Not covered: sums with weights other than 1 and -1 of what few people answered, what people know or guess
    /// beforehand, and what a single figure tells (everybody in a group gave the same answer).
    ///
    /// The censuses have the same groups and differ in who has answered: one for each question of a dimension, which is
    /// shown with all its questions or not at all. A group is shown if it gives nothing away in any of them. Without a
    /// census nothing is shown.
    ///
    /// Only groups in `may` are considered, and `guard` may hide more of what was chosen, before the proof is made.
    pub(super) fn decide(censuses: &[Census], secret: Secret, may: &[bool], guard: impl Fn(&mut [bool])) -> Decision {
        decide(censuses, secret, ROUNDS, may, guard)
    }
}

pub(super) fn reach(secret: Secret) -> SearchReach {
    SearchReach { pieces: 4, differences: secret == Secret::Differences }
}

/// Groups with enough people to be shown, if it were only for themselves.
pub(super) fn candidates(census: &Census) -> Vec<usize> {
    let groups = census.groups().iter().enumerate();
    groups.filter(|(_, group)| census.respondents(&group.cells) >= census.threshold()).map(|(place, _)| place).collect()
}

pub(super) fn decide(
    censuses: &[Census],
    secret: Secret,
    rounds: u64,
    may: &[bool],
    guard: impl Fn(&mut [bool]),
) -> Decision {
    // Where the fewest have answered the most must be hidden, so the others have less to decide.
    let mut by_answers: Vec<&Census> = censuses.iter().collect();
    by_answers.sort_by_key(|census| census.people().iter().sum::<u64>());
    let audits: Vec<Audit<'_, FIRST>> = by_answers.iter().map(|census| Audit::new(census, reach(secret))).collect();
    let groups = by_answers.first().map_or(0, |census| census.groups().len());
    let mut shown: Vec<bool> = (0..groups).map(|group| may.get(group) == Some(&true)).collect();
    let mut agreed = 0;
    for (census, audit) in by_answers.iter().zip(&audits).cycle() {
        if agreed == audits.len() {
            break;
        }
        let fewer = publish(census, audit, &shown, rounds);
        agreed = if fewer == shown { agreed + 1 } else { 1 };
        shown = fewer;
    }
    guard(&mut shown);
    let findings: Result<Vec<Findings>, _> = by_answers
        .iter()
        .zip(&audits)
        .map(|(census, audit)| {
            audit.examine(&shown).and_then(|_| Audit::<SECOND>::new(census, reach(secret)).examine(&shown))
        })
        .collect();
    let findings = findings.unwrap_or_else(|_| {
        // Only if one of the primes divides a determinant can the two audits disagree. Nothing is then shown.
        shown.fill(false);
        Vec::new()
    });
    let verdict = |&shown: &bool| if shown { Verdict::Shown } else { Verdict::Suppressed };
    Decision {
        verdicts: shown.iter().map(verdict).collect(),
        proof: Proof {
            secret,
            threshold: by_answers.first().map_or(0, |census| census.threshold()),
            questions: by_answers.len(),
            groups,
            shown: shown.iter().filter(|&&shown| shown).count(),
            earlier: by_answers.first().map_or(0, |census| census.earlier().len()),
            rank: findings.iter().map(|findings| findings.rank).max().unwrap_or(0),
            pieces: findings.iter().map(|findings| findings.pieces).max().unwrap_or(0),
            sets: findings.iter().fold(0, |sum, findings| sum.saturating_add(findings.sets)),
            already: audits.iter().map(Audit::already).max().unwrap_or(0),
        },
    }
}

/// Which of the groups in `may` are shown.
pub(super) fn publish<const C: u64>(census: &Census, audit: &Audit<'_, C>, may: &[bool], rounds: u64) -> Vec<bool> {
    let mut candidates = candidates(census);
    candidates.retain(|&group| may[group]);
    let mut shown = vec![false; census.groups().len()];
    if census.people().len() <= MOST_CELLS {
        let mut exchange = Exchange::new(census, audit);
        exchange.add(&mut shown, &candidates);
        exchange.improve(&mut shown, &candidates, rounds);
    } else {
        add_by_halves(audit, &mut shown, &candidates);
    }
    shown
}

/// Adds to the shown groups each candidate, in order, that gives no small set away.
///
/// More figures never give away less, so groups that pass together would each have passed in their turn, and one audit
/// decides them all; those that the tree alone refuses in their turn are left out before. Where the rest does not pass,
/// their halves are decided. (Above a threshold of 5, more figures cut people
/// into more pieces, and a set may then have more than the four that are searched: one by one, a group less may pass.)
pub(super) fn add_by_halves<const C: u64>(audit: &Audit<'_, C>, shown: &mut [bool], candidates: &[usize]) {
    let mut trial = shown.to_vec();
    for group in audit.safe_in_tree(shown, candidates) {
        trial[group] = true;
    }
    if audit.examine(&trial).is_ok() {
        shown.copy_from_slice(&trial);
    } else if candidates.len() > 1 {
        let (first, second) = candidates.split_at(candidates.len() / 2);
        add_by_halves(audit, shown, first);
        add_by_halves(audit, shown, second);
    }
}

impl Proof {
    /// What was examined and found, in plain English.
    pub fn sentences(&self) -> Vec<String> {
        let Proof { secret, threshold, questions, groups, shown, earlier, rank, pieces, sets, already } = self;
        if *shown == 0 {
            return vec![format!(
                "Nothing is shown of {}: a figure takes {}.",
                counted(*groups, "group"),
                counted(*threshold as usize, "respondent"),
            )];
        }
        let mut sentences = vec![format!(
            "{shown} of {} {} shown, each with at least {}; whether another is hidden because it is small or because it \
             would give a small one away is not recorded.",
            counted(*groups, "group"),
            if *shown == 1 { "is" } else { "are" },
            counted(*threshold as usize, "respondent"),
        )];
        sentences.push(if *threshold <= 5 {
            format!(
                "No set of fewer than {threshold} people, however it is put together, can be worked out by adding and \
                 subtracting what is shown."
            )
        } else {
            format!(
                "No union of up to three hidden groups, nothing that is left of a team without the teams below it, and \
                 no set of up to four of the smallest parts that the figures tell apart can be worked out by adding \
                 and subtracting what is shown, if it has fewer than {threshold} people."
            )
        });
        if *questions > 1 {
            sentences.push(format!(
                "Not everybody answered every question: {questions} different sets of respondents were each examined."
            ));
        }
        if *secret == Secret::Differences {
            sentences.push(format!(
                "Nor can the difference between two sets of people that together are fewer than {threshold}."
            ));
        }
        if *earlier > 0 {
            sentences.push(format!(
                "{} that earlier releases show {} counted as if everybody had kept their figures.",
                counted(*earlier, "group"),
                if *earlier == 1 { "was" } else { "were" },
            ));
        }
        if *already > 0 {
            sentences.push(format!(
                "{} {} from earlier releases alone, which this release cannot take back.",
                counted(*already, "small set"),
                if *already == 1 { "follows" } else { "follow" },
            ));
        }
        sentences.push(if *pieces == 0 {
            format!(
                "The figures hold {}. Whatever follows takes in at least {}, which was shown by exact elimination \
                 modulo each of two primes.",
                counted(*rank, "independent sum"),
                counted(*threshold as usize, "person"),
            )
        } else {
            format!(
                "The figures hold {}. Where groups across the organisation cut its teams into small parts, {} and {} of \
                 them were tested by exact elimination modulo each of two primes; elsewhere whatever follows from the \
                 figures takes in at least {}.",
                counted(*rank, "independent sum"),
                counted(*pieces, "such part"),
                counted(*sets as usize, "set"),
                counted(*threshold as usize, "person"),
            )
        });
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::super::census::{CensusGroup, CensusPlace};
    use super::*;

    fn release(people: &[u32]) -> Decision {
        let all = (0..people.len() as u32).collect();
        let teams = (0..people.len() as u32).map(|cell| vec![cell]);
        let groups: Vec<CensusGroup> =
            std::iter::once(all).chain(teams).map(|cells| CensusGroup { place: CensusPlace::Tree, cells }).collect();
        decided(&[Census::new(people, &groups, &[], 5).unwrap()])
    }

    fn decided(censuses: &[Census]) -> Decision {
        let groups = censuses[0].groups().len();
        Decision::decide(censuses, Secret::Sets, &vec![true; groups], |_| ())
    }

    #[test]
    fn a_small_team_takes_a_large_one_with_it_and_both_read_the_same() {
        use Verdict::{Shown, Suppressed};
        let release = release(&[8, 7, 6, 3]);
        assert_eq!(release.verdicts, [Shown, Shown, Shown, Suppressed, Suppressed]);
        let json = serde_json::to_string(&release.verdicts).unwrap();
        assert_eq!(json, r#"["shown","shown","shown","suppressed","suppressed"]"#);
    }

    #[test]
    fn a_group_that_one_question_gives_away_is_hidden_for_all_of_them() {
        let teams: Vec<CensusGroup> = [vec![0, 1, 2], vec![0], vec![1], vec![2]]
            .map(|cells| CensusGroup { place: CensusPlace::Tree, cells })
            .to_vec();
        let census = |people: &[u32]| Census::new(people, &teams, &[], 5).unwrap();
        let both = decided(&[census(&[8, 8, 8]), census(&[8, 8, 4])]);
        assert_eq!(both.verdicts, decided(&[census(&[8, 8, 4])]).verdicts);
        assert_eq!(both.proof.questions, 2);
    }

    #[test]
    fn an_organisation_below_the_threshold_shows_nothing_and_nobody_is_no_fault() {
        assert!(release(&[2, 2]).verdicts.iter().all(|&verdict| verdict == Verdict::Suppressed));
        assert_eq!(release(&[]).proof.shown, 0);
    }

    #[test]
    fn the_proof_reads_as_sentences() {
        let sentences = release(&[8, 7, 6, 3]).proof.sentences();
        assert!(
            sentences[0].starts_with("3 of 5 groups are shown, each with at least 5 respondents;"),
            "{sentences:?}"
        );
        assert!(sentences.iter().all(|sentence| sentence.ends_with('.') && !sentence.contains("  ")), "{sentences:?}");
    }
}
