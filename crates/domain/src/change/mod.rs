//! 清单调整: how an entry of the lists comes, alters and goes. No power outside the list, and no list but by this procedure
//! (N-3.1.2): the department proposes with reason and basis, 编办 gives its opinion, then 法制办 its own, the government approves
//! under a document number, and the change is published with the day from which it holds. Either office may return it with
//! reasons, neither acts for the other, and nobody is two hands of one change.
//!
//! The words of reasons and opinions lie in the vault; what is proposed is to become public and stands in the events.

mod command;
mod decide;
mod difference;
mod event;
mod gate;
mod publish;
pub mod rules;
mod signal;
mod state;

use std::collections::BTreeSet;

use daowei_ident::{DepartmentId, DivisionCode, ItemId, ListChangeId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use command::{Command, Context, Given, Propose};
pub use decide::{MOST_ITEMS, decide, has_hand, propose};
pub use difference::{Difference, PaperDifference, Side, difference};
pub use event::{
    Approved, Event, OpinionGiven, Outcome, Proposed, Published, Refused, Returned, Revised, Withdrawn,
};
pub use gate::{Element, missing};
pub use publish::{Publication, publish};
pub use signal::{Signal, signals};

use crate::authority::Act;
use crate::catalog::Content;
use crate::name::Name;
use crate::text::TextRef;

/// 调整类型
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 新增
    New,
    /// 变更
    Change,
    /// 拆分
    Split,
    /// 合并
    Merge,
    /// 暂停
    Suspend,
    /// 恢复
    Resume,
    /// 取消
    Cancel,
    /// 下放
    DelegateDown,
}

impl Kind {
    /// Every kind, in the order of the glossary.
    pub const ALL: [Kind; 8] = [
        Kind::New,
        Kind::Change,
        Kind::Split,
        Kind::Merge,
        Kind::Suspend,
        Kind::Resume,
        Kind::Cancel,
        Kind::DelegateDown,
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Kind::New => Name::new("新增", "new"),
            Kind::Change => Name::new("变更", "change"),
            Kind::Split => Name::new("拆分", "split"),
            Kind::Merge => Name::new("合并", "merge"),
            Kind::Suspend => Name::new("暂停", "suspend"),
            Kind::Resume => Name::new("恢复", "resume"),
            Kind::Cancel => Name::new("取消", "cancel"),
            Kind::DelegateDown => Name::new("下放", "delegate down"),
        }
    }
}

/// 调整事由: what calls for it. The department's days to propose run from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// 法律法规规章立改废释
    LawChanged,
    /// 上级政府取消、下放、承接
    DecidedAbove,
    /// 机构职能调整
    OrganReformed,
    /// 清单比对清理
    Reconciled,
    /// 部门自查
    Reviewed,
}

impl Trigger {
    /// Every one.
    pub const ALL: [Trigger; 5] = [
        Trigger::LawChanged,
        Trigger::DecidedAbove,
        Trigger::OrganReformed,
        Trigger::Reconciled,
        Trigger::Reviewed,
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Trigger::LawChanged => Name::new("法律法规规章立改废释", "a law was made, amended or repealed"),
            Trigger::DecidedAbove => {
                Name::new("上级政府取消、下放或者要求承接", "a government above canceled or handed it down")
            }
            Trigger::OrganReformed => Name::new("机构职能调整", "functions of organs were rearranged"),
            Trigger::Reconciled => Name::new("清单比对清理", "the lists were reconciled"),
            Trigger::Reviewed => Name::new("部门自查", "the department's own review"),
        }
    }
}

/// An item as it stood when the change was proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// The item.
    pub item: ItemId,
    /// Ordinal of its newest version then.
    pub version: u32,
}

/// 调整内容: what is to become of the list. Each kind carries what it needs and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Plan {
    /// 新增
    New {
        /// What it says.
        content: Box<Content>,
    },
    /// 变更
    Change {
        /// The item.
        of: Base,
        /// What it is to say.
        content: Box<Content>,
    },
    /// 拆分
    Split {
        /// The item that ends.
        of: Base,
        /// What takes its place, two at least.
        into: Vec<Content>,
    },
    /// 合并
    Merge {
        /// The items that end, two at least.
        of: Vec<Base>,
        /// What takes their place.
        into: Box<Content>,
    },
    /// 暂停
    Suspend {
        /// The item.
        of: Base,
        /// Until when, where that is known; it comes back by a change of its own all the same.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
    /// 恢复
    Resume {
        /// The suspended item.
        of: Base,
    },
    /// 取消
    Cancel {
        /// The item.
        of: Base,
    },
    /// 下放
    DelegateDown {
        /// The item that ends here.
        of: Base,
        /// What it says at each department below.
        to: Vec<Content>,
    },
}

