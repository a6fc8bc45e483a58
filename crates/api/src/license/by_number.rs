//! A license by its number.

use axum::extract::State;
use daowei_ident::DocumentNumber;
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::License;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// A license by its number.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct Numbered {
    /// 证照编号, percent-encoded: 资市监证〔2026〕1号; the usual ways of writing brackets and spaces are understood.
    #[param(value_type = String)]
    number: DocumentNumber,
}

/// 按编号查证照 · One license by its number
#[utoipa::path(
    get,
    path = "/licenses/by-number/{number}",
    operation_id = "getLicenseByNumber",
    tag = "license",
    params(Numbered),
    responses((status = 200, description = "The license.", body = License))
)]
pub(super) async fn get_license_by_number(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<Numbered>,
) -> Result<Json<License>, Failure> {
    Ok(Json(api.app.license_numbered(caller, of.number).await?.into()))
}
