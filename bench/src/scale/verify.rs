//! `audit verify` on everything: events per second, and the memory that it takes.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::error::{Result, words};
use crate::figures::Figures;
use crate::machine;
use crate::place::Place;
use crate::server::program;

/// How often its memory is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Verifies with the product's own command.
pub(super) fn run(place: &Place) -> Result<Figures> {
    let mut command = Command::new(program()?);
    command.args(["audit", "verify", "--json"]).args(place.arguments());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let (used, begun) = (machine::processor_seconds(std::process::id(), true), Instant::now());
    let mut child = command.spawn()?;
    let mut peak: f64 = 0.0;
    // What it prints is one short value: it fits into the pipe.
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak.max(machine::peak_mib(child.id()));
        std::thread::sleep(LOOK);
    };
    let seconds = begun.elapsed().as_secs_f64();
    let used = machine::processor_seconds(std::process::id(), true) - used;
    let said: Value = match child.stdout.take() {
        Some(output) => serde_json::from_reader(output)?,
        None => Value::Null,
    };
    let events = said.get("events").and_then(Value::as_f64).unwrap_or(0.0);
    if !status.success() || said.get("ok") != Some(&Value::Bool(true)) {
        return Err(words(format!("what was filled in does not verify: {said}")));
    }
    let mut figures = Figures::default();
    figures.measure("events", events);
    figures.set("covered_by_checkpoint", said.get("covered_by_checkpoint").cloned().unwrap_or_default());
    figures.measure("seconds", seconds);
    figures.measure("events_per_second", events / seconds);
    figures.measure("cpu_seconds", used);
    figures.measure("peak_rss_mib", peak);
    Ok(figures)
}
