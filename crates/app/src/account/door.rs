//! What stands before the passwords: a bounded number of places for hashing, and the limits of trying.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use daowei_ident::PersonId;
pub(super) use daowei_store::account::Misses;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::password::{self, Given};
use super::{instant, seconds};
use crate::Inner;
use crate::error::{Error, Result};

/// Passwords hashed at once: each takes 19 MiB and a core.
const HASHING: usize = 2;
/// Those who may wait for that; others are sent away at once.
const WAITING: usize = 64;
/// Wrong passwords for one login from one network until that network is locked out of it. A lock for everybody would let a
/// stranger anywhere keep the holder from signing in.
const FAILURES: i64 = 5;
/// The first lock, in minutes; the next ones are twice as long each, up to [`LONGEST_LOCK`].
const FIRST_LOCK: i64 = 10;
const LONGEST_LOCK: i64 = 60;
/// Wrong passwords for one login from anywhere since the last right one; from then on each makes strangers wait, so that many
/// networks together guess no faster than one in [`PAUSE`] seconds. A network from which its holder has signed in does not wait.
const EVERYWHERE: i64 = 20;
const PAUSE: i64 = 60;
/// How long such a network is remembered, in days.
const FAMILIAR: i64 = 30;
/// Failures from one address at once, and the seconds after which one of them is forgotten. A hall of many desks has one
/// address: it may err more often than one login, thirty times a minute.
const SIGNING_IN: Allowance = Allowance { burst: 30, forgiven: 2 };
/// Query codes are tried by one applicant at a time: ten a minute.
const ASKING: Allowance = Allowance { burst: 10, forgiven: 6 };
/// Codes of screens likewise, on their own: a citizen who errs about a query code keeps no window from its second screen.
const PAIRING: Allowance = ASKING;
/// Searches for somebody by number, name or address, by one person: what an applicant at a window needs, some thirty in a row and
/// then one a minute. What a masked number leaves open is many thousands.
const SEARCHING: Allowance = Allowance { burst: 30, forgiven: 60 };
/// Addresses, people, and logins with their networks, that are kept in mind.
const REMEMBERED: usize = 10_000;

/// A login, as its blind index.
pub(super) type Login = [u8; 16];
/// A login and the network from which it is tried.
pub(super) type Place = (Login, Option<IpAddr>);

/// Shared by all who sign in.
pub(crate) struct Door {
    hashing: Arc<Semaphore>,
    places: Arc<Semaphore>,
    signing_in: Tries<IpAddr>,
    asking: Tries<IpAddr>,
    pairing: Tries<IpAddr>,
    searching: Tries<PersonId>,
    here: Book,
    familiar: Mutex<HashMap<Place, i64>>,
    decoy: OnceLock<String>,
}

#[derive(Clone, Copy)]
struct Allowance {
    burst: i64,
    forgiven: i64,
}

/// Tries from each address, or of each person.
pub(crate) struct Tries<K> {
    allowance: Allowance,
    until: Mutex<HashMap<K, i64>>,
}

impl<K: Eq + Hash> Tries<K> {
    fn new(allowance: Allowance) -> Self {
        Self { allowance, until: Mutex::default() }
    }

    /// Lets somebody try once.
    pub(crate) fn count(&self, who: K, now: i64) -> Result<()> {
        let mut tried = held(&self.until);
        let (one, window) = (seconds(self.allowance.forgiven), self.window());
        make_room(&mut tried, |until| *until > now);
        let until = tried.entry(who).or_insert(now);
        // What lies further ahead than tries can reach was noted by a clock that has been set back since.
        let before = if *until > now.saturating_add(window) { now } else { (*until).max(now) };
        let next = before.saturating_add(one);
        let excess = next.saturating_sub(now).saturating_sub(window);
        if excess > 0 {
            return Err(too_many(excess));
        }
        *until = next;
        Ok(())
    }

    fn window(&self) -> i64 {
        seconds(self.allowance.burst.saturating_mul(self.allowance.forgiven))
    }
}

impl Tries<IpAddr> {
    /// Lets an address try once; [`Tries::forgive`] takes the try back when it was right, so that a hall behind one address
    /// can go on.
    pub(crate) fn admit(&self, address: Option<IpAddr>, now: i64) -> Result<()> {
        address.map_or(Ok(()), |address| self.count(network(address), now))
    }

