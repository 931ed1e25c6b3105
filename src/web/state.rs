//! What every handler shares.

use std::convert::Infallible;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::http::request::Parts;

use crate::jobs::{ExportBundles, PendingImports, RenderPool, Troubles};
use crate::service::Context;
use crate::ui::assets::Assets;
use footing_core::text::Catalog;

use super::begun::Begun;
use super::health::Health;
use super::limits::Limits;
use super::network::TrustedProxies;
use super::origin::Origin;

#[derive(Clone)]
pub struct AppState {
    pub context: Context,
    pub catalog: Arc<Catalog>,
    pub assets: Arc<Assets>,
    pub address: PublicAddress,
    pub health: Health,
    /// What keeps waves from going on.
    pub troubles: Troubles,
    pub limits: Arc<Limits>,
    /// Whose word is taken for where a request comes from.
    pub proxies: Arc<TrustedProxies>,
    /// Rosters that were uploaded and wait for a yes.
    pub pending_imports: Arc<PendingImports>,
    /// Where everything large is made.
    pub render_pool: Arc<RenderPool>,
    pub bundles: ExportBundles,
    /// What has to end before the server does.
    pub begun: Begun,
    /// The organisation is made up, and every page says so.
    pub example: bool,
}

impl FromRef<AppState> for Arc<TrustedProxies> {
    fn from_ref(state: &AppState) -> Arc<TrustedProxies> {
        Arc::clone(&state.proxies)
    }
}

impl FromRef<AppState> for Troubles {
    fn from_ref(state: &AppState) -> Troubles {
        state.troubles.clone()
    }
}

impl FromRef<AppState> for Health {
    fn from_ref(state: &AppState) -> Health {
        state.health.clone()
    }
}

/// The address people type, without a path: links and calendar files begin with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress {
    text: Arc<str>,
    /// Somebody set it; otherwise it is where the server listens, and people may come by another name.
    is_set: bool,
}

impl PublicAddress {
    /// Takes `http://host[:port]` or `https://host[:port]`, with or without a slash at the end.
    pub fn parse(text: &str) -> Option<Self> {
        let address = text.strip_suffix('/').unwrap_or(text);
        let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        let is_right = !host.is_empty() && host.chars().all(plain);
        is_right.then(|| PublicAddress { text: address.into(), is_set: true })
    }

    /// The address of a server that people reach directly.
    pub fn of_listener(mut listener: SocketAddr) -> Self {
        // All addresses of a machine are none that a browser can go to.
        if listener.ip().is_unspecified() {
            listener.set_ip(if listener.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
        }
        PublicAddress { text: format!("http://{listener}").into(), is_set: false }
    }

    /// The address for links that a visitor takes from a page: the one that was set, otherwise the one they came by.
    fn as_reached(&self, headers: &HeaderMap) -> PublicAddress {
        if self.is_set {
            return self.clone();
        }
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let reached = host.and_then(|host| PublicAddress::parse(&format!("http://{host}")));
        reached.map_or_else(|| self.clone(), |reached| PublicAddress { is_set: false, ..reached })
    }

    /// Whether links that begin so lead nowhere from another machine, since nobody said what people type.
    pub fn is_only_here(&self) -> bool {
        !self.is_set && self.is_this_machine()
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Cookies are marked secure, and their name bound to the host, exactly where the connection is.
    pub fn is_secure(&self) -> bool {
        self.text.starts_with("https://")
    }

    pub fn is_this_machine(&self) -> bool {
        Origin::of_address(&self.text).is_some_and(|origin| origin.is_this_machine())
    }
}

/// The address a visitor can go on using, and hand on. Only for pages: in a letter to somebody else a stranger who writes
/// the request would choose where its links lead.
pub struct ReachedAt(pub PublicAddress);

impl FromRequestParts<AppState> for ReachedAt {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(ReachedAt(state.address.as_reached(&parts.headers)))
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

    #[test]
    fn links_on_a_page_keep_the_name_somebody_came_by_unless_an_address_is_set() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, "footing.intern:4500".parse().unwrap());
        let listener = PublicAddress::of_listener("0.0.0.0:4500".parse().unwrap());
        assert_eq!(listener.as_str(), "http://127.0.0.1:4500");
        assert_eq!(listener.as_reached(&headers).as_str(), "http://footing.intern:4500");
        let set = PublicAddress::parse("https://footing.example").unwrap();
        assert_eq!(set.as_reached(&headers), set);
        headers.insert(HOST, "a/b".parse().unwrap());
        assert_eq!(listener.as_reached(&headers), listener);
        assert_eq!(PublicAddress::of_listener("[::]:80".parse().unwrap()).as_str(), "http://[::1]:80");
    }
}
