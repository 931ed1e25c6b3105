//! What happens without anybody waiting for it on a page: waves that close, answers whose time is over, letters, and files that
//! take long to make; and the pool in which everything heavy is done, a few things at a time.

mod entity_tag;
mod export_bundles;
mod letters;
mod notifier;
mod pending_imports;
mod render_pool;
mod schedule;
mod shelf;
mod troubles;
mod turnout;

pub use entity_tag::EntityTag;
pub use export_bundles::{ExportBundles, Progress};
pub use notifier::Notifier;
pub use pending_imports::PendingImports;
pub use render_pool::{NotMade, RenderPool};
pub use schedule::Schedule;
pub use troubles::Troubles;
pub use turnout::Turnout;
