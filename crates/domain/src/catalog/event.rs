//! What has happened to an item.

use daowei_ident::ItemId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Content, EndReason, Origin};
use crate::organization::Validity;
use crate::record::events;

/// A version was recorded. The only source of versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionRecorded {
    /// The item.
    pub item: ItemId,
    /// Ordinal, from 1.
    pub number: u32,
    /// Where it comes from.
    pub origin: Origin,
    /// When it is in force.
    pub validity: Validity,
    /// What it says.
    pub content: Box<Content>,
}

/// The version in force was ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionEnded {
    /// Ordinal.
    pub number: u32,
    /// The first day without it.
    pub on: Date,
    /// The approval document.
    pub document: String,
    /// Why.
    #[serde(default, skip_serializing_if = "EndReason::is_canceled")]
    pub reason: EndReason,
}

/// The law itself stopped the item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoppedByLaw {
    /// The first day without it.
    pub on: Date,
    /// The document that abolished it.
    pub document: String,
}

events! {
    /// Events of an item's stream.
    Event {
        /// A version.
        VersionRecorded(VersionRecorded) = "item.version_recorded",
        /// An end.
        VersionEnded(VersionEnded) = "item.version_ended",
        /// A stop by law.
        StoppedByLaw(StoppedByLaw) = "item.stopped_by_law",
    }
}
