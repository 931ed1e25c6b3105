//! The analysis as a careful statistician would write it down: figures with their uncertainty, and what they allow.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use super::agreement::{AgainstNull, AgreementSummary};
use super::analysis::{Analysis, Gap};
use super::groups::{AgainstAll, GroupFigures, VarianceBetween};
use super::measure::MeasureAnalysis;
use super::quality::Quality;
use crate::statistics::interval::Interval;
use crate::statistics::undefined::Estimate;
use crate::survey::counted;

/// Lines are broken here.
const WIDTH: usize = 100;

/// Reliability that comparing groups asks for, and that showing a person a score asks for. Nunnally & Bernstein (1994).
const FOR_GROUPS: f64 = 0.70;
const FOR_PERSONS: f64 = 0.80;

/// With fewer people the interval of alpha is too wide for a verdict.
const FEW_PEOPLE: u64 = 100;

impl fmt::Display for Analysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_head(f)?;
        for measure in &self.measures {
            write_measure(f, measure)?;
        }
        write_gaps(f, self)
    }
}

impl Analysis {
    fn write_head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (survey, responses) = (&self.survey, &self.responses);
        let dimensions = counted(survey.dimensions, "dimension");
        writeln!(f, "{}, version {}: {} in {dimensions}", survey.id, survey.version, counted(survey.items, "item"))?;

        heading(f, "Who answered")?;
        let cells = responses.people * survey.items;
        let mut said = format!(
            "{} answered, {} of them every item; {} of {} ({}) {} missing.",
            counted(responses.people, "person"),
            responses.complete,
            responses.missing_answers,
            counted(cells, "answer"),
            percent(responses.missing_answers as f64 / cells.max(1) as f64),
            if responses.missing_answers == 1 { "is" } else { "are" },
        );
        if responses.empty_rows > 0 {
            write!(said, " {} without any answer left out.", counted(responses.empty_rows, "row"))?;
        }
        if responses.bad_rows > 0 {
            write!(said, " {} left out because a cell could not be read.", counted(responses.bad_rows, "row"))?;
        }
        if responses.straight_lines > 0 {
            let share = percent(responses.straight_lines as f64 / responses.people.max(1) as f64);
            let who = counted(responses.straight_lines, "person");
            write!(
                said,
                " {who} ({share}) gave one and the same answer to every item; they are counted like all others."
            )?;
        }
        paragraph(f, 2, &said)?;
        if let Some(grouping) = &self.grouping {
            let sizes = match (grouping.smallest, grouping.largest) {
                (smallest, largest) if smallest == largest => format!("each of {}", counted(largest, "person")),
                (smallest, largest) => {
                    format!("of {smallest} to {}, median {}", counted(largest, "person"), grouping.median)
                }
            };
            let mut said = format!("{} by {}, {sizes}.", counted(grouping.groups, "group"), grouping.column);
            if grouping.ungrouped > 0 {
                write!(
                    said,
                    " {} without a group count for the instrument only.",
                    counted(grouping.ungrouped, "person")
                )?;
            }
            paragraph(f, 2, &said)?;
        }
        Ok(())
    }
}

fn write_measure(f: &mut fmt::Formatter<'_>, measure: &MeasureAnalysis) -> fmt::Result {
    let (lowest, highest) = (measure.unit.lowest, measure.unit.highest);
    let items = counted(measure.items.len(), "item");
    heading(f, &format!("{}: {items}, scores from {lowest} to {highest}", capitalised(&measure.name)))?;

    let score = &measure.score;
    let mut said = format!("{} with at least {}.", counted(score.n, "person"), counted(measure.needs, "answer"));
    if let Ok(mean) = score.mean {
        write!(said, " Mean {mean:.2}{}", in_words(score.mean_interval, |end| format!("{end:.2}")))?;
        if let Ok(pomp) = score.mean_pomp {
            write!(said, ", {pomp:.1} of 100 possible")?;
        }
        if let Ok(deviation) = score.standard_deviation {
            write!(said, "; SD {deviation:.2}")?;
        }
        if let Ok([lower, median, upper]) = score.quartiles {
            write!(said, "; quartiles {lower:.2}, {median:.2}, {upper:.2}")?;
        }
        said.push('.');
    }
    if let (Ok(floor), Ok(ceiling)) = (score.at_lowest, score.at_highest) {
        write!(said, " {} at the lowest and {} at the highest possible score.", percent(floor), percent(ceiling))?;
    }
    paragraph(f, 2, &said)?;

    subheading(f, "How good is the instrument?")?;
    paragraph(f, 4, &quality_in_words(measure)?)?;
    write_items(f, measure)?;
    if let Some(groups) = &measure.groups {
        write_groups(f, measure, groups)?;
    }
    Ok(())
}

