//! Tests in a real Chromium against the real server: what a person sees, types and taps.
//!
//! Each test has a server, a data directory and a browser profile of its own. A test keeps one browser open at a time,
//! and two tests at most have one, so that nobody waits for a seat somebody else will not give up.

mod accessibility;
mod assessment;
mod ballots;
mod company;
mod history;
mod journeys;
mod keyboard;
mod languages;
mod links;
mod names;
mod phone;
mod saving;
mod session;
mod teams;
mod tour;
mod visitor;
mod waves;
mod weight;
mod without_scripts;
mod words;
