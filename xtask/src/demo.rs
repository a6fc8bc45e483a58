//! `cargo xtask demo`: the server with its desk and the demo city.

use std::{
    os::unix::process::CommandExt,
    process::{Command, ExitCode},
};

use crate::{
    process::{self, Trouble},
    ui,
    workspace::Workspace,
};

const DEFAULTS: &[(&str, &str)] = &[("--data", "daowei-data"), ("--listen", "127.0.0.1:8080")];

/// Builds for release and becomes the server, so that Ctrl-C reaches it as it would in service.
///
/// # Errors
/// Where the build fails or the server does not start.
pub(crate) fn run(workspace: &Workspace, given: &[String]) -> Result<ExitCode, Trouble> {
    ui::build_where_possible(workspace)?;
    let mut command = Command::new(workspace.build_release()?);
    command.arg("demo").args(arguments(given));
    let error = command.exec();
    Err(process::start(&command, error))
}

/// What was given, and the defaults of what was not.
fn arguments(given: &[String]) -> Vec<String> {
    let names = |argument: &String, flag: &str| argument.split('=').next() == Some(flag);
    let missing = DEFAULTS.iter().filter(|(flag, _)| !given.iter().any(|argument| names(argument, flag)));
    let missing = missing.flat_map(|(flag, value)| [(*flag).to_owned(), (*value).to_owned()]);
    given.iter().cloned().chain(missing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(given: &[&str]) -> String {
        arguments(&given.iter().map(|argument| (*argument).to_owned()).collect::<Vec<_>>()).join(" ")
    }

    #[test]
    fn what_is_not_given_has_a_default() {
        assert_eq!(joined(&[]), "--data daowei-data --listen 127.0.0.1:8080");
        assert_eq!(joined(&["--story", "--data", "x"]), "--story --data x --listen 127.0.0.1:8080");
        assert_eq!(joined(&["--listen=127.0.0.1:9", "--data=y"]), "--listen=127.0.0.1:9 --data=y");
    }
}
