//! A wave from draft to closed, as an administrator leads it.

use jiff::ToSpan;
use jiff::civil::Date;

use footing_core::disclosure::{HandedIn, Invitees, Participation};

use footing_core::organisation::AuditEvent;
use footing_core::survey::{Choice, ChoiceId, InstrumentRole, Privacy, Scale, Survey, SurveyId, WaveId};
use footing_core::wave::{
    Asked, AskedLately, Choices, Intent, IntentFault, IntentForm, Snapshot, Stage, Terms, TermsFault, TermsForm,
    TooFewPeople, Wave,
};

use super::access::{Administrator, ReadsWaves};
use super::context::Context;
use super::{Result, ServiceError, release};

/// What the forms of a wave offer.
pub struct Offer<'c> {
    /// The surveys a wave can ask, in the order they are asked: what is quick and open first, what is private last.
    pub surveys: Vec<&'c Survey>,
    /// What those who lead choose among: from the survey of the role skill.
    pub work: Vec<&'c Choice>,
    pub tasks: Vec<&'c Choice>,
    /// How far AI may go: from the survey of the role intent.
    pub ladder: Option<&'c Scale>,
}

pub fn offer(context: &Context) -> Offer<'_> {
    let mut surveys: Vec<&Survey> = context.instruments.all().map(AsRef::as_ref).collect();
    surveys.sort_by_key(|survey| (order(survey.privacy()), survey.items().len()));
    let with = |role| surveys.iter().copied().find(|survey| survey.role() == Some(role));
    let source = with(InstrumentRole::Skill);
    let work = source.and_then(Survey::work_question).map(|question| question.choices.iter().collect());
    let tasks = source.and_then(Survey::task_question).map(|question| question.choices.iter().collect());
    let ladder = with(InstrumentRole::Intent).and_then(|survey| Some(survey.scale_of(survey.items().first()?)));
    Offer { work: work.unwrap_or_default(), tasks: tasks.unwrap_or_default(), ladder, surveys }
}

fn order(privacy: Privacy) -> u8 {
    match privacy {
        Privacy::Confidential => 0,
        Privacy::Anonymous => 1,
        Privacy::Private => 2,
    }
}

impl Offer<'_> {
    /// Whether those who lead can say of kinds of work how far AI may go there.
    pub fn asks_work(&self) -> bool {
        !self.work.is_empty() && self.ladder.is_some()
    }

    /// Checks terms against what is offered.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn terms(&self, form: &TermsForm, today: Date) -> Result<Terms, Vec<TermsFault>> {
        let known: Vec<SurveyId> = self.surveys.iter().map(|survey| survey.id().clone()).collect();
        form.parse(&known, today)
    }

    /// Checks an intent against what is offered.
    ///
    /// # Errors
    /// Every answer that is wrong.
    pub fn intent(&self, form: &IntentForm) -> Result<Intent, Vec<IntentFault>> {
        let ids = |choices: &[&Choice]| choices.iter().map(|choice| choice.id.clone()).collect::<Vec<ChoiceId>>();
        let (work, tasks) = (ids(&self.work), ids(&self.tasks));
        let rungs: Vec<u8> = self.ladder.iter().flat_map(|scale| scale.options()).map(|option| option.value).collect();
        form.parse(Choices { work: &work, tasks: &tasks, rungs: &rungs })
    }
}

/// Every wave, the newest first: drafts, then by the day it opened.
///
/// # Errors
/// A store that fails.
pub async fn waves(context: &Context, _: &impl ReadsWaves) -> Result<Vec<Wave>> {
    let mut waves = context.store.waves().await?;
    waves.sort_by_key(|wave| {
        std::cmp::Reverse((wave.opening().is_none(), wave.opening().map(|opening| opening.opened), wave.id))
    });
    Ok(waves)
}

/// # Errors
/// [`ServiceError::NotFound`] for a wave that does not exist.
pub async fn wave(context: &Context, _: &impl ReadsWaves, id: WaveId) -> Result<Wave> {
    context.store.wave(id).await?.ok_or(ServiceError::NotFound)
}

/// Begins a wave with these terms. Nobody is asked yet.
///
/// # Errors
/// A store that fails.
pub async fn draft(context: &Context, by: &Administrator, terms: Terms) -> Result<Wave> {
    let wave = Wave::draft(WaveId::from_random(context.randomness.bits()), terms);
    let event = AuditEvent::WaveDrafted { wave: wave.id.to_string(), name: wave.terms().name.clone() };
    context.store.change_wave(None, &wave, by.event(context, event)).await?;
    Ok(wave)
}

/// # Errors
/// [`ServiceError::Wave`] if the wave is no draft any more.
pub async fn set_terms(context: &Context, by: &Administrator, id: WaveId, terms: Terms) -> Result<Wave> {
    let before = wave(context, by, id).await?;
    change_draft(context, by, &before, before.clone().with_terms(terms)?).await
}

/// # Errors
/// [`ServiceError::Wave`] if the wave is no draft any more.
pub async fn set_intent(context: &Context, by: &Administrator, id: WaveId, intent: Intent) -> Result<Wave> {
    let before = wave(context, by, id).await?;
    change_draft(context, by, &before, before.clone().with_intent(intent)?).await
}

async fn change_draft(context: &Context, by: &Administrator, before: &Wave, after: Wave) -> Result<Wave> {
    let event = by.event(context, AuditEvent::DraftChanged { wave: after.id.to_string() });
    context.store.change_wave(Some(before), &after, event).await?;
    Ok(after)
}

