//! Answers about a case, with its revision.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use daowei_app::Answer;
use daowei_app::case;
use serde::Serialize;
use utoipa::openapi::{ContentBuilder, HeaderBuilder, Ref, RefOr, Response as Described, ResponseBuilder};
use utoipa::{IntoResponses, PartialSchema, ToSchema};

use super::brief::Brief;
use crate::conditional::etag;
use crate::json::Json;
use crate::replayed::REPLAYED;

/// The headers of an answer about a case.
pub(super) fn headers(revision: u64, replayed: bool) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.extend(etag(revision).map(|tag| (header::ETAG, tag)));
    if replayed {
        headers.insert(REPLAYED, HeaderValue::from_static("true"));
    }
    headers
}

/// How a case stands after an act.
pub(super) struct Acted(pub(super) Answer<case::Brief>);

impl IntoResponse for Acted {
    fn into_response(self) -> Response {
        let Answer { value, replayed } = self.0;
        (headers(value.revision, replayed), Json(Brief::from(value))).into_response()
    }
}

impl IntoResponses for Acted {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let revision = HeaderBuilder::new()
            .description(Some("The revision of the case, for `If-Match`"))
            .schema(Some(String::schema()))
            .build();
        let done = ResponseBuilder::new()
            .description("How the case then stands")
            .header("ETag", revision)
            .content(
                "application/json",
                ContentBuilder::new().schema(Some(Ref::from_schema_name(Brief::name()))).build(),
            )
            .build();
        BTreeMap::from([("200".to_owned(), done.into())])
    }
}

/// A part of a case, as of a revision.
pub(super) struct Seen<T> {
    revision: u64,
    body: T,
}

impl<T> Seen<T> {
    /// That part.
    pub(super) fn at(revision: u64, body: T) -> Self {
        Self { revision, body }
    }
}

impl<T: Serialize> IntoResponse for Seen<T> {
    fn into_response(self) -> Response {
        (headers(self.revision, false), Json(self.body)).into_response()
    }
}
