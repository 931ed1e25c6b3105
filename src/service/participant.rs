//! A participant: somebody who proved to be the person whose data this is; and a respondent, who may answer for them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::store::Occasion;
use footing_core::organisation::{Member, PersonId, Seal, Secret};
use footing_core::practice::{Commitment, ImplementationIntention};
use footing_core::survey::{Draft, Response, ResponseId, WaveId};

use super::Result;
use super::context::Context;

/// The right to read and change what belongs to one person. Only [`recognise`], [`enrol`] and signing in with a letter
/// of one's own make one.
#[derive(Clone, Copy, Debug)]
pub struct Participant {
    pub(super) person: PersonId,
}

/// The right to take part in waves as one person, and to see what was answered with it. Anyone who uses a link that
/// somebody else made has this and no [`Participant`]: what was answered before, or meanwhile elsewhere, stays closed to
/// them. So has a person whose address changed, until they open what is locked.
#[derive(Clone, Copy, Debug)]
pub struct Respondent {
    pub(super) person: PersonId,
    /// `None` sees everything of the person. A seal makes the ids of what it answers, and sees what has such an id.
    pub(super) only: Option<Seal>,
}

impl From<Participant> for Respondent {
    fn from(Participant { person }: Participant) -> Respondent {
        Respondent { person, only: None }
    }
}

impl Respondent {
    /// The id of a draft that is begun now.
    pub(super) fn new_id(&self, context: &Context, occasion: &Occasion) -> ResponseId {
        self.own_id(occasion).unwrap_or_else(|| ResponseId::from_random(context.randomness.bits()))
    }

    /// Whether it may see the answers of a draft or response.
    pub(super) fn sees(&self, occasion: &Occasion, id: ResponseId) -> bool {
        self.own_id(occasion).is_none_or(|own| own == id)
    }

    /// Whether it may see what is answered outside of waves, and what was answered whenever.
    pub(super) fn is_whole(&self) -> bool {
        self.only.is_none()
    }

    fn own_id(&self, Occasion { survey, wave }: &Occasion) -> Option<ResponseId> {
        let wave = wave.map(|wave| wave.to_string()).unwrap_or_default();
        self.only.map(|seal| ResponseId::from_random(seal.bits(&format!("{survey} {wave}"))))
    }
}

/// A new key for somebody who has none yet.
pub fn new_key(context: &Context) -> Secret {
    Secret::from_random(context.randomness.bits())
}

/// Gives somebody who signs in with their address a key of their own, which opens what is theirs if that address changes. One
/// they had opens nothing any more.
///
/// # Errors
/// A store that fails.
pub async fn give_key(context: &Context, participant: Participant) -> Result<Secret> {
    let key = new_key(context);
    context.store.file_under(participant.person, Some(key.hash())).await?;
    Ok(key)
}

/// Whether somebody has such a key: others at their device could have made one, which outlasts every session.
///
/// # Errors
/// A store that fails.
pub async fn has_key(context: &Context, participant: Participant) -> Result<bool> {
    Ok(context.store.has_key(participant.person).await?)
}

/// Has no key open anything of somebody's any more.
///
/// # Errors
/// A store that fails.
pub async fn drop_key(context: &Context, participant: Participant) -> Result<()> {
    Ok(context.store.file_under(participant.person, None).await?)
}

/// The participant a key belongs to.
///
/// # Errors
/// A store that fails.
pub async fn recognise(context: &Context, key: &Secret) -> Result<Option<Participant>> {
    let person = context.store.person_with_key(key.hash()).await?;
    Ok(person.map(|person| Participant { person }))
}

/// Files a new person under a key. The same key again gives the same participant, so a start sent twice is one start.
///
/// # Errors
/// A store that fails.
pub async fn enrol(context: &Context, key: &Secret) -> Result<Participant> {
    let person = PersonId::from_random(context.randomness.bits());
    let person = context.store.enrol(person, key.hash(), context.today()).await?;
    Ok(Participant { person })
}

/// Replaces a key by a new one; links and cookies with the old one open nothing any more.
///
/// # Errors
/// [`NotFound`](super::ServiceError::NotFound) if the key is not known (any more).
pub async fn renew_key(context: &Context, old: &Secret) -> Result<Secret> {
    let new = new_key(context);
    context.store.replace_key(old.hash(), new.hash()).await?;
    Ok(new)
}

/// Removes anyone who began on their own, handed nothing in and has not come back for too long. Returns how many people
/// stay who have begun and handed nothing in.
///
/// # Errors
/// A store that fails.
pub async fn forget_unfinished(context: &Context) -> Result<usize> {
    // Few at a time, because an answer that comes meanwhile waits for them.
    const HANDFUL: usize = 100;
    let (mut after, mut unfinished) = (None, 0);
    loop {
        let swept = context.store.forget_unfinished(after, HANDFUL, context.today()).await?;
        unfinished += swept.unfinished;
        after = swept.next;
        if after.is_none() {
            return Ok(unfinished);
        }
        tokio::task::yield_now().await;
    }
}

/// Removes everything that is linked to the participant.
///
/// # Errors
/// A store that fails; then nothing was removed.
pub async fn erase(context: &Context, participant: Participant) -> Result<()> {
    Ok(context.store.erase(participant.person).await?)
}

/// Everything that is linked to a participant, as a file they can take away.
#[derive(Debug, Serialize)]
pub struct Export {
    /// What the roster says.
    pub member: Option<Member>,
    pub drafts: Vec<Draft>,
    pub responses: Vec<Response>,
    pub commitments: Vec<Commitment>,
    pub declined_steps: Vec<String>,
    /// What they meant to do as a leader, by wave.
    pub meant: BTreeMap<WaveId, ImplementationIntention>,
}

/// # Errors
/// A store that fails.
pub async fn export(context: &Context, participant: Participant) -> Result<Export> {
    let Participant { person } = participant;
    Ok(Export {
        drafts: context.store.drafts(person).await?,
        member: context.store.member(person).await?,
        responses: context.store.responses(person).await?,
        commitments: context.store.commitments(person).await?,
        declined_steps: context.store.declined(person).await?.iter().map(ToString::to_string).collect(),
        meant: context.store.if_thens(person).await?.into_iter().collect(),
    })
}
