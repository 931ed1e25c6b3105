//! A step of the library: one small, real thing to do at work this week.

use std::ops::RangeInclusive;

use crate::survey::{ChoiceId, DimensionId, SignalId, Wording};

crate::survey::slug! {
    /// A step's name, unique over the whole library.
    StepId,
}

/// A checked entry of a step library; `W` is what must hold for it to fit.
#[derive(Clone, Debug)]
pub struct Step<W = When> {
    pub id: StepId,
    pub version: u32,
    pub audience: Audience,
    pub kind: StepKind,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// After how many days to ask what came of it, ascending.
    pub come_back: Vec<u32>,
    pub when: W,
    pub title: Wording,
    /// One sentence; for a person it may hold the placeholders `{work}`, `{task}`, `{level}` and `{dimension}`.
    pub why: Wording,
    /// Two to four short actions.
    pub actions: Vec<Wording>,
    /// Completes "Done when …".
    pub done: Wording,
    pub pattern: Option<Pattern>,
}

/// Who a step is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Person,
    Team,
    Leader,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    Pattern,
    Sandbox,
    Peer,
    Expert,
    Reflection,
    ProcessChange,
}

/// What must hold for a step to fit a person. An empty list asks nothing.
#[derive(Clone, Debug)]
pub struct When {
    pub dimension: DimensionId,
    /// The levels it fits, as indices into the survey's levels; `None` fits every level and no level.
    pub levels: Option<RangeInclusive<usize>>,
    pub work: Vec<ChoiceId>,
    pub tasks: Vec<ChoiceId>,
    pub signals: Vec<SignalId>,
}

/// The way of working a step practises: trigger, AI does, human decides, review, recover.
#[derive(Clone, Debug)]
pub struct Pattern {
    pub trigger: Wording,
    pub ai: Wording,
    pub human: Wording,
    pub review: Wording,
    pub recover: Wording,
}
