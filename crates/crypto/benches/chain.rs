//! Links per second and core over bodies of 800 bytes, in both suites. `--json` prints one JSON value.

use daowei_crypto::{Digest, Keys, Suite};
use std::{
    hint::black_box,
    io::{self, Write as _},
    time::{Duration, Instant},
};

const BODY_BYTES: usize = 800;
const BATCH: u32 = 10_000;
const LEAST: Duration = Duration::from_secs(2);

fn main() -> Result<(), Box<dyn core::error::Error>> {
    let json = std::env::args().any(|argument| argument == "--json");
    let mut out = io::stdout().lock();
    let mut figures = serde_json::Map::new();
    for suite in Suite::ALL {
        let rate = links_per_second(&Keys::generate(suite, "bench", &[7; 32])?);
        if json {
            figures.insert(suite.to_string(), serde_json::Value::from(rate.round()));
        } else {
            writeln!(out, "{suite}: {rate:.0} links/s on one core, bodies of {BODY_BYTES} bytes")?;
        }
    }
    if json {
        writeln!(out, "{}", serde_json::json!({ "body_bytes": BODY_BYTES, "links_per_second": figures }))?;
    }
    Ok(())
}

fn links_per_second(keys: &Keys) -> f64 {
    let body = [0x5a; BODY_BYTES];
    let mut previous: Option<Digest> = None;
    let mut links = 0_u32;
    let start = Instant::now();
    while start.elapsed() < LEAST {
        for _ in 0..BATCH {
            previous = Some(keys.evidence().link(black_box(previous.as_ref()), black_box(&[&body])));
        }
        links = links.saturating_add(BATCH);
    }
    f64::from(links) / start.elapsed().as_secs_f64()
}
