//! One foreign case.

use axum::extract::State;

use super::OfForeignCase;
use super::view::ForeignCase;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// 专网办件 · One foreign case with its history, masked
#[utoipa::path(
    get,
    path = "/foreign-cases/{case}",
    operation_id = "getForeignCase",
    tag = "foreign",
    params(OfForeignCase),
    responses((status = 200, description = "The case.", body = ForeignCase))
)]
pub(super) async fn get_foreign_case(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfForeignCase>,
) -> Result<Json<ForeignCase>, Failure> {
    Ok(Json(api.app.foreign_case(caller, of.case).await?.into()))
}
