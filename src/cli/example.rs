//! A made-up organisation to look around in: 40 teams, 400 people, two closed waves and an open one.
//! It comes about as a real one does, by use cases, only with a clock that runs ahead and random numbers from a seed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, bail, ensure};
use async_trait::async_trait;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng as _};
use tokio::task::JoinSet;

use crate::mail::{MailError, MailPace, PostOffice};
use crate::service::example::Holds;
use crate::service::{
    self, Administrator, Clock, Context, InvitationLetter, LinkLetter, NewAddressLetter, Participant, Post, Randomness,
    SignedIn, assessment, commitment, courier, example, release, result, roster, sign_in, taking_part, team, wave,
};
use crate::store::Occasion;
use crate::web::PublicAddress;
use footing_core::disclosure::Outcome;
use footing_core::measurement::{Population, Simulation};
use footing_core::organisation::{EmailAddress, Member, Secret};
use footing_core::practice::{CheckIn, ImplementationIntention};
use footing_core::survey::{
    AnswerSheet, Codebook, Entry, Language, Privacy, Question, ResponseId, Survey, SurveyId, WaveId,
};
use footing_core::wave::{IntentForm, TermsForm};

use super::Settings;
use super::output::tell;

const SEED: u64 = 20_270_301;

/// Departments with their teams.
const TEAMS: [(&str, &str, &[&str]); 7] = [
    ("Sales", "sales", &["Key accounts", "North", "South", "East", "West", "Inside sales", "Partners"]),
    ("Marketing", "marketing", &["Brand", "Content", "Events", "Web"]),
    ("Finance", "finance", &["Accounting", "Controlling", "Payroll", "Purchasing"]),
    ("Operations", "operations", &["Planning", "Plant Ulm", "Plant Osaka", "Logistics", "Quality", "Maintenance"]),
    ("People", "people", &["Recruiting", "Learning", "Advice"]),
    ("Customer support", "support", &["First line", "Second line", "Field service", "Returns", "Spare parts"]),
    ("Technology", "software", &["Platform", "Data", "Mobile", "Security", "Embedded", "Tools"]),
];

const LOCATIONS: [&str; 4] = ["Ulm", "Leeds", "Osaka", "Remote"];

const FIRST_NAMES: [&str; 24] = [
    "Amara", "Ben", "Chiyo", "Dario", "Elif", "Farid", "Greta", "Hana", "Ivo", "Jasmin", "Kenji", "Lena", "Mateo",
    "Noor", "Olga", "Pablo", "Quirin", "Rosa", "Samir", "Tilda", "Umut", "Vera", "Wanda", "Yuki",
];

const LAST_NAMES: [&str; 21] = [
    "Albrecht", "Baker", "Costa", "Demir", "Egli", "Fujita", "Gruber", "Haddad", "Ito", "Jansen", "Kowalski", "Lang",
    "Mori", "Novak", "Okafor", "Petrov", "Rossi", "Sato", "Tanaka", "Ueda", "Weiss",
];

const PEOPLE: usize = 400;

/// Refuses settings under which others could come in: the example asks nobody who they are.
pub fn only_here(settings: &Settings) -> Result<()> {
    let port = settings.listen.port();
    let is_here =
        settings.listen.ip().is_loopback() && settings.address.as_ref().is_none_or(PublicAddress::is_this_machine);
    ensure!(
        is_here,
        "the example lets in anybody who reaches it, so it is served on this machine only: leave out --listen and \
         --address (and `listen` and `address` in footing.toml), or listen on 127.0.0.1:{port}. To look at it from another \
         machine, open a tunnel there with `ssh -L {port}:127.0.0.1:{port}` and the name of this one, then go to \
         http://127.0.0.1:{port}"
    );
    Ok(())
}

/// A file in the data directory while the example in it is being made.
const UNFINISHED: &str = "example-unfinished";

/// Refuses an example whose making was cut short: half of it looks like an organisation of real people.
pub fn must_be_whole(data: &Path) -> Result<()> {
    ensure!(
        !data.join(UNFINISHED).exists(),
        "{} holds an example that was cut short while it was made: remove the directory, then start again",
        data.display()
    );
    Ok(())
}

