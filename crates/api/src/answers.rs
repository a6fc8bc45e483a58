//! The answers that many endpoints share, as the description of the API lists them.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use utoipa::IntoResponses;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

/// The problems of reading.
pub(crate) struct ReadProblems;

/// The problems of writing: those of reading, and what a rule, a stale picture or a full disk can say.
pub(crate) struct WriteProblems;

const READ: [u16; 7] = [400, 401, 403, 404, 422, 500, 503];
const WRITE: [u16; 13] = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503, 507];

impl IntoResponses for ReadProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        READ.into_iter().map(problem).collect()
    }
}

impl IntoResponses for WriteProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        WRITE.into_iter().map(problem).collect()
    }
}

/// The entry of a problem under its status.
pub(crate) fn problem(status: u16) -> (String, RefOr<Response>) {
    let reason = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemDocument"))).build();
    let response = ResponseBuilder::new()
        .description(reason.unwrap_or_default())
        .content("application/problem+json", content)
        .build();
    (status.to_string(), response.into())
}
