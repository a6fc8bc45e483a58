//! 咨询: a question about one item, answered at the window at once and in writing. 一次性告知单 names the papers of the
//! version in force for the situation of whoever asks, before there is any case (practice.md §3.2). It is no 补正告知书:
//! that one answers an application, binds the organ and stops nothing either.

mod command;
mod decide;
mod event;
pub mod rules;
mod sheet;
mod state;

use daowei_ident::{DepartmentId, DocumentNumber, EnquiryId, ItemId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use command::Tell;
pub use decide::tell;
pub use event::{Event, SheetIssued, Told};
pub use sheet::{Sheet, print};

use crate::text::TextRef;

/// The word between the organ's short name and the year in the number of a sheet.
pub const SERIES: &str = "咨告";

/// 一次性告知单, as it was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// Its number.
    pub number: DocumentNumber,
    /// The day of telling.
    pub on: Date,
    /// Its text, in the vault.
    pub text: TextRef,
}

/// 咨询, as its stream has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enquiry {
    /// Its id.
    pub id: EnquiryId,
    /// The item asked about.
    pub item: ItemId,
    /// The version that was told.
    pub item_version: u32,
    /// Its name in that version.
    pub item_name: String,
    /// The organ in whose name it was told.
    pub department: DepartmentId,
    /// The lines of the item's list that were told, in the order of the list.
    pub papers: Vec<String>,
    /// The situation that was told by whoever asks, in the vault.
    pub situation: Option<TextRef>,
    /// What was told beside the list, in the vault.
    pub advice: Option<TextRef>,
    /// Who asked, in the vault.
    pub asker: Option<TextRef>,
    /// Their telephone, in the vault.
    pub phone: Option<TextRef>,
    /// The sheet; nothing only between the two events of one unit of work.
    pub sheet: Option<Issued>,
}

#[cfg(test)]
mod tests;
