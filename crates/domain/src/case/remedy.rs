//! 救济途径: where and until when one can turn against a decision, by organ and by date.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::rules;
use crate::organization::Department;
use crate::rule::Refusal;

/// What the applicant can do about it, as told in the document (行政许可法 art. 38).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedies {
    /// 行政复议机关
    pub review_organ: String,
    /// Days to apply for reconsideration, from knowing of the act.
    pub review_days: u32,
    /// Court of first instance.
    pub court: String,
    /// Months to sue, from knowing of the act.
    pub suit_months: u32,
    /// Where that is written.
    pub basis: String,
}

/// The law of remedies by the day on which an act is done.
struct Regime {
    from: Date,
    review_days: u32,
    suit_months: u32,
    basis: &'static str,
}

static REGIMES: [Regime; 2] = [
    Regime {
        from: date(2024, 1, 1),
        review_days: 60,
        suit_months: 6,
        basis: "《行政复议法》（2023年修订）第二十条、第二十四条；《行政诉讼法》第四十六条",
    },
    Regime {
        from: date(2015, 5, 1),
        review_days: 60,
        suit_months: 6,
        basis: "《行政复议法》第九条、第十二条；《行政诉讼法》第四十六条",
    },
];

/// The remedies against an act of that department on that day.
///
/// # Errors
/// `case.remedies.missing` where the organ's reviewing organ or court is not on record, or the day lies before the regimes known.
pub fn remedies(department: &Department, on: Date) -> Result<Remedies, Refusal> {
    let missing = || Refusal::by(&rules::REMEDIES_MISSING).with("department", &department.name);
    let regime = REGIMES.iter().find(|regime| regime.from <= on).ok_or_else(missing)?;
    match (&department.review_organ, &department.court) {
        (Some(review_organ), Some(court)) => Ok(Remedies {
            review_organ: review_organ.clone(),
            review_days: regime.review_days,
            court: court.clone(),
            suit_months: regime.suit_months,
            basis: regime.basis.to_owned(),
        }),
        _ => Err(missing()),
    }
}
