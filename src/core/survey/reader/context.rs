//! Context questions: asked first, never counted.

use super::{LABEL, PROSE, whole};
use crate::survey::document::{Names, TomlTable, Wordings};
use crate::survey::id::{ChoiceId, ContextId};
use crate::survey::instrument::{Choice, ContextQuestion};

pub(super) fn read(tables: Vec<TomlTable<'_>>) -> Vec<Option<ContextQuestion>> {
    tables.into_iter().map(question).collect()
}

fn question(mut table: TomlTable<'_>) -> Option<ContextQuestion> {
    let id = table.required("id").slug(ContextId::parse);
    let question = table.required("question").wording(PROSE);
    let hint = table.required("hint").wording(PROSE);
    let error = table.required("error").wording(PROSE);
    let pick = table.required("pick");
    let optional = table.optional("optional").flag().unwrap_or_default();
    let rows = table.required("choices").rows("choice", 2..=40);
    table.finish();

    Names::of("choice", &rows);
    let most = u32::try_from(rows.len().max(1)).unwrap_or(u32::MAX);
    let pick = pick.whole(1..=most).map(|pick| pick as usize);
    let mut labels = Wordings::default();
    let choices = rows.into_iter().map(|row| choice(row, &mut labels)).collect();
    Some(ContextQuestion {
        id: id?,
        question: question?,
        hint: hint?,
        error: error?,
        pick: pick?,
        optional,
        choices: whole(choices)?,
    })
}

fn choice(mut row: TomlTable<'_>, labels: &mut Wordings) -> Option<Choice> {
    let (document, place) = (row.document(), row.place());
    let id = row.required("id").slug(ChoiceId::parse);
    let label = row.wording(LABEL);
    row.finish();
    if let Some(label) = &label {
        labels.add(document, place, label);
    }
    Some(Choice { id: id?, label: label? })
}
