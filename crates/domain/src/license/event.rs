//! What has happened to a license.

use daowei_ident::{CaseId, DepartmentId, DocumentId, DocumentNumber, ItemId, LicenseId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Party;
use crate::record::events;

/// Issued by a decision that grants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// Its id.
    pub license: LicenseId,
    /// Its number.
    pub number: DocumentNumber,
    /// Its name.
    pub name: String,
    /// The case.
    pub case: CaseId,
    /// The decision.
    pub document: DocumentId,
    /// The item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// Who issues it.
    pub department: DepartmentId,
    /// Who holds it.
    pub holder: Party,
    /// First day.
    pub valid_from: Date,
    /// Last day, where it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

/// A later decision of the same case took its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Superseded {
    /// The later decision.
    pub document: DocumentId,
    /// When.
    pub on: Date,
}

/// 撤销 (行政许可法 art. 69): a later decision took back what was granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoked {
    /// The decision that revokes.
    pub document: DocumentId,
    /// When.
    pub on: Date,
}

/// The record of its holder was corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderCorrected {
    /// The holder, with the new version of the record.
    pub holder: Party,
    /// 更正书
    pub document: DocumentId,
    /// When.
    pub on: Date,
}

events! {
    /// Events of a license's stream.
    Event {
        /// Issued.
        Issued(Box<Issued>) = "license.issued",
        /// Superseded.
        Superseded(Superseded) = "license.superseded",
        /// Revoked.
        Revoked(Revoked) = "license.revoked",
        /// Its holder's record was corrected.
        HolderCorrected(Box<HolderCorrected>) = "license.holder_corrected",
    }
}
