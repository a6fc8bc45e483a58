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
    small: usize,
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
    /// What of it counts for its client's share.
    fn counts(&self, small: usize) -> usize {
        if self.bytes > small { self.bytes } else { 0 }
    }

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
    /// `small`: bytes of a body that count for no share, so that nobody behind the same address keeps short requests out.
    pub(crate) fn new(most: usize, share: usize, small: usize) -> Self {
        Self { most, share, small, pot: Mutex::default() }
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
    /// More of it comes in. Where all together are too much, or those of its client, the slowest of those that still come in gives way,
    /// and that may be this one: whoever shares an address with somebody slow is not kept out by him.
    pub(crate) fn grow(&self, bytes: usize) -> Result<(), Crowded> {
        let mut pot = self.budget.pot();
        let Budget { most, share, small, .. } = *self.budget;
        let body = pot.bodies.get_mut(&self.number).ok_or(Crowded)?;
        let client = body.client;
        let before = body.counts(small);
        body.bytes = body.bytes.saturating_add(bytes);
        let counts = body.counts(small);
        pot.held = pot.held.saturating_add(bytes);
        if counts > before {
            let held = pot.shares.entry(client).or_default();
            *held = held.saturating_add(counts - before);
        }
        let now = Instant::now();
        while pot.shares.get(&client).is_some_and(|held| *held > share) && counts > 0 {
            let slowest = pot.slowest(now, |body| body.client == client && body.counts(small) > 0);
            self.outlives(&mut pot, slowest)?;
        }
        while pot.held > most {
            let slowest = pot.slowest(now, |body| body.bytes > 0);
            self.outlives(&mut pot, slowest)?;
        }
        Ok(())
    }

    /// That one gives way, unless it is this one.
    fn outlives(&self, pot: &mut Pot, slowest: Option<u64>) -> Result<(), Crowded> {
        let other = slowest.filter(|number| *number != self.number).ok_or(Crowded)?;
        pot.end(other, self.budget.small);
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
        self.budget.pot().end(self.number, self.budget.small);
    }
}

impl Pot {
    /// The slowest of those that still come in.
    fn slowest(&self, now: Instant, of: impl Fn(&Body) -> bool) -> Option<u64> {
        let coming = self.bodies.iter().filter(|(_, body)| of(body));
        coming.filter_map(|(number, body)| Some((body.pace(now)?, *number))).min().map(|(_, number)| number)
    }

    fn end(&mut self, number: u64, small: usize) {
        let Some(body) = self.bodies.remove(&number) else { return };
        self.held = self.held.saturating_sub(body.bytes);
        if let Some(share) = self.shares.get_mut(&body.client) {
            *share = share.saturating_sub(body.counts(small));
            if *share == 0 {
                self.shares.remove(&body.client);
            }
        }
        body.cut.notify_one();
    }
}
