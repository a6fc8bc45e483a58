//! `DELETE /session`

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use daowei_app::Error;

use crate::caller::{Signed, session_cookie};
use crate::problem::Failure;
use crate::state::Api;

/// 退出 Sign out. The answer clears cookies and cached answers. What the desk keeps on a machine says nothing about anybody (looks,
/// language, views, the bridge's pairing) and is there again tomorrow. Where the session could not be ended, on a full disk for
/// example, the browser forgets its secret all the same; only where the session is another one than the page believes does
/// everything stay as it is.
#[utoipa::path(delete, path = "/session", operation_id = "signOut", tag = "session",
    responses((status = 204, description = "The session has ended.")))]
pub(super) async fn sign_out(State(api): State<Api>, signed: Result<Signed, Failure>) -> Response {
    let ended = match signed {
        Ok(signed) => api.app.sign_out(signed.caller).await.map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    let mut response = match ended {
        Ok(()) => {
            let clear = HeaderValue::from_static("\"cache\", \"cookies\"");
            (StatusCode::NO_CONTENT, [(HeaderName::from_static("clear-site-data"), clear)]).into_response()
        }
        Err(Failure::App(Error::OtherSession)) => return Failure::App(Error::OtherSession).into_response(),
        Err(failure) => failure.into_response(),
    };
    if let Some(cookie) = session_cookie(None) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
