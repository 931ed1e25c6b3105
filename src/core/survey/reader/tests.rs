use proptest::prelude::*;

use super::*;
use crate::survey::answers::Answer;
use crate::survey::instrument::Question;
use crate::survey::language::Language;

const AI_PROFICIENCY: &[u8] = include_bytes!("../../../../surveys/ai-proficiency.toml");

/// A valid survey, with `<text>` where a text in every language stands.
const SMALL: &str = r#"id = "small"
version = 1
minutes = 2
privacy = "private"
needs = 3
sem = 6.5
title = <A small survey>
purpose = <To try the check>
stem = <In the last weeks>

[next_step]
otherwise = "care"
work = "job"
tasks = "chores"

[[scale]]
id = "agree"
options = [
  { value = 0, <No> },
  { value = 1, <Partly> },
  { value = 2, <Yes> },
]
not_applicable = <Not seen>

[[context]]
id = "job"
question = <What is your work?>
hint = <Pick one>
error = <Select your work>
pick = 1
choices = [{ id = "sales", <Sales> }, { id = "other", <Other> }]

[[context]]
id = "chores"
question = <What do you do?>
hint = <Pick two>
error = <Select two at most>
pick = 2
optional = true
choices = [{ id = "mail", <Mail> }, { id = "notes", <Notes> }]

[[dimension]]
id = "care"
needs = 1
sem = 10
name = <Care>
about = <taking care>

[[dimension]]
id = "speed"
needs = 2
sem = 10
name = <Speed>
about = <being quick>

[[item]]
id = "checked"
dimension = "care"
scale = "agree"
text = <I checked it>

[[item]]
id = "guessed"
dimension = "care"
scale = "agree"
reversed = <I guessed it>

[[item]]
id = "started"
dimension = "speed"
scale = "agree"
text = <I started soon>

[[item]]
id = "finished"
dimension = "speed"
scale = "agree"
text = <I finished soon>

[[level]]
id = "low"
from = 0
below = 50
name = <Low>
finding = <You are low>
summary = <It is low>

[[level]]
id = "high"
from = 50
below = 100
needs = { care = 40 }
every_dimension = 20
name = <High>
finding = <You are high>
summary = <It is high>

[[signal]]
id = "hasty"
comes_first = true
dimension = "care"
score_below = 40
item = "finished"
answer_from = 1
"#;

/// Writes every `<text>` in all languages; within a table, which has other fields too, without brackets of its own.
fn spell_out(text: &str) -> String {
    let mut spelled = String::new();
    for (index, piece) in text.split(['<', '>']).enumerate() {
        if index % 2 == 0 {
            spelled.push_str(piece);
            continue;
        }
        let fields = format!("en = \"{piece}\", de = \"{piece} (de)\", ja = \"{piece} (ja)\"");
        let is_within_table = spelled.ends_with(", ");
        spelled.push_str(&if is_within_table { fields } else { format!("{{ {fields} }}") });
    }
    spelled
}

fn read_small(from: &str, to: &str) -> Result<Survey, Problems> {
    assert!(SMALL.contains(from), "{from}");
    read_survey("small.toml", spell_out(&SMALL.replacen(from, to, 1)).as_bytes())
}

/// What is wrong with the small survey after a change, and how to correct it.
#[track_caller]
fn assert_fault(from: &str, to: &str, what: &str, fix: &str) {
    let problems = read_small(from, to).expect_err(what).0;
    let said: Vec<(&str, &str)> = problems.iter().map(|problem| (&*problem.what, &*problem.fix)).collect();
    assert_eq!(said, [(what, fix)]);
}

#[test]
fn a_role_is_one_of_six_and_an_intent_has_one_item() {
    let role = |word: &str| format!("privacy = \"private\"\nrole = \"{word}\"");
    assert_eq!(read_small("small", "small").unwrap().role(), None);
    let conditions = read_small("privacy = \"private\"", &role("conditions")).unwrap();
    assert_eq!(conditions.role(), Some(InstrumentRole::Conditions));
    let fix = "Ask one item, which those who lead answer too, or leave `role` out.";
    assert_fault("privacy = \"private\"", &role("intent"), "a survey of the role intent has one item", fix);
    assert_fault("privacy = \"private\"", &role("skil"), "`role` cannot be `skil`", "Did you mean `skill`?");
}

