//! Releases as tests need them: of the surveys that come with Footing, with figures one chooses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use footing_core::disclosure::{
    Audited, Band, Cell, Figures, Group, Measure, MeasureKind, Release, ReleaseHead, Row, Standing,
};
use footing_core::organisation::TeamPath;
use footing_core::survey::{ChoiceId, Language, Survey, SurveyId, WaveId, read_survey};
use footing_core::text::Catalog;
use footing_core::wave::{Asked, Contract, Intent, Opening, Stage, Terms, Threshold, Wave};
use jiff::civil::date;

use crate::item::{MOST_TEAMS, ReportContext};

pub struct Sample {
    catalog: Catalog,
    surveys: Vec<Arc<Survey>>,
    wave: Wave,
    release: Release,
    pub earlier: Vec<Arc<Release>>,
}

/// A column, by the id of its survey.
pub type Column<'a> = (&'a str, MeasureKind, &'a str);

impl Sample {
    /// Of these columns and rows, where those who lead want these rungs in kinds of work.
    pub fn of(columns: &[Column<'_>], rows: Vec<Row>, intent: &[(&str, u8)]) -> Sample {
        let surveys = surveys();
        let wave = wave(&surveys, intent);
        let release = release(&surveys, &wave, "Second look", columns, rows);
        Sample { catalog: catalog(), surveys, wave, release, earlier: Vec::new() }
    }

    /// With an earlier wave of the same columns.
    pub fn after(mut self, columns: &[Column<'_>], rows: Vec<Row>) -> Sample {
        self.earlier.push(Arc::new(release(&self.surveys, &self.wave, "First look", columns, rows)));
        self
    }

    pub fn context(&self) -> ReportContext<'_> {
        ReportContext {
            text: self.catalog.text(Language::En),
            wave: &self.wave,
            release: &self.release,
            surveys: &self.surveys,
            earlier: &self.earlier,
            work: &[],
            steps: &[],
            most_teams: MOST_TEAMS,
        }
    }

    /// The survey of an id.
    pub fn survey(&self, id: &str) -> &Survey {
        self.surveys.iter().find(|survey| survey.id().as_str() == id).expect("it comes with Footing")
    }
}

/// A group with its figures, in the order of the columns.
pub fn row(group: Group, figures: impl IntoIterator<Item = Figures>) -> Row {
    Row { group, cells: figures.into_iter().map(Audited::restored).map(Cell::Shown).collect() }
}

pub fn team(path: &str) -> Group {
    Group::Team(TeamPath::parse(path).expect("a path"))
}

/// What forty people's answers show.
pub fn figures(mean: f64) -> Figures {
    Figures {
        answers: Band::of(40),
        mean,
        beyond: None,
        standing: None,
        agreement: None,
        before: None,
        shares: Audited::default(),
    }
}

pub fn standing(mean: f64, standing: Standing) -> Figures {
    Figures { standing: Some(standing), ..figures(mean) }
}

pub fn catalog() -> Catalog {
    let files = [
        (Language::En, include_str!("../../surveys/text/en.ftl")),
        (Language::De, include_str!("../../surveys/text/de.ftl")),
        (Language::Ja, include_str!("../../surveys/text/ja.ftl")),
    ];
    let files = files.map(|(language, text)| (language, language.to_string(), text.to_owned()));
    Catalog::read(&files).expect("the texts are right")
}

fn surveys() -> Vec<Arc<Survey>> {
    let files: [(&str, &[u8]); 4] = [
        ("leadership-intent.toml", include_bytes!("../../surveys/leadership-intent.toml")),
        ("team-practice.toml", include_bytes!("../../surveys/team-practice.toml")),
        ("psychological-safety.toml", include_bytes!("../../surveys/psychological-safety.toml")),
        ("ai-proficiency.toml", include_bytes!("../../surveys/ai-proficiency.toml")),
    ];
    files.map(|(name, file)| Arc::new(read_survey(name, file).expect("it is right"))).into()
}

fn wave(surveys: &[Arc<Survey>], intent: &[(&str, u8)]) -> Wave {
    let choice = |id: &str| ChoiceId::parse(id).expect("a slug");
    let terms = Terms {
        name: "Second look".into(),
        purpose: "We want to know where a hand is needed first.".into(),
        contact: "Works council".into(),
        surveys: surveys.iter().map(|survey| survey.id().clone()).collect(),
        threshold: Threshold::new(5).expect("usual"),
        anonymous_threshold: Threshold::new(5).expect("usual"),
        cuts: BTreeSet::new(),
        closes: date(2026, 10, 11),
        retention_months: 24,
    };
    let work: BTreeMap<ChoiceId, u8> = intent.iter().map(|(work, rung)| (choice(work), *rung)).collect();
    let intent = Intent { build: "Proposals that go out the same day.".into(), work, tasks: Vec::new() };
    let contract = Contract::new(terms, surveys.iter().map(|survey| Asked::of(survey)).collect(), intent);
    let opening = Opening {
        hash: contract.hash().expect("it can be written"),
        contract,
        opened: date(2026, 9, 27),
        invited: 400,
    };
    let closed = date(2026, 10, 11);
    let stage = Stage::Closed { opening, closed, released: Some(closed), erased: None };
    Wave { id: WaveId::from_random([7; 16]), stage }
}

fn release(surveys: &[Arc<Survey>], wave: &Wave, name: &str, columns: &[Column<'_>], rows: Vec<Row>) -> Release {
    let measure = |(survey, kind, id): &Column<'_>| {
        let survey = SurveyId::parse(survey).expect("a slug");
        let version = surveys.iter().find(|one| *one.id() == survey).expect("it comes with Footing").version();
        Measure { survey, version, kind: *kind, id: (*id).to_owned(), within: Some(10.0) }
    };
    let head = ReleaseHead {
        wave: wave.id,
        name: name.to_owned(),
        contract: wave.opening().expect("it is closed").hash,
        made: date(2026, 10, 11),
        invited: 400,
        measures: columns.iter().map(measure).collect(),
        proofs: Vec::new(),
        tables: Vec::new(),
        participation: Vec::new(),
        quality: Vec::new(),
        steps: Vec::new(),
    };
    Release::restored(head, rows)
}
