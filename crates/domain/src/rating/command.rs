//! What can be asked of a rating.

use daowei_ident::RatingId;

use super::{Level, Visit};
use crate::text::Text;

/// 评价, by the applicant.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// Its id.
    pub rating: RatingId,
    /// The visit that the window has asked about; nothing where it has asked about none.
    pub visit: Option<Visit>,
    /// Whether that visit was rated before.
    pub rated: bool,
    /// Whether the request showed a session of a member of staff.
    pub by_staff: bool,
    /// How it was.
    pub level: Level,
    /// In the applicant's own words.
    pub words: Option<Text>,
}

/// 整改: what was done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowUp {
    /// What.
    pub what: Text,
}