    pub(crate) fn forgive(&self, address: Option<IpAddr>) {
        let Some(address) = address.map(network) else { return };
        if let Some(until) = held(&self.until).get_mut(&address) {
            *until = until.saturating_sub(seconds(self.allowance.forgiven));
        }
    }
}

/// What a wrong password leaves in a network.
#[derive(Clone, Copy)]
pub(super) struct Missed {
    /// Tries before the network is locked out.
    pub(super) left: u32,
    /// Until when it is locked out by now.
    pub(super) until: Option<i64>,
}

#[derive(Default)]
struct Book(Mutex<HashMap<Place, Misses>>);

impl Book {
    fn locked_until(&self, key: &Place) -> i64 {
        held(&self.0).get(key).map_or(0, |misses| misses.locked_until)
    }

    fn miss(&self, key: Place, now: i64) -> Misses {
        let mut book = held(&self.0);
        make_room(&mut book, |misses| is_recent(misses.last_at, now));
        let misses = book.entry(key).or_default();
        misses.failed = misses.failed.saturating_add(1);
        misses.last_at = now;
        misses.locked_until = lock(misses.failed, now).unwrap_or(misses.locked_until);
        *misses
    }
}

impl Door {
    pub(crate) fn new() -> Self {
        Self {
            hashing: Arc::new(Semaphore::new(HASHING)),
            places: Arc::new(Semaphore::new(WAITING)),
            signing_in: Tries::new(SIGNING_IN),
            asking: Tries::new(ASKING),
            pairing: Tries::new(PAIRING),
            searching: Tries::new(SEARCHING),
            here: Book::default(),
            familiar: Mutex::default(),
            decoy: OnceLock::new(),
        }
    }

    /// Tries to sign in.
    pub(crate) fn signing_in(&self) -> &Tries<IpAddr> {
        &self.signing_in
    }

    /// Tries of query codes: whoever guesses those keeps nobody from signing in.
    pub(crate) fn asking(&self) -> &Tries<IpAddr> {
        &self.asking
    }

    /// Tries of pairing codes.
    pub(crate) fn pairing(&self) -> &Tries<IpAddr> {
        &self.pairing
    }

    /// Searches for parties, of each person.
    pub(crate) fn searching(&self) -> &Tries<PersonId> {
        &self.searching
    }

    /// Where a login is tried.
    pub(super) fn place(login: Login, address: Option<IpAddr>) -> Place {
        (login, address.map(network))
    }

    /// Refuses a network that is locked out of the login, one that somebody has and one that nobody has alike.
    pub(super) fn admit(&self, place: &Place, now: i64) -> Result<()> {
        let until = self.here.locked_until(place);
        match held_for(until, now, LONGEST_LOCK * 60) {
            None => Ok(()),
            Some(left) => Err(Error::LockedOut { until: instant(until)?, retry_after: whole_seconds(left) }),
        }
    }

    /// Counts a wrong password, and says how many more there are, or until when the network is locked out.
    pub(super) fn missed(&self, place: Place, now: i64) -> Missed {
        let Misses { failed, locked_until, .. } = self.here.miss(place, now);
        let until = Some(locked_until).filter(|until| held_for(*until, now, LONGEST_LOCK * 60).is_some());
        let left = if until.is_some() { 0 } else { FAILURES - failed.rem_euclid(FAILURES) };
        Missed { left: u32::try_from(left).unwrap_or(0), until }
    }

    /// Whether somebody has signed in from there not long ago.
    pub(super) fn is_familiar(&self, place: &Place, now: i64) -> bool {
        let since = now.saturating_sub(seconds(FAMILIAR * 86_400));
        held(&self.familiar).get(place).is_some_and(|at| (since..=now).contains(at))
    }

    /// Remembers where somebody has signed in.
    pub(super) fn welcome(&self, place: Place, now: i64) {
        held(&self.here.0).remove(&place);
        let mut familiar = held(&self.familiar);
        let since = now.saturating_sub(seconds(FAMILIAR * 86_400));
        make_room(&mut familiar, |at| (since..=now).contains(at));
        familiar.insert(place, now);
    }

