//! What can keep a figure from being made.

/// A result whose error is the benchmark's.
pub(crate) type Result<T> = std::result::Result<T, Error>;

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A use case refused.
    #[error(transparent)]
    App(#[from] daowei_app::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] daowei_store::Error),
    /// The bare embedded engine failed.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The bare server engine failed.
    #[error("{}", spoken(.0))]
    Postgres(#[from] postgres::Error),
    /// A file or a process.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// An answer that is not JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A number that does not fit.
    #[error(transparent)]
    Number(#[from] std::num::TryFromIntError),
    /// The domain refused what the seed made.
    #[error("{0}")]
    Refused(String),
    /// Something else is not as it must be.
    #[error("{0}")]
    Words(String),
}

impl From<Box<daowei_domain::Refusal>> for Error {
    fn from(refusal: Box<daowei_domain::Refusal>) -> Self {
        Self::Refused(format!("{refusal:?}"))
    }
}

impl From<daowei_domain::Refusal> for Error {
    fn from(refusal: daowei_domain::Refusal) -> Self {
        Self::Refused(format!("{refusal:?}"))
    }
}

/// An error in words.
pub(crate) fn words(text: impl Into<String>) -> Error {
    Error::Words(text.into())
}

/// The server's words, where it said any.
fn spoken(error: &postgres::Error) -> String {
    error.as_db_error().map_or_else(|| error.to_string(), |server| server.message().to_owned())
}
