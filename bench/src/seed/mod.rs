//! `seed`: fills an installation with the cases of two years, as events that refold, rebuild and verify.

mod history;
mod script;
mod source;
mod template;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use daowei_app::{App, Caller, Clock, Random, World};
use daowei_calendar::{Calendar, legal_date, start_of_day};
use daowei_crypto::{Keys, Suite};
use daowei_store::{Probes, Store};
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::city::City;
use crate::error::{Result, words};
use crate::figures::{Figures, number, progress};
use crate::machine::{Chance, Now};
use crate::place::Place;
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
const BATCH: usize = 200;

/// What to fill.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// How many cases.
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) cases: usize,
    /// An empty data directory, which stays.
    #[arg(long)]
    pub(crate) data: PathBuf,
}

/// Runs it.
pub(crate) fn run(options: &Options, json: bool) -> Result<()> {
    let mut figures = Figures::of("seed");
    let place = Place::lasting(&options.data);
    figures.within("seed", fill(&place, options.cases)?);
    figures.print(json);
    Ok(())
}

/// Makes the city and its cases; one clerk and one chief representative get accounts.
pub(crate) fn fill(place: &Place, cases: usize) -> Result<Figures> {
    place.install()?;
    let store = place.store(Probes::default())?;
    let city = City::make(place, &store, OFFICES, 1)?;
    let app = place.inside(&store)?;
    city.accounts(&app, 1)?;
    let keys = Arc::new(place.keys()?);
    let begun = Instant::now();
    let mut writing = Duration::ZERO;
    let mut events = 0;
    std::thread::scope(|scope| {
        let (ready, waiting) = sync_channel(4);
        let world = world(&app)?;
        let suite = keys.suite();
        let city = &city;
        let maker = scope.spawn(move || Maker::new(world, city, suite)?.make(cases, &ready));
        let written = write_all(&store, &keys, &waiting, cases, &mut writing, &mut events);
        drop(waiting);
        let made = maker.join().unwrap_or_else(|_| Err(words("the maker died")));
        written.and(made)
    })?;
    write::checkpoint(&store, &keys, Now.now().as_microsecond())?;
    let seconds = begun.elapsed().as_secs_f64();
    drop((app, store));
    let mut figures = Figures::default();
    figures.set("cases", cases);
    figures.set("events", events);
    figures.measure("seconds", seconds);
    figures.measure("cases_per_second", number(cases) / seconds);
    figures.measure("seconds_writing_without_index", writing.as_secs_f64());
    figures.measure("bytes_per_case", number(usize::try_from(place.bytes()?)?) / number(cases.max(1)));
    Ok(figures)
}

fn world(app: &App) -> Result<Arc<World>> {
    Ok(app.read_blocking(Caller::Host, |unit| Ok(Arc::clone(&unit.world)))?)
}

fn write_all(
    store: &Store,
    keys: &Arc<Keys>,
    waiting: &Receiver<Vec<Ready>>,
    cases: usize,
    writing: &mut Duration,
    events: &mut usize,
) -> Result<()> {
    let (mut done, mut told) = (0, 0);
    while let Ok(batch) = waiting.recv() {
        done += batch.len();
        let begun = Instant::now();
        write::cases(store, keys, batch)?;
        *writing += begun.elapsed();
        *events += write::index(store, keys)?;
        if done - told >= 50_000 {
            told = done;
            progress(&format!("{done} of {cases} cases"));
        }
    }
    Ok(())
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

    fn make(mut self, cases: usize, ready: &SyncSender<Vec<Ready>>) -> Result<()> {
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
        Ok(())
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
        self.firms += 1;
        let minutes = i64::try_from(office * 7 + script * 13)?;
        let morning = start_of_day(day).checked_add(Span::new().hours(9).minutes(minutes));
        let world = Arc::clone(&self.world);
        let scene = Scene {
            world: &world,
            office: office_of,
            crew,
            company: format!("资阳市示例第{:06}餐饮有限公司", self.firms),
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
