//! Answers about a case, with its revision.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use daowei_app::Answer;
use daowei_app::case;
use daowei_domain::case::DocumentKind;
use serde::Serialize;
use utoipa::openapi::{ContentBuilder, HeaderBuilder, Ref, RefOr, Response as Described, ResponseBuilder};
use utoipa::{IntoResponses, PartialSchema, ToSchema};

use super::brief::Brief;
use crate::conditional::etag;
use crate::json::Json;
use crate::replayed::REPLAYED;
use crate::words;

/// The headers of an answer about a case.
pub(super) fn headers(revision: u64, replayed: bool) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.extend(etag(revision).map(|tag| (header::ETAG, tag)));
    if replayed {
        headers.insert(REPLAYED, HeaderValue::from_static("true"));
    }
    headers
}

/// What came of an act.
pub(super) enum Acted {
    /// How the case stands after it.
    Done(Answer<case::Brief>),
    /// The papers that it would issue; nothing was done.
    Previewed(Vec<case::Preview>),
}

/// The media type of previews: nobody takes them for the answer of a deed.
const PREVIEWS: &str = "application/vnd.daowei.previews+json";

/// The papers that an act would issue, before they have numbers.
#[derive(Serialize, ToSchema)]
pub(crate) struct Previews {
    /// In the order in which they would be issued; empty for an act that issues none.
    documents: Vec<Preview>,
}

/// A paper that an act would issue.
#[derive(Serialize, ToSchema)]
struct Preview {
    /// What it is.
    #[schema(value_type = words::DocumentKind)]
    kind: DocumentKind,
    /// Its text: the words of the request in clear, what the vault holds masked.
    text: String,
}

impl From<Vec<case::Preview>> for Previews {
    fn from(previews: Vec<case::Preview>) -> Self {
        let documents = previews.into_iter().map(|case::Preview { kind, text }| Preview { kind, text });
        Self { documents: documents.collect() }
    }
}

impl IntoResponse for Acted {
    fn into_response(self) -> Response {
        match self {
            Self::Done(Answer { value, replayed }) => {
                (headers(value.revision, replayed), Json(Brief::from(value))).into_response()
            }
            Self::Previewed(previews) => {
                let mut response = Json(Previews::from(previews)).into_response();
                let told = response.headers_mut();
                told.insert(header::CONTENT_TYPE, HeaderValue::from_static(PREVIEWS));
                told.insert("preference-applied", HeaderValue::from_static("preview"));
                response
            }
        }
    }
}

impl IntoResponses for Acted {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let revision = HeaderBuilder::new()
            .description(Some("The revision of the case, for `If-Match`"))
            .schema(Some(String::schema()))
            .build();
        let done = ResponseBuilder::new()
            .description("How the case then stands; to `Prefer: preview` the papers that the act would issue, with nothing done")
            .header("ETag", revision)
            .content(
                "application/json",
                ContentBuilder::new().schema(Some(Ref::from_schema_name(Brief::name()))).build(),
            )
            .content(
                PREVIEWS,
                ContentBuilder::new().schema(Some(Ref::from_schema_name(Previews::name()))).build(),
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
