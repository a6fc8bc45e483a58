//! 文书: what an act owes on paper. The act names the document; number, text and digest are added last in the same unit
//! of work, so that a number is never taken for an act that is then refused.

use daowei_ident::{DocumentId, DocumentNumber};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{DocumentIssued, Event};
use crate::catalog::PowerType;
use crate::text::TextRef;

/// 文书种类
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 收件凭证
    Receipt,
    /// 申请材料补正告知书
    CorrectionNotice,
    /// 不需要取得行政许可告知书
    NotRequiredNotice,
    /// 不属于本机关职权范围告知书
    NotCompetentNotice,
    /// 不予受理通知书
    NonAcceptance,
    /// 受理通知书
    AcceptanceNotice,
    /// 当场办结单: one paper for receipt and decision
    OnTheSpotDecision,
    /// 审核上报意见
    UpwardReport,
    /// 特别程序期限告知书
    PauseNotice,
    /// 延长办理期限通知书
    ExtensionNotice,
    /// 准予决定书
    GrantDecision,
    /// 不予决定书
    RefusalDecision,
    /// 撤销决定书 (行政许可法 art. 69): a decision that takes back what was granted
    RevocationDecision,
    /// 陈述申辩告知书 (行政许可法 art. 36), to an interested party
    InterestedNotice,
    /// 准予撤回申请通知书
    WithdrawalNotice,
    /// 终止办理通知书
    TerminationNotice,
    /// 更正书
    CorrectionDeed,
    /// 送达地址确认书: the recipient's own word, to be signed by him
    ServiceConfirmation,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [DocumentKind; 18] = [
        DocumentKind::Receipt,
        DocumentKind::CorrectionNotice,
        DocumentKind::NotRequiredNotice,
        DocumentKind::NotCompetentNotice,
        DocumentKind::NonAcceptance,
        DocumentKind::AcceptanceNotice,
        DocumentKind::OnTheSpotDecision,
        DocumentKind::UpwardReport,
        DocumentKind::PauseNotice,
        DocumentKind::ExtensionNotice,
        DocumentKind::GrantDecision,
        DocumentKind::RefusalDecision,
        DocumentKind::RevocationDecision,
        DocumentKind::InterestedNotice,
        DocumentKind::WithdrawalNotice,
        DocumentKind::TerminationNotice,
        DocumentKind::CorrectionDeed,
        DocumentKind::ServiceConfirmation,
    ];

    /// The word between the organ's short name and the year; what is given at the window carries the case number instead.
    #[must_use]
    pub fn series(self) -> Option<&'static str> {
        Some(match self {
            DocumentKind::Receipt | DocumentKind::ServiceConfirmation => return None,
            DocumentKind::CorrectionNotice => "补告",
            DocumentKind::NotRequiredNotice => "不需",
            DocumentKind::NotCompetentNotice => "不属",
            DocumentKind::NonAcceptance => "不受",
            DocumentKind::AcceptanceNotice => "受",
            DocumentKind::OnTheSpotDecision => "即",
            DocumentKind::UpwardReport => "审报",
            DocumentKind::PauseNotice => "特",
            DocumentKind::ExtensionNotice => "延",
            DocumentKind::GrantDecision => "准",
            DocumentKind::RefusalDecision => "不准",
            DocumentKind::RevocationDecision => "撤",
            DocumentKind::InterestedNotice => "陈申",
            DocumentKind::WithdrawalNotice => "撤申",
            DocumentKind::TerminationNotice => "终",
            DocumentKind::CorrectionDeed => "更",
        })
    }

    /// The title as printed; words differ by the type of power (practice.md §5).
    #[must_use]
    pub fn title(self, power: Option<PowerType>) -> String {
        let subject = match power {
            Some(PowerType::License) | None => "行政许可",
            Some(PowerType::Confirmation) => "行政确认",
            Some(PowerType::Benefit) => "行政给付",
            Some(PowerType::Award) => "行政奖励",
            Some(PowerType::Adjudication) => "行政裁决",
            Some(PowerType::PublicService) => "公共服务事项",
            Some(_) => "行政权力事项",
        };
        match self {
            DocumentKind::Receipt => "收件凭证".to_owned(),
            DocumentKind::CorrectionNotice => "申请材料补正告知书".to_owned(),
            DocumentKind::NotRequiredNotice => match power {
                Some(PowerType::License) | None => "依法不需要取得行政许可告知书".to_owned(),
                Some(_) => "依法不需要申请办理告知书".to_owned(),
            },
            DocumentKind::NotCompetentNotice => "不属于本机关职权范围告知书".to_owned(),
            DocumentKind::NonAcceptance => "不予受理通知书".to_owned(),
            DocumentKind::AcceptanceNotice => "受理通知书".to_owned(),
            DocumentKind::OnTheSpotDecision => format!("{subject}当场办理决定书"),
            DocumentKind::UpwardReport => "审核上报意见".to_owned(),
            DocumentKind::PauseNotice => "特别程序（不计时限）期限告知书".to_owned(),
            DocumentKind::ExtensionNotice => "延长办理期限通知书".to_owned(),
            DocumentKind::GrantDecision => match power {
                Some(PowerType::License) | None => "准予行政许可决定书".to_owned(),
                Some(PowerType::Confirmation) => "予以行政确认决定书".to_owned(),
                Some(PowerType::Benefit) => "予以行政给付决定书".to_owned(),
                Some(PowerType::Award) => "予以行政奖励决定书".to_owned(),
                Some(_) => format!("准予办理{subject}决定书"),
            },
            DocumentKind::RefusalDecision => match power {
                Some(PowerType::License) | None => "不予行政许可决定书".to_owned(),
                Some(PowerType::Confirmation) => "不予行政确认决定书".to_owned(),
                Some(PowerType::Benefit) => "不予行政给付决定书".to_owned(),
                Some(PowerType::Award) => "不予行政奖励决定书".to_owned(),
                Some(_) => format!("不予办理{subject}决定书"),
            },
            DocumentKind::RevocationDecision => format!("撤销{subject}决定书"),
            DocumentKind::InterestedNotice => "陈述申辩告知书".to_owned(),
            DocumentKind::WithdrawalNotice => "准予撤回申请通知书".to_owned(),
            DocumentKind::TerminationNotice => "终止办理通知书".to_owned(),
            DocumentKind::CorrectionDeed => "更正书".to_owned(),
            DocumentKind::ServiceConfirmation => "送达地址确认书".to_owned(),
        }
    }

    /// Whether it is given, or signed, at the window as it is made: it bears no seal and is not served.
    #[must_use]
    pub fn is_given_at_once(self) -> bool {
        matches!(self, DocumentKind::Receipt | DocumentKind::ServiceConfirmation)
    }

    /// Whether it says that an application is accepted or is not: the written proof of art. 32(2).
    #[must_use]
    pub fn answers_application(self) -> bool {
        matches!(
            self,
            DocumentKind::AcceptanceNotice
                | DocumentKind::NonAcceptance
                | DocumentKind::NotRequiredNotice
                | DocumentKind::NotCompetentNotice
        )
    }

    /// Whether it can be issued anew as it was after its number was voided. A demand, an answer, a decision is made anew by the
    /// act that makes it.
    #[must_use]
    pub fn is_reissued(self) -> bool {
        self.is_owed()
            || matches!(
                self,
                DocumentKind::UpwardReport | DocumentKind::PauseNotice | DocumentKind::ExtensionNotice
            )
    }

    /// Whether it is owed as long as the act stands that it proves.
    #[must_use]
    pub fn is_owed(self) -> bool {
        matches!(
            self,
            DocumentKind::Receipt
                | DocumentKind::AcceptanceNotice
                | DocumentKind::WithdrawalNotice
                | DocumentKind::TerminationNotice
                | DocumentKind::CorrectionDeed
        )
    }

    /// Whether it carries a decision on the application.
    #[must_use]
    pub fn is_decision(self) -> bool {
        matches!(
            self,
            DocumentKind::GrantDecision
                | DocumentKind::RefusalDecision
                | DocumentKind::RevocationDecision
                | DocumentKind::OnTheSpotDecision
        )
    }
}

