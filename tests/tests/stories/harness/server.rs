//! The program as a server: started on a free port, killed, stopped, started again.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use super::binary;
use super::http::Client;
use super::until;

pub(crate) struct Server {
    child: Child,
    port: u16,
    log: PathBuf,
}

impl Server {
    /// Starts it and waits until it is ready. `log` takes what it says, run after run.
    pub(crate) fn start(arguments: &[String], log: &Path) -> Self {
        Self::start_on(arguments, log, free_port())
    }

    /// The same, on a port that clients know already.
    pub(crate) fn start_on(arguments: &[String], log: &Path, port: u16) -> Self {
        let mut server = Self::launch(arguments, log, port);
        server.ready();
        server
    }

    /// Starts it, and does not wait.
    pub(crate) fn launch(arguments: &[String], log: &Path, port: u16) -> Self {
        let file = || File::options().create(true).append(true).open(log).unwrap();
        let mut command = binary::command(arguments);
        command.args(["--listen", &format!("127.0.0.1:{port}")]).stdout(file()).stderr(file());
        Self { child: command.spawn().unwrap(), port, log: log.to_owned() }
    }

    /// Waits until it says that it is ready.
    pub(crate) fn ready(&mut self) {
        let client = self.client();
        let (child, log) = (&mut self.child, &self.log);
        // A debug build makes its city slowly.
        until("the server is ready", 240, || {
            if let Some(status) = child.try_wait().unwrap() {
                panic!("the server ended with {status}: {}", fs::read_to_string(log).unwrap_or_default());
            }
            client.try_get("/readyz").ok().filter(|reply| reply.status == 200).map(drop)
        });
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Nobody yet.
    pub(crate) fn client(&self) -> Client {
        Client::new(self.port)
    }

    pub(crate) fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// SIGKILL: no hook of its own runs.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, without waiting.
    pub(crate) fn ask_to_stop(&self) {
        signal(&self.child, "TERM");
    }

    /// Waits for its end.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let child = &mut self.child;
        until("the server ends", 40, || child.try_wait().unwrap())
    }

    /// Stops it as the machine's service manager would, and expects a good end.
    pub(crate) fn stop(mut self) {
        self.ask_to_stop();
        let status = self.ended();
        assert!(status.success(), "{status}: {}", self.said());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .args(["-s", name, &child.id().to_string()])
        .stdin(Stdio::null())
        .status()
        .unwrap();
    assert!(sent.success());
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}
