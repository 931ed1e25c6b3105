//! Times a release of 50,000 people in 5,000 teams: the audit, the shrinkage and everything else between answers and
//! the frozen table, then every file that is taken along, and a chart of 300 teams. Prints a line for each measurement:
//! what, seconds, and a figure that says what came of it. The data of the chart go to the directory that is named.

#![recursion_limit = "256"]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use footing::cli::Content;
use footing::service::release::TeamView;
use footing::ui::assets::Assets;
use footing::ui::pages::{self, TeamsPage};
use footing::ui::shell::{Frame, Known, document};
use footing_core::disclosure::{Answers, Release, Tabulation};
use footing_core::guidance::TeamSituation;
use footing_core::organisation::{EmailAddress, Member, PersonId, StaffId, TeamId, TeamPath};
use footing_core::survey::{
    AnswerSheet, Ballot, ChoiceId, Language, Privacy, Question, Response, ResponseId, Survey, SurveyId, WaveId,
    read_survey,
};
use footing_core::text::Text;
use footing_core::wave::{Asked, Choices, Cut, IntentForm, Snapshot, TermsForm, Threshold, Wave};
use footing_report::press::chart::Words;
use footing_report::press::chart::heatmap::{Heatmap, HeatmapCell, HeatmapKey, HeatmapRow, HeatmapStanding};
use footing_report::{FORMATS, File, FileOptions, MOST_TEAMS, ReportContext, everything};
use jiff::civil::{Date, date};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};

const PEOPLE: u32 = 50_000;
const TEAMS: u32 = 5_000;
const TODAY: Date = date(2027, 3, 1);
const SURVEYS: [&str; 4] = ["leadership-intent", "team-practice", "psychological-safety", "ai-proficiency"];

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let surveys = SURVEYS.iter().map(|name| survey(name)).collect::<Outcome<Vec<_>>>()?;
    let members = (0..PEOPLE).map(member).collect::<Outcome<Vec<_>>>()?;
    let wave = wave(&surveys)?;
    let snapshot = Snapshot::take(&members, Threshold::new(5).ok_or("5 is a threshold")?, TODAY)?;
    let mut chance = ChaCha8Rng::seed_from_u64(20_270_301);
    let answers =
        surveys.iter().map(|survey| Ok((Arc::clone(survey), answers(survey, &wave, &snapshot, &mut chance)?)));
    let answers = answers.collect::<Outcome<Vec<_>>>()?;

    let opening = wave.opening().ok_or("the wave was opened")?;
    let before = peak()?;
    let begun = Instant::now();
    let tabulation = Tabulation {
        wave: &wave,
        opening,
        people: &snapshot.people,
        teams: &snapshot.teams,
        surveys: answers,
        earlier: None,
        uptakes: &[],
    };
    let release: Release = tabulation.release(TODAY);
    println!(
        "release of {PEOPLE} people in {TEAMS} teams\t{:.2}\t{} figures",
        begun.elapsed().as_secs_f64(),
        release.shown()
    );
    println!("memory before and at most, MB\t\t{before} {}", peak()?);

    let checked = Content::bundled().check().map_err(|problems| format!("{problems:?}"))?;
    let begun = Instant::now();
    let mut steps = BTreeSet::new();
    for row in release.rows() {
        let situation = TeamSituation::of(&release, row, &surveys);
        let suggestions = checked.team_library.suggest(&situation, &BTreeSet::new());
        steps.extend(suggestions.first().map(|suggestion| suggestion.step.id.clone()));
    }
    println!("next steps\t{:.3}\t{} different ones", begun.elapsed().as_secs_f64(), steps.len());

    // Four of the twenty departments have a thousand teams; the assessment has fourteen questions.
    let teams = (0..4).map(|department| TeamPath::parse(&format!("Department {department}")));
    let teams = teams.collect::<Result<Vec<_>, _>>()?;
    let release = Arc::new(release);
    let view = TeamView { wave, release, surveys, teams, implementation_intention: None };
    let page = TeamsPage {
        view: &view,
        cards: &[],
        library: &checked.team_library,
        questions: SurveyId::parse("ai-proficiency"),
        sorted: None,
    };
    let text = checked.catalog.text(Language::En);
    let mut fastest = f64::INFINITY;
    let mut length = 0;
    for _ in 0..10 {
        let begun = Instant::now();
        let html = document(frame(text), || pages::teams(text, &page));
        fastest = fastest.min(begun.elapsed().as_secs_f64());
        length = html.len();
    }
    let rows = view.release.teams_within(&view.teams).count();
    println!("table of {rows} teams and 14 questions\t{fastest:.4}\t{length} bytes");
    exports(&view, text)?;
    // Cargo itself adds `--bench`.
    match std::env::args().skip(1).find(|argument| !argument.starts_with("--")) {
        Some(directory) => heatmap(Path::new(&directory)),
        None => Ok(()),
    }
}

