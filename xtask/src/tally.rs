//! How many checks and tests passed and failed.

use std::fmt;

/// A sum of results; prints as the closing line `N passed, N failed`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Checks and tests that passed.
    pub(crate) passed: u64,
    /// Checks and tests that failed.
    pub(crate) failed: u64,
}

impl Tally {
    /// One check.
    pub(crate) fn check(passed: bool) -> Self {
        if passed { Self { passed: 1, failed: 0 } } else { Self { passed: 0, failed: 1 } }
    }

    /// Adds another sum.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Adds what one line of `cargo test` says; other lines say nothing.
    pub(crate) fn read(&mut self, line: &str) {
        let Some(words) = line.strip_prefix("test result: ") else { return };
        let words = words.split_once(". ").map_or(words, |(_, counts)| counts);
        for part in words.split(';') {
            match part.trim().split_once(' ') {
                Some((count, "passed")) => self.passed += count.parse().unwrap_or(0),
                Some((count, "failed")) => self.failed += count.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// The sum of a run that ended: one that failed without a failed test did not compile, or a test broke it off.
    pub(crate) fn closed(mut self, ended_well: bool) -> Self {
        if !ended_well && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            tally.read(line);
        }
        tally
    }

    #[test]
    fn result_lines_are_added_up() {
        let tally = sum(&[
            "running 12 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.20s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s",
            "test says::test result: ok. 5 passed ... ok",
        ]);
        assert_eq!(tally, Tally { passed: 15, failed: 2 });
        assert_eq!(tally.to_string(), "15 passed, 2 failed");
    }

    #[test]
    fn odd_lines_count_nothing() {
        assert_eq!(
            sum(&["test result: ", "test result: ok. x passed; -1 failed", "12 passed"]),
            Tally::default()
        );
    }

    #[test]
    fn a_run_that_broke_off_has_failed() {
        assert_eq!(Tally { passed: 3, failed: 0 }.closed(false), Tally { passed: 3, failed: 1 });
        assert_eq!(Tally { passed: 3, failed: 2 }.closed(false), Tally { passed: 3, failed: 2 });
        assert_eq!(Tally { passed: 3, failed: 0 }.closed(true), Tally { passed: 3, failed: 0 });
    }
}
