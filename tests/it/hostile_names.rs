//! Files hold whatever users name: teams, locations, waves, surveys and subjects with quotes, slashes, pictures, writing
//! from right to left, two hundred letters, formulas, or the same name twice.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use calamine::{Data, Reader as _, Xlsx};
use footing::cli::{Checked, Content};
use footing_core::disclosure::{Answers, Release, Tabulation};
use footing_core::organisation::{Member, TeamPath};
use footing_core::survey::{ChoiceId, Language, Survey, WaveId, read_survey};
use footing_core::text::Catalog;
use footing_core::wave::{Asked, Choices, IntentForm, Snapshot, TermsForm, Threshold, Wave};
use footing_report::{MOST_TEAMS, ReportContext, everything};
use proptest::prelude::*;
use roxmltree::Document;

use crate::support::{Connection, Server, WAVE_DAY, footing, member, response};

/// Names that people give, and names that break programs.
const NAMES: [&str; 26] = [
    "Vertrieb \"Nord\" & <Süd/",
    "Sales/Marketing: [EMEA] *?\\",
    "'quoted'",
    "=SUM(A1:A9)",
    "+49 89 1234",
    "-1",
    "@home",
    "0012",
    "1e5",
    "inf",
    "NaN",
    "Team",
    "TEAM",
    "team ",
    "History",
    "Figures",
    "🙂🙃 👩‍👩‍👧‍👦",
    "فريق المبيعات",
    "צוות המכירות",
    "ทีมขาย",
    "한국 영업팀",
    "华东销售门店",
    "a\u{301}\u{302}\u{303}\u{304}",
    "\u{202E}evil",
    "]]<!--<script alert(1)/",
    "%n %s {0} ${jndi:x}",
];

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let Checked { catalog, .. } = Content::bundled().check().expect("the bundled content is sound");
    catalog
});

/// A survey whose title and subject are called so.
fn survey(id: &str, name: &str) -> Option<Arc<Survey>> {
    let file = include_str!("../../surveys/team-practice.toml");
    let name = serde_json::to_string(name).unwrap();
    let mut section = "";
    let renamed: Vec<String> = file
        .lines()
        .map(|line| {
            section = if line.starts_with('[') { line } else { section };
            match line.split(" = ").next().unwrap_or_default() {
                "id" if section.is_empty() => format!("id = \"{id}\""),
                "en" | "de" | "ja" if section == "[title]" => {
                    format!("{} = {name}", &line[..2])
                }
                "name" if section == "[[dimension]]" => format!("name = {{ en = {name}, de = {name}, ja = {name} }}"),
                _ => line.to_owned(),
            }
        })
        .collect();
    read_survey("renamed.toml", renamed.join("\n").as_bytes()).ok().map(Arc::new)
}

/// A released wave with teams, locations and two surveys of such names.
struct Named {
    wave: Wave,
    release: Release,
    surveys: Vec<Arc<Survey>>,
}

impl Named {
    /// `None` if a name is refused before anybody is asked.
    fn new(wave: &str, subject: &str, teams: &[&str]) -> Option<Named> {
        let surveys = vec![survey("first", subject)?, survey("second", subject)?];
        let people: Vec<Member> = teams
            .iter()
            .flat_map(|team| std::iter::repeat_n(*team, 6))
            .zip(0..)
            .filter_map(|(team, number)| {
                let location = Some(team.to_owned()).filter(|_| !team.trim().is_empty());
                let team = TeamPath::parse(team).ok()?;
                Some(Member { team, location, ..member("Somewhere", number) })
            })
            .collect();
        let wave = closed(wave, &surveys, people.len())?;
        let snapshot = Snapshot::take(&people, Threshold::new(5)?, WAVE_DAY).ok()?;
        let answers = |survey: &Arc<Survey>| {
            let respond = |(place, person): (usize, &Member)| {
                let answers: Vec<Option<u8>> = (0..5).map(|item| Some(1 + ((place + item) % 5) as u8)).collect();
                (person.person, response(survey, &wave, &answers))
            };
            (Arc::clone(survey), Answers::Linked(people.iter().enumerate().map(respond).collect()))
        };
        let release = Tabulation {
            wave: &wave,
            opening: wave.opening()?,
            people: &snapshot.people,
            teams: &snapshot.teams,
            surveys: surveys.iter().map(answers).collect(),
            earlier: None,
            uptakes: &[],
        }
        .release(WAVE_DAY);
        Some(Named { wave, release, surveys })
    }

