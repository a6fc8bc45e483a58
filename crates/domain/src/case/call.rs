//! 电话记录: who was called, or called, about what, and what came of it (practice.md §3.4). A call is a fact beside the case: it
//! replaces no written notice, serves nothing and moves no clock; what it was about names the act that would do it in writing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// Who called whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallWay {
    /// 打出
    Outgoing,
    /// 打入
    Incoming,
}

/// What a call was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallTopic {
    /// 补正材料
    Corrections,
    /// 受理、不予受理
    Acceptance,
    /// 现场核查、检验检测、专家评审
    Procedure,
    /// 延长期限
    Extension,
    /// 陈述申辩
    Statement,
    /// 领取结果
    Result,
    /// 撤回申请
    Withdrawal,
    /// 办理进度及其他
    Progress,
}

/// What came of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// 接通，已说明
    Spoken,
    /// 无人接听
    Unanswered,
    /// 空号、停机、号码有误
    WrongNumber,
}

/// A call as it is recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct CallGiven {
    /// Who called whom.
    pub way: CallWay,
    /// When.
    pub at: Timestamp,
    /// With whom.
    pub with: Text,
    /// The number.
    pub phone: Text,
    /// About what.
    pub topic: CallTopic,
    /// What was said.
    pub said: Text,
    /// What came of it.
    pub outcome: CallOutcome,
}