#[test]
fn two_files_that_differ_in_their_role_only_ask_the_same() {
    let file = b"id = \"a\"\nrole = \"skill\"\nrole_of = 1\n[[item]]\nrole = \"x\"\n".as_slice();
    let without = b"id = \"a\"\nrole_of = 1\n[[item]]\nrole = \"x\"\n".as_slice();
    let other = b"id = \"a\"\nrole=\"safety\"\nrole_of = 1\n[[item]]\nrole = \"x\"\n".as_slice();
    assert!(differ_in_role_only(file, without) && differ_in_role_only(file, other));
    for changed in
        ["id = \"a\"\nrole_of = 2\n[[item]]\nrole = \"x\"\n", "id = \"a\"\nrole_of = 1\n[[item]]\nrole = \"y\"\n"]
    {
        assert!(!differ_in_role_only(without, changed.as_bytes()), "{changed}");
    }
}

#[test]
fn the_shipped_survey_and_the_small_one_are_accepted() {
    let survey = read_survey("ai-proficiency.toml", AI_PROFICIENCY).unwrap();
    assert_eq!((survey.items().len(), survey.levels().len(), survey.context().len()), (14, 5, 2));
    assert_eq!(survey.otherwise().id.as_str(), "practice");

    let small = read_small("small", "small").unwrap();
    assert_eq!(small.items().iter().map(|item| item.reversed).collect::<Vec<_>>(), [false, true, false, false]);
    assert_eq!(small.levels()[1].conditions(), [40.0, 20.0]);
    assert_eq!((small.signals()[0].answer_from, small.signals()[0].answer_to), (1, 2));
    assert_eq!(small.stem().unwrap().in_language(Language::De), "In the last weeks (de)");
}

#[test]
fn what_is_optional_may_be_left_out() {
    let start = SMALL.find("[next_step]").unwrap();
    let end = SMALL.find("[[scale]]").unwrap();
    let head = SMALL[..start].replace("stem = <In the last weeks>\n", "");
    let scales = &SMALL[end..SMALL.find("[[context]]").unwrap()];
    let core = &SMALL[SMALL.find("[[dimension]]").unwrap()..SMALL.find("[[level]]").unwrap()];
    let survey = read_survey("core.toml", spell_out(&format!("{head}{scales}{core}")).as_bytes()).unwrap();
    assert!(survey.levels().is_empty() && survey.context().is_empty() && survey.signals().is_empty());
    assert!(survey.stem().is_none() && survey.work_question().is_none() && survey.task_question().is_none());
    assert_eq!(survey.otherwise().id.as_str(), "care");
}

#[test]
fn a_broken_file_is_reported_as_a_whole() {
    let broken = r#"id = "A Survey"
version = 0
minutes = "three"
privcy = "private"
needs = 1
sem = 60

[title]
en = "A broken survey"
de = " "
fr = "Un questionnaire"

[purpose]
en = "To show the report."
de = "Um den Bericht zu zeigen."
ja = "報告の例です。"

[[scale]]
id = "agree"
options = [
  { value = 1, en = "No", de = "Nein", ja = "いいえ" },
  { value = 3, en = "Yes", de = "Nein", ja = "はい" },
]

[[dimension]]
id = "fit"
needs = 1
sem = 10
name = { en = "Fit", de = "Passung", ja = "使いどころ" }
about = "choosing"

[[item]]
id = "review"
dimension = "fitt"
scale = "agree"
[item.text]
en = "I chose."
de = "Ich habe\u0007gewählt."
ja = "選びました。"
"#;
    let expected = r#"broken.toml:1:1: survey `A Survey` has no `privacy`
    Add `privacy = "private"`, one of private, confidential, anonymous.
broken.toml:1:6: `A Survey` cannot be used as `id`
    Write 1 to 48 lower-case letters (a to z), digits and inner hyphens.
broken.toml:2:11: `version` is `0`
    Write a whole number, at least 1, as in 1.
broken.toml:3:11: `minutes` is the text `three`
    Write a whole number from 1 to 60, as in 1.
broken.toml:4:1: survey `A Survey` has no field called `privcy`
    Did you mean `privacy`?
broken.toml:6:7: `sem` is `60`
    Write a number above 0 and at most 50, as in 50.
broken.toml:8:1: this title has no `ja`
    Add `ja = "…"`, the text in 日本語.
broken.toml:10:6: `de` of this title is empty
    Write the text.
broken.toml:11:1: this title has no field called `fr`
    The fields are `en`, `de`, `ja`.
broken.toml:22:3: the same text (de) stands at broken.toml:21
    Write another text, or remove one of the two.
broken.toml:22:13: 3 does not follow 1
    Write the values lowest first, each one more than the last.
broken.toml:30:9: `about` is the text `choosing`
    Write a text in every language, as in { en = "…", de = "…", ja = "…" }.
broken.toml:32:1: item `review` cannot have this id
    Give it another id than review, submit, result: the survey has pages of these names.
broken.toml:34:13: there is no dimension called `fitt`
    Did you mean `fit`?
broken.toml:38:6: `de` of this text holds the control character \u{7}
    Remove it: a text is one line of letters, digits and signs."#;
    assert_eq!(read_survey("broken.toml", broken.as_bytes()).unwrap_err().to_string(), expected);
}