    fn case(&self, language: Language) -> ReportContext<'_> {
        let Named { wave, release, surveys } = self;
        let text = CATALOG.text(language);
        ReportContext { text, wave, release, surveys, earlier: &[], work: &[], steps: &[], most_teams: MOST_TEAMS }
    }
}

fn closed(name: &str, surveys: &[Arc<Survey>], invited: usize) -> Option<Wave> {
    let ids: Vec<_> = surveys.iter().map(|survey| survey.id().clone()).collect();
    let form = TermsForm {
        name: name.into(),
        purpose: format!("We want to know {name} where a hand is needed."),
        contact: format!("Works council {name}"),
        surveys: ids.iter().map(ToString::to_string).collect(),
        cuts: vec!["location".into()],
        closes: "2027-03-31".into(),
        ..TermsForm::usual()
    };
    let terms = form.parse(&ids, WAVE_DAY).ok()?;
    let intent = IntentForm {
        build: format!("Proposals that go out the same day {name}."),
        work: vec![("sales".into(), "3".into())],
        tasks: vec!["proposals".into()],
    };
    let id = |id: &str| ChoiceId::parse(id).unwrap();
    let choices = Choices { work: &[id("sales")], tasks: &[id("proposals")], rungs: &[1, 2, 3, 4, 5] };
    let draft = Wave::draft(WaveId::from_random([7; 16]), terms).with_intent(intent.parse(choices).ok()?).ok()?;
    let asked = surveys.iter().map(|survey| Asked::of(survey)).collect();
    draft.opened(asked, invited as u32, WAVE_DAY).ok()?.closed(WAVE_DAY).ok()
}

/// Writes every file there is and opens each as its readers do; gives the workbook's sheets.
fn opened(case: &ReportContext<'_>) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut archive = Cursor::new(Vec::new());
    everything(case, &mut archive, |_, _| ()).expect("every file is written");
    let mut archive = zip::ZipArchive::new(archive).expect("the archive opens");
    let mut sheets = BTreeMap::new();
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).expect("the entry opens");
        let name = entry.name().to_owned();
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)), "{name}");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("the entry is whole");
        match name.rsplit('.').next().unwrap_or_default() {
            "svg" => {
                _ = Document::parse(std::str::from_utf8(&bytes).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"))
            }
            "png" => _ = png::Decoder::new(Cursor::new(&bytes)).read_info().unwrap_or_else(|e| panic!("{name}: {e}")),
            "pdf" => assert!(bytes.starts_with(b"%PDF-") && bytes.windows(5).rev().take(16).any(|end| end == b"%%EOF")),
            "json" => _ = serde_json::from_slice::<serde_json::Value>(&bytes).unwrap_or_else(|e| panic!("{name}: {e}")),
            "csv" => {
                let mut table = csv::Reader::from_reader(bytes.as_slice());
                table.records().for_each(|row| _ = row.unwrap_or_else(|e| panic!("{name}: {e}")));
            }
            "pptx" => package(&bytes),
            "xlsx" => {
                package(&bytes);
                sheets = workbook(bytes);
            }
            _ => {}
        }
    }
    sheets
}

/// Every part of an Office file is XML, or a picture.
fn package(bytes: &[u8]) {
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).unwrap();
        if part.name().ends_with(".xml") || part.name().ends_with(".rels") {
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            Document::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", part.name()));
        }
    }
}

fn workbook(bytes: Vec<u8>) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("the workbook opens");
    let names = workbook.sheet_names();
    let sheet = |name: String| {
        let range = workbook.worksheet_range(&name).unwrap_or_else(|error| panic!("{name}: {error}"));
        let text = |cell: &Data| cell.to_string();
        let rows = range.rows().map(|row| row.iter().map(text).collect()).collect();
        (name, rows)
    };
    names.into_iter().map(sheet).collect()
}

