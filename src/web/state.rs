//! What every handler shares.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::FromRef;

use crate::service::Context;
use crate::text::Catalog;
use crate::ui::assets::Assets;

use super::health::Health;
use super::limits::Limits;
use super::sets::Sets;
use super::staging::Staging;
use super::workshop::Workshop;

#[derive(Clone)]
pub struct AppState {
    pub context: Context,
    pub catalog: Arc<Catalog>,
    pub assets: Arc<Assets>,
    pub address: PublicAddress,
    pub health: Health,
    pub limits: Arc<Limits>,
    /// Rosters that were uploaded and wait for a yes.
    pub staging: Arc<Staging>,
    /// Where everything large is made.
    pub workshop: Arc<Workshop>,
    pub sets: Sets,
    /// The organisation is made up, and every page says so.
    pub example: bool,
}

impl FromRef<AppState> for Health {
    fn from_ref(state: &AppState) -> Health {
        state.health.clone()
    }
}

/// The address people type, without a path: private links and calendar files begin with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress(Arc<str>);

impl PublicAddress {
    /// Takes `http://host[:port]` or `https://host[:port]`, with or without a slash at the end.
    pub fn parse(text: &str) -> Option<Self> {
        let address = text.strip_suffix('/').unwrap_or(text);
        let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        (!host.is_empty() && host.chars().all(plain)).then(|| PublicAddress(address.into()))
    }

    /// The address of a server that people reach directly.
    pub fn of_listener(listener: SocketAddr) -> Self {
        PublicAddress(format!("http://{listener}").into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Cookies are marked secure, and their name bound to the host, exactly where the connection is.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_scheme_and_a_host_and_nothing_else() {
        assert_eq!(PublicAddress::parse("https://footing.example/").unwrap().as_str(), "https://footing.example");
        assert!(PublicAddress::parse("http://127.0.0.1:3000").is_some());
        for wrong in ["footing.example", "https://", "https://a/b", "ftp://a", "https://a?b", "http://a\r\nX: y"] {
            assert_eq!(PublicAddress::parse(wrong), None, "{wrong}");
        }
    }
}
