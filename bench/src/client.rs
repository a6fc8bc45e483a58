//! A client of HTTP/1.1 that costs next to nothing: one connection kept open, one request at a time.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

use crate::error::{Result, words};

/// One connection.
pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    host: SocketAddr,
    request: Vec<u8>,
    line: String,
}

/// What came back.
pub(crate) struct Answer {
    /// Status.
    pub(crate) status: u16,
    /// Body.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body of an answer that says yes.
    pub(crate) fn value(&self) -> Result<Value> {
        if self.status >= 300 {
            let body = String::from_utf8_lossy(&self.body);
            return Err(words(format!("status {}: {body}", self.status)));
        }
        Ok(serde_json::from_slice(&self.body)?)
    }
}

/// Who asks, and under which key.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Head<'a> {
    /// Secret of the session.
    pub(crate) bearer: Option<&'a str>,
    /// Idempotency key.
    pub(crate) key: Option<&'a str>,
}

impl Client {
    /// Connects.
    pub(crate) fn open(host: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { stream: BufReader::new(stream), host, request: Vec::new(), line: String::new() })
    }

    /// Sends a request and waits for its answer.
    pub(crate) fn send(&mut self, method: &str, path: &str, head: Head<'_>, body: &str) -> Result<Answer> {
        self.request.clear();
        write!(self.request, "{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.host)?;
        if let Some(bearer) = head.bearer {
            write!(self.request, "Authorization: Bearer {bearer}\r\n")?;
        }
        if let Some(key) = head.key {
            write!(self.request, "Idempotency-Key: {key}\r\n")?;
        }
        if !body.is_empty() {
            write!(self.request, "Content-Type: application/json\r\n")?;
        }
        write!(self.request, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        self.stream.get_mut().write_all(&self.request)?;
        self.answer()
    }

    fn answer(&mut self) -> Result<Answer> {
        let status = self.line()?.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(|| words("an answer without a status"))?;
        let mut length: usize = 0;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().map_err(|_| words("an answer of no length"))?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, body })
    }

    fn line(&mut self) -> Result<&str> {
        self.line.clear();
        if self.stream.read_line(&mut self.line)? == 0 {
            return Err(words("the server hung up"));
        }
        Ok(self.line.trim_end())
    }
}
