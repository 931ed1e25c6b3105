//! What an administrator should know of how a server was set up, said once when it starts.

use crate::mail::SmtpMailer;
use crate::web::PublicAddress;

use super::settings::Settings;

/// A sentence for each thing that is less safe than it could be, with what to do about it.
pub fn cautions(settings: &Settings, address: &PublicAddress, mailer: Option<&SmtpMailer>) -> Vec<String> {
    let mut cautions = Vec::new();
    if let Some(host) = mailer.and_then(SmtpMailer::in_clear_to) {
        cautions.push(format!(
            "Letters, and the password if there is one, go to {host} without encryption, with the links in them that sign \
             people in. Write smtps:// in `mail`, or ?tls=required after the address."
        ));
    }
    let is_reached_from_elsewhere = !settings.listen.ip().is_loopback() || !address.is_this_machine();
    if is_reached_from_elsewhere && !address.is_secure() {
        cautions.push(
            "What people answer goes over the network in the clear, because people come by http. Put a server with a \
             certificate before Footing, and its address, https://…, into `address`."
                .to_owned(),
        );
    }
    if is_reached_from_elsewhere && settings.keys.is_none() && settings.key_file.is_none() {
        cautions.push(
            "The keys lie on the same disk as the answers they seal, so anyone who takes the one takes both. `keys` puts them \
             elsewhere, `key_file` wraps them."
                .to_owned(),
        );
    }
    cautions
}

#[cfg(test)]
mod tests {
    use super::super::settings::{Source, read_settings};
    use super::*;
    use crate::mail::Sender;

    fn said(listen: &str, address: Option<&str>, keys: Option<&str>, mail: Option<&str>) -> Vec<String> {
        let text = |text: &str| Some(text.to_owned());
        let flags = Source {
            listen: text(listen),
            address: address.and_then(text),
            keys: keys.and_then(text),
            ..Source::default()
        };
        let settings = read_settings(std::path::Path::new("no-such-file.toml"), Source::default(), flags).unwrap();
        let address = settings.link_address();
        let mailer =
            mail.map(|server| SmtpMailer::new(server, Sender::new("Footing", "footing@example.org").unwrap()).unwrap());
        cautions(&settings, &address, mailer.as_ref())
    }

    #[test]
    fn a_server_for_this_machine_and_one_that_is_set_up_well_have_nothing_to_be_told() {
        assert!(said("127.0.0.1:3000", None, None, Some("smtp://localhost")).is_empty());
        let well =
            said("0.0.0.0:3000", Some("https://footing.example"), Some("/mnt/keys"), Some("smtps://a:b@mail.example"));
        assert!(well.is_empty(), "{well:?}");
    }

    #[test]
    fn each_thing_that_is_less_safe_than_it_could_be_is_said_with_what_to_do() {
        for (server, in_clear) in [
            ("smtp://mail.example", true),
            ("smtp://a:b@mail.example?tls=opportunistic", true),
            ("smtp://a:b@mail.example?tls=required", false),
            ("smtp://127.0.0.1:25", false),
            ("smtp://[::1]:25", false),
        ] {
            let said = said("0.0.0.0:3000", Some("http://footing.intern"), None, Some(server));
            assert_eq!(said.len(), 2 + usize::from(in_clear), "{server}: {said:?}");
            assert_eq!(said[0].contains("mail.example"), in_clear, "{server}");
        }
        // Behind a server with a certificate it may listen on this machine alone.
        let said = said("127.0.0.1:3000", Some("https://footing.example"), None, None);
        assert!(matches!(said.as_slice(), [keys] if keys.contains("`key_file`")), "{said:?}");
    }
}
