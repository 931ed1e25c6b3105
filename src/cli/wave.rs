//! `footing wave`: opens, closes and shows waves without a browser.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde_json::json;

use crate::service::release;
use crate::service::retention::{self, Due};
use crate::service::wave;
use footing_core::survey::{WaveId, counted};
use footing_core::wave::{IntentForm, Stage, TermsForm, Wave as WaveRecord};

use super::Ending;
use super::organisation::Organisation;
use super::terminal::Terminal;

#[derive(Debug, clap::Subcommand)]
pub enum Wave {
    /// Open a wave for everybody who is in the roster, under the terms in a file.
    ///
    /// A TOML file with name, purpose, contact, surveys, closes, and if you like `least`, `least_anonymous`, `cuts`
    /// and `retention_months`; and a table [intent] with the answers of those who lead: build, tasks, and work as a table from
    /// kind of work to the rung from 1 to 5.
    Open(Open),
    /// Close a wave. Who took part in its anonymous surveys is forgotten at that moment.
    Close(One),
    /// Make the release of a closed wave: everything that may be shown of it, decided once and for good.
    Release(One),
    /// Show where waves stand and how many have taken part.
    Status(Status),
    /// Erase what was given in waves whose agreed time is over. A running server does so by itself.
    Retention(Retention),
}

#[derive(Debug, clap::Args)]
pub struct Retention {
    /// Only show what would be erased.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    organisation: Organisation,
}

#[derive(Debug, clap::Args)]
pub struct Open {
    /// The terms; - reads standard input.
    file: PathBuf,
    #[command(flatten)]
    organisation: Organisation,
}

#[derive(Debug, clap::Args)]
pub struct One {
    /// As `footing wave status` shows it.
    wave: String,
    #[command(flatten)]
    organisation: Organisation,
}

#[derive(Debug, clap::Args)]
pub struct Status {
    /// Only this wave.
    wave: Option<String>,
    #[command(flatten)]
    organisation: Organisation,
}

/// The file of a wave.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WaveFile {
    name: String,
    purpose: String,
    contact: String,
    surveys: Vec<String>,
    closes: toml::value::Datetime,
    least: Option<u32>,
    least_anonymous: Option<u32>,
    #[serde(default)]
    cuts: Vec<String>,
    retention_months: Option<u32>,
    intent: IntentTable,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IntentTable {
    build: String,
    tasks: Vec<String>,
    work: BTreeMap<String, u8>,
}

impl Wave {
    pub fn run(self, terminal: &Terminal) -> Result<Ending> {
        match self {
            Wave::Open(command) => command.run(terminal),
            Wave::Close(command) => command.close(terminal),
            Wave::Release(command) => command.release(terminal),
            Wave::Status(command) => command.run(terminal),
            Wave::Retention(command) => command.run(terminal),
        }
    }
}

impl Open {
    fn run(self, terminal: &Terminal) -> Result<Ending> {
        let name = self.file.display();
        let text = String::from_utf8(terminal.read(&self.file)?).with_context(|| format!("{name} is not UTF-8"))?;
        let file: WaveFile = toml::from_str(&text).with_context(|| format!("{name} cannot be read"))?;
        self.organisation.work(terminal, async |context, by| {
            let offer = wave::offer(context);
            let (terms, intent) = (file.terms(), file.intent.form());
            let (terms, intent) = (offer.terms(&terms, context.today()), offer.intent(&intent));
            let terms_faults = terms.as_ref().err().into_iter().flatten().map(ToString::to_string);
            let intent_faults = intent.as_ref().err().into_iter().flatten().map(|fault| format!("intent.{fault}"));
            for fault in terms_faults.chain(intent_faults) {
                writeln!(terminal.out(), "{name}: {fault}")?;
            }
            let (Ok(terms), Ok(intent)) = (terms, intent) else { return Ok(Ending::Faults) };
            let draft = wave::draft(context, by, terms).await?;
            wave::set_intent(context, by, draft.id, intent).await?;
            let open = wave::open(context, by, draft.id).await?;
            show(terminal, &[open], self.organisation.json)?;
            Ok(Ending::Good)
        })
    }
}

impl WaveFile {
    fn terms(&self) -> TermsForm {
        let usual = TermsForm::usual();
        let number = |given: Option<u32>, usual: String| given.map_or(usual, |given| given.to_string());
        TermsForm {
            name: self.name.clone(),
            purpose: self.purpose.clone(),
            contact: self.contact.clone(),
            surveys: self.surveys.clone(),
            threshold: number(self.least, usual.threshold),
            anonymous_threshold: number(self.least_anonymous, usual.anonymous_threshold),
            cuts: self.cuts.clone(),
            closes: self.closes.to_string(),
            retention_months: number(self.retention_months, usual.retention_months),
        }
    }
}

impl IntentTable {
    fn form(&self) -> IntentForm {
        IntentForm {
            build: self.build.clone(),
            work: self.work.iter().map(|(work, rung)| (work.clone(), rung.to_string())).collect(),
            tasks: self.tasks.clone(),
        }
    }
}

impl One {
    fn close(self, terminal: &Terminal) -> Result<Ending> {
        let id = wave_id(&self.wave)?;
        let closed = self.organisation.work(terminal, async |context, by| Ok(wave::close(context, by, id).await?))?;
        show(terminal, &[closed], self.organisation.json)?;
        Ok(Ending::Good)
    }

