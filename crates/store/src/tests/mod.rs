//! One suite for both engines. The server's half runs where `DAOWEI_TEST_POSTGRES` holds a URL and is shown as
//! ignored where it does not; with `DAOWEI_REQUIRE_POSTGRES=1` a missing URL is a failure.

/// Runs each function as a test on the embedded engine and on a server.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { super::$name(&crate::tests::fixture::Fixture::sqlite()); })+
        }
        mod postgres {
            $(
                #[test]
                #[cfg_attr(not(postgres_tests), ignore = "DAOWEI_TEST_POSTGRES holds no URL")]
                fn $name() { super::$name(&crate::tests::fixture::Fixture::postgres()); }
            )+
        }
    };
}

#[test]
fn a_server_is_there_where_it_is_required() {
    let required = std::env::var("DAOWEI_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
    assert!(
        !required || cfg!(postgres_tests),
        "DAOWEI_REQUIRE_POSTGRES=1, but DAOWEI_TEST_POSTGRES holds no URL"
    );
}

mod archive;
mod concurrency;
mod engine;
mod evidence;
mod export;
mod failure;
mod files;
mod fixture;
mod foreign;
mod guides;
mod hall;
mod looks;
mod migration;
mod plans;
mod proven;
mod queue;
mod records;
mod schema;
mod screens;
mod searching;
mod sorted;
mod statements;
mod work;
