//! What Footing knows: how surveys are asked, answers scored, figures estimated and steps chosen, and what of it
//! anybody may be shown. Pure: no clock, no chance, no disk and no network; the caller brings them as arguments.
//!
//! An answer passes the rooms in this order: [`survey`] → [`scoring`] → [`wave`] → [`disclosure`] → a release.
//! [`measurement`] and [`statistics`] say how far figures can be trusted, [`guidance`] and [`practice`] what follows
//! from them, [`organisation`] who is asked; [`table`] reads what spreadsheets write, and [`text`] has the words.

#![deny(missing_docs)]

pub mod disclosure;
pub mod guidance;
pub mod measurement;
pub mod organisation;
pub mod practice;
pub mod scoring;
pub mod statistics;
pub mod survey;
pub mod table;
pub mod text;
pub mod wave;
