//! From answers to a release: scores are gathered by the smallest cells people differ in, groups are sums of cells, and
//! what a sum may show is decided by the audit, dimension by dimension because people leave out different answers.

mod cells;
mod change;
mod column;
mod quality;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::organisation::{PersonId, TeamId, TeamPath};
use crate::statistics::random_effects::RandomEffects;
use crate::survey::{Ballot, Response, Survey};

use self::cells::Cells;
use self::change::comparable;
use self::column::{Column, Sums};
use self::tables::SurveyTables;
use super::audit::{Means, Table, TableKind, TableProof};
use super::measure::{Measure, MeasureKind};
use super::participation::{HandedIn, Invitees, Participation};
use super::release::{Cell, Group, Release, ReleaseHead, Row};
use super::steps::{StepFigures, StepUptake};
use crate::wave::Cut;
use crate::wave::{Invited, InvitedTeam};
use crate::wave::{Opening, Wave};

/// The answers to one survey of a wave, as its privacy keeps them.
pub enum Answers {
    /// By person.
    Linked(Vec<(PersonId, Response)>),
    /// By the group they are filed under.
    Anonymous(BTreeMap<TeamId, Vec<Ballot>>),
}

impl Answers {
    fn handed_in(&self) -> HandedIn {
        match self {
            Answers::Linked(responses) => HandedIn::People(responses.iter().map(|(person, _)| *person).collect()),
            Answers::Anonymous(boxes) => {
                HandedIn::Ballots(boxes.iter().map(|(group, ballots)| (*group, ballots.len() as u32)).collect())
            }
        }
    }
}

/// Everything a release is made from.
pub struct Tabulation<'a> {
    /// The wave that is released, closed by then.
    pub wave: &'a Wave,
    /// What was agreed when it opened.
    pub opening: &'a Opening,
    /// Everybody who was invited, with the groups they were in at the opening.
    pub people: &'a [Invited],
    /// The teams at the opening.
    pub teams: &'a [InvitedTeam],
    /// What was asked, in the order it was asked, and all answers to it.
    pub surveys: Vec<(Arc<Survey>, Answers)>,
    /// The wave before, if there was one and its roster is still known.
    pub earlier: Option<Earlier<'a>>,
    /// What the people who are invited did with their steps since the release before.
    pub uptakes: &'a [StepUptake],
}

/// What a change is measured from.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// What it showed.
    pub release: &'a Release,
    /// Who was invited then.
    pub people: &'a [Invited],
    /// The teams at its opening.
    pub teams: &'a [InvitedTeam],
}

