//! Tells the tests whether a database server is there, so that its half of the suite shows as ignored where it is not.

fn main() {
    println!("cargo::rerun-if-env-changed=DAOWEI_TEST_POSTGRES");
    println!("cargo::rustc-check-cfg=cfg(postgres_tests)");
    if std::env::var("DAOWEI_TEST_POSTGRES").is_ok_and(|url| !url.is_empty()) {
        println!("cargo::rustc-cfg=postgres_tests");
    }
}
