//! `footing admin`: the way in for the first administrator and for installations without mail, and the audit log.

use std::io::Write as _;

use anyhow::{Context as _, Result, bail};
use serde_json::json;

use crate::organisation::{EmailAddress, Role};
use crate::service::{ServiceError, sign_in};
use crate::web::PublicAddress;

use super::Ending;
use super::organisation::Organisation;

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
    /// The address people type, which the link begins with.
    #[arg(long, value_name = "URL", env = "FOOTING_ADDRESS", default_value = "http://127.0.0.1:3000")]
    address: String,
    #[command(flatten)]
    organisation: Organisation,
}

#[derive(Debug, clap::Args)]
pub struct Log {
    #[command(flatten)]
    organisation: Organisation,
}

impl Admin {
    pub fn run(self) -> Result<Ending> {
        match self {
            Admin::Invite(command) => command.run(),
            Admin::Log(command) => command.run(),
        }
    }
}

impl Invite {
    fn run(self) -> Result<Ending> {
        let email = EmailAddress::parse(&self.email).with_context(|| self.email.clone())?;
        let role =
            |role: &String| Role::parse(role).with_context(|| format!("{role} is no role: administrator or analyst"));
        let roles = self.role.iter().map(role).collect::<Result<_>>()?;
        let address = PublicAddress::parse(&self.address).with_context(|| format!("{} is no address", self.address))?;
        let link = self.organisation.work(async |context, by| {
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
            writeln!(std::io::stdout(), "{}", json!({ "email": email.as_str(), "link": link }))?;
        } else {
            writeln!(std::io::stdout(), "{link}")?;
            eprintln!("footing: for {email}; it works once, within a day");
        }
        Ok(Ending::Good)
    }
}

impl Log {
    fn run(self) -> Result<Ending> {
        let log = self.organisation.work(async |context, _| Ok(context.store.audit_log().await?))?;
        let mut last = None;
        let mut broken = None;
        for entry in &log {
            if !entry.follows(last) && broken.is_none() {
                broken = Some(entry.number);
            }
            last = Some(entry);
        }
        if self.organisation.json {
            writeln!(std::io::stdout(), "{}", json!({ "entries": log, "broken_at": broken }))?;
        } else {
            log.iter().try_for_each(|entry| writeln!(std::io::stdout(), "{entry}"))?;
        }
        match broken {
            None => Ok(Ending::Good),
            Some(number) => {
                eprintln!("footing: entry {number} does not follow from the one before: the log was changed");
                Ok(Ending::Faults)
            }
        }
    }
}
