//! Where everything stands in the tree. What belongs to a person begins with the person, so that listing it and erasing
//! it are scans of one range; no name is the beginning of another, because ids have a fixed length or end at a slash.

use std::fmt;

use crate::store::vault::{KeyOwner, SealedFor};
use crate::store::{BallotBox, Occasion};
use footing_core::guidance::StepId;
use footing_core::organisation::{KeyHash, LinkRequest, PersonId, TeamId};
use footing_core::survey::{ResponseId, SurveyId, WaveId};
use footing_core::wave::{Invitation, LotId};

/// The place of one value, or the beginning of the places of several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(Vec<u8>);

impl Key {
    pub fn probe() -> Key {
        Key::of(&[b"probe"])
    }

    /// The person a key opens.
    pub fn opened_by(key: KeyHash) -> Key {
        Key::of(&[b"key/", &key.0])
    }

    pub fn people() -> Key {
        Key::of(&[b"person/"])
    }

    /// The person, and the beginning of everything of theirs.
    pub fn person(person: PersonId) -> Key {
        Key::people().then(&[person.as_bytes()])
    }

    /// That a key is the person's, for finding it when the person is erased.
    pub fn key_of(person: PersonId, key: KeyHash) -> Key {
        Key::keys_of(person).then(&[&key.0])
    }

    pub fn keys_of(person: PersonId) -> Key {
        Key::person(person).then(&[b"/key/"])
    }

    /// After everything of a person, and before the next one.
    pub fn after_person(person: PersonId) -> Key {
        // What is theirs goes on with a slash.
        Key::person(person).then(&[b"0"])
    }

    /// Whose it is, if it is a person or theirs.
    pub fn owner(&self) -> Option<PersonId> {
        let (id, _) = self.after(&Key::people())?.split_first_chunk()?;
        Some(PersonId::from_random(*id))
    }

    /// Since when a person who has only begun has answered nothing more.
    pub fn quiet(person: PersonId) -> Key {
        Key::person(person).then(&[b"/quiet"])
    }

    pub fn draft(person: PersonId, occasion: &Occasion) -> Key {
        let place = Key::drafts(person).then(&[occasion.survey.as_str().as_bytes()]);
        match &occasion.wave {
            Some(wave) => place.then(&[b"/", wave.as_bytes()]),
            None => place,
        }
    }

    pub fn drafts(person: PersonId) -> Key {
        Key::person(person).then(&[b"/draft/"])
    }

    /// With the wave, because a response given in one is sealed under the wave's key too.
    pub fn response(person: PersonId, wave: Option<WaveId>, response: ResponseId) -> Key {
        let place = Key::responses(person).then(&[response.as_bytes()]);
        match &wave {
            Some(wave) => place.then(&[b"/", wave.as_bytes()]),
            None => place,
        }
    }

    pub fn responses(person: PersonId) -> Key {
        Key::person(person).then(&[b"/response/"])
    }

    pub fn commitment(person: PersonId, step: &StepId) -> Key {
        Key::commitments(person).then(&[step.as_str().as_bytes()])
    }

    pub fn commitments(person: PersonId) -> Key {
        Key::person(person).then(&[b"/commitment/"])
    }

    pub fn declined(person: PersonId, step: &StepId) -> Key {
        Key::all_declined(person).then(&[step.as_str().as_bytes()])
    }

    pub fn all_declined(person: PersonId) -> Key {
        Key::person(person).then(&[b"/declined/"])
    }

    /// What is known of a version of a survey file. Versions sort as numbers.
    pub fn survey(survey: &SurveyId, version: u32) -> Key {
        Key::surveys(survey).then(&[&version.to_be_bytes()])
    }

    pub fn surveys(survey: &SurveyId) -> Key {
        Key::of(&[b"survey/", survey.as_str().as_bytes(), b"/"])
    }

    pub fn survey_piece(survey: &SurveyId, version: u32, piece: u32) -> Key {
        Key::survey_pieces(survey, version).then(&[&piece.to_be_bytes()])
    }

    pub fn survey_pieces(survey: &SurveyId, version: u32) -> Key {
        Key::of(&[b"survey-file/", survey.as_str().as_bytes(), b"/", &version.to_be_bytes()])
    }

    /// That somebody has answered under a version of a survey.
    pub fn survey_used(survey: &SurveyId, version: u32) -> Key {
        Key::of(&[b"survey-used/", survey.as_str().as_bytes(), b"/", &version.to_be_bytes()])
    }

    pub fn members() -> Key {
        Key::of(&[b"member/"])
    }

