//! What can be asked of a person's record.

use daowei_ident::PostId;
use jiff::civil::Date;

use super::{Employment, Post};
use crate::organization::Validity;

/// A command to an existing person's record.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Appoint to a post.
    Appoint(Post),
    /// End a post.
    EndPost {
        /// Which.
        post: PostId,
        /// The first day without it.
        on: Date,
    },
    /// Employment changes.
    ChangeEmployment(Employment),
    /// Record an absence; one that begins on the same day is replaced, and ends on that day where it did not come about.
    RecordAbsence(Validity),
}
