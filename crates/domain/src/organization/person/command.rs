//! What can be asked of a person's record.

use daowei_ident::{PersonId, PostId};
use jiff::civil::Date;

use super::{Employment, Post};
use crate::organization::Validity;
use crate::text::Text;

/// Who confirms a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// 安全管理员: any post.
    Security,
    /// A leader of the department: posts of its own staff.
    Leader,
}

/// A command to an existing person's record.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Appoint to a post: the host's hand, at installation and import.
    Appoint(Post),
    /// Propose a post; it is held once somebody else confirms.
    Propose {
        /// The post.
        post: Post,
        /// Who proposes.
        by: PersonId,
    },
    /// Confirm a proposed post, or the proposed end of one.
    Confirm {
        /// Which.
        post: PostId,
        /// Who confirms.
        by: PersonId,
        /// As what.
        hand: Hand,
    },
    /// End a post.
    EndPost {
        /// Which.
        post: PostId,
        /// The first day without it.
        on: Date,
        /// Who; nobody where it is the host.
        by: Option<PersonId>,
    },
    /// Employment changes.
    ChangeEmployment {
        /// As it is to stand.
        employment: Employment,
        /// The legal date.
        today: Date,
        /// Who; nobody where it is the host.
        by: Option<PersonId>,
    },
    /// Confirm a proposed change of employment.
    ConfirmEmployment {
        /// The legal date.
        today: Date,
        /// Who confirms.
        by: PersonId,
        /// As what.
        hand: Hand,
    },
    /// Record an absence; one that begins on the same day is replaced, and ends on that day where it did not come about.
    RecordAbsence {
        /// When.
        validity: Validity,
        /// The legal date of recording.
        today: Date,
        /// Why it is recorded late, where it is.
        reason: Option<Text>,
    },
}
