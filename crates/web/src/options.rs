//! How to serve.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use daowei_api::Build;

use crate::address::Network;
use crate::error::{Error, Result};

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 takes any.
    pub listen: SocketAddr,
    /// A proxy in front ends TLS; only then may `listen` be reachable from outside.
    pub behind_tls: bool,
    /// Proxies whose `X-Forwarded-For` is believed (SEC-15).
    pub trusted_proxies: Vec<Network>,
    /// Where the figures are served, if anywhere (OPS-11). They hold no personal data; still, keep it inside.
    pub metrics: Option<SocketAddr>,
    /// What the first page says above all else: that this is a demonstration, for instance.
    pub notice: Option<Notice>,
    /// Which program this is, told to whoever is signed in.
    pub build: Build,
    /// How much, how many, how long.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            behind_tls: false,
            trusted_proxies: Vec::new(),
            metrics: None,
            notice: None,
            build: Build::default(),
            limits: Limits::default(),
        }
    }
}

impl Options {
    /// Refuses plain HTTP where it would leave the machine, and a proxy that nobody named: behind it everybody would come
    /// from one address, and one guesser would lock all out.
    ///
    /// # Errors
    /// [`Error::ProxyUnnamed`], [`Error::PlainHttp`].
    pub fn check(&self) -> Result<()> {
        if self.behind_tls && self.trusted_proxies.is_empty() {
            return Err(Error::ProxyUnnamed);
        }
        if self.behind_tls || self.listen.ip().to_canonical().is_loopback() {
            Ok(())
        } else {
            Err(Error::PlainHttp { address: self.listen })
        }
    }
}

/// A sentence for every reader.
#[derive(Debug, Clone)]
pub struct Notice {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// How much, how many, how long (REL-14, REL-15).
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at once. Beyond it the oldest one that waits for its client makes room.
    pub connections: usize,
    /// Bytes of one body.
    pub body: usize,
    /// Bytes of all bodies together that are held in memory.
    pub bodies: usize,
    /// Bytes of all bodies of one client: one address, or one IPv6 network of 64 bits. A hall may stand behind one.
    pub share: usize,
    /// Until a new connection has sent the head of its first request.
    pub first_request: Duration,
    /// Until the head of each further request; longer than proxies keep their connections, so that they end them.
    pub idle: Duration,
    /// Bytes of a body that count for no share, as most requests have no more: whoever fills the share of an address with long bodies
    /// keeps nobody behind it from short requests.
    pub small: usize,
    /// Bytes of a body that come in within each [`Limits::pace_time`] at least, until it is whole. Nothing else bounds its time: one of
    /// [`Limits::body`] bytes that keeps this pace takes `body / pace` times [`Limits::pace_time`] and is taken.
    pub pace: usize,
    /// How long a body is watched before it counts as slow.
    pub pace_time: Duration,
    /// Until there is an answer.
    pub answer_time: Duration,
    /// Without the client taking a single byte of its answer.
    pub stall: Duration,
    /// Between the red light on `/readyz` and the closed door: as long as a load balancer needs to see it.
    pub red_light: Duration,
    /// For everything that has begun to come to its end (REL-20).
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4_000,
            body: daowei_api::LARGEST_BODY,
            bodies: 64 << 20,
            share: 8 << 20,
            small: 8 << 10,
            first_request: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            pace: 8 << 10,
            pace_time: Duration::from_secs(5),
            answer_time: Duration::from_secs(25),
            stall: Duration::from_secs(20),
            red_light: Duration::ZERO,
            drain: Duration::from_secs(30),
        }
    }
}
