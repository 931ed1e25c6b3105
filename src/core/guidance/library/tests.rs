use proptest::prelude::*;

use super::*;
use crate::survey::{Language, read_survey};

const AI_PROFICIENCY: &[u8] = include_bytes!("../../../../surveys/ai-proficiency.toml");

const STEP: &str = r#"[[step]]
id = "sales-judgement"
version = 1
for = "person"
kind = "pattern"
minutes = 15
come_back = [7, 30]

[step.when]
dimension = "judgement"
levels = ["starting-out", "trying-things"]
work = ["sales"]
tasks = ["proposals"]
signals = ["unchecked-use"]

[step.en]
title = "Check one promise in each offer"
why = "One wrong figure in {task} costs {work} more than the minutes saved."
do = ["Take the next offer.", "Check one promise at its source."]
done = "three offers have gone out checked."

[step.en.pattern]
trigger = "An AI draft is ready"
ai = "Drafts the offer"
human = "Prices, dates, promises"
review = "One promise checked"
recover = "Write it yourself"

[step.de]
title = "In jedem Angebot eine Zusage prüfen"
why = "Eine falsche Zahl kostet mehr als die gesparten Minuten."
do = ["Nimm das nächste Angebot.", "Prüfe eine Zusage an der Quelle."]
done = "drei Angebote geprüft hinausgegangen sind."

[step.de.pattern]
trigger = "Ein KI-Entwurf liegt vor"
ai = "Entwirft das Angebot"
human = "Preise, Termine, Zusagen"
review = "Eine Zusage geprüft"
recover = "Selbst schreiben"

[step.ja]
title = "見積もりの約束をひとつ確かめる"
why = "数字がひとつ違うだけで、短くした時間より大きな損になります。"
do = ["次の見積もりを用意します。", "約束をひとつ、もとの資料で確かめます。"]
done = "3通を確かめて送ったら完了です。"

[step.ja.pattern]
trigger = "AIの下書きができたとき"
ai = "見積もりを下書きする"
human = "価格、日程、約束"
review = "約束をひとつ確かめた"
recover = "自分で書く"
"#;

fn survey() -> Survey {
    read_survey("ai-proficiency.toml", AI_PROFICIENCY).unwrap()
}

fn read(files: &[(&str, &str)]) -> Result<Library, Problems> {
    let files: Vec<_> = files.iter().map(|(file, text)| ((*file).to_owned(), text.as_bytes().to_vec())).collect();
    read_steps(&files, &survey())
}

fn read_changed(from: &str, to: &str) -> Result<Library, Problems> {
    assert!(STEP.contains(from), "{from}");
    read(&[("steps.toml", &STEP.replacen(from, to, 1))])
}

#[track_caller]
fn assert_fault(from: &str, to: &str, what: &str, fix: &str) {
    let problems = read_changed(from, to).expect_err(what).0;
    let said: Vec<(&str, &str)> = problems.iter().map(|problem| (&*problem.what, &*problem.fix)).collect();
    assert_eq!(said, [(what, fix)]);
}

#[test]
fn a_step_is_read_as_it_stands() {
    let library = read(&[("steps.toml", STEP)]).unwrap();
    let step = library.step(&StepId::parse("sales-judgement").unwrap()).unwrap();
    assert_eq!((step.audience, step.kind, step.minutes), (Audience::Person, StepKind::Pattern, 15));
    assert_eq!(step.come_back, [7, 30]);
    assert_eq!(step.when.levels, Some(0..=1));
    assert_eq!((step.when.work[0].as_str(), step.when.signals[0].as_str()), ("sales", "unchecked-use"));
    assert_eq!(step.actions[1].in_language(Language::De), "Prüfe eine Zusage an der Quelle.");
    let pattern = step.pattern.as_ref().unwrap();
    assert_eq!(pattern.recover.in_language(Language::Ja), "自分で書く");
    assert!(library.step(&StepId::parse("other").unwrap()).is_none());
}

