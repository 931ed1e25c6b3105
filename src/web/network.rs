//! Which network a request comes from, for whatever counts requests: one place says so, and no handler looks at
//! addresses. What forwarded headers say is believed only where a proxy we trust has written it.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header::FORWARDED};

use super::error::WebError;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// No chain of proxies is longer; what is beyond is not looked at.
const LONGEST_CHAIN: usize = 32;

/// What one subscriber has: an IPv4 address, or the first half of an IPv6 address, whose other half they choose freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    pub fn of(address: IpAddr) -> Network {
        Network(match address.to_canonical() {
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
            address => address,
        })
    }
}

impl<S> FromRequestParts<S> for Network
where
    S: Send + Sync,
    Arc<TrustedProxies>: FromRef<S>,
{
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, WebError> {
        let peer = ConnectInfo::<SocketAddr>::from_request_parts(parts, state).await;
        // Who comes over no network, as by a socket of this machine, is this machine.
        let peer = peer.map_or(IpAddr::V6(Ipv6Addr::LOCALHOST), |ConnectInfo(peer)| peer.ip());
        Ok(Network::of(Arc::<TrustedProxies>::from_ref(state).client(peer, &parts.headers)))
    }
}

/// The proxies whose word is taken for whom they forward: single addresses and whole networks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<(IpAddr, u8)>);

impl TrustedProxies {
    /// Reads addresses and networks as `10.0.0.0/8`, with commas or space between them.
    ///
    /// # Errors
    /// The first that is neither.
    pub fn parse(text: &str) -> Result<TrustedProxies, String> {
        let words = text.split([',', ' ']).map(str::trim).filter(|word| !word.is_empty());
        words.map(|word| block(word).ok_or_else(|| word.to_owned())).collect::<Result<_, _>>().map(TrustedProxies)
    }

    /// The address that a request comes from: the rightmost one that is not a trusted proxy itself.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trusts(peer) {
            return peer;
        }
        let x_forwarded = self.walk(peer, chain(headers, &X_FORWARDED_FOR, x_forwarded_address));
        let forwarded = self.walk(peer, chain(headers, &FORWARDED, forwarded_address));
        match (headers.contains_key(X_FORWARDED_FOR), headers.contains_key(FORWARDED)) {
            (true, false) => x_forwarded,
            (false, true) => forwarded,
            // A proxy writes one of them and lets the other through as it came. If they differ, nobody knows which.
            (true, true) if x_forwarded == forwarded => x_forwarded,
            _ => peer,
        }
    }

    /// Goes from hop to hop, as long as the one that speaks is trusted and what it says is an address.
    fn walk(&self, peer: IpAddr, from_the_right: impl Iterator<Item = Option<IpAddr>>) -> IpAddr {
        let mut speaker = peer;
        for named in from_the_right.take(LONGEST_CHAIN) {
            let Some(named) = named else { break };
            speaker = named;
            if !self.trusts(speaker) {
                break;
            }
        }
        speaker
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|(network, length)| match (network, address) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                is_alike(u128::from(network.to_bits()) << 96, u128::from(address.to_bits()) << 96, *length)
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => is_alike(network.to_bits(), address.to_bits(), *length),
            _ => false,
        })
    }
}

fn is_alike(a: u128, b: u128, length: u8) -> bool {
    (a ^ b).leading_zeros() >= u32::from(length)
}

fn block(word: &str) -> Option<(IpAddr, u8)> {
    let (address, length) = match word.split_once('/') {
        Some((address, length)) => (address.parse::<IpAddr>().ok()?, Some(u8::from_str(length).ok()?)),
        None => (word.parse::<IpAddr>().ok()?.to_canonical(), None),
    };
    let whole = if address.is_ipv4() { 32 } else { 128 };
    let length = length.unwrap_or(whole);
    (length <= whole).then_some((address, length))
}

/// What a header lists, the last first; `None` for what is no address.
fn chain<'h>(
    headers: &'h HeaderMap,
    name: &HeaderName,
    read: fn(&str) -> Option<IpAddr>,
) -> impl Iterator<Item = Option<IpAddr>> + 'h {
    let lines: Vec<&[u8]> = headers.get_all(name).iter().map(|value| value.as_bytes()).collect();
    lines.into_iter().rev().flat_map(move |line| {
        // What is not text is one entry that is no address.
        let line = std::str::from_utf8(line).unwrap_or("?");
        line.rsplit(',').map(move |entry| read(entry.trim()))
    })
}

/// An address, with or without a port.
fn x_forwarded_address(entry: &str) -> Option<IpAddr> {
    let address = entry.parse().ok().or_else(|| entry.parse::<SocketAddr>().ok().map(|place| place.ip()));
    let bare = || entry.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    address.or_else(bare).map(|address: IpAddr| address.to_canonical())
}

