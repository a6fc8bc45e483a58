//! What can be asked of a department.

use daowei_ident::{DepartmentId, PersonId};
use jiff::civil::Date;

use super::{Changed, Leadership, Section};
use crate::organization::Validity;

/// A command to an existing department.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Describe the organ anew.
    Change {
        /// As it is to stand.
        changed: Changed,
        /// The legal date of recording; nothing where a table is taken in, which tells of the past.
        today: Option<Date>,
    },
    /// Set up or change a section.
    ArrangeSection(Section),
    /// Put a leader on record.
    AppointLeader {
        /// Who.
        person: PersonId,
        /// As what.
        leadership: Leadership,
        /// From when, until when.
        validity: Validity,
    },
    /// Another organ takes over its functions, or a part of them where they are split.
    Succeed {
        /// A successor.
        by: DepartmentId,
        /// The first day without this organ, the same for every successor.
        on: Date,
        /// The founding document that says so; empty where a table is taken in.
        document: String,
        /// The organ of whoever records it; nobody's where it is the host.
        recorder: Option<DepartmentId>,
        /// The legal date of recording; nothing where a table is taken in.
        today: Option<Date>,
    },
}
