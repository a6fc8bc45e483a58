//! How many deadlines of 20 working days one core computes per second, without explanation.
//!
//! `cargo bench -p daowei-calendar` prints a line, `cargo bench -p daowei-calendar -- --json` one JSON value.
#![expect(clippy::print_stdout, reason = "a bench prints its figure")]

use daowei_calendar::{Calendar, CalendarData, CalendarError, LocalOverlay, OpeningHours};
use jiff::civil::{Date, date};
use std::{hint::black_box, time::Instant};

const ROUNDS: u32 = 2_000;

fn main() -> Result<(), CalendarError> {
    let made = Instant::now();
    let calendar =
        Calendar::new(&CalendarData::national(), &LocalOverlay::default(), OpeningHours::default())?;
    let compiled_ms = made.elapsed().as_secs_f64() * 1_000.0;
    let starts: Vec<Date> = date(2004, 1, 1).series(jiff::Span::new().days(1)).take(8_000).collect();
    let (mut count, begun) = (0_u32, Instant::now());
    for _ in 0..ROUNDS {
        for from in &starts {
            black_box(calendar.add_working_days(black_box(*from), 20)?);
            count += 1;
        }
    }
    let per_second = f64::from(count) / begun.elapsed().as_secs_f64();
    if std::env::args().any(|argument| argument == "--json") {
        println!(
            r#"{{"deadlines_per_second":{per_second:.0},"deadlines":{count},"compile_ms":{compiled_ms:.2}}}"#
        );
    } else {
        println!(
            "{per_second:.0} deadlines of 20 working days per second ({count} computed; calendar compiled in {compiled_ms:.2} ms)"
        );
    }
    Ok(())
}
