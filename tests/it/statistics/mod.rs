//! The statistics room against R, against itself, and against planted faults.

mod data;
mod degenerate;
mod faults;
mod oracle;
mod planning;
mod properties;
mod table;
