//! `footing admin`: the way in for the first administrator and for installations without mail, and the audit log.

use std::io::Write as _;

use anyhow::{Context as _, Result, bail};
use serde_json::json;

use crate::service::{ServiceError, sign_in};
use crate::web::PublicAddress;
use footing_core::organisation::{EmailAddress, Role, audit};

use super::Ending;
use super::organisation::Organisation;
use super::terminal::Terminal;

#[derive(Debug, clap::Subcommand)]
pub enum Admin {
    /// Print a link that signs somebody in, once and within a day.
    Invite(Invite),
    /// Print the audit log, and check that no entry was changed or removed.
    Log(Log),
}

#[derive(Debug, clap::Args)]
pub struct Invite {
    /// The e-mail address of whom the link is for.
    email: String,
    /// Give this role, besides those the address has: administrator or analyst. Without it the address must be known.
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// The address people type, which the link begins with; else that of the running server, or what `FOOTING_ADDRESS` or
    /// `address` in footing.toml says [default: http:// and the listen address]
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    #[command(flatten)]
    organisation: Organisation,
}

#[derive(Debug, clap::Args)]
pub struct Log {
    /// Print the number and the hash of the last entry alone: anyone who keeps them elsewhere sees later that nothing before
    /// it was changed.
    #[arg(long)]
    tail: bool,
    #[command(flatten)]
    organisation: Organisation,
}

impl Admin {
    pub fn run(self, terminal: &Terminal) -> Result<Ending> {
        match self {
            Admin::Invite(command) => command.run(terminal),
            Admin::Log(command) => command.run(terminal),
        }
    }
}

impl Invite {
    fn run(self, terminal: &Terminal) -> Result<Ending> {
        let email = EmailAddress::parse(&self.email).with_context(|| self.email.clone())?;
        let role =
            |role: &String| Role::parse(role).with_context(|| format!("{role} is no role: administrator or analyst"));
        let roles = self.role.iter().map(role).collect::<Result<_>>()?;
        let address = match (terminal.server(), &self.address) {
            (Some(server), None) => server.address.clone(),
            (Some(_), Some(flag)) => PublicAddress::parse(flag).with_context(|| format!("{flag} is no address"))?,
            (None, flag) => self.organisation.settings(flag.clone())?.link_address(),
        };
        let link = self.organisation.work(terminal, async |context, by| {
            match sign_in::print_link(context, by, &email, &roles).await {
                Ok(link) => Ok(link),
                Err(ServiceError::NotFound) => {
                    bail!("{email} is not in the roster and has no role; give one with --role administrator or analyst")
                }
                Err(error) => Err(error.into()),
            }
        })?;
        let link = format!("{}/sign-in/{}", address.as_str(), link.reveal());
        if self.organisation.json {
            writeln!(terminal.out(), "{}", json!({ "email": email.as_str(), "link": link }))?;
        } else {
            writeln!(terminal.out(), "{link}")?;
            writeln!(terminal.err(), "footing: for {email}; it works once, within a day")?;
        }
        if address.is_only_here() {
            writeln!(
                terminal.err(),
                "footing: nobody said what people type, so the link works on this machine only: write the address into \
                 footing.toml, as address = \"http://footing.example:3000\""
            )?;
        }
        Ok(Ending::Good)
    }
}

impl Log {
    fn run(self, terminal: &Terminal) -> Result<Ending> {
        let (log, is_sealed, people) = self.organisation.work(terminal, async |context, by| {
            let (log, is_sealed) = (context.store.audit_log().await?, context.store.audit_log_is_sealed().await?);
            Ok((log, is_sealed, sign_in::people(context, by).await?))
        })?;
        let name_of = |person| people.get(&person).cloned();
        let mut last = None;
        let mut broken = None;
        for entry in &log {
            if !entry.follows(last) && broken.is_none() {
                broken = Some(entry.number);
            }
            last = Some(entry);
        }
        if self.organisation.json {
            let said = json!({ "entries": log, "broken_at": broken, "sealed": is_sealed, "people": people });
            writeln!(terminal.out(), "{said}")?;
        } else if self.tail {
            log.last().map_or(Ok(()), |last| writeln!(terminal.out(), "{} {}", last.number, last.hash))?;
        } else {
            let mut out = terminal.out();
            log.iter().try_for_each(|entry| writeln!(out, "{}", audit::named(&entry.to_string(), name_of)))?;
        }
        match broken {
            None if is_sealed => Ok(Ending::Good),
            None => {
                writeln!(
                    terminal.err(),
                    "footing: the last entry is not the one that was entered last, or the vault is another: the log was changed"
                )?;
                Ok(Ending::Faults)
            }
            Some(number) => {
                writeln!(
                    terminal.err(),
                    "footing: entry {number} does not follow from the one before: the log was changed"
                )?;
                Ok(Ending::Faults)
            }
        }
    }
}