/// 印章
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealKind {
    /// 行政审批专用章
    Approval,
    /// 行政公章
    Office,
}

/// A document that an act owes: what it is, before number and text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub document: DocumentId,
    /// Kind.
    pub kind: DocumentKind,
}

/// The documents that these events owe, in their order.
#[must_use]
pub fn drafts(events: &[Event]) -> Vec<Draft> {
    events.iter().filter_map(draft).collect()
}

/// The document that an event owes.
pub(super) fn draft(event: &Event) -> Option<Draft> {
    let (document, kind) = match event {
        Event::Received(e) => (e.receipt, DocumentKind::Receipt),
        Event::CorrectionRequested(e) => (e.document, DocumentKind::CorrectionNotice),
        Event::NotRequired(e) => (e.document, DocumentKind::NotRequiredNotice),
        Event::NotCompetent(e) => (e.document, DocumentKind::NotCompetentNotice),
        Event::NotAccepted(e) => (e.document, DocumentKind::NonAcceptance),
        Event::Accepted(e) => (e.document?, DocumentKind::AcceptanceNotice),
        Event::OwedNoticeIssued(e) => (e.document, DocumentKind::AcceptanceNotice),
        Event::SubmittedUpward(e) => (e.document, DocumentKind::UpwardReport),
        Event::PauseStarted(e) => (e.document, DocumentKind::PauseNotice),
        Event::Extended(e) => (e.document, DocumentKind::ExtensionNotice),
        Event::Decided(e) => (e.document, e.document_kind),
        Event::InterestedInformed(e) => (e.document, DocumentKind::InterestedNotice),
        Event::Withdrawn(e) => (e.document, DocumentKind::WithdrawalNotice),
        Event::Terminated(e) => (e.document, DocumentKind::TerminationNotice),
        Event::Corrected(e) => (e.document, DocumentKind::CorrectionDeed),
        Event::ServiceConfirmed(e) => (e.document?, DocumentKind::ServiceConfirmation),
        Event::Reissued(e) => (e.document, e.document_kind),
        _ => return None,
    };
    Some(Draft { document, kind })
}

/// The event that completes a draft. `office_seal`: the kinds for which the item's law wants the office seal.
#[must_use]
pub fn issue(
    draft: Draft,
    number: Option<DocumentNumber>,
    on: Date,
    text: TextRef,
    office_seal: &[DocumentKind],
) -> Event {
    let seal_due = match draft.kind {
        kind if kind.is_given_at_once() => None,
        // What was granted under seal is not taken back under the seal for approvals (domain.md §4.3).
        DocumentKind::RevocationDecision => Some(SealKind::Office),
        kind if office_seal.contains(&kind) => Some(SealKind::Office),
        _ => Some(SealKind::Approval),
    };
    DocumentIssued { document: draft.document, document_kind: draft.kind, number, on, text, seal_due }.into()
}
