//! What has happened to the settings.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Key;
use crate::record::events;

/// A value was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Which.
    pub key: Key,
    /// To what.
    pub value: u32,
    /// From when.
    pub from: Date,
    /// The document that it rests on.
    pub document: String,
}

events! {
    /// Events of the settings' stream.
    Event {
        /// A value was set.
        Changed(Changed) = "setting.changed",
    }
}