#[test]
fn what_is_optional_may_be_left_out() {
    let when = "levels = [\"starting-out\", \"trying-things\"]\nwork = [\"sales\"]\n";
    let step = read_changed(when, "").unwrap().steps()[0].clone();
    assert!(step.when.levels.is_none() && step.when.work.is_empty());
    let mut text = STEP.replace("kind = \"pattern\"", "kind = \"peer\"");
    for language in Language::ALL {
        let start = text.find(&format!("[step.{language}.pattern]")).unwrap();
        let end = text[start..].find("\n\n").map_or(text.len(), |length| start + length);
        text.replace_range(start..end, "");
    }
    assert!(read(&[("steps.toml", &text)]).unwrap().steps()[0].pattern.is_none());
}

#[test]
fn a_step_names_only_what_the_survey_has() {
    let cases = [
        ("\"judgement\"", "\"judgment\"", "dimension", "judgment", "judgement"),
        ("\"trying-things\"", "\"trying-thing\"", "level", "trying-thing", "trying-things"),
        ("\"sales\"", "\"sale\"", "work choice", "sale", "sales"),
        ("\"proposals\"", "\"proposal\"", "task", "proposal", "proposals"),
        ("\"unchecked-use\"", "\"uncheckd-use\"", "signal", "uncheckd-use", "unchecked-use"),
    ];
    for (from, to, kind, wrong, meant) in cases {
        let fix = format!("Did you mean `{meant}`?");
        assert_fault(from, to, &format!("there is no {kind} called `{wrong}`"), &fix);
    }
    let range = "[\"starting-out\", \"trying-things\"]";
    let turned = "[\"trying-things\", \"starting-out\"]";
    assert_fault(range, turned, "the first level is above the last one", "Write the lower level first.");
    assert_fault(range, "[\"starting-out\"]", "this condition has 1 level", "Write exactly 2.");
    assert_fault("[\"sales\"]", "[\"sales\", \"sales\"]", "this work choice stands here twice", "Remove one.");
    assert_fault("[\"sales\"]", "[]", "this condition has 0 work choices", "Write 1 to 40.");
}

#[test]
fn numbers_and_words_keep_their_ranges() {
    let step = "step `sales-judgement`";
    assert_fault("minutes = 15", "minutes = 4", "`minutes` is `4`", "Write a whole number from 5 to 60, as in 5.");
    assert_fault("version = 1", "version = 0", "`version` is `0`", "Write a whole number, at least 1, as in 1.");
    let fix = "The words are `person`.";
    assert_fault("\"person\"", "\"everyone\"", "`for` cannot be `everyone`", fix);
    assert_fault("kind = \"pattern\"", "kind = \"patern\"", "`kind` cannot be `patern`", "Did you mean `pattern`?");
    let fix = "Write the days in ascending order.";
    assert_fault("[7, 30]", "[7, 7]", "day 7 does not come after the day before it", fix);
    assert_fault("[7, 30]", "[7, 91]", "`come_back` is `91`", "Write a whole number from 1 to 90, as in 1.");
    assert_fault("[7, 30]", "[]", &format!("{step} has 0 days"), "Write 1 to 12.");
    assert_fault("version = 1", "version = 1\nlevel = 1", &format!("{step} has no field called `level`"), {
        "The fields are `id`, `version`, `for`, `kind`, `minutes`, `come_back`, `when`, `en`, `de`, `ja`."
    });
}

#[test]
fn texts_keep_their_lengths_and_their_tone() {
    let long = |chars: usize| "x".repeat(chars);
    let cases = [
        ("Check one promise in each offer", long(71), "`title`", 70),
        ("In jedem Angebot eine Zusage prüfen", long(91), "`title`", 90),
        ("数字がひとつ違うだけで、短くした時間より大きな損になります。", long(181), "`why`", 180),
        ("Take the next offer.", long(161), "`do`", 160),
        ("three offers have gone out checked.", long(161), "`done`", 160),
        ("Prices, dates, promises", long(91), "`human`", 90),
    ];
    for (from, to, field, most) in cases {
        let said = read_changed(from, &to).unwrap_err().to_string();
        let expected = format!("has {} characters\n    Shorten it to at most {most}.", most + 1);
        assert!(said.contains(field) && said.contains(&expected), "{said}");
    }
    let fix = "Say it calmly, without one.";
    assert_fault("Take the next offer.", "Take it!", "`do` holds an exclamation mark", fix);
    assert_fault("完了です。", "完了です！。", "`done` holds an exclamation mark", fix);
    let fix = "End it with one: it completes \"Done when …\".";
    assert_fault("gone out checked.", "gone out checked", "`done` ends without a full stop", fix);
    let fix = "Remove it: the parts of a pattern are phrases.";
    assert_fault("自分で書く", "自分で書く。", "`recover` ends with a full stop", fix);
}

