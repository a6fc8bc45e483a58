//! Hand-overs as they are shown.

use daowei_app::handover::{HandoverDetail, HandoverListed};
use daowei_domain::handover::{self, Group, Standing, Stock};
use daowei_ident::{CaseId, DepartmentId, HandoverId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::words;

/// A hand-over of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct HandoverRow {
    /// Id.
    #[schema(format = Uuid)]
    id: String,
    /// The department.
    #[schema(format = Uuid)]
    department: String,
    /// 交班人
    #[schema(format = Uuid)]
    giver: String,
    /// The name.
    giver_name: String,
    /// 接班人
    #[schema(format = Uuid)]
    taker: String,
    /// The name.
    taker_name: String,
    /// The day of proposing.
    #[schema(format = Date)]
    proposed_on: String,
    /// How many cases.
    cases: i64,
    /// How it stands.
    #[schema(value_type = words::HandoverStanding)]
    standing: String,
}

impl From<HandoverListed> for HandoverRow {
    fn from(listed: HandoverListed) -> Self {
        let row = listed.row;
        Self {
            id: row.id,
            department: row.department,
            giver: row.giver,
            giver_name: listed.giver,
            taker: row.taker,
            taker_name: listed.taker,
            proposed_on: row.proposed_on,
            cases: row.cases,
            standing: row.standing,
        }
    }
}

/// One kind of stock, counted.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StockCounted {
    /// Which.
    #[schema(value_type = words::Stock)]
    pub(super) stock: Stock,
    /// How many.
    pub(super) count: u32,
}

/// A case that goes over, as it stood when it was proposed.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseHeld {
    /// The case.
    #[schema(value_type = String, format = Uuid)]
    case: CaseId,
    /// 办件编号
    number: String,
    /// What it waits for.
    #[schema(value_type = words::HandoverGroup)]
    group: Group,
    /// 收原件: how many originals are held with it.
    originals: u32,
}

/// One hand-over.
#[derive(Serialize, ToSchema)]
pub(super) struct Handover {
    /// Id.
    #[schema(value_type = String, format = Uuid)]
    id: HandoverId,
    /// The department.
    #[schema(value_type = String, format = Uuid)]
    department: DepartmentId,
    /// Its name.
    department_name: String,
    /// The window's number.
    window: Option<String>,
    /// 交班人
    #[schema(value_type = String, format = Uuid)]
    giver: PersonId,
    /// The name.
    giver_name: String,
    /// 接班人
    #[schema(value_type = String, format = Uuid)]
    taker: PersonId,
    /// The name.
    taker_name: String,
    /// The day of proposing.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// The cases.
    cases: Vec<CaseHeld>,
    /// Seals and stock.
    stock: Vec<StockCounted>,
    /// 交接说明; only for the two, and nothing where the law had it deleted.
    remarks: Option<String>,
    /// How it stands.
    #[schema(value_type = words::HandoverStanding)]
    standing: Standing,
    /// Why it came back.
    reason: Option<String>,
}

impl From<HandoverDetail> for Handover {
    fn from(detail: HandoverDetail) -> Self {
        let handover = detail.handover;
        let held = |held: handover::Held| CaseHeld {
            case: held.case,
            number: held.number.to_string(),
            group: held.group,
            originals: held.originals,
        };
        let counted =
            |counted: handover::Counted| StockCounted { stock: counted.stock, count: counted.count };
        Self {
            id: handover.id,
            department: handover.department,
            department_name: detail.department,
            window: detail.window,
            giver: handover.giver.person,
            giver_name: detail.giver,
            taker: handover.taker,
            taker_name: detail.taker,
            on: handover.on,
            cases: handover.cases.into_iter().map(held).collect(),
            stock: handover.stock.into_iter().map(counted).collect(),
            remarks: detail.remarks,
            standing: handover.standing,
            reason: detail.reason,
        }
    }
}

/// Which hand-over it was that something was done to.
#[derive(Serialize, ToSchema)]
pub(super) struct HandoverDone {
    /// The hand-over.
    #[schema(value_type = String, format = Uuid)]
    id: HandoverId,
}

impl From<HandoverId> for HandoverDone {
    fn from(id: HandoverId) -> Self {
        Self { id }
    }
}
