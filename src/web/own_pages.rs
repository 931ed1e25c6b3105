//! Whether a request that changes something comes from one of our own pages. Browsers send a visitor's cookies along with
//! forms of other sites too, and say where a form stood; that is asked here, without any secret in the form.
//!
//! Where the connection is secure, or leads to the same machine, browsers say it by `Sec-Fetch-Site`. Elsewhere, and in
//! Safari before 16.4, by `Origin`, for our own forms only because the referrer policy of our pages lets them. Browsers
//! from before 2020 may leave `Origin` out and send a `Referer`. What says nothing at all is a program: no browser of the
//! last years is silent about a form, and cookies that are `SameSite=Lax` do not come along with it.

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN, REFERER};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::origin::Origin;
use super::state::PublicAddress;

/// Refuses requests that other sites had a browser send.
pub async fn refuse_forged(State(address): State<PublicAddress>, request: Request, next: Next) -> Response {
    let changes_nothing = matches!(request.method(), &Method::GET | &Method::HEAD | &Method::OPTIONS);
    if changes_nothing || is_from_us(&request, &address) == Some(true) {
        return next.run(request).await;
    }
    StatusCode::FORBIDDEN.into_response()
}

fn is_from_us(request: &Request, address: &PublicAddress) -> Option<bool> {
    let host = match request.uri().authority() {
        Some(host) => host.as_str(),
        None => text(request.headers(), HOST.as_str())?,
    };
    comes_from_us(request.headers(), host, address)
}

/// `host` is where the request was sent to, `address` the one people type, which a proxy may stand behind. `None` is a
/// header that no browser sends.
fn comes_from_us(headers: &HeaderMap, host: &str, address: &PublicAddress) -> Option<bool> {
    match text(headers, "sec-fetch-site")? {
        // Without a page: from the address bar, a bookmark, a reload.
        "same-origin" | "none" => return Some(true),
        "" => {}
        // A sibling of ours is not us, nor is our own host by another scheme or port.
        _ => return Some(false),
    }
    let said = match (text(headers, ORIGIN.as_str())?, text(headers, REFERER.as_str())?) {
        ("", "") => return Some(true),
        ("", referer) => referer,
        (origin, _) => origin,
    };
    Some(Origin::of_address(said).is_some_and(|origin| is_ours(&origin, host, address)))
}

fn is_ours(origin: &Origin, host: &str, address: &PublicAddress) -> bool {
    if Origin::of_address(address.as_str()).as_ref() == Some(origin) {
        return true;
    }
    // Anybody on the way can write an insecure page of a host whose own pages are secure. The other way round the proxy
    // that makes a connection secure may not have been told to us.
    (origin.is_secure() || !address.is_secure()) && Origin::of_host(origin.scheme(), host).as_ref() == Some(origin)
}

