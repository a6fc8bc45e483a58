//! Foreign cases as they are given and shown.

use daowei_app::Error;
use daowei_app::foreign::{ForeignDetail, ForeignListed, ForeignStep};
use daowei_domain::foreign::{AmendReason, ForeignResult, Origin, Progress};
use daowei_ident::{DepartmentId, ForeignCaseId, ItemId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::bounds::short;
use crate::words;

/// Open, or how it ended.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes texts")]
pub(super) enum ForeignStanding {
    /// 办理中
    Open,
    /// 准予
    Granted,
    /// 不予
    Refused,
    /// 不予受理
    NotAccepted,
    /// 撤回
    Withdrawn,
    /// 终止
    Terminated,
    /// 办结
    Completed,
}

/// How far the case is there.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignProgress {
    /// 收件时间
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
    /// 受理时间
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    accepted_at: Option<Timestamp>,
    /// 办结时间
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
    /// 送达时间
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    delivered_at: Option<Timestamp>,
    /// 办理结果, together with the time of the decision.
    #[serde(default)]
    #[schema(value_type = Option<words::ForeignResult>)]
    result: Option<ForeignResult>,
    /// 结果文书编号
    #[serde(default)]
    #[schema(max_length = 100)]
    document: Option<String>,
}

impl ForeignProgress {
    /// Within bounds.
    pub(super) fn read(self) -> Result<Progress, Error> {
        let document = self.document.map(|document| short("document", document.trim().to_owned(), 100));
        Ok(Progress {
            received: self.received_at,
            accepted: self.accepted_at,
            decided: self.decided_at,
            delivered: self.delivered_at,
            result: self.result,
            document: document.transpose()?.filter(|document| !document.is_empty()),
        })
    }
}

impl From<Progress> for ForeignProgress {
    fn from(progress: Progress) -> Self {
        Self {
            received_at: progress.received,
            accepted_at: progress.accepted,
            decided_at: progress.decided,
            delivered_at: progress.delivered,
            result: progress.result,
            document: progress.document,
        }
    }
}

/// A foreign case that was registered or amended.
#[derive(Serialize, ToSchema)]
pub(super) struct ForeignDone {
    /// The case.
    #[schema(value_type = String, format = Uuid)]
    id: ForeignCaseId,
}

impl From<ForeignCaseId> for ForeignDone {
    fn from(id: ForeignCaseId) -> Self {
        Self { id }
    }
}

/// A foreign case of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct ForeignRow {
    /// Id.
    #[schema(format = Uuid)]
    id: String,
    /// 系统
    system: String,
    /// 该系统中的办件编号
    number: String,
    /// The item; nothing where it is on no list.
    #[schema(format = Uuid)]
    item: Option<String>,
    /// Its name.
    item_name: String,
    /// The organ.
    #[schema(format = Uuid)]
    department: String,
    /// Its name.
    department_name: String,
    /// The day of receipt.
    #[schema(format = Date)]
    received_on: String,
    /// `open`, or the result.
    #[schema(value_type = ForeignStanding)]
    standing: String,
    /// 结果文书编号
    document: Option<String>,
    /// Whether a file of the system has named it.
    confirmed: bool,
    /// 登记人; empty where the host imported it.
    registrar: String,
}

impl From<ForeignListed> for ForeignRow {
    fn from(listed: ForeignListed) -> Self {
        let row = listed.row;
        Self {
            id: row.id,
            system: row.system,
            number: row.number,
            item: row.item,
            item_name: row.item_name,
            department: row.department,
            department_name: listed.department,
            received_on: row.received_on,
            standing: row.standing,
            document: row.document,
            confirmed: row.confirmed,
            registrar: listed.registrar,
        }
    }
}

/// A step of its history.
#[derive(Serialize, ToSchema)]
pub(super) struct ForeignCaseStep {
    /// When it was entered.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who entered it; nothing where the host imported it.
    by: Option<String>,
    /// 责任人, of contract staff.
    responsible: Option<String>,
    /// By hand or from a file.
    #[schema(value_type = words::ForeignOrigin)]
    origin: Origin,
    /// Why it was amended, where that was done by hand.
    #[schema(value_type = Option<words::AmendReason>)]
    reason: Option<AmendReason>,
    /// As it stood from then on; nothing where a file only said the same.
    progress: Option<ForeignProgress>,
}

impl From<ForeignStep> for ForeignCaseStep {
    fn from(step: ForeignStep) -> Self {
        Self {
            at: step.at,
            by: step.by,
            responsible: step.responsible,
            origin: step.origin,
            reason: step.reason,
            progress: step.progress.map(Into::into),
        }
    }
}

/// One foreign case, masked.
#[derive(Serialize, ToSchema)]
pub(super) struct ForeignCase {
    /// Id.
    #[schema(value_type = String, format = Uuid)]
    id: ForeignCaseId,
    /// 系统
    system: String,
    /// 该系统中的办件编号
    number: String,
    /// The item; nothing where it is on no list.
    #[schema(value_type = Option<String>, format = Uuid)]
    item: Option<ItemId>,
    /// Its name.
    item_name: String,
    /// The organ.
    #[schema(value_type = String, format = Uuid)]
    department: DepartmentId,
    /// Its name.
    department_name: String,
    /// 申请人, masked.
    applicant: Option<String>,
    /// How far it is.
    progress: ForeignProgress,
    /// Where the first registration came from.
    #[schema(value_type = words::ForeignOrigin)]
    origin: Origin,
    /// Whether a file of the system has named it.
    confirmed: bool,
    /// Registered and amended, the oldest first.
    history: Vec<ForeignCaseStep>,
}

impl From<ForeignDetail> for ForeignCase {
    fn from(detail: ForeignDetail) -> Self {
        let case = detail.case;
        Self {
            id: case.id,
            system: case.system,
            number: case.number,
            item: case.item,
            item_name: case.item_name,
            department: case.department,
            department_name: detail.department,
            applicant: detail.applicant,
            progress: case.progress.into(),
            origin: case.origin,
            confirmed: case.confirmed,
            history: detail.history.into_iter().map(Into::into).collect(),
        }
    }
}
