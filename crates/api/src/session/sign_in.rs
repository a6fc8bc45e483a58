//! `POST /session`

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use daowei_app::Acting;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Post;
use crate::caller::session_cookie;
use crate::envelope::ClientAddress;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// Login and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignIn {
    /// 登录名
    #[schema(max_length = 64)]
    login: String,
    /// 密码
    #[schema(max_length = 128, format = Password)]
    password: String,
    /// How the secret comes back: in a cookie for browsers, or in the body for programs.
    #[serde(default)]
    transport: Transport,
}

#[derive(Deserialize, ToSchema, Default, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Transport {
    #[default]
    Cookie,
    Bearer,
}

/// The new session.
#[derive(Serialize, ToSchema)]
pub(super) struct SignedIn {
    /// Its id.
    #[schema(format = Uuid)]
    session: String,
    /// For `Authorization: Bearer`, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    /// The posts that can be chosen.
    posts: Vec<Post>,
    /// The post that it acts in, chosen already where there is only one.
    #[schema(format = Uuid)]
    post: Option<String>,
    /// Whether the password must be changed before anything else.
    must_change_password: bool,
}

/// 登录 Sign in.
#[utoipa::path(post, path = "/session", operation_id = "signIn", tag = "session", security(()),
    request_body = SignIn,
    responses((status = 201, description = "A session was opened.", body = SignedIn)))]
pub(super) async fn sign_in(
    State(api): State<Api>,
    address: Option<Extension<ClientAddress>>,
    acting: Option<Extension<Acting>>,
    headers: HeaderMap,
    Json(given): Json<SignIn>,
) -> Result<Response, Failure> {
    let address = address.map(|Extension(ClientAddress(address))| address);
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let opened = api.app.sign_in(&given.login, &given.password, address, agent).await?;
    if let Some(Extension(acting)) = acting {
        acting.is(opened.person);
    }
    let bearer = given.transport == Transport::Bearer;
    let body = SignedIn {
        session: opened.session.to_string(),
        secret: bearer.then(|| opened.secret.to_string()),
        posts: opened.posts.into_iter().map(Post::from).collect(),
        post: opened.post.map(|post| post.to_string()),
        must_change_password: opened.must_change,
    };
    let mut response = (StatusCode::CREATED, Json(body)).into_response();
    if let Some(cookie) = session_cookie(Some(&opened.secret)).filter(|_| !bearer) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
