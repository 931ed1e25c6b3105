//! Survey files in sled: each version has an entry with the hash of its file, and the file in pieces.
//! Pieces, because sixteen neighbours share one of sled's pages, and large pages are where it is weakest.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::SledStore;
use super::key::Key;
use super::records::damaged;
use crate::store::{Result, StoreError, Surveys};
use footing_core::survey::{ContentHash, SurveyId};

/// In bytes: sixteen pieces are well under the 128 KiB from which on sled puts a page into a file of its own.
const PIECE: usize = 4096;

#[derive(Serialize, Deserialize)]
struct Kept {
    /// The hash of the content in hexadecimal digits.
    hash: String,
    length: usize,
}

#[async_trait]
impl Surveys for SledStore {
    async fn keep_survey(&self, survey: &SurveyId, version: u32, hash: ContentHash, file: &[u8]) -> Result<()> {
        self.write(|records, change| {
            let place = Key::survey(survey, version);
            let hash = hash.to_string();
            if let Some(kept) = records.get::<Kept>(&place)? {
                if kept.hash == hash {
                    return Ok(());
                }
                if records.has(&Key::survey_used(survey, version))? {
                    return Err(StoreError::Conflict);
                }
            }
            for piece in records.keys(&Key::survey_pieces(survey, version))? {
                change.remove(piece);
            }
            for (number, piece) in (0..).zip(file.chunks(PIECE)) {
                change.put_bytes(Key::survey_piece(survey, version, number), piece);
            }
            change.put(place, &Kept { hash, length: file.len() })
        })
        .await
    }

    async fn survey_file(&self, survey: &SurveyId, version: u32) -> Result<Option<Vec<u8>>> {
        self.read(|records| {
            let place = Key::survey(survey, version);
            let Some(kept) = records.get::<Kept>(&place)? else { return Ok(None) };
            let pieces = records.list_bytes(&Key::survey_pieces(survey, version))?;
            let file: Vec<u8> = pieces.into_iter().flat_map(|(_, piece)| piece).collect();
            if file.len() != kept.length {
                return Err(damaged(&place, "a piece of the file is missing"));
            }
            Ok(Some(file))
        })
    }

    async fn survey_versions(&self, survey: &SurveyId) -> Result<Vec<u32>> {
        self.read(|records| {
            let surveys = Key::surveys(survey);
            let read = |key: Key| match key.after(&surveys).and_then(|version| version.try_into().ok()) {
                Some(version) => Ok(u32::from_be_bytes(version)),
                None => Err(damaged(&key, "it is not named after a version")),
            };
            records.keys(&surveys)?.into_iter().map(read).collect()
        })
    }
}