/// A header, empty if it is missing; `None` if it is there twice or is no text.
fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Some(""),
        (Some(value), None) => value.to_str().ok(),
        (Some(_), Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTERN: &str = "http://footing.intern:4500";
    const PROXIED: &str = "https://footing.example";

    /// What a browser sends with a form, and whether it is ours: address that is set, `Host`, `Sec-Fetch-Site`, `Origin`,
    /// `Referer`; `-` for none.
    const TABLE: [(&str, [&str; 5], bool); 41] = [
        // Plain http by a name: `Sec-Fetch-Site` is never there.
        ("own form", [INTERN, "footing.intern:4500", "-", "http://footing.intern:4500", "-"], true),
        ("own form by another name", [INTERN, "192.0.2.10:4500", "-", "http://192.0.2.10:4500", "-"], true),
        ("IPv6", [INTERN, "[2001:db8::10]:4500", "-", "http://[2001:db8::10]:4500", "-"], true),
        ("Host in capitals", [INTERN, "FOOTING.INTERN:4500", "-", "http://footing.intern:4500", "-"], true),
        ("port 80 said", ["http://a.intern", "a.intern:80", "-", "http://a.intern", "-"], true),
        ("port 80 unsaid", [INTERN, "a.intern", "-", "http://a.intern", "-"], true),
        ("other site", [INTERN, "footing.intern:4500", "-", "http://evil.example", "-"], false),
        ("other port", [INTERN, "footing.intern:4500", "-", "http://footing.intern:4501", "-"], false),
        ("no port", [INTERN, "footing.intern:4500", "-", "http://footing.intern", "-"], false),
        ("parent", [INTERN, "footing.intern:4500", "-", "http://intern:4500", "-"], false),
        ("longer name", [INTERN, "footing.intern:4500", "-", "http://footing.intern.evil.example:4500", "-"], false),
        ("name of ours from another", [INTERN, "192.0.2.10:4500", "-", "http://evil.example", "-"], false),
        ("sandboxed frame", [INTERN, "footing.intern:4500", "-", "null", "-"], false),
        ("null with our Referer", [INTERN, "footing.intern:4500", "-", "null", "http://footing.intern:4500/"], false),
        ("no origin at all", [INTERN, "footing.intern:4500", "-", "footing.intern:4500", "-"], false),
        ("extension", [INTERN, "footing.intern:4500", "-", "chrome-extension://abc", "-"], false),
        ("no Host", [INTERN, "-", "-", "http://evil.example", "-"], false),
        ("Host that is none", [INTERN, "a b", "-", "http://evil.example", "-"], false),
        // Old browsers.
        ("Referer of ours", [INTERN, "footing.intern:4500", "-", "-", "http://footing.intern:4500/me?x"], true),
        (
            "Referer of others",
            [INTERN, "footing.intern:4500", "-", "-", "http://evil.example/footing.intern:4500"],
            false,
        ),
        ("Referer before a password", [INTERN, "a:1", "-", "-", "http://a:1@evil.example/"], false),
        ("nothing said, as curl", [INTERN, "footing.intern:4500", "-", "-", "-"], true),
        // Browsers that say it.
        ("same origin", [INTERN, "localhost:4500", "same-origin", "http://localhost:4500", "-"], true),
        ("same origin, rewritten Host", [INTERN, "10.0.0.1", "same-origin", "http://localhost:4500", "-"], true),
        ("same origin, null", [PROXIED, "footing.example", "same-origin", "null", "-"], true),
        ("by hand", [INTERN, "localhost:4500", "none", "-", "-"], true),
        ("same site", [PROXIED, "footing.example", "same-site", "https://other.footing.example", "-"], false),
        ("cross site", [PROXIED, "footing.example", "cross-site", "https://evil.example", "-"], false),
        ("cross site, our Origin", [PROXIED, "footing.example", "cross-site", "https://footing.example", "-"], false),
        ("an unknown word", [PROXIED, "footing.example", "Same-Origin", "https://footing.example", "-"], false),
        ("http sibling to https", [PROXIED, "footing.example", "cross-site", "http://footing.example", "-"], false),
        // Secure connections of old Safari.
        ("own form", [PROXIED, "footing.example", "-", "https://footing.example", "-"], true),
        ("port 443 said", [PROXIED, "footing.example:443", "-", "https://footing.example", "-"], true),
        ("rewritten Host", [PROXIED, "127.0.0.1:3000", "-", "https://footing.example", "-"], true),
        ("rewritten Host, other site", [PROXIED, "127.0.0.1:3000", "-", "https://evil.example", "-"], false),
        ("insecure sibling", [PROXIED, "footing.example", "-", "http://footing.example", "-"], false),
        ("insecure sibling at the proxy", [PROXIED, "127.0.0.1:3000", "-", "http://127.0.0.1:3000", "-"], false),
        ("insecure Referer", [PROXIED, "footing.example", "-", "-", "http://footing.example/me"], false),
        ("subdomain", [PROXIED, "footing.example", "-", "https://a.footing.example", "-"], false),
        ("sandboxed frame", [PROXIED, "footing.example", "-", "null", "-"], false),
        ("a proxy that is not set", ["http://0.0.0.0:3000", "a.example", "-", "https://a.example", "-"], true),
    ];

    #[test]
    fn a_form_is_taken_from_our_own_pages_and_from_nowhere_else() {
        for (what, [address, host, site, origin, referer], ours) in TABLE {
            let mut headers = HeaderMap::new();
            for (name, value) in [("sec-fetch-site", site), ("origin", origin), ("referer", referer)] {
                if value != "-" {
                    headers.insert(name, value.parse().unwrap());
                }
            }
            let host = if host == "-" { "" } else { host };
            let address = PublicAddress::parse(address).unwrap();
            let found = comes_from_us(&headers, host, &address);
            assert_eq!(found, Some(ours), "{what}: {host} {site} {origin} {referer}");
        }
    }

    #[test]
    fn a_header_that_no_browser_sends_is_no_word_of_ours() {
        let address = PublicAddress::parse(INTERN).unwrap();
        for name in ["sec-fetch-site", "origin", "referer"] {
            let said = if name == "sec-fetch-site" { "same-origin" } else { INTERN };
            let mut twice = HeaderMap::new();
            twice.append(name, said.parse().unwrap());
            assert_eq!(comes_from_us(&twice, "footing.intern:4500", &address), Some(true), "{name}");
            twice.append(name, "http://evil.example".parse().unwrap());
            let unreadable = HeaderMap::from_iter([(
                axum::http::HeaderName::from_static(name),
                axum::http::HeaderValue::from_bytes(b"http://footing\xe9").unwrap(),
            )]);
            for headers in [twice, unreadable] {
                assert_eq!(comes_from_us(&headers, "footing.intern:4500", &address), None, "{name}");
            }
        }
    }
}
