//! Releases in sled: a head, and a record for each row, because a table of thousands of teams is larger than one value may
//! be. The answers they are made from are read here and nowhere else.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use async_trait::async_trait;

use super::SledStore;
use super::ballots::blocking;
use super::key::Key;
use super::pieces::Pieces;
use super::records::Change;
use super::waves::{handed_in, replace};
use crate::disclosure::{Release, ReleaseHead, Row, Wave};
use crate::organisation::{PersonId, TeamId};
use crate::store::{Releases, Result};
use crate::survey::{Ballot, Response, SurveyId, WaveId};

#[async_trait]
impl Releases for SledStore {
    async fn linked_answers(&self, wave: WaveId, survey: &SurveyId) -> Result<Vec<(PersonId, Response)>> {
        let survey = survey.clone();
        self.read_in_pieces(move |pieces| {
            let mut answers = Vec::new();
            for person in handed_in(pieces, wave, &survey)? {
                for (_, response) in pieces.look(|records| records.list::<Response>(&Key::responses(person)))? {
                    if response.wave == Some(wave) && response.survey == survey {
                        answers.push((person, response));
                    }
                }
            }
            Ok(answers)
        })
        .await
    }

    async fn ballots(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, Vec<Ballot>>> {
        let (files, survey) = (Arc::clone(&self.ballots), survey.clone());
        blocking(move || files.ballots(wave, &survey)).await
    }

    async fn keep_release(&self, closed: &Wave, released: &Wave, release: &Release) -> Result<()> {
        let table = table(release)?;
        self.write(|records, change| {
            replace(records, change, Some(closed), released)?;
            change.extend(table);
            Ok(())
        })
        .await
    }

    async fn could_keep_release(&self, release: &Release) -> Result<()> {
        table(release).map(drop)
    }

    async fn release(&self, wave: WaveId) -> Result<Option<Arc<Release>>> {
        let last_read = || self.last_read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(release) = last_read().get(wave) {
            return Ok(Some(release));
        }
        let _reading = self.reading.lock().await;
        if let Some(release) = last_read().get(wave) {
            return Ok(Some(release));
        }
        let read = move |pieces: &Pieces| {
            // It never changes, so it may come in as many pieces as it likes.
            let Some(head) = pieces.look(|records| records.get::<ReleaseHead>(&Key::release(wave)))? else {
                return Ok(None);
            };
            let rows = pieces.list::<Row>(&Key::release_rows(wave))?;
            Ok(Some(Arc::new(Release::of(head, rows.into_iter().map(|(_, row)| row).collect()))))
        };
        let Some(release) = self.read_in_pieces(read).await? else { return Ok(None) };
        last_read().keep(wave, Arc::clone(&release));
        Ok(Some(release))
    }
}

/// The records of a release. Made before anybody has to wait for it: they are many.
fn table(release: &Release) -> Result<Change> {
    let (wave, mut table) = (release.head().wave, Change::default());
    table.put(Key::release(wave), release.head())?;
    for (number, row) in (0_u32..).zip(release.rows()) {
        table.put(Key::release_row(wave, number), row)?;
    }
    Ok(table)
}
