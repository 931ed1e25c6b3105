//! A person without a name: an id that everything of theirs is filed under.

use crate::survey::random_id;

random_id! {
    /// The name everything of one person is filed under. It is never shown.
    PersonId
}
