//! What the integration tests share.

mod app;
mod command;
mod connection;
mod disk;
mod mail_sink;
mod organisation;
mod page;
mod participant;
mod server;
mod strace;
mod wave;

pub use app::{App, ITEMS, LAST_ITEM, Visit, session_of};
pub use command::{Ran, data, run, run_on};
pub use connection::{Connection, Reply};
pub use disk::records;
pub use mail_sink::{MailSink, Manner, Received};
pub use organisation::{Organisation, ROSTER, terms};
pub use page::Page;
pub use participant::{Participant, SURVEY, questions, sheet_entry};
pub use server::{Server, footing};
pub use strace::strace;
pub use wave::{WAVE_DAY, closed_wave, closed_wave_from, event, member, release_of, response, team_practice};