/// Every file there is, into one archive.
fn exports(view: &TeamView, text: Text<'_>) -> Outcome<()> {
    let (wave, release, surveys) = (&view.wave, view.release.as_ref(), view.surveys.as_slice());
    let case =
        ReportContext { text, wave, release, surveys, earlier: &[], work: &[], steps: &[], most_teams: MOST_TEAMS };
    for file in FORMATS.map(|format| File::Whole { format, options: FileOptions::default() }) {
        let begun = Instant::now();
        let mut bytes = Count(0);
        file.write(&case, &mut bytes)?;
        println!("{}\t{:.2}\t{:.1} MB", file.name(), begun.elapsed().as_secs_f64(), bytes.0 as f64 / 1e6);
    }
    let begun = Instant::now();
    let mut archive = tempfile::tempfile()?;
    let mut files = 0;
    everything(&case, &mut archive, |_, all| files = all)?;
    let size = archive.metadata()?.len() as f64 / 1e6;
    println!("all {files} files in one archive\t{:.2}\t{size:.1} MB", begun.elapsed().as_secs_f64());
    println!("memory at most, MB\t\t{}", peak()?);
    Ok(())
}

/// Counts what is written and forgets it.
struct Count(usize);

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// 300 teams by 14 questions, as SVG and as PNG; the same cells go to a file for others to draw.
fn heatmap(directory: &Path) -> Outcome<()> {
    let mut chance = ChaCha8Rng::seed_from_u64(14);
    let mut cells = || -> Vec<HeatmapCell> {
        let cell = |mean: u32| HeatmapCell::Shown {
            mean: f64::from(mean),
            text: mean.to_string(),
            band: "10–14".to_owned(),
            standing: if mean > 85 { HeatmapStanding::Above } else { HeatmapStanding::Same },
        };
        (0..14).map(|_| cell(10 + chance.next_u32() % 80)).collect()
    };
    let mut row = |name: String| HeatmapRow { name, cells: cells() };
    let words = |text: &str| text.to_owned();
    let chart = Heatmap {
        columns: (1..=14).map(|item| format!("Question {item}")).collect(),
        organisation: row(words("Organisation")),
        rows: (1..=300).map(|team| row(format!("Team {team}"))).collect(),
        key: HeatmapKey {
            steps: ["0–20", "20–40", "40–60", "60–80", "80–100"].map(words),
            above: words("clearly above"),
            below: words("clearly below"),
            same: words("about the same"),
            suppressed: words("Not shown"),
            suppressed_why: words("to protect people"),
        },
    };
    let mut table = String::from("team,question,mean,answers\n");
    for row in std::iter::once(&chart.organisation).chain(&chart.rows) {
        for (cell, question) in row.cells.iter().zip(&chart.columns) {
            if let HeatmapCell::Shown { text, band, .. } = cell {
                table += &format!("{},{question},{text},{band}\n", row.name);
            }
        }
    }
    std::fs::write(directory.join("heatmap.csv"), table)?;
    let words = Words {
        name: words("teams"),
        language: words("en"),
        title: words("Which teams are clearly above or below the organisation?"),
        subtitle: words("A measurement."),
        foot: words("Made up"),
        description: words("A measurement."),
        on_page: false,
    };
    let mut fastest = f64::INFINITY;
    let mut bytes = 0;
    for _ in 0..5 {
        let begun = Instant::now();
        let drawing = chart.draw(&words);
        bytes = drawing.svg().len() + drawing.png(2.0).len();
        fastest = fastest.min(begun.elapsed().as_secs_f64());
    }
    println!("heatmap of 300 teams, SVG and PNG\t{fastest:.3}\t{bytes} bytes");
    Ok(())
}

fn frame(text: Text<'_>) -> Frame<'_> {
    static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::default);
    let title = text.say("teams-title");
    Frame {
        text,
        assets: &ASSETS,
        nonce: "0",
        title,
        live: false,
        charts: false,
        known: Known::default(),
        example: false,
    }
}

/// The most memory the process ever held, in MB.
fn peak() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM")).ok_or("the kernel says how much")?;
    Ok(line.split_whitespace().nth(1).ok_or("a number")?.parse::<u64>()? / 1024)
}

