//! W2: pages of 20 by state, department and due date, as a clerk who may see one department; and searches.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use daowei_store::{Abort, Error as StoreError, Probes, view};
use serde_json::Value;

use super::Options;
use crate::city::login;
use crate::client::{Client, Head};
use crate::error::{Error, Result, words};
use crate::figures::{Durations, Figures, number};
use crate::machine;
use crate::place::Place;
use crate::server::Server;
use crate::w1::outside::sign_in;

/// How many pages one reader turns before beginning anew.
const PAGES: usize = 500;
/// Times that each search is asked.
const SEARCHES: usize = 200;

/// Measures.
pub(super) fn run(place: &Place, options: &Options) -> Result<Figures> {
    let mut figures = Figures::default();
    let server = Server::start(place)?;
    let secret = sign_in(&mut Client::open(server.address)?, &login("clerk", 0))?;
    let asked = Asked { address: server.address, secret: &secret };
    let department = asked.department()?;
    server.stop()?;
    let stages = stages(place, &department)?;
    let (rare, common) = stages.first().zip(stages.last()).ok_or_else(|| words("no cases"))?;

    let server = Server::start(place)?;
    let asked = Asked { address: server.address, secret: &secret };
    let (rare_stage, common_stage) = (format!("stage={}", rare.0), format!("stage={}", common.0));
    let combined = format!("{rare_stage}&{common_stage}&department={department}");
    let kinds: [(&str, &str, usize); 8] = [
        ("rare_state", &rare_stage, 1),
        ("common_state", &common_stage, 1),
        ("common_state_next_pages", &common_stage, PAGES),
        ("open_cases", "", 1),
        ("open_cases_next_pages", "", PAGES),
        ("two_states_and_department", &combined, 1),
        ("held_by_oneself", "mine=true", 1),
        ("another_department", "department=00000000-0000-7000-8000-000000000000", 1),
    ];
    for clients in &options.clients {
        let begun = (machine::processor_seconds(server.process(), false), Instant::now());
        let mut run = Figures::default();
        let (mut all, mut most) = (0, 0.0_f64);
        for (name, query, pages) in kinds {
            let taken =
                asked.closed_loop(query, pages, *clients, Duration::from_secs_f64(options.seconds))?;
            all += taken.len();
            most = most.max(taken.quantile(990));
            run.within(name, taken.figures());
        }
        let used = machine::processor_seconds(server.process(), false) - begun.0;
        run.measure("requests_per_second", number(all) / begun.1.elapsed().as_secs_f64());
        run.measure("server_cpu_ms_per_request", used * 1_000.0 / number(all.max(1)));
        run.measure("worst_p99_ms", most);
        figures.within(&format!("clients_{clients}"), run);
    }
    figures.within("items_searched", asked.searches()?);
    figures.measure("server_rss_mib", machine::resident_mib(server.process()));
    figures.measure("server_peak_rss_mib", machine::peak_mib(server.process()));
    server.stop()?;
    figures.set("cases_of_the_department", stages.iter().map(|(_, count)| count).sum::<i64>());
    figures.set("rare_state", format!("{}: {}", rare.0, rare.1));
    figures.set("common_state", format!("{}: {}", common.0, common.1));
    figures.within("legal_persons_searched", legal_persons(place)?);
    Ok(figures)
}

/// The department's states by the number of their cases.
fn stages(place: &Place, department: &str) -> Result<Vec<(String, i64)>> {
    let department = department.to_owned();
    let mut stages = read(place, move |tx| view::case::count(tx, &department))?;
    stages.sort_by_key(|(_, count)| *count);
    Ok(stages)
}

fn read<T: Send + 'static>(
    place: &Place,
    mut job: impl FnMut(&mut daowei_store::Tx<'_>) -> daowei_store::Result<T> + Send + 'static,
) -> Result<T> {
    let store = place.store(Probes::default())?;
    let found = store.read(move |tx| job(tx).map_err(Abort::<StoreError>::Store));
    Ok(found.map_err(Abort::into_store)?)
}

