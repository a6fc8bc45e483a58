//! The facade over both engines: the only place of the product that knows which one runs.
//!
//! A [`Store`] runs *units of work*: re-runnable closures over a [`Tx`]. A unit of writing is one transaction; it
//! is answered after its commit lies on the disk. The embedded engine commits waiting units in groups; the
//! server engine runs them on several connections and runs a unit again when it met another.

mod bind;
mod checkpoint;
mod pool;
mod postgres;
mod probe;
mod queue;
mod reader;
mod space;
mod sqlite;
mod sqlite_open;
mod statement;
mod store;
mod tx;
mod unit;
mod value;
mod writer;

pub use probe::{Cut, Observed, Observer, Probes};
pub(crate) use sqlite::error as engine_error;
pub use statement::Statement;
pub use store::{PostgresOptions, SqliteOptions, Store};
pub use tx::Tx;
pub use value::{Param, Row, Value};
