//! Answers to commands that are carried out once for each key.

use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use daowei_app::Answer;
use serde::Serialize;

use crate::json::Json;

/// Says that an answer was given before.
pub(crate) const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// A body, and whether it was answered before.
pub(crate) struct Told<T> {
    status: StatusCode,
    replayed: bool,
    body: T,
}

impl<T> Told<T> {
    /// Something was made, now or when the key was first used.
    pub(crate) fn made<V>(answer: Answer<V>) -> Self
    where
        T: From<V>,
    {
        Self { status: StatusCode::CREATED, ..Self::done(answer) }
    }

    /// Something was done, now or when the key was first used.
    pub(crate) fn done<V>(answer: Answer<V>) -> Self
    where
        T: From<V>,
    {
        Self { status: StatusCode::OK, replayed: answer.replayed, body: answer.value.into() }
    }
}

impl<T: Serialize> IntoResponse for Told<T> {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        if self.replayed {
            response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}
