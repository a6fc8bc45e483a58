//! Any two versions of an item.

use axum::extract::State;
use daowei_ident::ItemId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::view::VersionDifference;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::query::Pairs;
use crate::state::Api;

/// An item and the later of two of its versions.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfVersion {
    /// The item.
    #[param(value_type = String, format = Uuid)]
    item: ItemId,
    /// The ordinal of the version.
    version: u32,
}

/// Against which.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read one by one")]
pub(super) struct Against {
    /// The ordinal of the other version; nothing said: everything that the version says.
    against: Option<u32>,
}

/// Two versions against each other.
#[derive(Serialize, ToSchema)]
pub(super) struct VersionsCompared {
    /// The other one.
    before: Option<u32>,
    /// The version.
    after: u32,
    /// How they differ.
    difference: VersionDifference,
}

/// 版本比较 · How a version of an item differs from another one, field by field, its papers row by row
#[utoipa::path(
    get,
    path = "/items/{item}/versions/{version}/difference",
    operation_id = "compareVersions",
    tag = "change",
    params(OfVersion, Against),
    responses((status = 200, description = "The difference.", body = VersionsCompared))
)]
pub(super) async fn compare_versions(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfVersion>,
    mut pairs: Pairs,
) -> Result<Json<VersionsCompared>, Failure> {
    let against = pairs.one("against")?;
    pairs.nothing_else()?;
    let compared = api.app.difference(caller, of.item, against, of.version).await?;
    Ok(Json(VersionsCompared {
        before: compared.before,
        after: compared.after,
        difference: compared.difference.into(),
    }))
}
