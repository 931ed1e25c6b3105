//! The technical report: what the figures of a release rest on, for those who ask whether the questions measure anything.
//! Every sentence is made from the release, and says so where nothing can be said.

use footing_core::disclosure::{
    ItemQuality, MeasureKind, MeasureQuality, Rate, Reliability, SurveyQuality, TeamQuality,
};
use footing_core::survey::{Privacy, Survey};
use footing_core::text::Text;

use crate::item::{ReportContext, measure_label};
use crate::press::pdf::Block;

/// Reliability that comparing groups asks for, and that showing a person a score asks for: Nunnally & Bernstein (1994).
const FOR_GROUPS: f64 = 0.70;
const FOR_PERSONS: f64 = 0.80;
/// From here on the means of teams tell teams apart: Bliese (2000).
const TELLS_TEAMS_APART: f64 = 0.70;
/// From here on members of a team agree strongly: LeBreton & Senter (2008).
const STRONG_AGREEMENT: f64 = 0.70;
/// Below this participation, those who are missing can change a figure by more than chance does.
const ENOUGH_TOOK_PART: u32 = 70;
/// By how many points those who are missing are supposed to differ, to see what that would do.
const SUPPOSED: u32 = 10;
/// An item that hardly goes with the others: Nunnally & Bernstein (1994) ask for .30, short surveys for less.
const HARDLY_WITH_OTHERS: f64 = 0.20;
/// Percent of people who leave a question out, or answer at one end, from which on it deserves a look.
const OFTEN_LEFT_OUT: u8 = 10;
const OFTEN_AT_AN_END: u8 = 60;
/// Percent of people with the same answer to everything, from which on it deserves a word.
const MANY_STRAIGHT: u8 = 10;

/// The blocks of the technical report, top to bottom: who answered, how well each survey measured, and what may be
/// concluded from it. Pages show them as well as the PDF.
pub fn technical(context: &ReportContext<'_>) -> Vec<Block> {
    let text = context.text;
    let mut blocks = vec![Block::Paragraph(text.say("tech-lead")), Block::Heading(text.say("tech-who"))];
    blocks.extend(who_answered(context));
    for survey in context.surveys {
        blocks.push(Block::Heading(text.of(survey.title())));
        match context.release.head().quality.iter().find(|quality| quality.survey == *survey.id()) {
            Some(quality) => blocks.extend(Measured { text, survey, quality }.blocks()),
            None => blocks.push(Block::Paragraph(text.say("tech-too-few"))),
        }
    }
    blocks.push(Block::Heading(text.say("tech-conclude")));
    blocks.extend(conclusions(context));
    blocks
}

fn who_answered(context: &ReportContext<'_>) -> Vec<Block> {
    let text = context.text;
    let participation = &context.release.head().participation;
    let rates: Vec<(String, Rate)> =
        participation.iter().filter_map(|one| Some((context.survey_name(&one.survey), *one.whole?))).collect();
    let row = |(survey, rate): &(String, Rate)| {
        let numbers = [rate.taken_part, rate.invited, rate.percent()].map(|number| number.to_string());
        std::iter::once(survey.clone()).chain(numbers).collect()
    };
    let head = ["column-survey", "column-taken-part", "column-invited", "column-percent"];
    let table = table(text, "question-participation", &head, rates.iter().map(row));
    let Some((survey, lowest)) = rates.iter().min_by_key(|(_, rate)| rate.percent()) else { return vec![table] };
    let shift = f64::from(SUPPOSED) * (1.0 - f64::from(lowest.taken_part) / f64::from(lowest.invited.max(1)));
    let missing = text.with(
        "tech-missing-people",
        [
            ("survey", survey.clone().into()),
            ("percent", (100 - lowest.percent()).into()),
            ("supposed", SUPPOSED.into()),
            ("shift", text.decimal(shift, 1).into()),
        ],
    );
    let enough = if lowest.percent() < ENOUGH_TOOK_PART { "tech-take-care" } else { "tech-enough-took-part" };
    vec![table, Block::Paragraph(missing), Block::Paragraph(text.say(enough))]
}

/// A survey with what is known about its questions.
struct Measured<'a> {
    text: Text<'a>,
    survey: &'a Survey,
    quality: &'a SurveyQuality,
}

