//! What has happened to a window.

use std::collections::BTreeSet;

use daowei_ident::{DepartmentId, DivisionCode, PersonId, WindowId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::WindowKind;
use crate::organization::Validity;
use crate::record::events;

/// A window was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its id.
    pub window: WindowId,
    /// Number on the plate.
    pub number: String,
    /// Kind.
    pub kind: WindowKind,
    /// Departments that it serves.
    pub serves: BTreeSet<DepartmentId>,
    /// Where it stands.
    pub place: String,
    /// Division of the hall.
    pub division: DivisionCode,
    /// When it is open for service.
    pub validity: Validity,
}

/// It serves other departments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServedChanged {
    /// All departments that it now serves.
    pub serves: BTreeSet<DepartmentId>,
}

/// It is to serve other departments as well: each waits for a leader of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServedProposed {
    /// All departments that it is to serve.
    pub serves: BTreeSet<DepartmentId>,
    /// Who proposed it.
    pub by: PersonId,
}

/// A leader agreed: it serves his department from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServedAgreed {
    /// The department.
    pub department: DepartmentId,
    /// Who agreed.
    pub by: PersonId,
}

/// It was closed for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// The first day without it.
    pub on: Date,
}

events! {
    /// Events of a window's stream.
    Event {
        /// Opened.
        Opened(Opened) = "window.opened",
        /// Serves others.
        ServedChanged(ServedChanged) = "window.served_changed",
        /// Others wait for their leaders.
        ServedProposed(ServedProposed) = "window.served_proposed",
        /// A leader agreed.
        ServedAgreed(ServedAgreed) = "window.served_agreed",
        /// Closed.
        Closed(Closed) = "window.closed",
    }
}