    /// Ends the locks of a login whose password was set anew.
    pub(super) fn forgive(&self, login: &Login) {
        held(&self.here.0).retain(|(known, _), _| known != login);
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

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps a map bounded: what is over goes first, then everything, for accounts and places have their own limits.
fn make_room<K: Eq + Hash, V>(map: &mut HashMap<K, V>, holds: impl Fn(&V) -> bool) {
    if map.len() >= REMEMBERED {
        map.retain(|_, value| holds(value));
        if map.len() >= REMEMBERED {
            map.clear();
        }
    }
}

/// A place in the line before [`hashing`]; those beyond it are sent away at once.
pub(super) fn in_line(inner: &Inner) -> Result<OwnedSemaphorePermit> {
    Arc::clone(&inner.door.places).try_acquire_owned().map_err(|_| Error::TooMany { retry_after: 1 })
}

/// Does what takes a moment on a thread that may block, two at a time.
pub(super) async fn hashing<T: Send + 'static>(
    inner: &Arc<Inner>,
    place: OwnedSemaphorePermit,
    work: impl FnOnce(&Inner) -> Result<T> + Send + 'static,
) -> Result<T> {
    let closed = || Error::Store(daowei_store::Error::Closed);
    let turn = Arc::clone(&inner.door.hashing).acquire_owned().await.map_err(|_| closed())?;
    let inner = Arc::clone(inner);
    let done = tokio::task::spawn_blocking(move || {
        // The turn is the thread's, not the caller's, who may go away.
        let _kept = (place, turn);
        work(&inner)
    });
    done.await.map_err(|_| closed())?
}

/// Until when a network is locked out after so many wrong passwords; nothing where it is not.
pub(super) fn lock(failed: i64, now: i64) -> Option<i64> {
    if failed <= 0 || failed % FAILURES != 0 {
        return None;
    }
    // The fourth lock is as long as any.
    let minutes =
        (1..(failed / FAILURES).min(4)).fold(FIRST_LOCK, |length, _| (length * 2).min(LONGEST_LOCK));
    Some(now.saturating_add(seconds(minutes * 60)))
}

/// Until when strangers wait after so many wrong passwords from anywhere; nothing where they do not.
fn pause(failed: i64, now: i64) -> Option<i64> {
    (failed >= EVERYWHERE).then(|| now.saturating_add(seconds(PAUSE)))
}

/// Refuses strangers while they wait for that login.
pub(super) fn paused(misses: Option<Misses>, now: i64) -> Result<()> {
    let left = misses.and_then(|misses| held_for(misses.locked_until, now, PAUSE));
    left.map_or(Ok(()), |left| Err(too_many(left)))
}

/// Wrong passwords with one more. Those of which the last lies longer ago than the longest lock count no more: whoever tries so slowly
/// tries less often than whoever waits.
pub(super) fn one_more(misses: Option<Misses>, now: i64) -> Misses {
    let before = misses.filter(|misses| is_recent(misses.last_at, now)).unwrap_or_default();
    let failed = before.failed.saturating_add(1);
    Misses { failed, locked_until: pause(failed, now).unwrap_or(before.locked_until), last_at: now }
}

/// Before when wrong passwords count no more.
pub(crate) fn forgotten_before(now: i64) -> i64 {
    now.saturating_sub(seconds(LONGEST_LOCK * 60))
}

/// Whether a wrong password counts still. One from further ahead than now comes from a clock that was set back.
fn is_recent(last_at: i64, now: i64) -> bool {
    (forgotten_before(now)..=now).contains(&last_at)
}

/// How long a lock holds still, in microseconds; nothing where it does not, as one does not that ends further ahead than any is long: it
/// comes from a clock that was set back.
fn held_for(until: i64, now: i64, longest: i64) -> Option<i64> {
    Some(until.saturating_sub(now)).filter(|left| (1..=seconds(longest)).contains(left))
}

fn too_many(micros: i64) -> Error {
    Error::TooMany { retry_after: whole_seconds(micros) }
}

fn whole_seconds(micros: i64) -> u64 {
    micros.unsigned_abs().div_ceil(1_000_000)
}

/// Whose an address is: whoever has one IPv6 address has the whole network of 64 bits.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}
