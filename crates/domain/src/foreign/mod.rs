//! 专网办件: a case that is handled in a system of the state or the province and bears a number there. It is never typed
//! twice: here stand the system, the number, the times and the result, and nothing runs or is decided here (practice.md §3.1).

mod command;
mod decide;
mod event;
pub mod rules;
mod state;

use daowei_ident::{DepartmentId, ForeignCaseId, ItemId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use command::Register;
pub use decide::{amend, confirm, register};
pub use event::{Amended, Confirmed, Event, Registered};

use crate::text::TextRef;

/// How a case ended there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForeignResult {
    /// 准予
    Granted,
    /// 不予
    Refused,
    /// 不予受理
    NotAccepted,
    /// 申请人撤回
    Withdrawn,
    /// 终止
    Terminated,
    /// 办结, where nothing was to be granted
    Completed,
}

impl ForeignResult {
    /// Every result.
    pub const ALL: [Self; 6] =
        [Self::Granted, Self::Refused, Self::NotAccepted, Self::Withdrawn, Self::Terminated, Self::Completed];

    /// As it is written in the API, in rows and in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::NotAccepted => "not_accepted",
            Self::Withdrawn => "withdrawn",
            Self::Terminated => "terminated",
            Self::Completed => "completed",
        }
    }

    /// In English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::NotAccepted => "not accepted",
            Self::Withdrawn => "withdrawn",
            Self::Terminated => "terminated",
            Self::Completed => "completed",
        }
    }

    /// In Chinese, as files may say it too.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Granted => "准予",
            Self::Refused => "不予",
            Self::NotAccepted => "不予受理",
            Self::Withdrawn => "撤回",
            Self::Terminated => "终止",
            Self::Completed => "办结",
        }
    }
}

/// How far the case is there: what a later registration puts right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// 收件时间
    pub received: Timestamp,
    /// 受理时间
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Timestamp>,
    /// 办结时间
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Timestamp>,
    /// 送达时间
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered: Option<Timestamp>,
    /// 办理结果
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ForeignResult>,
    /// 结果文书编号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

/// Where a registration comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Registered by hand.
    Desk,
    /// From a file of that system.
    Import,
}

impl Origin {
    /// As it is written in the API and in rows.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Import => "import",
        }
    }
}

/// Why a registration is amended by hand. It is one of a few: a text might name somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmendReason {
    /// 办理进展: the case went on there, and nothing that stood before is altered
    Progressed,
    /// 登记有误: it was registered wrongly here
    Mistyped,
    /// 专网已更正: that system says something else by now
    ChangedThere,
}

/// 专网办件, as its stream has made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignCase {
    /// Its id here.
    pub id: ForeignCaseId,
    /// The system, by its short name.
    pub system: String,
    /// Its number there.
    pub number: String,
    /// The item; nothing where it is on no list of ours.
    pub item: Option<ItemId>,
    /// The name of the item, as it was known then.
    pub item_name: String,
    /// The organ that handles it.
    pub department: DepartmentId,
    /// Who applied, in the vault.
    pub applicant: Option<TextRef>,
    /// How far it is.
    pub progress: Progress,
    /// Where the first registration came from.
    pub origin: Origin,
    /// Whether a file of the system has named it: then it is reconciled.
    pub confirmed: bool,
}

#[cfg(test)]
mod tests;
