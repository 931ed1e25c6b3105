//! The mail server the settings name, and how one gets a conversation with it.

use std::fmt;
use std::net::IpAddr;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::TlsParameters;
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// Where letters are handed over.
pub(super) struct Relay {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    pub login: Option<Credentials>,
    pub hello: ClientId,
}

pub(super) enum Encryption {
    None,
    /// STARTTLS where it is offered.
    Opportunistic(TlsParameters),
    /// STARTTLS, or nothing.
    Required(TlsParameters),
    /// From the first byte.
    Wrapper(TlsParameters),
}

/// Why there is no way to the mail server. The address itself is left out, because it may hold a password.
#[derive(Debug, thiserror::Error)]
#[error(
    "the mail server must be given as smtps://user:password@host:port, or as smtp:// with ?tls=required for STARTTLS, \
     or without it for a server on this machine; special characters in the password as %40 for @: {0}"
)]
pub struct ServerError(String);

impl Relay {
    /// Reads an URL as in [`ServerError`]'s message.
    pub fn parse(server: &str) -> Result<Relay, ServerError> {
        let fault = |what: &str| ServerError(what.to_owned());
        let (before, _) = server.split_once("://").unwrap_or_default();
        if !matches!(before, "smtp" | "smtps") {
            return Err(fault("it begins with neither smtp:// nor smtps://"));
        }
        let url = Url::parse(server).map_err(|error| fault(&error.to_string()))?;
        let host = match url.host() {
            Some(Host::Domain(host)) if !host.is_empty() => host.to_owned(),
            // Without the brackets that an address needs in an URL and nowhere else.
            Some(Host::Ipv6(address)) => address.to_string(),
            Some(host @ Host::Ipv4(_)) => host.to_string(),
            _ => return Err(fault("there is no host in it")),
        };
        let read = |part: &str| match percent_decode_str(part).decode_utf8() {
            Ok(text) => Ok(text.into_owned()),
            Err(_) => Err(fault("user or password is no UTF-8")),
        };
        let login = match (url.username(), url.password()) {
            ("", None) => None,
            // Otherwise the user would be left out silently.
            (_, None) => return Err(fault("there is a user without a password")),
            (user, Some(password)) => Some(Credentials::new(read(user)?, read(password)?)),
        };
        let tls = || TlsParameters::new(host.clone()).map_err(|error| fault(&error.to_string()));
        let wish = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, wish)| wish.into_owned());
        let (encryption, port) = match (before, wish.as_deref()) {
            ("smtps", _) => (Encryption::Wrapper(tls()?), 465),
            (_, None) => (Encryption::None, 25),
            (_, Some("required")) => (Encryption::Required(tls()?), 587),
            (_, Some("opportunistic")) => (Encryption::Opportunistic(tls()?), 587),
            _ => return Err(fault("after ?tls= comes required or opportunistic")),
        };
        let hello = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        Ok(Relay { port: url.port().unwrap_or(port), host, encryption, login, hello })
    }

    /// Whether somebody on the way may read what is said: to another machine, without encryption or with encryption only
    /// where it is offered.
    pub fn is_in_clear(&self) -> bool {
        let is_here =
            self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        !is_here && matches!(self.encryption, Encryption::None | Encryption::Opportunistic(_))
    }
}

/// Without user and password.
impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Relay({}:{})", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_debug_print_does_not_show_the_password() {
        let shown = format!("{:?}", Relay::parse("smtps://mari:geheim%40@mail.example.com").unwrap());
        assert_eq!(shown, "Relay(mail.example.com:465)");
    }

    #[test]
    fn a_wrong_server_is_refused_without_repeating_the_password() {
        for server in [
            "",
            "geheim",
            "mail.example.com:25",
            "https://mari:geheim@mail.example.com",
            "geheim://mail.example.com",
            "mari:geheim@mail.example.com",
            "smtp://",
            "smtp://mari:ge/heim@mail.example.com",
            "smtp://mari:geheim@mail.example.com:port",
            "smtp://mari:geheim%ff@mail.example.com",
            "smtp://geheim@mail.example.com",
            "smtp://mari:geheim@mail.example.com?tls=perhaps",
        ] {
            let error = Relay::parse(server).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("geheim") && !shown.contains("heim@"), "{server}: {shown}");
        }
    }

    #[test]
    fn every_way_to_a_server_is_understood() {
        for (server, host, port) in [
            ("smtp://localhost", "localhost", 25),
            ("smtp://127.0.0.1:1025", "127.0.0.1", 1025),
            ("smtp://[::1]:1025", "::1", 1025),
            ("smtp://mari:geheim@mail.example.com?tls=required", "mail.example.com", 587),
            ("smtps://mari%40example.com:geheim@mail.example.com", "mail.example.com", 465),
        ] {
            let relay = Relay::parse(server).unwrap();
            assert_eq!((relay.host.as_str(), relay.port), (host, port), "{server}");
        }
    }
}
