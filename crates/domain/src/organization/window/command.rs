//! What can be asked of a window.

use std::collections::BTreeSet;

use daowei_ident::DepartmentId;
use jiff::civil::Date;

/// A command to an existing window.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Serve these departments from now on.
    Serve(BTreeSet<DepartmentId>),
    /// Close for good.
    Close {
        /// The first day without it.
        on: Date,
    },
}
