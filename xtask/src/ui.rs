//! `cargo xtask ui`: the desk, from its lock file, into `ui/dist`, from where the server takes it in.

use std::{
    path::Path,
    process::{Command, ExitCode},
    time::SystemTime,
};

use crate::{
    process::{self, Trouble},
    tally::Tally,
    workspace::Workspace,
};

/// Major and minor number of the oldest Node.js that can build the desk: Vite 7 asks for it.
const OLDEST: (u32, u32) = (20, 19);
/// What is missing where that is not there.
const WANTED: &str = "Node.js 20.19 or newer with npm";
/// The line to type then.
const INSTALL: &str =
    "install Node.js 20.19 or newer with npm 10 or newer (from nodejs.org; Debian 12's own is older)";

/// Builds the desk.
///
/// # Errors
/// Where npm is missing or the build fails.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode, Trouble> {
    needed()?;
    build(workspace)?;
    Ok(ExitCode::SUCCESS)
}

/// Nothing, where Node.js and npm are there.
///
/// # Errors
/// [`Trouble::Missing`] with the line to type.
pub(crate) fn needed() -> Result<(), Trouble> {
    if lack().is_none() { Ok(()) } else { Err(Trouble::Missing { what: WANTED, line: INSTALL }) }
}

/// Builds the desk where Node.js and npm are there; the server is complete without it, so that only a word is said otherwise.
///
/// # Errors
/// Where the build fails.
pub(crate) fn build_where_possible(workspace: &Workspace) -> Result<(), Trouble> {
    let Some(lack) = lack() else { return build(workspace) };
    eprintln!("{lack}, so the server is built without the desk; to have it, {INSTALL}");
    Ok(())
}

/// Type check and unit tests of the desk.
///
/// # Errors
/// Where npm does not start.
pub(crate) fn test(workspace: &Workspace) -> Result<Tally, Trouble> {
    install(workspace)?;
    let folder = workspace.root.join("ui");
    let mut sum = Tally::check("desk: check", process::succeeds(&mut npm(&folder, &["run", "check"]))?);
    sum.add(Tally::check("desk: unit tests", process::succeeds(&mut npm(&folder, &["test"]))?));
    Ok(sum)
}

/// What keeps the desk from being built, where anything does.
pub(crate) fn lack() -> Option<String> {
    let said = |program| {
        let output = process::command(program).arg("--version").output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    match (said("node"), said("npm")) {
        (None, _) => Some("Node.js is missing".to_owned()),
        (Some(version), _) if !is_enough(&version) => Some(format!("Node.js {version} is too old")),
        (Some(_), None) => Some("npm is missing".to_owned()),
        (Some(_), Some(_)) => None,
    }
}

/// Whether `node --version` (such as `v20.19.0`) names the oldest that will do, or a newer one.
fn is_enough(version: &str) -> bool {
    let mut numbers = version.strip_prefix('v').unwrap_or(version).split('.').map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= OLDEST,
        _ => false,
    }
}

/// Builds the desk, unless it is current.
///
/// # Errors
/// Where the build fails.
pub(crate) fn build(workspace: &Workspace) -> Result<(), Trouble> {
    if is_current(&workspace.root) {
        return Ok(());
    }
    install(workspace)?;
    process::must(&mut npm(&workspace.root.join("ui"), &["run", "build"]))
}

/// What the desk is made from, beside `ui/src`.
const SOURCES: [&str; 6] = [
    "ui/index.html",
    "ui/package-lock.json",
    "ui/vite.config.ts",
    "ui/tsconfig.json",
    "ui/compress.mjs",
    "crates/api/openapi.json",
];
/// What the build itself writes among its sources.
const MADE: [&str; 2] = ["schema.d.ts", "components.d.ts"];

/// Whether nothing has changed since the desk was built: the server, which takes it in, is then not built anew either.
fn is_current(root: &Path) -> bool {
    let Some(built) = changed(&root.join("ui/dist/index.html")) else { return false };
    let mut newest = SOURCES.iter().filter_map(|path| changed(&root.join(path))).max();
    let mut folders = vec![root.join("ui/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !MADE.iter().any(|made| path.ends_with(made)) {
                newest = newest.max(changed(&path));
            }
        }
    }
    newest.is_some_and(|newest| newest < built)
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}

/// Exactly what the lock file says, unless that is there already.
///
/// # Errors
/// Where npm fails.
pub(crate) fn install(workspace: &Workspace) -> Result<(), Trouble> {
    let folder = workspace.root.join("ui");
    let (lock, installed) = (
        changed(&folder.join("package-lock.json")),
        changed(&folder.join("node_modules/.package-lock.json")),
    );
    if installed.is_some() && installed >= lock {
        return Ok(());
    }
    process::must(&mut npm(&folder, &["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
}

/// npm in that folder.
pub(crate) fn npm(folder: &Path, arguments: &[&str]) -> Command {
    let mut npm = process::command("npm");
    npm.args(arguments).current_dir(folder);
    npm
}

#[cfg(test)]
mod tests {
    use std::{
        fs::{self, File},
        time::Duration,
    };

    use super::*;

    #[test]
    fn an_older_node_counts_as_none() {
        for enough in ["v20.19.0", "v20.20.2", "v22.12.0", "v100.0.0-nightly2026", "20.19"] {
            assert!(is_enough(enough), "{enough}");
        }
        for too_old in ["v18.20.4", "v20.18.3", "v20.9.0", "v9.99.0", "", "v20", "none"] {
            assert!(!is_enough(too_old), "{too_old}");
        }
        let (major, minor) = OLDEST;
        assert!(
            [WANTED, INSTALL].iter().all(|text| text.contains(&format!("Node.js {major}.{minor} or newer")))
        );
    }

    #[test]
    fn the_desk_is_built_anew_where_a_source_is_newer_and_only_there() {
        let root = std::env::temp_dir().join(format!("daowei-ui-{}", std::process::id()));
        let made = ["ui/dist/index.html", "ui/src/pages/Intake.vue", "ui/src/api/schema.d.ts"];
        let set = |path: &str, seconds: u64| {
            let file =
                File::options().write(true).create(true).truncate(false).open(root.join(path)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
        };
        for path in made {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        }
        set("ui/src/pages/Intake.vue", 10);
        assert!(!is_current(&root), "nothing is built");
        set("ui/dist/index.html", 20);
        set("ui/src/api/schema.d.ts", 30);
        assert!(is_current(&root), "what the build writes itself does not count");
        set("ui/src/pages/Intake.vue", 40);
        assert!(!is_current(&root));
        fs::remove_dir_all(root).unwrap();
    }
}
