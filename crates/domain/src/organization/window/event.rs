//! What has happened to a window.

use std::collections::BTreeSet;

use daowei_ident::{DepartmentId, DivisionCode, WindowId};
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
        /// Closed.
        Closed(Closed) = "window.closed",
    }
}
