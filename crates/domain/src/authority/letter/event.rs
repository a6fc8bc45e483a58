//! What has happened to a letter.

use daowei_ident::{DepartmentId, LetterId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Granted, Revocation};
use crate::organization::Validity;
use crate::record::events;

/// Signed by the principal leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Its id.
    pub letter: LetterId,
    /// Its number.
    pub number: String,
    /// The department.
    pub department: DepartmentId,
    /// The principal leader who signed.
    pub signer: PersonId,
    /// Who holds it.
    pub holder: PersonId,
    /// Powers and items.
    pub grants: Vec<Granted>,
    /// From–to.
    pub validity: Validity,
    /// The day of signing.
    pub signed_on: Date,
    /// B 岗
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy_of: Option<PersonId>,
}

/// Revoked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoked {
    /// When and why.
    pub revocation: Revocation,
}

events! {
    /// Events of a letter's stream.
    Event {
        /// Signed.
        Signed(Signed) = "letter.signed",
        /// Revoked.
        Revoked(Revoked) = "letter.revoked",
    }
}
