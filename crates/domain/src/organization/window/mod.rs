//! 窗口: where papers are taken in and results handed out, and for which departments.

mod command;
mod decide;
mod event;
mod state;

use std::collections::BTreeSet;

use daowei_ident::{DepartmentId, DivisionCode, WindowId};
use serde::{Deserialize, Serialize};

pub use command::Command;
pub use decide::{decide, open};
pub use event::{Closed, Event, Opened, ServedAgreed, ServedChanged, ServedProposed};

use super::Validity;

/// What kind of window (N-3.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowKind {
    /// 部门窗口
    Department,
    /// 综合窗口: takes papers and hands out results for several departments; acceptance stays in the department's name.
    Composite,
    /// 下属单位窗口
    Subordinate,
    /// 出件窗口
    Issue,
}

/// 窗口, as its stream has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Its id.
    pub id: WindowId,
    /// Number on the plate, such as A12.
    pub number: String,
    /// Kind.
    pub kind: WindowKind,
    /// Departments that it serves.
    pub serves: BTreeSet<DepartmentId>,
    /// What it is to serve once leaders have agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<ServedProposed>,
    /// Where it stands.
    pub place: String,
    /// Division of the hall.
    pub division: DivisionCode,
    /// When it is open for service.
    pub validity: Validity,
}

impl Window {
    /// The departments whose leaders are to agree that it serves them.
    pub fn waiting(&self) -> impl Iterator<Item = DepartmentId> {
        let proposed = self.proposed.iter().flat_map(|proposal| &proposal.serves);
        proposed.filter(|department| !self.serves.contains(department)).copied()
    }
}
