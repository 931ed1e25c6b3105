//! The sentences that explain a team's step by naming the figures it was chosen from.

use footing_core::guidance::{TeamFinding, TeamReason, TeamSuggestion};
use footing_report::points;

use footing_core::text::Text;

/// Which figures led to the step, and what it is good for.
pub fn team_why(text: Text<'_>, suggestion: &TeamSuggestion<'_>) -> String {
    let named = |finding: &TeamFinding<'_>| {
        [("subject", text.of(&finding.dimension.name).into()), ("points", points(finding.figures).into())]
    };
    let facts = match &suggestion.reason {
        TeamReason::FewAnswers => text.say("team-why-few"),
        TeamReason::Split(finding) => text.with("team-why-split", named(finding)),
        TeamReason::SkillWithoutSafety { skill, safety } => {
            let [skill, points] = named(skill);
            let [safety, low] = named(safety);
            let places = [("skill", skill.1), points, ("safety", safety.1), ("low", low.1)];
            text.with("team-why-skill", places)
        }
        TeamReason::Low(finding) => text.with("team-why-low", named(finding)),
        TeamReason::Fallen { finding, before } => {
            let [subject, points] = named(finding);
            text.with("team-why-fallen", [subject, points, ("before", before.round().into())])
        }
        TeamReason::StartingOut { level, mean } => {
            text.with("team-why-starting", [("level", text.of(&level.name).into()), ("points", mean.round().into())])
        }
        TeamReason::Apart(finding) => text.with("team-why-apart", named(finding)),
        TeamReason::High(finding) => text.with("team-why-high", named(finding)),
        TeamReason::Even => text.say("team-why-even"),
    };
    [facts, text.of(&suggestion.step.why)].join(&text.say("between-sentences"))
}
