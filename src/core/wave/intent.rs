//! What those who lead intend with AI: three answers without which a wave does not open, printed on every report.
//! Employees answer the ladder for their own work, and the distance between the two is shown as a map.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::survey::ChoiceId;

use super::terms::{line, within};

/// The answers of those who lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent {
    /// What do we want to build with AI?
    pub build: String,
    /// Whose work will change, and how far AI may go there: from 1, not at all, to 5, on its own within limits. Nobody's
    /// where no survey names kinds of work or has the ladder.
    pub work: BTreeMap<ChoiceId, u8>,
    /// Which tasks come first; one to five of them, or none where no survey names any.
    pub tasks: Vec<ChoiceId>,
}

/// The kinds of work and the tasks that can be named, and the rungs of the ladder.
#[derive(Clone, Copy, Debug)]
pub struct Choices<'a> {
    /// Kinds of work, as the survey of skill has them.
    pub work: &'a [ChoiceId],
    /// Tasks, likewise.
    pub tasks: &'a [ChoiceId],
    /// From what AI may do not at all to what it may do on its own.
    pub rungs: &'a [u8],
}

/// An intent as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntentForm {
    /// As typed.
    pub build: String,
    /// A kind of work with its rung; an empty rung leaves it out.
    pub work: Vec<(String, String)>,
    /// Ids of tasks.
    pub tasks: Vec<String>,
}

/// What is wrong with one answer of an [`IntentForm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntentFault {
    /// Not from 20 to 600 characters.
    #[error("build: say in 20 to 600 characters what you want to build with AI")]
    Build,
    /// No kind of work, or one without a rung from 1 to 5.
    #[error("work: name at least one kind of work that will change, each with a rung from 1 to 5")]
    Work,
    /// None, more than five, or one that there is not.
    #[error("tasks: choose one to five tasks that come first")]
    Tasks,
}

impl IntentFault {
    /// The field's name in forms, files and texts.
    pub fn field(self) -> &'static str {
        match self {
            IntentFault::Build => "build",
            IntentFault::Work => "work",
            IntentFault::Tasks => "tasks",
        }
    }
}

impl IntentForm {
    /// # Errors
    /// Every answer that is wrong.
    pub fn parse(&self, choices: Choices<'_>) -> Result<Intent, Vec<IntentFault>> {
        let mut faults = Vec::new();
        let build = line(&self.build);
        if !within(&build, 20, 600) {
            faults.push(IntentFault::Build);
        }
        let named = self.work.iter().filter(|(_, rung)| !rung.is_empty());
        let work: Option<BTreeMap<ChoiceId, u8>> = named
            .map(|(work, rung)| {
                let work = choices.work.iter().find(|id| id.as_str() == work)?;
                let rung = rung.parse().ok().filter(|rung| choices.rungs.contains(rung))?;
                Some((work.clone(), rung))
            })
            .collect();
        // Without kinds of work or a ladder nobody can be asked about them.
        let asks_work = !choices.work.is_empty() && !choices.rungs.is_empty();
        let work = work.filter(|work| !work.is_empty() || !asks_work);
        if work.is_none() {
            faults.push(IntentFault::Work);
        }
        let tasks: Vec<ChoiceId> =
            choices.tasks.iter().filter(|id| self.tasks.iter().any(|task| task == id.as_str())).cloned().collect();
        let wanted = if choices.tasks.is_empty() { 0..=0 } else { 1..=5 };
        if tasks.len() != self.tasks.len() || !wanted.contains(&tasks.len()) {
            faults.push(IntentFault::Tasks);
        }
        match work {
            Some(work) if faults.is_empty() => Ok(Intent { build, work, tasks }),
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(id: &str) -> ChoiceId {
        ChoiceId::parse(id).unwrap()
    }

    #[test]
    fn an_intent_needs_all_three_answers_and_names_only_what_there_is() {
        let (work, tasks) = ([id("sales")], [id("translating"), id("notes")]);
        let choices = Choices { work: &work, tasks: &tasks, rungs: &[1, 2, 3, 4, 5] };
        let good = IntentForm {
            build: "Proposals that go out the same day, checked by one of us.".into(),
            work: vec![("sales".into(), "3".into())],
            tasks: vec!["notes".into()],
        };
        assert_eq!(good.parse(choices).unwrap().work[&id("sales")], 3);
        let six = IntentForm { work: vec![("sales".into(), "6".into())], ..good.clone() };
        assert_eq!(six.parse(choices), Err(vec![IntentFault::Work]));
        let unknown = IntentForm { tasks: vec!["flying".into()], ..good };
        assert_eq!(unknown.parse(choices), Err(vec![IntentFault::Tasks]));
        assert_eq!(IntentForm::default().parse(choices).unwrap_err().len(), 3);
    }

    #[test]
    fn where_no_survey_names_work_or_tasks_or_has_the_ladder_only_the_rest_is_asked() {
        let (work, tasks) = ([id("sales")], [id("notes")]);
        let build = "Proposals that go out the same day, checked by one of us.".to_owned();
        let form = IntentForm { build, ..IntentForm::default() };
        let nothing = Choices { work: &[], tasks: &[], rungs: &[] };
        assert!(form.parse(nothing).unwrap().work.is_empty());
        assert_eq!(form.parse(Choices { tasks: &tasks, ..nothing }), Err(vec![IntentFault::Tasks]));
        assert!(form.parse(Choices { work: &work, ..nothing }).is_ok());
        assert_eq!(form.parse(Choices { work: &work, rungs: &[1], ..nothing }), Err(vec![IntentFault::Work]));
        let named = IntentForm { work: vec![("sales".into(), "1".into())], tasks: vec!["notes".into()], ..form };
        assert_eq!(named.parse(nothing), Err(vec![IntentFault::Work, IntentFault::Tasks]), "nothing is ignored");
    }
}
