//! One department.

use axum::extract::State;

use super::department::{Department, OfDepartment};
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// 机构 · One department, with its sections and leaders
#[utoipa::path(
    get,
    path = "/departments/{department}",
    operation_id = "getDepartment",
    tag = "organization",
    params(OfDepartment),
    responses((status = 200, description = "The department.", body = Department))
)]
pub(super) async fn get_department(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfDepartment>,
) -> Result<Json<Department>, Failure> {
    Ok(Json(api.app.department(caller, of.department).await?.into()))
}