/// Makes the example where it is asked for and nothing is in its way, and refuses to serve made-up people as real ones
/// or real people as made-up ones.
pub async fn keep_apart(context: &Context, data: &Path, example: bool) -> Result<()> {
    let unfinished = data.join(UNFINISHED);
    let data = data.display();
    match (example::holds(context).await?, example) {
        (Holds::Example, true) | (Holds::Nothing, false) => Ok(()),
        (Holds::Nothing, true) => {
            tell("Making the example organisation …");
            File::create(&unfinished).and_then(|file| file.sync_all()).context("the example cannot be begun")?;
            make(context, context.today()).await?;
            fs::remove_file(&unfinished).context("the example cannot be finished")
        }
        (Holds::Example, false) => bail!(
            "{data} holds the example, whose people are made up. Look around in it with --example; for your own \
             organisation name another directory with --data"
        ),
        (Holds::Others, true) => bail!(
            "{data} is not empty, and what it holds is not the example as it was made. Name an empty directory with \
             --data, or serve this one without --example"
        ),
        (Holds::Others, false) => {
            if context.store.is_example().await? {
                tracing::warn!(data = %data, "an example was once made here; it is served as any organisation, without its chooser");
            }
            Ok(())
        }
    }
}

/// Makes the organisation in an empty store, up to `today`.
async fn make(real: &Context, today: Date) -> Result<()> {
    let clock = Arc::new(SetClock(Mutex::new(at(months_before(today, 8)))));
    let seeded = Arc::new(Seeded(Mutex::new(ChaCha8Rng::seed_from_u64(SEED))));
    let letterbox = Arc::new(Letterbox::default());
    let context =
        Context { clock: clock.clone(), randomness: seeded.clone(), post: Some(letterbox.clone()), ..real.clone() };
    let by = Administrator::at_the_command_line();

    let people = roster::read(&context, roster_file().as_bytes()).context("the example's roster")?;
    let preview = roster::preview(&context, &by, &people).await?;
    roster::apply(&context, &by, preview).await?;
    let waves = [(months_before(today, 7), 0.0), (months_before(today, 2), 4.0)];
    let mut before = BTreeMap::new();
    for (place, (opens, lift)) in waves.into_iter().enumerate() {
        clock.set(opens);
        let id = open_wave(&context, &by, ["First look", "Second look"][place], opens).await?;
        answer_all(&context, &seeded, &letterbox, id, lift, &mut before).await?;
        clock.set(opens.saturating_add(Span::new().days(8)));
        say_what_came(&context, &letterbox).await?;
        clock.set(opens.saturating_add(Span::new().days(15)));
        wave::close(&context, &by, id).await?;
        release::release(&context, &by, id).await?;
        promise_all(&context, &seeded, &letterbox).await?;
    }
    clock.set(today);
    open_wave(&context, &by, "Third look", today).await?;
    // Last of all: what was cut short is not taken for an example and served.
    example::found(&context, &by).await?;
    Ok(())
}

/// Everybody as a staff system would write them: department by department, with one leader for each team.
fn roster_file() -> String {
    let teams: Vec<(String, &str)> = TEAMS
        .iter()
        .flat_map(|(department, work, teams)| {
            let below = teams.iter().map(move |team| (format!("{department} > {team}"), *work));
            std::iter::once(((*department).to_owned(), *work)).chain(below)
        })
        .collect();
    let mut rows = vec!["id,name,email,team,work,location,leads,language".to_owned()];
    let mut row = |team: &str, work: &str, leads: &str| {
        let number = rows.len();
        let first = FIRST_NAMES[number * 7 % FIRST_NAMES.len()];
        let last = LAST_NAMES[number * 11 % LAST_NAMES.len()];
        // Not everybody does what their department is called. If they did, its figures beside those of its kind of work
        // would tell about the one who leads it, and the audit would hide one of the two.
        let work = if number * 13 % 10 < 7 { work } else { TEAMS[number * 3 % TEAMS.len()].1 };
        let location = LOCATIONS[(number / 9 + number) % LOCATIONS.len()];
        let language = [Language::En, Language::De, Language::Ja]
            [(location == "Ulm") as usize + 2 * (location == "Osaka") as usize];
        let email = format!("{}.{}.{number}@example.org", first.to_lowercase(), last.to_lowercase());
        rows.push(format!("E{number:04},{first} {last},{email},{team},{work},{location},{leads},{language}"));
    };
    for (team, work) in &teams {
        row(team, work, team);
    }
    // Teams differ in size, from four people to about fifteen, as they do.
    let leaves: Vec<&(String, &str)> = teams.iter().filter(|(team, _)| team.contains('>')).collect();
    let weights: Vec<usize> = (0..leaves.len()).map(|place| 3 + place * 5 % 12).collect();
    let total: usize = weights.iter().sum();
    let left = PEOPLE - teams.len();
    let mut filled = 0;
    let mut passed = 0;
    for ((team, work), weight) in leaves.into_iter().zip(weights) {
        passed += weight;
        while filled < left * passed / total {
            row(team, work, "");
            filled += 1;
        }
    }
    rows.join("\n")
}

