//! The pages: a file each. A page takes what a use case returned and gives the body of a document.

pub mod admin;
mod deletion;
mod example;
mod failure;
mod home;
mod intro;
mod link;
mod me;
mod progress;
mod question;
mod result;
mod review;
mod sign_in;
mod stored;
mod teams;
mod wave;

pub use crate::ui::parts::ErrorSummary;
pub use deletion::{deleted, deletion};
pub use example::example;
pub use failure::{Failure, failure};
pub use home::{Home, home};
pub use intro::{Intro, intro};
pub use link::{invitation, new_link};
pub use me::{Me, me};
pub use progress::{CheckInForm, progress};
pub use question::{Course, CourseEnd, QuestionPage, question, question_title};
pub use result::{result, result_title, step};
pub use review::review;
pub use sign_in::{enter, link_sent, link_sent_title, sign_in};
pub use stored::stored;
pub use teams::{TeamsPage, no_release, teams};
pub use wave::{contract, thanks};
