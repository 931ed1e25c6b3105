//! The codebook that a command line names: a survey file, or the name of a survey that comes with Footing.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use footing_core::survey::{Codebook, read_codebook};

use super::Content;

/// Reads the codebook of `survey`.
///
/// # Errors
/// No such file or survey, or everything that is wrong in it.
pub fn codebook_of(survey: &str) -> Result<Codebook> {
    if Path::new(survey).is_file() {
        let bytes = std::fs::read(survey).with_context(|| format!("cannot read {survey}"))?;
        return Ok(read_codebook(survey, &bytes)?);
    }
    let surveys = Content::bundled().check()?.surveys;
    let Some(found) = surveys.iter().find(|bundled| bundled.id().as_str() == survey) else {
        let names: Vec<&str> = surveys.iter().map(|survey| survey.id().as_str()).collect();
        bail!("{survey} is no file, and no survey that comes with Footing ({})", names.join(", "));
    };
    Ok(Codebook::of(found))
}
