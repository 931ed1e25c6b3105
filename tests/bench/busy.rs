//! An organisation of 50,000 people in 5,000 teams with two released waves and an open one, made in the directory that is
//! named and served from it: what `cargo xtask bench busy` measures. Prints where it is, and the sessions and pages of
//! those who look.

#![recursion_limit = "256"]

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::future::pending;
use std::path::Path;
use std::sync::Arc;

use footing::cli::Content;
use footing::jobs::{ExportBundles, PendingImports, RenderPool, Troubles};
use footing::service::{
    Administrator, Context, Instruments, SystemClock, SystemRandomness, release, roster, sign_in, wave,
};
use footing::store::{BallotBox, SledStore, Store};
use footing::ui::assets::Assets;
use footing::web::{self, AppState, Begun, Limits, PublicAddress};
use footing_core::organisation::{EmailAddress, Role};
use footing_core::survey::{
    Answer, AnswerSheet, Ballot, Draft, Entry, Language, Privacy, Question, Response, ResponseId, Survey, WaveId,
};
use footing_core::wave::{IntentForm, TermsForm};
use jiff::ToSpan as _;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};
use tokio::task::JoinSet;

const PEOPLE: usize = 50_000;
const TEAMS: usize = 5_000;
/// Ballots cannot be cast side by side, and one a group makes every box there is.
const BALLOTS: usize = TEAMS;
/// So many people hand in at once, and share the syncs.
const AT_ONCE: usize = 256;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let directory = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).ok_or("name a directory")?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(Path::new(&directory)))
}

async fn serve(directory: &Path) -> Outcome<()> {
    let content = Content::bundled();
    let checked = content.check().map_err(|problems| format!("{problems:?}"))?;
    let store: Arc<dyn Store> = Arc::new(SledStore::open(&directory.join("data"))?);
    let instruments = Instruments::load(store.as_ref(), &content.surveys).await?;
    let context = Context {
        store,
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        instruments: Arc::new(instruments),
        library: Arc::new(checked.library),
        team_library: Arc::new(checked.team_library),
        post: None,
    };
    let by = Administrator::at_the_command_line();
    let people = roster::read(&context, everybody().as_bytes()).map_err(|faults| format!("{faults:?}"))?;
    let preview = roster::preview(&context, &by, &people).await?;
    roster::apply(&context, &by, preview).await?;
    for number in 0..2 {
        let id = answered(&context, &by, &format!("Wave {number}"), &["team-practice", "ai-proficiency"]).await?;
        wave::close(&context, &by, id).await?;
        release::release(&context, &by, id).await?;
    }
    let open = answered(&context, &by, "Open wave", &["team-practice", "psychological-safety"]).await?;

    let mut sessions = Vec::new();
    for (email, role) in [("analyst@example.org", Role::Analyst), ("admin@example.org", Role::Administrator)] {
        let email = EmailAddress::parse(email)?;
        let link = sign_in::print_link(&context, &by, &email, &BTreeSet::from([role])).await?;
        let entered = sign_in::redeem(&context, &link, &sign_in::Follower::default(), String::new()).await?;
        sessions.push(entered.session().ok_or("the link opens no session")?.reveal());
    }
    let listener = web::listen("127.0.0.1:0".parse()?).await?;
    let address = PublicAddress::of_listener(listener.local_addr()?);
    println!("looks at /insights with {}", sessions[0]);
    println!("looks at /admin/waves/{open} with {}", sessions[1]);
    println!("Footing is at {}", address.as_str());
    let state = AppState {
        context,
        catalog: Arc::new(checked.catalog),
        assets: Arc::new(Assets::default()),
        address,
        health: Default::default(),
        limits: Arc::new(Limits::new()),
        proxies: Arc::default(),
        pending_imports: Arc::new(PendingImports::default()),
        render_pool: Arc::new(RenderPool::default()),
        bundles: ExportBundles::default(),
        begun: Begun::default(),
        troubles: Troubles::default(),
        example: false,
    };
    web::serve(state, listener, pending()).await;
    Ok(())
}

/// Ten people a team, and one of them leads it.
fn everybody() -> String {
    let mut rows = String::from("id,name,email,team,work,location,leads\n");
    for person in 0..PEOPLE {
        let team = person % TEAMS;
        let path = format!("Department {} > Unit {} > Team {team}", team % 20, team / 20 % 25);
        let leads = if person < TEAMS { path.as_str() } else { "" };
        let work = ["sales", "finance", "software"][person % 3];
        // Writing to a string cannot fail.
        let _ = writeln!(rows, "E{person},Person {person},p{person}@example.org,{path},{work},Ulm,{leads}");
    }
    rows
}

