//! `seed`: fills an installation with the cases of two years, as events that refold, rebuild and verify.

mod firm;
mod history;
mod script;
mod source;
mod template;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use daowei_app::{App, Caller, Clock, Random, World};
use daowei_calendar::{Calendar, legal_date, start_of_day};
use daowei_crypto::{Keys, Suite};
use daowei_store::Store;
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::city::City;
use crate::error::{Result, words};
use crate::figures::{Figures, number, progress};
use crate::machine::{self, Chance, Now};
use crate::place::Place;
use firm::Firm;
use history::Scene;
use script::SCRIPTS;
use source::{Fresh, Kind, Serials};
use template::Template;
use write::Ready;

/// Departments of the city.
const OFFICES: u16 = 16;
/// Calendar days before today on which cases came in.
const DAYS: i64 = 730;
/// Cases written in one unit of work.
const BATCH: usize = 500;
/// Units of work that are written at once.
const WRITERS: usize = 2;
/// How often whoever waits is told.
const TOLD: usize = 50_000;
/// How long the index waits where nothing waits for it.
const PAUSE: Duration = Duration::from_millis(20);

/// Makes the city and its cases; one clerk and one chief representative get accounts.
pub(crate) fn fill(place: &Place, cases: usize) -> Result<Figures> {
    place.install()?;
    let store = place.roomy_store()?;
    let city = City::make(place, &store, OFFICES, 1)?;
    let app = place.inside(&store)?;
    city.accounts(&app, 1)?;
    let keys = Arc::new(place.keys()?);
    let begun = Instant::now();
    let used = machine::processor_seconds(std::process::id(), false);
    let written = Written { store: &store, keys: &keys, cases, done: AtomicUsize::new(0), begun };
    let (serials, events) = std::thread::scope(|scope| {
        let (ready, waiting) = sync_channel(WRITERS);
        let waiting = Arc::new(Mutex::new(waiting));
        let (world, suite, city) = (world(&app)?, keys.suite(), &city);
        let maker = scope.spawn(move || Maker::new(world, city, suite)?.make(cases, &ready));
        let writers: Vec<_> = (0..WRITERS)
            .map(|_| {
                let waiting = Arc::clone(&waiting);
                let written = &written;
                scope.spawn(move || written.write(&waiting))
            })
            .collect();
        // A maker that nobody takes anything from any more stops.
        drop(waiting);
        let events = written.index(|| writers.iter().all(std::thread::ScopedJoinHandle::is_finished));
        for writer in writers {
            writer.join().unwrap_or_else(|_| Err(words("a writer died")))?;
        }
        let serials = maker.join().unwrap_or_else(|_| Err(words("the maker died")))?;
        Ok::<_, crate::error::Error>((serials, events?))
    })?;
    write::counters(&store, serials.given())?;
    write::checkpoint(&store, &keys, Now.now().as_microsecond())?;
    let seconds = begun.elapsed().as_secs_f64();
    drop((app, store));
    let mut figures = Figures::default();
    figures.set("cases", cases);
    figures.set("events", events);
    figures.measure("seconds", seconds);
    figures.measure("cases_per_second", number(cases) / seconds);
    figures.measure("cpu_seconds", machine::processor_seconds(std::process::id(), false) - used);
    figures.set("bytes_per_case", place.bytes()? / u64::try_from(cases.max(1))?);
    Ok(figures)
}

fn world(app: &App) -> Result<Arc<World>> {
    Ok(app.read_blocking(Caller::Host, |unit| Ok(Arc::clone(&unit.world)))?)
}

/// What is written so far.
struct Written<'a> {
    store: &'a Store,
    keys: &'a Arc<Keys>,
    cases: usize,
    done: AtomicUsize,
    begun: Instant,
}

impl Written<'_> {
    /// Writes what comes until nothing comes any more.
    fn write(&self, waiting: &Mutex<Receiver<Vec<Ready>>>) -> Result<()> {
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(batch) = next else { return Ok(()) };
            let count = batch.len();
            write::cases(self.store, self.keys, batch)?;
            let before = self.done.fetch_add(count, Ordering::Relaxed);
            if (before + count) / TOLD > before / TOLD {
                let seconds = self.begun.elapsed().as_secs_f64();
                let (done, rate) = (before + count, number(before + count) / seconds);
                progress(&format!("{done} of {} cases, {rate:.0} a second", self.cases));
            }
        }
    }

    /// Gives events their places until the writers have finished and none is left.
    fn index(&self, finished: impl Fn() -> bool) -> Result<usize> {
        let mut indexed = 0;
        loop {
            let last = finished();
            let step = write::index(self.store, self.keys)?;
            indexed += step;
            if step == 0 && last {
                return Ok(indexed);
            }
            if step == 0 {
                std::thread::sleep(PAUSE);
            }
        }
    }
}

