//! Which crate may stand on which: the arrows of ARCHITECTURE.md.

use super::{File, Finding};

/// Each crate with what it may depend on. Nothing points up.
const ARROWS: &[(&str, &[&str])] = &[
    ("ident", &[]),
    ("calendar", &[]),
    ("crypto", &[]),
    ("domain", &["ident", "calendar"]),
    ("store", &["ident", "calendar", "domain", "crypto"]),
    ("app", &["ident", "calendar", "domain", "crypto", "store"]),
    ("api", &["ident", "calendar", "domain", "app"]),
    ("web", &["ident", "domain", "app", "api"]),
    ("bridge", &[]),
    ("cli", &["ident", "calendar", "domain", "crypto", "store", "app", "api", "web"]),
];

/// Every crate depends on those it may stand on and on no other of ours.
pub(super) fn crate_arrows(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| is_crate_manifest(&file.path)) {
        let Some((_, allowed)) = ARROWS.iter().find(|(room, _)| *room == file.room()) else {
            findings.push(file.finding(1, format!("the crate {} has no arrows yet: name them", file.room())));
            continue;
        };
        let Some(dependencies) = dependencies(&file.text) else {
            findings.push(file.finding(1, "not a manifest in TOML"));
            continue;
        };
        for name in dependencies {
            if let Some(room) = name.strip_prefix("daowei-").filter(|room| !allowed.contains(room)) {
                let line = line_of(&file.text, &name);
                findings.push(file.finding(line, format!("{} may not depend on {room}", file.room())));
            }
        }
    }
    findings
}

fn is_crate_manifest(path: &str) -> bool {
    path == "bridge/Cargo.toml" || (path.starts_with("crates/") && path.ends_with("/Cargo.toml"))
}

/// The packages that a manifest builds or runs with, renamed ones by their true name; those of tests are left out.
pub(super) fn dependencies(manifest: &str) -> Option<Vec<String>> {
    let manifest: toml::Table = manifest.parse().ok()?;
    let tables = |table: &toml::Table| -> Vec<String> {
        ["dependencies", "build-dependencies"]
            .iter()
            .filter_map(|kind| table.get(*kind)?.as_table())
            .flatten()
            .map(|(name, value)| {
                value.get("package").and_then(|package| package.as_str()).unwrap_or(name).to_owned()
            })
            .collect()
    };
    let mut found = tables(&manifest);
    let targets = manifest.get("target").and_then(|targets| targets.as_table());
    found.extend(targets.into_iter().flatten().filter_map(|(_, target)| target.as_table()).flat_map(tables));
    Some(found)
}

/// The line of a manifest that names a package.
pub(super) fn line_of(manifest: &str, name: &str) -> usize {
    manifest.lines().position(|line| line.contains(name)).map_or(1, |index| index + 1)
}
