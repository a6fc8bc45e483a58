//! What has happened to an enquiry.

use daowei_ident::{DepartmentId, EnquiryId, ItemId};
use serde::{Deserialize, Serialize};

use super::Issued;
use crate::record::events;
use crate::text::TextRef;

/// Answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// Its id.
    pub enquiry: EnquiryId,
    /// The item.
    pub item: ItemId,
    /// The version that was told.
    pub item_version: u32,
    /// Its name in that version.
    pub item_name: String,
    /// The organ in whose name it was told.
    pub department: DepartmentId,
    /// The lines that were told, in the order of the list.
    pub papers: Vec<String>,
    /// The situation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub situation: Option<TextRef>,
    /// What was told beside the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<TextRef>,
    /// Who asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asker: Option<TextRef>,
    /// Their telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<TextRef>,
}

/// The sheet has its number and its text: last in the unit of work, so that no refusal takes a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetIssued {
    /// The sheet.
    pub sheet: Issued,
}

events! {
    /// Events of an enquiry's stream.
    Event {
        /// Answered.
        Told(Box<Told>) = "enquiry.told",
        /// The sheet was issued.
        SheetIssued(SheetIssued) = "enquiry.sheet_issued",
    }
}
