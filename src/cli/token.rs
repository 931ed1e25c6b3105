//! `footing token`: tokens of the API, for installations that are set up by a script.

use std::io::Write as _;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::service::{ServiceError, api_token};
use footing_core::organisation::{ApiToken, ApiTokenForm, ApiTokenId};

use super::Ending;
use super::organisation::Organisation;
use super::terminal::Terminal;

#[derive(Debug, clap::Subcommand)]
pub enum Token {
    /// Make a token and print it. It cannot be printed a second time.
    Make(Make),
    /// List the tokens there are: what they may do, who made them, when they were last used.
    List(List),
    /// Make a token open nothing any more.
    Revoke(Revoke),
}

#[derive(Debug, clap::Args)]
pub struct Make {
    /// What it is for, such as "Power BI".
    name: String,
    /// What it may do: surveys:read, waves:read, releases:read, roster:read, roster:write. Give it once for each.
    #[arg(long = "scope", value_name = "SCOPE", required = true)]
    scopes: Vec<String>,
    /// The last day it can be used, as 2027-03-31; without it, until it is revoked.
    #[arg(long, value_name = "DAY", default_value = "", hide_default_value = true)]
    last_day: String,
    #[command(flatten)]
    organisation: Organisation,
}

#[derive(Debug, clap::Args)]
pub struct List {
    #[command(flatten)]
    organisation: Organisation,
}

#[derive(Debug, clap::Args)]
pub struct Revoke {
    /// As `footing token list` shows it; not the token itself.
    id: String,
    #[command(flatten)]
    organisation: Organisation,
}

impl Token {
    pub fn run(self, terminal: &Terminal) -> Result<Ending> {
        match self {
            Token::Make(command) => command.run(terminal),
            Token::List(command) => command.run(terminal),
            Token::Revoke(command) => command.run(terminal),
        }
    }
}

impl Make {
    fn run(self, terminal: &Terminal) -> Result<Ending> {
        let Make { name, scopes, last_day, organisation } = self;
        let form = ApiTokenForm { name, scopes, last_day };
        let (token, secret) = organisation.work(terminal, async |context, by| match form.parse(context.today()) {
            Ok(new) => Ok(api_token::make(context, by, new).await?),
            Err(faults) => {
                let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
                bail!("{}", faults.join("\n"))
            }
        })?;
        let written = ApiToken::written(&secret);
        if organisation.json {
            writeln!(terminal.out(), "{}", json!({ "token": written, "made": record(&token) }))?;
        } else {
            writeln!(terminal.out(), "{written}")?;
            writeln!(
                terminal.err(),
                "footing: keep it where programs keep secrets; it is not shown again. Its id is {}",
                token.id
            )?;
        }
        Ok(Ending::Good)
    }
}

impl List {
    fn run(self, terminal: &Terminal) -> Result<Ending> {
        let tokens = self.organisation.work(terminal, async |context, by| Ok(api_token::list(context, by).await?))?;
        if self.organisation.json {
            let tokens: Vec<Value> = tokens.iter().map(record).collect();
            writeln!(terminal.out(), "{}", json!({ "tokens": tokens }))?;
            return Ok(Ending::Good);
        }
        for token in &tokens {
            let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.id()).collect();
            writeln!(terminal.out(), "{}  {}  {}", token.id, token.name, scopes.join(" "))?;
            let used = token.last_used.map_or("never used".to_owned(), |day| format!("last used on {day}"));
            let last = token.last_day.map(|day| format!(", last day {day}")).unwrap_or_default();
            writeln!(terminal.out(), "    made by {} on {}, {used}{last}", token.made_by, token.made)?;
        }
        Ok(Ending::Good)
    }
}

impl Revoke {
    fn run(self, terminal: &Terminal) -> Result<Ending> {
        let id = ApiTokenId::parse(&self.id).context("that is no id of a token: see `footing token list`")?;
        self.organisation.work(terminal, async |context, by| match api_token::revoke(context, by, id).await {
            Err(ServiceError::NotFound) => bail!("there is no token {id}: see `footing token list`"),
            outcome => Ok(outcome?),
        })?;
        if self.organisation.json {
            writeln!(terminal.out(), "{}", json!({ "revoked": id }))?;
        } else {
            writeln!(terminal.err(), "footing: {id} opens nothing any more")?;
        }
        Ok(Ending::Good)
    }
}

/// A token for programs to read, without its hash.
fn record(token: &ApiToken) -> Value {
    json!({
        "id": token.id,
        "name": token.name,
        "scopes": token.scopes,
        "made_by": token.made_by,
        "made": token.made,
        "last_day": token.last_day,
        "last_used": token.last_used,
    })
}
