//! Faults from outside: crashes, signals, disks that are full or broken, files that were changed. What was acknowledged
//! stays, what cannot be done is said, and what can still be done goes on.

mod ballots;
mod changed_survey;
mod crash;
mod crowd;
mod damage;
mod descriptors;
mod directory_in_use;
mod disk_error;
mod doctor;
mod earlier_layout;
mod events;
mod full_disk;
mod large_values;
mod ledger;
mod specimen;
mod stop;
mod sync;
