//! What the description of the API promises, held against a crowd that sends everything: each operation, with valid and
//! with spoiled values, as four roles. Only documented statuses come, every error is a problem in words, and none is 500.

mod schema;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{City, Client, Desk, Dice, Engine, People, Reply, Server, on_both, walk};
use schema::{Operation, Spec};
use values::{Known, Values};

on_both!(only_what_is_documented_is_answered);

const ROLES: [&str; 4] = ["clerk", "chief", "supervisor", "system"];

fn seconds() -> u64 {
    std::env::var("DAOWEI_FUZZ_SECONDS").ok().and_then(|given| given.parse().ok()).unwrap_or(25)
}

fn seed() -> u64 {
    std::env::var("DAOWEI_FUZZ_SEED").ok().and_then(|given| given.parse().ok()).unwrap_or(20_261_124)
}

fn only_what_is_documented_is_answered(engine: Engine) {
    println!("DAOWEI_FUZZ_SEED={} DAOWEI_FUZZ_SECONDS={}", seed(), seconds());
    let city = City::on(engine);
    let people = city.people();
    let server = city.serve();
    let spec = Spec::new(server.client().get("/openapi.json").done());
    let operations = spec.operations();
    assert!(operations.len() > 50, "{} operations", operations.len());
    let known = known(&server, &people);
    let (wrong, carried_out) = (Mutex::new(BTreeMap::new()), Mutex::new(BTreeSet::new()));
    std::thread::scope(|scope| {
        for (role, number) in ROLES.into_iter().zip(1..) {
            let session = people.confirmed(&server.client(), role);
            let (spec, operations, known) = (&spec, &operations, &known);
            let (wrong, carried_out) = (&wrong, &carried_out);
            let nobody = server.client();
            scope.spawn(move || {
                let mut crowd = Crowd {
                    session,
                    nobody,
                    values: Values::new(spec, known, Dice::new(seed() + number)),
                    wrong,
                    carried_out,
                    role,
                };
                let asked = crowd.ask(operations, Duration::from_secs(seconds()));
                println!("{role}: {asked} requests");
                // Each operation at least twice, whatever the machine.
                assert!(asked >= 2 * operations.len(), "{role} asked only {asked} times");
            });
        }
    });
    // A crowd that is always sent away has tested little.
    let carried_out = carried_out.into_inner().unwrap();
    println!("{} of {} operations were carried out", carried_out.len(), operations.len());
    assert!(3 * carried_out.len() > operations.len(), "{carried_out:?}");
    let wrong = wrong.into_inner().unwrap();
    let words: Vec<&String> = wrong.values().collect();
    assert!(wrong.is_empty(), "{} findings:\n{words:#?}", wrong.len());
    server.stop();
    city.is_sound();
}

/// What means something here: a few cases at each stage, and what they are made of.
fn known(server: &Server, people: &People) -> Known {
    let desk = Desk::open(server, people);
    let mut known = Known::new();
    let mut know = |name, value: &Value| {
        if let Some(value) = value.as_str() {
            known.entry(name).or_default().push(value.to_owned());
        }
    };
    for _ in 0..6 {
        for case in [desk.receive(), desk.accepted(), desk.awaiting_decision(), desk.awaiting_decision()] {
            let detail = desk.chief.get(&case).done();
            know("case", &detail["id"]);
            know("number", &detail["number"]);
            know("party", &detail["parties"][0]["id"]);
            know("document", &detail["documents"][0]["id"]);
        }
        let case = desk.awaiting_decision();
        let decided = desk.decide(&case).done();
        know("case", &decided["id"]);
        know("license", &decided["license"]);
        know("document", &Value::String(walk::document(&decided, "grant_decision")));
    }
    for (name, path) in [
        ("department", "departments"),
        ("window", "windows"),
        ("person", "people"),
        ("letter", "letters"),
        ("item", "items"),
    ] {
        let page = desk.clerk.get(&format!("/api/v1/{path}?limit=30")).done();
        page["rows"].as_array().unwrap().iter().for_each(|row| know(name, &row["id"]));
    }
    let me = desk.chief.get("/api/v1/session").done();
    know("department", &me["posts"][0]["department"]);
    know("post", &me["post"]);
    know("holder", &me["person"]);
    know("to", &me["person"]);
    know("item", &Value::String(desk.item.clone()));
    desk.papers.iter().for_each(|paper| know("paper", &Value::String(paper.clone())));
    let words = [
        ("step", "examine"),
        ("id_kind", "111"),
        ("id_number", "51200019900101001X"),
        ("phone", "13800000000"),
        ("name", "测试申请人"),
        ("role", "applicant"),
        ("kind", "person"),
        ("seal", "approval"),
        ("from", "2026-10-09"),
    ];
    words.into_iter().for_each(|(name, value)| know(name, &Value::String(value.to_owned())));
    know("on", &Value::String(walk::today()));
    known
}

