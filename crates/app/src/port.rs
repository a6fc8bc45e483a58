//! What the machine gives: the time and chance. `cli` binds them.

use jiff::Timestamp;

/// The one clock.
pub trait Clock: Send + Sync {
    /// Now, UTC.
    fn now(&self) -> Timestamp;
}

/// The one source of randomness.
pub trait Random: Send + Sync {
    /// Fills the bytes with unforeseeable ones.
    fn fill(&self, bytes: &mut [u8]);
}
