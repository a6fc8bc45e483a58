//! 设立机构.

use axum::extract::State;
use daowei_app::organization::NewDepartment;
use daowei_domain::organization::Managed;
use daowei_ident::{CreditCode, DepartmentId, DivisionCode};
use serde::Deserialize;
use utoipa::ToSchema;

use super::department::Department;
use super::validity::Period;
use crate::act::Act;
use crate::bounds::{crowd, short};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;
use crate::words;

/// An organ to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DepartmentGiven {
    /// Three-digit unit code of case numbers.
    #[schema(minimum = 1, maximum = 999)]
    unit: u16,
    /// Full name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// 机关代字
    #[schema(min_length = 1, max_length = 200)]
    short_name: String,
    /// 统一社会信用代码
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    credit_code: Option<CreditCode>,
    /// Division code of six digits.
    #[schema(value_type = String)]
    division: DivisionCode,
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
    /// Organs whose functions it takes over.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 20)]
    predecessors: Vec<DepartmentId>,
}

/// 设立机构 · Enter an organ
#[utoipa::path(
    post,
    path = "/departments",
    operation_id = "establishDepartment",
    tag = "organization",
    params(Keyed),
    request_body = DepartmentGiven,
    responses((status = 201, description = "The department.", body = Department))
)]
pub(super) async fn establish_department(
    State(api): State<Api>,
    act: Act<DepartmentGiven>,
) -> Result<Told<Department>, Failure> {
    let once = act.once(&api, "establishDepartment");
    let body = act.body;
    crowd("predecessors", &body.predecessors, 20)?;
    let new = NewDepartment {
        unit: body.unit,
        name: body.name,
        short_name: body.short_name,
        credit_code: body.credit_code,
        division: body.division,
        line: body.line,
        managed: body.managed,
        review_organ: body.review_organ.map(|organ| short("review_organ", organ, 200)).transpose()?,
        court: body.court.map(|court| short("court", court, 200)).transpose()?,
        consult_phone: body.consult_phone.map(|phone| short("consult_phone", phone, 50)).transpose()?,
        complaint_phone: body.complaint_phone.map(|phone| short("complaint_phone", phone, 50)).transpose()?,
        validity: body.validity.into(),
        predecessors: body.predecessors,
    };
    Ok(Told::made(api.app.establish_department(act.caller, new, once).await?))
}
