//! 内设机构.

use axum::extract::State;
use daowei_domain::organization::department::SectionMode;
use daowei_ident::SectionId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::department::{Department, OfDepartment};
use crate::bounds::short;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// A section, to be set up or changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionGiven {
    /// The section to be changed; a new one where nothing is said.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    id: Option<SectionId>,
    /// Its name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// How it is set up.
    #[schema(value_type = words::SectionMode)]
    mode: SectionMode,
    /// The document of 编办 that sets it up.
    #[serde(default)]
    #[schema(max_length = 200)]
    document: Option<String>,
}

/// 内设机构 · Set up or change a section
#[utoipa::path(
    post,
    path = "/departments/{department}/sections",
    operation_id = "arrangeSection",
    tag = "organization",
    params(OfDepartment),
    request_body = SectionGiven,
    responses((status = 200, description = "The department.", body = Department))
)]
pub(super) async fn arrange_section(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfDepartment>,
    Json(body): Json<SectionGiven>,
) -> Result<Json<Department>, Failure> {
    let document = body.document.map(|document| short("document", document, 200)).transpose()?;
    Ok(Json(
        api.app.arrange_section(caller, of.department, body.id, body.name, body.mode, document).await?.into(),
    ))
}