async fn open_wave(context: &Context, by: &Administrator, name: &str, opens: Date) -> Result<WaveId> {
    let offer = wave::offer(context);
    let form = TermsForm {
        name: name.to_owned(),
        purpose:
            "We want to see where working with AI helps, where it is safe to learn it, and what each team needs next. \
                  Every team talks about its result and decides on one step."
                .to_owned(),
        contact: "Works council, room 2.14".to_owned(),
        surveys: offer.surveys.iter().map(|survey| survey.id().to_string()).collect(),
        cuts: vec!["work".to_owned(), "location".to_owned()],
        closes: opens.saturating_add(Span::new().days(14)).to_string(),
        ..TermsForm::usual()
    };
    let intent = IntentForm {
        build: "Proposals, reports and answers to customers that are drafted in minutes and checked by one of us."
            .to_owned(),
        work: [("sales", "3"), ("support", "3"), ("finance", "2"), ("software", "4")]
            .map(|(work, rung)| (work.to_owned(), rung.to_owned()))
            .to_vec(),
        tasks: offer.tasks.iter().take(3).map(|choice| choice.id.to_string()).collect(),
    };
    let faults = |faults: Vec<_>| anyhow::anyhow!("the example's terms: {faults:?}");
    let terms = offer.terms(&form, opens).map_err(faults)?;
    let intent = offer.intent(&intent).map_err(|faults| anyhow::anyhow!("the example's intent: {faults:?}"))?;
    let id = wave::draft(context, by, terms).await?.id;
    wave::set_intent(context, by, id, intent).await?;
    wave::open(context, by, id).await?;
    Ok(id)
}

/// What everybody answered to a survey the last time.
type Before = BTreeMap<SurveyId, Vec<AnswerSheet>>;

/// Everybody who takes part answers every survey of the wave; `lift` is how much higher scores are than at first.
async fn answer_all(
    context: &Context,
    seeded: &Seeded,
    letterbox: &Arc<Letterbox>,
    id: WaveId,
    lift: f64,
    before: &mut Before,
) -> Result<()> {
    let (_, members) = context.store.roster().await?;
    let mut members: Vec<Member> = members;
    members.sort_by(|a, b| a.staff.cmp(&b.staff));
    let wave = context.store.wave(id).await?.context("the wave was just opened")?;
    let opening = wave.opening().context("the wave was just opened")?;
    let mut sheets: Vec<Vec<(Arc<Survey>, AnswerSheet)>> = members.iter().map(|_| Vec::new()).collect();
    for asked in &opening.contract.surveys {
        let survey = context.instruments.version(&asked.survey, asked.version).context("the survey is in use")?;
        let new = simulated(seeded, survey, &members, lift)?;
        let new = match before.get(survey.id()) {
            Some(before) => {
                before.iter().zip(&new).map(|(before, new)| mostly_as(seeded, survey, before, new)).collect()
            }
            None => new,
        };
        for (member, sheet) in new.iter().enumerate() {
            sheets[member].push((Arc::clone(survey), sheet.clone()));
        }
        before.insert(survey.id().clone(), new);
    }
    let mut answering = JoinSet::new();
    for (member, sheets) in members.into_iter().zip(sheets) {
        // About four of five take part.
        if seeded.draw() % 100 < 22 {
            continue;
        }
        while answering.len() >= 32 {
            answering.join_next().await.transpose()?.transpose()?;
        }
        let (context, letterbox) = (context.clone(), Arc::clone(letterbox));
        answering.spawn(async move { answer(&context, &letterbox, &member, id, sheets).await });
    }
    while let Some(answered) = answering.join_next().await {
        answered??;
    }
    Ok(())
}

