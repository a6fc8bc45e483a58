//! 版本.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// The program that answers.
#[derive(Serialize, ToSchema)]
pub(super) struct About {
    /// Its version.
    version: &'static str,
    /// The commit that it was built from; `unknown` where it was built from a tarball.
    commit: &'static str,
}

/// 版本 · Which version answers
///
/// For whoever is signed in: strangers need not know.
#[utoipa::path(
    get,
    path = "/about",
    operation_id = "about",
    tag = "about",
    responses((status = 200, description = "The version.", body = About))
)]
pub(super) async fn about(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<Json<About>, Failure> {
    // Only a unit of work finds out whether anybody knows the caller.
    api.app.read(caller, |_| Ok(())).await?;
    Ok(Json(About { version: api.build.version, commit: api.build.commit }))
}
