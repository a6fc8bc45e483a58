//! 查看申请人.

use axum::extract::State;
use daowei_app::text::Texts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::OfForeignCase;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// What the name is looked at for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignPurpose {
    /// 用途
    #[schema(min_length = 4, max_length = 4000)]
    purpose: String,
}

/// Who applied, in clear.
#[derive(Serialize, ToSchema)]
pub(super) struct ForeignApplicant {
    /// 申请人; nothing where nobody said.
    applicant: Option<String>,
}

/// 查看申请人 · Show the applicant of a foreign case, with a purpose
///
/// Recorded before anything is shown.
#[utoipa::path(
    post,
    path = "/foreign-cases/{case}/reveal",
    operation_id = "revealForeignCase",
    tag = "foreign",
    params(OfForeignCase),
    request_body = ForeignPurpose,
    responses((status = 200, description = "The applicant in clear.", body = ForeignApplicant))
)]
pub(super) async fn reveal_foreign_case(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfForeignCase>,
    Json(body): Json<ForeignPurpose>,
) -> Result<Json<ForeignApplicant>, Failure> {
    let mut texts = Texts::new(&api.app);
    let purpose = texts.take_line("purpose", "purpose", body.purpose)?;
    Ok(Json(ForeignApplicant { applicant: api.app.reveal_foreign(caller, of.case, purpose, texts).await? }))
}
