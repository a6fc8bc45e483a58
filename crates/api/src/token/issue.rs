//! `POST /tokens`

use axum::extract::State;
use axum::http::StatusCode;
use daowei_app::account::NewToken;
use daowei_ident::{PersonId, PostId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// What the token is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IssueToken {
    /// What it is for.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Whose account answers for it.
    #[schema(value_type = String, format = Uuid)]
    person: PersonId,
    /// The post it acts in.
    #[schema(value_type = String, format = Uuid)]
    post: PostId,
    /// What it may be used for: `case:read` …
    #[schema(min_items = 1)]
    scopes: Vec<String>,
    /// The instant from which it no longer holds, within the coming 366 days.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// The token with its secret.
#[derive(Serialize, ToSchema)]
pub(super) struct IssuedToken {
    /// Its id.
    #[schema(format = Uuid)]
    id: String,
    /// For `Authorization: Bearer`; shown this once.
    secret: String,
}

/// 签发令牌 Issue a token, which opens nothing before the holder of the account has confirmed it. Legal acts are refused to
/// every token. The caller's password was given once more within the last minutes, else 403 `authority.confirmation.stale`.
#[utoipa::path(post, path = "/tokens", operation_id = "issueToken", tag = "token",
    request_body = IssueToken,
    responses((status = 201, description = "The token was issued.", body = IssuedToken)))]
pub(super) async fn issue_token(
    State(api): State<Api>,
    signed: Signed,
    Json(asked): Json<IssueToken>,
) -> Result<(StatusCode, Json<IssuedToken>), Failure> {
    let IssueToken { name, person, post, scopes, expires_at } = asked;
    let new = NewToken { name, person, post, scopes, expires_at };
    let issued = api.app.issue_token(signed.caller, new).await?;
    Ok((StatusCode::CREATED, Json(IssuedToken { id: issued.id, secret: issued.secret.to_string() })))
}
