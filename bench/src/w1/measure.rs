//! The closed loop and what it takes note of.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::{Door, Step};
use crate::error::{Result, words};
use crate::figures::{Durations, Figures, number};

/// What the clients of one run saw.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    /// Cases decided.
    pub(crate) cases: usize,
    /// From the first command to the end of the last one, seconds.
    pub(crate) seconds: f64,
    /// Per step.
    pub(crate) steps: [Durations; 6],
}

impl Measured {
    /// Cases per second.
    pub(crate) fn rate(&self) -> f64 {
        number(self.cases) / self.seconds.max(1e-9)
    }

    /// All commands together.
    pub(crate) fn all(&self) -> Durations {
        let mut all = Durations::default();
        self.steps.iter().for_each(|step| all.append(step));
        all
    }

    /// Rate and durations.
    pub(crate) fn figures(&self) -> Figures {
        let mut figures = Figures::default();
        figures.measure("cases_per_second", self.rate());
        figures.set("cases", self.cases);
        for (step, durations) in Step::ALL.iter().zip(&self.steps) {
            figures.within(step.name(), durations.figures());
        }
        figures.within("all_commands", self.all().figures());
        figures
    }

    fn append(&mut self, other: &Self) {
        self.cases += other.cases;
        self.steps.iter_mut().zip(&other.steps).for_each(|(mine, theirs)| mine.append(theirs));
    }
}

/// Lets every client carry cases out, one after the other, until the time is over; a case begun is finished.
pub(crate) fn closed_loop<D: Door>(doors: &mut [D], span: Duration) -> Result<Measured> {
    let (stop, start) = (AtomicBool::new(false), Barrier::new(doors.len() + 1));
    let mut begun = Instant::now();
    let clients: Vec<Result<Measured>> = thread::scope(|scope| {
        let clients: Vec<_> = doors
            .iter_mut()
            .map(|door| {
                scope.spawn(|| {
                    start.wait();
                    client(door, &stop)
                })
            })
            .collect();
        start.wait();
        begun = Instant::now();
        thread::sleep(span);
        stop.store(true, Ordering::Relaxed);
        clients
            .into_iter()
            .map(|client| client.join().unwrap_or_else(|_| Err(words("a client died"))))
            .collect()
    });
    let mut measured = Measured { seconds: begun.elapsed().as_secs_f64(), ..Measured::default() };
    for client in clients {
        measured.append(&client?);
    }
    Ok(measured)
}

fn client<D: Door>(door: &mut D, stop: &AtomicBool) -> Result<Measured> {
    let mut measured = Measured::default();
    while !stop.load(Ordering::Relaxed) {
        for (step, durations) in Step::ALL.into_iter().zip(&mut measured.steps) {
            let begun = Instant::now();
            door.carry_out(step)?;
            durations.add(begun.elapsed());
        }
        measured.cases += 1;
    }
    Ok(measured)
}
