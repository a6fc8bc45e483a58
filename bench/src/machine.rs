//! What the machine gives and what it says of itself: the time, chance, processor time, memory, load.

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use daowei_app::{Clock, Random};
use jiff::Timestamp;

/// The machine's clock, for what runs inside this program.
pub(crate) struct Now;

impl Clock for Now {
    #[expect(clippy::disallowed_methods, reason = "a program of its own, as cli is: it binds the clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still: what is made long before it is used.
pub(crate) struct Still(pub(crate) Timestamp);

impl Clock for Still {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// Bytes that nobody foresees as far as hash maps go: enough for databases that are thrown away.
pub(crate) struct Chance {
    state: RandomState,
    drawn: AtomicU64,
}

impl Chance {
    /// A source that no other run repeats.
    pub(crate) fn new() -> Self {
        Self { state: RandomState::new(), drawn: AtomicU64::new(0) }
    }
}

impl Random for Chance {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let count = self.drawn.fetch_add(1, Ordering::Relaxed);
            let word = self.state.hash_one(count).to_le_bytes();
            chunk.iter_mut().zip(word).for_each(|(to, from)| *to = from);
        }
    }
}

/// Processor, number of its cores, and the load when asked.
pub(crate) fn description() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let cores = info.lines().filter(|line| line.starts_with("processor")).count();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<&str> = load.split_whitespace().take(3).collect();
    let model = model.trim_start_matches([' ', '\t', ':']);
    format!("{model}, {cores} cores, load {}", load.join(" "))
}