/// Opens a draft for everybody who is in the roster now. From here on its contract stands.
///
/// # Errors
/// [`ServiceError::Wave`] if the wave is no draft or lacks the answers of those who lead,
/// [`ServiceError::TooFewPeople`] if the roster is too small to show anything without showing somebody,
/// [`ServiceError::AskedLately`] if one of the surveys is open in another wave or was until lately.
pub async fn open(context: &Context, by: &Administrator, id: WaveId) -> Result<Wave> {
    let draft = wave(context, by, id).await?;
    let terms = draft.terms();
    if let Some(found) = asked_lately(context, &draft).await? {
        return Err(found.into());
    }
    let surveys = terms.surveys.iter().map(|id| context.instruments.current(id).map(|survey| Asked::of(survey)));
    let surveys: Vec<Asked> = surveys.collect::<Option<_>>().ok_or(ServiceError::NotFound)?;
    let (_, members) = context.store.roster().await?;
    let snapshot = Snapshot::take(&members, terms.anonymous_threshold, context.today())?;
    let invited = snapshot.people.len() as u32;
    let open = draft.clone().opened(surveys, invited, context.today())?;
    let contract = open.opening().map(|opening| opening.hash.to_string()).unwrap_or_default();
    let event = by.event(context, AuditEvent::WaveOpened { wave: id.to_string(), contract, invited });
    context.store.open_wave(&draft, &open, &snapshot, event).await?;
    Ok(open)
}

/// What keeps a draft from being opened today, since the same is asked elsewhere or was until lately.
async fn asked_lately(context: &Context, draft: &Wave) -> Result<Option<AskedLately>> {
    let mut waves = context.store.waves().await?;
    waves.retain(|wave| wave.id != draft.id);
    Ok(footing_core::wave::asked_lately(&waves, &draft.terms().surveys, context.today()))
}

/// Ends the answering. Who took part in anonymous surveys is forgotten at this moment; so whether the wave can be released
/// afterwards is tried before, and if it cannot, nothing changes.
///
/// # Errors
/// [`ServiceError::Wave`] if the wave is not open, [`ServiceError::NotReleasable`] if it could not be released.
pub async fn close(context: &Context, by: &Administrator, id: WaveId) -> Result<Wave> {
    let before = wave(context, by, id).await?;
    let closed = before.clone().closed(context.today())?;
    release::rehearse(context, &closed).await.map_err(ServiceError::NotReleasable)?;
    let event = by.event(context, AuditEvent::WaveClosed { wave: id.to_string() });
    context.store.change_wave(Some(&before), &closed, event).await?;
    context.store.open_ballots(id).await?;
    Ok(closed)
}

/// The waves that the calendar has to close, and those whose closing may not be finished: a crash may have cut it short.
///
/// # Errors
/// A store that fails.
pub async fn due(context: &Context) -> Result<Vec<WaveId>> {
    let mut waves = context.store.waves().await?;
    waves.retain(|wave| match &wave.stage {
        Stage::Draft { .. } => false,
        Stage::Open(_) => wave.is_due_to_close(context.today()),
        Stage::Closed { erased, .. } => erased.is_none(),
    });
    Ok(waves.into_iter().map(|wave| wave.id).collect())
}

/// Closes one of them, or finishes its closing; whether there was something to close.
///
/// # Errors
/// As [`close`]: then the wave takes no answers, because its last day is over, and waits as it is.
pub async fn close_due(context: &Context, id: WaveId) -> Result<bool> {
    let by = Administrator::by_the_calendar();
    if wave(context, &by, id).await?.is_due_to_close(context.today()) {
        close(context, &by, id).await?;
        return Ok(true);
    }
    context.store.open_ballots(id).await?;
    Ok(false)
}

/// Participation in each survey of an opened wave, counted and never by person.
///
/// # Errors
/// [`ServiceError::NotFound`] for a wave that was not opened.
pub async fn participation(context: &Context, by: &impl ReadsWaves, id: WaveId) -> Result<Vec<Participation>> {
    let wave = wave(context, by, id).await?;
    let contract = &wave.opening().ok_or(ServiceError::NotFound)?.contract;
    let teams = context.store.invited_teams(id).await?;
    let everybody = context.store.everybody_invited(id).await?;
    let invitees = Invitees::of(&everybody, &teams);
    let mut figures = Vec::new();
    for asked in &contract.surveys {
        let handed_in = if asked.privacy == Privacy::Anonymous {
            HandedIn::Ballots(context.store.turnout(id, &asked.survey).await?)
        } else {
            HandedIn::People(context.store.handed_in(id, &asked.survey).await?)
        };
        let least = contract.threshold(asked.privacy);
        figures.push(Participation::count(&asked.survey, least, &invitees, &handed_in));
    }
    Ok(figures)
}

/// What opening a draft today would come to.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// How many people it would invite, or why it would invite nobody.
    pub people: Result<usize, TooFewPeople>,
    /// How many of those joined so lately that they help no group to the threshold, and the day on which all of them do.
    pub new: Option<(usize, Date)>,
    /// The same is asked elsewhere, or was until lately.
    pub asked_lately: Option<AskedLately>,
}

impl Outlook {
    /// Whether it can be opened, once all of it is filled in.
    pub fn may_open(&self) -> bool {
        self.people.is_ok() && self.asked_lately.is_none()
    }
}

/// # Errors
/// A store that fails.
pub async fn outlook(context: &Context, _: &Administrator, draft: &Wave) -> Result<Outlook> {
    let (_, members) = context.store.roster().await?;
    let taken = Snapshot::take(&members, draft.terms().anonymous_threshold, context.today());
    let new = Snapshot::newcomers(&members, context.today());
    let last = new.iter().map(|member| member.joined).max();
    Ok(Outlook {
        people: taken.map(|snapshot| snapshot.people.len()),
        new: last.map(|joined| (new.len(), joined.saturating_add(Snapshot::SETTLED_AFTER.days()))),
        asked_lately: asked_lately(context, draft).await?,
    })
}