#[test]
fn a_survey_cannot_promise_less_time_than_it_takes() {
    // Four items of 4 s and two context questions of 12 s leave 20 s for 80 words, 9 of which stand in other items.
    let with_words = |count: usize| {
        let text = format!("text = <{}>", vec!["w"; count].join(" "));
        let survey = SMALL.replacen("text = <I checked it>", &text, 1).replacen("minutes = 2", "minutes = 1", 1);
        read_survey("small.toml", spell_out(&survey).as_bytes())
    };
    assert!(with_words(71).is_ok());
    let expected = "small.toml:3:11: the questions take about 61 seconds, more than `minutes = 1` promises\n    \
                    Write `minutes = 2`, or ask fewer or shorter questions.";
    assert_eq!(with_words(72).unwrap_err().to_string(), expected);
}

#[test]
fn an_item_has_one_dimension_one_scale_and_one_text() {
    let fix = "Did you mean `speed`?";
    assert_fault(
        "dimension = \"speed\"\nscale",
        "dimension = \"sped\"\nscale",
        "there is no dimension called `sped`",
        fix,
    );
    let fix = "The dimensions are `care`, `speed`.";
    assert_fault("dimension = \"speed\"\nscale", "dimension = \"x\"\nscale", "there is no dimension called `x`", fix);
    let fix = "Add `dimension = \"…\"`, a text in double quotes.";
    assert_fault("dimension = \"speed\"\nscale", "scale", "item `started` has no `dimension`", fix);
    assert_fault(
        "scale = \"agree\"",
        "scale = \"agreed\"",
        "there is no scale called `agreed`",
        "Did you mean `agree`?",
    );
    let fix = "Keep `reversed` if agreement means less of the dimension, else `text`.";
    let both = "text = <I tried>\nreversed = <I guessed it>";
    assert_fault("reversed = <I guessed it>", both, "an item has either `text` or `reversed`", fix);
    let fix = "Add `[item.text]`, or `[item.reversed]` if agreement means less.";
    assert_fault("reversed = <I guessed it>", "", "item `guessed` has no text", fix);
    let fix = "Write another text, or remove one of the two.";
    let what = "the same text (en) stands at small.toml:56";
    assert_fault("reversed = <I guessed it>", "reversed = <I checked it>", what, fix);
    let long = format!("reversed = <{}>", "x".repeat(296));
    let said = read_small("reversed = <I guessed it>", &long).unwrap_err().to_string();
    assert!(said.contains("`de` of this reversed has 301 characters\n    Shorten it to at most 300."), "{said}");
}

