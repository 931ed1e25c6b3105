//! The command line: a file per command. Prose goes to standard error, results to standard output.

mod admin;
mod analyse;
mod answer_table;
mod cautions;
mod chart;
mod check;
mod codebook;
mod content;
mod control;
mod doctor;
mod example;
mod export;
mod licences;
mod number;
mod organisation;
mod output;
mod plan;
mod released;
mod roster;
mod score;
mod serve;
mod settings;
mod simulate;
mod team;
mod terminal;
mod token;
mod wave;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

pub use content::{Checked, Content};
pub use settings::{Settings, SettingsErrors, read_settings};

use self::settings::Source;
use self::terminal::Terminal;
use crate::store::OpenError;

/// Footing: where people stand with AI at work, and one next step that fits.
#[derive(Debug, Parser)]
#[command(name = "footing", version, after_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  footing serve                              serve on 127.0.0.1:3000, data in ./data
  footing check                              check the surveys, steps and texts that come with Footing
  footing check my-surveys/                  check your own
  footing score --survey ai-proficiency answers.csv > scores.csv
  footing analyse --survey ai-proficiency answers.csv --group team
  footing check --data answers.csv           advice on the questions, from answers to them
  footing plan --survey ai-proficiency --team-size 8
  footing simulate --survey ai-proficiency --teams 20 --people 8 --seed 1 > answers.csv
  footing admin invite anna@example.org --role administrator
  footing roster import people.csv --dry-run
  footing wave open spring.toml              wave status, wave close ID, wave release ID
  footing report ID > spring.pdf             its report; --format pptx for slides
  footing team 'Sales > North'               its released figures and its next step
  footing token make 'Power BI' --scope releases:read
  footing doctor data                        whether everything in a data directory is there

Settings come from footing.toml in the current directory, then from the environment (FOOTING_LISTEN, FOOTING_DATA, \
FOOTING_ADDRESS, FOOTING_CONTENT, FOOTING_LOG, FOOTING_MAIL, FOOTING_MAIL_FROM), then from the command line; the later wins. \
The server and every command read them alike. Paths in footing.toml are relative to the current directory.

roster, wave, audit, team, token and admin work beside a running server too: it does what they ask.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages. Creates the data directory at first start.
    Serve(serve::Serve),
    /// Check surveys, steps and texts: every fault with its place and how to correct it.
    Check(check::Check),
    /// Score a table of answers: scores, level and next step for every row.
    Score(score::Score),
    /// Analyse a table of answers: how well the items measure, what lies between groups, what stands out.
    Analyse(analyse::Analyse),
    /// Plan a survey: what teams of a size can show, and how many answers and items a reliability takes.
    Plan(plan::PlanTeams),
    /// Make up a table of answers with known properties, for demonstrations and tests.
    Simulate(simulate::Simulate),
    /// The organisation's list of its people, in and out.
    #[command(subcommand)]
    Roster(roster::Roster),
    /// Open, close and show waves.
    #[command(subcommand)]
    Wave(wave::Wave),
    /// Show what the audit of a released wave examined and found, in words, for those who have to trust it.
    Audit(wave::One),
    /// Write a chart of a released wave as SVG, PNG or PDF.
    Chart(chart::Chart),
    /// Write everything a released wave shows as one long table, or as every file there is.
    Export(export::Export),
    /// Write the report of a released wave as PDF, as slides, or the technical report.
    Report(export::Report),
    /// Show one team's released figures and its next step.
    Team(team::Team),
    /// Tokens with which programs read figures and keep the roster over the API.
    #[command(subcommand)]
    Token(token::Token),
    /// Let somebody in, and read the audit log.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Say whether everything in a data directory is there, and what to do if it is not.
    Doctor(doctor::Doctor),
    /// Print the licences of everything in this program.
    Licences,
}

/// Where surveys, steps and texts are read from.
#[derive(Debug, clap::Args)]
struct ContentFrom {
    /// A directory with surveys, steps/ and text/ to use instead of those that come with Footing; else what
    /// `FOOTING_CONTENT` or `content` in footing.toml says.
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
}

