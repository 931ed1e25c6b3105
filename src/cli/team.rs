//! `footing team`: one team's figures and its next step, from the newest release and nothing else.

use std::io::Write as _;

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::service::team::{self, LedTeam};
use crate::ui::parts::{band, change_words, standing_words};
use crate::ui::team_reason::team_why;
use footing_core::organisation::TeamPath;
use footing_core::survey::Language;
use footing_core::text::Text;
use footing_report::{measure_label, points};

use super::Ending;
use super::organisation::Organisation;
use super::terminal::Terminal;

/// What may be shown of a team, and the step that fits it.
#[derive(Debug, clap::Args)]
pub struct Team {
    /// The team's path, such as "Sales > North".
    team: String,
    #[command(flatten)]
    organisation: Organisation,
}

impl Team {
    pub fn run(self, terminal: &Terminal) -> Result<Ending> {
        let path = TeamPath::parse(&self.team).with_context(|| format!("{} is no team", self.team))?;
        self.organisation.work_in(terminal, Language::En, async |context, by, text| {
            let led = team::team_named(context, by, &path).await;
            let led = led.with_context(|| format!("{path} is in no release: see `footing wave release`"))?;
            let suggestion = led.suggestions(&context.team_library).into_iter().next();
            if self.organisation.json {
                let step = suggestion.map(|suggestion| {
                    json!({ "id": suggestion.step.id, "version": suggestion.step.version,
                        "title": text.of(&suggestion.step.title), "why": team_why(text, &suggestion) })
                });
                let wave = json!({ "id": led.wave.id, "name": led.release.head().name });
                let table = json!({ "wave": wave, "contract": led.release.head().contract, "team": led.path,
                    "figures": figures(&led), "step": step });
                writeln!(terminal.out(), "{table}")?;
                return Ok(Ending::Good);
            }
            writeln!(terminal.out(), "{}, {}", led.path, led.release.head().name)?;
            print(terminal, text, &led)?;
            if let Some(suggestion) = suggestion {
                writeln!(terminal.out(), "\nNext step: {}", text.of(&suggestion.step.title))?;
                writeln!(terminal.out(), "  {}", team_why(text, &suggestion))?;
            }
            Ok(Ending::Good)
        })
    }
}

/// The cells as the release has them, each with its measure.
fn figures(led: &LedTeam) -> Vec<serde_json::Value> {
    let cells = led.release.head().measures.iter().zip(&led.row().cells);
    cells.map(|(measure, cell)| json!({ "measure": measure, "cell": cell })).collect()
}

fn print(terminal: &Terminal, text: Text<'_>, led: &LedTeam) -> Result<()> {
    for (place, measure) in led.release.head().measures.iter().enumerate() {
        let survey = led.surveys.iter().find(|survey| *survey.id() == measure.survey);
        let name = survey.and_then(|survey| measure_label(text, survey, measure.kind, &measure.id)).unwrap_or_default();
        let facts = match led.row().figures(place) {
            None => text.say("not-shown"),
            Some(figures) => {
                let words = [standing_words(text, figures), change_words(text, figures), Some(band(text, figures))];
                let words: Vec<String> = words.into_iter().flatten().collect();
                format!("{}  {}", points(figures), words.join(", "))
            }
        };
        writeln!(terminal.out(), "  {name}: {facts}")?;
    }
    Ok(())
}
