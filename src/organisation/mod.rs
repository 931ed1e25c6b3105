//! People: who somebody is to Footing, and how they prove it.
//! Pure: keys are made from random bits the caller brings.

mod person;

pub use person::{KeyHash, PersonId, PersonKey};
