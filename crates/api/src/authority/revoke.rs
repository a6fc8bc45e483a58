//! 撤回授权.

use axum::extract::State;
use daowei_app::text::Texts;
use serde::Deserialize;
use utoipa::ToSchema;

use super::letter::Letter;
use super::letters::OfLetter;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RevocationGiven {
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reason: String,
}

/// 撤回授权 · Revoke a letter of authorization
///
/// No decision rests on it from that instant on.
#[utoipa::path(
    post,
    path = "/letters/{letter}/revocation",
    operation_id = "revokeLetter",
    tag = "authority",
    params(OfLetter),
    request_body = RevocationGiven,
    responses((status = 200, description = "Revoked.", body = Letter))
)]
pub(super) async fn revoke_letter(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfLetter>,
    Json(body): Json<RevocationGiven>,
) -> Result<Json<Letter>, Failure> {
    let mut texts = Texts::new(&api.app);
    let reason = texts.take("reason", "reason", body.reason)?;
    Ok(Json(api.app.revoke_letter(caller, of.letter, reason, texts).await?.into()))
}
