//! What this room refuses, in the API's own form.

use axum::extract::Request;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use daowei_api::{Failure, RequestId, reader};

/// Who will read the refusal.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    wish: HeaderMap,
    request_id: Option<RequestId>,
}

impl Reader {
    pub(crate) fn of(request: &Request) -> Self {
        let mut wish = HeaderMap::new();
        if let Some(language) = request.headers().get(ACCEPT_LANGUAGE) {
            wish.insert(ACCEPT_LANGUAGE, language.clone());
        }
        Self { wish, request_id: request.extensions().get::<RequestId>().cloned() }
    }

    /// A refusal by one of the codes of [`daowei_api::problem::TEXTS`].
    pub(crate) fn refuse(&self, status: StatusCode, code: &'static str) -> Response {
        let id = self.request_id.as_ref().map_or("", |id| &id.0);
        Failure::Request(status, code).answer(reader(&self.wish), id)
    }
}
