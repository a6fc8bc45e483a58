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

/// Clock ticks in a second, as every Linux counts processor time for programs.
const TICKS: f64 = 100.0;

/// Processor time that a process has used, its ended children's with it where `children`; seconds.
pub(crate) fn processor_seconds(process: u32, children: bool) -> f64 {
    let Ok(stat) = fs::read_to_string(format!("/proc/{process}/stat")) else { return 0.0 };
    // The name in parentheses may hold anything; fields are counted behind it.
    let fields: Vec<&str> = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
    let field = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    let own = field(11) + field(12);
    (if children { own + field(13) + field(14) } else { own }) / TICKS
}

/// Processor time of a process and everything below it that lives or has ended, seconds.
pub(crate) fn family_seconds(parent: u32) -> f64 {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let children = numbers.filter(|process| parent_of(*process) == Some(parent));
    processor_seconds(parent, true) + children.map(|child| processor_seconds(child, true)).sum::<f64>()
}

/// The process that started another.
pub(crate) fn parent_of(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

/// The most memory that a process has held at once, MiB.
pub(crate) fn peak_mib(process: u32) -> f64 {
    status_mib(process, "VmHWM:")
}

/// The memory that a process holds, MiB.
pub(crate) fn resident_mib(process: u32) -> f64 {
    status_mib(process, "VmRSS:")
}

fn status_mib(process: u32, field: &str) -> f64 {
    let Ok(status) = fs::read_to_string(format!("/proc/{process}/status")) else { return 0.0 };
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let kib = line.and_then(|line| line.split_whitespace().next()).and_then(|text| text.parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}
