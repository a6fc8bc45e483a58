//! 信息有误 (UX-23): what the applicant said at the second screen is wrong, and what became of it, as the receipt has it.

use daowei_ident::ScreenId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::TextRef;

/// What became of it by the receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionOutcome {
    /// 已重新送核并确认: shown anew, and the applicant confirmed what was received.
    Confirmed,
    /// 已重新送核，未确认: shown anew, and not confirmed by him as it was received.
    ShownAnew,
    /// 未重新送核，经办人继续收件: not shown anew; whoever received it said that he goes on all the same.
    Despite,
}

/// That the applicant said at a screen that something is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenObjection {
    /// The screen.
    pub screen: ScreenId,
    /// When.
    pub at: Timestamp,
    /// His words, in the vault; nothing where he told it across the counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<TextRef>,
    /// What became of it.
    pub outcome: ObjectionOutcome,
}
