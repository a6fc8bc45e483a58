//! Ids in paths. What cannot be an id names nothing.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use daowei_app::Error;
use serde::de::DeserializeOwned;

use crate::problem::Failure;

/// The ids of a path, by name.
pub(crate) struct Ids<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Ids<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let read = Path::<T>::from_request_parts(parts, state).await;
        read.map(|Path(ids)| Self(ids)).map_err(|_| Error::NotFound { what: "path" }.into())
    }
}
