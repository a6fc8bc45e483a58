//! Where the work tree lies and which packages it has, as cargo says.

use std::path::PathBuf;

use serde_json::Value;

use crate::process::{self, Trouble};

/// The workspace that this command was started in.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The folder of the root Cargo.toml.
    pub(crate) root: PathBuf,
    target: PathBuf,
    packages: Vec<String>,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// Where cargo fails, as outside a workspace, or answers in a form that is not known.
    pub(crate) fn find() -> Result<Self, Trouble> {
        Self::read(&process::output(&mut process::cargo(["metadata", "--no-deps", "--format-version", "1"]))?)
    }

    fn read(metadata: &str) -> Result<Self, Trouble> {
        let metadata: Value = serde_json::from_str(metadata)
            .map_err(|error| Trouble::Answer(format!("cargo metadata is not JSON: {error}")))?;
        let folder = |key: &str| {
            let path = metadata.get(key).and_then(Value::as_str).map(PathBuf::from);
            path.ok_or_else(|| Trouble::Answer(format!("cargo metadata names no {key}")))
        };
        let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
            packages: packages
                .filter_map(|package| Some(package.get("name")?.as_str()?.to_owned()))
                .collect(),
        })
    }

    /// Whether the workspace has a package of this name.
    pub(crate) fn has(&self, package: &str) -> bool {
        self.packages.iter().any(|name| name == package)
    }

    /// The product's binary as a release build leaves it.
    pub(crate) fn release_binary(&self) -> PathBuf {
        self.target.join("release").join(format!("daowei{}", std::env::consts::EXE_SUFFIX))
    }

    /// Builds that binary.
    ///
    /// # Errors
    /// Where it does not compile.
    pub(crate) fn build_release(&self) -> Result<PathBuf, Trouble> {
        process::must(
            process::cargo(["build", "--release", "--package", "daowei-cli"]).current_dir(&self.root),
        )?;
        Ok(self.release_binary())
    }

    /// Builds the product, the simulated device bridge that the stories of devices look for beside it, and the program of
    /// the benchmarks: in one go, since each alone asks for other features of what they share and builds that anew.
    ///
    /// # Errors
    /// Where one does not compile.
    pub(crate) fn build_all(&self) -> Result<PathBuf, Trouble> {
        let packages = ["daowei-cli", "daowei-bridge", "daowei-bench"].map(|name| ["--package", name]);
        let words = ["build", "--release"].into_iter().chain(packages.into_iter().flatten());
        process::must(process::cargo(words).current_dir(&self.root))?;
        Ok(self.release_binary())
    }

    /// The program of the benchmarks as [`Self::build_all`] leaves it.
    pub(crate) fn bench_binary(&self) -> PathBuf {
        self.release_binary().with_file_name(format!("daowei-bench{}", std::env::consts::EXE_SUFFIX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_read() {
        let workspace = Workspace::read(
            r#"{"workspace_root":"/a","target_directory":"/b","packages":[{"name":"xtask"},{"name":"daowei-cli"}]}"#,
        )
        .unwrap();
        assert!(workspace.has("daowei-cli") && !workspace.has("daowei"));
        assert!(workspace.release_binary().starts_with("/b/release"));
    }

    #[test]
    fn another_answer_is_told() {
        for answer in ["", "[]", r#"{"workspace_root":1}"#] {
            assert!(matches!(Workspace::read(answer), Err(Trouble::Answer(_))), "{answer}");
        }
    }
}