async fn answer(
    context: &Context,
    letterbox: &Letterbox,
    member: &Member,
    id: WaveId,
    sheets: Vec<(Arc<Survey>, AnswerSheet)>,
) -> Result<()> {
    let participant = sign_in_as(context, letterbox, &member.email).await?;
    let taking = taking_part::taking_part(context, participant, id).await?;
    for (survey, sheet) in sheets {
        if survey.privacy() == Privacy::Anonymous {
            taking_part::cast(context, participant, &taking, survey.id(), &sheet).await?;
            continue;
        }
        let occasion = Occasion { survey: survey.id().clone(), wave: Some(id) };
        let response = assessment::begin(context, participant, &occasion).await?.draft.id;
        for question in survey.questions() {
            let selected: Vec<String> = match question {
                Question::Item(item, _) => sheet.answer(&item.id).map(|answer| answer.word()).into_iter().collect(),
                Question::Context(context) => sheet.choices(&context.id).iter().map(ToString::to_string).collect(),
            };
            assessment::answer(context, participant, &occasion, question.id(), &selected).await?;
        }
        let language = member.language.unwrap_or_default();
        assessment::submit(context, participant, &occasion, response, language).await?;
        if survey.privacy() == Privacy::Private {
            take_on(context, participant, member, response).await?;
        }
    }
    Ok(())
}

/// Three of five take on the step their result suggests.
async fn take_on(context: &Context, participant: Participant, member: &Member, response: ResponseId) -> Result<()> {
    if number(member) % 5 < 3 {
        let result = result::result(context, participant, response).await?;
        let suggestions = result.suggestions(&context.library);
        let step = suggestions.first().context("there is always a step")?.step.id.clone();
        commitment::take_on(context, participant, &result, &step).await?;
    }
    Ok(())
}

/// A week later, four of five say what came of the steps they took on.
async fn say_what_came(context: &Context, letterbox: &Letterbox) -> Result<()> {
    let (_, members) = context.store.roster().await?;
    for member in members {
        let outcome = match number(&member) / 5 % 10 {
            0..4 => Outcome::Done,
            4..6 => Outcome::Partly,
            6..8 => Outcome::NotYet,
            _ => continue,
        };
        let taken = context.store.commitments(member.person).await?;
        if taken.iter().all(|taken| taken.taken < context.today().saturating_sub(Span::new().days(8))) {
            continue;
        }
        let participant = sign_in_as(context, letterbox, &member.email).await?;
        for taken in taken {
            commitment::check_in(context, participant, &taken.step, CheckIn { outcome, note: None }).await?;
        }
    }
    Ok(())
}

/// Tells people apart the same way every time; ids are drawn in the order people come.
fn number(member: &Member) -> usize {
    member.staff.as_str().trim_start_matches('E').parse().unwrap_or_default()
}

/// Five of six who lead look at the release and promise their team its step; most say later what came of it.
async fn promise_all(context: &Context, seeded: &Seeded, letterbox: &Letterbox) -> Result<()> {
    let (_, members) = context.store.roster().await?;
    let mut leaders: Vec<Member> = members.into_iter().filter(|member| !member.leads.is_empty()).collect();
    leaders.sort_by(|a, b| a.staff.cmp(&b.staff));
    for leader in leaders {
        if seeded.draw().is_multiple_of(6) {
            continue;
        }
        let manager = signed_in(context, letterbox, &leader.email).await?.manager().context("they lead a team")?;
        release::look(context, &manager, ImplementationIntention::default()).await?;
        for path in &leader.leads {
            let led = team::team(context, &manager, path.id()).await?;
            let suggestions = led.suggestions(&context.team_library);
            let step = suggestions.first().context("there is always a step")?.step.id.clone();
            let due = context.today().saturating_add(Span::new().days(21));
            team::promise(context, &manager, path.id(), &step, None, due).await?;
            let outcome = [Outcome::Done, Outcome::Partly, Outcome::NotYet][(seeded.draw() % 3) as usize];
            if !seeded.draw().is_multiple_of(4) {
                team::check_in(context, &manager, path.id(), CheckIn { outcome, note: None }).await?;
            }
        }
    }
    Ok(())
}

/// The way everybody comes in, with the letter in our hands.
async fn sign_in_as(context: &Context, letterbox: &Letterbox, email: &EmailAddress) -> Result<Participant> {
    signed_in(context, letterbox, email).await?.participant().context("they read their mail")
}

async fn signed_in(context: &Context, letterbox: &Letterbox, email: &EmailAddress) -> Result<SignedIn> {
    sign_in::ask_for_link(context, email, Language::En, None, None).await?;
    let link = {
        let _one = letterbox.one_courier.lock().await;
        // The one before takes the letters of all along who had asked by then.
        let mut link = letterbox.take(email);
        if link.is_none() {
            courier::deliver(context).await?;
            link = letterbox.take(email);
        }
        link.context("a link was sent")?
    };
    let entered = sign_in::redeem(context, &link, &sign_in::Follower::default(), String::new()).await?;
    let session = entered.session().context("the link opens no session")?;
    let signed_in = service::signed_in(context, &session).await?.context("they have just signed in")?;
    sign_in::sign_out(context, &session).await?;
    Ok(signed_in)
}