    pub fn member(person: PersonId) -> Key {
        Key::members().then(&[person.as_bytes()])
    }

    pub fn addresses() -> Key {
        Key::of(&[b"address/"])
    }

    /// The active member who reads mail at an address, by what stands for the address.
    pub fn address(index: [u8; 16]) -> Key {
        Key::addresses().then(&[&index])
    }

    /// The number that grows with every change of the roster.
    pub fn roster_number() -> Key {
        Key::of(&[b"roster-number"])
    }

    pub fn links() -> Key {
        Key::of(&[b"link/"])
    }

    pub fn link(link: KeyHash) -> Key {
        Key::links().then(&[&link.0])
    }

    pub fn sessions() -> Key {
        Key::of(&[b"session/"])
    }

    pub fn session(key: KeyHash) -> Key {
        Key::sessions().then(&[&key.0])
    }

    /// With which devices are marked.
    pub fn device_key() -> Key {
        Key::of(&[b"device-key"])
    }

    pub fn sessions_of(person: PersonId) -> Key {
        Key::person(person).then(&[b"/session/"])
    }

    /// That a session is the person's, for ending it with all others.
    pub fn session_of(person: PersonId, key: KeyHash) -> Key {
        Key::sessions_of(person).then(&[&key.0])
    }

    /// On what they answered before their address changed.
    pub fn address_lock(person: PersonId) -> Key {
        Key::person(person).then(&[b"/address-lock"])
    }

    pub fn links_of(person: PersonId) -> Key {
        Key::person(person).then(&[b"/link/"])
    }

    pub fn link_of(person: PersonId, link: KeyHash) -> Key {
        Key::links_of(person).then(&[&link.0])
    }

    pub fn grants() -> Key {
        Key::of(&[b"grant/"])
    }

    pub fn grant(person: PersonId) -> Key {
        Key::grants().then(&[person.as_bytes()])
    }

    /// What layouts before the fourth granted to an address, by what stands for it.
    pub fn grant_of_address(index: [u8; 16]) -> Key {
        Key::grants().then(&[&index])
    }

    pub fn api_tokens() -> Key {
        Key::of(&[b"api-token/"])
    }

    pub fn api_token(key: KeyHash) -> Key {
        Key::api_tokens().then(&[&key.0])
    }

    pub fn waves() -> Key {
        Key::of(&[b"wave/"])
    }

    pub fn wave(wave: WaveId) -> Key {
        Key::waves().then(&[wave.as_bytes()])
    }

    pub fn everybody_invited(wave: WaveId) -> Key {
        Key::of(&[b"wave-person/", wave.as_bytes()])
    }

    pub fn invited(wave: WaveId, person: PersonId) -> Key {
        Key::everybody_invited(wave).then(&[person.as_bytes()])
    }

    pub fn invited_teams(wave: WaveId) -> Key {
        Key::of(&[b"wave-team/", wave.as_bytes()])
    }

    pub fn invited_team(wave: WaveId, team: TeamId) -> Key {
        Key::invited_teams(wave).then(&[team.as_bytes()])
    }

    pub fn everything_handed_in() -> Key {
        Key::of(&[b"wave-answered/"])
    }

    /// Who has handed in a survey of a wave.
    pub fn all_handed_in(wave: WaveId, survey: &SurveyId) -> Key {
        Key::everything_handed_in().then(&[wave.as_bytes(), survey.as_str().as_bytes(), b"/"])
    }

    pub fn handed_in(wave: WaveId, survey: &SurveyId, person: PersonId) -> Key {
        Key::all_handed_in(wave, survey).then(&[person.as_bytes()])
    }

    pub fn release(wave: WaveId) -> Key {
        Key::of(&[b"release/", wave.as_bytes()])
    }

    pub fn release_rows(wave: WaveId) -> Key {
        Key::of(&[b"release-row/", wave.as_bytes()])
    }

    pub fn release_row(wave: WaveId, number: u32) -> Key {
        Key::release_rows(wave).then(&[&number.to_be_bytes()])
    }

    /// What a release must come to, head and rows.
    pub fn release_seal(wave: WaveId) -> Key {
        Key::of(&[b"release-seal/", wave.as_bytes()])
    }

    /// The public key to which ballots of a wave are sealed.
    pub fn ballot_key(wave: WaveId) -> Key {
        Key::ballot_keys().then(&[wave.as_bytes()])
    }

    pub fn ballot_keys() -> Key {
        Key::of(&[b"ballot-key/"])
    }

