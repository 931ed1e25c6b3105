//! Telling a made-up organisation from one of real people, so that the two never meet.

use super::context::Context;
use super::{Result, ServiceError};

/// The addresses of the example's administrator and analyst.
pub(super) const ADMINISTRATOR: &str = "administrator@example.org";
pub(super) const ANALYST: &str = "analyst@example.org";

/// Refuses what would bring real people into an example, or give them a right in it.
///
/// # Errors
/// [`ServiceError::Example`] in an example.
pub(super) async fn refuse_in_example(context: &Context) -> Result<()> {
    if is_whole(context).await? { Err(ServiceError::Example) } else { Ok(()) }
}

/// Whether the organisation is made up, and nobody has been added to it: its roster was brought once, and two made-up
/// addresses have roles.
pub(super) async fn is_whole(context: &Context) -> Result<bool> {
    if !context.store.is_example().await? {
        return Ok(false);
    }
    let (brought, _) = context.store.roster().await?;
    let mut with_roles: Vec<String> =
        context.store.grants().await?.iter().map(|grant| grant.email.to_string()).collect();
    with_roles.sort_unstable();
    Ok(brought == 1 && with_roles == [ADMINISTRATOR, ANALYST])
}
