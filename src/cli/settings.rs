//! Settings: defaults, then `footing.toml`, then the environment, then the command line. All errors are said at once.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::mail::MailPace;
use crate::store::vault::{Keys, WrappingKey};
use crate::web::{PublicAddress, TrustedProxies};
use footing_core::survey::{Document, Problems};

/// Checked settings, of a server and of the commands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub listen: SocketAddr,
    pub data: PathBuf,
    /// Where the vault is, if not beside the data.
    pub keys: Option<PathBuf>,
    /// The file with the key that wraps those in the vault.
    pub key_file: Option<PathBuf>,
    /// The address people type; `None` is `http://` and the address listened on.
    pub address: Option<PublicAddress>,
    pub content: Option<PathBuf>,
    pub log: LogFormat,
    /// `None` for an installation without mail.
    pub mail: Option<MailSettings>,
    pub trusted_proxies: TrustedProxies,
}

/// Which server takes letters, and who they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    /// `smtp://` or `smtps://`, perhaps with a password.
    pub server: String,
    pub sender: String,
    pub pace: MailPace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people at a terminal.
    Text,
    /// One JSON object a line, for collectors.
    Json,
}

/// Settings as one source gives them: as text, and only those it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    pub listen: Option<String>,
    pub data: Option<String>,
    pub keys: Option<String>,
    pub key_file: Option<String>,
    pub address: Option<String>,
    pub content: Option<String>,
    pub log: Option<String>,
    pub mail: Option<String>,
    pub mail_from: Option<String>,
    pub mail_connections: Option<String>,
    pub mail_rate: Option<String>,
    pub trusted_proxies: Option<String>,
}

/// Everything wrong with the settings.
#[derive(Debug, thiserror::Error)]
pub struct SettingsErrors(Vec<String>);

impl fmt::Display for SettingsErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the settings need mending:")?;
        self.0.iter().try_for_each(|error| write!(f, "\n  {error}"))
    }
}

/// In the current directory; the same for the server and for every command.
const FILE: &str = "footing.toml";
const LISTEN: &str = "127.0.0.1:3000";
/// No setting is longer, in characters.
const LONGEST: usize = 1000;
/// A list of proxies has no more entries.
const PROXIES: usize = 100;
/// No mail server takes more at a time, or a minute.
const CONNECTIONS: u32 = 100;
const FASTEST: u32 = 1_000_000;

impl Settings {
    /// What holds here and now, with the flags of a command.
    ///
    /// # Errors
    /// Everything that is wrong, each with what to write instead.
    pub fn resolve(flags: Source) -> Result<Settings, SettingsErrors> {
        read_settings(Path::new(FILE), Source::of_environment(|name| std::env::var(name).ok()), flags)
    }

    /// The vault of the data.
    ///
    /// # Errors
    /// A key file that cannot be read, or that has no key.
    pub fn vault(&self) -> anyhow::Result<Keys> {
        let keys = match &self.keys {
            Some(dir) => Keys::in_directory(dir.clone()),
            None => Keys::beside(&self.data),
        };
        let Some(file) = &self.key_file else { return Ok(keys) };
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read the key in {}", file.display()))?;
        let key = WrappingKey::parse(text.trim()).with_context(|| {
            let file = file.display();
            format!("{file} has no key: write 64 hexadecimal digits into it, as `openssl rand -hex 32 > {file}` does")
        })?;
        Ok(keys.wrapped(key))
    }

    /// What the links begin with that a server would make with these settings.
    pub fn link_address(&self) -> PublicAddress {
        self.address.clone().unwrap_or_else(|| PublicAddress::of_listener(self.listen))
    }
}

