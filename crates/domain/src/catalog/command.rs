//! What can be asked of an item's record.

use jiff::civil::Date;

use super::{Content, EndReason, Origin};
use crate::organization::Validity;

/// A command to an existing item.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Record a further version.
    RecordVersion {
        /// Where it comes from.
        origin: Origin,
        /// When it is in force.
        validity: Validity,
        /// What it says.
        content: Box<Content>,
    },
    /// End the version in force: a cancelled or suspended item takes no new acceptance (N-3.1.3). A suspended one can still be
    /// cancelled.
    End {
        /// Why.
        reason: EndReason,
        /// The first day without it.
        on: Date,
        /// The approval document.
        document: String,
    },
    /// The law itself stops it, whatever the list says (practice.md §1.2).
    StopByLaw {
        /// The first day without it.
        on: Date,
        /// The document that abolished it.
        document: String,
    },
}
