//! The syntax by which SPSS and PSPP read the tidy CSV table, with a label for every variable and code. It reads the points
//! in figures as such whatever the reader's settings are, and leaves these as they were.

use super::csvw::{COLUMNS, STATISTICS, TABLE};
use super::format::{ExportCommand, FileFormat, PagePlace};

/// The syntax by which SPSS reads the table.
pub(crate) const SPSS: FileFormat = FileFormat {
    word: "sps",
    command: ExportCommand::Export,
    name: "figures.sps",
    media_type: "text/plain; charset=utf-8",
    label: "export-spss",
    place: PagePlace::Programs,
    write: |_, _, out| Ok(out.write_all(spss(TABLE).as_bytes())?),
};

/// The syntax that reads the CSV file called `file`, which lies beside it. The name may hold no quotation mark.
pub fn spss(file: &str) -> String {
    let variables = COLUMNS.map(|(name, datatype, _)| format!("    {name} {}", format_of(datatype)));
    let statistics = STATISTICS.map(|(code, meaning)| format!("\"{code}\" \"{code}: {meaning}\""));
    let labels = COLUMNS.map(|(name, _, what)| format!("  {name} \"{what}\""));
    format!(
        "* Footing: everything that may be shown of a wave.\n\
         PRESERVE.\nSET DECIMAL=DOT.\n\
         GET DATA\n  /TYPE=TXT\n  /FILE=\"{file}\"\n  /ENCODING=\"UTF-8\"\n  /ARRANGEMENT=DELIMITED\n  /FIRSTCASE=2\n  \
         /DELIMITERS=\",\"\n  /QUALIFIER='\"'\n  /VARIABLES=\n{}.\n\
         VARIABLE LABELS\n{}.\n\
         VALUE LABELS\n  obs_status \"shown\" \"Shown\" \"suppressed\" \"Suppressed to protect people\"\n  \
         /standing \"clearly_above\" \"Clearly above the organisation\" \"about_the_same\" \"About the same\" \
         \"clearly_below\" \"Clearly below the organisation\"\n  \
         /statistic {}.\nEXECUTE.\nRESTORE.\n",
        variables.join("\n"),
        labels.join("\n"),
        statistics.join(" "),
    )
}

/// Suppressed figures are empty in the table and become system-missing.
fn format_of(datatype: &str) -> &'static str {
    match datatype {
        "integer" => "F8.0",
        "decimal" => "F8.2",
        "date" => "SDATE10",
        _ => "A255",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_read_as_what_it_is() {
        for (datatype, format) in [("integer", "F8.0"), ("decimal", "F8.2"), ("date", "SDATE10"), ("string", "A255")] {
            assert_eq!(format_of(datatype), format);
        }
        let syntax = spss("figures.csv");
        for line in
            ["    made SDATE10", "    version F8.0", "    value F8.2", "    answers_from F8.0", "    survey A255"]
        {
            assert!(syntax.contains(line), "{line}: {syntax}");
        }
    }
}
