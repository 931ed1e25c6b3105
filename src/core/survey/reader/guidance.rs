//! What the choice of a next step reads: the `[next_step]` table.

use crate::survey::document::{Field, Names};
use crate::survey::instrument::{ContextQuestion, Guidance};

pub(super) fn read<'d>(
    next_step: Field<'d>,
    dimensions: &Names<'d>,
    context_names: &Names<'d>,
    context: &[Option<ContextQuestion>],
) -> Option<Guidance> {
    if !next_step.is_given() {
        return Some(Guidance { otherwise: 0, work: None, tasks: None });
    }
    let mut table = next_step.table("next step")?;
    let otherwise = dimensions.find(table.required("otherwise"));
    let work_field = table.optional("work");
    let work = context_names.find(work_field);
    let tasks_field = table.optional("tasks");
    let tasks = context_names.find(tasks_field);
    table.finish();

    let picks_many = work.and_then(|work| context.get(work)?.as_ref()).is_some_and(|question| question.pick > 1);
    if picks_many {
        work_field
            .fault("a person has one kind of work here, but may pick several", "Write `pick = 1` in that question.");
    }
    if work.is_some() && work == tasks {
        tasks_field.fault("one question cannot ask for both work and tasks", "Name another question, or remove one.");
    }
    Some(Guidance { otherwise: otherwise?, work, tasks })
}
