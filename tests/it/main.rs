//! The integration tests, in one binary: everything here goes through a door that people or programs use.

mod browser;
mod cli;
mod faults;
mod house;
mod http;
mod random_surveys;
mod support;