fn quality_in_words(measure: &MeasureAnalysis) -> Result<String, fmt::Error> {
    let quality = &measure.quality;
    let Ok(alpha) = quality.alpha else {
        return Ok("Its reliability could not be computed: see the end of this report.".to_owned());
    };
    let mut said = format!(
        "Alpha {}{} by Feldt, from the {} who answered every item of it",
        coefficient(alpha),
        in_words(quality.alpha_interval, coefficient),
        counted(quality.n as usize, "person"),
    );
    let others = [("omega", quality.omega_total), ("lambda-2", quality.lambda_2), ("lambda-6", quality.lambda_6)];
    for (name, figure) in others {
        if let Ok(figure) = figure {
            write!(said, ", {name} {}", coefficient(figure))?;
        }
    }
    if let Ok(halves) = quality.split_half {
        write!(said, ", split half {}", coefficient(halves.spearman_brown))?;
    }
    write!(said, ". {}", verdict(quality, alpha))?;
    if quality.mixed_signs == Ok(true) {
        said.push_str(" Some items load against the others: a reverse key may be missing, and omega means nothing.");
    }
    if measure.items.len() > 2 {
        said.push_str(" None of these figures says that the items measure one thing.");
    }
    if let (Ok(error), Ok(change)) = (quality.standard_error_of_measurement, quality.smallest_reliable_change) {
        write!(
            said,
            " A person's score is known to within ±{:.2} (1.96 SEM of {error:.2}), and a person's change of less than \
             {change:.2} is within what measurement error makes.",
            1.96 * error,
        )?;
    }
    Ok(said)
}

fn verdict(quality: &Quality, alpha: f64) -> &'static str {
    let surely = quality.alpha_interval.map_or(alpha, |interval| interval.lower);
    match () {
        () if alpha <= 0.0 => "The items contradict each other: look for a reverse key that is missing.",
        () if quality.n < FEW_PEOPLE => "That is from too few people for a verdict on the instrument.",
        () if surely >= FOR_PERSONS => "Reliable enough to compare groups (.70) and to show a person a score (.80).",
        () if surely >= FOR_GROUPS => {
            "Reliable enough to compare groups (.70), not surely to show a person a score (.80)."
        }
        () if alpha >= FOR_GROUPS => "Its interval includes values too low to compare groups (.70).",
        () => "Too unreliable to compare groups (.70): more items, or better ones, are needed.",
    }
}

fn write_items(f: &mut fmt::Formatter<'_>, measure: &MeasureAnalysis) -> fmt::Result {
    let header = ["item", "n", "mean", "SD", "lowest", "highest", "item-rest r", "alpha without"];
    let rows = measure.item_figures.iter().map(|item| {
        vec![
            if item.reversed { format!("{} (reversed)", item.column) } else { item.column.clone() },
            item.n.to_string(),
            decimal(item.mean),
            decimal(item.standard_deviation),
            cell(item.at_lowest, percent),
            cell(item.at_highest, percent),
            cell(item.item_rest, coefficient),
            cell(item.alpha_without, coefficient),
        ]
    });
    table(f, &header, rows.collect())
}

fn write_groups(f: &mut fmt::Formatter<'_>, measure: &MeasureAnalysis, groups: &GroupFigures) -> fmt::Result {
    subheading(f, "Is a score of a group justified?")?;
    paragraph(f, 4, &variance_in_words(&groups.variance)?)?;
    paragraph(f, 4, &agreement_in_words(&groups.agreement)?)?;

    subheading(f, "The groups")?;
    let header = ["group", "n", "mean", "95 % interval", "shrunken", "95 % interval", "weight", "against all"];
    let rows = groups.means.iter().map(|group| {
        vec![
            group.name.clone(),
            group.n.to_string(),
            decimal(group.mean),
            cell(group.interval, range),
            decimal(group.shrunken),
            cell(group.shrunken_interval, range),
            cell(group.reliability, |weight| format!("{weight:.2}")),
            cell(group.against_all, |against| against.in_words().to_owned()),
        ]
    });
    table(f, &header, rows.collect())?;
    paragraph(
        f,
        4,
        "The shrunken mean takes the weight from the group's own mean and the rest from the mean of all groups; small \
         groups borrow more, so that no further correction for the number of groups is made. The order is that of the \
         names: it is no ranking.",
    )?;

    subheading(f, "What stands out, and what does not")?;
    paragraph(f, 4, &standouts_in_words(measure, groups)?)
}