    /// Who has cast a ballot in a wave.
    pub fn turnout(wave: WaveId) -> Key {
        Key::all_turnout().then(&[wave.as_bytes()])
    }

    pub fn all_turnout() -> Key {
        Key::of(&[b"ballot-cast/"])
    }

    pub fn turnout_of(wave: WaveId, survey: &SurveyId) -> Key {
        Key::turnout(wave).then(&[survey.as_str().as_bytes(), b"/"])
    }

    /// That somebody has, by what stands for them.
    pub fn taken_part(place: &BallotBox, index: [u8; 16]) -> Key {
        Key::turnout_of(place.wave, &place.survey).then(&[place.group.as_bytes(), &index])
    }

    /// The sealed ballots of a wave, each at a place of chance.
    pub fn envelopes(wave: WaveId) -> Key {
        Key::all_envelopes().then(&[wave.as_bytes()])
    }

    pub fn all_envelopes() -> Key {
        Key::of(&[b"envelope/"])
    }

    pub fn envelope(wave: WaveId, chance: [u8; 16]) -> Key {
        Key::envelopes(wave).then(&[&chance])
    }

    /// The ballots of a closed wave, opened and sorted.
    pub fn ballots(wave: WaveId) -> Key {
        Key::of(&[b"ballots/", wave.as_bytes()])
    }

    pub fn ballots_of(wave: WaveId, survey: &SurveyId) -> Key {
        Key::ballots(wave).then(&[survey.as_str().as_bytes(), b"/"])
    }

    /// How many cast a ballot, by the group under which they did.
    pub fn cast_counts(wave: WaveId) -> Key {
        Key::of(&[b"ballots-cast/", wave.as_bytes()])
    }

    pub fn cast_counts_of(wave: WaveId, survey: &SurveyId) -> Key {
        Key::cast_counts(wave).then(&[survey.as_str().as_bytes(), b"/"])
    }

    pub fn cast_count(place: &BallotBox) -> Key {
        Key::cast_counts_of(place.wave, &place.survey).then(&[place.group.as_bytes()])
    }

    pub fn ballots_in(place: &BallotBox) -> Key {
        Key::ballots_of(place.wave, &place.survey).then(&[place.group.as_bytes()])
    }

    pub fn promises(team: TeamId) -> Key {
        Key::of(&[b"promise/", team.as_bytes()])
    }

    pub fn promise(team: TeamId, wave: WaveId) -> Key {
        Key::promises(team).then(&[wave.as_bytes()])
    }

    pub fn implementation_intention(person: PersonId, wave: WaveId) -> Key {
        Key::if_thens(person).then(&[wave.as_bytes()])
    }

    pub fn if_thens(person: PersonId) -> Key {
        Key::person(person).then(&[b"/if-then/"])
    }

    pub fn outbox() -> Key {
        Key::of(&[b"outbox/"])
    }

    /// The earliest due comes first.
    pub fn owed(invitation: &Invitation) -> Key {
        // With the sign turned round, numbers sort as their bytes do.
        let due = invitation.due.as_nanosecond() ^ i128::MIN;
        Key::outbox().then(&[&due.to_be_bytes(), invitation.id.as_bytes()])
    }

    pub fn all_lots() -> Key {
        Key::of(&[b"outbox-lot/"])
    }

    pub fn lots(wave: WaveId) -> Key {
        Key::all_lots().then(&[wave.as_bytes()])
    }

    pub fn lot(wave: WaveId, lot: LotId) -> Key {
        Key::lots(wave).then(&[lot.as_bytes()])
    }

    /// Mails of a wave that were refused.
    pub fn refusals(wave: WaveId) -> Key {
        Key::of(&[b"outbox-refused/", wave.as_bytes()])
    }

    pub fn refusal(wave: WaveId, person: PersonId) -> Key {
        Key::refusals(wave).then(&[person.as_bytes()])
    }

    /// Requests for links to sign in.
    pub fn link_requests() -> Key {
        Key::of(&[b"link-request/"])
    }

    /// The earliest due comes first.
    pub fn link_request(request: &LinkRequest) -> Key {
        let due = request.due.as_nanosecond() ^ i128::MIN;
        Key::link_requests().then(&[&due.to_be_bytes(), request.id.as_bytes()])
    }

    pub fn audit_log() -> Key {
        Key::of(&[b"audit/"])
    }

    pub fn audit_entry(number: u64) -> Key {
        Key::audit_log().then(&[&number.to_be_bytes()])
    }