impl Source {
    /// The environment's part, read through `variable`.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Source {
        Source {
            listen: variable("FOOTING_LISTEN"),
            data: variable("FOOTING_DATA"),
            keys: variable("FOOTING_KEYS"),
            key_file: variable("FOOTING_KEY_FILE"),
            address: variable("FOOTING_ADDRESS"),
            content: variable("FOOTING_CONTENT"),
            log: variable("FOOTING_LOG"),
            mail: variable("FOOTING_MAIL"),
            mail_from: variable("FOOTING_MAIL_FROM"),
            mail_connections: variable("FOOTING_MAIL_CONNECTIONS"),
            mail_rate: variable("FOOTING_MAIL_RATE"),
            trusted_proxies: variable("FOOTING_TRUSTED_PROXIES"),
        }
    }

    /// The file's part.
    fn of_file(name: &str, bytes: &[u8]) -> Result<Source, Vec<String>> {
        let read = || {
            let document = Document::parse(name, bytes)?;
            let mut table = document.root("file");
            let proxies = table.optional("trusted_proxies").list("address", 0..=PROXIES);
            let proxies: Vec<&str> = proxies.into_iter().filter_map(|proxy| proxy.text(LONGEST)).collect();
            let mut number = |key, most| table.optional(key).whole(1..=most).map(|number| number.to_string());
            let (mail_connections, mail_rate) = (number("mail_connections", CONNECTIONS), number("mail_rate", FASTEST));
            let mut text = |key| table.optional(key).text(LONGEST).map(ToOwned::to_owned);
            let source = Source {
                mail_connections,
                mail_rate,
                trusted_proxies: (!proxies.is_empty()).then(|| proxies.join(",")),
                listen: text("listen"),
                data: text("data"),
                keys: text("keys"),
                key_file: text("key_file"),
                address: text("address"),
                content: text("content"),
                log: text("log"),
                mail: text("mail"),
                mail_from: text("mail_from"),
            };
            table.finish();
            document.finish(Some(source))
        };
        read().map_err(|problems: Problems| problems.0.iter().map(ToString::to_string).collect())
    }

    /// Where both name a setting, `stronger` wins.
    fn overlaid_by(self, stronger: Source) -> Source {
        Source {
            listen: stronger.listen.or(self.listen),
            data: stronger.data.or(self.data),
            keys: stronger.keys.or(self.keys),
            key_file: stronger.key_file.or(self.key_file),
            address: stronger.address.or(self.address),
            content: stronger.content.or(self.content),
            log: stronger.log.or(self.log),
            mail: stronger.mail.or(self.mail),
            mail_from: stronger.mail_from.or(self.mail_from),
            mail_connections: stronger.mail_connections.or(self.mail_connections),
            mail_rate: stronger.mail_rate.or(self.mail_rate),
            trusted_proxies: stronger.trusted_proxies.or(self.trusted_proxies),
        }
    }
}

