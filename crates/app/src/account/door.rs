//! What stands before the passwords: a bounded number of places for hashing, and the limits of trying.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::Semaphore;

use super::password::{self, Given};
use super::seconds;
use crate::Inner;
use crate::error::{Error, Result};

/// Passwords hashed at once: each takes 19 MiB and a core.
const HASHING: usize = 2;
/// Those who may wait for that; others are sent away at once.
const WAITING: usize = 64;
/// Wrong passwords until an account is locked.
const FAILURES: i64 = 5;
/// The first lock, in minutes; the next ones are twice as long each, up to [`LONGEST_LOCK`].
const FIRST_LOCK: i64 = 10;
const LONGEST_LOCK: i64 = 60;
/// Failures from one address at once, and the seconds after which one of them is forgotten: ten a minute.
const BURST: i64 = 10;
const FORGIVEN: i64 = 6;
/// Addresses, and unknown logins, that are kept in mind.
const REMEMBERED: usize = 10_000;

/// Shared by all who sign in.
pub(crate) struct Door {
    hashing: Arc<Semaphore>,
    places: Arc<Semaphore>,
    signing_in: Tries,
    asking: Tries,
    unknown: Mutex<HashMap<[u8; 16], Misses>>,
    decoy: OnceLock<String>,
}

/// Tries from each address.
#[derive(Default)]
pub(crate) struct Tries(Mutex<HashMap<IpAddr, i64>>);

impl Tries {
    /// Lets an address try once; [`Tries::forgive`] takes the try back when it was right, so that a hall behind one address
    /// can go on.
    pub(crate) fn admit(&self, address: Option<IpAddr>, now: i64) -> Result<()> {
        let Some(address) = address.map(network) else { return Ok(()) };
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tried.len() >= REMEMBERED {
            tried.retain(|_, until| *until > now);
            // Accounts and places still have their own limits.
            if tried.len() >= REMEMBERED {
                tried.clear();
            }
        }
        let until = tried.entry(address).or_insert(now);
        let next = (*until).max(now).saturating_add(seconds(FORGIVEN));
        let excess = next.saturating_sub(now).saturating_sub(seconds(BURST * FORGIVEN));
        if excess > 0 {
            return Err(too_many(excess));
        }
        *until = next;
        Ok(())
    }

    pub(crate) fn forgive(&self, address: Option<IpAddr>) {
        let Some(address) = address.map(network) else { return };
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = tried.get_mut(&address) {
            *until = until.saturating_sub(seconds(FORGIVEN));
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Misses {
    failed: i64,
    locked_until: i64,
    last: i64,
}

impl Door {
    pub(crate) fn new() -> Self {
        Self {
            hashing: Arc::new(Semaphore::new(HASHING)),
            places: Arc::new(Semaphore::new(WAITING)),
            signing_in: Tries::default(),
            asking: Tries::default(),
            unknown: Mutex::default(),
            decoy: OnceLock::new(),
        }
    }

    /// Tries to sign in.
    pub(crate) fn signing_in(&self) -> &Tries {
        &self.signing_in
    }

    /// Tries of query codes: whoever guesses those keeps nobody from signing in.
    pub(crate) fn asking(&self) -> &Tries {
        &self.asking
    }

    /// Refuses an unknown login as an account that is locked is refused.
    pub(super) fn unknown(&self, login: &[u8; 16], now: i64) -> Result<()> {
        let unknown = self.unknown.lock().unwrap_or_else(PoisonError::into_inner);
        unlocked(unknown.get(login).map_or(0, |misses| misses.locked_until), now)
    }

    /// Counts a wrong password for an unknown login.
    pub(super) fn missed(&self, login: [u8; 16], now: i64) {
        let mut unknown = self.unknown.lock().unwrap_or_else(PoisonError::into_inner);
        if unknown.len() >= REMEMBERED {
            unknown.retain(|_, misses| misses.last > now.saturating_sub(seconds(LONGEST_LOCK * 60)));
            if unknown.len() >= REMEMBERED {
                unknown.clear();
            }
        }
        let misses = unknown.entry(login).or_default();
        misses.failed = misses.failed.saturating_add(1);
        misses.locked_until = lock(misses.failed, now).unwrap_or(misses.locked_until);
        misses.last = now;
    }

    /// The string against which the passwords of unknown logins are tried.
    pub(super) fn decoy(&self, inner: &Inner) -> Result<&str> {
        if let Some(decoy) = self.decoy.get() {
            return Ok(decoy);
        }
        let kept = password::keep(&Given::of(&inner.keys, "", "", ""), &inner.random())?;
        Ok(self.decoy.get_or_init(|| kept))
    }
}

/// Does what takes a moment on a thread that may block, two at a time.
pub(super) async fn hashing<T: Send + 'static>(
    inner: &Arc<Inner>,
    work: impl FnOnce(&Inner) -> Result<T> + Send + 'static,
) -> Result<T> {
    let closed = || Error::Store(daowei_store::Error::Closed);
    let place =
        Arc::clone(&inner.door.places).try_acquire_owned().map_err(|_| Error::TooMany { retry_after: 1 })?;
    let turn = Arc::clone(&inner.door.hashing).acquire_owned().await.map_err(|_| closed())?;
    let inner = Arc::clone(inner);
    let done = tokio::task::spawn_blocking(move || {
        // The turn is the thread's, not the caller's, who may go away.
        let _kept = (place, turn);
        work(&inner)
    });
    done.await.map_err(|_| closed())?
}

/// Until when the account is locked after so many wrong passwords; nothing where it is not.
pub(super) fn lock(failed: i64, now: i64) -> Option<i64> {
    if failed <= 0 || failed % FAILURES != 0 {
        return None;
    }
    // The fourth lock is as long as any.
    let minutes =
        (1..(failed / FAILURES).min(4)).fold(FIRST_LOCK, |length, _| (length * 2).min(LONGEST_LOCK));
    Some(now.saturating_add(seconds(minutes * 60)))
}

/// Refuses where a lock still holds.
pub(super) fn unlocked(locked_until: i64, now: i64) -> Result<()> {
    if locked_until > now { Err(too_many(locked_until.saturating_sub(now))) } else { Ok(()) }
}

fn too_many(micros: i64) -> Error {
    Error::TooMany { retry_after: micros.unsigned_abs().div_ceil(1_000_000) }
}

/// Whoever has one IPv6 address has the whole network of 64 bits.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}