impl Tabulation<'_> {
    /// Makes the table and audits it.
    pub fn release(&self, made: jiff::civil::Date) -> Release {
        let groups = self.groups();
        let mut rows: Vec<Row> = groups.iter().map(|group| Row { group: group.clone(), cells: Vec::new() }).collect();
        let (mut measures, mut proofs, mut tables) = (Vec::new(), Vec::new(), Vec::new());
        let (mut participation, mut quality) = (Vec::new(), Vec::new());
        let rows_then: BTreeMap<&Group, &Row> =
            self.earlier.iter().flat_map(|earlier| earlier.release.rows()).map(|row| (&row.group, row)).collect();
        let invitees = Invitees::of(self.people, self.teams);
        for (survey, answers) in &self.surveys {
            let cells = Cells::gather(survey, answers, self.people, self.teams, &groups);
            let threshold = self.opening.contract.threshold(survey.privacy());
            let (turnout, proof) = Participation::audited(survey.id(), threshold, &invitees, &answers.handed_in());
            participation.push(turnout);
            tables.push(TableProof { kind: TableKind::Turnout, of: survey.id().to_string(), proof });
            let sums = Sums::over(survey, &cells, groups.len());
            let audited = SurveyTables::audit(survey, &sums, &groups, threshold);
            let comparable = self.earlier.map(|earlier| comparable(self, &earlier, answers, &groups, threshold));
            for column in columns(survey) {
                let means = audited.means(column);
                let finest = finest_shown(&groups, means);
                let effects = sums.effects(column, &finest);
                let measure = measure(survey, column, effects.as_ref());
                let place = self.earlier.and_then(|earlier| same_measure(earlier.release, &measure));
                let before = |group: usize| {
                    let is_comparable = comparable.as_ref().is_some_and(|comparable| comparable[group]);
                    rows_then.get(&groups[group]).filter(|_| is_comparable)?.figures(place?)
                };
                let figures = sums.figures(column, means, audited.shares(column), effects.as_ref(), before);
                for (row, figures) in rows.iter_mut().zip(figures) {
                    row.cells.push(figures.map_or(Cell::Suppressed, Cell::Shown));
                }
                measures.push(measure);
                proofs.push(means.proof());
            }
            tables.extend(audited.shares_proofs());
            let teams = finest_shown(&groups, audited.means(columns(survey)[0]));
            if let Some((found, proof)) = quality::quality(survey, &cells, &groups, &sums, &teams) {
                quality.push(found);
                tables.push(TableProof { kind: TableKind::Quality, of: survey.id().to_string(), proof });
            }
        }
        let (steps, proofs_of_steps) = StepFigures::audited(self.uptakes, self.opening.contract.terms.threshold.get());
        tables.extend(proofs_of_steps);
        let head = ReleaseHead {
            wave: self.wave.id,
            name: self.wave.terms().name.clone(),
            contract: self.opening.hash,
            made,
            invited: self.opening.invited,
            measures,
            proofs,
            tables,
            participation,
            quality,
            steps,
        };
        Release::of(head, rows)
    }

    /// The declared groups, coarse ones first: what is shown of those is worth more.
    fn groups(&self) -> Vec<Group> {
        let cuts = &self.opening.contract.terms.cuts;
        let mut teams: Vec<&TeamPath> = self.teams.iter().map(|team| &team.path).collect();
        teams.sort_by_key(|path| path.ancestors_and_self().count());
        let (tops, others): (Vec<&TeamPath>, Vec<&TeamPath>) =
            teams.into_iter().partition(|path| path.parent().is_none());
        let works: BTreeSet<_> = self.people.iter().filter_map(|person| person.work.clone()).collect();
        let places: BTreeSet<_> = self.people.iter().filter_map(|person| person.location.clone()).collect();
        let across = works.into_iter().map(Group::Work).filter(|_| cuts.contains(&Cut::Work));
        let across = across.chain(places.into_iter().map(Group::Location).filter(|_| cuts.contains(&Cut::Location)));
        let team = |path: &TeamPath| Group::Team(path.clone());
        let leaders = self.people.iter().any(|person| person.home == TeamId::LEADERS).then_some(Group::Leaders);
        let all = std::iter::once(Group::Organisation).chain(tops.into_iter().map(team));
        all.chain(across).chain(others.into_iter().map(team)).chain(leaders).collect()
    }
}

fn columns(survey: &Survey) -> Vec<Column> {
    let dimensions = survey.dimensions().len();
    // Of one dimension, the survey as a whole is no more than that.
    let whole = (dimensions > 1).then_some(Column::Survey);
    let items = (0..survey.items().len()).map(Column::Item);
    whole.into_iter().chain((0..dimensions).map(Column::Dimension)).chain(items).collect()
}

fn measure(survey: &Survey, column: Column, effects: Option<&RandomEffects>) -> Measure {
    let (kind, id) = match column {
        Column::Survey => (MeasureKind::Survey, survey.id().to_string()),
        Column::Dimension(place) => (MeasureKind::Dimension, survey.dimensions()[place].id.to_string()),
        Column::Item(place) => (MeasureKind::Item, survey.items()[place].id.to_string()),
    };
    let within = effects.map(|effects| effects.within.sqrt().round());
    Measure { survey: survey.id().clone(), version: survey.version(), kind, id, within }
}

/// The place of a measure in an earlier release. Another version is another instrument.
fn same_measure(release: &Release, measure: &Measure) -> Option<usize> {
    let place = release.place(&measure.survey, measure.kind, &measure.id)?;
    (release.head().measures[place].version == measure.version).then_some(place)
}

/// The shown teams without a shown team below them. What is said of teams in general comes from these alone, so that it
/// tells nothing of a hidden one.
fn finest_shown(groups: &[Group], means: &Table<Means>) -> Vec<usize> {
    let shown = groups.iter().enumerate().filter_map(|(place, group)| match group {
        Group::Team(path) if means.is_shown(place) => Some((place, path)),
        _ => None,
    });
    let shown: Vec<(usize, &TeamPath)> = shown.collect();
    let above: BTreeSet<TeamPath> =
        shown.iter().flat_map(|(_, path)| path.ancestors_and_self().take_while(|one| one != *path)).collect();
    shown.into_iter().filter(|(_, path)| !above.contains(*path)).map(|(place, _)| place).collect()
}