#[test]
fn ids_are_slugs_and_stand_once() {
    let fix = "Write 1 to 48 lower-case letters (a to z), digits and inner hyphens.";
    assert_fault("id = \"small\"", "id = \"-small\"", "`-small` cannot be used as `id`", fix);
    let cases = [
        ("id = \"guessed\"", "id = \"checked\"", "the item `checked` is there already, at small.toml:57", "item"),
        ("id = \"speed\"", "id = \"care\"", "the dimension `care` is there already, at small.toml:43", "dimension"),
        ("id = \"high\"", "id = \"low\"", "the level `low` is there already, at small.toml:81", "level"),
        ("id = \"other\"", "id = \"sales\"", "the choice `sales` is there already, at small.toml:31", "choice"),
    ];
    for (from, to, what, kind) in cases {
        let problems = read_small(from, to).unwrap_err().0;
        let fix = format!("Give this {kind} an id of its own.");
        assert!(problems.iter().any(|problem| problem.what == what && problem.fix == fix), "{problems:?}");
    }
    let twice = "[[scale]]\nid = \"agree\"\noptions = []\n[[scale]]";
    let said = read_small("[[scale]]", twice).unwrap_err().to_string();
    assert!(said.contains("the scale `agree` is there already"), "{said}");
    let twice = "[[signal]]\nid = \"hasty\"\ndimension = \"care\"\nscore_below = 1\n[[signal]]";
    let said = read_small("[[signal]]", twice).unwrap_err().to_string();
    assert!(said.contains("the signal `hasty` is there already"), "{said}");
}

#[test]
fn questions_of_both_kinds_share_their_addresses() {
    let fix = "Give one of the two another id: the context question at small.toml:25 has it too.";
    assert_fault("id = \"checked\"", "id = \"job\"", "item `job` has the id of a context question", fix);
    let fix = "Give it another id than review, submit, result: the survey has pages of these names.";
    assert_fault("id = \"checked\"", "id = \"submit\"", "item `submit` cannot have this id", fix);
}

#[test]
fn a_dimension_has_items_and_needs_no_more_than_it_has() {
    let extra = "[[dimension]]\nid = \"calm\"\nneeds = 1\nsem = 1\nname = <Calm>\nabout = <calm>\n\n[[item]]";
    let fix = "Name it as the `dimension` of an item, or remove it.";
    assert_fault("[[item]]", extra, "dimension `calm` has no items", fix);
    let fix = "Write at most 2, or add items.";
    assert_fault("needs = 2", "needs = 3", "`needs` is 3, more than the items there are", fix);
    let fix = "Write at most 4, or add items.";
    assert_fault("needs = 3", "needs = 5", "`needs` is 5, more than the items there are", fix);
    assert_fault("needs = 2", "needs = 0", "`needs` is `0`", "Write a whole number from 1 to 200, as in 1.");
    assert_fault("sem = 10", "sem = 0", "`sem` is `0`", "Write a number above 0 and at most 50, as in 50.");
    assert_fault("sem = 10", "sem = nan", "`sem` is `nan`", "Write a number above 0 and at most 50, as in 50.");
}

#[test]
fn a_scale_counts_up_in_ones_and_is_used() {
    let fix = "Write the values lowest first, each one more than the last.";
    assert_fault("value = 2,", "value = 3,", "3 does not follow 1", fix);
    assert_fault("value = 2,", "value = 101,", "`value` is `101`", "Write a whole number from 0 to 100, as in 0.");
    assert_fault("value = 2,", "value = 2.0,", "`value` is `2.0`", "Write a whole number from 0 to 100, as in 0.");
    let fix = "Write another text, or remove one of the two.";
    assert_fault("<Yes>", "<Partly>", "the same text (en) stands at small.toml:20", fix);
    assert_fault("= <Not seen>", "= <Partly>", "the same text (en) stands at small.toml:20", fix);
    let extra = "[[scale]]\nid = \"spare\"\noptions = [{ value = 1, <A> }, { value = 2, <B> }]\n[[scale]]";
    assert_fault(
        "[[scale]]",
        extra,
        "scale `spare` is used by no item",
        "Remove it, or name it as the `scale` of an item.",
    );
    let extra = "[[scale]]\nid = \"agree\"\noptions = [{ value = 1, <A> }]\n[[item]]";
    let said = read_small("[[item]]", extra).unwrap_err().to_string();
    assert!(said.contains("scale `agree` has 1 option\n    Write 2 to 11."), "{said}");
}

