//! What the event log costs: appends by 32 clients, indexing, verification. Run with `cargo bench -p daowei-store`.
//!
//! `-- --json` prints one JSON object; `--postgres URL` measures a server instead of a temporary file; `--events N`
//! sets the size of the log (100,000).

use std::sync::Arc;
use std::time::Instant;

use daowei_crypto::{Keys, Suite};
use daowei_store::event::{self, Head, NewEvent};
use daowei_store::{Abort, Error, PostgresOptions, Result, SqliteOptions, Store, leaf, migrate, verify};

const CLIENTS: u32 = 32;
const PER_STREAM: u32 = 8;
const BODY: usize = 800;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let value =
        |name: &str| arguments.iter().position(|word| word == name).and_then(|at| arguments.get(at + 1));
    let events: u32 = value("--events").and_then(|number| number.parse().ok()).unwrap_or(100_000);
    let directory = std::env::temp_dir().join(format!("daowei-bench-{}", std::process::id()));
    std::fs::create_dir_all(&directory)?;
    let store = match value("--postgres") {
        Some(url) => Store::postgres(url, &PostgresOptions::default())?,
        None => Store::sqlite(&directory.join("bench.db"), &SqliteOptions::default())?,
    };
    migrate::migrate(&store, 1)?;
    let keys = Keys::generate(Suite::Gm, "bench.example/daowei", &[1; 32]).map(Arc::new);
    let keys = keys.map_err(|error| Error::Crypto(error.to_string()))?;
    let figures = measure(&store, &keys, events);
    drop(store);
    std::fs::remove_dir_all(&directory)?;
    report(&figures?, arguments.iter().any(|word| word == "--json"));
    Ok(())
}

/// Name and events per second.
type Figures = Vec<(&'static str, f64)>;

fn measure(store: &Store, keys: &Arc<Keys>, events: u32) -> Result<Figures> {
    let durable = (events / 20).max(CLIENTS * PER_STREAM);
    let mut figures = Vec::new();
    let started = Instant::now();
    let streams = durable / CLIENTS / PER_STREAM;
    let clients: Vec<Result<()>> = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| scope.spawn(move || one_by_one(store, keys, client, streams)))
            .collect();
        clients.into_iter().map(|client| client.join().unwrap_or(Err(Error::Panicked))).collect()
    });
    clients.into_iter().collect::<Result<Vec<()>>>()?;
    figures.push(("durable appends, 32 clients", rate(CLIENTS * streams * PER_STREAM, started)));

    let started = Instant::now();
    let bulk = events - durable.min(events);
    for batch in 0..bulk / 400 {
        append(store, keys, move |number| format!("case/bulk/{batch:06}/{number:02}"), 50, PER_STREAM)?;
    }
    figures.push(("appends, 400 in a unit", rate(bulk / 400 * 400, started)));

    let started = Instant::now();
    let mut indexed = 0_u32;
    loop {
        let step = write(store, |tx| leaf::index_pending(tx, Suite::Gm, 2_000))?;
        if step == 0 {
            break;
        }
        indexed += u32::try_from(step).unwrap_or(0);
    }
    figures.push(("indexed", rate(indexed, started)));
    let signer = Arc::clone(keys);
    write(store, move |tx| leaf::make_checkpoint(tx, &signer, 1).map(|_| ()))?;

    let started = Instant::now();
    let answer = verify::verify(store, keys, &[], &mut |_| {})?;
    if !answer.is_clean() {
        return Err(Error::Damaged { what: "log of the benchmark" });
    }
    figures.push(("verified", rate(indexed, started)));
    Ok(figures)
}

fn one_by_one(store: &Store, keys: &Arc<Keys>, client: u32, streams: u32) -> Result<()> {
    for stream in 0..streams {
        for _ in 0..PER_STREAM {
            append(store, keys, move |_| format!("case/{client}/{stream}"), 1, 1)?;
        }
    }
    Ok(())
}

/// Appends `count` events to each of `streams` streams in one unit of work.
fn append(
    store: &Store,
    keys: &Arc<Keys>,
    name: impl Fn(u32) -> String + Send + 'static,
    streams: u32,
    count: u32,
) -> Result<()> {
    let keys = Arc::clone(keys);
    write(store, move |tx| {
        for stream in 0..streams {
            let stream = name(stream);
            let body = [b'x'; BODY];
            let new = NewEvent { kind: "case.noted", schema: 1, at: 1, body: &body };
            let events: Vec<NewEvent<'_>> = (0..count).map(|_| new).collect();
            let head =
                if count > 1 { Head::NEW } else { Head::of(&event::load(tx, keys.evidence(), &stream)?) };
            event::append(tx, keys.evidence(), &stream, head, &events)?;
        }
        Ok(())
    })
}

fn write<T: Send + 'static>(
    store: &Store,
    mut job: impl FnMut(&mut daowei_store::Tx<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    store.write(move |tx| job(tx).map_err(Abort::<Error>::Store)).map_err(Abort::into_store)
}

fn rate(events: u32, started: Instant) -> f64 {
    f64::from(events) / started.elapsed().as_secs_f64()
}

#[expect(clippy::print_stdout, reason = "a benchmark's answer is what it prints")]
fn report(figures: &Figures, json: bool) {
    if json {
        let figures: serde_json::Map<String, serde_json::Value> =
            figures.iter().map(|(name, rate)| ((*name).to_owned(), rate.round().into())).collect();
        println!("{}", serde_json::Value::Object(figures));
        return;
    }
    for (name, rate) in figures {
        println!("{rate:>12.0} events/s  {name}");
    }
}
