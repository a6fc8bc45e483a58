//! What can be asked of the settings.

use jiff::civil::Date;

use super::Key;

/// A command to the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Let a value hold from a day on.
    Change {
        /// Which.
        key: Key,
        /// To what.
        value: u32,
        /// From when.
        from: Date,
        /// The document that it rests on.
        document: String,
    },
}
