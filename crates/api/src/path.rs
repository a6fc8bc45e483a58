//! The one id of a path. What cannot be an id names nothing.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use daowei_app::Error;

use crate::problem::Failure;

/// The id in a path.
pub struct Id<T>(pub T);

impl<T: FromStr + Send, S: Send + Sync> FromRequestParts<S> for Id<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let Path(text) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| Error::NotFound { what: "path" })?;
        text.parse().map(Self).map_err(|_| Error::NotFound { what: "path" }.into())
    }
}
