//! The integration tests, in one binary: everything here goes through a door that people or programs use.

mod analyse;
mod api;
mod ballots;
mod browser;
mod charts;
mod check_data;
mod cli;
mod faults;
mod house;
mod http;
mod insights;
mod leaks;
mod letters;
mod mail;
mod origins;
mod plan;
mod qualities;
mod random_surveys;
mod releases;
mod routes;
mod simulate;
mod standings;
mod statistics;
mod support;
mod tabulations;
mod waves;
