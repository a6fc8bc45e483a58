//! What a million cases do to everything else: filling, verifying, starting, W2, the lists, and the screens of the desk.

mod desk;
mod start;
mod verify;
mod w2;

use std::path::PathBuf;

use daowei_store::{Abort, Probes, health};

use crate::error::{Result, words};
use crate::figures::{Figures, progress};
use crate::place::{Engine, Place};
use crate::seed;

/// One of the benchmarks on many cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Filling.
    Seed,
    /// `audit verify`.
    Verify,
    /// From start to the first answer.
    Start,
    /// Lists.
    W2,
    /// Screens.
    Desk,
}

impl Part {
    /// All, in the order in which one installation goes through them.
    pub(crate) const ALL: [Self; 5] = [Self::Seed, Self::Verify, Self::Start, Self::W2, Self::Desk];

    /// Its name.
    fn name(self) -> &'static str {
        match self {
            Self::Seed => "seed",
            Self::Verify => "verify",
            Self::Start => "start",
            Self::W2 => "w2",
            Self::Desk => "desk",
        }
    }
}

/// On how many cases, and where.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Options {
    /// How many cases are filled in where there are none yet.
    #[arg(long, default_value_t = 1_000_000)]
    cases: usize,
    /// Engines; both where none is named.
    #[arg(long, value_enum)]
    engine: Vec<Engine>,
    /// A data directory that stays: filled where it is empty, taken as it is where not.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["database", "engine"])]
    data: Option<PathBuf>,
    /// The same in a database on a server.
    #[arg(long, value_name = "URL", requires = "keys", conflicts_with = "engine")]
    database: Option<String>,
    /// The file of its keys.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// W2: seconds for each kind of page.
    #[arg(long, default_value_t = 5.0)]
    seconds: f64,
    /// W2: numbers of clients.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 8])]
    clients: Vec<usize>,
}

impl Options {
    fn places(&self, server: Option<&str>) -> Result<Vec<Place>> {
        if let Some(data) = &self.data {
            return Ok(vec![Place::directory(data.clone())]);
        }
        if let (Some(url), Some(keys)) = (&self.database, &self.keys) {
            return Ok(vec![Place::server(url.clone(), keys.clone())]);
        }
        let engines = if self.engine.is_empty() { &Engine::ALL[..] } else { &self.engine };
        engines.iter().map(|engine| Place::make(*engine, server, "scale")).collect()
    }
}

/// Runs them, each on the same installation.
pub(crate) fn run(
    name: &str,
    parts: &[Part],
    options: &Options,
    server: Option<&str>,
    json: bool,
) -> Result<()> {
    let mut figures = Figures::of(name);
    for place in options.places(server)? {
        figures.within(place.engine().name(), on(&place, parts, options)?);
    }
    figures.print(json);
    Ok(())
}

fn on(place: &Place, parts: &[Part], options: &Options) -> Result<Figures> {
    let mut figures = Figures::default();
    let engine = place.engine().name();
    place.install()?;
    let there = cases(place)?;
    if there > 0 && parts == [Part::Seed] {
        return Err(words(format!("there are {there} cases already")));
    }
    if there == 0 {
        progress(&format!("{engine}: seed"));
        let filled = seed::fill(place, options.cases)?;
        if parts.contains(&Part::Seed) {
            figures.within(Part::Seed.name(), filled);
        }
    }
    figures.set("cases", cases(place)?);
    for part in parts {
        if *part != Part::Seed {
            progress(&format!("{engine}: {}", part.name()));
        }
        let found = match part {
            Part::Seed => continue,
            Part::Verify => verify::run(place)?,
            Part::Start => start::run(place)?,
            Part::W2 => w2::run(place, options)?,
            Part::Desk => desk::run(place)?,
        };
        figures.within(part.name(), found);
    }
    Ok(figures)
}

/// How many cases there are.
fn cases(place: &Place) -> Result<i64> {
    let store = place.store(Probes::default())?;
    let counted = store.read(|tx| health::records(tx).map_err(Abort::<daowei_store::Error>::Store));
    Ok(counted.map_err(Abort::into_store)?.cases)
}
