//! Whole-program stories: the built binary, started, used, cut and started again as the world would do it.
//!
//! Everything here talks to the program through its doors (command line, HTTP) and to the machine around it (processes,
//! files, a database server). The server's half runs where `DAOWEI_TEST_POSTGRES` holds a URL and is shown as ignored where
//! it does not; with `DAOWEI_REQUIRE_POSTGRES=1` a missing URL is a failure.

#[cfg(test)]
mod harness;
