//! 机构变更.

use axum::extract::State;
use daowei_domain::organization::Managed;
use daowei_domain::organization::department::Changed;
use daowei_ident::{CreditCode, DepartmentId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::department::{Department, OfDepartment};
use super::validity::Period;
use crate::act::Act;
use crate::bounds::{crowd, short};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;
use crate::words;

/// An organ as it is from now on: all of it, what is left out is empty. Unit code, division and short name stand in numbers
/// that were given out, and stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DepartmentChange {
    /// Full name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// 统一社会信用代码
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    credit_code: Option<CreditCode>,
    /// 条线: the same word at city and county.
    #[schema(min_length = 1, max_length = 200)]
    line: String,
    /// How it is managed.
    #[schema(value_type = words::Managed)]
    managed: Managed,
    /// 行政复议机关
    #[serde(default)]
    #[schema(max_length = 200)]
    review_organ: Option<String>,
    /// Court of first instance.
    #[serde(default)]
    #[schema(max_length = 200)]
    court: Option<String>,
    /// 咨询电话: told where the item has none of its own.
    #[serde(default)]
    #[schema(max_length = 50)]
    consult_phone: Option<String>,
    /// 监督投诉电话: told where the item has none of its own.
    #[serde(default)]
    #[schema(max_length = 50)]
    complaint_phone: Option<String>,
    /// When it exists.
    validity: Period,
    /// Organs whose functions it took over.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 20)]
    predecessors: Vec<DepartmentId>,
    /// The document of 编办 that the change rests on.
    #[schema(min_length = 1, max_length = 200)]
    document: String,
}

/// 机构变更 · Describe an organ anew
///
/// Decisions of before keep the name that they bear. An organ that becomes another one is succeeded instead.
#[utoipa::path(
    post,
    path = "/departments/{department}/change",
    operation_id = "changeDepartment",
    tag = "organization",
    params(OfDepartment, Keyed),
    request_body = DepartmentChange,
    responses((status = 200, description = "The department.", body = Department))
)]
pub(super) async fn change_department(
    State(api): State<Api>,
    act: Act<DepartmentChange, OfDepartment>,
) -> Result<Told<Department>, Failure> {
    let once = act.once(&api, "changeDepartment");
    let body = act.body;
    crowd("predecessors", &body.predecessors, 20)?;
    let changed = Changed {
        name: body.name,
        credit_code: body.credit_code,
        line: body.line,
        managed: body.managed,
        review_organ: body.review_organ.map(|organ| short("review_organ", organ, 200)).transpose()?,
        court: body.court.map(|court| short("court", court, 200)).transpose()?,
        consult_phone: body.consult_phone.map(|phone| short("consult_phone", phone, 50)).transpose()?,
        complaint_phone: body.complaint_phone.map(|phone| short("complaint_phone", phone, 50)).transpose()?,
        validity: body.validity.into(),
        predecessors: body.predecessors,
        document: body.document,
        source: String::new(),
    };
    Ok(Told::done(api.app.change_department(act.caller, act.path.department, changed, once).await?))
}
