//! What can go wrong while a file is written.

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The release has no such chart.
    #[error("there is no chart \"{0}\"")]
    NoChart(String),
    /// It could not be written to.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A row could not be written.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// A value has no JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The workbook cannot hold something.
    #[error(transparent)]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The archive cannot hold something.
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
}
