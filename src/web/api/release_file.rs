//! Handing out what is made of a release: known by its tag once it was made, and noted once a day for each token.

use axum::response::Response;

use crate::service::{ApiClient, api_token};
use crate::web::state::AppState;
use footing_core::survey::{Language, WaveId};

use super::problem::Result;
use crate::jobs::EntityTag;

use super::representation::{Kept, Representation, not_modified};

/// Names one answer of a release; what it names never changes.
#[derive(Debug)]
pub struct ReleaseFile {
    pub wave: WaveId,
    pub name: String,
    /// In which of its forms: page, byte order mark.
    pub form: String,
    pub language: Option<Language>,
}

impl ReleaseFile {
    fn key(&self) -> String {
        let language = self.language.map_or("", Language::tag);
        format!("{}/{}?{}&{language}", self.wave, self.name, self.form)
    }

    /// That the client has it already, if so: then it need not be made once more.
    pub fn unchanged(&self, state: &AppState, kept: &Kept) -> Option<Response> {
        state.render_pool.tag(&self.key()).filter(|tag| kept.has(tag)).map(|tag| not_modified(&tag))
    }

    /// Hands it out. Who takes it is noted first, unless they have it already. It may be large, and is read for its tag.
    ///
    /// # Errors
    /// A store that fails.
    pub async fn hand_out(
        self,
        state: AppState,
        client: ApiClient,
        made: Representation,
        kept: Kept,
    ) -> Result<Response> {
        state.clone().render_pool.make(self.handed_out(state, client, made, kept)).await?
    }

    async fn handed_out(
        self,
        state: AppState,
        client: ApiClient,
        made: Representation,
        kept: Kept,
    ) -> Result<Response> {
        let tag = EntityTag::of(&made.content);
        state.render_pool.know(self.key(), tag.clone());
        if !kept.has(&tag) {
            api_token::figures_taken(&state.context, &client, self.wave, &self.name, &made.content).await?;
        }
        Ok(Representation { language: self.language, ..made }.answer(&kept))
    }
}
