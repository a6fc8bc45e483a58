//! 撤回授权.

use axum::extract::State;
use daowei_app::text::Texts;
use serde::Deserialize;
use utoipa::ToSchema;

use super::letter::{Letter, OfLetter};
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
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
    params(OfLetter, Keyed),
    request_body = RevocationGiven,
    responses((status = 200, description = "Revoked.", body = Letter))
)]
pub(super) async fn revoke_letter(
    State(api): State<Api>,
    act: Act<RevocationGiven, OfLetter>,
) -> Result<Told<Letter>, Failure> {
    let once = act.once(&api, "revokeLetter");
    let mut texts = Texts::new(&api.app);
    let reason = texts.take("reason", "reason", act.body.reason)?;
    Ok(Told::done(api.app.revoke_letter(act.caller, act.path.letter, reason, texts, once).await?))
}
