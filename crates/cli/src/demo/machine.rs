//! The clock that the maker turns, and the ids that follow from the seed.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use daowei_app::{Clock, Random};
use jiff::Timestamp;

use super::chance::Chance;

/// A clock that stands where it was put.
#[derive(Clone)]
pub(super) struct TurnedClock(Arc<AtomicI64>);

impl TurnedClock {
    pub(super) fn at(instant: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(instant.as_microsecond())))
    }

    pub(super) fn turn_to(&self, instant: Timestamp) {
        self.0.store(instant.as_microsecond(), Ordering::SeqCst);
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// Bytes for ids and salts. Keys and passwords never come from here.
pub(super) struct SeededRandom(Mutex<Chance>);

impl SeededRandom {
    pub(super) fn new(seed: u64) -> Self {
        Self(Mutex::new(Chance::part(seed, 1)))
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let mut chance = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            let drawn = chance.next().to_be_bytes();
            chunk.iter_mut().zip(drawn).for_each(|(to, from)| *to = from);
        }
    }
}
