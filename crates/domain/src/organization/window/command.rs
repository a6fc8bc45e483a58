//! What can be asked of a window.

use std::collections::BTreeSet;

use daowei_ident::{DepartmentId, PersonId};
use jiff::civil::Date;

/// A command to an existing window.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Serve these departments: those that it served and is to serve no more are gone at once, the others wait for a leader of
    /// theirs.
    Serve {
        /// All of them.
        serves: BTreeSet<DepartmentId>,
        /// Who arranges it; nobody where it is the host, whose word is enough.
        by: Option<PersonId>,
    },
    /// A leader agrees that the window serves his department.
    Agree {
        /// Which.
        department: DepartmentId,
        /// Who.
        by: PersonId,
    },
    /// Close for good.
    Close {
        /// The first day without it.
        on: Date,
    },
}
