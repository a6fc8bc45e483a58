//! One license.

use axum::extract::State;
use daowei_ident::LicenseId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::License;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// A license.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfLicense {
    /// The license.
    #[param(value_type = String, format = Uuid)]
    license: LicenseId,
}

/// 证照 · One license
#[utoipa::path(
    get,
    path = "/licenses/{license}",
    operation_id = "getLicense",
    tag = "license",
    params(OfLicense),
    responses((status = 200, description = "The license.", body = License))
)]
pub(super) async fn get_license(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfLicense>,
) -> Result<Json<License>, Failure> {
    Ok(Json(api.app.license(caller, of.license).await?.into()))
}