/// Somebody at the public door.
struct Asked<'a> {
    address: SocketAddr,
    secret: &'a str,
}

impl Asked<'_> {
    fn get(&self, client: &mut Client, path: &str) -> Result<Value> {
        client.send("GET", path, Head { bearer: Some(self.secret), key: None }, "")?.value()
    }

    fn department(&self) -> Result<String> {
        let page = self.get(&mut Client::open(self.address)?, "/api/v1/cases?limit=1")?;
        let department = page.pointer("/rows/0/department").and_then(Value::as_str);
        department.map(str::to_owned).ok_or_else(|| words("the clerk sees no case"))
    }

    /// Lets clients read pages one after the other until the time is over.
    fn closed_loop(&self, query: &str, pages: usize, clients: usize, span: Duration) -> Result<Durations> {
        let stop = AtomicBool::new(false);
        let read: Vec<Result<Durations>> = std::thread::scope(|scope| {
            let clients: Vec<_> =
                (0..clients).map(|_| scope.spawn(|| self.reader(query, pages, &stop))).collect();
            std::thread::sleep(span);
            stop.store(true, Ordering::Relaxed);
            let joined = clients.into_iter().map(std::thread::ScopedJoinHandle::join);
            joined.map(|read| read.unwrap_or_else(|_| Err(words("a reader died")))).collect()
        });
        let mut all = Durations::default();
        for durations in read {
            all.append(&durations?);
        }
        Ok(all)
    }

    fn reader(&self, query: &str, pages: usize, stop: &AtomicBool) -> Result<Durations> {
        let mut client = Client::open(self.address)?;
        let mut taken = Durations::default();
        while !stop.load(Ordering::Relaxed) {
            let first = format!("/api/v1/cases?limit=20&{query}");
            let mut next = Some(first.clone());
            for _ in 0..pages {
                let Some(path) = next.filter(|_| !stop.load(Ordering::Relaxed)) else { break };
                let begun = Instant::now();
                let page = self.get(&mut client, &path)?;
                taken.add(begun.elapsed());
                next = page.get("next").and_then(Value::as_str).map(|next| format!("{first}&cursor={next}"));
            }
        }
        Ok(taken)
    }

    /// Items by two characters and by initials.
    fn searches(&self) -> Result<Figures> {
        let mut client = Client::open(self.address)?;
        let mut figures = Figures::default();
        for (name, query) in [("two_characters", "%E9%A3%9F%E5%93%81"), ("initials", "sp")] {
            let mut taken = Durations::default();
            for _ in 0..SEARCHES {
                let begun = Instant::now();
                self.get(&mut client, &format!("/api/v1/items?limit=20&q={query}"))?;
                taken.add(begun.elapsed());
            }
            figures.within(name, taken.figures());
        }
        Ok(figures)
    }
}

/// Names of legal persons, which no endpoint searches yet: in this process.
fn legal_persons(place: &Place) -> Result<Figures> {
    let store = place.store(Probes::default())?;
    let mut figures = Figures::default();
    // All of them, many, few; by characters and by initials; and what is in all of them beside what is in few.
    for query in ["资阳", "餐饮", "鑫旺", "zy", "cy", "xw", "资阳 鑫旺", "资阳市鑫旺餐饮", "zysxwcy", "无此"]
    {
        let mut taken = Durations::default();
        let mut found = 0;
        for _ in 0..SEARCHES {
            let begun = Instant::now();
            let names = store
                .read(move |tx| view::legal_person::find(tx, query, 20).map_err(Abort::<StoreError>::Store))
                .map_err(|abort| Error::Store(abort.into_store()))?;
            taken.add(begun.elapsed());
            found = names.0.len();
        }
        let mut one = taken.figures();
        one.set("found", found);
        figures.within(query, one);
    }
    Ok(figures)
}
