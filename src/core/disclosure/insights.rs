//! A release with all that is needed to show it.

use std::sync::Arc;

use crate::survey::{Survey, Wording};
use crate::wave::Wave;

use super::release::Release;

/// A release with those before it.
#[derive(Clone, Debug)]
pub struct Insights {
    /// The wave it was released from, closed by then.
    pub wave: Wave,
    /// Shared, since every page and every file of it reads the same.
    pub release: Arc<Release>,
    /// In the versions that were asked.
    pub surveys: Vec<Arc<Survey>>,
    /// Oldest first.
    pub earlier: Vec<Arc<Release>>,
    /// What the steps of the release are called, by their id.
    pub steps: Vec<(String, Wording)>,
}