/// Holds the links that were sent.
struct Letterbox {
    links: Mutex<BTreeMap<String, Secret>>,
    office: PostOffice,
    /// Two at a time would bring the same letters.
    one_courier: tokio::sync::Mutex<()>,
}

impl Default for Letterbox {
    fn default() -> Self {
        let office = PostOffice::new(MailPace::default());
        Letterbox { links: Mutex::default(), office, one_courier: tokio::sync::Mutex::default() }
    }
}

impl Letterbox {
    fn take(&self, email: &EmailAddress) -> Option<Secret> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner).remove(&email.key())
    }
}

#[async_trait]
impl Post for Letterbox {
    async fn send_link(&self, letter: &LinkLetter) -> Result<(), MailError> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner).insert(letter.to.key(), letter.link.clone());
        Ok(())
    }

    async fn invite(&self, _: &InvitationLetter) -> Result<(), MailError> {
        Ok(())
    }

    async fn tell_of_new_address(&self, _: &NewAddressLetter) -> Result<(), MailError> {
        Ok(())
    }

    async fn rest(&self) {}

    fn office(&self) -> &PostOffice {
        &self.office
    }
}

/// A sheet for everybody, with differences between teams.
fn simulated(seeded: &Seeded, survey: &Survey, members: &[Member], lift: f64) -> Result<Vec<AnswerSheet>> {
    let codebook = Codebook::of(survey);
    let most = members.len() as u32;
    let population = Population {
        teams: 48,
        people: most,
        icc: 0.25,
        reliability: 0.85,
        mean: 52.0 + lift,
        deviation: 20.0,
        difficulty: 8.0,
        missing: 0.03,
        straight_liners: 0.02,
        careless: 0.02,
    };
    let mut by_team: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, member) in members.iter().enumerate() {
        by_team.entry(member.team.to_string()).or_default().push(place);
    }
    let mut sheets = vec![AnswerSheet::default(); members.len()];
    let mut teams: Vec<Vec<_>> = Vec::new();
    for respondent in Simulation::new(&codebook, population, || seeded.draw())? {
        let team = respondent.team as usize - 1;
        if team == teams.len() {
            teams.push(Vec::new());
        }
        teams[team].push(respondent.answers);
    }
    for ((_, places), answers) in by_team.into_iter().zip(teams) {
        for (place, answers) in places.into_iter().zip(answers) {
            let member = &members[place];
            sheets[place] = sheet(seeded, survey, member, &answers)?;
        }
    }
    Ok(sheets)
}

fn sheet(seeded: &Seeded, survey: &Survey, member: &Member, answers: &[Option<u8>]) -> Result<AnswerSheet> {
    let mut sheet = AnswerSheet::default();
    for question in survey.questions() {
        let selected = match question {
            Question::Item(item, number) => {
                let scale = survey.scale_of(item);
                let not_applicable =
                    || scale.not_applicable().map_or_else(|| scale.lowest().to_string(), |_| "na".to_owned());
                vec![answers[number - 1].map_or_else(not_applicable, |value| value.to_string())]
            }
            Question::Context(context) => {
                let own = member.work.as_ref().filter(|work| context.choice(work).is_some());
                let any = || &context.choices[(seeded.draw() % context.choices.len() as u64) as usize].id;
                vec![own.unwrap_or_else(any).to_string()]
            }
        };
        sheet.record(survey.parse_entry(question.id(), &selected)?);
    }
    Ok(sheet)
}

/// Two of three answers are as they were: people change, and their teams with them, but not all at once.
fn mostly_as(seeded: &Seeded, survey: &Survey, before: &AnswerSheet, new: &AnswerSheet) -> AnswerSheet {
    let mut sheet = before.clone();
    for item in survey.items() {
        if let Some(answer) = new.answer(&item.id).filter(|_| seeded.draw().is_multiple_of(3)) {
            sheet.record(Entry::Item(item.id.clone(), answer));
        }
    }
    sheet
}

fn months_before(today: Date, months: i32) -> Date {
    today.saturating_sub(Span::new().months(months)).max(date(2000, 1, 1))
}

fn at(day: Date) -> Timestamp {
    day.at(9, 0, 0, 0).to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |moment| moment.timestamp())
}

/// A clock that stands where it was set.
struct SetClock(Mutex<Timestamp>);

