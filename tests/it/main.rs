//! The integration tests, in one binary: everything here goes through a door that people or programs use.

mod statistics;
mod support;
