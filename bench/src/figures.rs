//! Figures on their way to the reader: one JSON value, or lines for people.

use serde_json::{Map, Value};

use crate::machine;

/// What a benchmark has found, in the order in which it was found.
#[derive(Debug, Default)]
pub(crate) struct Figures(Map<String, Value>);

impl Figures {
    /// Begins with the benchmark's name and the machine.
    pub(crate) fn of(name: &str) -> Self {
        let mut figures = Self::default();
        figures.set("benchmark", name);
        figures.set("machine", machine::description());
        figures
    }

    /// Notes a value.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Notes a measure, rounded to what is worth reading.
    pub(crate) fn measure(&mut self, name: &str, value: f64) {
        self.set(name, rounded(value));
    }

    /// Notes figures within these.
    pub(crate) fn within(&mut self, name: &str, inner: Self) {
        self.set(name, Value::Object(inner.0));
    }

    /// Prints them.
    #[expect(clippy::print_stdout, reason = "a benchmark's answer is what it prints")]
    pub(crate) fn print(self, json: bool) {
        if json {
            println!("{}", Value::Object(self.0));
        } else {
            for line in lines(&self.0, 0) {
                println!("{line}");
            }
        }
    }
}

/// Three digits that count.
pub(crate) fn rounded(value: f64) -> f64 {
    let places = if value.abs() >= 100.0 {
        1.0
    } else if value.abs() >= 1.0 {
        100.0
    } else {
        10_000.0
    };
    (value * places).round() / places
}

fn lines(figures: &Map<String, Value>, depth: usize) -> Vec<String> {
    let indent = "  ".repeat(depth);
    let line = |(name, value): (&String, &Value)| match value {
        Value::Object(inner) => {
            let mut lines = vec![format!("{indent}{name}")];
            lines.extend(self::lines(inner, depth + 1));
            lines
        }
        Value::String(text) => vec![format!("{indent}{name}: {text}")],
        other => vec![format!("{indent}{name}: {other}")],
    };
    figures.iter().flat_map(line).collect()
}

/// Tells whoever waits how far the work is.
#[expect(clippy::print_stderr, reason = "progress is for whoever waits, not for the answer")]
pub(crate) fn progress(text: &str) {
    eprintln!("{text}");
}

/// Durations of one kind of command, microseconds.
#[derive(Debug, Default, Clone)]
pub(crate) struct Durations(Vec<u32>);

impl Durations {
    /// Notes one.
    pub(crate) fn add(&mut self, taken: std::time::Duration) {
        self.0.push(u32::try_from(taken.as_micros()).unwrap_or(u32::MAX));
    }

    /// Takes another's in.
    pub(crate) fn append(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The duration that so many in a thousand do not exceed, milliseconds.
    pub(crate) fn quantile(&self, thousandth: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let place = (sorted.len().saturating_mul(thousandth) / 1_000).min(sorted.len().saturating_sub(1));
        f64::from(sorted.get(place).copied().unwrap_or(0)) / 1_000.0
    }

    /// p50, p95 and p99 in milliseconds.
    pub(crate) fn figures(&self) -> Figures {
        let mut figures = Figures::default();
        for (name, thousandth) in [("p50_ms", 500), ("p95_ms", 950), ("p99_ms", 990)] {
            figures.measure(name, self.quantile(thousandth));
        }
        figures
    }
}

/// A count as a number to reckon with.
pub(crate) fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn quantiles_are_those_of_the_sorted_list() {
        let mut durations = Durations::default();
        (1..=100).rev().for_each(|millis| durations.add(Duration::from_millis(millis)));
        assert_eq!(durations.quantile(500), 51.0);
        assert_eq!(durations.quantile(990), 100.0);
        assert_eq!(Durations::default().quantile(990), 0.0);
    }

    #[test]
    fn inner_figures_stand_below_their_name() {
        let mut figures = Figures::default();
        figures.measure("z", 2.0);
        let mut outer = Figures::default();
        outer.within("inner", figures);
        let printed = lines(&outer.0, 0);
        let place = |name: &str| printed.iter().position(|line| line.trim_start().starts_with(name)).unwrap();
        assert!(place("inner") < place("z"), "{printed:?}");
    }
}
