//! 陈述申辩: how the right to be heard is used.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// 陈述申辩, as given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementGiven {
    /// 已陈述: a citizen's own words, however few.
    Stated(Text),
    /// 书面放弃, on a form that the party has signed.
    Waived(Text),
    /// 逾期未提出
    Silent,
}

/// How the right to be heard was used (行政许可法 art. 36).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// 已陈述
    #[default]
    Stated,
    /// 书面放弃
    Waived,
    /// 逾期未提出
    Silent,
}

impl StatementKind {
    /// Whether it is what nobody says: words were given.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        *self == StatementKind::Stated
    }
}
