//! What has happened to a change.

use std::collections::BTreeSet;

use daowei_ident::{DepartmentId, DivisionCode, ItemId, ListChangeId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Hand, Office, Proposal, Signal};
use crate::record::events;
use crate::text::TextRef;

/// Proposed by the department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposed {
    /// Its id.
    pub change: ListChangeId,
    /// The department.
    pub department: DepartmentId,
    /// The division whose lists it alters.
    pub division: DivisionCode,
    /// Who proposed it.
    pub person: PersonId,
    /// What.
    pub proposal: Proposal,
    /// The next hand.
    pub hand: Hand,
}

/// Proposed anew after a return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revised {
    /// Which revision it is, from 2.
    pub revision: u32,
    /// Who proposed it.
    pub person: PersonId,
    /// What.
    pub proposal: Proposal,
    /// The next hand.
    pub hand: Hand,
}

/// An office agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpinionGiven {
    /// Which.
    pub office: Office,
    /// Who.
    pub person: PersonId,
    /// Its words.
    pub words: TextRef,
    /// Signs of an approval in disguise that it found not to be one.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub cleared: BTreeSet<Signal>,
    /// Whether the government has to approve, by the setting of that day.
    pub to_government: bool,
    /// The next hand.
    pub hand: Hand,
}

/// Returned to the department by whoever had it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returned {
    /// The office; nothing where the government returned it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<Office>,
    /// Who.
    pub person: PersonId,
    /// Why.
    pub reason: TextRef,
    /// The department's hand.
    pub hand: Hand,
}

/// Approved by the government.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approved {
    /// 批准文号
    pub document: String,
    /// Who recorded it.
    pub person: PersonId,
    /// The next hand.
    pub hand: Hand,
}

/// Not approved by the government.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// Why.
    pub reason: TextRef,
    /// The day.
    pub on: Date,
}

/// What became of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The item.
    pub item: ItemId,
    /// Ordinal of the version that was recorded; nothing where it only ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// Published: the items' own streams say the same in the same unit of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The day from which it holds.
    pub effective: Date,
    /// The document that approved it.
    pub document: String,
    /// What became of each item.
    pub outcomes: Vec<Outcome>,
}

/// Taken back by the department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// Why.
    pub reason: TextRef,
    /// The day.
    pub on: Date,
}

events! {
    /// Events of a change's stream.
    Event {
        /// Proposed.
        Proposed(Box<Proposed>) = "change.proposed",
        /// Proposed anew.
        Revised(Box<Revised>) = "change.revised",
        /// An opinion.
        OpinionGiven(OpinionGiven) = "change.opinion_given",
        /// Returned.
        Returned(Returned) = "change.returned",
        /// Approved.
        Approved(Approved) = "change.approved",
        /// Not approved.
        Refused(Refused) = "change.refused",
        /// Published.
        Published(Published) = "change.published",
        /// Taken back.
        Withdrawn(Withdrawn) = "change.withdrawn",
    }
}