impl Measured<'_> {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Paragraph(self.completeness()), self.reliability_table()];
        let verdicts = self.quality.measures.iter().map(|measure| (self.verdict(measure), self.name(measure)));
        let say =
            |verdict: &str, subject: String| self.text.with_for("tech-verdict", verdict, [("subject", subject.into())]);
        blocks.push(Block::List(grouped(self.text, verdicts, say)));
        blocks.extend(self.languages());
        blocks.extend(self.teams());
        blocks.extend(self.items());
        blocks
    }

    fn completeness(&self) -> String {
        let (text, quality) = (self.text, self.quality);
        let band = quality.people.to_string();
        let places =
            [("band", band.into()), ("complete", quality.complete.into()), ("straight", quality.straight.into())];
        let said = text.with("tech-complete", places);
        // Where every question asks for the same direction, one answer to all can be meant.
        let has_reversed = self.survey.items().iter().any(|item| item.reversed);
        if quality.straight < MANY_STRAIGHT {
            return said;
        }
        let meaning = if has_reversed { "tech-straight-reversed" } else { "tech-straight" };
        [said, text.say(meaning)].join(&text.say("between-sentences"))
    }

    fn name(&self, measure: &MeasureQuality) -> String {
        measure_label(self.text, self.survey, measure.kind, &measure.id).unwrap_or_else(|| measure.id.clone())
    }

    fn reliability_table(&self) -> Block {
        let text = self.text;
        let row = |measure: &MeasureQuality| {
            let figures = match measure.reliability {
                Some(found) => [
                    found.people.to_string(),
                    self.alpha(found),
                    number(text, found.omega, 2),
                    number(text, found.error, 1),
                ],
                None => std::array::from_fn(|_| text.say("tech-undefined")),
            };
            let ends = [measure.at_lowest, measure.at_highest].map(|percent| percent.to_string());
            std::iter::once(self.name(measure)).chain(figures).chain(ends).collect()
        };
        let head = [
            "column-subject",
            "column-people",
            "tech-alpha",
            "tech-omega",
            "tech-error",
            "tech-at-lowest",
            "tech-at-highest",
        ];
        table(text, "tech-reliability", &head, self.quality.measures.iter().map(row))
    }

    /// "0.82 (0.78–0.85)".
    fn alpha(&self, found: Reliability) -> String {
        let [alpha, from, to] = [found.alpha, found.alpha_from, found.alpha_to].map(|one| self.text.decimal(one, 2));
        format!("{alpha} ({from}–{to})")
    }

    /// What the reliability of a score allows, with its uncertainty taken into account.
    fn verdict(&self, measure: &MeasureQuality) -> &'static str {
        let wanted = if self.survey.privacy() == Privacy::Private { FOR_PERSONS } else { FOR_GROUPS };
        match measure.reliability {
            None => "one-question",
            Some(found) if found.alpha_from >= wanted && wanted == FOR_PERSONS => "persons",
            Some(found) if found.alpha_from >= wanted => "groups",
            Some(found) if found.alpha_to < FOR_GROUPS => "weak",
            Some(found) if found.alpha_from >= FOR_GROUPS => "groups-only",
            Some(_) => "unsure",
        }
    }

    fn languages(&self) -> Option<Block> {
        let text = self.text;
        let rows = self.quality.measures.iter().flat_map(|measure| {
            measure.languages.iter().map(|(language, found)| {
                let language = text.say_for("language", language.tag());
                vec![self.name(measure), language, found.people.to_string(), self.alpha(*found)]
            })
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let head = ["column-subject", "tech-language", "column-people", "tech-alpha"];
        (!rows.is_empty()).then(|| table(text, "tech-by-language", &head, rows.into_iter()))
    }

    fn teams(&self) -> Vec<Block> {
        let text = self.text;
        let found = self.quality.measures.iter().filter_map(|measure| Some((self.name(measure), measure.teams?)));
        let found: Vec<(String, TeamQuality)> = found.collect();
        if found.is_empty() {
            return vec![Block::Subheading(text.say("tech-teams")), Block::Paragraph(text.say("tech-few-teams"))];
        }
        let row = |(name, teams): &(String, TeamQuality)| {
            let [icc1, from, to] = [teams.icc1, teams.icc1_from, teams.icc1_to].map(|one| text.decimal(one, 2));
            let agreement = teams.agreement;
            let within = agreement.map(|one| one.within_limit.to_string());
            vec![
                name.clone(),
                teams.teams.to_string(),
                format!("{icc1} ({from}–{to})"),
                number(text, teams.icc2, 2),
                number(text, agreement.and_then(|one| one.uniform), 2),
                number(text, agreement.and_then(|one| one.skewed), 2),
                within.unwrap_or_else(|| text.say("tech-undefined")),
            ]
        };
        let head = [
            "column-subject",
            "tech-teams-count",
            "tech-icc1",
            "tech-icc2",
            "tech-rwg-uniform",
            "tech-rwg-skewed",
            "tech-within-limit",
        ];
        let table = table(text, "tech-teams-caption", &head, found.iter().map(row));
        let verdicts = found.iter().map(|(name, teams)| self.team_verdict(name, *teams)).collect();
        vec![Block::Subheading(text.say("tech-teams")), table, Block::List(verdicts)]
    }

    /// Whether teams differ, whether their means tell them apart, and whether members agree.
    fn team_verdict(&self, name: &str, teams: TeamQuality) -> String {
        let text = self.text;
        let differ = if teams.icc1_from <= 0.0 {
            "same"
        } else if teams.icc2.is_some_and(|icc2| icc2 >= TELLS_TEAMS_APART) {
            "apart"
        } else {
            "differ"
        };
        let share = (100.0 * teams.icc1.max(0.0)).round() as u32;
        let said = text.with_for("tech-between", differ, [("subject", name.into()), ("percent", share.into())]);
        let agreement = teams.agreement.and_then(|agreement| {
            let uniform = agreement.uniform? >= STRONG_AGREEMENT;
            // Only of five options is there a null that leans; without one, the first decides.
            let skewed = agreement.skewed.is_none_or(|skewed| skewed >= STRONG_AGREEMENT);
            Some(match (uniform, skewed) {
                (true, true) => "strong",
                (true, false) => "if-random",
                (false, _) => "weak",
            })
        });
        match agreement {
            Some(agreement) => [said, text.say_for("tech-agreement", agreement)].join(&text.say("between-sentences")),
            None => said,
        }
    }

    fn items(&self) -> Vec<Block> {
        let text = self.text;
        let items: Vec<(String, &ItemQuality)> = self
            .quality
            .measures
            .iter()
            .flat_map(|measure| &measure.items)
            .filter_map(|item| Some((measure_label(text, self.survey, MeasureKind::Item, &item.id)?, item)))
            .collect();
        let row = |(name, item): &(String, &ItemQuality)| {
            let shares = [item.missing, item.at_lowest, item.at_highest].map(|percent| percent.to_string());
            let others = [number(text, item.with_others, 2), number(text, item.alpha_without, 2)];
            std::iter::once(name.clone()).chain(shares).chain(others).collect()
        };
        let head = [
            "column-question",
            "tech-left-out",
            "tech-at-lowest",
            "tech-at-highest",
            "tech-with-others",
            "tech-alpha-without",
        ];
        let table = table(text, "tech-questions-caption", &head, items.iter().map(row));
        let looks = items.iter().flat_map(|(name, item)| {
            let quoted = text.with("tech-quoted", [("question", name.clone().into())]);
            looks(item).into_iter().map(move |look| (look, quoted.clone()))
        });
        let looks =
            grouped(text, looks, |look, questions| text.with_for("tech-look", look, [("subject", questions.into())]));
        let looks =
            if looks.is_empty() { Block::Paragraph(text.say("tech-nothing-to-look-at")) } else { Block::List(looks) };
        vec![Block::Subheading(text.say("tech-questions")), table, looks]
    }
}

/// A table whose caption and heads are named by their texts.
fn table(
    text: Text<'_>,
    caption: &'static str,
    head: &[&'static str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Block {
    let head = head.iter().map(|word| text.say(word)).collect();
    Block::Table { caption: text.say(caption), head, rows: rows.collect() }
}

/// A figure, or the sign for one that is not defined.
fn number(text: Text<'_>, value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| text.say("tech-undefined"), |value| text.decimal(value, decimals))
}

/// What deserves a look in one question.
fn looks(item: &ItemQuality) -> Vec<&'static str> {
    let with_others = match item.with_others {
        Some(with_others) if with_others < 0.0 => Some("against"),
        Some(with_others) if with_others < HARDLY_WITH_OTHERS => Some("hardly"),
        _ => None,
    };
    let end = if item.at_highest >= OFTEN_AT_AN_END {
        Some("ceiling")
    } else if item.at_lowest >= OFTEN_AT_AN_END {
        Some("floor")
    } else {
        None
    };
    let left_out = (item.missing >= OFTEN_LEFT_OUT).then_some("left-out");
    [with_others, end, left_out].into_iter().flatten().collect()
}

/// One sentence for all of which the same is to be said, in the order in which it first comes up.
fn grouped(
    text: Text<'_>,
    found: impl Iterator<Item = (&'static str, String)>,
    say: impl Fn(&str, String) -> String,
) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for (what, name) in found {
        match groups.iter_mut().find(|(known, _)| *known == what) {
            Some((_, names)) => names.push(name),
            None => groups.push((what, vec![name])),
        }
    }
    groups.into_iter().map(|(what, names)| say(what, names.join(&text.say("between-labels")))).collect()
}

fn conclusions(context: &ReportContext<'_>) -> Vec<Block> {
    let text = context.text;
    let quality = &context.release.head().quality;
    let measures = || quality.iter().flat_map(|survey| &survey.measures);
    let teams_differ = measures().any(|measure| measure.teams.is_some_and(|teams| teams.icc1_from > 0.0));
    let has_earlier = !context.earlier.is_empty();
    let may = [
        Some("tech-may-subjects"),
        teams_differ.then_some("tech-may-teams"),
        has_earlier.then_some("tech-may-change"),
        Some("tech-may-talk"),
    ];
    let may_not = [
        Some("tech-not-rank"),
        Some("tech-not-person"),
        Some("tech-not-cause"),
        (!has_earlier).then_some("tech-not-change"),
        (!teams_differ).then_some("tech-not-teams"),
        Some("tech-not-missing"),
    ];
    let list = |keys: &[Option<&'static str>]| Block::List(keys.iter().flatten().map(|key| text.say(key)).collect());
    vec![
        Block::Subheading(text.say("tech-may")),
        list(&may),
        Block::Subheading(text.say("tech-may-not")),
        list(&may_not),
        Block::Quiet(text.say("tech-sources")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;
    use footing_core::disclosure::{AgreementQuality, Band};

    fn quality(survey: &Survey) -> SurveyQuality {
        SurveyQuality {
            survey: survey.id().clone(),
            people: Band::of(200),
            complete: 97,
            straight: 2,
            measures: Vec::new(),
        }
    }

    #[test]
    fn what_a_score_allows_depends_on_the_end_of_the_interval_and_on_whom_it_is_for() {
        let sample = Sample::of(&[], Vec::new(), &[]);
        let verdict = |survey: &str, interval: Option<(f64, f64)>| {
            let survey = sample.survey(survey);
            let reliability = interval.map(|(alpha_from, alpha_to)| Reliability {
                people: Band::of(200),
                alpha: f64::midpoint(alpha_from, alpha_to),
                alpha_from,
                alpha_to,
                omega: None,
                error: None,
            });
            let measure = MeasureQuality {
                kind: MeasureKind::Survey,
                id: survey.id().to_string(),
                at_lowest: 0,
                at_highest: 0,
                reliability,
                languages: Vec::new(),
                teams: None,
                items: Vec::new(),
            };
            Measured { text: sample.context().text, survey, quality: &quality(survey) }.verdict(&measure)
        };
        // Of private results persons are told; of the others only groups are compared.
        for (interval, of_persons, of_groups) in [
            (None, "one-question", "one-question"),
            (Some((0.80, 0.90)), "persons", "groups"),
            (Some((0.79, 0.90)), "groups-only", "groups"),
            (Some((0.70, 0.78)), "groups-only", "groups"),
            (Some((0.69, 0.78)), "unsure", "unsure"),
            (Some((0.50, 0.70)), "unsure", "unsure"),
            (Some((0.50, 0.69)), "weak", "weak"),
        ] {
            let found = (verdict("ai-proficiency", interval), verdict("team-practice", interval));
            assert_eq!(found, (of_persons, of_groups), "{interval:?}");
        }
    }

    #[test]
    fn teams_are_told_apart_only_by_an_interval_above_nothing_and_means_that_differ_reliably() {
        let sample = Sample::of(&[], Vec::new(), &[]);
        let survey = sample.survey("team-practice");
        let text = sample.context().text;
        let said = |icc1_from, icc2, agreement: Option<(f64, Option<f64>)>| {
            let agreement =
                agreement.map(|(uniform, skewed)| AgreementQuality { uniform: Some(uniform), skewed, within_limit: 9 });
            let teams = TeamQuality { teams: 20, icc1: 0.12, icc1_from, icc1_to: 0.3, icc2, agreement };
            Measured { text, survey, quality: &quality(survey) }.team_verdict("Practice", teams)
        };
        let between =
            |what: &str| text.with_for("tech-between", what, [("subject", "Practice".into()), ("percent", 12.into())]);
        assert_eq!(said(0.0, Some(0.9), None), between("same"));
        assert_eq!(said(0.01, Some(0.70), None), between("apart"));
        assert_eq!(said(0.01, Some(0.69), None), between("differ"));
        assert_eq!(said(0.01, None, None), between("differ"));
        for (agreement, word) in [
            ((0.70, Some(0.70)), "strong"),
            ((0.70, None), "strong"),
            ((0.70, Some(0.69)), "if-random"),
            ((0.69, Some(0.90)), "weak"),
        ] {
            let sentence = said(0.0, None, Some(agreement));
            assert!(sentence.ends_with(&text.say_for("tech-agreement", word)), "{agreement:?}: {sentence}");
        }
    }
}
