//! The machine's clock and chance, the only place that asks for them; and what the machine may keep of this process.

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

/// Keys and clear texts lie in this process's memory: no core dump takes them to a disk, and no other process of the same account
/// reads them.
///
/// # Errors
/// What the system says; then it does not happen.
#[cfg(target_os = "linux")]
pub(crate) fn close_memory() -> std::io::Result<()> {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    Ok(())
}

/// Elsewhere the system's own settings hold.
#[cfg(not(target_os = "linux"))]
pub(crate) fn close_memory() -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    #[test]
    fn no_core_is_dumped() {
        super::close_memory().unwrap();
        let limit = getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }
}
