//! The side file of a CSV table: what its columns mean and where the figures come from (CSV on the Web, W3C 2015).

use serde_json::{Value, json};

use crate::disclosure::{Release, Terms};

/// The name of each column, its type, and what it means.
pub const COLUMNS: [(&str, &str, &str); 20] = [
    ("wave", "string", "The wave, by its id"),
    ("wave_name", "string", "What the wave is called"),
    ("made", "date", "The day the release was made"),
    ("contract", "string", "SHA-256 of the contract that everybody read before the first question"),
    ("group_kind", "string", "organisation, team, work or location"),
    ("group", "string", "The path of a team, the id of a kind of work, the name of a location"),
    ("survey", "string", "The survey, by its id"),
    ("version", "integer", "The version of the survey"),
    ("measure_kind", "string", "survey, dimension or item"),
    ("measure", "string", "The survey, dimension or item, by its id"),
    ("statistic", "string", "mean: percent of the maximum possible; share: percent of the answers"),
    ("option", "string", "Of a share: the value of the option, or the id of the level"),
    ("value", "decimal", "The figure; empty where it is suppressed"),
    ("limit", "string", "at_most or at_least, where the value is a limit and not the figure itself"),
    ("answers_from", "integer", "The lower end of the band of answers"),
    ("answers_to", "integer", "The upper end of the band of answers"),
    ("standing", "string", "clearly_above, about_the_same or clearly_below the organisation"),
    ("opinions", "string", "close, mixed or split"),
    ("before", "decimal", "The mean of the wave before, where the change is more than chance"),
    ("obs_status", "string", "shown, or suppressed to protect people"),
];

/// Describes the file called `file`, which has `rows` rows below its header.
pub fn csvw(release: &Release, terms: &Terms, file: &str, rows: usize) -> Value {
    let head = release.head();
    let columns = COLUMNS.map(|(name, datatype, description)| {
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
            head.contract, terms.least.get(), terms.least_anonymous.get(),
        ),
        "tableSchema": { "columns": columns },
    })
}