#[test]
fn actions_are_two_to_four_and_the_same_in_every_language() {
    let fix = "Write the same actions in every language.";
    let three = "\"Nimm das nächste Angebot.\", \"Lies es.\"";
    assert_fault("\"Nimm das nächste Angebot.\"", three, "3 actions here, but 2 in en", fix);
    let german = "do = [\"Nimm das nächste Angebot.\", \"Prüfe eine Zusage an der Quelle.\"]\n";
    let fix = "Add `do = [ … ]`, a list of 2 to 4.";
    assert_fault(german, "", "this translation has no `do`", fix);
    let said = read_changed("\"Take the next offer.\", ", "").unwrap_err().to_string();
    assert!(said.contains("this translation has 1 action\n    Write 2 to 4."), "{said}");
}

#[test]
fn a_pattern_stands_in_every_language_or_in_none() {
    let german = &STEP[STEP.find("[step.de.pattern]").unwrap()..STEP.find("[step.ja]").unwrap()];
    let fix = "Add `[step.de.pattern]`: a pattern stands in every language, or in none.";
    assert_fault(german, "", "this translation has no pattern", fix);
    let fix = "Add `review = \"…\"`, a text in double quotes.";
    assert_fault("review = \"Eine Zusage geprüft\"\n", "", "this pattern has no `review`", fix);
}

#[test]
fn placeholders_are_known_closed_and_only_in_the_reason() {
    assert_fault("{task}", "{tasks}", "there is no placeholder {tasks}", "Did you mean `task`?");
    let fix = "Write a placeholder with both, as in {work}.";
    for single in ["{task", "task}", "{task}}", "{"] {
        assert_fault("{task}", single, "`why` holds a single curly bracket", fix);
    }
    let fix = "Add `tasks` to `[step.when]`, or remove {task}.";
    assert_fault("tasks = [\"proposals\"]\n", "", "{task} stands in a step for whatever tasks", fix);
    let fix = "Remove it: only `why` may hold placeholders.";
    assert_fault("Take the next offer.", "Take {task}.", "`do` holds a curly bracket", fix);
}

#[test]
fn ids_and_titles_are_unique_over_all_files() {
    let renamed = STEP.replace("sales-judgement", "other-step");
    let titles = STEP.replace("Check one", "Check a").replace("eine Zusage prüfen", "Zusagen prüfen");
    let said = read(&[("a.toml", STEP), ("b.toml", &renamed), ("c.toml", &titles)]).unwrap_err().to_string();
    let expected = "b.toml:1:1: the same text (en) stands at a.toml:1\n    \
                    Write another text, or remove one of the two.\n\
                    c.toml:1:1: the same text (ja) stands at a.toml:1\n    \
                    Write another text, or remove one of the two.\n\
                    c.toml:2:6: the step `sales-judgement` is there already, at a.toml:2\n    \
                    Give this step an id of its own.";
    assert_eq!(said, expected);
}

#[test]
fn a_file_without_steps_and_one_that_is_no_text_are_both_reported() {
    let files = [("a.toml".to_owned(), Vec::new()), ("b.toml".to_owned(), vec![0xff])];
    let said = read_steps(&files, &survey()).unwrap_err().to_string();
    let expected = "a.toml:1:1: this file has no steps\n    Write `[[step]]` above each step, and its fields below.\n\
                    b.toml:1:1: here stands a byte that is not text\n    Save the file in the encoding UTF-8.";
    assert_eq!(said, expected);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_in_any_order_are_a_step_or_are_refused_with_reasons(moves in prop::collection::vec((0..60_usize, 0..60_usize), 1..4)) {
        let mut lines: Vec<&str> = STEP.lines().collect();
        for (from, to) in moves {
            let line = lines.remove(from % lines.len());
            if to % 3 > 0 {
                lines.insert(to % lines.len(), line);
            }
        }
        match read(&[("moved.toml", &lines.join("\n"))]) {
            Ok(library) => prop_assert_eq!(library.steps().len(), 1),
            Err(problems) => prop_assert!(!problems.0.is_empty()),
        }
    }
}