/// The part `for=` of an element of RFC 7239. Names such as `unknown` or `_hidden` are no addresses.
fn forwarded_address(element: &str) -> Option<IpAddr> {
    let pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
    let (_, node) = pairs.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
    x_forwarded_address(node.trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn client(trusted: &str, peer: &str, lines: &[(&'static str, &str)]) -> IpAddr {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().unwrap());
        }
        TrustedProxies::parse(trusted).unwrap().client(address(peer), &headers)
    }

    #[test]
    fn the_client_is_the_rightmost_address_that_is_no_trusted_proxy() {
        const PROXIES: &str = "127.0.0.1, 10.0.0.0/8, fd00::/8";
        let (x, forwarded) = ("x-forwarded-for", "forwarded");
        for (peer, lines, expected) in [
            // Nobody but a proxy is believed.
            ("192.0.2.7", &[(x, "198.51.100.1")][..], "192.0.2.7"),
            ("192.0.2.7", &[(forwarded, "for=198.51.100.1")], "192.0.2.7"),
            ("11.0.0.1", &[(x, "198.51.100.1")], "11.0.0.1"),
            ("fe00::1", &[(x, "198.51.100.1")], "fe00::1"),
            // What the client wrote stands on the left and counts for nothing.
            ("127.0.0.1", &[(x, "198.51.100.1")], "198.51.100.1"),
            ("127.0.0.1", &[(x, "1.1.1.1, 198.51.100.1")], "198.51.100.1"),
            ("127.0.0.1", &[(x, "1.1.1.1"), (x, "198.51.100.1")], "198.51.100.1"),
            ("::ffff:127.0.0.1", &[(x, "198.51.100.1")], "198.51.100.1"),
            // A proxy behind another.
            ("127.0.0.1", &[(x, "1.1.1.1, 198.51.100.1, 10.2.3.4")], "198.51.100.1"),
            ("127.0.0.1", &[(x, "1.1.1.1,198.51.100.1"), (x, "10.2.3.4,10.9.9.9")], "198.51.100.1"),
            ("fd00::7", &[(x, "10.1.1.1")], "10.1.1.1"),
            // All are proxies: the client sits among them.
            ("127.0.0.1", &[(x, "10.1.1.1, 10.2.2.2")], "10.1.1.1"),
            // No address ends the walk at the proxy that wrote it.
            ("127.0.0.1", &[(x, "unknown")], "127.0.0.1"),
            ("127.0.0.1", &[(x, "198.51.100.1, garbage")], "127.0.0.1"),
            ("127.0.0.1", &[(x, "198.51.100.1, , 10.2.3.4")], "10.2.3.4"),
            ("127.0.0.1", &[(x, "")], "127.0.0.1"),
            ("127.0.0.1", &[], "127.0.0.1"),
            // Ports and brackets.
            ("127.0.0.1", &[(x, "198.51.100.1:4711")], "198.51.100.1"),
            ("127.0.0.1", &[(x, "[2001:db8::1]:4711")], "2001:db8::1"),
            ("127.0.0.1", &[(x, "[2001:db8::1]")], "2001:db8::1"),
            ("127.0.0.1", &[(x, "2001:db8::1")], "2001:db8::1"),
            ("127.0.0.1", &[(x, "::ffff:198.51.100.1")], "198.51.100.1"),
            // The other header.
            ("127.0.0.1", &[(forwarded, "for=198.51.100.1;proto=https;by=10.0.0.1")], "198.51.100.1"),
            ("127.0.0.1", &[(forwarded, "for=1.1.1.1, For=\"[2001:db8::1]:4711\"")], "2001:db8::1"),
            ("127.0.0.1", &[(forwarded, "for=198.51.100.1, for=_hidden")], "127.0.0.1"),
            ("127.0.0.1", &[(forwarded, "proto=https")], "127.0.0.1"),
            // Both: only one of them is the proxy's.
            ("127.0.0.1", &[(x, "198.51.100.1"), (forwarded, "for=198.51.100.1")], "198.51.100.1"),
            ("127.0.0.1", &[(x, "198.51.100.1"), (forwarded, "for=1.1.1.1")], "127.0.0.1"),
        ] {
            assert_eq!(client(PROXIES, peer, lines), address(expected), "{peer} {lines:?}");
        }
    }

    #[test]
    fn without_trusted_proxies_no_header_is_read() {
        assert_eq!(client("", "127.0.0.1", &[("x-forwarded-for", "198.51.100.1")]), address("127.0.0.1"));
    }

    #[test]
    fn an_endless_chain_is_not_walked() {
        let chain = vec!["10.0.0.1"; 5000].join(",");
        assert_eq!(client("10.0.0.0/8", "10.0.0.2", &[("x-forwarded-for", &chain)]), address("10.0.0.1"));
    }

    #[test]
    fn a_list_of_proxies_is_addresses_and_networks_and_nothing_else() {
        for list in ["", "127.0.0.1", "10.0.0.0/8 ::1", "fd00::/8,192.0.2.1/32", "0.0.0.0/0"] {
            assert!(TrustedProxies::parse(list).is_ok(), "{list}");
        }
        for (list, wrong) in
            [("nginx", "nginx"), ("10.0.0.0/33", "10.0.0.0/33"), ("::1/129", "::1/129"), ("10.0.0.0/", "10.0.0.0/")]
        {
            assert_eq!(TrustedProxies::parse(list), Err(wrong.to_owned()));
        }
    }

    #[test]
    fn an_ipv6_network_is_one_and_an_ipv4_address_may_be_written_in_two_ways() {
        let network = |text| Network::of(address(text));
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_eq!(network("192.0.2.1"), network("::ffff:192.0.2.1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }
}
