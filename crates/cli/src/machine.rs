//! The machine's clock and chance: the only place that asks for them.

use daowei_app::{Clock, Random};
use jiff::Timestamp;

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct MachineClock;

/// The machine's source of randomness.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct MachineRandom;

impl Clock for MachineClock {
    fn now(&self) -> Timestamp {
        now()
    }
}

impl Random for MachineRandom {
    fn fill(&self, bytes: &mut [u8]) {
        fill(bytes);
    }
}

/// Now.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine's clock")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// Unforeseeable bytes.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for chance")]
fn fill(bytes: &mut [u8]) {
    if let Err(error) = getrandom::fill(bytes) {
        // Keys and secrets made without chance would be worse than no answer at all.
        crate::trouble::say(&format!("no randomness: {error}"));
        std::process::exit(1);
    }
}
