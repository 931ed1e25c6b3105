//! How things are set: charts as SVG, PNG and PDF, documents as PDF, presentations as PPTX. Nothing here knows what a survey
//! is; what is to be said comes in words and numbers.

pub mod chart;
pub mod pdf;
pub mod presentation;
pub(crate) mod text;
