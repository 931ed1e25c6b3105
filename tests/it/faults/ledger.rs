//! What a participant was told is saved, held against what the server really has. Of the one request that got no reply
//! both outcomes are right; everything else has to be exactly as acknowledged.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::support::{LAST_ITEM, Participant, Reply, SURVEY, Server, questions, sheet_entry};

pub struct Ledger {
    number: usize,
    known: State,
    /// Sent, and no reply has come.
    unknown: Option<Act>,
    /// How many acts were acknowledged.
    pub acknowledged: usize,
    pub submitted: usize,
}

/// What a participant has, as their export says it.
#[derive(Clone, Debug, Default, PartialEq)]
struct State {
    draft: Option<Draft>,
    /// The sheets of the responses, by id.
    responses: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, PartialEq)]
struct Draft {
    /// Unknown until the first export after the start.
    id: Option<String>,
    /// One for every answer, so that one taken twice is noticed.
    revision: usize,
    sheet: Value,
}

#[derive(Clone, Debug)]
enum Act {
    Begin,
    Answer { question: &'static str, value: usize, by_script: bool },
    Submit { response: String },
}

impl Ledger {
    /// Of the participant with this number.
    pub fn new(number: usize) -> Ledger {
        Ledger { number, known: State::default(), unknown: None, acknowledged: 0, submitted: 0 }
    }

    /// Starts, answers and submits, again and again, until the server is gone. Counts what is acknowledged.
    pub fn work(&mut self, server: &Server, acknowledged: &AtomicUsize) {
        assert!(self.unknown.is_none(), "what happened has to be found out first");
        let Ok(mut participant) = Participant::new(self.number, server) else { return };
        while self.take_one(&mut participant).is_ok() {
            acknowledged.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn take_one(&mut self, participant: &mut Participant) -> io::Result<()> {
        if self.known.draft.as_ref().is_none_or(|draft| draft.revision < questions().len()) {
            let act = self.next();
            return self.perform(participant, act);
        }
        // One answer is changed before the submit, and its id has to be looked up.
        let changed = Act::Answer { question: LAST_ITEM, value: 1, by_script: false };
        self.perform(participant, changed)?;
        let export = participant.get("/me/export.json")?;
        let response = draft_in(&parse(&export)).and_then(|draft| draft.id).expect("the draft is still there");
        self.perform(participant, Act::Submit { response })
    }

    fn next(&self) -> Act {
        let Some(draft) = &self.known.draft else { return Act::Begin };
        let turn = self.number + self.acknowledged;
        Act::Answer { question: questions()[draft.revision], value: turn % 5 + 1, by_script: turn.is_multiple_of(2) }
    }

    fn perform(&mut self, participant: &mut Participant, act: Act) -> io::Result<()> {
        self.unknown = Some(act.clone());
        let reply = act.send(participant)?;
        act.check(&reply);
        self.unknown = None;
        self.known = self.known.after(&act);
        self.acknowledged += 1;
        self.submitted += usize::from(matches!(act, Act::Submit { .. }));
        Ok(())
    }

    /// After a restart: everything acknowledged is there, once. What got no reply is sent again, as a person would, and
    /// must not count twice.
    pub fn reconcile(&mut self, server: &Server) {
        let mut participant = Participant::new(self.number, server).unwrap();
        let found = State::found(&participant.get("/me/export.json").unwrap(), self.acknowledged > 0);
        let Some(act) = self.unknown.take() else {
            assert!(found.agrees_with(&self.known), "participant {}: {found:#?} is not {:#?}", self.number, self.known);
            return;
        };
        let both = [self.known.clone(), self.known.after(&act)];
        assert!(
            both.iter().any(|state| found.agrees_with(state)),
            "participant {}: {found:#?} is neither with nor without {act:?}: {both:#?}",
            self.number
        );
        act.check(&act.send(&mut participant).unwrap());
        let once = self.known.after(&act);
        let again = State::found(&participant.get("/me/export.json").unwrap(), true);
        // An answer that is sent again is recorded again, over itself.
        assert!(
            again.agrees_with(&once) || (matches!(act, Act::Answer { .. }) && again.agrees_with(&once.after(&act))),
            "participant {}: {again:#?} has {act:?} not exactly once: {once:#?}",
            self.number
        );
        self.known = again;
    }
}

impl Act {
    fn send(&self, participant: &mut Participant) -> io::Result<Reply> {
        match self {
            Act::Begin => participant.begin(),
            Act::Answer { question, value, by_script: true } => participant.save(question, *value),
            Act::Answer { question, value, by_script: false } => participant.answer(question, *value),
            Act::Submit { response } => participant.submit(response),
        }
    }

    /// Whether the reply acknowledges it.
    fn check(&self, reply: &Reply) {
        let expected = if matches!(self, Act::Answer { by_script: true, .. }) { 204 } else { 303 };
        assert_eq!(reply.status, expected, "{self:?}: {}", reply.body);
        if let Act::Submit { response } = self {
            assert_eq!(reply.header("location"), Some(format!("/s/{SURVEY}/result/{response}").as_str()));
        }
    }
}

impl State {
    /// From an export. A participant who was never acknowledged may be unknown.
    fn found(export: &Reply, known: bool) -> State {
        if !known && export.status == 403 {
            return State::default();
        }
        let export = parse(export);
        let responses = export["responses"].as_array().unwrap();
        let by_id: BTreeMap<String, Value> = responses.iter().map(|one| (id_of(one), one["sheet"].clone())).collect();
        assert_eq!(by_id.len(), responses.len(), "a response is there twice");
        State { draft: draft_in(&export), responses: by_id }
    }

    fn after(&self, act: &Act) -> State {
        let mut state = self.clone();
        match act {
            Act::Begin => {
                let sheet = json!({ "items": {}, "context": {} });
                state.draft.get_or_insert(Draft { id: None, revision: 0, sheet });
            }
            Act::Answer { question, value, .. } => {
                let draft = state.draft.as_mut().expect("only a draft is answered");
                let (part, entry) = sheet_entry(question, *value);
                draft.sheet[part][question] = entry;
                draft.revision += 1;
            }
            Act::Submit { response } => {
                if let Some(draft) = state.draft.take() {
                    state.responses.insert(response.clone(), draft.sheet);
                }
            }
        }
        state
    }

    /// Whether a state that was found is the one expected, whose draft may not have a known id.
    fn agrees_with(&self, expected: &State) -> bool {
        let mut expected = expected.clone();
        if let (Some(Draft { id: unknown @ None, .. }), Some(found)) = (&mut expected.draft, &self.draft) {
            unknown.clone_from(&found.id);
        }
        *self == expected
    }
}

fn parse(export: &Reply) -> Value {
    assert_eq!(export.status, 200, "{}", export.body);
    serde_json::from_str(&export.body).unwrap()
}

fn draft_in(export: &Value) -> Option<Draft> {
    let drafts = export["drafts"].as_array().unwrap();
    assert!(drafts.len() <= 1, "{drafts:#?}");
    let draft = drafts.first()?;
    let revision = draft["revision"].as_u64().unwrap().try_into().unwrap();
    Some(Draft { id: Some(id_of(draft)), revision, sheet: draft["sheet"].clone() })
}

fn id_of(record: &Value) -> String {
    record["id"].as_str().unwrap().to_owned()
}
