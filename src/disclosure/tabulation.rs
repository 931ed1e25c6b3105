//! From answers to a release: scores are gathered by the smallest cells people differ in, groups are sums of cells, and
//! what a sum may show is decided by the audit, for each measure by itself because people leave out different answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::organisation::{PersonId, TeamId, TeamPath};
use crate::scoring::Profile;
use crate::statistics::agreement::{average_deviation_from_median, average_deviation_limit};
use crate::statistics::histogram::Histogram;
use crate::statistics::interval::Confidence;
use crate::statistics::random_effects::RandomEffects;
use crate::statistics::sample::Sample;
use crate::statistics::scale::Scale;
use crate::survey::{Answer, AnswerSheet, Ballot, Entry, Item, Privacy, Response, Survey};

use super::audit::{self, Census, Decision, Place, Secret, Verdict};
use super::contract::Contract;
use super::release::{Band, Cell, Figures, Group, Measure, MeasureKind, Opinions, Release, ReleaseHead, Row, Standing};
use super::snapshot::{Invited, InvitedTeam};
use super::terms::Cut;
use super::wave::{Opening, Wave};

/// From this many answers on, a group's figures may say how far people agree.
const ENOUGH_FOR_SPREAD: usize = 10;
/// Average deviations up to here, of five options, are called close.
const CLOSE: f64 = 0.5;

/// The answers to one survey of a wave, as its privacy keeps them.
pub enum Answers {
    /// By person.
    Linked(Vec<(PersonId, Response)>),
    /// By the group they are filed under.
    Anonymous(BTreeMap<TeamId, Vec<Ballot>>),
}

/// Everything a release is made from.
pub struct Tabulation<'a> {
    pub wave: &'a Wave,
    pub opening: &'a Opening,
    pub people: &'a [Invited],
    pub teams: &'a [InvitedTeam],
    pub surveys: Vec<(Arc<Survey>, Answers)>,
}

/// The people of one survey who cannot be told apart by any declared group.
struct Cells {
    /// For each cell, the groups it is part of, as places among the groups.
    groups: Vec<Vec<usize>>,
    /// The team whose figures a cell's answers are in first; `None` is the organisation as a whole.
    homes: Vec<Option<TeamPath>>,
    sheets: Vec<Vec<AnswerSheet>>,
}

impl Cells {
    /// The cells of each group.
    fn members(&self, groups: usize) -> Vec<Vec<usize>> {
        let mut members = vec![Vec::new(); groups];
        for (cell, of) in self.groups.iter().enumerate() {
            of.iter().for_each(|group| members[*group].push(cell));
        }
        members
    }
}

