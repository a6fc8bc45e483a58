//! The whole of W1: engines, numbers of clients, the floor, the ratio and its parts.

use std::time::Duration;

use daowei_store::Probes;

use super::inside::Inside;
use super::outside::Outside;
use super::{Door, Measured, closed_loop};
use crate::city::City;
use crate::error::{Result, words};
use crate::figures::{Figures, number, progress};
use crate::floor::{self, Floor, Recipe};
use crate::machine;
use crate::place::{Engine, Place};
use crate::server::Server;

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

impl Options {
    fn span(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    fn most(&self) -> Result<usize> {
        self.clients.iter().copied().max().ok_or_else(|| words("no clients"))
    }
}

/// Runs it.
pub(crate) fn run(options: &Options, server: Option<&str>, json: bool) -> Result<()> {
    let mut figures = Figures::of("w1");
    let engines = if options.engine.is_empty() { &Engine::ALL[..] } else { &options.engine };
    for engine in engines {
        figures.within(engine.name(), on(*engine, options, server)?);
    }
    figures.print(json);
    Ok(())
}

fn on(engine: Engine, options: &Options, server: Option<&str>) -> Result<Figures> {
    let mut figures = Figures::default();
    let (served, recipe) = served(engine, options, server, &mut figures)?;
    progress(&format!("{}: {} clients inside", engine.name(), options.most()?));
    let inside = inside(engine, options, server)?;
    progress(&format!("{}: {} writers on the bare engine", engine.name(), options.most()?));
    let floor = bare(engine, options, server, &recipe)?;
    let (rows, bytes) = recipe.size();
    let mut parts = Figures::default();
    parts.measure("floor_cases_per_second", floor.rate);
    parts.measure("inside_cases_per_second", inside.rate());
    parts.measure("served_cases_per_second", served);
    parts.measure("inside_to_floor", inside.rate() / floor.rate);
    parts.measure("served_to_inside", served / inside.rate());
    parts.measure("served_to_floor", served / floor.rate);
    parts.set("rows_per_case", rows);
    parts.set("row_bytes_per_case", bytes);
    figures.within("floor", parts);
    Ok(figures)
}

/// The real server under every number of clients; gives the rate of the last, and what a case wrote.
fn served(
    engine: Engine,
    options: &Options,
    server: Option<&str>,
    figures: &mut Figures,
) -> Result<(f64, Recipe)> {
    let place = Place::make(engine, server, "served")?;
    let city = prepare(&place, options.most()?)?;
    place.released()?;
    let before = place.bytes()?;
    let served = Server::start(&place)?;
    let database = match place.url() {
        None => None,
        Some(url) => floor::postgres::postmaster(url)?,
    };
    let mut doors = (0..options.most()?)
        .map(|client| Outside::open(served.address, &city.crew(client)?.0.item.id.to_string(), client))
        .collect::<Result<Vec<_>>>()?;
    let (mut cases, mut rate) = (0, 0.0);
    for clients in &options.clients {
        let doors = doors.get_mut(..*clients).ok_or_else(|| words("fewer doors than clients"))?;
        for door in doors.iter_mut() {
            door.confirm()?;
        }
        progress(&format!("{}: {clients} clients over HTTP", engine.name()));
        let used = || Used::by(served.process(), database);
        let begun = used();
        let measured = closed_loop(doors, options.span())?;
        let mut run = measured.figures();
        run.within("cpu_ms_per_case", used().since(&begun, &measured));
        figures.within(&format!("clients_{clients}"), run);
        cases += measured.cases;
        rate = measured.rate();
    }
    figures.measure("server_peak_rss_mib", machine::peak_mib(served.process()));
    drop(doors);
    served.stop()?;
    let grown = place.bytes()?.saturating_sub(before);
    figures.measure("bytes_per_case", number(usize::try_from(grown)?) / number(cases.max(1)));
    Ok((rate, sample(&place)?))
}

/// Processor time of everybody who takes part, seconds.
struct Used {
    server: f64,
    database: f64,
    clients: f64,
}

impl Used {
    fn by(server: u32, database: Option<u32>) -> Self {
        Self {
            server: machine::processor_seconds(server, false),
            database: database.map_or(0.0, machine::family_seconds),
            clients: machine::processor_seconds(std::process::id(), false),
        }
    }

    fn since(&self, begun: &Self, measured: &Measured) -> Figures {
        let per_case = |seconds: f64| seconds * 1_000.0 / number(measured.cases.max(1));
        let mut figures = Figures::default();
        figures.measure("server", per_case(self.server - begun.server));
        figures.measure("database", per_case(self.database - begun.database));
        figures.measure("clients", per_case(self.clients - begun.clients));
        figures
    }
}

/// The same commands without HTTP.
fn inside(engine: Engine, options: &Options, server: Option<&str>) -> Result<Measured> {
    let place = Place::make(engine, server, "inside")?;
    let most = options.most()?;
    let city = prepare(&place, most)?;
    let store = place.store(Probes::default())?;
    let app = place.inside(&store)?;
    let mut doors = (0..most).map(|client| Inside::open(&app, &city, client)).collect::<Result<Vec<_>>>()?;
    for door in &mut doors {
        door.confirm()?;
    }
    closed_loop(&mut doors, options.span())
}

/// An installation with a city and accounts for that many clients.
pub(crate) fn prepare(place: &Place, clients: usize) -> Result<City> {
    place.install()?;
    let store = place.store(Probes::default())?;
    let crews = u16::try_from(clients.div_ceil(usize::from(OFFICES)))?;
    let city = City::make(place, &store, OFFICES, crews)?;
    city.accounts(&place.inside(&store)?, clients)?;
    Ok(city)
}

fn sample(place: &Place) -> Result<Recipe> {
    match (place.file(), place.url()) {
        (Some(file), _) => Recipe::read(&mut floor::sqlite::Source::open(&file)?),
        (None, url) => Recipe::read(&mut floor::postgres::Source::open(url.unwrap_or_default())?),
    }
}

fn bare(engine: Engine, options: &Options, server: Option<&str>, recipe: &Recipe) -> Result<Floor> {
    let place = Place::make(engine, server, "floor")?;
    // The product's tables; then nobody but the bare engine.
    place.install()?;
    match (place.file(), place.url()) {
        (Some(file), _) => Floor::sqlite(&file, recipe, options.most()?, options.span()),
        (None, url) => Floor::postgres(url.unwrap_or_default(), recipe, options.most()?, options.span()),
    }
}
