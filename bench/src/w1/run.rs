//! The whole of W1: engines, numbers of clients, the floor, the ratio and its parts.

use std::time::Duration;

use daowei_store::Probes;

use super::inside::Inside;
use super::{Door, closed_loop};
use crate::city::City;
use crate::error::{Result, words};
use crate::figures::{Figures, number, progress};
use crate::floor::{self, Floor, Recipe};
use crate::place::{self, Engine, Place};

/// Departments of the city: no counter is everybody's.
const OFFICES: u16 = 16;

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Engines; both where none is named.
    #[arg(long, value_enum)]
    engine: Vec<Engine>,
    /// Seconds for each number of clients.
    #[arg(long, default_value_t = 30)]
    seconds: u64,
    /// Numbers of clients.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 8, 32])]
    clients: Vec<usize>,
}

/// Runs it.
pub(crate) fn run(options: &Options, server: Option<&str>, json: bool) -> Result<()> {
    let mut figures = Figures::of("w1");
    let both = [Engine::Sqlite, Engine::Postgres];
    let engines = if options.engine.is_empty() { &both[..] } else { &options.engine };
    for engine in engines {
        figures.within(engine.name(), on(*engine, options, server)?);
    }
    figures.print(json);
    Ok(())
}

fn on(engine: Engine, options: &Options, server: Option<&str>) -> Result<Figures> {
    let span = Duration::from_secs(options.seconds);
    let most = options.clients.iter().copied().max().ok_or_else(|| words("no clients"))?;
    let mut figures = Figures::default();
    let place = Place::make(engine, server, "inside")?;
    let recipe = {
        progress(&format!("{}: making the city", engine.name()));
        let app = place::inside(place.store(Probes::default())?)?;
        let crews = u16::try_from(most.div_ceil(usize::from(OFFICES))).unwrap_or(u16::MAX);
        let city = City::make(&app, OFFICES, crews)?;
        city.accounts(&app, most)?;
        let mut doors =
            (0..most).map(|client| Inside::open(&app, &city, client)).collect::<Result<Vec<_>>>()?;
        for door in &mut doors {
            door.confirm()?;
        }
        progress(&format!("{}: {most} clients inside", engine.name()));
        let measured = closed_loop(&mut doors, span)?;
        figures.within("inside", measured.figures());
        drop(doors);
        let bytes = place.bytes()?;
        figures.measure(
            "bytes_per_case",
            number(usize::try_from(bytes).unwrap_or(0)) / number(measured.cases.max(1)),
        );
        sample(&place)?
    };
    let (rows, bytes) = recipe.size();
    figures.set("rows_per_case", rows);
    figures.set("row_bytes_per_case", bytes);
    progress(&format!("{}: the floor", engine.name()));
    let floor = floor(engine, server, &recipe, most, span)?;
    figures.measure("floor_cases_per_second", floor.rate);
    Ok(figures)
}

fn sample(place: &Place) -> Result<Recipe> {
    match place {
        Place::File(_) => {
            let file = place.file().ok_or_else(|| words("no file"))?;
            Recipe::read(&mut floor::sqlite::Source::open(&file)?)
        }
        Place::Server(database) => Recipe::read(&mut floor::postgres::Source::open(&database.url())?),
    }
}

fn floor(
    engine: Engine,
    server: Option<&str>,
    recipe: &Recipe,
    clients: usize,
    span: Duration,
) -> Result<Floor> {
    let place = Place::make(engine, server, "floor")?;
    // The product's tables; then nobody but the bare engine.
    drop(place.store(Probes::default())?);
    match &place {
        Place::File(_) => {
            let file = place.file().ok_or_else(|| words("no file"))?;
            Floor::sqlite(&file, recipe, clients, span)
        }
        Place::Server(database) => Floor::postgres(&database.url(), recipe, clients, span),
    }
}
