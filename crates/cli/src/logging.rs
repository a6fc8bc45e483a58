//! The log of the server: standard error, one line an entry. `DAOWEI_LOG` says how much (`info`, `debug`,
//! `daowei_web=debug`), `DAOWEI_LOG_FORMAT=json` asks for JSON.

use std::io::{self, Write};

use tracing_subscriber::EnvFilter;

/// Standard error, whether anybody takes what is written there or not: a closed pipe and a full disk cost lines of the
/// log, never the answer to a request.
struct Log;

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let _ = io::stderr().lock().write_all(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Begins to log.
pub(crate) fn begin() {
    let filter = EnvFilter::try_from_env("DAOWEI_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    // Its own failures it would print to standard error, and panic where that fails as well.
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(|| Log)
        .with_target(true)
        .log_internal_errors(false);
    let json = std::env::var("DAOWEI_LOG_FORMAT").is_ok_and(|format| format == "json");
    // Only a second beginning could fail.
    let _ = if json { log.json().try_init() } else { log.with_ansi(false).try_init() };
}
