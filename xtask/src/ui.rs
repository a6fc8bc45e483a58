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

/// The line to type where there is no npm.
const INSTALL: &str = "install Node.js 20 or newer with npm 10 or newer (nodejs.org, or your distribution)";

/// Builds the desk.
///
/// # Errors
/// Where npm is missing or the build fails.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode, Trouble> {
    needed()?;
    build(workspace)?;
    Ok(ExitCode::SUCCESS)
}

/// Nothing, where npm is there.
///
/// # Errors
/// [`Trouble::Missing`] with the line to type.
pub(crate) fn needed() -> Result<(), Trouble> {
    if there() { Ok(()) } else { Err(Trouble::Missing { what: "npm", line: INSTALL }) }
}

/// Builds the desk where npm is there; the server is complete without it, so that only a word is said otherwise.
///
/// # Errors
/// Where the build fails.
pub(crate) fn build_where_possible(workspace: &Workspace) -> Result<(), Trouble> {
    if there() {
        return build(workspace);
    }
    eprintln!("npm is missing, so the server is built without the desk; to have it, {INSTALL}");
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

/// Whether npm can be started.
pub(crate) fn there() -> bool {
    process::command("npm").arg("--version").output().is_ok_and(|output| output.status.success())
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
