//! Thirty-two writers in a closed loop on the bare engine.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::{Duration, Instant};

use super::Recipe;
use super::postgres::Writer;
use super::sqlite::{Job, serve};
use crate::error::{Result, words};
use crate::figures::number;

/// What the bare engine did.
pub(crate) struct Floor {
    /// Cases per second.
    pub(crate) rate: f64,
}

impl Floor {
    /// On a database file with the product's tables.
    pub(crate) fn sqlite(path: &Path, recipe: &Recipe, clients: usize, span: Duration) -> Result<Self> {
        let (jobs, waiting) = sync_channel::<Job>(clients);
        thread::scope(|scope| {
            let writer = scope.spawn(move || serve(path, &waiting));
            let floor = closed_loop(clients, span, |client| {
                let jobs = jobs.clone();
                Ok(move |case: u64| {
                    for step in 0..6 {
                        let batch =
                            recipe.batch(step, case, client).ok_or_else(|| words("a step too many"))?;
                        let (answer, answered) = sync_channel(1);
                        jobs.send((batch, answer)).map_err(|_| words("the bare writer has ended"))?;
                        answered.recv().map_err(|_| words("the bare writer has failed"))?;
                    }
                    Ok(())
                })
            });
            drop(jobs);
            let written = writer.join().map_err(|_| words("the bare writer died"))?;
            // What befell the writer says more than that somebody missed its answer.
            written.and(floor)
        })
    }

    /// On a database of a server with the product's tables.
    pub(crate) fn postgres(url: &str, recipe: &Recipe, clients: usize, span: Duration) -> Result<Self> {
        for client in 0..clients.min(16) {
            let mut writer = Writer::open(url)?;
            for step in 0..6 {
                let batch = recipe.batch(step, 0, client).ok_or_else(|| words("a step too many"))?;
                writer.begin_counts(&batch)?;
            }
        }
        closed_loop(clients, span, |client| {
            let mut writer = Writer::open(url)?;
            Ok(move |case: u64| {
                for step in 0..6 {
                    let batch = recipe.batch(step, case, client).ok_or_else(|| words("a step too many"))?;
                    writer.write(&batch)?;
                }
                Ok(())
            })
        })
    }
}

fn closed_loop<W>(clients: usize, span: Duration, open: impl Fn(usize) -> Result<W> + Sync) -> Result<Floor>
where
    W: FnMut(u64) -> Result<()>,
{
    let (stop, open) = (AtomicBool::new(false), &open);
    let begun = Instant::now();
    let written: Vec<Result<usize>> = thread::scope(|scope| {
        let clients: Vec<_> = (0..clients)
            .map(|client| {
                let stop = &stop;
                scope.spawn(move || {
                    let mut write = open(client)?;
                    let mut cases: usize = 0;
                    while !stop.load(Ordering::Relaxed) {
                        // Ids grow with time, as the product's do, and no two clients share one.
                        let number =
                            (u64::try_from(cases).unwrap_or(0) << 16) | u64::try_from(client).unwrap_or(0);
                        write(number)?;
                        cases += 1;
                    }
                    Ok(cases)
                })
            })
            .collect();
        thread::sleep(span);
        stop.store(true, Ordering::Relaxed);
        clients
            .into_iter()
            .map(|client| client.join().unwrap_or_else(|_| Err(words("a writer died"))))
            .collect()
    });
    let cases = written.into_iter().sum::<Result<usize>>()?;
    Ok(Floor { rate: number(cases) / begun.elapsed().as_secs_f64() })
}