    /// The number of the last entry.
    pub fn audit_number() -> Key {
        Key::of(&[b"audit-number"])
    }

    /// What says which entry is the last one.
    pub fn audit_seal() -> Key {
        Key::of(&[b"audit-seal"])
    }

    /// That the organisation is made up.
    pub fn example() -> Key {
        Key::of(&[b"example"])
    }

    /// What all records come to, after a change of more than one.
    pub fn tally() -> Key {
        Key::of(&[b"tally"])
    }

    /// A piece of a value that is too large for one place. Nothing else begins so, and no listing meets one.
    pub fn piece(of: &Key, number: u32) -> Key {
        Key::pieces(of).then(&[&number.to_be_bytes()])
    }

    pub fn pieces(of: &Key) -> Key {
        // With its length, since a key may be the beginning of another.
        Key::of(&[b"piece/", &(of.0.len() as u32).to_be_bytes(), &of.0])
    }

    /// Whose keys its value is sealed under; `None` for what is linked to nobody.
    pub fn sealed_for(&self) -> Option<SealedFor> {
        // Asked at every read and write: nothing is allocated here.
        let id_behind = |beginning: &[u8]| self.0.strip_prefix(beginning)?.first_chunk::<16>().copied();
        let of_person = || {
            let (id, rest) = self.0.strip_prefix(b"person/")?.split_first_chunk::<16>()?;
            // The first day, and keys and sessions: ids of chance.
            let is_clear =
                rest.is_empty() || [b"/key/".as_slice(), b"/session/", b"/link/"].iter().any(|of| rest.starts_with(of));
            let second = wave_at_the_end(rest).map(KeyOwner::Wave);
            (!is_clear).then_some(SealedFor { first: KeyOwner::Person(PersonId::from_random(*id)), second })
        };
        let of_one = || {
            let of_wave = || id_behind(b"wave-person/").or_else(|| id_behind(b"outbox-refused/"));
            let of_store = [b"session/".as_slice(), b"link/", b"link-request/", b"grant/", b"audit/"];
            let is_of_store = || of_store.iter().any(|beginning| self.0.starts_with(beginning));
            let first = id_behind(b"member/")
                .map(|id| KeyOwner::Member(PersonId::from_random(id)))
                .or_else(|| of_wave().map(|id| KeyOwner::Wave(WaveId::from_random(id))))
                .or_else(|| is_of_store().then_some(KeyOwner::Store))?;
            Some(SealedFor { first, second: None })
        };
        of_person().or_else(of_one)
    }

    /// The first id after a beginning.
    pub fn id_after(&self, beginning: &Key) -> Option<[u8; 16]> {
        self.after(beginning)?.first_chunk().copied()
    }

    /// Whether ids have their lengths, in the subjects that are many: a key of theirs that lost or gained a few bytes is none.
    pub fn is_complete(&self) -> bool {
        const LENGTHS: [(&[u8], usize); 14] = [
            (b"member/", 16),
            (b"address/", 16),
            (b"session/", 32),
            (b"link/", 32),
            (b"key/", 32),
            (b"grant/", 16),
            (b"wave/", 16),
            (b"wave-person/", 32),
            (b"wave-team/", 32),
            (b"release-row/", 20),
            (b"envelope/", 32),
            (b"outbox/", 32),
            (b"link-request/", 32),
            (b"audit/", 8),
        ];
        if let Some(rest) = self.0.strip_prefix(b"person/") {
            return rest.split_at_checked(16).is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with(b"/"));
        }
        let of_subject =
            |(subject, length): &(&[u8], usize)| self.0.strip_prefix(*subject).map(|id| id.len() == *length);
        LENGTHS.iter().find_map(of_subject).unwrap_or(true)
    }

    pub fn is_piece(&self) -> bool {
        self.0.starts_with(b"piece/")
    }

    /// A key as it was found in the tree.
    pub fn found(bytes: &[u8]) -> Key {
        Key(bytes.to_vec())
    }

    /// What follows the beginning, if the key begins with it.
    pub fn after(&self, beginning: &Key) -> Option<&[u8]> {
        self.0.strip_prefix(beginning.0.as_slice())
    }

    /// Whether the key's last part is the person.
    pub fn ends_with(&self, person: PersonId) -> bool {
        self.0.ends_with(person.as_bytes())
    }

    fn of(parts: &[&[u8]]) -> Key {
        Key(parts.concat())
    }

    fn then(mut self, parts: &[&[u8]]) -> Key {
        self.0.extend(parts.concat());
        self
    }
}

