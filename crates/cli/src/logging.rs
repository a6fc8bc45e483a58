//! The log of the server: standard error, one line an entry. `DAOWEI_LOG` says how much (`info`, `debug`,
//! `daowei_web=debug`), `DAOWEI_LOG_FORMAT=json` asks for JSON.

use std::io;

use tracing_subscriber::EnvFilter;

/// Begins to log.
pub(crate) fn begin() {
    let filter = EnvFilter::try_from_env("DAOWEI_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_target(true);
    let json = std::env::var("DAOWEI_LOG_FORMAT").is_ok_and(|format| format == "json");
    // Only a second beginning could fail.
    let _ = if json { log.json().try_init() } else { log.with_ansi(false).try_init() };
}
