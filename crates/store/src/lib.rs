//! The `store` room: the only SQL of the product.
//!
//! [`Store`] is the facade over both engines; a unit of work runs on it with a [`Tx`]. The modules on top are plain
//! synchronous functions over `&mut Tx`, each with its own table and its own list of statements.
//!
//! | to … | use |
//! |---|---|
//! | bring a database to this version | [`migrate`] |
//! | load and append events | [`event`] |
//! | give events their global order and sign checkpoints | [`leaf`] |
//! | find alterations, export evidence | [`verify`] |
//! | answer a repeated command | [`idempotency`] |
//! | send effects, run jobs, hold leases | [`outbox`], [`job`], [`lease`] |
//! | count | [`counter`] |
//! | find public texts | [`search`] |
//! | keep personal data | [`vault`] |
//! | take files in, part by part | [`file`] |
//! | know who stands behind a secret | [`account`] |
//! | show lists and screens | [`view`] |
//! | copy the embedded database | [`backup`] |
//! | carry everything to another database | [`archive`] |
//! | know whose database it is, and how it fares | [`installation`], [`health`], [`schema`] |

#[macro_use]
mod engine;
pub mod account;
pub mod archive;
pub mod backup;
pub mod counter;
pub mod draft;
mod error;
pub mod event;
pub mod file;
pub mod health;
pub mod idempotency;
pub mod installation;
pub mod job;
pub mod leaf;
pub mod lease;
pub mod migrate;
pub mod outbox;
pub mod queue;
pub mod registry;
pub mod schema;
pub mod screen;
pub mod search;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod vault;
pub mod verify;
pub mod view;

pub use engine::{
    Cut, Observed, Observer, Param, PostgresOptions, Probes, Row, SqliteOptions, Statement, Store, Tx, Value,
};
pub use error::{Abort, Error, Result};