/// A wave that four out of five people answered.
async fn answered(context: &Context, by: &Administrator, name: &str, surveys: &[&str]) -> Outcome<WaveId> {
    let form = TermsForm {
        name: name.into(),
        purpose: "How long do others wait while somebody looks?".into(),
        contact: "Nobody, this is a measurement".into(),
        surveys: surveys.iter().map(ToString::to_string).collect(),
        cuts: vec!["work".into()],
        closes: (context.today() + 1.month()).to_string(),
        ..TermsForm::usual()
    };
    let intent = IntentForm {
        build: "A measurement that can be repeated by anybody.".into(),
        work: vec![("sales".into(), "3".into())],
        tasks: vec!["proposals".into()],
    };
    let offer = wave::offer(context);
    let terms = offer.terms(&form, context.today()).map_err(|faults| format!("{faults:?}"))?;
    let intent = offer.intent(&intent).map_err(|faults| format!("{faults:?}"))?;
    let id = wave::draft(context, by, terms).await?.id;
    wave::set_intent(context, by, id, intent).await?;
    wave::open(context, by, id).await?;
    let mut chance = ChaCha8Rng::seed_from_u64(20_270_301);
    for survey in surveys {
        let survey = context.instruments.all().find(|known| known.id().as_str() == *survey).ok_or("a survey")?;
        if survey.privacy() == Privacy::Anonymous {
            vote(context, id, survey).await
        } else {
            hand_in(context, id, survey, &mut chance).await
        }?;
    }
    Ok(id)
}

async fn hand_in(context: &Context, wave: WaveId, survey: &Arc<Survey>, chance: &mut ChaCha8Rng) -> Outcome<()> {
    let mut handing_in = JoinSet::new();
    for invited in context.store.everybody_invited(wave).await? {
        if chance.next_u32().is_multiple_of(5) {
            continue;
        }
        let (store, person, sheet) = (Arc::clone(&context.store), invited.person, sheet(survey, chance)?);
        let draft = Draft {
            id: ResponseId::from_random(context.randomness.bits()),
            survey: survey.id().clone(),
            version: survey.version(),
            wave: Some(wave),
            opened: context.today(),
            revision: 0,
            sheet: AnswerSheet::default(),
        };
        let response = Response {
            id: draft.id,
            survey: survey.id().clone(),
            version: survey.version(),
            wave: Some(wave),
            submitted: context.today(),
            place: 0,
            language: Language::En,
            sheet,
        };
        if handing_in.len() == AT_ONCE
            && let Some(handed_in) = handing_in.join_next().await
        {
            handed_in??;
        }
        handing_in.spawn(async move {
            store.open_draft(person, draft).await?;
            store.submit(person, 0, response).await.map(drop)
        });
    }
    while let Some(handed_in) = handing_in.join_next().await {
        handed_in??;
    }
    Ok(())
}

/// Leaning one way or the other, and leaving out three in a hundred of the questions.
fn sheet(survey: &Survey, chance: &mut ChaCha8Rng) -> Outcome<AnswerSheet> {
    let leaning = chance.next_u32() % 3;
    let mut sheet = AnswerSheet::default();
    for question in survey.questions() {
        let selected = match question {
            Question::Item(..) if chance.next_u32() % 100 < 3 => "na".to_owned(),
            Question::Item(..) => (1 + leaning + chance.next_u32() % 3).to_string(),
            Question::Context(context) => context.choices[0].id.to_string(),
        };
        let entry = survey.parse_entry(question.id(), std::slice::from_ref(&selected));
        sheet.record(entry.or_else(|_| survey.parse_entry(question.id(), &["3".to_owned()]))?);
    }
    Ok(sheet)
}

async fn vote(context: &Context, wave: WaveId, survey: &Arc<Survey>) -> Outcome<()> {
    let mut sheet = AnswerSheet::default();
    for item in survey.items() {
        sheet.record(Entry::Item(item.id.clone(), Answer::Value(3)));
    }
    let ballot = Ballot::of(survey, &sheet).ok_or("a whole sheet")?;
    let mut groups = BTreeSet::new();
    for invited in context.store.everybody_invited(wave).await? {
        if groups.len() < BALLOTS && groups.insert(invited.group) {
            let place = BallotBox { wave, survey: survey.id().clone(), group: invited.group };
            context.store.cast(&place, invited.person, ballot.clone()).await?;
        }
    }
    Ok(())
}