fn survey(name: &str) -> Outcome<Arc<Survey>> {
    let file = format!("{name}.toml");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys").join(&file);
    Ok(Arc::new(read_survey(&file, &std::fs::read(path)?).map_err(|problems| format!("{problems:?}"))?))
}

fn member(number: u32) -> Outcome<Member> {
    let team = number % TEAMS;
    let path = format!("Department {} > Unit {} > Team {team}", team % 20, team / 20 % 25);
    let team = TeamPath::parse(&path)?;
    Ok(Member {
        person: PersonId::from_random(u128::from(number).to_be_bytes()),
        staff: StaffId::parse(&format!("E{number}"))?,
        name: format!("Person {number}"),
        email: EmailAddress::parse(&format!("p{number}@example.org"))?,
        leads: if number < TEAMS { BTreeSet::from([team.clone()]) } else { BTreeSet::new() },
        team,
        work: ChoiceId::parse(["sales", "finance", "software"][number as usize % 3]),
        location: Some(["Ulm", "Leeds", "Osaka"][number as usize % 7 % 3].to_owned()),
        language: None,
        joined: TODAY,
        left: None,
        moves: Vec::new(),
    })
}

fn wave(surveys: &[Arc<Survey>]) -> Outcome<Wave> {
    let form = TermsForm {
        name: "Benchmark".into(),
        purpose: "How long does it take to make a release for everybody?".into(),
        contact: "Nobody, this is a measurement".into(),
        surveys: SURVEYS.map(Into::into).to_vec(),
        cuts: [Cut::Work, Cut::Location].map(|cut| cut.id().to_owned()).to_vec(),
        closes: "2027-03-31".into(),
        ..TermsForm::usual()
    };
    let known: Vec<_> = surveys.iter().map(|survey| survey.id().clone()).collect();
    let terms = form.parse(&known, TODAY).map_err(|faults| format!("{faults:?}"))?;
    let (sales, proposals) = (ChoiceId::parse("sales").ok_or("an id")?, ChoiceId::parse("proposals").ok_or("an id")?);
    let intent = IntentForm {
        build: "A measurement that can be repeated by anybody.".into(),
        work: vec![("sales".into(), "3".into())],
        tasks: vec!["proposals".into()],
    };
    let choices = Choices { work: &[sales], tasks: &[proposals], rungs: &[1, 2, 3, 4, 5] };
    let intent = intent.parse(choices).map_err(|faults| format!("{faults:?}"))?;
    let draft = Wave::draft(WaveId::from_random([7; 16]), terms).with_intent(intent)?;
    let asked = surveys.iter().map(|survey| Asked::of(survey)).collect();
    Ok(draft.opened(asked, PEOPLE, TODAY)?.closed(TODAY)?)
}

/// Four out of five people answer, and leave out three in a hundred of the questions.
fn answers(survey: &Survey, wave: &Wave, snapshot: &Snapshot, chance: &mut ChaCha8Rng) -> Outcome<Answers> {
    let mut linked = Vec::new();
    let mut boxes: BTreeMap<TeamId, Vec<Ballot>> = BTreeMap::new();
    for invited in &snapshot.people {
        if chance.next_u32().is_multiple_of(5) {
            continue;
        }
        let leaning = chance.next_u32() % 3;
        let mut sheet = AnswerSheet::default();
        for question in survey.questions() {
            let selected = match question {
                Question::Item(..) if chance.next_u32() % 100 < 3 => "na".to_owned(),
                Question::Item(..) => (1 + leaning + chance.next_u32() % 3).to_string(),
                Question::Context(context) => context.choices[0].id.to_string(),
            };
            let entry = survey.parse_entry(question.id(), std::slice::from_ref(&selected));
            sheet.record(entry.or_else(|_| survey.parse_entry(question.id(), &["3".to_owned()]))?);
        }
        if survey.privacy() == Privacy::Anonymous {
            boxes.entry(invited.group).or_default().push(Ballot::of(survey, &sheet).ok_or("a whole sheet")?);
        } else {
            let response = Response {
                id: ResponseId::from_random([0; 16]),
                survey: survey.id().clone(),
                version: survey.version(),
                wave: Some(wave.id),
                submitted: TODAY,
                place: 0,
                language: Language::En,
                sheet,
            };
            linked.push((invited.person, response));
        }
    }
    Ok(if survey.privacy() == Privacy::Anonymous { Answers::Anonymous(boxes) } else { Answers::Linked(linked) })
}