impl SetClock {
    fn set(&self, day: Date) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = at(day);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same random numbers every time. Nothing that is made with them is a secret: the example has none.
struct Seeded(Mutex<ChaCha8Rng>);

impl Seeded {
    fn draw(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).next_u64()
    }
}

impl Randomness for Seeded {
    fn fill(&self, bits: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use footing_core::disclosure::{Answers, Group, MeasureKind, Tabulation};
    use footing_core::organisation::{PersonId, StaffId, TeamPath};
    use footing_core::survey::{ChoiceId, Response, read_survey};
    use footing_core::wave::{Asked, Choices, Snapshot, Threshold, Wave};

    const TODAY: Date = date(2027, 3, 1);

    fn members() -> Vec<Member> {
        let file = roster_file();
        let member = |(row, number): (&str, u128)| {
            let cells: Vec<&str> = row.split(',').collect();
            Member {
                person: PersonId::from_random(number.to_be_bytes()),
                staff: StaffId::parse(cells[0]).unwrap(),
                name: cells[1].to_owned(),
                email: EmailAddress::parse(cells[2]).unwrap(),
                team: TeamPath::parse(cells[3]).unwrap(),
                work: ChoiceId::parse(cells[4]),
                location: Some(cells[5].to_owned()),
                leads: TeamPath::parse(cells[6]).into_iter().collect(),
                language: None,
                joined: TODAY,
                left: None,
                moves: Vec::new(),
            }
        };
        file.lines().skip(1).zip(1..).map(member).collect()
    }

    /// Without it there is no chart that holds what everybody thinks against what those who lead intend.
    #[test]
    fn how_far_ai_may_go_is_shown_for_every_kind_of_work() {
        let file = include_bytes!("../../surveys/leadership-intent.toml");
        let survey = Arc::new(read_survey("leadership-intent.toml", file).unwrap());
        let members = members();
        let form = TermsForm {
            name: "First look".into(),
            purpose: "We want to see where it helps.".into(),
            contact: "Works council".into(),
            surveys: vec![survey.id().to_string()],
            cuts: vec!["work".into(), "location".into()],
            closes: "2027-03-15".into(),
            ..TermsForm::usual()
        };
        let works: Vec<ChoiceId> = TEAMS.iter().filter_map(|(_, work, _)| ChoiceId::parse(work)).collect();
        let tasks = [ChoiceId::parse("proposals").unwrap()];
        let intent = IntentForm {
            build: "Proposals in minutes, checked by one of us.".into(),
            work: works.iter().map(|work| (work.to_string(), "3".to_owned())).collect(),
            tasks: vec!["proposals".into()],
        };
        let intent = intent.parse(Choices { work: &works, tasks: &tasks, rungs: &[1, 2, 3, 4, 5] }).unwrap();
        let terms = form.parse(&[survey.id().clone()], TODAY).unwrap();
        let draft = Wave::draft(WaveId::from_random([1; 16]), terms).with_intent(intent).unwrap();
        let open = draft.opened(vec![Asked::of(&survey)], members.len() as u32, TODAY).unwrap();
        let wave = open.closed(TODAY).unwrap();
        let response = |(member, number): (&Member, u8)| {
            let mut sheet = AnswerSheet::default();
            sheet.record(survey.parse_entry("own-work", &[(1 + number % 5).to_string()]).unwrap());
            let (id, version) = (ResponseId::from_random([number; 16]), survey.version());
            let (wave, language) = (Some(wave.id), Language::En);
            let survey = survey.id().clone();
            (member.person, Response { id, survey, version, wave, submitted: TODAY, place: 0, language, sheet })
        };
        // As in the example, about four of five take part.
        let answered = members.iter().zip((0..=250).cycle()).filter(|(_, number)| number % 9 < 7);
        let answers = Answers::Linked(answered.map(response).collect());
        let snapshot = Snapshot::take(&members, Threshold::new(5).unwrap(), TODAY).unwrap();
        let release = Tabulation {
            wave: &wave,
            opening: wave.opening().unwrap(),
            people: &snapshot.people,
            teams: &snapshot.teams,
            surveys: vec![(Arc::clone(&survey), answers)],
            earlier: None,
            uptakes: &[],
        }
        .release(TODAY);
        let place = release.place(survey.id(), MeasureKind::Item, "own-work").unwrap();
        for work in works {
            assert!(release.figures(&Group::Work(work.clone()), place).is_some(), "{work} is hidden");
        }
    }
}
