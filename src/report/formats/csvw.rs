//! The side file of a CSV table: what its columns mean and where the figures come from (CSV on the Web, W3C 2015).

use super::format::{ExportCommand, FileFormat, PagePlace};
use super::tidy::tidy;
use serde_json::{Value, json};

use footing_core::disclosure::Release;

use footing_core::wave::Terms;

/// The figures of a measure, by what the table calls them.
pub(super) const STATISTICS: [(&str, &str); 11] = [
    ("mean", "percent of the maximum possible"),
    ("share", "percent of the answers"),
    ("taken_part", "people who took part"),
    ("invited", "people who were invited"),
    ("alpha", "reliability: Cronbach's alpha"),
    ("alpha_lower", "lower end of alpha's 95 % interval"),
    ("alpha_upper", "upper end of alpha's 95 % interval"),
    ("omega", "reliability: McDonald's omega"),
    ("icc1", "share of the spread that lies between teams"),
    ("icc2", "how reliably the means of teams differ"),
    ("came", "percent of those who said what came of a step"),
];

/// The columns of the tidy table in their order: the name of each, its type as the W3C vocabulary calls it (`string`,
/// `integer`, `decimal`, `date`), and what it means, in English.
pub const COLUMNS: [(&str, &str, &str); 20] = [
    ("wave", "string", "The wave, by its id"),
    ("wave_name", "string", "What the wave is called"),
    ("made", "date", "The day the release was made"),
    ("contract", "string", "SHA-256 of the contract that everybody read before the first question"),
    ("group_kind", "string", "organisation, team, work, location or leaders"),
    ("group", "string", "The path of a team, the id of a kind of work, the name of a location"),
    ("survey", "string", "The survey, by its id"),
    ("version", "integer", "The version of the survey"),
    ("measure_kind", "string", "survey, dimension, item or step"),
    ("measure", "string", "The survey, dimension, item or step, by its id"),
    ("statistic", "string", "Which figure of the measure"),
    (
        "option",
        "string",
        "Of a share: the value of the option, or the id of the level; of a step: done, partly or not_yet",
    ),
    ("value", "decimal", "The figure; empty where it is suppressed"),
    ("limit", "string", "at_most or at_least, where the value is a limit and not the figure itself"),
    ("answers_from", "integer", "The lower end of the band of answers, or of people"),
    ("answers_to", "integer", "The upper end of the band of answers, or of people"),
    ("standing", "string", "clearly_above, about_the_same or clearly_below the organisation"),
    ("opinions", "string", "close, mixed or split"),
    ("before", "decimal", "The mean of the wave before, where the change is more than chance"),
    ("obs_status", "string", "shown, or suppressed to protect people"),
];

/// What the columns of the table mean.
pub(crate) const CSVW: FileFormat = FileFormat {
    word: "csvw",
    command: ExportCommand::Export,
    name: "figures.csv-metadata.json",
    media_type: MEDIA_TYPE,
    label: "export-csvw",
    place: PagePlace::Programs,
    write: |context, _, out| {
        let rows = tidy(context.release, context.surveys).count();
        Ok(serde_json::to_writer_pretty(out, &csvw(context.release, context.terms(), TABLE, rows))?)
    },
};

/// Of the description of a table, as the W3C registered it.
pub const MEDIA_TYPE: &str = "application/csvm+json";
/// What the side files of the table call it, where it lies among other files.
pub(crate) const TABLE: &str = "footing-figures.csv";

/// Describes the CSV table called `file`, which has `rows` rows below its header: its columns, and the contract and
/// terms under which it was released. It follows the W3C's Metadata Vocabulary for Tabular Data of 2015, and belongs
/// beside the table, as `file` is named without a folder.
pub fn csvw(release: &Release, terms: &Terms, file: &str, rows: usize) -> Value {
    let head = release.head();
    let statistics = STATISTICS.map(|(code, meaning)| format!("{code}: {meaning}")).join("; ");
    let columns = COLUMNS.map(|(name, datatype, description)| {
        let description =
            if name == "statistic" { format!("{description}. {statistics}") } else { description.to_owned() };
        json!({ "name": name, "titles": name, "datatype": datatype, "dc:description": description })
    });
    json!({
        "@context": "http://www.w3.org/ns/csvw",
        "url": file,
        "dc:title": head.name,
        "dc:date": head.made,
        "dc:description": format!(
            "Everything that may be shown of the wave, released once and for good under the contract {}. Figures of fewer \
             than {} answers ({} where anonymous) are suppressed, and with them whatever would give them away. {rows} rows.",
            head.contract, terms.threshold.get(), terms.anonymous_threshold.get(),
        ),
        "tableSchema": { "columns": columns },
    })
}
