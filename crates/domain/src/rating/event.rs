//! What has happened to a rating.

use daowei_ident::{PersonId, RatingId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Level, Visit};
use crate::record::events;
use crate::text::TextRef;

/// Given by the applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Its id.
    pub rating: RatingId,
    /// Of which visit.
    pub visit: Visit,
    /// How it was.
    pub level: Level,
    /// The rater's own words, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<TextRef>,
    /// Until when it is to be followed up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// 整改
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowedUp {
    /// When.
    pub on: Date,
    /// By whom.
    pub by: PersonId,
    /// What was done, in the vault.
    pub what: TextRef,
}

events! {
    /// Events of a rating's stream.
    Event {
        /// Given.
        Given(Box<Given>) = "rating.given",
        /// Followed up.
        FollowedUp(FollowedUp) = "rating.followed_up",
    }
}
