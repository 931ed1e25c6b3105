//! Where a page comes from, as browsers compare it: scheme, host and port.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::http::uri::{Authority, Scheme};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    scheme: Scheme,
    /// In small letters; an IPv6 address as it is usually shortened, without brackets.
    host: String,
    port: u16,
}

impl Origin {
    /// The origin of an address: what an `Origin` header says, or the beginning of a `Referer`. The word `null`, which
    /// browsers send for pages they trust less than others, is none.
    pub fn of_address(address: &str) -> Option<Origin> {
        let (scheme, rest) = address.split_once("://")?;
        let scheme = match scheme {
            "http" => Scheme::HTTP,
            "https" => Scheme::HTTPS,
            _ => return None,
        };
        Origin::of_host(&scheme, rest.split(['/', '?', '#']).next()?)
    }

    /// The origin that a `Host` header names for a given scheme.
    pub fn of_host(scheme: &Scheme, host: &str) -> Option<Origin> {
        let authority: Authority = host.parse().ok()?;
        let name = authority.host();
        let port = match authority.port_u16() {
            Some(port) => port,
            None if name.len() == host.len() => usual_port(scheme),
            // A port that is no number, or a name with a password before it.
            None => return None,
        };
        if name.is_empty() || host.contains('@') {
            return None;
        }
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        let host = match bare {
            Some(bare) => bare.parse::<Ipv6Addr>().ok()?.to_string(),
            None => name.to_ascii_lowercase(),
        };
        Some(Origin { scheme: scheme.clone(), host, port })
    }

    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    pub fn is_secure(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }

    /// Whether the host is a name of this machine for itself, which leads nowhere else.
    pub fn is_this_machine(&self) -> bool {
        let name = self.host.trim_end_matches('.');
        let is_loopback = name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
            || name.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback());
        is_loopback || name == "localhost" || name.ends_with(".localhost")
    }
}

fn usual_port(scheme: &Scheme) -> u16 {
    if *scheme == Scheme::HTTPS { 443 } else { 80 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(host: &str) -> Option<Origin> {
        Origin::of_host(&Scheme::HTTP, host)
    }

    #[test]
    fn the_same_place_written_in_different_ways_is_the_same() {
        for (one, other) in [
            ("http://footing.intern", "footing.intern:80"),
            ("http://footing.intern:4500", "FOOTING.Intern:4500"),
            ("http://192.0.2.10:4500/s/x?y#z", "192.0.2.10:4500"),
            ("http://[2001:db8::10]:4500", "[2001:DB8:0:0::10]:4500"),
            ("http://[::1]", "[::1]:80"),
        ] {
            assert_eq!(Origin::of_address(one), host(other), "{one} and {other}");
            assert!(host(other).is_some(), "{other}");
        }
        assert_eq!(Origin::of_address("https://a.example"), Origin::of_host(&Scheme::HTTPS, "a.example:443"));
    }

    #[test]
    fn another_scheme_host_or_port_is_another_place() {
        let here = host("footing.intern:4500");
        for other in [
            "https://footing.intern:4500",
            "http://footing.intern",
            "http://footing.intern:4501",
            "http://intern:4500",
            "http://footing.intern.evil.example:4500",
        ] {
            assert_ne!(Origin::of_address(other), here, "{other}");
        }
    }

    #[test]
    fn what_names_no_place_is_none() {
        for wrong in
            ["null", "", "http://", "footing.intern", "file:///x", "http://a:b@c", "http://a:x", "http://a:70000"]
        {
            assert_eq!(Origin::of_address(wrong), None, "{wrong}");
        }
        for wrong in ["", "a b", "[::1", "[zz]", "user@host", "host:"] {
            assert_eq!(host(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_machine_knows_its_own_names() {
        for own in
            ["localhost:3000", "127.0.0.1:3000", "127.9.9.9", "[::1]:3000", "LOCALHOST", "a.localhost", "localhost."]
        {
            assert!(host(own).is_some_and(|origin| origin.is_this_machine()), "{own}");
        }
        for other in
            ["footing.intern", "192.0.2.10", "[2001:db8::1]", "localhost.evil.example", "127.0.0.1.evil.example"]
        {
            assert!(host(other).is_some_and(|origin| !origin.is_this_machine()), "{other}");
        }
    }
}
