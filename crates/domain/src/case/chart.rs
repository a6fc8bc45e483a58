//! 流程: the chart that a case runs by. Until charts can be drawn, the fixed review is a built-in value.

use serde::Serialize;

use crate::catalog::{CaseDuty, CaseKind, Content, Separation};
use crate::name::Name;
use crate::setting::Settings;

/// 环节 of review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Id within the chart.
    pub id: &'static str,
    /// What a reader calls it.
    pub name: Name,
}

/// 运行流程图: the published chart is the chart that runs (N-3.5.2). Acceptance pins id and version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Id.
    pub id: &'static str,
    /// Version.
    pub version: u32,
    /// Steps of review, in order; the decision follows the last.
    pub steps: &'static [Step],
}

/// 审查—复核—审核: three steps with an explicit opinion each, then the decision.
static FIXED_REVIEW: Chart = Chart {
    id: "fixed-review",
    version: 1,
    steps: &[
        Step { id: "examine", name: Name::new("审查", "Examination") },
        Step { id: "verify", name: Name::new("复核", "Verification") },
        Step { id: "check", name: Name::new("审核", "Final check") },
    ],
};

/// 即办: no review of its own, the decision is taken on the spot.
static ON_THE_SPOT: Chart = Chart { id: "on-the-spot", version: 1, steps: &[] };

impl Chart {
    /// The fixed review.
    #[must_use]
    pub fn fixed_review() -> &'static Self {
        &FIXED_REVIEW
    }

    /// The chart of a case decided on the spot.
    #[must_use]
    pub fn on_the_spot() -> &'static Self {
        &ON_THE_SPOT
    }

    /// The chart that a case of an item of that kind runs by, as its guide shows it. What can be decided on the spot and is not, runs
    /// by the fixed review like any other.
    #[must_use]
    pub fn of(kind: CaseKind) -> &'static Self {
        match kind {
            CaseKind::Instant => &ON_THE_SPOT,
            CaseKind::Promised => &FIXED_REVIEW,
        }
    }

    /// The chart that a case was pinned to.
    #[must_use]
    pub fn find(id: &str, version: u32) -> Option<&'static Self> {
        [&FIXED_REVIEW, &ON_THE_SPOT].into_iter().find(|chart| chart.id == id && chart.version == version)
    }

    /// The duties that a case on this chart keeps in different hands: those of its item, by default whoever examined does not
    /// decide, and where it is set each step is somebody else's: examining is then kept apart from itself. On the spot nobody
    /// examines, and one person may decide alone (一审一核).
    #[must_use]
    pub fn keeps_apart(&self, content: &Content, settings: &Settings) -> Vec<Separation> {
        let set = [
            (settings.decision_apart > 0 && !self.steps.is_empty(), (CaseDuty::Examine, CaseDuty::Decide)),
            (settings.review_apart > 0 && self.steps.len() > 1, (CaseDuty::Examine, CaseDuty::Examine)),
        ];
        let mut apart = content.separated.clone();
        for (_, (one, other)) in set.into_iter().filter(|(wanted, _)| *wanted) {
            if !content.keeps_apart(one, other) {
                apart.push((one, other));
            }
        }
        apart
    }

    /// The step after that one; the first where none is given.
    #[must_use]
    pub fn after(&self, step: Option<&str>) -> Option<&'static Step> {
        match step {
            None => self.steps.first(),
            Some(step) => {
                let place = self.steps.iter().position(|candidate| candidate.id == step)?;
                self.steps.get(place.checked_add(1)?)
            }
        }
    }

    /// What a reader calls the step, where the chart has it.
    #[must_use]
    pub fn name_of(&self, step: &str) -> Name {
        let found = self.steps.iter().find(|candidate| candidate.id == step);
        found.map_or(Name::new("流程以外的环节", "a step that the chart has not"), |step| step.name)
    }

    /// The step before that one.
    #[must_use]
    pub fn before(&self, step: &str) -> Option<&'static Step> {
        let place = self.steps.iter().position(|candidate| candidate.id == step)?;
        self.steps.get(place.checked_sub(1)?)
    }
}
