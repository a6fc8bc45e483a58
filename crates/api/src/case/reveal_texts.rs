//! 查看理由、意见和补正要求.

use std::collections::BTreeMap;

use axum::extract::State;
use daowei_app::case::Reveal;
use daowei_app::text::Texts;
use serde::Serialize;
use utoipa::ToSchema;

use super::OfCase;
use super::reveal::Purpose;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// What people wrote in a case.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseTexts {
    /// Reasons, opinions and demands in words, by the ids that timeline and corrections name.
    texts: BTreeMap<String, String>,
}

/// 查看理由、意见和补正要求 · Show what people wrote in a case, with a purpose
///
/// Free texts may name people, so they are not on the case's page. Recorded before anything is shown.
#[utoipa::path(
    post,
    path = "/cases/{case}/reveal",
    operation_id = "revealTexts",
    tag = "case",
    params(OfCase),
    request_body = Purpose,
    responses((status = 200, description = "The texts", body = CaseTexts))
)]
pub(super) async fn reveal_texts(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfCase>,
    Json(body): Json<Purpose>,
) -> Result<Json<CaseTexts>, Failure> {
    let mut texts = Texts::new(&api.app);
    let purpose = texts.take_line("purpose", "purpose", body.purpose)?;
    let shown = api.app.reveal_texts(caller, Reveal { case: of.case, what: (), purpose }, texts).await?;
    Ok(Json(CaseTexts { texts: shown.into_iter().map(|(id, words)| (id.to_string(), words)).collect() }))
}
