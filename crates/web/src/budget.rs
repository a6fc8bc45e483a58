//! The memory that bodies take together, and who gives way where it is full (REL-14).

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

/// Bytes of bodies in memory: of all together, and of each client.
#[derive(Debug)]
pub(crate) struct Budget {
    most: usize,
    share: usize,
    pot: Mutex<Pot>,
}

#[derive(Debug, Default)]
struct Pot {
    held: usize,
    next: u64,
    bodies: BTreeMap<u64, Body>,
    shares: HashMap<Option<IpAddr>, usize>,
}

#[derive(Debug)]
struct Body {
    client: Option<IpAddr>,
    bytes: usize,
    /// Since when it comes in; nothing once it is whole, for then its client waits for us.
    since: Option<Instant>,
    cut: Arc<Notify>,
}

impl Body {
    /// Bytes a second so far.
    fn pace(&self, now: Instant) -> Option<u128> {
        let took = now.saturating_duration_since(self.since?).max(Duration::from_millis(1));
        u128::try_from(self.bytes).ok()?.saturating_mul(1_000_000).checked_div(took.as_micros())
    }
}

/// No room is left for more of a body.
#[derive(Debug)]
pub(crate) struct Crowded;

/// The bytes of one body; given back when dropped.
#[derive(Debug)]
pub(crate) struct Held<'b> {
    budget: &'b Budget,
    number: u64,
    cut: Arc<Notify>,
}

impl Budget {
    pub(crate) fn new(most: usize, share: usize) -> Self {
        Self { most, share, pot: Mutex::default() }
    }

    /// A body begins to come in. Who has one address of IPv6 has its network of 64 bits.
    pub(crate) fn begin(&self, client: Option<IpAddr>) -> Held<'_> {
        let cut = Arc::new(Notify::new());
        let body = Body {
            client: client.map(daowei_app::account::network),
            bytes: 0,
            since: Some(Instant::now()),
            cut: Arc::clone(&cut),
        };
        let mut pot = self.pot();
        let number = pot.next;
        pot.next = pot.next.wrapping_add(1);
        pot.bodies.insert(number, body);
        Held { budget: self, number, cut }
    }

    pub(crate) fn held(&self) -> usize {
        self.pot().held
    }

    fn pot(&self) -> MutexGuard<'_, Pot> {
        self.pot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held<'_> {
    /// More of it comes in. Where all together are too much, the slowest of those that still come in gives way, and that may be
    /// this one.
    pub(crate) fn grow(&self, bytes: usize) -> Result<(), Crowded> {
        let mut pot = self.budget.pot();
        let body = pot.bodies.get_mut(&self.number).ok_or(Crowded)?;
        let client = body.client;
        body.bytes = body.bytes.saturating_add(bytes);
        pot.held = pot.held.saturating_add(bytes);
        let share = pot.shares.entry(client).or_default();
        *share = share.saturating_add(bytes);
        if *share > self.budget.share {
            return Err(Crowded);
        }
        let now = Instant::now();
        while pot.held > self.budget.most {
            let slowest = pot.bodies.iter().filter(|(_, body)| body.bytes > 0);
            let slowest = slowest.filter_map(|(number, body)| Some((body.pace(now)?, *number))).min();
            match slowest {
                Some((_, number)) if number != self.number => pot.end(number),
                _ => return Err(Crowded),
            }
        }
        Ok(())
    }

    /// It is whole: from here on its client waits for us, and it gives way to nobody.
    pub(crate) fn whole(&self) {
        if let Some(body) = self.budget.pot().bodies.get_mut(&self.number) {
            body.since = None;
        }
    }

    /// Waits until it has to give way.
    pub(crate) async fn cut(&self) {
        self.cut.notified().await;
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.budget.pot().end(self.number);
    }
}

impl Pot {
    fn end(&mut self, number: u64) {
        let Some(body) = self.bodies.remove(&number) else { return };
        self.held = self.held.saturating_sub(body.bytes);
        if let Some(share) = self.shares.get_mut(&body.client) {
            *share = share.saturating_sub(body.bytes);
            if *share == 0 {
                self.shares.remove(&body.client);
            }
        }
        body.cut.notify_one();
    }
}
