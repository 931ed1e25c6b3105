//! The integration tests, in one binary: everything here goes through a door that people or programs use.

mod analyse;
mod check_data;
mod plan;
mod simulate;
mod statistics;
mod support;