/// One role's requests.
struct Crowd<'a> {
    session: Client,
    nobody: Client,
    values: Values<'a>,
    /// Operations that were carried out at least once.
    carried_out: &'a Mutex<BTreeSet<String>>,
    /// The first of each kind of finding.
    wrong: &'a Mutex<BTreeMap<String, String>>,
    role: &'a str,
}

impl Crowd<'_> {
    fn ask(&mut self, operations: &[Operation], time: Duration) -> usize {
        let end = Instant::now() + time;
        let mut asked = 0;
        while Instant::now() < end || asked < 2 * operations.len() {
            for operation in operations {
                self.ask_once(operation);
                asked += 1;
            }
        }
        asked
    }

    fn ask_once(&mut self, operation: &Operation) {
        let path = self.values.path(operation);
        let headers = self.values.headers(operation);
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let body = operation.body.as_ref().map(|body| self.values.body(body));
        // What ends sessions or locks accounts is asked by nobody in particular.
        let client = if operation.path.starts_with("/api/v1/session") { &self.nobody } else { &self.session };
        if operation.streams {
            let status = client.status(&path).unwrap();
            self.documented(operation, status, &path, "");
            return;
        }
        let shown = body.as_ref().map_or("", |body| std::str::from_utf8(body).unwrap_or("bytes"));
        match client.call(&operation.method, &path, &headers, body.as_deref()) {
            Ok(reply) => {
                self.documented(operation, reply.status, &path, shown);
                self.in_words(operation, &reply, &path, shown);
                self.values.learn(&reply.body);
            }
            Err(error) => self.find(operation, "no answer", format!("{error}: {path} {shown}")),
        }
    }

    fn documented(&self, operation: &Operation, status: u16, path: &str, body: &str) {
        if status < 300 {
            self.carried_out.lock().unwrap().insert(format!("{} {}", operation.method, operation.path));
        }
        if !operation.statuses.contains(&status) || status >= 500 {
            self.find(operation, &status.to_string(), format!("answered {status}: {path} {body}"));
        }
    }

    fn in_words(&self, operation: &Operation, reply: &Reply, path: &str, body: &str) {
        if reply.status < 400 {
            return;
        }
        let problem: Option<Value> = serde_json::from_slice(&reply.body).ok();
        let whole = reply.header("content-type") == "application/problem+json"
            && problem.is_some_and(|problem| {
                problem["status"] == reply.status
                    && problem["title"].is_string()
                    && problem["code"].is_string()
            });
        if !whole {
            self.find(operation, "no problem", format!("{} {}: {path} {body}", reply.status, reply.text()));
        }
    }

    fn find(&self, operation: &Operation, what: &str, words: String) {
        let kind = format!("{} {} {what}", operation.method, operation.path);
        let words: String = words.chars().take(400).collect();
        let words = format!("{kind} as {}: {words}", self.role);
        self.wrong.lock().unwrap().entry(kind).or_insert(words);
    }
}
