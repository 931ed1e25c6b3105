//! Settings: defaults, then `footing.toml`, then the environment, then the command line. All errors are said at once.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::survey::{Document, Problems};
use crate::web::PublicAddress;

/// Checked settings, of a server and of the commands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub listen: SocketAddr,
    pub data: PathBuf,
    /// The address people type; `None` is `http://` and the address listened on.
    pub address: Option<PublicAddress>,
    pub content: Option<PathBuf>,
    pub log: LogFormat,
    /// `None` for an installation without mail.
    pub mail: Option<MailSettings>,
}

/// Which server takes letters, and who they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    /// `smtp://` or `smtps://`, perhaps with a password.
    pub server: String,
    pub sender: String,
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
    pub address: Option<String>,
    pub content: Option<String>,
    pub log: Option<String>,
    pub mail: Option<String>,
    pub mail_from: Option<String>,
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

impl Settings {
    /// What holds here and now, with the flags of a command.
    ///
    /// # Errors
    /// Everything that is wrong, each with what to write instead.
    pub fn resolve(flags: Source) -> Result<Settings, SettingsErrors> {
        read_settings(Path::new(FILE), Source::of_environment(|name| std::env::var(name).ok()), flags)
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
            address: variable("FOOTING_ADDRESS"),
            content: variable("FOOTING_CONTENT"),
            log: variable("FOOTING_LOG"),
            mail: variable("FOOTING_MAIL"),
            mail_from: variable("FOOTING_MAIL_FROM"),
        }
    }

    /// The file's part.
    fn of_file(name: &str, bytes: &[u8]) -> Result<Source, Vec<String>> {
        let read = || {
            let document = Document::parse(name, bytes)?;
            let mut table = document.root("file");
            let mut text = |key| table.optional(key).text(LONGEST).map(ToOwned::to_owned);
            let source = Source {
                listen: text("listen"),
                data: text("data"),
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
            address: stronger.address.or(self.address),
            content: stronger.content.or(self.content),
            log: stronger.log.or(self.log),
            mail: stronger.mail.or(self.mail),
            mail_from: stronger.mail_from.or(self.mail_from),
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
    let mut wrong = |setting: &str, value: &str, mend: &str| {
        errors.push(format!("{setting} = \"{value}\": {mend}"));
    };

    let listen = source.listen.as_deref().unwrap_or(LISTEN);
    let listen: Option<SocketAddr> =
        listen.parse().inspect_err(|_| wrong("listen", listen, "write an address and a port, as 0.0.0.0:3000")).ok();
    let mend = "write the address people type, as https://footing.example";
    let address = source.address.as_deref().and_then(|address| {
        let parsed = PublicAddress::parse(address);
        if parsed.is_none() {
            wrong("address", address, mend);
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
    let mail = match (source.mail, source.mail_from) {
        (Some(server), Some(sender)) => Some(MailSettings { server, sender }),
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
            address,
            content: source.content.map(PathBuf::from),
            log,
            mail,
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
    fn without_any_source_the_defaults_hold() {
        let settings = read_settings(Path::new("no-such-file.toml"), Source::default(), Source::default()).unwrap();
        assert_eq!(settings.listen.to_string(), LISTEN);
        assert_eq!(settings.data, Path::new("data"));
    }
}
