//! How many checks and tests passed and failed.

use std::fmt;

/// How many lines of one failed test are told again at the end.
const TOLD: usize = 40;

/// A sum of results; prints as the closing line `N passed, N failed`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Checks and tests that passed.
    pub(crate) passed: u64,
    /// Checks and tests that failed.
    pub(crate) failed: u64,
    /// What failed and its first lines, told again at the end: the rest of a long output is often cut.
    pub(crate) failures: Vec<String>,
}

impl Tally {
    /// One check, by its name.
    pub(crate) fn check(name: &str, passed: bool) -> Self {
        if passed {
            Self { passed: 1, ..Self::default() }
        } else {
            Self { failed: 1, failures: vec![name.to_owned()], ..Self::default() }
        }
    }

    /// Adds another sum.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures.extend(other.failures);
    }

    /// Tells a failure: its name and the first lines of what it said.
    pub(crate) fn tell(&mut self, name: &str, words: &str) {
        let lines = std::iter::once(name).chain(words.lines()).take(TOLD);
        self.failures.push(lines.collect::<Vec<_>>().join("\n    "));
    }

    /// The sum of a run that ended: one that failed without a failed test did not compile, or a test broke it off.
    pub(crate) fn closed(mut self, name: &str, ended_well: bool) -> Self {
        if !ended_well && self.failed == 0 {
            self.add(Self::check(&format!("{name}: ended badly without a failed test"), false));
        }
        self
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Reads what `cargo test` prints, line by line.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    sum: Tally,
    /// The failed test whose words are being read, and these.
    heard: Option<(String, String)>,
}

impl Reading {
    /// Takes in one line.
    pub(crate) fn read(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("---- ").and_then(|line| line.strip_suffix(" stdout ----")) {
            self.tell();
            self.heard = Some((name.to_owned(), String::new()));
        } else if line == "failures:" {
            self.tell();
        } else if let Some((_, words)) = &mut self.heard {
            words.push_str(line);
            words.push('\n');
        } else if let Some(words) = line.strip_prefix("test result: ") {
            self.count(words);
        }
    }

    fn tell(&mut self) {
        if let Some((name, words)) = self.heard.take() {
            self.sum.tell(&name, &words);
        }
    }

    fn count(&mut self, words: &str) {
        let words = words.split_once(". ").map_or(words, |(_, counts)| counts);
        for part in words.split(';') {
            match part.trim().split_once(' ') {
                Some((count, "passed")) => self.sum.passed += count.parse().unwrap_or(0),
                Some((count, "failed")) => self.sum.failed += count.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// The sum, once the output has ended.
    pub(crate) fn sum(mut self) -> Tally {
        self.tell();
        self.sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(lines: &[&str]) -> Tally {
        let mut reading = Reading::default();
        for line in lines {
            reading.read(line);
        }
        reading.sum()
    }

    fn counts(passed: u64, failed: u64) -> Tally {
        Tally { passed, failed, failures: Vec::new() }
    }

    #[test]
    fn result_lines_are_added_up() {
        let tally = sum(&[
            "running 12 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.20s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s",
            "test says::test result: ok. 5 passed ... ok",
        ]);
        assert_eq!(tally, counts(15, 2));
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
    fn what_failed_is_told_again_with_its_first_lines() {
        let long = vec!["a line"; 100];
        let mut lines =
            vec!["failures:", "", "---- a::one stdout ----", "thread panicked", "---- a::two stdout ----"];
        lines.extend(long);
        lines.extend([
            "failures:",
            "    a::one",
            "    a::two",
            "test result: FAILED. 0 passed; 2 failed; 0 ignored",
        ]);
        let tally = sum(&lines);
        assert_eq!((tally.passed, tally.failed), (0, 2));
        assert_eq!(tally.failures.len(), 2);
        assert_eq!(tally.failures.first().unwrap(), "a::one\n    thread panicked");
        assert_eq!(tally.failures.last().unwrap().lines().count(), TOLD);
    }

    #[test]
    fn a_run_that_broke_off_has_failed() {
        let broken = counts(3, 0).closed("tests", false);
        assert_eq!((broken.passed, broken.failed), (3, 1));
        assert_eq!(broken.failures, ["tests: ended badly without a failed test"]);
        assert_eq!(counts(3, 2).closed("tests", false), counts(3, 2));
        assert_eq!(counts(3, 0).closed("tests", true), counts(3, 0));
    }
}
