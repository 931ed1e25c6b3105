//! A table that a spreadsheet or another program wrote: CSV in, rows of cells with their places out. It is read whole
//! or refused, and every fault says where it is and what to write instead. Rosters and tables of answers come through
//! here alike; what a column means is known by the caller.

mod encoding;
mod fault;
mod header;
mod meant;
mod record;
mod separator;
mod sheet;
mod spelling;

pub use fault::{Place, TableFault, TableFaults};
pub use header::{Header, shortened};
pub use meant::meant;
pub use sheet::{Sheet, SheetRow};
pub use spelling::one_spelling;
