//! Releases in sled: a head, and a record for each row, because a table of thousands of teams is larger than one value may
//! be. The answers they are made from are read here and nowhere else.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use async_trait::async_trait;

use super::SledStore;
use super::ballots::blocking;
use super::key::Key;
use super::waves::replace;
use crate::disclosure::{Release, ReleaseHead, Row, Wave};
use crate::organisation::{PersonId, TeamId};
use crate::store::{Releases, Result, Waves};
use crate::survey::{Ballot, Response, SurveyId, WaveId};

#[async_trait]
impl Releases for SledStore {
    async fn linked_answers(&self, wave: WaveId, survey: &SurveyId) -> Result<Vec<(PersonId, Response)>> {
        let people = self.handed_in(wave, survey).await?;
        self.read(|records| {
            let mut answers = Vec::new();
            for person in people {
                for (_, response) in records.list::<Response>(&Key::responses(person))? {
                    if response.wave == Some(wave) && response.survey == *survey {
                        answers.push((person, response));
                    }
                }
            }
            Ok(answers)
        })
    }

    async fn ballots(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, Vec<Ballot>>> {
        let (files, survey) = (Arc::clone(&self.ballots), survey.clone());
        blocking(move || files.ballots(wave, &survey)).await
    }

    async fn keep_release(&self, closed: &Wave, released: &Wave, release: &Release) -> Result<()> {
        self.write(|records, change| {
            replace(records, change, Some(closed), released)?;
            change.put(Key::release(released.id), release.head())?;
            for (number, row) in (0_u32..).zip(release.rows()) {
                change.put(Key::release_row(released.id, number), row)?;
            }
            Ok(())
        })
        .await
    }

    async fn release(&self, wave: WaveId) -> Result<Option<Arc<Release>>> {
        let last_read = || self.last_read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, release)) = last_read().as_ref().filter(|(of, _)| *of == wave) {
            return Ok(Some(Arc::clone(release)));
        }
        let release = self.read(|records| {
            let Some(head) = records.get::<ReleaseHead>(&Key::release(wave))? else { return Ok(None) };
            let rows = records.list::<Row>(&Key::release_rows(wave))?;
            Ok(Some(Arc::new(Release::of(head, rows.into_iter().map(|(_, row)| row).collect()))))
        })?;
        *last_read() = release.clone().map(|release| (wave, release));
        Ok(release)
    }
}
