//! Releases in sled: a head, a record for each row, since a table of thousands of teams is read row by row, and a seal over
//! all of them. The answers they are made from are read here and nowhere else.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use async_trait::async_trait;
use serde::Serialize;

use super::SledStore;
use super::audit_log::enter;
use super::ballots;
use super::key::Key;
use super::pieces::Pieces;
use super::records::{StoreChange, damaged};
use super::tally::StoreTally;
use super::waves::{handed_in, replace};
use crate::store::{Releases, Result, StoreError};
use footing_core::disclosure::{Release, ReleaseHead, Row};
use footing_core::organisation::audit::Attributed;
use footing_core::organisation::{PersonId, TeamId};
use footing_core::survey::{Ballot, Response, SurveyId, WaveId};
use footing_core::wave::Wave;

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
        let survey = survey.clone();
        self.read_in_pieces(move |pieces| ballots::ballots(pieces, wave, &survey)).await
    }

    async fn keep_release(&self, closed: &Wave, released: &Wave, release: &Release, event: Attributed) -> Result<()> {
        let table = table(release)?;
        self.write(|records, change| {
            replace(records, change, Some(closed), released)?;
            change.extend(table);
            enter(records, change, event)
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
        let Some(release) = self.read_in_pieces(move |pieces| read(pieces, wave)).await? else { return Ok(None) };
        let release = Arc::new(release);
        last_read().keep(wave, Arc::clone(&release));
        Ok(Some(release))
    }
}

/// It never changes, so it may come in as many pieces as it likes.
fn read(pieces: &Pieces, wave: WaveId) -> Result<Option<Release>> {
    let place = Key::release(wave);
    let Some(head) = pieces.look(|records| records.bytes(&place))? else { return Ok(None) };
    let mut parts = vec![(place.clone(), head)];
    parts.extend(pieces.list_bytes(&Key::release_rows(wave))?);
    // Releases of earlier versions have no seal.
    let sealed = pieces.look(|records| records.bytes(&Key::release_seal(wave)))?;
    if sealed.is_some_and(|sealed| sealed != seal(&parts).to_bytes()) {
        return Err(damaged(&place, "head and rows are not those of its seal"));
    }
    let mut rows = Vec::with_capacity(parts.len() - 1);
    for (key, row) in &parts[1..] {
        rows.push(serde_json::from_slice::<Row>(row).map_err(|error| damaged(key, error))?);
    }
    let head: ReleaseHead = serde_json::from_slice(&parts[0].1).map_err(|error| damaged(&place, error))?;
    Ok(Some(Release::restored(head, rows)))
}

/// The records of a release. Made before anybody has to wait for it: they are many.
fn table(release: &Release) -> Result<StoreChange> {
    let wave = release.head().wave;
    let mut parts = vec![(Key::release(wave), json(release.head())?)];
    for (number, row) in (0_u32..).zip(release.rows()) {
        parts.push((Key::release_row(wave, number), json(row)?));
    }
    let mut table = StoreChange::default();
    table.put_bytes(Key::release_seal(wave), seal(&parts).to_bytes());
    parts.into_iter().for_each(|(key, part)| table.put_bytes(key, part));
    Ok(table)
}

fn json(part: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(part).map_err(|error| StoreError::Failed(error.to_string()))
}

/// What the parts of a release come to.
fn seal(parts: &[(Key, Vec<u8>)]) -> StoreTally {
    let mut seal = StoreTally::default();
    parts.iter().for_each(|(key, part)| seal.add(key.as_ref(), part));
    seal
}
