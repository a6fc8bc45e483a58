//! 好差评: what somebody thinks of a visit, in five levels (国办发〔2019〕51号). On the spot each visit is rated once (一次一评,
//! GB/T 39734): a case or an enquiry, on one day. It is voluntary, and it is the applicant's alone: staff neither give nor change one.
//! 不满意 and 非常不满意 are 差评: each is looked into, and what was done is on record (整改).

mod command;
mod decide;
mod event;
pub mod rules;
mod state;
mod visit;

use daowei_ident::{CaseId, DepartmentId, EnquiryId, PersonId, RatingId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use command::{FollowUp, Rate};
#[cfg(test)]
pub(crate) use decide::MOST;
pub use decide::{by_applicant, follow_up, rate, unrated};
pub use event::{Event, FollowedUp, Given};
pub use visit::{AtWindow, served_by};

use crate::text::TextRef;

/// Characters of the rater's words at most.
pub const LONGEST: usize = 500;

/// 评价等级
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 非常满意
    VerySatisfied,
    /// 满意
    Satisfied,
    /// 基本满意
    Fair,
    /// 不满意
    Dissatisfied,
    /// 非常不满意
    VeryDissatisfied,
}

impl Level {
    /// Every level, the best first.
    pub const ALL: [Level; 5] =
        [Self::VerySatisfied, Self::Satisfied, Self::Fair, Self::Dissatisfied, Self::VeryDissatisfied];

    /// 差评: to be followed up.
    #[must_use]
    pub fn is_bad(self) -> bool {
        matches!(self, Self::Dissatisfied | Self::VeryDissatisfied)
    }
}

/// What the visit was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A case.
    Case(CaseId),
    /// An enquiry.
    Enquiry(EnquiryId),
}

/// A visit: what for, on which day, and who served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// What for.
    pub subject: Subject,
    /// 办件编号 or 告知单编号
    pub number: String,
    /// The item's name.
    pub item_name: String,
    /// In whose name.
    pub department: DepartmentId,
    /// Who served.
    pub served_by: PersonId,
    /// The day.
    pub on: Date,
}

/// 评价, as its stream has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// Its id.
    pub id: RatingId,
    /// Of which visit.
    pub visit: Visit,
    /// How it was.
    pub level: Level,
    /// The rater's own words, in the vault.
    pub words: Option<TextRef>,
    /// Until when it is to be followed up; nothing where it need not be.
    pub due: Option<Date>,
    /// What was done, in the order of recording.
    pub followed_up: Vec<FollowedUp>,
}

#[cfg(test)]
mod tests;
