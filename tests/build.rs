//! Tells the tests what this machine has, so that what it cannot show is seen as ignored and not as passed: a database
//! server, and the leave to mount a small disk.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-env-changed=DAOWEI_TEST_POSTGRES");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(postgres_tests)");
    println!("cargo::rustc-check-cfg=cfg(mounts)");
    if std::env::var("DAOWEI_TEST_POSTGRES").is_ok_and(|url| !url.is_empty()) {
        println!("cargo::rustc-cfg=postgres_tests");
    }
    if std::env::var_os("OUT_DIR").is_some_and(|out| mounts(&Path::new(&out).join("disk"))) {
        println!("cargo::rustc-cfg=mounts");
    }
}

/// Whether a file system can be mounted there.
fn mounts(place: &Path) -> bool {
    let done =
        |command: &mut Command| command.arg(place).output().is_ok_and(|output| output.status.success());
    std::fs::create_dir_all(place).is_ok()
        && done(Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]))
        && done(&mut Command::new("umount"))
}