    fn release(self, terminal: &Terminal) -> Result<Ending> {
        let id = wave_id(&self.wave)?;
        let released =
            self.organisation.work(terminal, async |context, by| Ok(release::release(context, by, id).await?))?;
        show(terminal, &[released], self.organisation.json)?;
        Ok(Ending::Good)
    }

    /// `footing audit`.
    pub fn audit(self, terminal: &Terminal) -> Result<Ending> {
        let id = wave_id(&self.wave)?;
        let release = self.organisation.work(terminal, async |context, _| Ok(context.store.release(id).await?))?;
        let release = release.with_context(|| format!("{id} has no release: see `footing wave release`"))?;
        let head = release.head();
        if self.organisation.json {
            writeln!(
                terminal.out(),
                "{}",
                json!({ "wave": id, "name": head.name, "contract": head.contract, "made": head.made,
                "measures": head.measures, "proofs": head.proofs, "tables": head.tables })
            )?;
            return Ok(Ending::Good);
        }
        writeln!(terminal.out(), "{}, released on {} under the contract {}", head.name, head.made, head.contract)?;
        for (measure, proof) in head.measures.iter().zip(&head.proofs) {
            writeln!(terminal.out(), "\nMeans: {} of {}", measure.id, measure.survey)?;
            proof.sentences().iter().try_for_each(|sentence| writeln!(terminal.out(), "  {sentence}"))?;
        }
        for table in &head.tables {
            writeln!(terminal.out(), "\n{} of {}", table.kind.title(), table.of)?;
            table.proof.sentences().iter().try_for_each(|sentence| writeln!(terminal.out(), "  {sentence}"))?;
        }
        Ok(Ending::Good)
    }
}

impl Status {
    fn run(self, terminal: &Terminal) -> Result<Ending> {
        let only = self.wave.as_deref().map(wave_id).transpose()?;
        self.organisation.work(terminal, async |context, by| {
            let mut waves = wave::waves(context, by).await?;
            waves.retain(|wave| only.is_none_or(|only| wave.id == only));
            if waves.is_empty() {
                bail!("there is no such wave");
            }
            let Some(id) = only else {
                show(terminal, &waves, self.organisation.json)?;
                return Ok(Ending::Good);
            };
            let participation = match waves[0].opening() {
                Some(_) => wave::participation(context, by, id).await?,
                None => Vec::new(),
            };
            if self.organisation.json {
                writeln!(terminal.out(), "{}", json!({ "wave": record(&waves[0]), "participation": participation }))?;
                return Ok(Ending::Good);
            }
            show(terminal, &waves, false)?;
            for figures in &participation {
                match figures.whole {
                    Some(rate) => {
                        writeln!(terminal.out(), "  {}: {} of {}", figures.survey, rate.taken_part, rate.invited)
                    }
                    None => writeln!(terminal.out(), "  {}: too few to say", figures.survey),
                }?;
                if let Some(rate) = &figures.leaders {
                    writeln!(terminal.out(), "    those who lead: {} of {}", rate.taken_part, rate.invited)?;
                }
                for (team, rate) in &figures.teams {
                    writeln!(terminal.out(), "    {team}: {} of {}", rate.taken_part, rate.invited)?;
                }
            }
            Ok(Ending::Good)
        })
    }
}

impl Retention {
    fn run(self, terminal: &Terminal) -> Result<Ending> {
        let due = self.organisation.work(terminal, async |context, by| {
            Ok(if self.dry_run { retention::due(context, by).await? } else { retention::erase(context, by).await? })
        })?;
        if self.organisation.json {
            writeln!(terminal.out(), "{}", json!({ "dry_run": self.dry_run, "waves": due }))?;
            return Ok(Ending::Good);
        }
        for due in &due {
            let Due { wave, name, since, responses, ballots, kept } = due;
            writeln!(
                terminal.out(),
                "{wave}  {name}: {} and {}, due since {since}; {} {}",
                counted(*responses, "response"),
                counted(*ballots as usize, "ballot"),
                counted(*kept, "private result"),
                if *kept == 1 { "stays" } else { "stay" },
            )?;
        }
        if due.is_empty() {
            writeln!(terminal.err(), "footing: nothing is due")?;
        } else if self.dry_run {
            writeln!(terminal.err(), "footing: nothing was erased (--dry-run)")?;
        }
        Ok(Ending::Good)
    }
}

fn wave_id(text: &str) -> Result<WaveId> {
    WaveId::parse(text).with_context(|| format!("{text} is no wave: see `footing wave status`"))
}

fn show(terminal: &Terminal, waves: &[WaveRecord], as_json: bool) -> Result<()> {
    if as_json {
        writeln!(terminal.out(), "{}", json!(waves.iter().map(record).collect::<Vec<_>>()))?;
        return Ok(());
    }
    for wave in waves {
        let stage = match &wave.stage {
            Stage::Draft { .. } => "being prepared".to_owned(),
            Stage::Open(opening) => {
                format!("open until {}, {} invited", opening.contract.terms.closes, opening.invited)
            }
            Stage::Closed { opening, closed, released, .. } => {
                let released = released.map_or_else(String::new, |released| format!(", released on {released}"));
                format!("closed on {closed}{released}, {} invited", opening.invited)
            }
        };
        writeln!(terminal.out(), "{}  {}  {stage}", wave.id, wave.terms().name)?;
    }
    Ok(())
}

/// The keys are those of the wave as it is stored.
fn record(wave: &WaveRecord) -> serde_json::Value {
    json!(wave)
}
