//! What has happened to a hand-over.

use daowei_ident::{DepartmentId, HandoverId, PersonId, WindowId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Counted, Held};
use crate::record::{Staff, events};
use crate::text::TextRef;

/// Proposed by the giver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposed {
    /// Its id.
    pub handover: HandoverId,
    /// The department.
    pub department: DepartmentId,
    /// The window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowId>,
    /// Who hands over: by that right the cases change hands when it is confirmed.
    pub giver: Staff,
    /// Who takes over.
    pub taker: PersonId,
    /// The day.
    pub on: Date,
    /// The cases.
    pub cases: Vec<Held>,
    /// Seals and stock.
    pub stock: Vec<Counted>,
    /// 交接说明
    pub remarks: TextRef,
}

/// Confirmed by the taker: the cases have changed hands in the same unit of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// The day.
    pub on: Date,
}

/// Given back by the taker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returned {
    /// Why.
    pub reason: TextRef,
}

/// Taken back by the giver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// The day.
    pub on: Date,
}

events! {
    /// Events of a hand-over's stream.
    Event {
        /// Proposed.
        Proposed(Box<Proposed>) = "handover.proposed",
        /// Confirmed.
        Confirmed(Confirmed) = "handover.confirmed",
        /// Given back.
        Returned(Returned) = "handover.returned",
        /// Taken back.
        Withdrawn(Withdrawn) = "handover.withdrawn",
    }
}
