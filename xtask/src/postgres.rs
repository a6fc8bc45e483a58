//! A real PostgreSQL for the tests: in a folder of its own, on a free port, gone when the tests are.

use std::{
    fs, io,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, TcpListener},
    os::unix::{fs::DirBuilderExt, fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use crate::{
    debian,
    process::{self, Trouble},
};

/// Keeps the server as long as its standard input is open: when this program ends, however it ends, the kernel closes
/// that pipe, and the server is stopped and its folder removed. Arguments: binaries, folder, port.
const KEEPER: &str = r#"
bin=$1 dir=$2 port=$3
cd "$dir" || exit 1
leave() { "$bin/pg_ctl" -D "$dir/data" -m fast -w -s stop; cd /; rm -rf "$dir"; exit "$1"; }
"$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --data-checksums >"$dir/log" 2>&1 &&
"$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 -s -o "-p $port -c listen_addresses=127.0.0.1 \
-c unix_socket_directories='$dir' -c fsync=on -c synchronous_commit=on -c max_connections=200" start </dev/null ||
{ cat "$dir/log" >&2; leave 1; }
echo ready
cat >/dev/null
leave 0
"#;

/// A server that runs as long as this value lives.
#[derive(Debug)]
pub(crate) struct Postgres {
    keeper: Child,
    port: u16,
}

impl Postgres {
    /// Finds or installs the binaries and starts a server with data checksums, fsync, and trust on loopback.
    ///
    /// # Errors
    /// [`Trouble::Missing`] with the line to type where the binaries are not there and cannot be installed; else
    /// what kept the server from starting, with its log on standard error.
    pub(crate) fn start() -> Result<Self, Trouble> {
        let binaries = binaries()?;
        let owner = match debian::user()? {
            0 => Some((debian::id(&["-u", "postgres"])?, debian::id(&["-g", "postgres"])?)),
            _ => None,
        };
        Self::keep(&binaries, &folder(owner)?, owner)
    }

    fn keep(binaries: &Path, folder: &Path, owner: Option<(u32, u32)>) -> Result<Self, Trouble> {
        let port = free_port().map_err(|source| Trouble::File { path: folder.to_owned(), source })?;
        let mut command = Command::new("sh");
        command.args(["-c", KEEPER, "keeper"]).arg(binaries).arg(folder).arg(port.to_string());
        // Its own process group: Ctrl-C reaches us, and the keeper learns of it by the closed pipe.
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).process_group(0).current_dir("/");
        if let Some((user, group)) = owner {
            // The server refuses to run as root.
            command.uid(user).gid(group);
        }
        let mut keeper = command.spawn().map_err(|source| process::start(&command, source))?;
        let mut said = String::new();
        if let Some(output) = keeper.stdout.take() {
            let _read = BufReader::new(output).read_line(&mut said);
        }
        let server = Self { keeper, port };
        if said.trim() == "ready" {
            // Not on standard output, which may be one JSON value.
            eprintln!("PostgreSQL of {} on port {port}", binaries.display());
            return Ok(server);
        }
        drop(server);
        Err(Trouble::Failed {
            program: "PostgreSQL".to_owned(),
            words: "it did not start; its log is above".to_owned(),
        })
    }

    /// Where the tests find it, as its superuser.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Nothing is left to do for a keeper that cannot be waited for.
        let _status = self.keeper.wait();
    }
}

/// The folder of the newest binaries; installs Debian's package where that may be done.
fn binaries() -> Result<PathBuf, Trouble> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    let missing = Trouble::Missing { what: "PostgreSQL", line: "sudo apt-get install postgresql" };
    if debian::install(&["postgresql"])? { installed().ok_or(missing) } else { Err(missing) }
}

/// Debian's folders first, the newest version leading, then the path.
fn installed() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders =
        versions.into_iter().rev().map(|(_, folder)| folder).chain(std::env::split_paths(&path));
    folders.find(|folder| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file()))
}

/// A new folder that only its owner may enter.
fn folder(owner: Option<(u32, u32)>) -> Result<PathBuf, Trouble> {
    let mut attempt = 0_u32;
    loop {
        let path = std::env::temp_dir().join(format!("daowei-postgres-{}-{attempt}", std::process::id()));
        let made = fs::DirBuilder::new().mode(0o700).create(&path);
        let made =
            made.and_then(|()| owner.map_or(Ok(()), |(user, group)| chown(&path, Some(user), Some(group))));
        match made {
            Ok(()) => return Ok(path),
            // Left by an earlier run whose process number has come round again.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => attempt += 1,
            Err(source) => return Err(Trouble::File { path, source }),
        }
    }
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_new_and_private() {
        use std::os::unix::fs::PermissionsExt;
        let (first, second) = (folder(None).unwrap(), folder(None).unwrap());
        assert_ne!(first, second);
        assert_eq!(fs::metadata(&first).unwrap().permissions().mode() & 0o777, 0o700);
        fs::remove_dir(first).unwrap();
        fs::remove_dir(second).unwrap();
    }

    /// Stands in for a program of PostgreSQL: tells how it was called in the file `called`. Written by another
    /// process: a file that a forked child of ours still holds open for writing could not be run.
    fn stand_in(binaries: &Path, name: &str, ends: &str) {
        let text =
            format!("#!/bin/sh\necho \"$@\" >>\"{}\"\nexit {ends}\n", binaries.join("called").display());
        let mut writer = process::command("sh");
        writer
            .args(["-c", r#"printf %s "$1" >"$2" && chmod 700 "$2""#, "writer", &text])
            .arg(binaries.join(name));
        process::must(&mut writer).unwrap();
    }

    #[test]
    fn the_server_is_stopped_and_its_folder_removed_when_nobody_needs_it() {
        let (binaries, folder) = (folder(None).unwrap(), folder(None).unwrap());
        stand_in(&binaries, "initdb", "0");
        stand_in(&binaries, "pg_ctl", "0");
        let server = Postgres::keep(&binaries, &folder, None).unwrap();
        let port = server.port.to_string();
        assert!(server.url().contains(&port) && folder.exists());
        drop(server);
        assert!(!folder.exists());
        let called = fs::read_to_string(binaries.join("called")).unwrap();
        let [made, started, stopped] = called.lines().collect::<Vec<_>>()[..] else { panic!("{called}") };
        assert!(made.contains("--data-checksums"));
        assert!(started.contains(&port) && started.contains("fsync=on") && started.ends_with("start"));
        assert!(stopped.ends_with("stop"));
        fs::remove_dir_all(binaries).unwrap();
    }

    #[test]
    fn a_server_that_does_not_start_leaves_nothing_behind() {
        let (binaries, folder) = (folder(None).unwrap(), folder(None).unwrap());
        stand_in(&binaries, "initdb", "0");
        stand_in(&binaries, "pg_ctl", "1");
        assert!(matches!(Postgres::keep(&binaries, &folder, None), Err(Trouble::Failed { .. })));
        assert!(!folder.exists());
        fs::remove_dir_all(binaries).unwrap();
    }
}
