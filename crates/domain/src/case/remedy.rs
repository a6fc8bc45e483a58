//! 救济途径: where and until when one can turn against a decision, by organ and by date.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::rules;
use crate::organization::{Department, Managed};
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
    /// Against an organ that a people's government reviews.
    basis: &'static str,
    /// Against any other: what does not say which organ reviews.
    elsewhere: &'static str,
}

static REGIMES: [Regime; 2] = [
    Regime {
        from: date(2024, 1, 1),
        review_days: 60,
        suit_months: 6,
        basis: "《行政复议法》（2023年修订）第二十条、第二十四条；《行政诉讼法》第四十六条",
        elsewhere: "《行政复议法》（2023年修订）第二十条；《行政诉讼法》第四十六条",
    },
    Regime {
        from: date(2015, 5, 1),
        review_days: 60,
        suit_months: 6,
        basis: "《行政复议法》第九条、第十二条；《行政诉讼法》第四十六条",
        elsewhere: "《行政复议法》第九条；《行政诉讼法》第四十六条",
    },
];

/// The remedies against an act of that department on that day.
///
/// # Errors
/// `case.remedies.missing` where the organ's reviewing organ or court is not on record, or the day lies before the regimes known.
pub fn remedies(department: &Department, on: Date) -> Result<Remedies, Refusal> {
    let missing = || Refusal::by(&rules::REMEDIES_MISSING).with("department", &department.name);
    let regime = regime(on).ok_or_else(missing)?;
    // What is managed from above is reviewed by its superior, not by the government of art. 24.
    let basis = if department.managed == Managed::Vertical { regime.elsewhere } else { regime.basis };
    match (&department.review_organ, &department.court) {
        (Some(review_organ), Some(court)) => Ok(regime.tell(review_organ, court, basis)),
        _ => Err(missing()),
    }
}

/// Where one turns against what was approved above and goes out under the name of that department: the approving organ is the one
/// reconsidered (行政复议法实施条例 art. 13), the one that signs is the one sued (法释〔2018〕1号 art. 19).
///
/// # Errors
/// `case.upward.recourse_missing` where it was not said who reviews, or the day lies before the regimes known; `case.remedies.missing`
/// where the department's court is not on record.
pub(crate) fn above(
    review_organ: Option<&String>,
    signs: &Department,
    on: Date,
) -> Result<Remedies, Refusal> {
    let said = review_organ.filter(|organ| !organ.trim().is_empty());
    let (Some(review_organ), Some(regime)) = (said, regime(on)) else {
        return Err(Refusal::by(&rules::REPLY_RECOURSE));
    };
    let missing = || Refusal::by(&rules::REMEDIES_MISSING).with("department", &signs.name);
    let court = signs.court.as_ref().ok_or_else(missing)?;
    Ok(regime.tell(review_organ, court, &format!("{}；{APPROVED}", regime.elsewhere)))
}

/// Against whom one turns where an organ above has approved.
const APPROVED: &str = "《行政复议法实施条例》第十三条；《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》（法释〔2018〕1号）第十九条";

fn regime(on: Date) -> Option<&'static Regime> {
    REGIMES.iter().find(|regime| regime.from <= on)
}

impl Regime {
    fn tell(&self, review_organ: &str, court: &str, basis: &str) -> Remedies {
        Remedies {
            review_organ: review_organ.to_owned(),
            review_days: self.review_days,
            court: court.to_owned(),
            suit_months: self.suit_months,
            basis: basis.to_owned(),
        }
    }
}
