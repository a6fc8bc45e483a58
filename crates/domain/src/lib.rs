//! The law of the house: pure functions over values.
//!
//! Nothing here does I/O, waits, asks a clock or draws a random number. Time, ids, calendars and texts' references come
//! in as arguments, so that the same arguments give the same events on any machine and in any year.
//!
//! Each noun of the notice has a folder with the same files: `mod.rs` (the types and their story), `command.rs`,
//! `event.rs`, `state.rs`, `decide.rs`, `tests.rs`, and `rules.rs` where it refuses anything.

pub mod authority;
#[cfg(test)]
mod breaking;
pub mod calendar;
pub mod case;
pub mod catalog;
pub mod change;
pub mod enquiry;
pub mod file;
#[cfg(any(test, feature = "fixture"))]
#[expect(clippy::expect_used, reason = "a fixture that cannot be made must stop the test that wants it")]
pub mod fixture;
pub mod foreign;
pub mod handover;
pub mod license;
pub mod limits;
pub mod look;
mod name;
pub mod organization;
pub mod queue;
pub mod rating;
pub mod record;
pub mod rule;
pub mod setting;
pub mod text;

pub use name::Name;
pub use record::{Actor, Authentication, Grant, Ids, Recorded, Staff};
pub use rule::{Language, Rank, Refusal, Rule};
pub use text::{Text, TextRef};
