//! From the start of the program to its first answers: after a stop, and after a kill under load.

use std::time::Instant;

use serde_json::Value;

use crate::city::login;
use crate::client::{Client, Head};
use crate::error::{Result, words};
use crate::figures::{Durations, Figures};
use crate::place::Place;
use crate::server::Server;
use crate::w1::outside::{Outside, sign_in};
use crate::w1::{Door, Step};

/// Starts of each kind.
const STARTS: usize = 5;
/// Cases that are received before each kill: the log has something in it then.
const RECEIVED: usize = 50;

/// Measures.
pub(super) fn run(place: &Place) -> Result<Figures> {
    let mut figures = Figures::default();
    let server = Server::start(place)?;
    let secret = sign_in(&mut Client::open(server.address)?, &login("clerk", 0))?;
    let head = Head { bearer: Some(&secret), key: None };
    let page = Client::open(server.address)?.send("GET", "/api/v1/cases?limit=1", head, "")?.value()?;
    let item =
        page.pointer("/rows/0/item").and_then(Value::as_str).ok_or_else(|| words("no item"))?.to_owned();
    server.stop()?;
    let mut starts = Starts::default();
    for _ in 0..STARTS {
        starts.measure(place, &secret)?.stop()?;
    }
    figures.within("after_stop", starts.figures());
    let mut starts = Starts::default();
    for _ in 0..STARTS {
        let server = Server::start(place)?;
        receive(&server, &item)?;
        server.kill()?;
        starts.measure(place, &secret)?.stop()?;
    }
    figures.within("after_kill", starts.figures());
    Ok(figures)
}

fn receive(server: &Server, item: &str) -> Result<()> {
    let mut door = Outside::open(server.address, item, 0)?;
    door.confirm()?;
    (0..RECEIVED).try_for_each(|_| door.carry_out(Step::Receive))
}

/// From the start to the first answer, to the first command taken, to the first list.
#[derive(Default)]
struct Starts {
    answered: Durations,
    ready: Durations,
    listed: Durations,
}

impl Starts {
    fn measure(&mut self, place: &Place, secret: &str) -> Result<Server> {
        let begun = Instant::now();
        let server = Server::launch(place)?;
        // Whoever asks while the inside is being opened is told to come back.
        let mut client = Client::open(server.address)?;
        client.send("GET", "/livez", Head::default(), "")?;
        self.answered.add(begun.elapsed());
        server.wait()?;
        self.ready.add(begun.elapsed());
        let head = Head { bearer: Some(secret), key: None };
        let page = client.send("GET", "/api/v1/cases?limit=20", head, "")?.value()?;
        self.listed.add(begun.elapsed());
        let rows = page.get("rows").and_then(Value::as_array).map_or(0, Vec::len);
        if rows == 0 { Err(words("the first list is empty")) } else { Ok(server) }
    }

    fn figures(&self) -> Figures {
        let mut figures = Figures::default();
        figures.within("first_answer", spread(&self.answered));
        figures.within("ready_for_commands", spread(&self.ready));
        figures.within("first_list", spread(&self.listed));
        figures
    }
}

fn spread(durations: &Durations) -> Figures {
    let mut figures = Figures::default();
    figures.measure("median_ms", durations.quantile(500));
    figures.measure("longest_ms", durations.quantile(1_000));
    figures
}
