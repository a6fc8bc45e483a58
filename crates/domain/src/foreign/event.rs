//! What has happened to the registration of a foreign case.

use daowei_ident::{DepartmentId, ForeignCaseId, ItemId};
use serde::{Deserialize, Serialize};

use super::{AmendReason, Origin, Progress};
use crate::record::events;
use crate::text::TextRef;

/// Registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registered {
    /// Its id here.
    pub id: ForeignCaseId,
    /// The system.
    pub system: String,
    /// Its number there.
    pub number: String,
    /// The item; nothing where it is on no list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// Its name.
    pub item_name: String,
    /// The organ that handles it.
    pub department: DepartmentId,
    /// Who applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant: Option<TextRef>,
    /// How far it is.
    pub progress: Progress,
    /// By hand, or from a file.
    pub origin: Origin,
}

/// The case went on there, or was registered wrongly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amended {
    /// As it stood.
    pub before: Progress,
    /// As it stands now.
    pub after: Progress,
    /// By hand, or from a file.
    pub origin: Origin,
    /// Why, where it was done by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<AmendReason>,
}

/// A file of the system says the same as was registered by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {}

events! {
    /// Events of a foreign case's stream.
    Event {
        /// Registered.
        Registered(Box<Registered>) = "foreign.registered",
        /// Times or result were amended.
        Amended(Box<Amended>) = "foreign.amended",
        /// Confirmed by the system's own file.
        Confirmed(Confirmed) = "foreign.confirmed",
    }
}