#[test]
fn levels_cover_the_whole_score_once() {
    assert_fault("from = 0", "from = 1", "no level covers 0 to 1", "Write `from = 0`.");
    assert_fault("from = 50", "from = 60", "no level covers 50 to 60", "Write `from = 50`.");
    assert_fault("from = 50", "from = 49.5", "two levels cover 49.5 to 50", "Write `from = 50`.");
    let fix = "Write `below = 100`, or add a level above it.";
    assert_fault("below = 100", "below = 99", "the last level ends at 99", fix);
    let said = read_small("below = 50", "below = 0").unwrap_err().to_string();
    assert!(said.contains("a level from 0 cannot end at 0\n    Write more than 0."), "{said}");
    assert_fault("below = 100", "below = 101", "`below` is `101`", "Write a number from 0 to 100, as in 0.");
    let fix = "Add `[next_step]` with `otherwise = \"…\"`, a dimension.";
    let next_step = &SMALL[SMALL.find("[next_step]").unwrap()..SMALL.find("[[scale]]").unwrap()];
    assert_fault(next_step, "", "survey `small` has levels and no `next_step`", fix);
}

#[test]
fn conditions_name_dimensions_and_can_be_met() {
    let care = "needs = { care = 40 }";
    assert_fault(care, "needs = { car = 40 }", "there is no dimension called `car`", "Did you mean `care`?");
    assert_fault(care, "needs = { care = 101 }", "`care` is `101`", "Write a number from 0 to 100, as in 0.");

    // At best one answer of care at 80 stands against two of speed at 20: (80 + 2 × 20) / 3 = 40.
    let with = |below: &str| {
        let level = format!("below = {below}\nneeds = {{ care = 80 }}\nevery_dimension = 20");
        let survey = SMALL.replacen("below = 50", &level, 1).replacen("from = 50", &format!("from = {below}"), 1);
        read_survey("small.toml", spell_out(&survey).as_bytes())
    };
    assert!(with("40.5").is_ok());
    let said = with("40").unwrap_err().to_string();
    let what = "level `low` can never be reached: its conditions alone make a score of 40.0 or more";
    assert!(said.contains(what), "{said}");
    assert!(read_small("every_dimension = 20", "every_dimension = 100").is_ok(), "100 belongs to the highest level");
}

#[test]
fn a_signal_asks_something_that_can_be_answered() {
    assert_fault(
        "item = \"finished\"",
        "item = \"finishd\"",
        "there is no item called `finishd`",
        "Did you mean `finished`?",
    );
    let fix = "Write a whole number from 0 to 2, as in 0.";
    assert_fault("answer_from = 1", "answer_from = 3", "`answer_from` is `3`", fix);
    let fix = "Write the lower value as `answer_from`.";
    assert_fault("answer_from = 1", "answer_from = 2\nanswer_to = 1", "no answer is from 2 to 1", fix);
    let fix = "Write a number above 0 and at most 100, as in 100.";
    assert_fault("score_below = 40", "score_below = 0", "`score_below` is `0`", fix);
    let fix = "Write `score_below`, or an `item` with `answer_from` or `answer_to`.";
    let asks = "score_below = 40\nitem = \"finished\"\nanswer_from = 1\n";
    assert_fault(asks, "", "signal `hasty` asks nothing", fix);
    let fix = "Write `item` and one or both of `answer_from` and `answer_to`, or none of the three.";
    let what = "signal `hasty` needs both an `item` and the answers to it, or neither";
    assert_fault("answer_from = 1\n", "", what, fix);
    assert_fault("item = \"finished\"\n", "", what, fix);
}

#[test]
fn the_next_step_reads_known_questions() {
    assert_fault(
        "otherwise = \"care\"",
        "otherwise = \"cara\"",
        "there is no dimension called `cara`",
        "Did you mean `care`?",
    );
    assert_fault(
        "work = \"job\"",
        "work = \"jobs\"",
        "there is no context question called `jobs`",
        "Did you mean `job`?",
    );
    let fix = "Write `pick = 1` in that question.";
    assert_fault("pick = 1", "pick = 2", "a person has one kind of work here, but may pick several", fix);
    let fix = "Name another question, or remove one.";
    assert_fault("tasks = \"chores\"", "tasks = \"job\"", "one question cannot ask for both work and tasks", fix);
    assert_fault("pick = 2", "pick = 3", "`pick` is `3`", "Write a whole number from 1 to 2, as in 1.");
}

