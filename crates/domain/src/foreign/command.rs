//! What is registered.

use daowei_ident::{DepartmentId, ForeignCaseId};

use super::{Origin, Progress};
use crate::text::Text;

/// 登记专网办件
#[derive(Clone, Debug, PartialEq)]
pub struct Register {
    /// Its id here.
    pub id: ForeignCaseId,
    /// The system.
    pub system: String,
    /// Its number there.
    pub number: String,
    /// The organ that handles it.
    pub department: DepartmentId,
    /// The item's name as written, where it is on no list.
    pub item_name: String,
    /// Whether the registrant says that the item is on no list.
    pub unlisted: bool,
    /// Who applied, where that is said.
    pub applicant: Option<Text>,
    /// How far it is.
    pub progress: Progress,
    /// By hand, or from a file.
    pub origin: Origin,
}
