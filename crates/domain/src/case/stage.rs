//! 办件状态: where a case stands.

use serde::{Deserialize, Serialize};

use super::DocumentKind;
use crate::name::Name;

/// 办件状态 (domain.md §9.1 as practice.md corrects it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 已收件
    Received,
    /// 待补正
    CorrectionRequested,
    /// 已补正
    Resubmitted,
    /// 依法不需要取得行政许可
    NotRequired,
    /// 不属于本机关职权范围
    NotCompetent,
    /// 不予受理
    NotAccepted,
    /// 审查中
    UnderReview,
    /// 待决定: all steps of review are done
    AwaitingDecision,
    /// 已上报
    SubmittedUpward,
    /// 已决定
    Decided,
    /// 已制证（用印）
    Sealed,
    /// 已送达，办结
    Delivered,
    /// 申请人已撤回申请
    Withdrawn,
    /// 已终止办理
    Terminated,
    /// 已归档
    Archived,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Stage; 15] = [
        Stage::Received,
        Stage::CorrectionRequested,
        Stage::Resubmitted,
        Stage::NotRequired,
        Stage::NotCompetent,
        Stage::NotAccepted,
        Stage::UnderReview,
        Stage::AwaitingDecision,
        Stage::SubmittedUpward,
        Stage::Decided,
        Stage::Sealed,
        Stage::Delivered,
        Stage::Withdrawn,
        Stage::Terminated,
        Stage::Archived,
    ];

    /// Those in which a case waits for somebody.
    pub const OPEN: [Stage; 8] = [
        Stage::Received,
        Stage::CorrectionRequested,
        Stage::Resubmitted,
        Stage::UnderReview,
        Stage::AwaitingDecision,
        Stage::SubmittedUpward,
        Stage::Decided,
        Stage::Sealed,
    ];

    /// The identifier in the API and in the read models.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Stage::Received => "received",
            Stage::CorrectionRequested => "correction_requested",
            Stage::Resubmitted => "resubmitted",
            Stage::NotRequired => "not_required",
            Stage::NotCompetent => "not_competent",
            Stage::NotAccepted => "not_accepted",
            Stage::UnderReview => "under_review",
            Stage::AwaitingDecision => "awaiting_decision",
            Stage::SubmittedUpward => "submitted_upward",
            Stage::Decided => "decided",
            Stage::Sealed => "sealed",
            Stage::Delivered => "delivered",
            Stage::Withdrawn => "withdrawn",
            Stage::Terminated => "terminated",
            Stage::Archived => "archived",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Stage::Received => Name::new("已收件", "received"),
            Stage::CorrectionRequested => Name::new("待补正", "correction awaited"),
            Stage::Resubmitted => Name::new("已补正", "corrections handed in"),
            Stage::NotRequired => Name::new("依法不需要取得行政许可", "no license required"),
            Stage::NotCompetent => Name::new("不属于本机关职权范围", "not within this organ's powers"),
            Stage::NotAccepted => Name::new("不予受理", "not accepted"),
            Stage::UnderReview => Name::new("审查中", "under review"),
            Stage::AwaitingDecision => Name::new("待决定", "awaiting decision"),
            Stage::SubmittedUpward => Name::new("已上报", "submitted upward"),
            Stage::Decided => Name::new("已决定", "decided"),
            Stage::Sealed => Name::new("已制证", "sealed"),
            Stage::Delivered => Name::new("已送达", "delivered"),
            Stage::Withdrawn => Name::new("已撤回申请", "withdrawn"),
            Stage::Terminated => Name::new("已终止办理", "terminated"),
            Stage::Archived => Name::new("已归档", "archived"),
        }
    }

    /// The Chinese name, as printed.
    #[must_use]
    pub fn zh(self) -> &'static str {
        self.name().zh
    }

    /// The notice by which a case ends here without a decision.
    #[must_use]
    pub fn closing_notice(self) -> Option<DocumentKind> {
        Some(match self {
            Stage::NotRequired => DocumentKind::NotRequiredNotice,
            Stage::NotCompetent => DocumentKind::NotCompetentNotice,
            Stage::NotAccepted => DocumentKind::NonAcceptance,
            Stage::Withdrawn => DocumentKind::WithdrawalNotice,
            Stage::Terminated => DocumentKind::TerminationNotice,
            _ => return None,
        })
    }

    /// Before 受理: papers are here, and nothing has been said on them.
    #[must_use]
    pub fn is_intake(self) -> bool {
        matches!(self, Stage::Received | Stage::CorrectionRequested | Stage::Resubmitted)
    }

    /// After 受理 and before the decision.
    #[must_use]
    pub fn is_pending(self) -> bool {
        matches!(self, Stage::UnderReview | Stage::AwaitingDecision | Stage::SubmittedUpward)
    }

    /// Decided, whatever came after.
    #[must_use]
    pub fn is_decided(self) -> bool {
        matches!(self, Stage::Decided | Stage::Sealed | Stage::Delivered)
    }
}
