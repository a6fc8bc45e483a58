//! 证照: number, holder, item, validity, state; enough to be issued and found.

mod event;
mod state;

use daowei_ident::{CaseId, DepartmentId, DocumentNumber, ItemId, LicenseId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use event::{Event, HolderCorrected, Issued, Revoked, Superseded};

use crate::case::Party;

/// Whether a license stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 有效
    Valid,
    /// A later decision of the same case took its place (practice.md §1.6).
    Superseded,
    /// 已撤销 (行政许可法 art. 69)
    Revoked,
}

/// 证照, as its stream has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct License {
    /// Its id.
    pub id: LicenseId,
    /// Its number.
    pub number: DocumentNumber,
    /// Its name.
    pub name: String,
    /// The case that issued it.
    pub case: CaseId,
    /// The item.
    pub item: Option<ItemId>,
    /// Who issued it.
    pub department: DepartmentId,
    /// Who holds it.
    pub holder: Party,
    /// First day.
    pub valid_from: Date,
    /// Last day, where it ends.
    pub valid_until: Option<Date>,
    /// State.
    pub state: State,
}

#[cfg(test)]
mod tests;