fn variance_in_words(variance: &VarianceBetween) -> Result<String, fmt::Error> {
    let (Ok(icc1), Ok(size)) = (variance.icc1, variance.group_size) else {
        return Ok("What lies between groups could not be computed: see the end of this report.".to_owned());
    };
    let mut said = format!("ICC(1) {}{}", coefficient(icc1), in_words(variance.icc1_interval, coefficient));
    if let (Ok(f), Ok((between, within)), Ok(p)) = (variance.f, variance.degrees, variance.p) {
        write!(said, "; F({between}, {within}) = {f:.2}, {}", probability(p))?;
    }
    write!(said, "; k0 = {size:.1}")?;
    if let Ok(reml) = variance.reml {
        write!(said, "; by REML {}", coefficient(reml.icc))?;
    }
    let share = percent(icc1.max(0.0));
    match variance.icc1_interval.map(|interval| interval.lower) {
        Ok(lower) if lower > 0.0 => {
            write!(said, ". About {share} of the variance of scores lies between groups; the interval excludes none.")?
        }
        _ => {
            said.push_str(". It is not clear that the groups differ at all: a score of a group says little of its own.")
        }
    }
    if let Ok(icc2) = variance.icc2 {
        write!(said, " ICC(2) {}{}: ", coefficient(icc2), in_words(variance.icc2_interval, coefficient))?;
        let lower = variance.icc2_interval.map_or(icc2, |interval| interval.lower);
        said.push_str(match () {
            () if lower >= FOR_GROUPS => "means of groups of this size can be compared (.70).",
            () if icc2 >= FOR_GROUPS => "means of groups of this size can probably be compared (.70).",
            () => "means of groups of this size are too unreliable to compare (.70) one with another.",
        });
    }
    Ok(said)
}

fn agreement_in_words(agreement: &AgreementSummary) -> Result<String, fmt::Error> {
    let groups = agreement.groups;
    let mut said = format!("Agreement within the {} of two people or more:", counted(groups, "group"));
    let against = |null: &AgainstNull| {
        format!(
            "{} on average, median {}, {} of {groups} at .70 or more",
            coefficient(null.mean),
            coefficient(null.median),
            null.strong
        )
    };
    let Ok(uniform) = agreement.rwg_uniform else {
        return Ok("Agreement within groups could not be computed: see the end of this report.".to_owned());
    };
    write!(said, " r_wg(j) against a uniform null {}", against(&uniform))?;
    if let Ok(skewed) = agreement.rwg_slight_skew {
        write!(said, "; against a slightly skewed null {}", against(&skewed))?;
        // A verdict that needs the kinder null is none.
        if 2 * uniform.strong >= groups && 2 * skewed.strong < groups {
            said.push_str(": the choice of the null decides, so do not rest on r_wg(j)");
        }
    }
    said.push('.');
    if let (Ok(r_star), Ok(awg)) = (agreement.r_star_uniform, agreement.awg) {
        write!(said, " r*_wg(j) {}, a_wg(j) {}.", coefficient(r_star), coefficient(awg))?;
    }
    let deviation = (agreement.average_deviation_median, agreement.average_deviation_limit, agreement.within_limit);
    if let (Ok(deviation), Ok(limit), Ok(within)) = deviation {
        write!(
            said,
            " The average deviation from the median is {deviation:.2} scale points, and {within} of {} {} \
             within the limit of {limit:.2}.",
            counted(groups, "group"),
            if within == 1 { "is" } else { "are" },
        )?;
    }
    said.push_str(" A mean that describes the members needs no agreement; a statement about the group as one does.");
    Ok(said)
}

fn standouts_in_words(measure: &MeasureAnalysis, groups: &GroupFigures) -> Result<String, fmt::Error> {
    let named = |standing: AgainstAll| -> Vec<&str> {
        let there = groups.means.iter().filter(|group| group.against_all == Ok(standing));
        there.map(|group| group.name.as_str()).collect()
    };
    let (above, below) = (named(AgainstAll::ClearlyAbove), named(AgainstAll::ClearlyBelow));
    let same = named(AgainstAll::AboutTheSame).len();
    let mut said = String::new();
    for (names, side) in [(&above, "above"), (&below, "below")] {
        if !names.is_empty() {
            write!(said, "Clearly {side} the mean of all groups: {}. ", names.join(", "))?;
        }
    }
    if let Ok(reml) = groups.variance.reml {
        let unit = measure.unit;
        write!(
            said,
            "{same} of {} cannot be told apart from the mean of all, {:.2}",
            counted(groups.groups, "group"),
            reml.mean
        )?;
        write!(said, " ({:.1} of 100 possible).", unit.pomp(reml.mean))?;
    } else {
        said.push_str("Without variance components no group can be held against the others.");
    }
    Ok(said)
}

impl AgainstAll {
    fn in_words(self) -> &'static str {
        match self {
            AgainstAll::ClearlyAbove => "clearly above",
            AgainstAll::AboutTheSame => "about the same",
            AgainstAll::ClearlyBelow => "clearly below",
        }
    }
}

