//! The pages: a file each. A page takes what a use case returned and gives the body of a document.

mod deletion;
mod failure;
mod home;
mod intro;
mod link;
mod me;
mod progress;
mod question;
mod result;
mod review;
mod stored;

pub use crate::ui::parts::ErrorSummary;
pub use deletion::{deleted, deletion};
pub use failure::{Failure, failure};
pub use home::home;
pub use intro::{Intro, intro};
pub use link::{invitation, new_link};
pub use me::{Me, me};
pub use progress::{CheckInForm, progress};
pub use question::{QuestionPage, question, question_title};
pub use result::{result, result_title, step};
pub use review::review;
pub use stored::stored;
