//! 交接班: what one hands to the next at a window: the cases that one holds, held originals, seals and stock, each counted, and
//! what is to be known. Proposed by the giver, confirmed by the taker in a session of his own; with the confirmation the cases
//! change hands, so that nothing is without an owner in between (practice.md §3.10).

mod command;
mod decide;
mod event;
pub mod rules;
mod state;

use daowei_ident::{CaseId, CaseNumber, DepartmentId, HandoverId, PersonId, WindowId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use command::{Command, Propose};
pub use decide::{MOST_CASES, decide, propose};
pub use event::{Confirmed, Event, Proposed, Returned, Withdrawn};

use crate::case::{Case, Holder, Stage};
use crate::record::Staff;
use crate::text::TextRef;

/// What a case that is handed over waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// 已收件、未受理
    NotAccepted,
    /// 在办
    InHand,
    /// 待颁发送达
    ToDeliver,
}

/// What is handed over by count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stock {
    /// 行政审批专用章
    ApprovalSeal,
    /// 行政公章
    OfficeSeal,
    /// 空白收件凭证
    Receipts,
    /// 空白证照
    BlankCertificates,
    /// 应急收件单
    OutageSlips,
}

/// One kind of stock, counted by the giver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Which.
    pub stock: Stock,
    /// How many.
    pub count: u32,
}

/// A case that is handed over, as it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: CaseNumber,
    /// What it waits for.
    pub group: Group,
    /// 收原件: how many originals are held with it.
    pub originals: u32,
}

impl Held {
    /// What of a case goes over, where that person holds it and somebody still has to do something.
    #[must_use]
    pub fn of(case: &Case, holder: PersonId) -> Option<Self> {
        let holds = matches!(case.holder, Holder::Office { person, .. } if person == Some(holder));
        let group = match case.stage {
            stage if stage.is_intake() => Group::NotAccepted,
            stage if stage.is_pending() => Group::InHand,
            Stage::Decided | Stage::Sealed => Group::ToDeliver,
            _ => return None,
        };
        let originals = case.held_originals().filter_map(|line| case.papers.get(line));
        let originals = originals.map(|paper| u32::from(paper.copies)).sum();
        holds.then_some(Self { case: case.id, number: case.number, group, originals })
    }
}

/// How a hand-over stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 待接班人确认
    Proposed,
    /// 已交接
    Confirmed,
    /// 已退回
    Returned,
    /// 已撤回
    Withdrawn,
}

/// 交接班, as its stream has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// Its id.
    pub id: HandoverId,
    /// The department.
    pub department: DepartmentId,
    /// The window, where there is one.
    pub window: Option<WindowId>,
    /// Who hands over, in the post of that moment.
    pub giver: Staff,
    /// Who takes over.
    pub taker: PersonId,
    /// The day of proposing.
    pub on: Date,
    /// The cases.
    pub cases: Vec<Held>,
    /// Seals and stock.
    pub stock: Vec<Counted>,
    /// 交接说明, in the vault.
    pub remarks: TextRef,
    /// How it stands.
    pub standing: Standing,
    /// Why it came back, in the vault.
    pub reason: Option<TextRef>,
}

#[cfg(test)]
mod tests;
