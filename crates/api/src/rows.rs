//! The rows of a list, and where the next page begins.

use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// The rows.
    pub(crate) rows: Vec<T>,
    /// The cursor of the next page; nothing at the end.
    pub(crate) next: Option<String>,
}