/// Puts the sources together and checks what comes out. A missing file is no error.
///
/// # Errors
/// Everything that is wrong, each with what to write instead.
pub fn read_settings(file: &Path, environment: Source, flags: Source) -> Result<Settings, SettingsErrors> {
    let mut errors = Vec::new();
    let from_file = match std::fs::read(file) {
        Ok(bytes) => Source::of_file(&file.display().to_string(), &bytes).unwrap_or_else(|faults| {
            errors.extend(faults);
            Source::default()
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Source::default(),
        Err(error) => {
            errors.push(format!("{}: cannot be read: {error}", file.display()));
            Source::default()
        }
    };
    let source = from_file.overlaid_by(environment).overlaid_by(flags);
    let mut wrong = |setting: &str, value: &str, fix: &str| {
        errors.push(format!("{setting} = \"{value}\": {fix}"));
    };

    let listen = source.listen.as_deref().unwrap_or(LISTEN);
    let listen: Option<SocketAddr> =
        listen.parse().inspect_err(|_| wrong("listen", listen, "write an address and a port, as 0.0.0.0:3000")).ok();
    let fix = "write the address people type, as https://footing.example";
    let address = source.address.as_deref().and_then(|address| {
        let parsed = PublicAddress::parse(address);
        if parsed.is_none() {
            wrong("address", address, fix);
        }
        parsed
    });
    let log = match source.log.as_deref() {
        None | Some("text") => Some(LogFormat::Text),
        Some("json") => Some(LogFormat::Json),
        Some(other) => {
            wrong("log", other, "write text or json");
            None
        }
    };
    let mut number = |setting: &str, value: Option<&String>, most: u32| {
        let number = value?.parse().ok().filter(|number| (1..=most).contains(number));
        if number.is_none() {
            wrong(setting, value?, &format!("write a whole number from 1 to {most}"));
        }
        number
    };
    let connections = number("mail_connections", source.mail_connections.as_ref(), CONNECTIONS);
    let rate = number("mail_rate", source.mail_rate.as_ref(), FASTEST);
    let usual = MailPace::default();
    let pace = MailPace { connections: connections.map_or(usual.connections, |number| number as usize), rate };
    let listed = source.trusted_proxies.as_deref().unwrap_or_default();
    let trusted_proxies = TrustedProxies::parse(listed).unwrap_or_else(|entry| {
        wrong("trusted_proxies", &entry, "write addresses or networks, as 127.0.0.1 or 10.0.0.0/8");
        TrustedProxies::default()
    });
    let mail = match (source.mail, source.mail_from) {
        (Some(server), Some(sender)) => Some(MailSettings { server, sender, pace }),
        (Some(_), None) => {
            wrong("mail_from", "", "with mail, write the address letters come from, as footing@example.org");
            None
        }
        (None, _) => None,
    };
    match (listen, log) {
        (Some(listen), Some(log)) if errors.is_empty() => Ok(Settings {
            listen,
            data: source.data.unwrap_or_else(|| "data".into()).into(),
            keys: source.keys.map(PathBuf::from),
            key_file: source.key_file.map(PathBuf::from),
            address,
            content: source.content.map(PathBuf::from),
            log,
            mail,
            trusted_proxies,
        }),
        _ => Err(SettingsErrors(errors)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(listen: Option<&str>, log: Option<&str>) -> Source {
        Source { listen: listen.map(Into::into), log: log.map(Into::into), ..Source::default() }
    }

    #[test]
    fn the_command_line_beats_the_environment_and_the_environment_beats_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("footing.toml");
        std::fs::write(&file, "listen = \"127.0.0.1:1\"\nlog = \"json\"\ndata = \"here\"\n").unwrap();
        let settings =
            read_settings(&file, source(Some("127.0.0.1:2"), Some("text")), source(Some("127.0.0.1:3"), None));
        let settings = settings.unwrap();
        assert_eq!(settings.listen.port(), 3);
        assert_eq!(settings.log, LogFormat::Text);
        assert_eq!(settings.data, Path::new("here"));
        assert_eq!(settings.address, None);
    }

    #[test]
    fn all_errors_are_said_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("footing.toml");
        std::fs::write(&file, "lisen = \"127.0.0.1:1\"\n").unwrap();
        let errors = read_settings(&file, source(Some("nowhere"), None), source(None, Some("xml"))).unwrap_err();
        let said = errors.to_string();
        for part in ["no field called `lisen`", "Did you mean `listen`?", "nowhere", "write text or json"] {
            assert!(said.contains(part), "{part} is not in:\n{said}");
        }
    }

    #[test]
    fn the_pace_of_mail_and_trusted_proxies_come_from_the_file_and_the_environment_alike() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("footing.toml");
        let mail = "mail = \"smtp://localhost\"\nmail_from = \"footing@example.org\"\n";
        let more = "mail_connections = 3\nmail_rate = 30\ntrusted_proxies = [\"127.0.0.1\", \"10.0.0.0/8\"]\n";
        std::fs::write(&file, format!("{mail}{more}")).unwrap();
        let from_file = read_settings(&file, Source::default(), Source::default()).unwrap();
        assert_eq!(from_file.mail.as_ref().unwrap().pace, MailPace { connections: 3, rate: Some(30) });
        std::fs::write(&file, mail).unwrap();
        let environment = Source::of_environment(|name| match name {
            "FOOTING_MAIL_CONNECTIONS" => Some("3".to_owned()),
            "FOOTING_MAIL_RATE" => Some("30".to_owned()),
            "FOOTING_TRUSTED_PROXIES" => Some("127.0.0.1, 10.0.0.0/8".to_owned()),
            _ => None,
        });
        assert_eq!(read_settings(&file, environment, Source::default()).unwrap(), from_file);
        std::fs::write(&file, format!("{mail}mail_connections = 0\n")).unwrap();
        let wrong =
            Source { mail_rate: Some("fast".into()), trusted_proxies: Some("nginx".into()), ..Source::default() };
        let said = read_settings(&file, wrong, Source::default()).unwrap_err().to_string();
        for part in ["mail_connections", "from 1 to 100", "mail_rate = \"fast\"", "trusted_proxies = \"nginx\""] {
            assert!(said.contains(part), "{part} is not in:\n{said}");
        }
    }

    #[test]
    fn without_any_source_the_defaults_hold() {
        let settings = read_settings(Path::new("no-such-file.toml"), Source::default(), Source::default()).unwrap();
        assert_eq!(settings.listen.to_string(), LISTEN);
        assert_eq!(settings.data, Path::new("data"));
    }
}