#[test]
fn there_are_only_so_many_things_of_a_kind() {
    let dimensions: String = (0..20)
        .map(|n| format!("[[dimension]]\nid = \"d{n}\"\nneeds = 1\nsem = 1\nname = <D{n}>\nabout = <d{n}>\n"))
        .collect();
    let said = read_small("[[item]]", &format!("{dimensions}[[item]]")).unwrap_err().to_string();
    assert!(said.contains("survey `small` has 22 dimensions\n    Write 1 to 20."), "{said}");
    let items: String = (0..200)
        .map(|n| format!("[[item]]\nid = \"i{n}\"\ndimension = \"care\"\nscale = \"agree\"\ntext = <T{n}>\n"))
        .collect();
    let said = read_small("[[level]]", &format!("{items}[[level]]")).unwrap_err().to_string();
    assert!(said.contains("survey `small` has 204 items\n    Write 1 to 200."), "{said}");
}

#[test]
fn a_table_with_one_bracket_too_few_is_explained() {
    let said = read_small("[[signal]]", "[signal]").unwrap_err().to_string();
    let expected =
        "small.toml:98:1: `signal` is a table\n    Write `[[signal]]` above each signal, and its fields below.";
    assert_eq!(said, expected);
}

#[test]
fn a_line_that_cannot_be_read_hides_nothing_and_blames_nothing_else() {
    let survey = spell_out(&SMALL.replacen("minutes = 2", "minutes 2", 1).replacen("version = 1", "version = -1", 1));
    let expected = "small.toml:2:11: `version` is `-1`\n    Write a whole number, at least 1, as in 1.\n\
                    small.toml:3:9: this cannot be read: key with no value, expected `=`\n    \
                    Write `name = value` on a line of its own, texts in straight double quotes, and `[name]` above a table.";
    assert_eq!(read_survey("small.toml", survey.as_bytes()).unwrap_err().to_string(), expected);
}

/// Every getter a page calls, on every part of the survey.
fn assert_usable(survey: &Survey) {
    for question in survey.questions() {
        assert_eq!(survey.question(question.id()).map(|found| found.id()), Some(question.id()));
        let Question::Item(item, _) = question else { continue };
        let scale = survey.scale_of(item);
        assert!(scale.lowest() < scale.highest());
        for option in scale.options() {
            assert_eq!(survey.parse_answer(item, &option.value.to_string()), Ok(Answer::Value(option.value)));
        }
        let above = u16::from(scale.highest()) + 1;
        assert!(survey.parse_answer(item, &above.to_string()).is_err());
        assert!(survey.items_of(survey.dimension_of(item)).any(|other| other.id == item.id));
    }
    for dimension in survey.dimensions() {
        assert!((1..=survey.items_of(dimension).count()).contains(&dimension.needs));
    }
    for signal in survey.signals() {
        survey.dimension_of_signal(signal);
        survey.item_of_signal(signal);
    }
    assert!(survey.levels().iter().all(|level| level.conditions().len() == survey.dimensions().len()));
    survey.otherwise();
    survey.work_question();
    survey.task_question();
}

#[derive(Clone, Debug)]
enum Mutation {
    Delete(usize),
    Duplicate(usize),
    Swap(usize, usize),
    Number(usize, i64),
    Name(usize, usize),
    Cut(usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let line = 0..400_usize;
    prop_oneof![
        line.clone().prop_map(Mutation::Delete),
        line.clone().prop_map(Mutation::Duplicate),
        (line.clone(), line.clone()).prop_map(|(one, other)| Mutation::Swap(one, other)),
        (line.clone(), -2..130_i64).prop_map(|(line, number)| Mutation::Number(line, number)),
        (line.clone(), line.clone()).prop_map(|(line, from)| Mutation::Name(line, from)),
        (0..20_000_usize).prop_map(Mutation::Cut),
    ]
}

fn mutate(text: &str, mutation: &Mutation) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let last = lines.len().saturating_sub(1);
    match *mutation {
        _ if lines.is_empty() => {}
        Mutation::Delete(line) => _ = lines.remove(line.min(last)),
        Mutation::Duplicate(line) => lines.insert(line.min(last), lines[line.min(last)].clone()),
        Mutation::Swap(one, other) => lines.swap(one.min(last), other.min(last)),
        Mutation::Number(line, number) => {
            let line = &mut lines[line.min(last)];
            if let Some((start, rest)) = line.split_once(|c: char| c.is_ascii_digit()) {
                *line = format!("{start}{number}{}", rest.trim_start_matches(|c: char| c.is_ascii_digit()));
            }
        }
        Mutation::Name(line, from) => {
            let name = lines[from.min(last)].split('"').nth(1).unwrap_or_default().to_owned();
            let line = &mut lines[line.min(last)];
            let parts: Vec<&str> = line.splitn(3, '"').collect();
            if let [start, _, end] = parts[..] {
                *line = format!("{start}\"{name}\"{end}");
            }
        }
        Mutation::Cut(at) => return text.chars().take(at).collect(),
    }
    lines.join("\n")
}