impl Tabulation<'_> {
    /// Makes the table and audits it.
    pub fn release(&self, made: jiff::civil::Date) -> Release {
        let groups = self.groups();
        let mut rows: Vec<Row> = groups.iter().map(|group| Row { group: group.clone(), cells: Vec::new() }).collect();
        let (mut measures, mut proofs) = (Vec::new(), Vec::new());
        for (survey, answers) in &self.surveys {
            let cells = self.cells(survey, answers, &groups);
            let least = self.opening.contract.least(survey.privacy());
            let members = cells.members(groups.len());
            // Measures that the same people have answered are audited once.
            let mut decided: BTreeMap<Vec<u32>, Decision> = BTreeMap::new();
            for (measure, column) in columns(survey) {
                let values = column.values(survey, &cells);
                let counts: Vec<u32> = values.iter().map(|values| values.len() as u32).collect();
                let decision =
                    decided.entry(counts).or_insert_with_key(|counts| decide(counts, &members, &groups, least));
                let (figures, proof) = (figures(survey, &column, &cells, &values, &members, decision), decision.proof);
                for (row, cell) in rows.iter_mut().zip(figures) {
                    row.cells.push(cell);
                }
                measures.push(measure);
                proofs.push(proof);
            }
        }
        let head = ReleaseHead {
            wave: self.wave.id,
            name: self.wave.terms().name.clone(),
            contract: self.opening.hash,
            made,
            invited: self.opening.invited,
            measures,
            proofs,
        };
        Release::of(head, rows)
    }

    /// The declared groups, coarse ones first: what is shown of those is worth more.
    fn groups(&self) -> Vec<Group> {
        let contract: &Contract = &self.opening.contract;
        let mut teams: Vec<&TeamPath> = self.teams.iter().map(|team| &team.path).collect();
        teams.sort_by_key(|path| path.ancestors_and_self().count());
        let mut groups = vec![Group::Organisation];
        groups.extend(teams.iter().filter(|path| path.parent().is_none()).map(|path| Group::Team((*path).clone())));
        if contract.terms.cuts.contains(&Cut::Work) {
            let works: std::collections::BTreeSet<_> =
                self.people.iter().filter_map(|person| person.work.as_ref()).collect();
            groups.extend(works.into_iter().cloned().map(Group::Work));
        }
        if contract.terms.cuts.contains(&Cut::Location) {
            let places: std::collections::BTreeSet<_> =
                self.people.iter().filter_map(|person| person.location.as_ref()).collect();
            groups.extend(places.into_iter().cloned().map(Group::Location));
        }
        groups.extend(teams.iter().filter(|path| path.parent().is_some()).map(|path| Group::Team((*path).clone())));
        groups
    }

    fn cells(&self, survey: &Survey, answers: &Answers, groups: &[Group]) -> Cells {
        let paths: BTreeMap<TeamId, &TeamPath> = self.teams.iter().map(|team| (team.path.id(), &team.path)).collect();
        let place: BTreeMap<&Group, usize> = groups.iter().enumerate().map(|(place, group)| (group, place)).collect();
        let mut cells = Cells { groups: Vec::new(), homes: Vec::new(), sheets: Vec::new() };
        let mut known: BTreeMap<(Option<TeamPath>, Vec<Group>), usize> = BTreeMap::new();
        let mut put = |home: Option<TeamPath>, across: Vec<Group>, sheet: AnswerSheet| {
            let cell = *known.entry((home.clone(), across.clone())).or_insert_with(|| {
                let teams = home.iter().flat_map(TeamPath::ancestors_and_self).map(Group::Team);
                let all = std::iter::once(Group::Organisation).chain(teams).chain(across);
                cells.groups.push(all.filter_map(|group| place.get(&group).copied()).collect());
                cells.homes.push(home);
                cells.sheets.push(Vec::new());
                cells.sheets.len() - 1
            });
            cells.sheets[cell].push(sheet);
        };
        match answers {
            Answers::Linked(responses) => {
                let people: BTreeMap<PersonId, &Invited> =
                    self.people.iter().map(|person| (person.person, person)).collect();
                for (person, response) in responses {
                    let Some(person) = people.get(person) else { continue };
                    let home = paths.get(&person.home).map(|path| (*path).clone());
                    let work = person.work.clone().map(Group::Work);
                    let across = work.into_iter().chain(person.location.clone().map(Group::Location));
                    let declared = across.filter(|group| place.contains_key(group)).collect();
                    put(home, declared, response.sheet.clone());
                }
            }
            Answers::Anonymous(boxes) => {
                for (group, ballots) in boxes {
                    let home = paths.get(group).map(|path| (*path).clone());
                    for ballot in ballots {
                        put(home.clone(), Vec::new(), sheet(survey, ballot));
                    }
                }
            }
        }
        cells
    }
}

fn sheet(survey: &Survey, ballot: &Ballot) -> AnswerSheet {
    let mut sheet = AnswerSheet::default();
    for (item, answer) in survey.items().iter().zip(ballot.answers()) {
        let answer = answer.map_or(Answer::NotApplicable, Answer::Value);
        sheet.record(Entry::Item(item.id.clone(), answer));
    }
    sheet
}

/// A measure while it is computed.
enum Column<'s> {
    Dimension(usize, Vec<&'s Item>),
    Item(&'s Item),
}

fn columns(survey: &Survey) -> Vec<(Measure, Column<'_>)> {
    let measure = |kind, id: String| Measure { survey: survey.id().clone(), version: survey.version(), kind, id };
    let dimensions = survey.dimensions().iter().enumerate().map(|(place, dimension)| {
        let items = survey.items_of(dimension).collect();
        (measure(MeasureKind::Dimension, dimension.id.to_string()), Column::Dimension(place, items))
    });
    let items = survey.items().iter().map(|item| (measure(MeasureKind::Item, item.id.to_string()), Column::Item(item)));
    dimensions.chain(items).collect()
}

impl<'s> Column<'s> {
    /// The scores of each cell, 0 to 100, of everybody who has one.
    fn values(&self, survey: &'s Survey, cells: &Cells) -> Vec<Vec<f64>> {
        let score = |sheet: &AnswerSheet| match self {
            Column::Dimension(place, _) => Profile::score(survey, sheet)
                .dimensions()
                .nth(*place)
                .and_then(|(_, score)| score)
                .map(|score| score.points),
            Column::Item(item) => keyed(survey, item, sheet).map(|value| {
                let scale = survey.scale_of(item);
                100.0 * f64::from(value - scale.lowest()) / f64::from(scale.highest() - scale.lowest())
            }),
        };
        cells.sheets.iter().map(|sheets| sheets.iter().filter_map(score).collect()).collect()
    }

    fn items(&self) -> Vec<&'s Item> {
        match self {
            Column::Dimension(_, items) => items.clone(),
            Column::Item(item) => vec![item],
        }
    }
}

