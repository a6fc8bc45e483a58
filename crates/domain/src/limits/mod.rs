//! 时限: limits as an item states them, and clocks as they run in a case.
//!
//! A clock is one value. Clocks run side by side, and what stops one does not stop another: the notification clock of
//! art. 32 is never stopped, the statutory clock only by art. 45 with a served notice, the promised clock also by what the
//! published guide leaves out of its count (domain.md §10.2).

mod clock;
mod explain;
pub mod rules;

pub use clock::{Clock, ClockKind, Deduction, Reckoning, State};

use serde::{Deserialize, Serialize};

/// 时限单位
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 工作日 (行政许可法 art. 82)
    WorkingDays,
    /// 自然日; an end on a rest day rolls over (民法典 art. 203)
    CalendarDays,
    /// 月
    Months,
    /// 小时, counted in hours of opening
    Hours,
    /// 当日
    SameDay,
    /// 即时
    Immediate,
}

/// How long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// So many units.
    Fixed {
        /// How many; 0 for [`Unit::SameDay`] and [`Unit::Immediate`].
        amount: u32,
        /// Of what.
        unit: Unit,
    },
    /// What the source says and an import could not read: it cannot run.
    AsWritten(String),
}

impl Length {
    /// So many working days.
    #[must_use]
    pub fn working_days(amount: u32) -> Self {
        Length::Fixed { amount, unit: Unit::WorkingDays }
    }
}

/// From when it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartRule {
    /// 受理
    Acceptance,
    /// 收到申请
    Receipt,
    /// 收到全部有效材料
    CompleteReceipt,
    /// What the source says and an import could not read: it cannot run.
    AsWritten(String),
}

/// A limit as the item states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How long.
    pub length: Length,
    /// From when.
    pub start: StartRule,
    /// Where it is written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
}

impl Limit {
    /// Whether a clock can run by it.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        matches!(self.length, Length::Fixed { .. }) && !matches!(self.start, StartRule::AsWritten(_))
    }
}

#[cfg(test)]
mod tests;