/// Makes cases, day by day.
struct Maker<'a> {
    world: Arc<World>,
    city: &'a City,
    suite: Suite,
    chance: Chance,
    serials: Serials,
    days: Vec<Date>,
    until: Timestamp,
    firms: usize,
}

impl<'a> Maker<'a> {
    fn new(world: Arc<World>, city: &'a City, suite: Suite) -> Result<Self> {
        let until = Now.now();
        let days = working_days(&world.calendar, legal_date(until))?;
        Ok(Self {
            world,
            city,
            suite,
            chance: Chance::new(),
            serials: Serials::default(),
            days,
            until,
            firms: 0,
        })
    }

    /// All of them, and the numbers that were given to them.
    fn make(mut self, cases: usize, ready: &SyncSender<Vec<Ready>>) -> Result<Serials> {
        let mut batch = Vec::with_capacity(BATCH);
        let mut numbers = (0..cases).peekable();
        for (place, day) in self.days.clone().into_iter().enumerate() {
            let end = (place + 1).saturating_mul(cases) / self.days.len().max(1);
            let mut groups: BTreeMap<(usize, usize), usize> = BTreeMap::new();
            while let Some(number) = numbers.next_if(|number| *number < end) {
                // Departments take turns by hundreds, so that each has the whole mixture.
                *groups.entry((number / 100 % self.city.offices.len(), script::of(number))).or_default() += 1;
            }
            for ((office, script), count) in groups {
                self.group((office, script), day, count, |case| {
                    batch.push(case);
                    if batch.len() < BATCH {
                        return true;
                    }
                    ready.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_ok()
                })?;
            }
        }
        // Whoever writes has gone only where writing has failed, which is told there.
        let _ = ready.send(batch);
        Ok(self.serials)
    }

    /// The cases of one department, script and day: one template, or a few where numbers grow longer.
    fn group(
        &mut self,
        (office, script): (usize, usize),
        day: Date,
        count: usize,
        mut take: impl FnMut(Ready) -> bool,
    ) -> Result<()> {
        let (_, acts) = SCRIPTS.get(script).ok_or_else(|| words("no such script"))?;
        let found = self.city.offices.get(office).and_then(|office| Some((office, office.crews.first()?)));
        let (office_of, crew) = found.ok_or_else(|| words("no such department"))?;
        let firm = Firm::numbered(self.firms)?;
        self.firms += 1;
        let minutes = i64::try_from(office * 7 + script * 13)?;
        let morning = start_of_day(day).checked_add(Span::new().hours(9).minutes(minutes));
        let world = Arc::clone(&self.world);
        let scene = Scene {
            world: &world,
            office: office_of,
            crew,
            firm: &firm,
            received: morning.map_err(|error| words(error.to_string()))?,
            until: self.until,
        };
        if scene.received > self.until {
            return Ok(());
        }
        let mut template = Template::of(&scene, acts, &self.serials)?;
        for _ in 0..count {
            let numbers = match template.numbers(&mut self.serials)? {
                Some(numbers) => numbers,
                None => {
                    template = Template::of(&scene, acts, &self.serials)?;
                    template.numbers(&mut self.serials)?.ok_or_else(|| words("numbers that never fit"))?
                }
            };
            let mut fresh = self.fresh(&template)?;
            let case = template.stamp(&mut fresh, &numbers, self.suite)?;
            let nonces = (0..case.texts.len()).map(|_| self.bytes()).collect();
            if !take((case, nonces)) {
                return Err(words("nobody writes any more"));
            }
        }
        Ok(())
    }

    fn fresh(&self, template: &Template) -> Result<Fresh> {
        let random = |kind| (0..template.drawn(kind)).map(|_| self.bytes()).collect();
        let code = daowei_ident::QueryCode::from_random(&self.bytes::<16>());
        Ok(Fresh {
            units: random(Kind::Unit),
            texts: random(Kind::Text),
            parties: random(Kind::Party),
            salts: (0..template.salts()).map(|_| self.bytes()).collect(),
            code: code.map_err(|error| words(error.en()))?.reveal().to_owned(),
            ..Fresh::default()
        })
    }

    fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill(&mut bytes);
        bytes
    }
}

/// The working days of the last two years, today's not among them.
fn working_days(calendar: &Calendar, today: Date) -> Result<Vec<Date>> {
    let first = today.checked_sub(Span::new().days(DAYS)).map_err(|error| words(error.to_string()))?;
    Ok(first
        .series(Span::new().days(1))
        .take_while(|day| *day < today)
        .filter(|day| calendar.is_working(*day))
        .collect())
}
