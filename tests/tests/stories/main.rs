//! Whole-program stories: the built binary, started, used, cut and started again as the world would do it.
//!
//! Everything here talks to the program through its doors (command line, HTTP) and to the machine around it (processes,
//! files, a database server). The server's half runs where `DAOWEI_TEST_POSTGRES` holds a URL and is shown as ignored where
//! it does not; with `DAOWEI_REQUIRE_POSTGRES=1` a missing URL is a failure.

#[cfg(test)]
mod contract;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod cuts;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod outage;
#[cfg(test)]
mod race;
#[cfg(test)]
mod secrecy;
#[cfg(test)]
mod tampering;

#[cfg(test)]
#[test]
fn a_database_server_is_there_where_it_is_required() {
    let required = std::env::var("DAOWEI_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
    assert!(
        !required || cfg!(postgres_tests),
        "DAOWEI_REQUIRE_POSTGRES=1, but DAOWEI_TEST_POSTGRES holds no URL"
    );
}
