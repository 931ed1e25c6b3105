//! Tokens of the API: made and revoked by administrators, shown by programs.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::store::StoreError;
use footing_core::organisation::{ApiToken, ApiTokenId, AuditEvent, NewApiToken, Secret};
use footing_core::survey::WaveId;

use super::access::{Administrator, ApiClient};
use super::context::Context;
use super::{Result, ServiceError, sign_in};

/// Makes a token. The secret is nowhere but in what this returns.
///
/// # Errors
/// A store that fails.
pub async fn make(context: &Context, by: &Administrator, new: NewApiToken) -> Result<(ApiToken, Secret)> {
    let secret = Secret::from_random(context.randomness.bits());
    let token = ApiToken {
        id: ApiTokenId::from_random(context.randomness.bits()),
        key: secret.hash(),
        name: new.name,
        scopes: new.scopes,
        made_by: by.actor.clone(),
        made: context.today(),
        last_day: new.last_day,
        last_used: None,
        figures_taken: Default::default(),
        roster_read: None,
    };
    let scopes = token.scopes.iter().map(|scope| scope.id().to_owned()).collect();
    let (id, name, last_day) = (token.id.to_string(), token.name.clone(), token.last_day);
    let event = by.event(context, AuditEvent::TokenMade { token: id, name, scopes, last_day });
    context.store.change_api_token(None, &token, Some(event)).await?;
    Ok((token, secret))
}

/// Every token, the newest first, with the names of who made them.
///
/// # Errors
/// A store that fails.
pub async fn list(context: &Context, _: &Administrator) -> Result<Vec<ApiToken>> {
    let mut tokens = context.store.api_tokens().await?;
    tokens.sort_by(|a, b| (b.made, &a.name, a.id).cmp(&(a.made, &b.name, b.id)));
    for token in &mut tokens {
        token.made_by = sign_in::name_of(context, &token.made_by).await?;
    }
    Ok(tokens)
}

/// Makes a token open nothing any more, at once and for good.
///
/// # Errors
/// [`ServiceError::NotFound`] for a token that does not exist, or not any more.
pub async fn revoke(context: &Context, by: &Administrator, id: ApiTokenId) -> Result<()> {
    let tokens = context.store.api_tokens().await?;
    let token = tokens.into_iter().find(|token| token.id == id).ok_or(ServiceError::NotFound)?;
    let event = by.event(context, AuditEvent::TokenRevoked { token: id.to_string(), name: token.name });
    Ok(context.store.remove_api_token(token.key, event).await?)
}

/// Who shows a token. `None` for one that is unknown, was revoked, or whose last day has passed.
///
/// # Errors
/// A store that fails.
pub async fn authenticate(context: &Context, secret: &Secret) -> Result<Option<ApiClient>> {
    let today = context.today();
    let found = context.store.api_token(secret.hash()).await?.filter(|token| token.is_usable(today));
    let Some(token) = found else { return Ok(None) };
    if token.last_used != Some(today) {
        let used = ApiToken { last_used: Some(today), ..token.clone() };
        match context.store.change_api_token(Some(&token), &used, None).await {
            // Another request was quicker and has noted it too, or revoked the token a moment after it was found.
            Ok(()) | Err(StoreError::Conflict) => {}
            // Reading goes on where nothing can be written; the day is for overview only.
            Err(error) => tracing::warn!(%error, "the use of a token was not noted"),
        }
    }
    Ok(Some(ApiClient { token }))
}

/// Notes that figures of a release were taken away, and which: once a day for each token and release.
///
/// # Errors
/// A store that fails: what is not noted is not given.
pub async fn figures_taken(
    context: &Context,
    client: &ApiClient,
    wave: WaveId,
    file: &str,
    bytes: &[u8],
) -> Result<()> {
    let today = context.today();
    let event = || {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        AuditEvent::FiguresExported { wave: wave.to_string(), file: file.to_owned(), sha256 }
    };
    once_a_day(
        context,
        client,
        event,
        |token| token.figures_taken.get(&wave) == Some(&today),
        |token| {
            token.figures_taken.insert(wave, today);
        },
    )
    .await
}

/// Notes that the roster was read, once a day for each token.
///
/// # Errors
/// A store that fails: what is not noted is not given.
pub async fn roster_read(context: &Context, client: &ApiClient) -> Result<()> {
    let today: Option<Date> = Some(context.today());
    once_a_day(
        context,
        client,
        || AuditEvent::RosterRead,
        |token| token.roster_read == today,
        |token| token.roster_read = today,
    )
    .await
}

async fn once_a_day(
    context: &Context,
    client: &ApiClient,
    event: impl Fn() -> AuditEvent,
    is_noted: impl Fn(&ApiToken) -> bool,
    mark: impl Fn(&mut ApiToken),
) -> Result<()> {
    loop {
        let token = context.store.api_token(client.key()).await?.ok_or(ServiceError::NotFound)?;
        if is_noted(&token) {
            return Ok(());
        }
        let mut marked = token.clone();
        mark(&mut marked);
        let event = client.event(context, event());
        match context.store.change_api_token(Some(&token), &marked, Some(event)).await {
            Ok(()) => return Ok(()),
            // Another request noted something meanwhile, perhaps just this.
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
