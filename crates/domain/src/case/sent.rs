//! 转出: by which act somebody passed a case on to somebody else.

use daowei_ident::PersonId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Case, Event};
use crate::record::Recorded;

/// How a case was passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentWay {
    /// 受理: on to the review.
    Accepted,
    /// 审查: on to the next step, back to the one before, or to the decision.
    Examined,
    /// 上报
    SubmittedUpward,
    /// 转办
    Reassigned,
    /// 交接
    HandedOver,
}

/// A case that left somebody's hands by his own act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentOn {
    /// Whose act it was.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// How.
    pub way: SentWay,
    /// To whom, where it went to a person.
    pub to: Option<PersonId>,
    /// To which step of review, where it went to one.
    pub step: Option<String>,
}

impl SentOn {
    /// What that event passed on, in the case as it then stands; nothing where no person did, or to himself.
    #[must_use]
    pub fn of(case: &Case, record: &Recorded<Event>) -> Option<Self> {
        let by = record.by.staff()?.person;
        let (way, to, step) = match &record.event {
            Event::StepEntered(entered) if case.steps.is_empty() => {
                (SentWay::Accepted, None, Some(entered.step.clone()))
            }
            Event::StepEntered(entered) => (SentWay::Examined, None, Some(entered.step.clone())),
            Event::StepCompleted(_) => (SentWay::Examined, None, None),
            Event::SubmittedUpward(_) => (SentWay::SubmittedUpward, None, None),
            Event::Reassigned(given) if given.to == by => return None,
            Event::Reassigned(given) if given.handed_over => (SentWay::HandedOver, Some(given.to), None),
            Event::Reassigned(given) => (SentWay::Reassigned, Some(given.to), None),
            _ => return None,
        };
        Some(Self { by, at: record.at, way, to, step })
    }
}
