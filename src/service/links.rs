//! Links for signing in that an administrator makes for others: for one person, a team, or everybody. They open taking
//! part, and nothing that was answered before.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use footing_core::organisation::{
    AuditEvent, Destination, EmailAddress, KeyHash, Member, PersonId, Secret, SignInLink, TeamId, TeamPath, audit,
};
use footing_core::survey::WaveId;

use super::access::Administrator;
use super::context::Context;
use super::{Result, ServiceError, roster};

/// How many days a link lasts that is for no wave.
const LASTS: i64 = 14;
/// How many links are written at a time, and named in one entry of the audit log.
const HANDFUL: usize = 200;

/// For whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// The address or the staff id of one person, as it was typed.
    Person(String),
    /// A team and those below it.
    Team(TeamId),
    Everybody,
}

/// Links that were made. They can be shown now and never again: what is kept is their hashes.
#[derive(Debug)]
pub struct Links {
    /// In the order of teams, then names.
    pub made: Vec<(Member, Secret)>,
    /// The last day they can be used.
    pub last_day: Date,
}

/// Who would get a link: of those who are in the roster, and invited if it is for a wave. In the order of teams, then
/// names; nobody if there is no such person or team.
///
/// # Errors
/// [`ServiceError::NotFound`] for a wave that does not exist, [`ServiceError::Closed`] for one that is not open.
pub async fn people(context: &Context, by: &Administrator, whom: &Whom, wave: Option<WaveId>) -> Result<Vec<Member>> {
    let invited = match wave {
        Some(wave) => Some(invited(context, wave).await?),
        None => None,
    };
    let is_meant = |member: &Member| match whom {
        Whom::Everybody => true,
        Whom::Team(team) => member.team.ancestors_and_self().any(|path: TeamPath| path.id() == *team),
        Whom::Person(typed) => {
            EmailAddress::parse(typed).is_ok_and(|email| email == member.email) || member.staff.as_str() == typed.trim()
        }
    };
    let mut people = roster::members(context, by).await?;
    people.retain(|member| is_meant(member) && invited.as_ref().is_none_or(|invited| invited.contains(&member.person)));
    people.sort_by(|a, b| (&a.team, &a.name, &a.staff).cmp(&(&b.team, &b.name, &b.staff)));
    Ok(people)
}

/// Makes a link for each of these people. It leads to the wave, if it is for one, and then lasts until that is over.
///
/// # Errors
/// As [`people`].
pub async fn make(context: &Context, by: &Administrator, people: Vec<Member>, wave: Option<WaveId>) -> Result<Links> {
    let now = context.clock.now();
    let last_day = match wave {
        Some(wave) => last_day(context, wave).await?,
        None => context.today().saturating_add(LASTS.days()),
    };
    // When that day is over everywhere on earth.
    let until = last_day.saturating_add(2.days()).to_zoned(TimeZone::UTC).map_or(Timestamp::MAX, |end| end.timestamp());
    let to = wave.map(Destination::of_wave);
    let mut made = Vec::with_capacity(people.len());
    for handful in people.chunks(HANDFUL) {
        let mut links: Vec<(KeyHash, SignInLink)> = Vec::with_capacity(handful.len());
        for member in handful {
            let secret = Secret::short_from_random(context.randomness.bits());
            let opens = SignInLink::new(member.person, member.email.clone(), now, until.duration_since(now));
            links.push((secret.hash(), opens.reaching(by.links_reach).leading_to(to.clone())));
            made.push((member.clone(), secret));
        }
        let people = handful.iter().map(|member| audit::person(member.person)).collect();
        let event = by.event(context, AuditEvent::LinksMade { wave: wave.map(|wave| wave.to_string()), people });
        context.store.keep_links(links, Some(event)).await?;
    }
    Ok(Links { made, last_day })
}

async fn invited(context: &Context, wave: WaveId) -> Result<BTreeSet<PersonId>> {
    last_day(context, wave).await?;
    Ok(context.store.everybody_invited(wave).await?.into_iter().map(|invited| invited.person).collect())
}

async fn last_day(context: &Context, wave: WaveId) -> Result<Date> {
    let wave = context.store.wave(wave).await?.ok_or(ServiceError::NotFound)?;
    Ok(wave.open_now().ok_or(ServiceError::Closed)?.contract.terms.closes)
}
