//! What can go wrong while a file is written.

/// Why a file was not written. What was written until then is not a whole file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// No chart has this name, or the release has no figures for it.
    #[error("there is no chart \"{0}\"")]
    NoChart(String),
    /// The place it was written to failed: a full disk, a reader who went away.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The same while the CSV table was written.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// The same while the rows were written as JSON, or the description of the table.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The library that makes the workbook refused a length or a number.
    #[error(transparent)]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The slides or the archive of everything could not be packed.
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
}
