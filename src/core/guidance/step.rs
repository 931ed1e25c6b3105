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
    /// Its name in files and in what is stored.
    pub id: StepId,
    /// Raised with every change of what it asks for.
    pub version: u32,
    /// Whom it is for.
    pub audience: Audience,
    /// What sort of doing it is.
    pub kind: StepKind,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// After how many days to ask what came of it, ascending.
    pub come_back: Vec<u32>,
    /// Whom or what it fits.
    pub when: W,
    /// What to do, in a few words.
    pub title: Wording,
    /// One sentence; for a person it may hold the placeholders `{work}`, `{task}`, `{level}` and `{dimension}`.
    pub why: Wording,
    /// Two to four short actions.
    pub actions: Vec<Wording>,
    /// Completes "Done when …".
    pub done: Wording,
    /// Who does what; only steps of this kind have one.
    pub pattern: Option<Pattern>,
}

/// Who a step is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// One person, about their own work.
    Person,
    /// A team together.
    Team,
    /// The leader of a team, alone.
    Leader,
}

/// What sort of doing a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A way of working, with who does what.
    Pattern,
    /// Trying something where nothing can break.
    Sandbox,
    /// With a colleague.
    Peer,
    /// With somebody who knows.
    Expert,
    /// Looking back.
    Reflection,
    /// Changing how something is done.
    ProcessChange,
}

/// What must hold for a step to fit a person. An empty list asks nothing.
#[derive(Clone, Debug)]
pub struct When {
    /// The dimension that is weakest.
    pub dimension: DimensionId,
    /// The levels it fits, as indices into the survey's levels; `None` fits every level and no level.
    pub levels: Option<RangeInclusive<usize>>,
    /// Kinds of work; none means any.
    pub work: Vec<ChoiceId>,
    /// Tasks; none means any.
    pub tasks: Vec<ChoiceId>,
    /// What somebody's answers must show; none means nothing in particular.
    pub signals: Vec<SignalId>,
}

/// The way of working a step practises: trigger, AI does, human decides, review, recover.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// When it begins.
    pub trigger: Wording,
    /// What AI does.
    pub ai: Wording,
    /// What the person does.
    pub human: Wording,
    /// How the result is checked.
    pub review: Wording,
    /// What to do if it goes wrong.
    pub recover: Wording,
}
