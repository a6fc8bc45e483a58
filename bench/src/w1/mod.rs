//! W1: one case is received, accepted, examined three times and decided, by clients that each wait for the answer.

pub(crate) mod inside;
mod measure;
pub(crate) mod outside;
pub(crate) mod run;

pub(crate) use measure::{Measured, closed_loop};

use crate::error::Result;

/// The six durable commands of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Receive,
    Accept,
    Examine,
    Verify,
    Check,
    Decide,
}

impl Step {
    /// In their order.
    pub(crate) const ALL: [Self; 6] =
        [Self::Receive, Self::Accept, Self::Examine, Self::Verify, Self::Check, Self::Decide];

    /// As figures name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Accept => "accept",
            Self::Examine => "examine",
            Self::Verify => "verify",
            Self::Check => "check",
            Self::Decide => "decide",
        }
    }
}

/// A way into the product for one client.
pub(crate) trait Door: Send {
    /// Carries a step out on the case in hand; receiving takes a new one in hand.
    fn carry_out(&mut self, step: Step) -> Result<()>;
    /// Confirms everybody's session again.
    fn confirm(&mut self) -> Result<()>;
}

/// What the applicants' papers say: the same length for every case.
pub(crate) mod words {
    /// 审查意见
    pub(crate) const OPINION: &str = "经审查，申请材料齐全、符合法定形式，申请人具备许可条件，拟同意。";
    /// 决定理由
    pub(crate) const REASONS: &str =
        "申请人的申请符合法定条件、标准，依照《行政许可法》第三十八条第一款准予许可。";
    /// The applicant.
    pub(crate) const COMPANY: &str = "资阳市雁江区示例餐饮有限公司";
    /// Its unified social credit code: a check digit that is right, an organization that is not there.
    pub(crate) const CREDIT_CODE: &str = "91512000MA0000007T";
    /// Its telephone.
    pub(crate) const PHONE: &str = "13800000000";
    /// Its address.
    pub(crate) const ADDRESS: &str = "四川省资阳市雁江区示例路一段 8 号";
}
