//! Tells the tests whether a database server is there, so that its half of the suite shows as ignored where it is not;
//! and the program of which commit it is made.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-env-changed=DAOWEI_TEST_POSTGRES");
    println!("cargo::rustc-check-cfg=cfg(postgres_tests)");
    if std::env::var("DAOWEI_TEST_POSTGRES").is_ok_and(|url| !url.is_empty()) {
        println!("cargo::rustc-cfg=postgres_tests");
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=DAOWEI_COMMIT={}", commit().as_deref().unwrap_or("unknown"));
}

/// The commit of this work tree; nothing in a tarball, also where it was unpacked inside another repository.
fn commit() -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.parent()?;
    let git = |arguments: &[&str]| {
        let said = Command::new("git").arg("-C").arg(root).args(arguments).output().ok()?;
        let text = String::from_utf8(said.stdout).ok()?;
        said.status.success().then(|| text.trim().to_owned())
    };
    if Path::new(&git(&["rev-parse", "--show-toplevel"])?).canonicalize().ok()? != root.canonicalize().ok()? {
        return None;
    }
    // What the program is made of.
    for name in
        ["crates", "data", "ui/src", "ui/index.html", "ui/package-lock.json", "Cargo.toml", "Cargo.lock"]
    {
        println!("cargo::rerun-if-changed={}", root.join(name).display());
    }
    // Both change when another commit is checked out or made.
    for name in ["HEAD", "logs/HEAD"] {
        let path = root.join(git(&["rev-parse", "--git-path", name])?);
        if path.exists() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let unchanged =
        git(&["status", "--porcelain", "--", "crates", "data", "ui", "Cargo.toml", "Cargo.lock"])?.is_empty();
    Some(if unchanged { commit } else { format!("{commit}-dirty") })
}
