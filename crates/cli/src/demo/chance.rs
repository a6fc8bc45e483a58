//! Chance that can be repeated: everything made up for the demo follows from one seed.

/// A generator (SplitMix64): good enough to spread cases, and never used for a secret.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// One of its own for a named part, so that a change in one part leaves the others as they were.
    pub(super) fn part(seed: u64, part: u64) -> Self {
        let mut chance = Self(seed ^ part.wrapping_mul(0xA076_1D64_78BD_642F));
        chance.next();
        chance
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From `least` to `most`, both among them.
    pub(super) fn within(&mut self, least: u32, most: u32) -> u32 {
        let width = u64::from(most.saturating_sub(least)).saturating_add(1);
        // The remainder is smaller than a number of 32 bits plus one.
        least.saturating_add(u32::try_from(self.next() % width).unwrap_or(0))
    }

    /// True in so many of a hundred.
    pub(super) fn percent(&mut self, share: u32) -> bool {
        self.within(1, 100) <= share
    }

    /// One of them; nothing of nothing.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let last = u32::try_from(from.len()).ok()?.checked_sub(1)?;
        from.get(usize::try_from(self.within(0, last)).ok()?)
    }
}