/// Survey files that keep every rule: dimensions with one or more items each, on one of some scales, some levels.
fn valid_survey() -> impl Strategy<Value = String> {
    let scales = prop::collection::vec((0..90_u32, 2..=11_u32), 1..4);
    let dimensions = prop::collection::vec((1..5_usize, 0..5_usize), 1..6);
    let bounds = prop::collection::btree_set(1..100_u32, 0..6);
    (scales, dimensions, bounds, any::<bool>(), 0..5_usize).prop_map(|(scales, dimensions, bounds, reversed, spare)| {
        let total: usize = dimensions.iter().map(|(items, _)| items).sum();
        let needs = total.saturating_sub(spare).max(1);
        let mut text = format!(
            "id = \"made\"\nversion = 7\nminutes = 60\nprivacy = \"anonymous\"\nneeds = {needs}\nsem = 5\n\
             title = <Made>\npurpose = <To try>\nnext_step = {{ otherwise = \"d0\" }}\n"
        );
        for (number, (lowest, count)) in scales.iter().enumerate().take(total) {
            let options: Vec<String> =
                (*lowest..lowest + count).map(|value| format!("{{ value = {value}, <{value}> }}")).collect();
            text += &format!("[[scale]]\nid = \"s{number}\"\noptions = [{}]\n", options.join(", "));
        }
        for (number, (items, spare)) in dimensions.iter().enumerate() {
            let needs = items.saturating_sub(*spare).max(1);
            text += &format!("[[dimension]]\nid = \"d{number}\"\nneeds = {needs}\nsem = 9.5\nname = <D{number}>\nabout = <d>\n");
        }
        let homes = dimensions.iter().enumerate().flat_map(|(number, (items, _))| vec![number; *items]);
        for (number, dimension) in homes.enumerate() {
            let (scale, field) = (number % scales.len(), if reversed && number % 3 == 0 { "reversed" } else { "text" });
            text += &format!(
                "[[item]]\nid = \"i{number}\"\ndimension = \"d{dimension}\"\nscale = \"s{scale}\"\n{field} = <I {number}>\n"
            );
        }
        let starts = std::iter::once(0).chain(bounds.iter().copied());
        let ends = bounds.iter().copied().chain([100]);
        for (from, below) in starts.zip(ends) {
            text += &format!(
                "[[level]]\nid = \"l{from}\"\nfrom = {from}\nbelow = {below}\nevery_dimension = {from}\nname = <L>\n\
                 finding = <L>\nsummary = <L>\n"
            );
        }
        spell_out(&text)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_survey_is_usable_or_refused_with_reasons(mutations in prop::collection::vec(mutation(), 1..4)) {
        let original = String::from_utf8(AI_PROFICIENCY.to_vec()).unwrap();
        let text = mutations.iter().fold(original, |text, mutation| mutate(&text, mutation));
        match read_survey("mutated.toml", text.as_bytes()) {
            Ok(survey) => assert_usable(&survey),
            Err(problems) => prop_assert!(!problems.0.is_empty()),
        }
    }

    #[test]
    fn a_survey_that_keeps_the_rules_is_accepted_and_usable(text in valid_survey()) {
        assert_usable(&read_survey("made.toml", text.as_bytes()).map_err(|problems| TestCaseError::fail(problems.to_string()))?);
    }
}