impl ContentFrom {
    /// The part of the settings that these flags say.
    fn source(&self) -> Source {
        Source { content: self.content.as_ref().map(|path| path.display().to_string()), ..Source::default() }
    }

    /// The content the settings name.
    fn load(&self) -> Result<Content> {
        Content::load(Settings::resolve(self.source())?.content.as_deref())
    }
}

/// How a command ended. Clap itself exits with 2 for a command line it does not understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Good,
    /// It ran to its end, and found something wrong in what it was given.
    Faults,
}

/// Runs the command line and says how it went: 0 good, 1 faults or failure, 2 not understood.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let given: Vec<OsString> = arguments.into_iter().collect();
    let command = match Arguments::try_parse_from(&given) {
        Ok(arguments) => arguments.command,
        Err(error) => {
            // A closed pipe is no reason to complain about the complaint.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let terminal = Terminal::own();
    let (is_for_servers, file) = (command.is_for_servers(), command.file());
    let ending = command.run(&terminal);
    let in_use = ending.as_ref().err().and_then(|error| match error.downcast_ref() {
        Some(OpenError::InUse(dir)) if is_for_servers => Some(dir.clone()),
        _ => None,
    });
    let Some(dir) = in_use else { return ExitCode::from(code_of(ending, &terminal)) };
    let words = given.into_iter().map(|word| word.to_string_lossy().into_owned()).collect();
    match control::hand_over(&dir, words, &terminal.was_read(), file.as_deref()) {
        Ok(code) => ExitCode::from(code),
        Err(error) => ExitCode::from(code_of(Err(error), &terminal)),
    }
}

/// Runs a command that somebody handed to a server.
fn run_for_caller(arguments: Vec<String>, terminal: &Terminal) -> u8 {
    match Arguments::try_parse_from(arguments) {
        Ok(Arguments { command }) if command.is_for_servers() => code_of(command.run(terminal), terminal),
        Ok(_) => code_of(Err(anyhow::anyhow!("a server does not run this for others")), terminal),
        Err(error) => {
            let _ = write!(terminal.err(), "{error}");
            u8::try_from(error.exit_code()).unwrap_or(2)
        }
    }
}

impl Command {
    fn run(self, terminal: &Terminal) -> Result<Ending> {
        match self {
            Command::Serve(command) => command.run(),
            Command::Check(command) => command.run(),
            Command::Score(command) => command.run(),
            Command::Analyse(command) => command.run(),
            Command::Plan(command) => command.run(),
            Command::Simulate(command) => command.run(),
            Command::Roster(command) => command.run(terminal),
            Command::Wave(command) => command.run(terminal),
            Command::Audit(command) => command.audit(terminal),
            Command::Chart(command) => command.run(terminal),
            Command::Export(command) => command.run(terminal),
            Command::Report(command) => command.run(terminal),
            Command::Team(command) => command.run(terminal),
            Command::Token(command) => command.run(terminal),
            Command::Admin(command) => command.run(terminal),
            Command::Doctor(command) => command.run(),
            Command::Licences => licences::print(),
        }
    }

    /// Whether a running server does it for a command beside it: what is small, and needs no other file than one.
    fn is_for_servers(&self) -> bool {
        matches!(
            self,
            Command::Roster(_)
                | Command::Wave(_)
                | Command::Audit(_)
                | Command::Team(_)
                | Command::Token(_)
                | Command::Admin(_)
        )
    }

    /// The file that results go to, where a server may do the rest.
    fn file(&self) -> Option<PathBuf> {
        match self {
            Command::Roster(command) => command.file().map(Path::to_owned),
            _ => None,
        }
    }
}

fn code_of(ending: Result<Ending>, terminal: &Terminal) -> u8 {
    match ending {
        Ok(Ending::Good) => 0,
        Ok(Ending::Faults) => 1,
        // The reader of the output, `head` for example, has seen enough.
        Err(error) if output::is_closed() || is_closed_pipe(&error) => 0,
        Err(error) => {
            let _ = writeln!(terminal.err(), "footing: {error:#}");
            1
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    causes.any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
