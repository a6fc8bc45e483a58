//! 机构承继.

use axum::extract::State;
use daowei_ident::DepartmentId;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::department::{Department, OfDepartment};
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// Who takes over, and from when; where functions were split, each successor by a request of its own, all from one day.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SuccessionGiven {
    /// A successor.
    #[schema(value_type = String, format = Uuid)]
    by: DepartmentId,
    /// The first day without the organ that ends.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// The founding document that says so, with its number.
    #[schema(max_length = 200)]
    document: String,
}

/// 机构承继 · Record that another organ takes over
///
/// Nobody records it of the own organ.
#[utoipa::path(
    post,
    path = "/departments/{department}/succession",
    operation_id = "succeedDepartment",
    tag = "organization",
    params(OfDepartment, Keyed),
    request_body = SuccessionGiven,
    responses((status = 200, description = "The department.", body = Department))
)]
pub(super) async fn succeed_department(
    State(api): State<Api>,
    act: Act<SuccessionGiven, OfDepartment>,
) -> Result<Told<Department>, Failure> {
    let once = act.once(&api, "succeedDepartment");
    let SuccessionGiven { by, on, document } = act.body;
    Ok(Told::done(
        api.app.succeed_department(act.caller, act.path.department, (by, on), document, once).await?,
    ))
}
