//! A small organisation in the application without a network: a roster, people who sign in, a wave.

use std::collections::BTreeSet;
use std::sync::Arc;

use footing::service::links::{self, Whom};
use footing::service::{self, Administrator, Context, release, roster, sign_in, wave};
use footing_core::disclosure::Release;
use footing_core::organisation::{EmailAddress, LINK_LASTS, Role, Secret, SignInLink};
use footing_core::survey::WaveId;
use footing_core::wave::{IntentForm, TermsForm};

use super::{App, Visit, session_of};

/// Twelve people in two departments; Ada leads Sales, Eve leads a team of five.
pub const ROSTER: &str = "\
id,name,email,team,work,location,leads,language
1,Ada Ames,ada@example.org,Sales,sales,Ulm,Sales,en
2,Bo Berg,bo@example.org,Sales > North,sales,Ulm,,de
3,Cy Cole,cy@example.org,Sales > North,sales,Ulm,,ja
4,Di Dahl,di@example.org,Sales > North,sales,Leeds,,
5,Ed Erk,ed@example.org,Sales > North,sales,Leeds,,
6,Fi Fry,fi@example.org,Sales > North,sales,Leeds,,
7,Eve Gray,eve@example.org,Technology,software,Ulm,Technology,en
8,Hal Hart,hal@example.org,Technology,software,Ulm,,
9,Ida Ito,ida@example.org,Technology,software,Osaka,,ja
10,Jo Jung,jo@example.org,Technology,software,Osaka,,
11,Kit Koch,kit@example.org,Technology,software,Ulm,,
12,Lu Lang,lu@example.org,Technology,software,Ulm,,
";

/// The use cases of an organisation, as whoever has its data.
pub struct Organisation<'a> {
    pub app: &'a App,
    pub by: Administrator,
}

impl<'a> Organisation<'a> {
    /// With the roster above, an administrator and an analyst.
    pub async fn founded(app: &'a App) -> Organisation<'a> {
        Organisation::founded_by(app, ROSTER).await
    }

    /// The same with another roster.
    pub async fn founded_by(app: &'a App, roster: &str) -> Organisation<'a> {
        let organisation = Organisation { app, by: Administrator::at_the_command_line() };
        organisation.import(roster).await;
        for (email, role) in [("admin@example.org", Role::Administrator), ("analyst@example.org", Role::Analyst)] {
            let roles = BTreeSet::from([role]);
            sign_in::set_roles(organisation.context(), &organisation.by, &address(email), roles).await.unwrap();
        }
        organisation
    }

    pub fn context(&self) -> &Context {
        &self.app.context
    }

    pub async fn import(&self, file: &str) {
        let people = roster::read(self.context(), file.as_bytes()).unwrap();
        let preview = roster::preview(self.context(), &self.by, &people).await.unwrap();
        roster::apply(self.context(), &self.by, preview).await.unwrap();
    }

    /// A wave with every survey, open for everybody.
    pub async fn open_wave(&self) -> WaveId {
        self.open_wave_with(terms()).await
    }

    /// A wave with terms of its own, open for everybody.
    pub async fn open_wave_with(&self, terms: TermsForm) -> WaveId {
        let id = self.draft_wave(terms).await;
        wave::open(self.context(), &self.by, id).await.unwrap();
        id
    }

    /// A draft that lacks nothing.
    pub async fn draft_wave(&self, terms: TermsForm) -> WaveId {
        let offer = wave::offer(self.context());
        let terms = offer.terms(&terms, self.context().today()).unwrap();
        let mut intent = intent();
        intent.work.retain(|_| offer.asks_work());
        intent.tasks.retain(|_| !offer.tasks.is_empty());
        let intent = offer.intent(&intent).unwrap();
        let id = wave::draft(self.context(), &self.by, terms).await.unwrap().id;
        wave::set_intent(self.context(), &self.by, id, intent).await.unwrap();
        id
    }

    /// Hands in the team practice survey of a wave, with the same answer to every question.
    pub async fn answers_about_practice(&self, wave: WaveId, email: &str, answer: u8) {
        let mut visit = self.signed_in(email).await;
        for item in ["agreed-place", "kept-templates", "clear-checker", "hear-of-better-ways", "whom-to-ask"] {
            let then = if item == "whom-to-ask" { "&then=submit" } else { "" };
            visit.post(&format!("/w/{wave}/team-practice/q/{item}"), &format!("answer={answer}{then}")).await;
        }
    }

    /// Closes a wave and makes its release.
    pub async fn release(&self, id: WaveId) -> Arc<Release> {
        wave::close(self.context(), &self.by, id).await.unwrap();
        release::release(self.context(), &self.by, id).await.unwrap();
        self.context().store.release(id).await.unwrap().expect("it was just made")
    }

    /// A link for signing in, as it would come by mail.
    pub async fn link(&self, email: &str) -> Secret {
        let (store, email) = (&self.context().store, address(email));
        let member = store.member_with_email(&email).await.unwrap().map(|member| member.person);
        let person = match member {
            Some(person) => person,
            None => {
                let grants = store.grants().await.unwrap();
                grants.iter().find(|grant| grant.email == email).expect("somebody has the address").person
            }
        };
        let link = Secret::from_random(self.context().randomness.bits());
        let opens = SignInLink::new(person, email, self.context().clock.now(), LINK_LASTS);
        store.keep_link(link.hash(), opens).await.unwrap();
        link
    }

    /// A link for signing in, as the command line prints it.
    pub async fn printed_link(&self, email: &str) -> Secret {
        sign_in::print_link(self.context(), &self.by, &address(email), &BTreeSet::new()).await.unwrap()
    }

    /// A link for signing in, as an administrator makes it for somebody else.
    pub async fn given_link(&self, email: &str, wave: Option<WaveId>) -> Secret {
        let session = session_of(self.context(), &self.link("admin@example.org").await).await;
        let admin = service::signed_in(self.context(), &session).await.unwrap().unwrap().administrator().unwrap();
        let whom = Whom::Person(email.to_owned());
        let people = links::people(self.context(), &admin, &whom, wave).await.unwrap();
        let links = links::make(self.context(), &admin, people, wave).await.unwrap();
        links.made.into_iter().next().expect("somebody has the address").1
    }

    /// A browser in which somebody is signed in.
    pub async fn signed_in(&self, email: &str) -> Visit<'a> {
        self.entered(&self.link(email).await).await
    }

    /// A browser in which a link was used.
    pub async fn entered(&self, link: &Secret) -> Visit<'a> {
        let mut visit = self.app.visit();
        let page = visit.post(&format!("/sign-in/{}", link.reveal()), "").await;
        assert_eq!(page.status, 303, "{}", page.text());
        visit
    }
}

pub fn terms() -> TermsForm {
    TermsForm {
        name: "Autumn 2026".into(),
        purpose: "We want to know where a hand is needed first.".into(),
        contact: "Works council, room 2.14".into(),
        surveys: ["leadership-intent", "team-practice", "psychological-safety", "ai-proficiency"]
            .map(Into::into)
            .to_vec(),
        cuts: vec!["work".into()],
        closes: "2026-12-05".into(),
        ..TermsForm::usual()
    }
}

pub fn intent() -> IntentForm {
    IntentForm {
        build: "Proposals that go out the same day, checked by one of us.".into(),
        work: vec![("sales".into(), "3".into()), ("software".into(), "4".into())],
        tasks: vec!["proposals".into()],
    }
}

fn address(email: &str) -> EmailAddress {
    EmailAddress::parse(email).unwrap()
}
