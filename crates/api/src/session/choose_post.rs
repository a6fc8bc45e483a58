//! `POST /session/post`

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use daowei_ident::{PersonId, PostId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::{Signed, session_cookie};
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// The post to act in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoosePost {
    /// One of the holder's posts of today.
    #[schema(value_type = String, format = Uuid)]
    post: PostId,
    /// For assisting staff: who answers for what they do.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Uuid)]
    responsible: Option<PersonId>,
}

/// The session under its new secret.
#[derive(Serialize, ToSchema)]
pub(super) struct Moved {
    /// The post that it acts in.
    #[schema(format = Uuid)]
    post: String,
    /// The new secret, for a session that is known by bearer; a browser has it in its cookie.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

/// 选择岗位 Choose the post to act in. The secret changes; a confirmation given before counts no more.
#[utoipa::path(post, path = "/session/post", operation_id = "choosePost", tag = "session",
    request_body = ChoosePost,
    responses((status = 200, description = "The session acts in that post.", body = Moved)))]
pub(super) async fn choose_post(
    State(api): State<Api>,
    signed: Signed,
    Json(chosen): Json<ChoosePost>,
) -> Result<Response, Failure> {
    let moved = api.app.choose_post(signed.caller, chosen.post, chosen.responsible).await?;
    let secret = (!signed.by_cookie).then(|| moved.secret.to_string());
    let mut response = Json(Moved { post: chosen.post.to_string(), secret }).into_response();
    if let Some(cookie) = session_cookie(Some(&moved.secret)).filter(|_| signed.by_cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