/// Which figures of how many things are missing for one reason in one measure.
#[derive(Default)]
struct Missing {
    figures: BTreeSet<String>,
    things: BTreeSet<String>,
}

fn write_gaps(f: &mut fmt::Formatter<'_>, analysis: &Analysis) -> fmt::Result {
    heading(f, "What could not be computed, and why")?;
    let mut missing: BTreeMap<(usize, &'static str, String), Missing> = BTreeMap::new();
    for Gap { at, reason } in analysis.gaps() {
        let mut parts = at.split('/').skip(2);
        let measure = parts.next().and_then(|index| index.parse().ok()).unwrap_or_default();
        let parts: Vec<&str> = parts.collect();
        let (kind, thing, figure) = match parts[..] {
            ["groups", "means", group, ref figure @ ..] => ("group", group, figure.to_vec()),
            ["item_figures", item, ref figure @ ..] => ("item", item, figure.to_vec()),
            _ => ("", "", parts),
        };
        let figure: Vec<String> = figure
            .into_iter()
            .filter(|part| !["quality", "score", "groups", "variance", "agreement"].contains(part))
            .map(|part| part.replace('_', " "))
            .collect();
        let entry = missing.entry((measure, kind, reason)).or_default();
        entry.figures.insert(figure.join(" "));
        entry.things.insert(thing.to_owned());
    }
    if missing.is_empty() {
        return paragraph(f, 2, "Everything could be computed.");
    }
    for ((measure, kind, reason), Missing { figures, things }) in missing {
        let name = analysis.measures.get(measure).map_or("", |measure| measure.name.as_str());
        let figures = figures.into_iter().collect::<Vec<_>>().join(", ");
        let of = if kind.is_empty() { String::new() } else { format!(" of {}", counted(things.len(), kind)) };
        paragraph(f, 2, &format!("{}: {figures}{of}: {reason}.", capitalised(name)))?;
    }
    Ok(())
}

fn heading(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    writeln!(f, "\n{text}\n{}", "-".repeat(text.chars().count()))
}

fn subheading(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    writeln!(f, "\n  {text}")
}

/// Words in lines of at most [`WIDTH`] characters.
fn paragraph(f: &mut fmt::Formatter<'_>, indent: usize, text: &str) -> fmt::Result {
    let mut length = 0;
    for word in text.split_whitespace() {
        let chars = word.chars().count();
        if length == 0 {
            write!(f, "{:indent$}{word}", "")?;
            length = indent + chars;
        } else if length + 1 + chars <= WIDTH {
            write!(f, " {word}")?;
            length += 1 + chars;
        } else {
            write!(f, "\n{:indent$}{word}", "")?;
            length = indent + chars;
        }
    }
    writeln!(f)
}

/// Columns as wide as their widest cell, the first to the left and the others to the right.
fn table(f: &mut fmt::Formatter<'_>, header: &[&str], rows: Vec<Vec<String>>) -> fmt::Result {
    let header = header.iter().map(|name| (*name).to_owned()).collect();
    let lines: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..lines[0].len()).map(width).collect();
    writeln!(f)?;
    for line in &lines {
        write!(f, "    {:<width$}", line[0], width = widths[0])?;
        for (cell, width) in line.iter().zip(&widths).skip(1) {
            write!(f, "  {cell:>width$}")?;
        }
        writeln!(f)?;
    }
    Ok(())
}

/// A figure in a table, or a dash: the end of the report says why.
fn cell<T>(figure: Estimate<T>, write: impl Fn(T) -> String) -> String {
    figure.map_or_else(|_| "–".to_owned(), write)
}

fn decimal(figure: Estimate) -> String {
    cell(figure, |value| format!("{value:.2}"))
}

fn range(interval: Interval) -> String {
    format!("{:.2} to {:.2}", interval.lower, interval.upper)
}

/// An interval after the figure it belongs to.
fn in_words(interval: Estimate<Interval>, end: impl Fn(f64) -> String) -> String {
    interval.map_or_else(
        |_| String::new(),
        |interval| format!(", 95 % interval {} to {}", end(interval.lower), end(interval.upper)),
    )
}

/// A figure that cannot exceed 1, without the zero in front.
fn coefficient(value: f64) -> String {
    let text = format!("{value:.3}");
    match text.split_once('.') {
        Some(("0", digits)) => format!(".{digits}"),
        Some(("-0", digits)) => format!("-.{digits}"),
        _ => text,
    }
}

fn probability(p: f64) -> String {
    if p < 0.001 { "p < .001".to_owned() } else { format!("p = {}", coefficient(p)) }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