impl Plan {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Plan::New { .. } => Kind::New,
            Plan::Change { .. } => Kind::Change,
            Plan::Split { .. } => Kind::Split,
            Plan::Merge { .. } => Kind::Merge,
            Plan::Suspend { .. } => Kind::Suspend,
            Plan::Resume { .. } => Kind::Resume,
            Plan::Cancel { .. } => Kind::Cancel,
            Plan::DelegateDown { .. } => Kind::DelegateDown,
        }
    }

    /// The items that it touches.
    #[must_use]
    pub fn bases(&self) -> &[Base] {
        match self {
            Plan::New { .. } => &[],
            Plan::Merge { of, .. } => of,
            Plan::Change { of, .. }
            | Plan::Split { of, .. }
            | Plan::Suspend { of, .. }
            | Plan::Resume { of }
            | Plan::Cancel { of }
            | Plan::DelegateDown { of, .. } => std::slice::from_ref(of),
        }
    }

    /// What it says anew.
    #[must_use]
    pub fn contents(&self) -> &[Content] {
        match self {
            Plan::New { content } | Plan::Change { content, .. } => std::slice::from_ref(content),
            Plan::Merge { into, .. } => std::slice::from_ref(into),
            Plan::Split { into, .. } => into,
            Plan::DelegateDown { to, .. } => to,
            Plan::Suspend { .. } | Plan::Resume { .. } | Plan::Cancel { .. } => &[],
        }
    }
}

/// In whose hand it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 待编办（审改办）审核
    Staffing,
    /// 待法制审核
    Legal,
    /// 待政府批准
    Government,
    /// 待公布
    Publication,
    /// 退回部门
    Returned,
    /// 已公布
    Published,
    /// 不予批准
    Refused,
    /// 已撤回
    Withdrawn,
}

impl Stage {
    /// Every stage, in their order.
    pub const ALL: [Stage; 8] = [
        Stage::Staffing,
        Stage::Legal,
        Stage::Government,
        Stage::Publication,
        Stage::Returned,
        Stage::Published,
        Stage::Refused,
        Stage::Withdrawn,
    ];

    /// Whether somebody still has to do something.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Stage::Published | Stage::Refused | Stage::Withdrawn)
    }

    /// What whoever has it does; nothing once it has ended.
    #[must_use]
    pub fn act(self) -> Option<Act> {
        match self {
            Stage::Staffing => Some(Act::ReviewChange),
            Stage::Legal => Some(Act::ReviewChangeLaw),
            Stage::Government => Some(Act::ApproveChange),
            Stage::Publication => Some(Act::PublishChange),
            Stage::Returned => Some(Act::ProposeChange),
            Stage::Published | Stage::Refused | Stage::Withdrawn => None,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Stage::Staffing => Name::new("待编办（审改办）审核", "before the staffing office"),
            Stage::Legal => Name::new("待法制审核", "before the legal office"),
            Stage::Government => Name::new("待政府批准", "before the government"),
            Stage::Publication => Name::new("待公布", "to be published"),
            Stage::Returned => Name::new("退回部门", "returned to the department"),
            Stage::Published => Name::new("已公布", "published"),
            Stage::Refused => Name::new("不予批准", "not approved"),
            Stage::Withdrawn => Name::new("已撤回", "withdrawn"),
        }
    }
}

/// An office that gives an opinion of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// 编办（审改办）
    Staffing,
    /// 法制办 / 司法局
    Legal,
}

impl Office {
    /// The stage at which it is asked.
    #[must_use]
    pub fn stage(self) -> Stage {
        match self {
            Office::Staffing => Stage::Staffing,
            Office::Legal => Stage::Legal,
        }
    }
}

/// Who has it, from when, and until when that hand has time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// The day on which it came.
    pub since: Date,
    /// The last day, by the calendar in use then.
    pub due: Date,
}

/// What was proposed, as the newest revision says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What it is about: the names of the entries as they are to be, or as they were.
    pub title: String,
    /// 调整事由
    pub trigger: Trigger,
    /// The day on which it came about.
    pub occurred_on: Date,
    /// Until when the department had to propose.
    pub due: Date,
    /// 依据: laws and documents, as cited.
    pub basis: Vec<String>,
    /// 理由, in the vault.
    pub reason: TextRef,
    /// 拟生效日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted_from: Option<Date>,
    /// 调整内容
    pub plan: Plan,
}

/// What an office said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Which office.
    pub office: Office,
    /// Who gave it.
    pub by: PersonId,
    /// Of which revision.
    pub revision: u32,
    /// Whether it agreed; else it returned the change.
    pub agreed: bool,
    /// The words, in the vault.
    pub words: TextRef,
    /// Signs of an approval in disguise that it found not to be one (N-3.1.5).
    pub cleared: BTreeSet<Signal>,
    /// The day.
    pub on: Date,
}

/// 清单调整, as its stream has made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListChange {
    /// Its id.
    pub id: ListChangeId,
    /// The department that proposed it.
    pub department: DepartmentId,
    /// The division whose lists it alters: only its own offices and its own government act on it.
    pub division: DivisionCode,
    /// The day of proposing.
    pub on: Date,
    /// From 1; each return begins another.
    pub revision: u32,
    /// What is proposed.
    pub proposal: Proposal,
    /// In whose hand it is.
    pub stage: Stage,
    /// For how long; nothing once it has ended.
    pub hand: Option<Hand>,
    /// Opinions, oldest first, those of earlier revisions too.
    pub opinions: Vec<Opinion>,
    /// Who has had a hand in this revision.
    pub hands: BTreeSet<PersonId>,
    /// 批准文号
    pub document: Option<String>,
    /// The day from which it holds, once it is published.
    pub effective: Option<Date>,
    /// What became of each item.
    pub outcomes: Vec<Outcome>,
    /// Why it came back, was not approved or was taken back, in the vault.
    pub ended: Option<TextRef>,
}

#[cfg(test)]
mod tests;
