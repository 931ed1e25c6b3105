//! What is released of the whole organisation, for learning and development: read, and taken away.

use sha2::{Digest, Sha256};

use footing_core::disclosure::{Release, StepFigures};

use footing_core::disclosure::Insights;
use footing_core::guidance::StepId;
use footing_core::organisation::AuditEvent;
use footing_core::survey::{WaveId, Wording};
use footing_core::wave::Wave;

use super::access::{Analyst, ReadsReleases};
use super::context::Context;
use super::{Result, ServiceError, release};

/// From which releases insights are made. Cheap to ask; and the same releases always give the same insights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    pub wave: Wave,
    /// Oldest first.
    earlier: Vec<WaveId>,
}

impl Sources {
    /// All of them, the newest last.
    pub fn waves(&self) -> impl Iterator<Item = WaveId> {
        self.earlier.iter().copied().chain([self.wave.id])
    }

    /// Reads them. They are large.
    ///
    /// # Errors
    /// A store that fails.
    pub async fn read(self, context: &Context) -> Result<Insights> {
        let mut earlier = Vec::new();
        for before in self.earlier {
            earlier.extend(context.store.release(before).await?);
        }
        let release = context.store.release(self.wave.id).await?.ok_or(ServiceError::NotFound)?;
        let surveys = release::surveys(context, &release);
        let steps = steps(context, &release);
        Ok(Insights { wave: self.wave, release, surveys, earlier, steps })
    }
}

/// Where the newest release comes from.
///
/// # Errors
/// A store that fails.
pub async fn newest(context: &Context, _: &Analyst) -> Result<Option<Sources>> {
    match release::newest_wave(context).await? {
        Some(wave) => sources(context, wave).await.map(Some),
        None => Ok(None),
    }
}

/// The release of one wave.
///
/// # Errors
/// [`ServiceError::NotFound`] for a wave without a release.
pub async fn of_wave(context: &Context, _: &impl ReadsReleases, id: WaveId) -> Result<Insights> {
    let wave = context.store.wave(id).await?.filter(Wave::is_released).ok_or(ServiceError::NotFound)?;
    sources(context, wave).await?.read(context).await
}

async fn sources(context: &Context, wave: Wave) -> Result<Sources> {
    let earlier = release::released_before(context, &wave).await?.into_iter().map(|before| before.id).collect();
    Ok(Sources { wave, earlier })
}

/// A step that has left the library since has no name any more.
fn steps(context: &Context, release: &Release) -> Vec<(String, Wording)> {
    let known = |figures: &StepFigures| {
        let step = context.library.step(&StepId::parse(&figures.step)?)?;
        Some((figures.step.clone(), step.title.clone()))
    };
    release.head().steps.iter().filter_map(known).collect()
}

/// Notes that a file of released figures was taken away, and which one.
///
/// # Errors
/// A store that fails.
pub async fn exported(context: &Context, by: &Analyst, wave: WaveId, file: &str, bytes: &[u8]) -> Result<()> {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let event = AuditEvent::FiguresExported { wave: wave.to_string(), file: file.to_owned(), sha256 };
    Ok(context.store.append(by.event(context, event)).await?)
}