#[test]
fn two_subjects_of_the_same_name_are_told_apart_by_their_surveys_in_every_file() {
    let teams: Vec<&str> = NAMES[..2].to_vec();
    let named = Named::new("Spring", "Team practice", &teams).expect("nothing is refused");
    for language in Language::ALL {
        let sheets = opened(&named.case(language));
        let heads = &sheets["teams"][3];
        let distinct: BTreeSet<String> = heads.iter().map(|head| head.to_lowercase()).collect();
        assert_eq!(distinct.len(), heads.len(), "{heads:?}");
        assert!(heads.iter().filter(|head| head.starts_with("Team practice")).count() == 2, "{heads:?}");
    }
}

#[test]
fn teams_places_waves_and_subjects_may_be_called_anything() {
    for language in Language::ALL {
        let named = Named::new(NAMES[0], "=\"Ärger\" & <Lob> / 😀", &NAMES).expect("nothing is refused");
        let sheets = opened(&named.case(language));
        let figures = sheets.values().find(|rows| rows[0].first().is_some_and(|head| head == "group_kind")).unwrap();
        let groups: BTreeSet<&str> = figures.iter().map(|row| row[1].as_str()).collect();
        for name in NAMES {
            let path = TeamPath::parse(name).unwrap();
            assert!(groups.contains(path.as_str()), "{name} is in no row of the workbook: {groups:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    #[test]
    fn whatever_names_pass_the_checks_every_file_is_written_and_opens(
        wave in "\\PC{1,80}",
        subject in "\\PC{1,60}",
        teams in proptest::collection::vec("\\PC{1,40}|[\u{0}-\u{1f}\u{fffe}\u{ffff}a-c]{1,9}|[ \u{a0}\u{3000}]{1,4}|x{200}", 2..5),
    ) {
        let teams: Vec<&str> = teams.iter().map(String::as_str).collect();
        if let Some(named) = Named::new(&wave, &subject, &teams) {
            opened(&named.case(Language::Ja));
        }
    }
}

/// Runs a command on a data directory of its own, on a machine without any fonts.
fn without_fonts(directory: &Path, arguments: &[&str]) -> (bool, String, String) {
    let mut command = footing();
    command.args(arguments).args(["--data", "store"]).current_dir(directory).env("FOOTING_FONTS", "");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

#[test]
fn an_import_names_the_letters_that_this_machine_cannot_draw_and_what_would_help() {
    let directory = tempfile::tempdir().unwrap();
    let people =
        "id,name,email,team,location\n1,김 철수,kim@example.org,한국 > 영업,서울\n2,Ada,ada@example.org,Sales,Ulm\n";
    std::fs::write(directory.path().join("people.csv"), people).unwrap();
    let (good, _, said) = without_fonts(directory.path(), &["roster", "import", "people.csv"]);
    assert!(good, "{said}");
    assert!(said.contains("6 letters") && said.contains("국 서 업 영 울 한"), "{said}");
    assert!(!said.contains('김'), "people's names are in no picture: {said}");
    assert!(said.contains("fonts-noto-cjk"), "{said}");

    let mut command = footing();
    command.env("FOOTING_FONTS", "").env_remove("RUST_LOG");
    let (_, link, _) =
        without_fonts(directory.path(), &["admin", "invite", "ada@example.org", "--role", "administrator"]);
    let server = Server::start_with(command, &directory.path().join("store"));
    let key = link.trim().rsplit("/sign-in/").next().unwrap().split_whitespace().next().unwrap().to_owned();
    let mut connection = Connection::open(&server.address).unwrap();
    let entered = connection.post(&format!("/sign-in/{key}"), &[], "").unwrap();
    let session = entered.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    for language in Language::ALL {
        let cookie = format!("{session}; footing-language={language}");
        let page = connection.get("/admin/roster", &[("cookie", cookie.as_str())]).unwrap();
        let places = [("count", 4.into()), ("boxes", "국 업 영 한".into()), ("packages", "fonts-noto-cjk".into())];
        let expected = CATALOG.text(language).with("roster-boxes", places);
        assert!(page.body.contains(&expected), "{expected}\n{}", page.body);
    }
}
