//! The JSON API: bytes to commands, answers to bytes. One endpoint per file, with its documents and its tests.
//!
//! A handler takes a [`Signed`] caller, reads its body through [`Json`], calls one use case, and answers with a value or
//! with `?`: every error becomes one RFC 9457 document in the reader's language, made in one place ([`problem`]).

mod account;
mod caller;
mod conditional;
mod envelope;
mod json;
mod language;
pub mod openapi;
mod page;
mod path;
pub mod problem;
mod ready;
mod router;
mod rule;
mod session;
mod state;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod token;

pub use caller::{COOKIE, Signed, session_cookie};
pub use conditional::{IdempotencyKey, IfMatch, etag};
pub use envelope::{Acting, ClientAddress, RequestId};
pub use json::Json;
pub use language::reader;
pub use openapi::openapi;
pub use page::{Cursor, PageQuery};
pub use path::Id;
pub use problem::Failure;
pub use ready::ready;
pub use router::router;
pub use state::Api;