/// Of a draft or a response that was given in one.
fn wave_at_the_end(rest: &[u8]) -> Option<WaveId> {
    let occasion = match (rest.strip_prefix(b"/draft/"), rest.strip_prefix(b"/response/")) {
        // A survey's name has no slash.
        (Some(draft), _) => draft.split_at_checked(draft.iter().position(|byte| *byte == b'/')?)?.1,
        (_, Some(response)) => response.get(16..)?,
        _ => return None,
    };
    Some(WaveId::from_random(occasion.strip_prefix(b"/")?.try_into().ok()?))
}

impl AsRef<[u8]> for Key {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.escape_ascii().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survey_whose_name_begins_like_another_has_places_of_its_own() {
        let survey = |name| SurveyId::parse(name).unwrap();
        let found = Key::survey(&survey("habit-check"), 1);
        assert_eq!(found.after(&Key::surveys(&survey("habit"))), None);
        assert_eq!(found.after(&Key::surveys(&survey("habit-check"))), Some([0, 0, 0, 1].as_slice()));
    }

    #[test]
    fn a_key_is_complete_unless_an_id_in_it_is_too_short_or_too_long() {
        let (person, wave) = (PersonId::from_random([7; 16]), WaveId::from_random([9; 16]));
        let whole = [
            Key::person(person),
            Key::quiet(person),
            Key::link_of(person, KeyHash([1; 32])),
            Key::member(person),
            Key::address([1; 16]),
            Key::session(KeyHash([1; 32])),
            Key::link(KeyHash([1; 32])),
            Key::opened_by(KeyHash([1; 32])),
            Key::grant(person),
            Key::wave(wave),
            Key::invited(wave, person),
            Key::invited_team(wave, TeamId::ORGANISATION),
            Key::release_row(wave, 3),
            Key::envelope(wave, [1; 16]),
            Key::audit_entry(3),
            Key::audit_number(),
        ];
        for key in whole {
            assert!(key.is_complete(), "{key}");
        }
        let longer = |key: Key| Key::found(&[&key.0[..9], b"1", &key.0[9..]].concat());
        assert!(!longer(Key::quiet(person)).is_complete());
        assert!(!longer(Key::member(person)).is_complete());
        assert!(!longer(Key::envelope(wave, [1; 16])).is_complete());
    }

    #[test]
    fn what_is_linked_to_a_person_is_sealed_for_them_and_what_is_not_lies_open() {
        let (person, wave) = (PersonId::from_random([7; 16]), WaveId::from_random([9; 16]));
        let occasion = |wave| Occasion { survey: SurveyId::parse("habit-check").unwrap(), wave };
        let id = ResponseId::from_random([3; 16]);
        let sealed = |first, second| Some(SealedFor { first, second });
        let of_person = KeyOwner::Person(person);
        for (key, sealed_for) in [
            (Key::draft(person, &occasion(None)), sealed(of_person, None)),
            (Key::draft(person, &occasion(Some(wave))), sealed(of_person, Some(KeyOwner::Wave(wave)))),
            (Key::response(person, None, id), sealed(of_person, None)),
            (Key::response(person, Some(wave), id), sealed(of_person, Some(KeyOwner::Wave(wave)))),
            (Key::quiet(person), sealed(of_person, None)),
            (Key::member(person), sealed(KeyOwner::Member(person), None)),
            (Key::invited(wave, person), sealed(KeyOwner::Wave(wave), None)),
            (Key::refusal(wave, person), sealed(KeyOwner::Wave(wave), None)),
            (Key::session(KeyHash([1; 32])), sealed(KeyOwner::Store, None)),
            (Key::link(KeyHash([1; 32])), sealed(KeyOwner::Store, None)),
            (Key::grant(person), sealed(KeyOwner::Store, None)),
            (Key::audit_entry(1), sealed(KeyOwner::Store, None)),
            (Key::audit_number(), None),
            (Key::person(person), None),
            (Key::key_of(person, KeyHash([1; 32])), None),
            (Key::wave(wave), None),
            (Key::release(wave), None),
        ] {
            assert_eq!(key.sealed_for(), sealed_for, "{key}");
        }
    }

    #[test]
    fn a_key_is_printed_so_that_it_can_be_found_again() {
        let person = PersonId::from_random([7; 16]);
        let survey = SurveyId::parse("habit-check").unwrap();
        let key = Key::draft(person, &Occasion { survey, wave: None });
        assert_eq!(key.to_string(), format!("person/{}/draft/habit-check", r"\x07".repeat(16)));
    }
}
