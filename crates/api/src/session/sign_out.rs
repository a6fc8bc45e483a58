//! `DELETE /session`

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::caller::{Signed, session_cookie};
use crate::problem::Failure;
use crate::state::Api;

/// 退出 Sign out. The answer clears what the browser kept of this site.
#[utoipa::path(delete, path = "/session", operation_id = "signOut", tag = "session",
    responses((status = 204, description = "The session has ended.")))]
pub(super) async fn sign_out(State(api): State<Api>, signed: Signed) -> Result<Response, Failure> {
    api.app.sign_out(signed.caller).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""),
    );
    if let Some(cookie) = session_cookie(None) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
