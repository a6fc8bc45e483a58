//! What can be asked of a hand-over.

use daowei_ident::{CaseId, HandoverId, PersonId};

use super::{Counted, Held};
use crate::text::Text;

/// 提出交接
#[derive(Clone, Debug, PartialEq)]
pub struct Propose {
    /// Its id.
    pub handover: HandoverId,
    /// Who takes over.
    pub taker: PersonId,
    /// The cases that the giver holds.
    pub cases: Vec<Held>,
    /// Seals and stock.
    pub stock: Vec<Counted>,
    /// 交接说明
    pub remarks: Text,
}

/// A command to a hand-over that waits.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// 确认接班
    Confirm {
        /// The cases that the giver holds now.
        held: Vec<CaseId>,
    },
    /// 退回
    Return {
        /// Why.
        reason: Text,
    },
    /// 撤回
    Withdraw,
}
