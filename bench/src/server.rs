//! The release server as a child of this process.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::error::{Result, words};
use crate::place::Place;

/// A running `daowei serve`; it is ended with this value.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts the program beside this one on an installation and waits until it takes commands.
    pub(crate) fn start(place: &Place) -> Result<Self> {
        let server = Self::launch(place)?;
        server.wait()?;
        Ok(server)
    }

    /// Starts it and waits for its address.
    pub(crate) fn launch(place: &Place) -> Result<Self> {
        let mut command = Command::new(program()?);
        command.arg("serve").args(place.arguments()).args(["--listen", "127.0.0.1:0"]);
        // One line of log for each request is what a served city has, too; nobody reads it here.
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let mut said = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut said)?;
        }
        match said.trim().strip_prefix("http://").and_then(|address| address.parse().ok()) {
            Some(address) => Ok(Self { child, address }),
            None => {
                // It has said what it had to say.
                let _ = child.kill();
                let _ = child.wait();
                Err(words(format!("the server does not start: {said}")))
            }
        }
    }

    /// Waits until it takes commands.
    pub(crate) fn wait(&self) -> Result<()> {
        while !ready(self.address)? {
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }

    /// Kills it, as a power cut would.
    pub(crate) fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to stop and waits until it has.
    pub(crate) fn stop(mut self) -> Result<()> {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        if asked.success() && self.child.wait()?.success() {
            Ok(())
        } else {
            Err(words("the server did not stop well"))
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that has stopped already cannot be killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether it takes requests; an error where it has gone.
fn ready(address: SocketAddr) -> Result<bool> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.starts_with("HTTP/1.1 200"))
}

/// The product's binary, in the folder of this one.
pub(crate) fn program() -> Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name("daowei");
    if path.is_file() {
        Ok(path)
    } else {
        Err(words("daowei is not beside daowei-bench: build daowei-cli first"))
    }
}
