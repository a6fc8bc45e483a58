//! 内设机构.

use axum::extract::State;
use daowei_app::organization::NewSection;
use daowei_domain::organization::department::SectionMode;
use daowei_ident::SectionId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::department::{Department, OfDepartment};
use crate::act::Act;
use crate::bounds::short;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
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
    params(OfDepartment, Keyed),
    request_body = SectionGiven,
    responses((status = 200, description = "The department.", body = Department))
)]
pub(super) async fn arrange_section(
    State(api): State<Api>,
    act: Act<SectionGiven, OfDepartment>,
) -> Result<Told<Department>, Failure> {
    let once = act.once(&api, "arrangeSection");
    let SectionGiven { id, name, mode, document } = act.body;
    let document = document.map(|document| short("document", document, 200)).transpose()?;
    let new = NewSection { id, name, mode, document };
    Ok(Told::done(api.app.arrange_section(act.caller, act.path.department, new, once).await?))
}
