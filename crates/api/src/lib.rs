//! The JSON API: bytes to commands, answers to bytes. One endpoint per file, with its documents and its tests.
//!
//! A handler takes a [`Signed`] caller, reads its body through [`Json`], calls one use case, and answers with a value or
//! with `?`: every error becomes one RFC 9457 document in the reader's language, made in one place ([`problem`]).

mod about;
mod account;
mod act;
mod authority;
mod bounds;
mod bytes;
mod calendar;
mod caller;
mod case;
mod catalog;
mod change;
mod conditional;
mod conditions;
mod draft;
mod enquiry;
mod envelope;
mod evidence;
mod file;
mod foreign;
mod guide;
mod handover;
mod ids;
mod json;
mod language;
mod license;
mod look;
pub mod openapi;
mod order;
mod organization;
mod page;
mod path;
pub mod problem;
mod progress;
mod query;
mod queue;
mod rating;
mod ready;
mod replayed;
mod router;
mod rows;
mod rule;
mod screen;
mod session;
mod setting;
mod state;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod token;
mod words;

pub use caller::{COOKIE, Signed, session_cookie};
pub use conditional::{IdempotencyKey, IfMatch, etag};
pub use envelope::{ClientAddress, RequestId};
pub use json::{Json, LARGEST as LARGEST_BODY};
pub use language::reader;
pub use openapi::openapi;
pub use page::{Cursor, PageQuery};
pub use path::Id;
pub use problem::Failure;
pub use ready::ready;
pub use router::router;
pub use state::{Api, Build};
