//! REL-01, REL-03: killed again and again under load. What was acknowledged is there, and is there once.

use std::collections::BTreeSet;
use std::sync::mpsc::{Sender, channel};

use serde_json::{Value, json};

use crate::harness::{City, Desk, Dice, Engine, Reply, key, on_both, walk};

on_both!(nothing_acknowledged_is_lost_or_doubled);

const CLIENTS: u64 = 8;

fn cycles() -> usize {
    std::env::var("DAOWEI_CRASH_CYCLES").ok().and_then(|given| given.parse().ok()).unwrap_or(20)
}

fn nothing_acknowledged_is_lost_or_doubled(engine: Engine) {
    let city = City::on(engine);
    let people = city.people();
    let before = city.count("case_row");
    let mut server = city.serve();
    let port = server.port();
    let desk = Desk::open(&server, &people);
    let mut dice = Dice::new(1);
    let mut clients: Vec<Bookkeeper> = (0..CLIENTS).map(|_| Bookkeeper::new(&desk)).collect();
    for _ in 0..cycles() {
        desk.confirm(&people);
        let (acknowledged, heard) = channel();
        std::thread::scope(|scope| {
            for client in &mut clients {
                let acknowledged = acknowledged.clone();
                scope.spawn(move || client.work(&acknowledged));
            }
            drop(acknowledged);
            // Killed between two acknowledgments of eight clients: in the middle of something, for most of them.
            for _ in 0..=dice.below(80) {
                heard.recv().unwrap();
            }
            server.kill();
        });
        server = city.serve_on(port);
    }
    desk.confirm(&people);
    for client in &mut clients {
        client.settle();
    }

    let cases: Vec<&Kept> = clients.iter().flat_map(|client| &client.cases).collect();
    let numbers: BTreeSet<&str> = cases.iter().map(|case| case.last["number"].as_str().unwrap()).collect();
    assert_eq!(numbers.len(), cases.len(), "a case number was given twice");
    let mut documents = BTreeSet::new();
    for case in &cases {
        let now = desk.chief.get(&case.path).done();
        // The revision counts events: as many as were acknowledged, no more and no fewer.
        assert_eq!(now["revision"], case.last["revision"], "{now}");
        for number in numbered(&case.last) {
            assert!(documents.insert(number.clone()), "the document number {number} was given twice");
        }
    }
    for client in &clients {
        client.replays();
    }
    server.stop();
    assert_eq!(city.count("case_row") - before, i64::try_from(cases.len()).unwrap());
    city.is_sound();
}

fn numbered(brief: &Value) -> Vec<String> {
    let documents = brief["documents"].as_array().unwrap();
    documents.iter().filter_map(|document| document["number"].as_str().map(str::to_owned)).collect()
}

/// A client that writes down what it asked for and what was answered.
struct Bookkeeper {
    desk: Desk,
    cases: Vec<Kept>,
    /// What was asked and not answered.
    unknown: Option<Asked>,
    answered: Vec<(Asked, Vec<u8>)>,
}

/// A case, as the last answer showed it.
struct Kept {
    path: String,
    last: Value,
}

#[derive(Clone)]
struct Asked {
    key: String,
    who: Who,
    path: String,
    body: Value,
}

#[derive(Clone, Copy)]
enum Who {
    Clerk,
    Reviewer,
    Chief,
}

impl Bookkeeper {
    fn new(desk: &Desk) -> Self {
        Self { desk: desk.apart(), cases: Vec::new(), unknown: None, answered: Vec::new() }
    }

    /// Works until the server is gone.
    fn work(&mut self, acknowledged: &Sender<()>) {
        loop {
            let asked = self.unknown.take().unwrap_or_else(|| self.next());
            match self.ask(&asked) {
                Ok(reply) => self.keep(asked, reply),
                Err(_) => {
                    self.unknown = Some(asked);
                    return;
                }
            }
            // Nobody listens once the kill is on its way.
            let _ = acknowledged.send(());
        }
    }

    /// Asks once more for what was not answered.
    fn settle(&mut self) {
        if let Some(asked) = self.unknown.take() {
            let reply = self.ask(&asked).unwrap();
            self.keep(asked, reply);
        }
    }

    /// The newest answers come again, byte for byte, and nothing happens.
    fn replays(&self) {
        for (asked, answer) in self.answered.iter().rev().take(10) {
            let again = self.ask(asked).unwrap();
            assert_eq!(again.header("idempotent-replayed"), "true");
            assert_eq!(String::from_utf8_lossy(&again.body), String::from_utf8_lossy(answer));
        }
    }

    fn ask(&self, asked: &Asked) -> Result<Reply, ureq::Error> {
        let session = match asked.who {
            Who::Clerk => &self.desk.clerk,
            Who::Reviewer => &self.desk.reviewer,
            Who::Chief => &self.desk.chief,
        };
        session.try_post(&asked.path, &asked.key, &asked.body)
    }

    fn keep(&mut self, asked: Asked, reply: Reply) {
        let bytes = reply.body.clone();
        let answer = reply.done();
        if asked.path == "/api/v1/cases" {
            self.cases.push(Kept { path: walk::path(&answer), last: answer });
        } else {
            self.cases.last_mut().unwrap().last = answer;
        }
        self.answered.push((asked, bytes));
    }

    /// The next command of the case in hand: received, accepted, examined three times, decided; then another case.
    fn next(&self) -> Asked {
        let arrival = || (Who::Clerk, "/api/v1/cases".to_owned(), self.desk.arrival(&walk::somebody()));
        let (who, path, body) = match self.cases.last() {
            None => arrival(),
            Some(case) => {
                let at = |verb: &str| format!("{}/{verb}", case.path);
                match (case.last["stage"].as_str().unwrap(), case.last["step"].as_str()) {
                    ("received", _) => (Who::Clerk, at("acceptance"), json!({})),
                    ("under_review", Some(step)) => (Who::Reviewer, at("examinations"), walk::opinion(step)),
                    ("awaiting_decision", _) => (Who::Chief, at("decision"), walk::grant()),
                    _ => arrival(),
                }
            }
        };
        Asked { key: key(), who, path, body }
    }
}
