//! The surveys in use: the current version of each, and every earlier one that answers were given under.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::store::{Store, StoreError};
use footing_core::survey::{InstrumentRole, Problems, Survey, SurveyId, differ_in_role_only, read_survey};

/// Checked surveys by name and version.
#[derive(Debug, Default)]
pub struct Instruments {
    versions: BTreeMap<SurveyId, BTreeMap<u32, Arc<Survey>>>,
}

/// Why surveys cannot be put to use.
#[derive(Debug, thiserror::Error)]
pub enum InstrumentsError {
    #[error("{0}")]
    Broken(Problems),
    #[error(
        "{file}: survey \"{survey}\" version {version} was changed, but people have already answered this version. Undo \
         the change, or raise `version` to {} so that their answers keep the version they were given under", .version + 1
    )]
    Changed { file: String, survey: SurveyId, version: u32 },
    #[error(
        "{file}: survey \"{survey}\" version {version} is older than version {newest}, which this store has already \
         used. Put the newer file back, or raise `version` above {newest}"
    )]
    Older { file: String, survey: SurveyId, version: u32, newest: u32 },
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Instruments {
    /// Checks the survey files (name and bytes), keeps each version in the store and reads the earlier versions from it.
    ///
    /// # Errors
    /// A broken file, a version that was changed although people have answered it, or a store that fails.
    pub async fn load(
        store: &dyn Store,
        files: &[(String, Vec<u8>)],
    ) -> std::result::Result<Instruments, InstrumentsError> {
        let mut instruments = Instruments::default();
        for (file, bytes) in files {
            let survey = read_survey(file, bytes).map_err(InstrumentsError::Broken)?;
            let (id, version, role) = (survey.id().clone(), survey.version(), survey.role());
            let survey = match store.keep_survey(&id, version, survey.hash(), bytes).await {
                Ok(()) => survey,
                Err(StoreError::Conflict) => match store.survey_file(&id, version).await? {
                    // It stays under the content it was answered with.
                    Some(kept) if differ_in_role_only(&kept, bytes) => read_kept(&id, version, &kept)?.with_role(role),
                    _ => return Err(InstrumentsError::Changed { file: file.clone(), survey: id, version }),
                },
                Err(error) => return Err(error.into()),
            };
            let mut versions = instruments.earlier(store, &id, version, role).await?;
            if let Some((newest, _)) = versions.last_key_value().filter(|(newest, _)| **newest > version) {
                return Err(InstrumentsError::Older { file: file.clone(), survey: id, version, newest: *newest });
            }
            versions.insert(version, Arc::new(survey));
            instruments.versions.insert(id, versions);
        }
        Ok(instruments)
    }

    async fn earlier(
        &self,
        store: &dyn Store,
        id: &SurveyId,
        current: u32,
        role: Option<InstrumentRole>,
    ) -> std::result::Result<BTreeMap<u32, Arc<Survey>>, InstrumentsError> {
        let mut surveys = BTreeMap::new();
        for version in store.survey_versions(id).await?.into_iter().filter(|version| *version != current) {
            if let Some(bytes) = store.survey_file(id, version).await? {
                surveys.insert(version, Arc::new(read_kept(id, version, &bytes)?.with_role(role)));
            }
        }
        Ok(surveys)
    }

    /// The version that new answers are given under.
    pub fn current(&self, id: &SurveyId) -> Option<&Arc<Survey>> {
        self.versions.get(id)?.values().next_back()
    }

    pub fn version(&self, id: &SurveyId, version: u32) -> Option<&Arc<Survey>> {
        self.versions.get(id)?.get(&version)
    }

    /// Every version of a survey that is known, ascending.
    pub fn versions(&self, id: &SurveyId) -> impl Iterator<Item = &Arc<Survey>> {
        self.versions.get(id).into_iter().flat_map(BTreeMap::values)
    }

    /// The current version of every survey, by name.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Survey>> {
        self.versions.values().filter_map(|versions| versions.values().next_back())
    }
}

/// A version as the store has it.
fn read_kept(id: &SurveyId, version: u32, file: &[u8]) -> std::result::Result<Survey, InstrumentsError> {
    read_survey(&format!("{id} version {version}, as kept in the store"), file).map_err(InstrumentsError::Broken)
}
