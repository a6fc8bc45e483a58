//! HTTP around the API: who may connect, how much, for how long, and what every answer carries.
//!
//! ```text
//! socket ─► connection (limits, patience) ─► headers ─► telemetry (id, line, figures) ─► same site ─► whole body ─► api
//! ```
//!
//! Plain HTTP is spoken on a loopback address, or behind a proxy that ends TLS. [`Server::bind`] takes the addresses,
//! [`Server::run`] serves until it is told to stop, then lets everything that has begun come to its end.
//!
//! Beside the API stand the staff desk, carried whole, and the citizens' portal, made here page by page.
//!
//! The session cookie `__Host-daowei` is `Secure`. Browsers take such cookies from `http://localhost` and
//! `http://127.0.0.1` (Chromium, Firefox), other programs often do not: they send the secret of the session as
//! `Authorization: Bearer` instead.

mod address;
mod body;
mod budget;
mod connection;
mod connections;
mod desk;
mod error;
mod headers;
mod health;
mod inside;
mod layers;
mod options;
mod packed;
mod patience;
mod portal;
mod problem;
mod same_site;
mod server;
mod signal;
mod stage;
mod stream;
mod telemetry;
#[cfg(test)]
mod tests;

use std::future::{Future, pending, ready};

use daowei_app::App;

pub use address::Network;
pub use error::{Error, Result};
pub use options::{Limits, Notice, Options};
pub use server::Server;
pub use signal::signals;

/// Binds and serves until `shutdown`, then lets everything that has begun come to its end.
///
/// # Errors
/// As [`Server::bind`].
pub async fn serve(app: App, options: Options, shutdown: impl Future<Output = ()>) -> Result<()> {
    Server::bind(options).await?.run(ready(app), shutdown, pending()).await;
    Ok(())
}