/// An answer with a reversed item turned round.
fn keyed(survey: &Survey, item: &Item, sheet: &AnswerSheet) -> Option<u8> {
    let Some(Answer::Value(value)) = sheet.answer(&item.id) else { return None };
    let scale = survey.scale_of(item);
    Some(if item.reversed { scale.highest() - (value - scale.lowest()) } else { value })
}

fn figures(
    survey: &Survey,
    column: &Column<'_>,
    cells: &Cells,
    values: &[Vec<f64>],
    members: &[Vec<usize>],
    decision: &Decision,
) -> Vec<Cell> {
    let effects = effects(cells, values);
    let organisation = effects.as_ref().and_then(|_| sample(&members[0], values));
    let mut figures = Vec::with_capacity(members.len());
    for (group, cells_of) in members.iter().enumerate() {
        let sample = sample(cells_of, values).filter(|_| decision.verdicts[group] == Verdict::Shown);
        let Some(sample) = sample else {
            figures.push(Cell::Suppressed);
            continue;
        };
        let standing = match (&effects, &organisation) {
            (Some(effects), Some(organisation)) if group > 0 => Some(standing(effects, &sample, organisation.mean())),
            _ => None,
        };
        figures.push(Cell::Shown(Figures {
            answers: Band::of(sample.n() as u32),
            mean: (sample.mean() * 10.0).round() / 10.0,
            standing,
            opinions: opinions(survey, column, cells, cells_of).filter(|_| sample.n() as usize >= ENOUGH_FOR_SPREAD),
        }));
    }
    figures
}

/// What the audit decides. Answers belong to one wave only, so no earlier release adds to what can be worked out.
fn decide(counts: &[u32], members: &[Vec<usize>], groups: &[Group], least: u32) -> Decision {
    let place = |group: &Group| match group {
        Group::Organisation | Group::Team(_) => Place::Tree,
        Group::Work(_) | Group::Location(_) => Place::Across,
    };
    let declared = groups.iter().zip(members).map(|(group, cells)| audit::Group {
        place: place(group),
        cells: cells.iter().map(|cell| *cell as u32).collect(),
    });
    let census = Census::new(counts, &declared.collect::<Vec<_>>(), &[], least);
    // Cells come from the groups themselves, teams from paths, and a threshold is never 0.
    Decision::decide(&census.expect("teams and attributes make a census"), Secret::Sets)
}

fn sample(cells: &[usize], values: &[Vec<f64>]) -> Option<Sample> {
    let all: Vec<f64> = cells.iter().flat_map(|cell| values[*cell].iter().copied()).collect();
    Sample::of(&all).ok()
}

/// How teams differ, from everybody's own team, hidden ones too: it says nothing of any one of them.
fn effects(cells: &Cells, values: &[Vec<f64>]) -> Option<RandomEffects> {
    let mut homes: BTreeMap<Option<&TeamPath>, Vec<f64>> = BTreeMap::new();
    for (home, values) in cells.homes.iter().zip(values) {
        homes.entry(home.as_ref()).or_default().extend(values);
    }
    let samples: Vec<Sample> = homes.values().filter_map(|values| Sample::of(values).ok()).collect();
    RandomEffects::fit(&samples).ok()
}

fn standing(effects: &RandomEffects, sample: &Sample, organisation: f64) -> Standing {
    let interval = effects.shrink(sample).interval(Confidence::NINETY_FIVE);
    if interval.contains(organisation) {
        Standing::AboutTheSame
    } else if interval.lower > organisation {
        Standing::ClearlyAbove
    } else {
        Standing::ClearlyBelow
    }
}

/// Only of what is said about the team: of people's own work nobody expects that they agree.
fn opinions(survey: &Survey, column: &Column<'_>, cells: &Cells, of: &[usize]) -> Option<Opinions> {
    if survey.privacy() == Privacy::Private {
        return None;
    }
    let items = column.items();
    let scale = survey.scale_of(items.first()?);
    let options = usize::from(scale.highest() - scale.lowest()) + 1;
    let counts: Vec<Vec<u64>> = items
        .iter()
        .map(|item| {
            let mut counts = vec![0; options];
            for sheet in of.iter().flat_map(|cell| &cells.sheets[*cell]) {
                if let Some(value) = keyed(survey, item, sheet) {
                    counts[usize::from(value - scale.lowest())] += 1;
                }
            }
            counts
        })
        .collect();
    let histograms: Vec<Histogram<'_>> =
        counts.iter().map(|counts| Histogram::new(u32::from(scale.lowest()), counts)).collect();
    let deviation = average_deviation_from_median(&histograms).ok()?;
    let limit = average_deviation_limit(Scale::new(scale.lowest(), scale.highest()).ok()?);
    Some(if deviation < CLOSE {
        Opinions::Close
    } else if deviation <= limit {
        Opinions::Mixed
    } else {
        Opinions::Split
    })
}
